"""Small files of every kind that comes in, made here byte by byte or by Pillow and pikepdf."""

import io
import struct
import zlib
from base64 import b64decode
from typing import Any

import pikepdf
from PIL import Image, ImageDraw

SIZE = (48, 80)


def picture(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    """Something with edges and slopes in it, so that no format makes it too small to be cut."""
    drawn = Image.radial_gradient("L").resize(size).convert("RGB")
    ImageDraw.Draw(drawn).rectangle((5, 5, size[0] // 2, 20), fill=(200, 30, 30))
    if mode == "I;16":
        return Image.frombytes("I;16", size, b"".join(struct.pack("<H", v * 257) for v in drawn.convert("L").tobytes()))
    return drawn.convert(mode)


def encoded(image: Image.Image, form: str, **options: Any) -> bytes:
    """The picture as Pillow writes it."""
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def exif(original: str, offset: str = "", orientation: int = 1) -> bytes:
    """What a camera writes: DateTimeOriginal, OffsetTimeOriginal and Orientation."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    inner = tags.get_ifd(0x8769)
    inner[0x9003] = original
    if offset:
        inner[0x9011] = offset
    return tags.tobytes()


def frames(count: int = 3) -> list[Image.Image]:
    """Pictures that differ, as pages or as an animation."""
    pages = [picture() for _ in range(count)]
    for number, page in enumerate(pages):
        ImageDraw.Draw(page).rectangle((0, 30 + 10 * number, 40, 38 + 10 * number), fill=(10, 60 * number, 10))
    return pages


def png_chunk(kind: bytes, content: bytes) -> bytes:
    """One chunk with its checksum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_of(width: int, height: int, pixels: bytes = b"\0\0") -> bytes:
    """A grey PNG whose header says this size, whatever it holds."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", zlib.compress(pixels)) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def pdf(pages: int = 1, password: str = "") -> bytes:
    """Empty A4 pages."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595, 842))
        document.save(out, encryption=pikepdf.Encryption(user=password, owner=password) if password else False)
    return out.getvalue()


def box(kind: bytes, content: bytes = b"") -> bytes:
    """One box of an MP4 file."""
    return struct.pack(">I", 8 + len(content)) + kind + content


def mp4(brand: bytes = b"isom", index: bytes = b"moov") -> bytes:
    """The boxes of a recording, without one."""
    return box(b"ftyp", brand + b"\0\0\2\0" + brand) + box(index, bytes(300)) + box(b"mdat", bytes(range(256)) * 4)


def wav() -> bytes:
    """A hundredth of a second of silence."""
    samples = bytes(160)
    form = struct.pack("<HHIIHH", 1, 1, 8000, 16000, 2, 16)
    body = b"WAVEfmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", len(samples)) + samples
    return b"RIFF" + struct.pack("<I", len(body)) + body


PNG = encoded(picture(), "PNG")
JPEG = encoded(picture(), "JPEG")
PROGRESSIVE = encoded(picture(), "JPEG", progressive=True)
WEBP = encoded(picture(), "WEBP")
BMP = encoded(picture(), "BMP")
GIF = encoded(picture("P"), "GIF")
ANIMATED = encoded(frames()[0], "GIF", save_all=True, append_images=frames()[1:])
TIFF = encoded(picture(), "TIFF")
PAGED = encoded(frames()[0], "TIFF", save_all=True, append_images=frames()[1:], compression="tiff_lzw")
PDF = pdf()
MP4 = mp4()
AVIF = encoded(picture(), "AVIF")
# A slope of greys, 64 pixels wide and high; we carry no encoder for it.
HEIC = b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAVZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9j"
    "AAAAAERAAAEAAQAAAAABegABAAAAAAAAACYAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRtAAAAAAABAAAA1mlw"
    "cnAAAAC3aXBjbwAAAHhodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AA"
    "AAMAkAAAAwAAAwAeoCCBBZbqSSmubgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHBcrAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAA"
    "AABAAAAAQAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgQIDBAAAAC5tZGF0AAAAIigBrwtg+lSAuptpGeRhg/So4GLzvB0N"
    "UCNqPuoyI1tlf4A="
)

CUTTABLE = {
    "screen.png": PNG,
    "photo.jpg": JPEG,
    "slow.jpg": PROGRESSIVE,
    "chat.webp": WEBP,
    "old.bmp": BMP,
    "still.gif": GIF,
    "moving.gif": ANIMATED,
    "scan.tif": TIFF,
    "fax.tif": PAGED,
    "bill.pdf": PDF,
    "call.mp4": MP4,
    "voice.m4a": mp4(b"M4A "),
    "phone.heic": HEIC,
    "shop.avif": AVIF,
}
"""Formats that tell by their structure where they end."""
