"""Pictures for paper, read from their files.

The process that writes them begins with this module: what decodes pictures is loaded where one must be decoded.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from caseorg.domain.errors import CaseorgError
from caseorg.jobs.intact import broken, require_whole
from caseorg.pdf.encoding import Encoded, encode_file, encode_picture, verified_bytes

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
        CaseorgError: it cannot be decoded.
        BrokenError: its file is missing or was altered.
    """
    content = verified_bytes(picture.path, picture.sha256)
    if content is None:
        raise broken(picture)
    decode = partial(decoded, picture, upright=picture.media_type not in PASSED_THROUGH)
    return encode_picture(decode().convert("L")) if mono else encode_file(content, decode)


def decode_whole(store: "EvidenceStore", item: "Evidence") -> "Image.Image":
    """As paper shows it.

    Raises:
        CaseorgError: it cannot be decoded.
        BrokenError: its file is missing or was altered.
    """
    require_whole(store, item)
    return decoded(stored(store, item))


def decoded(picture: Stored, *, upright: bool = True) -> "Image.Image":
    """As paper shows it, or as it is stored; the file is not verified.

    Raises:
        CaseorgError: it cannot be decoded.
    """
    from caseorg.evidence.images import flat, open_image

    try:
        return flat(open_image(picture.path, picture.media_type, upright=upright))
    except CaseorgError as error:
        raise CaseorgError(
            "{label} ({name}) cannot be decoded.",
            "Withdraw it ({withdraw}), or add it as another format.",
            label=picture.label,
            name=picture.name,
        ) from error
