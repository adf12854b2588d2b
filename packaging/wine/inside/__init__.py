"""What runs in Windows' own Python, under wine: Excel's place is taken here.

`served` puts the in-memory Excel of the tests before real COM; `server` starts Python
as the workbook's VBA does, through xlwings' DLL; `session` does what it is told.
"""
