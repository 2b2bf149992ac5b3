"""Pages of another PDF in ours: drawn by their own contents, so that text stays text and nothing loses sharpness."""

import re
import tempfile
import weakref
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

from caseorg.domain.errors import CaseorgError
from caseorg.pdf.collecting import Copied, Size, collect
from caseorg.pdf.encoding import verified_bytes
from caseorg.pdf.images import MakeForm

_MARK = re.compile(rb"\0(\d+)\0")
_IN_MEMORY = 4_000_000  # bytes of a document; what is more waits on the disk


class _Place(NamedTuple):
    """Where an object waits, and what it refers to."""

    start: int
    dictionary: int
    content: int | None
    keys: tuple[str, ...]


class MergedSource:
    """What is drawn of another PDF, waiting to be written."""

    def __init__(self, path: Path, sha256: str, broken: Callable[[], CaseorgError]) -> None:
        self._path, self._sha256, self._broken = path, sha256, broken
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 — it is open as long as this is
        weakref.finalize(self, self._file.close)
        self._places: dict[str, _Place] = {}
        self._verified = False

    def put(self, key: str, part: Copied) -> None:
        """Takes an object in."""
        content = None if part.content is None else len(part.content)
        self._places[key] = _Place(self._file.tell(), len(part.dictionary), content, part.keys)
        self._file.write(part.dictionary)
        self._file.write(part.content or b"")

    def format(self, key: str, document: PDFDocument) -> bytes:
        """The object as it is written; what it refers to comes after it."""
        self._verify()
        place = self._places[key]
        self._file.seek(place.start)
        dictionary = self._file.read(place.dictionary)
        known = [self._reference(document, key) for key in place.keys]
        plain = _MARK.sub(lambda mark: known[int(mark[1])], dictionary)
        if place.content is None:
            return plain
        return b"%b /Length %d>>\nstream\n%b\nendstream" % (
            plain.removesuffix(b">>"),
            place.content,
            self._file.read(place.content),
        )

    def _reference(self, document: PDFDocument, key: str) -> bytes:
        name = f"{self._sha256}-{key}"
        if name not in document.idToObject:
            document.Reference(_Part(self, key), name)
        return b"%d %d R" % document.idToObjectNumberAndVersion[name]

    def _verify(self) -> None:
        """The file is still what was copied."""
        if not self._verified and verified_bytes(self._path, self._sha256) is None:
            raise self._broken()
        self._verified = True


class _Part(PDFObject):  # type: ignore[misc]
    """An object of a source, read when it is written."""

    __RefOnly__ = 1

    def __init__(self, source: MergedSource, key: str) -> None:
        self._source, self._key = source, key

    def format(self, document: PDFDocument) -> bytes:
        return self._source.format(self._key, document)


def forms(path: Path, sha256: str, sizes: Sequence[Size], broken: Callable[[], CaseorgError]) -> list[MakeForm] | None:
    """For each page what makes it a form XObject of as many points as `sizes` says, its lower left corner at (0, 0).

    `broken` gives what is raised, here or while the form is written, if the file has not this digest; it goes to a
    worker. None where the document cannot be copied, see `collect`.
    """
    found = collect(path, sha256, sizes, broken)
    if found is None:
        return None
    source = MergedSource(path, sha256, broken)
    for key, part in found.objects.items():
        source.put(key, part)
    for number, page in enumerate(found.pages):
        source.put(f"page-{number}", page)
    return [partial(_Part, source, f"page-{number}") for number in range(len(found.pages))]
