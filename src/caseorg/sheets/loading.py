"""Pictures for paper, read from their files.

The process that writes them begins with this module: what decodes pictures is loaded in workers alone.
"""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from caseorg.children.calls import in_worker
from caseorg.evidence.intact import broken
from caseorg.pdf.encoding import Encoded, encode_picture, passed_through, verified_bytes
from caseorg.sheets.patience import Patience

if TYPE_CHECKING:
    from PIL import Image

    from caseorg.domain.case import Evidence
    from caseorg.evidence.store import EvidenceStore

PASSED_THROUGH = ("image/jpeg", "image/png")


class Stored(NamedTuple):
    """A picture among the evidence: its file, and what people call it."""

    path: Path
    sha256: str
    media_type: str
    label: str
    name: str


def stored(store: "EvidenceStore", item: "Evidence") -> Stored:
    """What reading it takes."""
    return Stored(store.path(item.sha256), item.sha256, item.media_type, item.label, item.name)


def load(picture: Stored, mono: bool) -> Encoded:
    """As its file has it, or in mono as greys.

    Raises:
        UnshownError: it cannot be decoded.
        BrokenError: its file is missing or was altered.
    """
    content = verified_bytes(picture.path, picture.sha256)
    if content is None:
        raise broken(picture)
    passed = None if mono else passed_through(content)
    if passed:
        return passed
    with Patience(picture.sha256).looking():
        return _encoded(picture, mono)


@in_worker
def _encoded(picture: Stored, mono: bool) -> Encoded:
    """Decoded, and packed again without loss."""
    upright = picture.media_type not in PASSED_THROUGH  # the others are turned on paper
    pixels = decoded(picture, upright=upright)
    return encode_picture(pixels.convert("L") if mono else pixels)


def decode_whole(picture: Stored) -> "Image.Image":
    """As paper shows it. To be called in a worker.

    Raises:
        CaseorgError: it cannot be decoded.
        BrokenError: its file is missing or was altered.
    """
    if verified_bytes(picture.path, picture.sha256) is None:
        raise broken(picture)
    return decoded(picture)


def decoded(picture: Stored, *, upright: bool = True) -> "Image.Image":
    """As paper shows it, or as it is stored; the file is not verified. To be called in a worker.

    Raises:
        CaseorgError: it cannot be decoded.
    """
    from caseorg.evidence.images import flat, open_image

    return flat(open_image(picture.path, picture.media_type, upright=upright))
