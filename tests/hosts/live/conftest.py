"""xlwings' own engine for Windows, on any system."""

from collections.abc import Iterator

import pytest

from tests.windows.pywin32 import modules


@pytest.fixture(autouse=True)
def _windows() -> Iterator[None]:
    with modules.present():
        yield
