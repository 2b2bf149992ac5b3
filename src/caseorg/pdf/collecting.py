"""What is drawn of another PDF, as values: each page and each object that it refers to, with marks for references."""

import io
import re
import zlib
from base64 import a85decode
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import isclose
from pathlib import Path
from typing import NamedTuple

import pikepdf

from caseorg.children.calls import in_worker
from caseorg.domain.errors import CaseorgError
from caseorg.pdf.balance import require_balance
from caseorg.pdf.copying import OddError, Refer, copied, filters, number
from caseorg.pdf.encoding import verified_bytes
from caseorg.pdf.strip_metadata import strip_jpeg

Size = tuple[float, float]
_Box = tuple[float, float, float, float]
_Write = Callable[[pikepdf.Pdf, Refer], tuple[bytes, bytes | None]]
_MOST_OBJECTS = 100_000
_MOST_BYTES = 32_000_000  # of a document, for it is in memory
_MOST_PAGES = 300
_MOST_CONTENT = 64_000_000  # bytes of what all pages draw, unpacked
_MOST_UNPACKED = 256_000_000  # bytes of all other streams, which are never whole in memory
_PIECE = 4_000_000
_NAME = re.compile(rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]*")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ALWAYS_MEANT = ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK")
_DEEPEST = 50  # of the tree of pages
_LETTER = 0.0, 0.0, 612.0, 792.0  # what readers take where no size is given
_SHOWN_AS_THEY_ARE = ("/Link", "/Popup")  # readers do not make up an appearance for these
_INVISIBLE = 1 << 0  # unless a reader knows its kind
_HIDDEN = 1 << 1 | 1 << 5  # never, or not on a screen


class Copied(NamedTuple):
    """An object for our file: of a stream the dictionary, without length, and the content.

    `MARK` with a number stands for a reference to the object of that key.
    """

    dictionary: bytes
    content: bytes | None
    keys: tuple[str, ...]


class Collected(NamedTuple):
    """The pages, and what they refer to, by keys."""

    pages: tuple[Copied, ...]
    objects: dict[str, Copied]


MARK = b"\0%d\0"  # no dictionary has these bytes


@in_worker
def collect(path: Path, sha256: str, sizes: Sequence[Size], broken: Callable[[], CaseorgError]) -> Collected | None:
    """All that is drawn of the document, with notes, stamps and form fields made part of its pages.

    `sizes` of its pages are in points. `broken` gives what is raised if the file has not this digest. None where the
    document is large or anything in it is odd: a password, layers, fonts that are not in it, fields without an
    appearance, parts that are active or elsewhere, more than is shown, or plain damage.
    """
    if path.stat().st_size > _MOST_BYTES or len(sizes) > _MOST_PAGES:
        return None
    content = verified_bytes(path, sha256)
    if content is None:
        raise broken()
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if any(True for page in pdf.pages for _ in _shown_annotations(page.obj)):
                pdf.flatten_annotations("screen")
            _require_plain(pdf, len(sizes))
            return _collected(pdf, sizes, max(4 * len(content), 1_000_000))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 — a stranger's file can break the reader anywhere; its pages become pictures then
        return None


def _require_plain(pdf: pikepdf.Pdf, pages: int) -> None:
    form: pikepdf.Object | dict[str, object] = pdf.Root.get("/AcroForm", {})
    if pdf.is_encrypted or "/OCProperties" in pdf.Root or "/XFA" in form or form.get("/NeedAppearances"):
        raise OddError("a password, layers, or fields that each reader draws in its own way")
    if len(pdf.pages) != pages:
        raise OddError("pages that only one of two readers finds")


