"""Sections flow over pages: nothing is lost, no heading stands alone, and a foot has company."""

from hypothesis import given
from hypothesis import strategies as st

from caseorg.pdf.sections import RowSection, flow
from caseorg.pdf.table import Cell, TableRow
from caseorg.pdf.text import PrintedLine

ROOM, FOOT = 300.0, 60.0


def row(name: str, lines: int, *, shaded: bool = False) -> TableRow:
    text = tuple(PrintedLine(f"{name}.{number}", False) for number in range(lines))
    return TableRow((Cell(0, 100, text),), min_height=24, shaded=shaded)


def section(number: int, rows: list[int], heading: int) -> RowSection:
    """Rows of so many lines, and a heading of so many, or none."""
    name = f"s{number}"
    told = (row(f"{name}-heading", heading, shaded=True),) if heading else ()
    again = (row(f"{name}-again", 1, shaded=True),) if heading else ()
    return RowSection(tuple(row(f"{name}-row{place}", lines) for place, lines in enumerate(rows)), told, again)


parts = st.lists(st.tuples(st.lists(st.integers(1, 45), min_size=1, max_size=8), st.integers(1, 4)), max_size=6)


@given(parts, st.booleans(), st.sampled_from([0.0, FOOT]))
def test_every_line_is_there_and_headings_stand_over_their_rows(
    told: list[tuple[list[int], int]], headed: bool, foot: float
) -> None:
    sections = [section(number, rows, lines if headed else 0) for number, (rows, lines) in enumerate(told)]
    pages = flow(sections, ROOM, foot)
    texts = [[line.text for part in page for line in part.cells[0].lines] for page in pages]
    wanted = [line.text for one in sections for part in (*one.heading, *one.rows) for line in part.cells[0].lines]
    assert [text for page in texts for text in page if "again" not in text] == wanted
    assert all(sum(part.height for part in page) <= ROOM for page in pages)
    assert sum(part.height for part in pages[-1]) + foot <= ROOM
    assert all(not page[-1].shaded for page in pages if page) and (all(pages) or not sections)
    for page in texts[1:]:
        name, _, kind = page[0].partition("-")
        begins = kind == "heading.0" or (kind == "row0.0" and not headed)
        assert begins or not headed or (kind == "again.0" and page[1].startswith(f"{name}-row"))
    for page in texts:
        assert not any("again" in text for text in page[1:])


def test_the_last_row_comes_along_with_the_foot() -> None:
    pages = flow([section(1, [2] * 7, 0)], 7 * 39.0, FOOT)
    assert [len(page) for page in pages] == [6, 1]
    (first, second) = flow([section(1, [2], 1), section(2, [16], 1)], 370.0, FOOT)
    assert [len(first), len(second)] == [2, 2] and second[0].cells[0].lines[0].text == "s2-heading.0"


def test_a_row_that_is_all_of_the_page_leaves_its_end_to_the_foot() -> None:
    (first, second) = flow([section(1, [17], 1)], 300.0, FOOT)
    assert [len(part.cells[0].lines) for part in first] == [1, 15]
    assert [part.cells[0].lines[0].text for part in second] == ["s1-again.0", "s1-row0.15"]


def test_a_heading_longer_than_a_page_goes_on() -> None:
    pages = flow([section(1, [2], 40)], ROOM, FOOT)
    assert len(pages) == 3 and not pages[-1][-1].shaded
