"""What a program without a console says: one box on the screen.

Windows starts what stands in “发送到” without a console, and then there is no stdout.
Only the standard library is imported here: it must work where the rest does not.
"""

from __future__ import annotations

import sys

TITLE = "安全生产执法统计"
_BAD, _GOOD, _IN_FRONT = (
    0x10,
    0x40,
    0x10000,
)  # MB_ICONERROR, MB_ICONINFORMATION, MB_SETFOREGROUND


def show(said: str, *, bad: bool = False) -> None:
    """Print what is to be said, or show it in a box where nothing can be printed."""
    if sys.stdout is not None:
        sys.stdout.write(f"{said}\n")
    elif sys.platform == "win32":
        import ctypes  # noqa: PLC0415  it knows windows only there

        look = (_BAD if bad else _GOOD) | _IN_FRONT
        ctypes.windll.user32.MessageBoxW(None, said, TITLE, look)
