"""Buttons are declared once: ribbon, VBA, sheets and functions follow; 首页 makes room."""

import inspect
import io
import re
import zipfile
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from xl_addin import macros
from xl_addin.workbook import front, ribbon
from xl_addin.workbook.buttons import BUTTONS, RESULTS, Button
from xl_addin.workbook.canvas import Canvas
from xl_addin.workbook.content import CREATED, Content
from xl_addin.workbook.places import FIGURES, LEFT_OUT, PLACES, WIDTHS, found, places

UI = "{http://schemas.microsoft.com/office/2006/01/customui}"
COUNTS = [1, 3, 7, 8, 9, 12, 15, 24]
PIXELS = [width * 7 + 5 for width in WIDTHS]
"""Of the columns of 首页, at a scale of 100 %."""
NEW = Button(
    "CarryOver", "结转", RESULTS, "Copy", "把“年”<转>入 & 存档。", on=("历史",)
)


class Rectangle(NamedTuple):
    left: float
    top: int
    right: float
    bottom: int


def page(count: int) -> zipfile.ZipFile:
    """Return a workbook whose first page has so many buttons."""
    canvas = Canvas(CREATED, "首页")
    buttons = [Button(f"Macro{n}", "月度汇总", RESULTS, "", "") for n in range(count)]
    front.draw(canvas, Content(), buttons)
    canvas.sheet("图表数据", "ChartData")
    return zipfile.ZipFile(io.BytesIO(canvas.bytes()))


def buttons_of(package: zipfile.ZipFile) -> list[Rectangle]:
    """Return where the file says its buttons stand: pixels across, rows down."""
    text = package.read("xl/drawings/vmlDrawing1.vml").decode()
    anchors = re.findall(r"<x:Anchor>([^<]+)</x:Anchor>", text)
    corners = ([int(n) for n in anchor.split(",")] for anchor in anchors)
    return [
        Rectangle(sum(PIXELS[:c]) + dx, row, sum(PIXELS[:c2]) + dx2, row2)
        for c, dx, row, _, c2, dx2, row2, _ in corners
    ]


def charts_of(package: zipfile.ZipFile) -> list[tuple[int, int]]:
    """Return the first and last row of every chart."""
    text = package.read("xl/drawings/drawing1.xml").decode()
    rows = [int(row) for row in re.findall(r"<xdr:row>(\d+)</xdr:row>", text)]
    return list(zip(rows[::2], rows[1::2], strict=True))


def heading_row(package: zipfile.ZipFile, heading: str) -> int:
    """Return the row (from 0) of a heading on the first page."""
    texts = re.findall(r"<t[^>]*>([^<]*)</t>", package.read("xl/sharedStrings.xml").decode())  # fmt: skip
    sheet = package.read("xl/worksheets/sheet1.xml").decode()
    cell = rf'<c r="B(\d+)" s="\d+" t="s"><v>{texts.index(heading)}</v>'
    match = re.search(cell, sheet)
    assert match is not None
    return int(match[1]) - 1


@pytest.mark.parametrize("count", COUNTS)
def test_buttons_do_not_overlap_and_stay_on_the_printed_page(count: int) -> None:
    drawn = buttons_of(page(count))

    assert len(drawn) == count
    for one, other in combinations(drawn, 2):
        beside = one.right < other.left or other.right < one.left
        assert beside or one.bottom < other.top or other.bottom < one.top
    for button in drawn:
        assert sum(PIXELS[:1]) <= button.left
        assert button.right <= sum(PIXELS)
        assert button.right - button.left >= 80  # four characters of 11 points


@pytest.mark.parametrize("count", COUNTS)
def test_figures_charts_and_what_was_left_out_stand_below_them(count: int) -> None:
    package = page(count)
    figures, left_out = (heading_row(package, text) for text in (FIGURES, LEFT_OUT))
    here = places(count)
    charts = charts_of(package)

    assert max(button.bottom for button in buttons_of(package)) < here.note < figures
    assert (figures, left_out) == (here.figures, here.left_out)
    assert figures + 9 < min(first for first, _ in charts)  # nine key figures
    assert max(last for _, last in charts) < left_out
    one, two, below = charts
    assert max(one[1], two[1]) < below[0]


def test_an_older_first_page_is_told_by_its_headings() -> None:
    rows = [["", ""] for _ in range(60)]
    rows[12][1], rows[45][1] = FIGURES, LEFT_OUT

    here = found(rows)

    assert (here.figures, here.left_out) == (12, 45)
    assert here.figure_at(14, 3) == "inspections"
    assert found(None) == found([["another", "page"]]) == PLACES


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.macro)
def test_the_function_of_a_button_is_there_and_goes_by_its_caption(
    button: Button,
) -> None:
    function = getattr(macros, button.function)

    assert inspect.getclosurevars(function).nonlocals["caption"] == button.caption


def test_every_button_has_one_macro_one_caption_and_one_place_on_the_ribbon() -> None:
    root = ET.fromstring(ribbon.xml())  # noqa: S314  our own text
    elements = root.findall(f".//{UI}button")

    assert [each.get("label") for each in elements] == [b.caption for b in BUTTONS]
    assert len({each.get("id") for each in root.iter() if each.get("id")}) == len(
        [each for each in root.iter() if each.get("id")]
    )
    assert len({b.macro for b in BUTTONS}) == len({b.caption for b in BUTTONS})


def test_a_further_button_comes_into_its_group_wherever_it_is_in_the_list() -> None:
    root = ET.fromstring(ribbon.xml([*BUTTONS, NEW]))  # noqa: S314  our own text
    groups = root.findall(f".//{UI}group")
    modules = ribbon.modules([*BUTTONS, NEW])

    assert [group.get("id") for group in groups] == ["records", "results", "care"]
    last = groups[1].findall(f"{UI}button")[-1]
    assert (last.get("onAction"), last.get("supertip")) == ("OnCarryOver", NEW.tip)
    assert 'Public Sub CarryOver()\r\n    RunMacro "carry_over"' in modules["Macros"]
    assert "Public Sub OnCarryOver(ByVal control" in modules["Ribbon"]


def test_vba_keeps_to_ascii_whatever_captions_say() -> None:
    assert all(text.isascii() for text in ribbon.modules([*BUTTONS, NEW]).values())
