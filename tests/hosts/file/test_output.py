"""A result is written whole or not at all, and never over its source."""

from pathlib import Path
from typing import Any

import pytest

from xl_addin.errors import OutputBlocked, OutputIsInput
from xl_addin.hosts.file.output import refuse_input, replace_all, replace_atomically


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "结果.xlsx"


def test_a_new_file_is_written(out: Path) -> None:
    replace_atomically(out, b"new")

    assert out.read_bytes() == b"new"
    assert names(out.parent) == {out.name}


def test_an_old_file_is_replaced_and_keeps_its_rights(out: Path) -> None:
    out.write_bytes(b"old")
    out.chmod(0o640)

    replace_atomically(out, b"new")

    assert out.read_bytes() == b"new"
    assert out.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(out: Path, tmp_path: Path) -> None:
    target = tmp_path / "别处.xlsx"
    out.symlink_to(target)

    replace_atomically(out, b"new")

    assert out.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_missing_folder_blocks(tmp_path: Path) -> None:
    out = tmp_path / "无" / "结果.xlsx"

    with pytest.raises(OutputBlocked) as caught:
        replace_atomically(out, b"new")

    assert (
        str(caught.value)
        == f"无法写入“{out}”，请关闭正在使用它的程序，并确认文件夹存在且可以写入。"
    )


def test_a_folder_of_that_name_blocks(out: Path) -> None:
    out.mkdir()

    assert_blocked(out)


def test_a_file_in_place_of_the_folder_blocks(out: Path) -> None:
    out.write_bytes(b"")

    assert_blocked(out / "结果.xlsx", left={out.name})


@pytest.mark.parametrize("lock", ["~$结果.xlsx", ".~结果.xlsx", ".~lock.结果.xlsx#"])
def test_a_file_open_in_another_program_blocks(out: Path, lock: str) -> None:
    out.write_bytes(b"old")
    out.with_name(lock).write_bytes(b"")

    assert_blocked(out, left={out.name, lock})
    assert out.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("通报.docx", "~$通报.docx"),
        ("2月份通报稿.docx", "~$2月份通报稿.docx"),
        ("12月份通报稿.docx", "~$2月份通报稿.docx"),
        ("2021年1-2月通报.docx", "~$21年1-2月通报.docx"),
    ],
)
def test_a_document_open_in_word_blocks_though_its_lock_drops_up_to_two_characters(
    tmp_path: Path, name: str, lock: str
) -> None:
    """Word cuts a name of seven characters by one, and a longer one by two."""
    out = tmp_path / name
    out.write_bytes(b"old")
    out.with_name(lock).write_bytes(b"")

    assert_blocked(out, left={name, lock})


def test_the_lock_of_another_document_does_not_block(tmp_path: Path) -> None:
    out = tmp_path / "2021年1-2月通报.xlsx"
    out.with_name("~$21年1-2月通报.docx").write_bytes(b"")

    replace_atomically(out, b"new")

    assert out.read_bytes() == b"new"


def test_a_file_that_cannot_be_opened_for_writing_blocks(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows a program that has a file open forbids others to write."""
    out.write_bytes(b"old")
    first = Path.open

    def held(path: Path, mode: str = "r", **options: Any) -> Any:
        if path == out:
            raise PermissionError(13, "held by another program")
        return first(path, mode, **options)

    monkeypatch.setattr(Path, "open", held)

    assert_blocked(out)


@pytest.mark.parametrize("blocked", [0, 1])
def test_of_several_files_all_are_written_or_none(out: Path, blocked: int) -> None:
    files = [out, out.with_suffix(".json")]
    lock = out.with_name(f"~${files[blocked].name}")
    out.write_bytes(b"old")
    lock.touch()

    with pytest.raises(OutputBlocked, match=files[blocked].name):
        replace_all(dict.fromkeys(files, b"new"))
    assert out.read_bytes() == b"old"
    assert names(out.parent) == {out.name, lock.name}

    lock.unlink()
    replace_all(dict.fromkeys(files, b"new"))
    assert [file.read_bytes() for file in files] == [b"new", b"new"]
    assert names(out.parent) == {file.name for file in files}


def test_a_draft_that_cannot_be_written_leaves_every_file_as_it_was(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out.write_bytes(b"old")
    written: list[int] = []

    def full_at_the_second(file: int) -> None:
        written.append(file)
        if len(written) == 2:
            no_space()

    monkeypatch.setattr("os.fsync", full_at_the_second)

    with pytest.raises(OutputBlocked):
        replace_all({out: b"new", out.with_suffix(".json"): b"new"})
    assert out.read_bytes() == b"old"
    assert names(out.parent) == {out.name}


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_failure_half_way_leaves_the_old_file_and_nothing_else(
    out: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    out.write_bytes(b"old")
    monkeypatch.setattr(step, no_space)

    assert_blocked(out)
    assert out.read_bytes() == b"old"


def test_an_interruption_leaves_nothing_behind(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.fsync", interrupted)

    with pytest.raises(KeyboardInterrupt):
        replace_atomically(out, b"new")

    assert names(out.parent) == set()


def test_a_read_only_file_blocks(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out.write_bytes(b"old")
    monkeypatch.setattr("os.access", lambda *_: False)

    assert_blocked(out)


def assert_blocked(out: Path, left: set[str] | None = None) -> None:
    folder = next(parent for parent in out.parents if parent.is_dir())
    with pytest.raises(OutputBlocked):
        replace_atomically(out, b"new")
    assert names(folder) == (left or {out.name})


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def no_space(*_: object) -> None:
    raise OSError(28, "No space left on device")


def interrupted(_: object) -> None:
    raise KeyboardInterrupt


def test_another_file_is_fine(out: Path, tmp_path: Path) -> None:
    refuse_input(out, tmp_path / "输入.xlsx")


def test_the_input_is_refused_as_output(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out.write_bytes(b"")
    monkeypatch.chdir(out.parent)

    with pytest.raises(OutputIsInput) as caught:
        refuse_input(out.relative_to(out.parent), out)

    assert (
        str(caught.value)
        == "输出文件与输入文件相同（“结果.xlsx”），请换一个输出文件名。"
    )


@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
def test_the_input_is_refused_through_a_link(
    out: Path, tmp_path: Path, link: str
) -> None:
    source = tmp_path / "输入.xlsx"
    source.write_bytes(b"")
    getattr(out, link)(source)

    with pytest.raises(OutputIsInput):
        refuse_input(out, source)


def test_where_case_does_not_matter_it_is_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.path.normcase", lambda path: str(path).lower())

    with pytest.raises(OutputIsInput):
        refuse_input(tmp_path / "A3.XLSX", tmp_path / "a3.xlsx")


@pytest.mark.parametrize("held", ["乙.json", "丙.docx"])
def test_nothing_is_replaced_where_one_turns_out_to_be_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: str
) -> None:
    """On Windows a program that shares writing lets a file be opened, not replaced."""
    old, new, last = (tmp_path / name for name in ("甲.xlsm", "乙.json", "丙.docx"))
    old.write_bytes(b"before")
    last.write_bytes(b"before")
    replace = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if target.name == held:
            raise PermissionError(13, "being used by another process")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(OutputBlocked, match=held):
        replace_all({old: b"new", new: b"new", last: b"new"})

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "甲.xlsm": b"before",
        "丙.docx": b"before",
    }
