"""The workbook itself, built from text: sheets, macros, ribbon."""
