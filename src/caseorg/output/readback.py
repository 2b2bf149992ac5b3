"""A finished paper is read by two programs that are not ours before anybody is told that it is done."""

import io
from pathlib import Path

from caseorg.children.breach import BreachError
from caseorg.children.calls import in_worker
from caseorg.domain.errors import CaseorgError

READERS = ("caseorg.output.readback", "pikepdf", "pypdfium2")  # what a worker loads while the paper is drawn
_MOST = 200  # characters of what a reader says


class UnsoundError(CaseorgError):
    """A paper that other programs would not read as it was meant."""


def require_sound(path: Path) -> None:
    """Raises UnsoundError where the paper is damaged, or a page of it cannot be opened in time."""
    try:
        fault = _fault(path)
    except BreachError as error:
        fault = error.breach.value
    if fault:
        raise UnsoundError(
            "The finished paper cannot be read back ({reason}), so it was not saved.",
            "Withdraw the document that came in last ({withdraw}), then try again.",
            reason=fault,
        )


@in_worker
def _fault(path: Path) -> str:
    """What is wrong with it; nothing where it is sound."""
    fault, bare = _of_structure(path)
    return fault or _of_pages(bare)


def _of_structure(path: Path) -> tuple[str, bytes]:
    """And the paper without the contents of its pictures: these come from files that were decoded once.

    Every object can be read, and unpacked unless it is a picture.
    """
    import pikepdf  # slow to load

    try:
        with pikepdf.open(path, attempt_recovery=False) as pdf:
            for value in pdf.objects:
                if isinstance(value, pikepdf.Stream):
                    if value.get("/Subtype") == "/Image":
                        value.write(b"")
                    else:
                        value.read_bytes()
            fault = "; ".join(map(str, pdf.get_warnings()))[:_MOST]
            bare = io.BytesIO()
            pdf.save(bare, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
            return fault, bare.getvalue()
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        return str(error)[:_MOST], b""


def _of_pages(paper: bytes) -> str:
    """Every page can be opened."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(paper)
        for number in range(len(document)):
            document[number].close()
        document.close()
    except pypdfium2.PdfiumError as error:
        return str(error)[:_MOST]
    return ""
