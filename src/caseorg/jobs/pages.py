"""Evidence that is a PDF: its pages as they are, or as pictures where that is not possible."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest
from math import ceil

from PIL import Image

from caseorg.domain.case import Evidence
from caseorg.evidence.document import has_area, page_dots, page_sizes, render_page
from caseorg.evidence.store import EvidenceStore
from caseorg.jobs.cutting import picture_sheets
from caseorg.jobs.intact import broken, require_whole
from caseorg.pdf.encoding import Encoded, encode_picture
from caseorg.pdf.images import MakeForm, Picture
from caseorg.pdf.piece import Sheet

PAGE_DOTS = 200  # a page that becomes a picture gets so many dots an inch
_UNSEEN = "（本页无法显示，以原件为准）"


def page_sheets(store: EvidenceStore, item: Evidence, *, mono: bool, merged: bool) -> tuple[Sheet, ...]:
    """The sheets of all pages.

    Raises:
        CaseorgError: the document cannot be opened, or a tall page of it not be drawn.
        BrokenError: its file is missing or was altered.
    """
    path = store.path(item.sha256)
    sizes = page_sizes(path)
    forms = _forms(store, item, sizes) if merged and not mono and all(map(has_area, sizes)) else None
    pages = (
        picture_sheets(_picture(store, item, number, size, form, mono)) if has_area(size) else (Sheet(remark=_UNSEEN),)
        for number, (size, form) in enumerate(zip_longest(sizes, forms or ()))
    )
    return tuple(sheet for page in pages for sheet in page)


def _forms(store: EvidenceStore, item: Evidence, sizes: Sequence[tuple[float, float]]) -> Sequence[MakeForm] | None:
    from caseorg.pdf.merging import forms  # its library is slow to load and few cases have documents

    return forms(store.path(item.sha256), item.sha256, sizes, partial(broken, item))


def _picture(
    store: EvidenceStore, item: Evidence, number: int, size: tuple[float, float], form: MakeForm | None, mono: bool
) -> Picture:
    width, height = size
    dots = page_dots(size, PAGE_DOTS)
    pixels = ceil(width * (dots / 72)), ceil(height * (dots / 72))  # as pdfium rounds them
    render = partial(_render, store, item, number, dots)
    picture = Picture(f"page-{item.sha256}-{number}", *pixels, 1, partial(_encode, render, mono), render)
    return replace(picture, form=form, unit=size) if form else picture


def _render(store: EvidenceStore, item: Evidence, number: int, dots: float) -> Image.Image:
    require_whole(store, item)
    return render_page(store.path(item.sha256), number, dots)


def _encode(render: Callable[[], Image.Image], mono: bool) -> Encoded:
    picture = render()
    return encode_picture(picture.convert("L") if mono else picture)
