"""What happens around a button, on the pages of the open workbook."""
