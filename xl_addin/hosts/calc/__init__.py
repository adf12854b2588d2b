"""LibreOffice Calc as a host: xlwings' objects over UNO, and buttons that work.

`engine` makes xlwings drive LibreOffice, from outside or inside of it; `bridge`
and `transport.bas` carry a workbook's macros to Python; `desktop` opens a copy of
a workbook for a person. Only `engine` and what it rests on need `uno`, and they
ask for it when they are used, not when they are imported.
"""
