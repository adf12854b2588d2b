"""The workbook that is open, in Excel or, through our own engine, in LibreOffice."""
