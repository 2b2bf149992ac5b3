"""Files that nobody makes by accident, each small, each made here; one that a decoder once broke on, of every kind."""

import io
import struct
import zlib
from collections.abc import Callable

import pikepdf
from PIL import Image

from evidence.material import JPEG, PNG, box, encoded, pdf, picture, png_chunk, png_of
from pdf.hostile import nested_forms

Made = dict[str, Callable[[], bytes]]
MEGABYTE = 1_000_000


def endless_tiff() -> bytes:
    """Its second page is its first one."""
    content = bytearray(encoded(picture(), "TIFF"))
    (start,) = struct.unpack_from("<I", content, 4)
    (count,) = struct.unpack_from("<H", content, start)
    struct.pack_into("<I", content, start + 2 + 12 * count, start)
    return bytes(content)


def many_pages_tiff(count: int = 5000) -> bytes:
    """Pages that share their pixels."""
    out = bytearray(b"II*\0" + struct.pack("<I", 12) + b"\xff\xff\xff\xff")
    for _ in range(count):
        tags = [(256, 4, 2), (257, 4, 2), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8), (278, 4, 2), (279, 4, 4)]
        out += struct.pack("<H", len(tags))
        out += b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
        out += struct.pack("<I", len(out) + 4)
    out[-4:] = bytes(4)
    return bytes(out)


def many_scans_jpeg(count: int = 30_000) -> bytes:
    """A progressive photo that is gone over again and again."""
    large = encoded(Image.new("L", (4000, 4000), 90), "JPEG", progressive=True)
    scan = large.rindex(b"\xff\xda")
    return large[:scan] + large[scan:-2] * count + large[-2:]


def text_bomb_png() -> bytes:
    """A text that unpacks to 100 MB."""
    text = png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(100 * MEGABYTE), 1))
    return PNG[:33] + text + PNG[33:]


def row_bomb_png() -> bytes:
    """As many pixels as are taken, in 100 KB."""
    packer = zlib.compressobj(1)
    row = bytes(1 + 10_000 * 3)
    pixels = b"".join(packer.compress(row) for _ in range(9_900)) + packer.flush()
    header = struct.pack(">IIBBBBB", 10_000, 9_900, 8, 2, 0, 0, 0)
    chunks = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", pixels) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def many_chunks_png() -> bytes:
    return PNG[:33] + png_chunk(b"tEXt", b"k\0v") * 200_000 + PNG[33:]


def many_frames_gif(count: int = 20_000) -> bytes:
    """Frames of one pixel on a large canvas."""
    head = b"GIF89a" + struct.pack("<HHBBB", 9000, 9000, 0x80, 0, 0) + bytes(3) + b"\xff\xff\xff"
    frame = b"!\xf9\4\1\1\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0"
    return head + frame * count + b";"


def written(objects: dict[int, bytes]) -> bytes:
    """A PDF of these objects; the first is its root."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = {}
    for number, content in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % places[number] for number in sorted(objects))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def stream(content: bytes, about: bytes = b"") -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (about, len(content), content)


def many_pages_pdf(count: int = 20_000) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 4) for number in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>"
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count %d /Kids [%b] >>" % (count, kids),
        3: stream(b"0 0 9 9 re f"),
    }
    return written(objects | {number + 4: page for number in range(count)})


def one_page(contents: bytes, about: bytes = b"", more: bytes = b"") -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %b >>" % more
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", 3: page}
    return written(objects | {4: stream(contents, about)})


def packed_bomb_pdf() -> bytes:
    """Contents that unpack twice to 2 GB."""
    packer = zlib.compressobj(1)
    twice = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    twice = twice + twice[2:] * 2000
    return one_page(zlib.compress(twice, 9), b"/Filter [/FlateDecode /FlateDecode]")


def circular_pages_pdf() -> bytes:
    """The tree of pages is its own branch."""
    return written({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"})


def deep_pdf() -> bytes:
    return one_page(b"[" * 100_000 + b"]" * 100_000, more=b"/X " + b"[" * 5000 + b"]" * 5000)


def slow_pattern_pdf() -> bytes:
    """A tile of a thousandth of a point on a page of two metres."""
    tile = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep .001 /YStep .001"
    resources = b"/Resources << /Pattern << /P 5 0 R >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 14400 14400] /Contents 4 0 R %b >>" % resources
    return written(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            3: page,
            4: stream(b"/Pattern cs /P scn 0 0 14400 14400 re f"),
            5: stream(b"0 0 .5 .5 re f", tile + b" /Resources << >>"),
        }
    )


def late_forms_pdf() -> bytes:
    """Its last page has no end, and the first ones are good."""
    with pikepdf.open(io.BytesIO(pdf(9))) as document, pikepdf.open(io.BytesIO(nested_forms())) as endless:
        document.pages.append(endless.pages[0])
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def many_boxes_mp4() -> bytes:
    return (
        box(b"ftyp", b"isom\0\0\2\0isom") + box(b"free") * 300_000 + box(b"mdat", bytes(99)) + box(b"moov", bytes(99))
    )


def nested_mail(depth: int = 500) -> bytes:
    mail = b"From: a@b\nSubject: x\n\nhello\n"
    for number in range(depth):
        edge = b"e%d" % number
        mail = b'Content-Type: multipart/mixed; boundary="%b"\n\n--%b\n%b\n--%b--\n' % (edge, edge, mail, edge)
    return b"From: a@b\n" + mail


HOSTILE: Made = {
    "nested forms.pdf": nested_forms,
    "nested forms behind.pdf": late_forms_pdf,
    "twenty thousand pages.pdf": many_pages_pdf,
    "contents of two gigabytes.pdf": packed_bomb_pdf,
    "circular pages.pdf": circular_pages_pdf,
    "deep.pdf": deep_pdf,
    "tiles.pdf": slow_pattern_pdf,
    "endless.tif": endless_tiff,
    "five thousand pages.tif": many_pages_tiff,
    "thirty thousand scans.jpg": many_scans_jpeg,
    "no tables.jpg": lambda: JPEG[:2] + JPEG[JPEG.index(b"\xff\xc0") :],
    "sixty thousand square.png": lambda: png_of(60_000, 60_000),
    "text bomb.png": text_bomb_png,
    "rows of nothing.png": row_bomb_png,
    "half.png": lambda: png_of(48, 80, (b"\0" + bytes(48)) * 40),
    "two hundred thousand chunks.png": many_chunks_png,
    "twenty thousand frames.gif": many_frames_gif,
    "boxes.mp4": many_boxes_mp4,
    "nested.eml": nested_mail,
    "one line.txt": lambda: b"x" * 1_900_000,
}