def _collected(pdf: pikepdf.Pdf, sizes: Sequence[Size], bytes_left: int) -> Collected:
    """Goes through all that is drawn, and unpacks what is deflated: damage there no reader tells in time.

    Raises:
        OddError: it is odd, or there are more than so many bytes.
    """
    objects: dict[str, Copied] = {}
    waiting: dict[str, _Write] = {}

    def written(write: _Write) -> Copied:
        nonlocal bytes_left
        keys: list[str] = []

        def refer(value: pikepdf.Object, names: bool) -> bytes:
            keys.append(f"{'-'.join(map(str, value.objgen))}-{names:d}")
            if keys[-1] not in objects:
                waiting.setdefault(keys[-1], partial(_object, value.objgen, names))
            return MARK % (len(keys) - 1)

        dictionary, content = write(pdf, refer)
        bytes_left -= len(dictionary) + len(content or b"")
        if bytes_left < 0 or len(objects) > _MOST_OBJECTS:
            raise OddError("small parts that make a large document, or too many objects")
        return Copied(dictionary, content, tuple(keys))

    _require_sound_contents(pdf)
    _require_sound_streams(pdf)
    pages = tuple(written(partial(_page, page, size)) for page, size in enumerate(sizes))
    while waiting:
        key, write = waiting.popitem()
        objects[key] = Copied(b"", None, ())  # it may refer to itself
        objects[key] = written(write)
    if pdf.get_warnings():
        raise OddError("damage that the reader mended")
    return Collected(pages, objects)


def _require_sound_contents(pdf: pikepdf.Pdf) -> None:
    bytes_left = _MOST_CONTENT
    for page in pdf.pages:
        content = _content(page.obj.get("/Contents"), bytes_left)
        bytes_left -= len(content)
        require_balance(content)


def _require_sound_streams(pdf: pikepdf.Pdf) -> None:
    """Each of them once, whatever refers to it."""
    bytes_left = _MOST_UNPACKED
    for value in pdf.objects:
        if isinstance(value, pikepdf.Stream) and filters(value)[:1] == ["/FlateDecode"]:
            bytes_left -= sum(map(len, _inflated(value.read_raw_bytes(), bytes_left)))


def _inflated(packed: bytes, bytes_left: int) -> Iterator[bytes]:
    """The content in pieces.

    Raises:
        OddError: there is more of it than `bytes_left`, or less than there was, or something behind it.
        zlib.error: it is damaged.
    """
    unpacker = zlib.decompressobj()
    while not unpacker.eof:
        piece = unpacker.decompress(packed, _PIECE)
        packed = unpacker.unconsumed_tail
        bytes_left -= len(piece)
        if bytes_left < 0 or not (piece or packed):
            raise OddError("contents that are too long or cut off")
        yield piece
    if unpacker.unused_data.strip():
        raise OddError("something behind the contents")


def _object(objgen: tuple[int, int], names: bool, pdf: pikepdf.Pdf, refer: Refer) -> tuple[bytes, bytes | None]:
    value = pdf.get_object(objgen)
    dictionary = copied(value, refer, names=names)
    return dictionary, _drawn_bytes(value) if isinstance(value, pikepdf.Stream) else None


def _drawn_bytes(stream: pikepdf.Stream) -> bytes:
    """As they are, but a photo without what its camera wrote beside it."""
    packed, content = filters(stream), stream.read_raw_bytes()
    if "/DCTDecode" not in packed:
        return content
    bare = strip_jpeg(content) if packed == ["/DCTDecode"] else None
    if bare is None:
        raise OddError("a photo that cannot be told from what is beside it")
    return bare


def _page(page: int, size: Size, pdf: pikepdf.Pdf, refer: Refer) -> tuple[bytes, bytes]:
    found = pdf.pages[page].obj
    box = _seen_box(found)
    if not all(isclose(*edges, abs_tol=1) for edges in zip(box, _box(found, "/MediaBox") or _LETTER, strict=True)):
        raise OddError("contents that were cut away")
    turns = int(_inherited(found, "/Rotate") or 0) // 90 % 4
    width, height = box[2] - box[0], box[3] - box[1]
    if turns % 2:
        width, height = height, width
    if not (isclose(width, size[0], abs_tol=0.1) and isclose(height, size[1], abs_tol=0.1)):
        raise OddError("a size that only one of two readers finds")
    content = _content(found.get("/Contents"), _MOST_CONTENT)
    parts = [b"/Filter /FlateDecode"]
    resources = _inherited(found, "/Resources")
    if resources is not None:
        parts.append(b"/Resources " + copied(_named(resources, content), refer, depth=1))
    if "/Group" in found:  # a page is drawn apart from what is below it, whatever it says of itself
        group = {"/S": pikepdf.Name.Transparency, "/I": True, "/CS": found.Group.get("/CS")}
        parts.append(b"/Group " + copied(pikepdf.Dictionary(group), refer, depth=1))
    head = b"<</Type /XObject /Subtype /Form /BBox [%b] /Matrix [%b] " % (_numbers(box), _numbers(_turned(box, turns)))
    return head + b" ".join(parts) + b">>", zlib.compress(content)


