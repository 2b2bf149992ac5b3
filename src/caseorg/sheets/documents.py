"""Evidence that is a PDF: its pages as they are, or as pictures where that is not possible."""

from collections.abc import Container, Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from caseorg.children.calls import in_worker
from caseorg.domain.case import Evidence
from caseorg.evidence.document import has_area, page_dots, page_sizes, render_page, undrawable
from caseorg.evidence.intact import broken
from caseorg.evidence.store import EvidenceStore, file_digest
from caseorg.pdf.encoding import Encoded, encode_picture
from caseorg.pdf.evidence_page import EvidenceSheet, LoadPage
from caseorg.pdf.images import MakeForm, Picture
from caseorg.sheets.cutting import KeptReading, page_of, picture_sheets
from caseorg.sheets.patience import Patience

if TYPE_CHECKING:
    from PIL import Image

PAGE_DOTS = 200  # a page that becomes a picture gets so many dots an inch
_UNSEEN = "（本页无法显示，以原件为准）"


class DocumentPage(NamedTuple):
    """A page of a document among the evidence: its file, and what people call it."""

    path: Path
    sha256: str
    label: str
    name: str
    number: int
    dots: float


def page_sheets(
    store: EvidenceStore,
    item: Evidence,
    *,
    mono: bool,
    merged: bool,
    hidden: Container[int] = (),
    reading: KeptReading | None = None,
) -> tuple[EvidenceSheet, ...]:
    """The sheets of all pages; those that are `hidden` are known to be beyond showing. Merged ones have their own text.

    Raises:
        UnshownError: the document, or a page of it, cannot be shown.
        BrokenError: its file is missing or was altered.
    """
    path, patience = store.path(item.sha256), Patience(item.sha256)
    with patience.looking():
        sizes = page_sizes(path)
        forms = _forms(path, item, sizes) if merged and not mono and all(map(has_area, sizes)) else None
    found: list[EvidenceSheet] = []
    for number, (size, form) in enumerate(zip_longest(sizes, forms or ())):
        if number in hidden or not has_area(size):
            found.append(EvidenceSheet(remark=_UNSEEN))
            continue
        page = DocumentPage(path, item.sha256, item.label, item.name, number, page_dots(size, PAGE_DOTS))
        with patience.looking(number):
            read = page_of(reading, number)
            own = form and read and _has_own_text(read)
            found += picture_sheets(_picture(page, size, form, mono, patience), None if own else read)
    return tuple(found)


def _has_own_text(load: LoadPage) -> bool:
    """Whether all that was read is the page's own text: a recogniser is less sure."""
    read = load()
    return read is not None and all(line.score == 1.0 for line in read.lines)


def _forms(path: Path, item: Evidence, sizes: Sequence[tuple[float, float]]) -> Sequence[MakeForm] | None:
    """What merges the pages; None where one of them is not drawn as it is, for then none is as others are."""
    from caseorg.pdf.merging import forms  # its library is slow to load and few cases have documents

    found = forms(path, item.sha256, sizes, partial(broken, item))
    return None if found and undrawable(path) else found


def _picture(
    page: DocumentPage, size: tuple[float, float], form: MakeForm | None, mono: bool, patience: Patience
) -> Picture:
    width, height = size
    pixels = ceil(width * (page.dots / 72)), ceil(height * (page.dots / 72))  # as pdfium rounds them
    name = f"page-{page.sha256}-{page.number}"
    picture = Picture(name, *pixels, 1, partial(load_page, page, mono, patience), partial(draw_whole, page))
    return replace(picture, form=form, unit=size) if form else picture


def load_page(page: DocumentPage, mono: bool, patience: Patience) -> Encoded:
    """The page as a picture, in mono as greys.

    Raises:
        UnshownError: it cannot be drawn.
        BrokenError: its file is missing or was altered.
    """
    with patience.looking(page.number):
        return _encoded(page, mono)


@in_worker
def _encoded(page: DocumentPage, mono: bool) -> Encoded:
    picture = draw_whole(page)
    return encode_picture(picture.convert("L") if mono else picture)


def draw_whole(page: DocumentPage) -> "Image.Image":
    """The page as a picture. To be called in a worker.

    Raises:
        CaseorgError: it cannot be drawn.
        BrokenError: its file is missing or was altered.
    """
    try:
        whole = file_digest(page.path) == page.sha256
    except OSError:
        whole = False
    if not whole:
        raise broken(page)
    return render_page(page.path, page.number, page.dots)
