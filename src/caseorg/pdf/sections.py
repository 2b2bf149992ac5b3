"""Rows under headings that flow over pages: a heading stays with its first row, and is told again where it goes on."""

from collections.abc import Sequence
from dataclasses import dataclass

from caseorg.pdf.table import TableRow, paginate, split_end

Page = tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class RowSection:
    """Rows, after their heading and after what stands for it on further pages; both are shaded, the rows are not."""

    rows: tuple[TableRow, ...]
    heading: tuple[TableRow, ...] = ()
    again: tuple[TableRow, ...] = ()


def flow(sections: Sequence[RowSection], page_height: float, foot: float = 0.0) -> tuple[Page, ...]:
    """The rows of each page of the given height; under those of the last page, `foot` points stay free."""
    pages: list[Page] = [()]
    for section in sections:
        free = page_height - _height(pages[-1])
        first, *others = _pages(section, free, page_height)
        if pages[-1] and len(first) <= len(section.heading):
            pages += _pages(section, page_height, page_height)
        else:
            pages[-1] += first
            pages += others
    again = sections[-1].again if sections else ()
    return tuple(pages) if _height(pages[-1]) + foot <= page_height else _with_foot(pages, again, page_height - foot)


def _height(rows: Page) -> float:
    return sum(row.height for row in rows)


def _pages(section: RowSection, free: float, page_height: float) -> list[Page]:
    """The section alone, beginning on a page with so much free room."""
    later = page_height - _height(section.again)
    first, *others = paginate((*section.heading, *section.rows), lambda number: later if number else free)
    return [first, *((*section.again, *page) for page in others)]


def _with_foot(pages: Sequence[Page], again: Page, page_height: float) -> tuple[Page, ...]:
    """The last row goes to a page of its own, with its heading; one that is all the page is split."""
    *before, full = pages
    *rest, last = full
    heading = (rest.pop(),) if rest and rest[-1].shaded else again
    if any(not row.shaded for row in rest) and _height((*heading, last)) <= page_height:
        return (*before, tuple(rest), (*heading, last))
    head, end = split_end(last)
    return (*before, (*full[:-1], head) if head else full[:-1], (*again, end))
