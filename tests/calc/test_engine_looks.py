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


def test_fonts_are_set_for_chinese_text_too(sheet: xw.Sheet) -> None:
    sheet["A1"].font.set(name="仿宋", size=12, bold=True)

    xl = sheet["A1"].impl.xl
    assert (xl.CharFontName, xl.CharHeight, xl.CharWeight) == ("仿宋", 12, 150)
    assert xl.CharFontNameAsian == "仿宋"
    assert (xl.CharHeightAsian, xl.CharWeightAsian) == (12, 150)


def test_alignment(sheet: xw.Sheet) -> None:
    sheet["A1"].horizontal_alignment = sheet["A1"].vertical_alignment = "center"
    sheet["A1"].wrap_text = True

    xl = sheet["A1"].impl.xl
    assert (xl.HoriJustify.value, xl.VertJustify) == ("CENTER", 2)
    assert xl.IsTextWrapped


def test_borders(sheet: xw.Sheet) -> None:
    sheet["B2:C3"].borders.set("all", line_style="continuous", weight="thin")

    inner, outer = (sheet[at].impl.xl.TableBorder2 for at in ("B2", "D2"))
    assert inner.RightLine.LineWidth == inner.TopLine.LineWidth == 26
    assert outer.RightLine.LineWidth == 0


def test_what_the_product_does_not_use_is_refused(sheet: xw.Sheet) -> None:
    with pytest.raises(NotImplementedError):
        sheet["A1"].borders.set("all", line_style="double")
    with pytest.raises(NotImplementedError):
        sheet["A1"].borders.set("edge_top", line_style="continuous", weight="thin")
    with pytest.raises(NotImplementedError):
        _ = sheet["A1"].wrap_text
    with pytest.raises(NotImplementedError):
        sheet["A1"].font.italic = True


def test_a_merged_range_keeps_its_first_cell_only(sheet: xw.Sheet) -> None:
    sheet["A1:B2"].value = [["标题", 1], [2, 3]]

    sheet["A1:B2"].merge()

    assert sheet["B2"].merge_cells
    assert not sheet["C2"].merge_cells
    assert sheet["A1:B2"].value == [["标题", None], [None, None]]
    sheet["A1:B2"].clear_formats()
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


def test_clearing_formats_leaves_what_is_in_the_cell(sheet: xw.Sheet) -> None:
    cell = sheet["A1"]
    cell.value, cell.color, cell.number_format = 1, (1, 2, 3), "0.00"

    cell.clear_formats()

    assert (sheet["A1"].value, sheet["A1"].number_format) == (1.0, "General")
    assert sheet["A1"].color is None
