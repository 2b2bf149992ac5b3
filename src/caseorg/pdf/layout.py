"""Which sheets of evidence share a page of the pack, and on which pages each piece stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caseorg.domain.papers.pack import PerPage
from caseorg.pdf.evidence_page import EvidenceSheet, Item, scale_of
from caseorg.pdf.grid_page import picture_size

_SMALLEST_TYPE = 6.0  # points on paper
_TYPE_IN_WIDTH = 36  # the smallest type of a phone is that part of its screen's width: 12 of 430
_PHONES = (1.5, 2.6)  # height by width; what is taller is cut and has its pages
_MOST = {PerPage.ONE: 1, PerPage.TWO: 2, PerPage.FOUR: 4, PerPage.AUTO: 2}


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A sheet of a piece of evidence, counted from 0."""

    item: Item
    number: int

    @property
    def sheet(self) -> EvidenceSheet:
        """What it shows."""
        return self.item.sheets[self.number]


Leaf = tuple[SheetPlace, ...]


def leaves(items: Sequence[Item], per_page: PerPage) -> Iterator[Leaf]:
    """The pages of the evidence in order; texts and what is not printed have a page each."""
    leaf: Leaf = ()
    for place in (SheetPlace(item, number) for item in items for number in range(len(item.sheets))):
        shares = _shares(place.sheet, per_page)
        if leaf and (not shares or len(leaf) == _MOST[per_page]):
            yield leaf
            leaf = ()
        if shares:
            leaf = (*leaf, place)
        else:
            yield (place,)
    if leaf:
        yield leaf


def _shares(sheet: EvidenceSheet, per_page: PerPage) -> bool:
    if not sheet.picture or not sheet.rows or per_page is PerPage.ONE:
        return False
    return per_page is not PerPage.AUTO or _is_readable_in_half(sheet)


def _is_readable_in_half(sheet: EvidenceSheet) -> bool:
    """A whole screenshot of a phone whose smallest type is still large enough beside another one."""
    assert sheet.picture and sheet.rows
    width, height = sheet.picture.upright
    if sheet.rows.bottom - sheet.rows.top != height or not _PHONES[0] <= height / width <= _PHONES[1]:
        return False
    return width * scale_of(sheet, picture_size(2)) / _TYPE_IN_WIDTH >= _SMALLEST_TYPE


def pages_of(found: Sequence[Leaf], front: int) -> dict[str, tuple[int, int]]:
    """Id of the evidence → its first and last page, after `front` pages, counted from 1."""
    pages: dict[str, tuple[int, int]] = {}
    for page, leaf in enumerate(found, start=front + 1):
        for place in leaf:
            key = place.item.evidence.id
            pages[key] = pages.get(key, (page, page))[0], page
    return pages
