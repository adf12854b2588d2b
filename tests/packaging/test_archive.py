"""The same files give the same zip, whenever they were written."""

import hashlib
import os
import zipfile
from pathlib import Path

import pytest
from bundle.archive import write_sums, write_zip

FILES = {"python.exe": b"MZ", "Lib/乙.py": b"b = 1\n", "Lib/a.py": b"a = 1\n"}


def lay(folder: Path, names: list[str], when: int) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(FILES[name])
        os.utime(path, (when, when))
    return folder


def test_neither_dates_nor_the_order_of_writing_show_in_the_zip(tmp_path: Path) -> None:
    one = lay(tmp_path / "one", list(FILES), 1_000_000_000)
    two = lay(tmp_path / "two", list(reversed(FILES)), 1_600_000_000)
    (two / "python.exe").chmod(0o700)

    write_zip([one], "xl", tmp_path / "one.zip")
    write_zip([two], "xl", tmp_path / "two.zip")

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_several_folders_lie_in_the_zip_as_one(tmp_path: Path) -> None:
    lay(tmp_path / "base", ["python.exe", "Lib/a.py"], 1_000_000_000)
    lay(tmp_path / "product", ["Lib/乙.py"], 1_000_000_000)

    write_zip([tmp_path / "base", tmp_path / "product"], "xl", tmp_path / "x.zip")

    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
        assert archive.namelist() == ["xl/Lib/a.py", "xl/Lib/乙.py", "xl/python.exe"]
    assert found == {f"xl/{name}": content for name, content in FILES.items()}


def test_the_sums_are_those_of_the_files(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(b"abc")

    write_sums([file], tmp_path / "SHA256SUMS")

    # FIPS 180-2, appendix B.1: the digest of "abc"
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert (tmp_path / "SHA256SUMS").read_text() == f"{digest}  a.zip\n"
    assert hashlib.sha256(b"abc").hexdigest() == digest


@pytest.mark.parametrize("name", ["wheels.lock", "cpython.lock"])
def test_the_bundle_is_made_from_locks_that_stand_beside_its_code(name: str) -> None:
    assert (Path("packaging") / name).is_file()
