"""What of the packages is left out, each with its reason."""

from __future__ import annotations

from fnmatch import fnmatch

LEFT_OUT: dict[str, tuple[str, ...]] = {
    "tests and demonstrations, which no program imports": (
        "*/tests/*",
        "win32/Demos/*",
        "win32/test/*",
        "win32com/demos/*",
        "win32com/test/*",
        "win32comext/*/demos/*",
        "win32comext/*/test/*",
    ),
    "for compilers and type checkers": (
        "*.pyi",
        "*.pxd",
        "*.pyx",
        "*.lib",
        "*.a",
        "*.h",
        "*.c",
        "*.hpp",
        "*/py.typed",
        "lxml/includes/*",
        "numpy/f2py/*",
        "numpy/typing/mypy_plugin.py",
    ),
    "help that is not ours, and pywin32's own editor": (
        "PyWin32.chm",
        "pythonwin/*",
        "win32com/HTML/*",
        "win32/scripts/*",
    ),
    "parts of pywin32 for other programs than Excel": (
        "adodbapi/*",
        "isapi/*",
        "win32/pythonservice.exe",
        "win32comext/adsi/*",
        "win32comext/authorization/*",
        "win32comext/axcontrol/*",
        "win32comext/axdebug/*",
        "win32comext/axscript/*",
        "win32comext/bits/*",
        "win32comext/directsound/*",
        "win32comext/ifilter/*",
        "win32comext/internet/*",
        "win32comext/mapi/*",
        "win32comext/propsys/*",
        "win32comext/taskscheduler/*",
    ),
    "workbooks and add-ins with macros that are not ours": (
        "xlwings/quickstart*",
        "xlwings/addin/*.xlam",
        "pyopenvba/_templates/blank_files/*",
        "xlwings/tests/*",
    ),
    "xlwings for the browser, and the part under another licence": (
        "xlwings/js/*",
        "xlwings/html/*",
        "xlwings/pro/*",
        "xlwings/ext/*",
    ),
}


def left_out(path: str) -> bool:
    """Tell whether a file, named below site-packages, stays out of the bundle.

    >>> left_out("pandas/tests/test_x.py"), left_out("xlwings/addin/Dictionary.cls")
    (True, False)
    """
    patterns = (pattern for group in LEFT_OUT.values() for pattern in group)
    return any(fnmatch(path, pattern) for pattern in patterns)
