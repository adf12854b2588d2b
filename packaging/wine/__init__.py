"""The bundle on trial: installed under wine, used as on Windows, compared with Linux.

What is real here: the installer, CPython for Windows, pywin32, xlwings with its DLL and
its engine, the product as shipped, COM between two processes. Excel's place is taken
by the in-memory Excel of tests/windows. Nothing that ships is changed: what wine 8
lacks is given to wine itself (`shims`), but for one file that is laid beside the
installed packages.

`windows` is a machine with its user and code page, `proof` what is shown, `installing`,
`commands`, `functions` and `buttons` show it; `inside` runs in Windows' own Python.
"""
