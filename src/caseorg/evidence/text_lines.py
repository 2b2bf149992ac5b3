"""The lines of a file as they are searched: of a text its words, of a document the text that its pages have of
their own."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from caseorg.children.calls import in_worker
from caseorg.domain.case import Evidence, MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.domain.text.lines import TextLine, lines_of

_MOST = 200_000  # lines of one file
_MOST_PAGES = 200
_MOST_SIGNS = 50_000  # of a page


def has_text(item: Evidence) -> bool:
    """Whether it is a file that may have lines."""
    return item.kind in (MediaKind.TEXT, MediaKind.PDF)


@in_worker
def text_lines(path: Path, name: str, kind: MediaKind) -> tuple[TextLine, ...]:
    """Nothing where it is no text any more.

    Raises:
        CaseorgError: the document cannot be opened, or it took too much (BreachError).
        OSError: there is no such file.
    """
    if kind is MediaKind.PDF:
        return tuple(islice((line for number, text in _pages(path) for line in lines_of(text, number)), _MOST))
    from caseorg.evidence.words import words_of

    words = words_of(name, path.read_bytes())
    return tuple(islice(lines_of(words.text), _MOST)) if words else ()


def _pages(path: Path) -> Iterator[tuple[int, str]]:
    from pypdfium2 import PdfiumError

    from caseorg.evidence.document import opened_document

    try:
        with opened_document(path) as document:
            for number in range(min(len(document), _MOST_PAGES)):
                with suppress(PdfiumError):  # one page that cannot be read hides no other
                    text = document[number].get_textpage()
                    yield number, text.get_text_range(0, min(text.count_chars(), _MOST_SIGNS)).replace("\r\n", "\n")
    except PdfiumError as error:
        raise CaseorgError("The document cannot be opened.", "It is kept as it is.") from error
