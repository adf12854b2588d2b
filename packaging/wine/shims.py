"""What wine 8 lacks and numpy, Rust and Python want: built here, kept by content."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from bundle.store import files_in, kept, key_of

SOURCES = Path(__file__).parent / "shims"
LIBRARY = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/ucrtbase.dll")
"""wine's own C library, where Debian has it."""
RENAMED = "winecrt"
"""The name under which wine's C library goes on; ours hands nearly all over to it."""
PYTHON = SOURCES / "sitecustomize.py"
"""What is laid beside the installed packages."""
_GCC = ("x86_64-w64-mingw32-gcc", "-O1", "-fno-builtin")
_BUILTIN, _PLAIN = b"Wine builtin DLL", b"Wine renamed DLL"


def libraries() -> list[Path]:
    """Return the libraries for a prefix's system folder."""
    sources = [*files_in(SOURCES), Path(__file__), LIBRARY]
    return files_in(kept("wine-libraries", key_of(*sources), _build))


def locales() -> Path:
    """Return a folder with the Chinese locale, by which wine's code page is 936."""
    return kept("locales", key_of("zh_CN.UTF-8"), _compile_locale)


def exports(names: set[str], own: set[str]) -> str:
    """Return a definition of a library: our functions, and wine's for all others.

    Microsoft's long double is a double, so that what wine leaves out for it is the
    function without the l.

    >>> print(exports({"cos", "cosf", "cosl"}, {"cabs"}))
    LIBRARY "ucrtbase.dll"
    EXPORTS
      "cabs" = "our_cabs"
      "cos" = "winecrt.cos"
      "cosf" = "winecrt.cosf"
      "cosl" = "winecrt.cos"
    """
    lines = [
        f'  "{name}" = "{_target(name, names, own)}"' for name in sorted(names | own)
    ]
    return "\n".join(['LIBRARY "ucrtbase.dll"', "EXPORTS", *lines])


def _target(name: str, names: set[str], own: set[str]) -> str:
    if name in own:
        return f"our_{name}"
    plain = name.removesuffix("l")
    return f"{RENAMED}.{plain if {plain, f'{plain}f'} <= names else name}"


def _build(to: Path) -> None:
    """Build ours in place of wine's C library, which stays under another name."""
    compiled, list_of_exports = to / "complex.o", to / "ucrtbase.def"
    _said(*_GCC, "-c", str(SOURCES / "complex.c"), "-o", str(compiled))
    table = _said("x86_64-w64-mingw32-objdump", "-p", str(LIBRARY))
    symbols = _said("x86_64-w64-mingw32-nm", str(compiled))
    exported = table.partition("[Ordinal/Name Pointer] Table")[2]
    names = set(re.findall(r"^\s*\[ *\d+\].*?([A-Za-z_?]\S*)$", exported, re.MULTILINE))
    own = set(re.findall(r" T our_(\w+)", symbols))
    list_of_exports.write_text(exports(names, own), encoding="utf-8")
    built = (str(compiled), str(list_of_exports), "-o", str(to / "ucrtbase.dll"))
    _said(*_GCC, "-shared", "-static-libgcc", *built)
    compiled.unlink()
    list_of_exports.unlink()
    wine = LIBRARY.read_bytes().replace(_BUILTIN, _PLAIN)
    (to / f"{RENAMED}.dll").write_bytes(wine)
    random = (str(SOURCES / "random.c"), "-o", str(to / "bcryptprimitives.dll"))
    _said(*_GCC, "-shared", *random, "-ladvapi32")


def _compile_locale(to: Path) -> None:
    _said("localedef", "-i", "zh_CN", "-f", "UTF-8", str(to / "zh_CN.UTF-8"))


def _said(*command: str) -> str:
    """Return what a command prints. Raises `CalledProcessError`."""
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout
