"""Some pages of a finished paper as a PDF of their own, such as those that go to a printer."""

from collections.abc import Sequence
from pathlib import Path

from caseorg.children.calls import in_worker
from caseorg.domain.errors import CaseorgError


@in_worker
def pick_pages(file: Path, pages: Sequence[int | None], out: Path) -> None:
    """Writes these pages, counted from 0, as they are: text stays text. None is an empty page of the size before it.

    Raises:
        CaseorgError: the document cannot be read, or the other one cannot be written.
    """
    import pikepdf  # slow to load

    try:
        with pikepdf.open(file) as paper, pikepdf.new() as picked:
            for page in pages:
                if page is None:
                    left, bottom, right, top = map(float, picked.pages[-1].mediabox)
                    picked.add_blank_page(page_size=(right - left, top - bottom))
                else:
                    picked.pages.append(paper.pages[page])
            picked.save(out)
    except (pikepdf.PdfError, OSError) as error:
        raise CaseorgError("The document cannot be opened.", "It is kept as it is.") from error
