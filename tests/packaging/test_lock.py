"""Every package in the bundle is named, with version and hash, and nothing is missing."""

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from bundle.lock import CPYTHON, PYTHON, WHEELS, normal, pins
from bundle.problem import BundleProblem

LOCKED = {pin.name: pin for pin in pins(WHEELS)}
PROJECT = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
WANTED = [re.match(r"[\w.-]+", wish) for wish in PROJECT["dependencies"]]
ONLY_ON_WINDOWS = {"pywin32", "tzdata"}


def test_every_dependency_of_the_project_is_locked() -> None:
    wanted = {normal(name[0]) for name in WANTED if name}

    assert wanted - LOCKED.keys() == set(), "run: python run.py bundle --renew"


def test_what_is_pinned_exactly_in_the_project_is_so_in_the_lock() -> None:
    exact = dict(wish.split("==") for wish in PROJECT["dependencies"] if "==" in wish)

    assert exact == {name: LOCKED[normal(name)].version for name in exact}, (
        "run: python run.py bundle --renew"
    )


def test_what_the_dependencies_want_is_locked_too() -> None:
    wanted = {
        normal(found[0])
        for name in LOCKED.keys() - ONLY_ON_WINDOWS
        for wish in distribution(name).requires or ()
        if "extra ==" not in wish and "python_version <" not in wish
        if "platform_system" not in wish and "sys_platform" not in wish
        if (found := re.match(r"[\w.-]+", wish))
    }

    assert wanted - LOCKED.keys() == set(), "run: python run.py bundle --renew"


def test_what_only_windows_needs_is_locked_though_linux_does_not_see_it() -> None:
    assert LOCKED.keys() >= ONLY_ON_WINDOWS


def test_the_embedded_python_is_the_one_that_the_wheels_are_for() -> None:
    (python,) = pins(CPYTHON)

    assert python.version.startswith(f"{PYTHON}.")


@pytest.mark.parametrize("lock", [WHEELS, CPYTHON], ids=lambda lock: lock.name)
def test_a_lock_names_no_place_to_fetch_from(lock: Path) -> None:
    assert "://" not in lock.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "line", ["numpy==2.5.5", "numpy>=2 --hash=sha256:" + "0" * 64, "numpy"]
)
def test_a_line_that_pins_nothing_is_refused(tmp_path: Path, line: str) -> None:
    lock = tmp_path / "x.lock"
    lock.write_text(f"# a lock\n{line}\n", encoding="utf-8")

    with pytest.raises(BundleProblem, match=r"“x\.lock”中有一行没有版本和校验值"):
        pins(lock)
