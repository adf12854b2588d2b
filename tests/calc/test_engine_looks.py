"""Cells look as xlwings documents it of Excel."""

import pytest
import xlwings as xw

pytestmark = pytest.mark.calc


def test_a_format_that_cells_do_not_share_is_none(sheet: xw.Sheet) -> None:
    sheet["A1"].number_format = "0.00"

    assert sheet["A1"].number_format == "0.00"
    assert sheet["B1"].number_format == "General"
    assert sheet["A1:B1"].number_format is None


def test_colours_are_tuples_and_none_takes_them_away(sheet: xw.Sheet) -> None:
    sheet["A1"].color = "#FFC7CE"
    sheet["B1"].color = (255, 199, 206)

    assert sheet["A1"].color == sheet["B1"].color == (255, 199, 206)
    sheet["A1"].color = None
    assert sheet["A1"].color is None


def test_fonts(sheet: xw.Sheet) -> None:
    sheet["A1"].font.set(name="仿宋", size=12, bold=True, color="#C00000")

    font = sheet["A1"].font
    assert (font.name, font.size, font.bold) == ("仿宋", 12, True)
    assert font.color == (192, 0, 0)
    assert sheet["A1:B1"].font.bold is None


def test_alignment(sheet: xw.Sheet) -> None:
    assert sheet["A1"].horizontal_alignment == "general"
    assert sheet["A1"].vertical_alignment == "bottom"

    sheet["A1"].horizontal_alignment = sheet["A1"].vertical_alignment = "center"
    sheet["A1"].wrap_text = True

    assert sheet["A1"].horizontal_alignment == "center"
    assert sheet["A1"].vertical_alignment == "center"
    assert sheet["A1"].wrap_text


def test_borders(sheet: xw.Sheet) -> None:
    block, sides = sheet["B2:C3"], ("edge_top", "edge_left", "inside_vertical")

    block.borders.set("all", line_style="continuous", weight="thin")

    assert [block.borders[side].line_style for side in sides] == ["continuous"] * 3
    assert sheet["B2"].borders["edge_right"].line_style == "continuous"
    assert sheet["D2"].borders["edge_right"].line_style == "none"
    block.borders.set("all", line_style=None)
    assert [block.borders[side].line_style for side in sides] == ["none"] * 3


def test_borders_of_one_side_leave_the_others(sheet: xw.Sheet) -> None:
    sheet["B2"].borders.set("edge_bottom", line_style="double", weight="thick")

    assert sheet["B2"].borders["edge_bottom"].line_style == "double"
    assert sheet["B2"].borders["edge_top"].line_style == "none"


def test_a_merged_range_keeps_its_first_cell_only(sheet: xw.Sheet) -> None:
    sheet["A1:B2"].value = [["标题", 1], [2, 3]]

    sheet["A1:B2"].merge()

    assert sheet["B2"].merge_cells
    assert not sheet["C2"].merge_cells
    assert sheet["A1:B2"].value == [["标题", None], [None, None]]
    sheet["A1:B2"].unmerge()
    assert not sheet["A1"].merge_cells


def test_sizes_are_in_characters_and_points(sheet: xw.Sheet) -> None:
    sheet["B2"].column_width, sheet["B2"].row_height = 28, 40

    assert sheet["B5"].column_width == pytest.approx(28, abs=0.05)
    assert sheet["D2"].row_height == pytest.approx(40, abs=0.05)
    assert sheet["A1:B1"].column_width is None
    assert sheet["A2:A3"].row_height is None


def test_a_column_without_width_is_hidden_and_one_with_it_is_not(
    sheet: xw.Sheet,
) -> None:
    column = sheet.impl.xl.Columns.getByIndex(1)

    sheet["B2"].column_width = 0
    assert (column.IsVisible, sheet["B2"].column_width) == (False, 0)

    sheet["B2"].column_width = 28
    assert column.IsVisible


def test_rows_grow_and_shrink_to_their_text(sheet: xw.Sheet) -> None:
    low = sheet["A3"].row_height
    sheet["A1"].value, sheet["A1"].wrap_text = "a\nb\nc", True
    sheet["A1:A2"].row_height = 40

    sheet["A1:A2"].rows.autofit()

    assert sheet["A2"].row_height == low
    assert sheet["A1"].row_height == pytest.approx(3 * low, rel=0.1)


def test_clearing_takes_contents_or_formats(sheet: xw.Sheet) -> None:
    def dressed() -> xw.Range:
        cell = sheet["A1"]
        cell.value, cell.color, cell.number_format = 1, (1, 2, 3), "0.00"
        return cell

    dressed().clear_contents()
    assert (sheet["A1"].value, sheet["A1"].number_format) == (None, "0.00")
    dressed().clear_formats()
    assert (sheet["A1"].value, sheet["A1"].number_format) == (1.0, "General")
    assert sheet["A1"].color is None
