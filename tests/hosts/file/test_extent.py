"""The reach of a sheet is found however its cells are spelled."""

from functools import partial
from io import BytesIO
from xml.parsers.expat import ExpatError

import pytest

from xl_addin.hosts.file import extent
from xl_addin.hosts.file.extent import column_number, measure

PREFIXED = ('<x:worksheet xmlns:x="u"><x:sheetData>', "</x:sheetData></x:worksheet>")


def sheet(
    rows: str,
    around: tuple[str, str] = ("<worksheet><sheetData>", "</sheetData></worksheet>"),
) -> partial[BytesIO]:
    return partial(BytesIO, rows.join(around).encode())


def filled(rows: int, columns: str = "ABCDEFGHIJ") -> str:
    row = "".join(f'<c r="{column}{{0}}"><v>1</v></c>' for column in columns)
    return "".join(f'<row r="{{0}}">{row}</row>'.format(n + 1) for n in range(rows))


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param('<row r="12"><c r="AB12"><v>1</v></c></row>', id="as usual"),
        pytest.param("<row r='12'><c r='AB12'><v>1</v></c></row>", id="single quotes"),
        pytest.param('<row><c s="1" r="AB12"><v>1</v></c></row>', id="style first"),
        pytest.param('<row><c\n r = "AB12" ><v>1</v></c></row>', id="white space"),
        pytest.param('<row><c r="ab12"><v>1</v></c></row>', id="small letters"),
        pytest.param('<row><c r="AB0000012"><v>1</v></c></row>', id="leading zeros"),
        pytest.param('<row><c r="&#65;B12"><v>1</v></c></row>', id="entity"),
        pytest.param('<row r="12"><c r="AA12"/><c><v>1</v></c></row>', id="no place"),
        pytest.param('<row r="11"/><row><c r="AB12"><v>1</v></c></row>', id="no row"),
        pytest.param('<row r="1"><c r="AB12"><v>1</v></c></row>', id="wrong row"),
    ],
)
def test_a_cell_is_found_however_it_is_spelled(rows: str) -> None:
    found = measure(sheet(rows))

    assert (found.rows, found.columns) == (12, 28)


def test_a_prefix_hides_nothing() -> None:
    found = measure(
        sheet('<x:row r="12"><x:c r="AB12"><x:v>1</x:v></x:c></x:row>', PREFIXED)
    )

    assert (found.rows, found.columns) == (12, 28)


def test_cells_are_found_in_any_order() -> None:
    rows = '<row r="9"><c r="C9"><v>1</v></c><c r="A1"><v>1</v></c></row>'

    assert (measure(sheet(rows)).rows, measure(sheet(rows)).columns) == (9, 3)


def test_cells_are_found_across_the_pieces_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(extent, "_CHUNK", 7)

    found = measure(sheet(filled(30)))

    assert (found.rows, found.columns, found.cells) == (30, 10, 300)


def test_other_elements_in_c_are_not_cells() -> None:
    around = ('<worksheet><cols><col min="1"/></cols><sheetData>', "</sheetData>")
    end = '<conditionalFormatting><cfRule type="x"/></conditionalFormatting>'

    found = measure(sheet(filled(2), (around[0], around[1] + end + "</worksheet>")))

    assert found.cells == 20


def test_an_empty_sheet_reaches_nowhere() -> None:
    assert (measure(sheet("")).rows, measure(sheet("")).columns) == (0, 0)


@pytest.mark.parametrize(
    "cell", ['<c r="XFD1048576" s="1"/>', '<c r="XFD1048576"></c>']
)
def test_a_far_cell_that_only_has_a_style_does_not_count(cell: str) -> None:
    assert measure(sheet(filled(2) + f"<row>{cell}</row>")).fits


@pytest.mark.parametrize(
    ("place", "fits"),
    [
        pytest.param("XFD1048576", False, id="the last cell of all"),
        pytest.param("A1048576", False, id="the last row"),
        pytest.param("XFD300", False, id="the last column, far down"),
        pytest.param("XFD3", True, id="the last column, at the top"),
        pytest.param("A200000", True, id="a low row of a narrow sheet"),
    ],
)
def test_a_far_value_fits_only_where_the_block_stays_small(
    place: str, *, fits: bool
) -> None:
    found = measure(sheet(filled(5) + f'<row><c r="{place}"><v>1</v></c></row>'))

    assert found.fits is fits
    assert fits or found.stray == place


def test_a_large_block_fits_where_a_quarter_is_filled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(extent, "SMALL", 10)

    assert measure(sheet(filled(10, "ABCD"))).fits
    assert measure(sheet(filled(10, "D"))).fits
    assert not measure(sheet(filled(10, "E"))).fits


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param('<c r="B2" t="e"><v>#N/A</v></c>', id="as usual"),
        pytest.param('<c r="B2" s="1" t="e"><f>NA()</f><v>#N/A</v></c>', id="formula"),
        pytest.param('<c r="B2" t="e"><f si="0"/><v>#N/A</v></c>', id="shared"),
        pytest.param("<c r='B2' t='e'><v>#N/A</v></c>", id="single quotes"),
        pytest.param("""<c r="B2" t='e'><v>#N/A</v></c>""", id="mixed quotes"),
        pytest.param('<c r="B2" t = "e"><v>#N/A</v></c>', id="white space"),
        pytest.param('<c t="e" r="B2"><v>#N/A</v></c>', id="type first"),
        pytest.param('<c r="B2" t="e"><v>#N/<![CDATA[A]]></v>\n</c>', id="in parts"),
    ],
)
def test_the_text_of_an_error_is_kept(cell: str) -> None:
    rows = f'<row r="2">{cell}<c r="C2"><v>1</v></c></row>'

    assert measure(sheet(rows)).errors == {(2, 2): "#N/A"}


def test_an_error_without_text_is_a_blank() -> None:
    rows = '<row r="2"><c r="B2" t="e"><v></v></c><c r="C2"><v>7</v></c></row>'

    assert measure(sheet(rows)).errors == {}


def test_text_that_looks_like_an_error_is_text() -> None:
    text = '<c r="B2" t="inlineStr"><is><t>t="e" #N/A "e"</t></is></c>'

    assert measure(sheet(f'<row r="2">{text}</row>')).errors == {}


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param('<worksheet><c s="1" r="A1"><v>', id="cut off"),
        pytest.param('<w><c r="A1" r="XFD1048576"><v>1</v></c></w>', id="two places"),
        pytest.param(
            """<w><c r="A1" s='"/>' r="XFD1048576"><v>1</v></c></w>""",
            id="hidden place",
        ),
        pytest.param(
            '<worksheet><c r="XXXXX1"><v>1</v></c></worksheet>', id="no such column"
        ),
        pytest.param(
            '<!DOCTYPE w [<!ENTITY a "b">]><w><c s="1"><v>1</v></c></w>',
            id="own entities",
        ),
    ],
)
def test_broken_xml_is_refused(xml: str) -> None:
    with pytest.raises((ValueError, ExpatError)):
        measure(sheet(xml, ("", "")))


def test_utf_16_is_refused_since_the_reader_would_see_nothing() -> None:
    xml = "<worksheet/>".encode("utf-16")

    with pytest.raises(ValueError, match="UTF-16"):
        measure(partial(BytesIO, xml))


@pytest.mark.parametrize(("letters", "number"), [("A", 1), ("AG", 33), ("xfd", 16384)])
def test_columns_are_numbered_from_1(letters: str, number: int) -> None:
    assert column_number(letters) == number