def _named(resources: pikepdf.Object, content: bytes) -> pikepdf.Dictionary:
    """Those whose names the content has; pages often share a dictionary with what only others draw."""
    names = {_ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), name) for name in _NAME.findall(content)}
    return pikepdf.Dictionary({
        kind: pikepdf.Dictionary({name: value for name, value in known.items() if _is_named(name, names)})
        if isinstance(known, pikepdf.Dictionary)
        else known
        for kind, known in resources.items()
    })  # fmt: skip


def _is_named(name: str, names: set[bytes]) -> bool:
    return name in _ALWAYS_MEANT or not name.isascii() or name.encode() in names


def _numbers(values: Sequence[float]) -> bytes:
    return b" ".join(map(number, values))


def _turned(box: _Box, turns: int) -> tuple[float, ...]:
    """The matrix that turns the box so many times clockwise and puts its lower left corner at (0, 0)."""
    left, bottom, right, top = box
    return (
        (1, 0, 0, 1, -left, -bottom),
        (0, -1, 1, 0, -bottom, right),
        (-1, 0, 0, -1, right, top),
        (0, 1, -1, 0, top, -left),
    )[turns]


def _seen_box(page: pikepdf.Object) -> _Box:
    """What pdfium shows of the page."""
    paper = _box(page, "/MediaBox") or _LETTER
    crop = _box(page, "/CropBox") or paper
    return max(paper[0], crop[0]), max(paper[1], crop[1]), min(paper[2], crop[2]), min(paper[3], crop[3])


def _box(page: pikepdf.Object, key: str) -> _Box | None:
    found = _inherited(page, key)
    if found is None:
        return None
    x, y, other_x, other_y = map(float, found)
    box = min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)
    return box if box[0] < box[2] and box[1] < box[3] else None


def _inherited(page: pikepdf.Object, key: str) -> pikepdf.Object | None:
    for _ in range(_DEEPEST):
        if key in page:
            return page[key]
        if "/Parent" not in page:
            return None
        page = page.Parent
    raise OddError("a tree of pages without a root")


def _content(contents: pikepdf.Object | None, bytes_left: int) -> bytes:
    """What the page draws; its parts are joined by a line's end.

    Raises:
        OddError: it is more than so many bytes, or packed in an uncommon way.
    """
    streams = [contents] if isinstance(contents, pikepdf.Stream) else list(contents or ())
    pieces = []
    for stream in streams:
        for piece in _unpacked(stream, bytes_left):
            bytes_left -= len(piece)
            if bytes_left < 0:
                raise OddError("contents that are too long")
            pieces.append(piece)
        pieces.append(b"\n")
    return b"".join(pieces)


def _unpacked(stream: pikepdf.Object, bytes_left: int) -> Iterator[bytes]:
    if not isinstance(stream, pikepdf.Stream) or "/DecodeParms" in stream or "/F" in stream:
        raise OddError("contents that are none, or packed in an uncommon way")
    raw = stream.read_raw_bytes()
    match filters(stream):
        case []:
            yield raw
        case ["/FlateDecode"]:
            yield from _inflated(raw, bytes_left)
        case ["/ASCII85Decode", "/FlateDecode"] if len(raw) <= _PIECE:
            yield from _inflated(a85decode(b"<~" + raw.strip().removeprefix(b"<~"), adobe=True), bytes_left)
        case _:
            raise OddError("contents that are packed in an uncommon way")


def _shown_annotations(page: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Those with an appearance.

    Raises:
        OddError: a reader would make up an appearance for one.
    """
    for note in page.get("/Annots", ()):
        if int(note.get("/F", 0)) & _HIDDEN:
            continue
        if "/N" in note.get("/AP", {}):
            if int(note.get("/F", 0)) & _INVISIBLE:
                raise OddError("a note that only some readers show")
            yield note
        elif str(note.get("/Subtype")) not in _SHOWN_AS_THEY_ARE:
            raise OddError("a note without an appearance")
