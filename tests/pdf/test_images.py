"""Pictures on paper: every kind looks as it does elsewhere, and what can pass through does so bit by bit."""

import io
import struct
import threading
import zlib
from array import array
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageCms, ImageOps, ImageStat, PngImagePlugin

from caseorg.domain.case import Evidence
from caseorg.domain.papers.pack import PackOptions
from caseorg.evidence.kinds import found_type
from caseorg.evidence.store import EvidenceStore
from caseorg.pdf.encoding import Encoded, encode_picture
from caseorg.pdf.pack import Item
from caseorg.pdf.picture_objects import AHEAD, write_pictures
from caseorg.sheets.evidence import sheets
from pdf.papers import Shown, draw_pack, evidence, most_colour, pictures, require_sound

SIZE = (240, 160)
DATA = Path(__file__).parent / "data"
ADOBE = b"Adobe\0\x64\0\0\0\0"  # then how the colours were changed: 0 not at all, 2 from CMYK to YCCK


def pattern() -> Image.Image:
    """Something of which no turned or mirrored form is the same: four colours and a ramp."""
    picture = Image.new("RGB", SIZE, (200, 30, 30))
    picture.paste((30, 160, 60), (120, 0, 240, 80))
    picture.paste((40, 60, 200), (0, 80, 120, 160))
    picture.paste((250, 220, 40), (20, 20, 60, 40))
    ramp = Image.linear_gradient("L").resize((120, 80))
    picture.paste(ramp.convert("RGB"), (120, 80))
    return picture


def with_hole() -> Image.Image:
    """The pattern, transparent in one corner and half so in another."""
    picture = pattern().convert("RGBA")
    picture.paste((255, 0, 0, 0), (0, 0, 60, 40))
    picture.paste((0, 0, 0, 128), (180, 120, 240, 160))
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def with_chunks(content: bytes, *chunks: bytes) -> bytes:
    """A PNG with more chunks right after its header."""
    return content[:33] + b"".join(chunks) + content[33:]


def interlaced(picture: Image.Image) -> bytes:
    """Pillow writes no interlaced PNG: the seven passes of Adam7, unfiltered."""
    columns, rows = picture.size
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
    data = b""
    for left, top, right, down in passes:
        for row in range(top, rows, down):
            line = bytes(part for column in range(left, columns, right) for part in picture.getpixel((column, row)))
            data += b"\0" + line
    header = struct.pack(">IIBBBBB", columns, rows, 8, {"RGB": 2, "RGBA": 6}[picture.mode], 0, 0, 1)
    body = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", zlib.compress(data)) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def png_of_16_bits(picture: Image.Image) -> bytes:
    """A PNG of an RGB, RGBA or LA picture whose values are × 257."""
    deep = bytes(part for part in picture.tobytes() for _ in range(2))
    long = 2 * len(picture.getbands()) * SIZE[0]
    rows = b"".join(b"\0" + deep[start : start + long] for start in range(0, len(deep), long))
    colour = {"RGB": 2, "LA": 4, "RGBA": 6}[picture.mode]
    header = struct.pack(">IIBBBBB", *SIZE, 16, colour, 0, 0, 0)
    body = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", zlib.compress(rows)) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def grey_16() -> Image.Image:
    return pattern().convert("L").convert("I").point(lambda value: value * 257).convert("I;16")


def turned(orientation: int, kind: str) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(pattern(), kind, exif=exif)


def where_it_was_taken() -> bytes:
    """EXIF with a place and a small picture with an end of its own."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (31.0, 13.0, 49.0)
    exif[0x010E] = "31.2304 N \xff\xda" + saved(pattern().resize((24, 16)), "JPEG").decode("latin-1")
    return exif.tobytes()


def exif_behind(content: bytes) -> bytes:
    """A PNG that tells how it is turned only behind its picture."""
    start = content.index(b"eXIf") - 4
    end = start + 12 + int.from_bytes(content[start : start + 4])
    return content[:start] + content[end:-12] + content[start:end] + content[-12:]


def palette(colours: int) -> Image.Image:
    return pattern().quantize(colours)


def grey_with_transparency(bits: int) -> bytes:
    """A grey PNG in which one value means nothing there."""
    if bits == 16:
        return with_chunks(saved(grey_16(), "PNG"), png_chunk(b"tRNS", struct.pack(">H", 0x4444)))
    if bits == 1:
        return with_chunks(saved(pattern().convert("1"), "PNG"), png_chunk(b"tRNS", struct.pack(">H", 0)))
    value = pattern().convert("L").getpixel((130, 10))
    return with_chunks(saved(pattern().convert("L"), "PNG"), png_chunk(b"tRNS", struct.pack(">H", value)))


def make_files() -> dict[str, bytes]:
    """Name → content, for every kind of picture that a phone or computer makes."""
    rgb, grey, hole, black = pattern(), pattern().convert("L"), with_hole(), Image.new("RGB", SIZE)
    gif, profile = saved(rgb, "GIF"), ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "文字")
    clear = palette(16)
    files = {
        "rgb.png": saved(rgb, "PNG"),
        "grey.png": saved(grey, "PNG"),
        "one-bit.png": saved(rgb.convert("1"), "PNG"),
        "grey-2-bits.png": _packed_grey(2),
        "grey-4-bits.png": _packed_grey(4),
        "palette-256.png": saved(palette(256), "PNG"),
        "palette-16.png": saved(palette(16), "PNG", bits=4),
        "palette-4.png": saved(palette(4), "PNG", bits=2),
        "palette-2.png": saved(palette(2), "PNG", bits=1),
        "palette-clear.png": saved(clear, "PNG", transparency=clear.getpixel((0, 0))),
        "palette-alpha.png": saved(clear, "PNG", transparency=bytes([0, 128, 255, 64] * 4)),
        "rgba.png": saved(hole, "PNG"),
        "la.png": saved(hole.convert("LA"), "PNG"),
        "rgb-clear.png": saved(rgb, "PNG", transparency=(200, 30, 30)),
        "grey-clear.png": grey_with_transparency(8),
        "grey-16-clear.png": grey_with_transparency(16),
        "one-bit-clear.png": grey_with_transparency(1),
        "grey-16.png": saved(grey_16(), "PNG"),
        "rgb-16.png": png_of_16_bits(rgb),
        "rgba-16.png": png_of_16_bits(hole),
        "la-16.png": png_of_16_bits(hole.convert("LA")),
        "interlaced.png": interlaced(rgb),
        "interlaced-alpha.png": interlaced(hole),
        "moving.png": saved(rgb, "PNG", save_all=True, append_images=[black], duration=100),
        "moving-apart.png": saved(rgb, "PNG", save_all=True, default_image=True, append_images=[black]),
        "profile.png": saved(rgb, "PNG", icc_profile=profile.tobytes()),
        "dark-gamma.png": with_chunks(saved(rgb, "PNG"), png_chunk(b"gAMA", struct.pack(">I", 100_000))),
        "turned-behind.png": exif_behind(turned(6, "PNG")),
        "extras.png": with_chunks(
            saved(rgb, "PNG", pnginfo=info, dpi=(72, 72)),
            png_chunk(b"gAMA", struct.pack(">I", 45455)),
            png_chunk(b"cHRM", struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)),
            png_chunk(b"sRGB", b"\0"),
        ),
        "several-idat.png": _several_idat(saved(rgb, "PNG", compress_level=0)),
        "turned.png": turned(6, "PNG"),
        "colour.jpg": saved(rgb, "JPEG", quality=95),
        "420.jpg": saved(rgb, "JPEG", quality=90, subsampling=2),
        "422.jpg": saved(rgb, "JPEG", quality=90, subsampling=1),
        "411.jpg": (DATA / "411.jpg").read_bytes(),
        "arithmetic.jpg": (DATA / "arithmetic.jpg").read_bytes(),
        "arithmetic-progressive.jpg": (DATA / "arithmetic-progressive.jpg").read_bytes(),
        "grey.jpg": saved(grey, "JPEG", quality=95),
        "progressive.jpg": saved(rgb, "JPEG", quality=95, progressive=True),
        "restarts.jpg": saved(rgb, "JPEG", quality=95, restart_marker_rows=1),
        "comment.jpg": saved(rgb, "JPEG", quality=95, comment=b"\xff\xc0" * 40, dpi=(300, 300)),
        "cmyk.jpg": saved(rgb.convert("CMYK"), "JPEG", quality=95),
        "cmyk-unmarked.jpg": _without_adobe_marker(saved(rgb.convert("CMYK"), "JPEG", quality=95)),
        "ycck.jpg": saved(rgb.convert("CMYK"), "JPEG", quality=95).replace(ADOBE + b"\0", ADOBE + b"\2"),
        "rgb-unmarked.jpg": _without_adobe_marker(saved(rgb, "JPEG", quality=95, keep_rgb=True)),
        "several.jpg": saved(rgb, "MPO", save_all=True, append_images=[black]),
        "keep-rgb.jpg": saved(rgb, "JPEG", quality=95, keep_rgb=True),
        "lossy.webp": saved(rgb, "WEBP", quality=95),
        "clear.webp": saved(hole, "WEBP", lossless=True),
        "turned.webp": turned(8, "WEBP"),
        "moving.webp": saved(hole, "WEBP", lossless=True, save_all=True, append_images=[black], duration=100),
        "moving.gif": saved(rgb, "GIF", save_all=True, append_images=[black], duration=100),
        "clear.gif": saved(hole, "GIF"),
        "smaller-than-its-screen.gif": gif[:6] + struct.pack("<HH", 280, 200) + gif[10:],
        "colour.tiff": saved(rgb, "TIFF", compression="tiff_lzw"),
        "turned.tiff": turned(6, "TIFF"),
        "cmyk.tiff": saved(rgb.convert("CMYK"), "TIFF"),
        "grey-16.tiff": saved(grey_16(), "TIFF"),
        "one-bit.tiff": saved(rgb.convert("1"), "TIFF", compression="group4"),
        "rgba.tiff": saved(hole, "TIFF"),
        "la.tiff": saved(hole.convert("LA"), "TIFF"),
        "palette-alpha.tiff": saved(clear.convert("PA"), "TIFF"),
        "photo.tiff": saved(rgb, "TIFF", compression="jpeg"),
        "ycbcr.tiff": saved(rgb.convert("YCbCr"), "TIFF"),
        "floats.tiff": saved(grey.convert("F"), "TIFF"),
        "colour.bmp": saved(rgb, "BMP"),
        "grey.bmp": saved(grey, "BMP"),
        "one-bit.bmp": saved(rgb.convert("1"), "BMP"),
        "palette.bmp": saved(palette(16), "BMP"),
    }
    files |= {
        "profile.jpg": saved(rgb, "JPEG", quality=95, icc_profile=b"colours" * 20_000),
        "place.jpg": saved(rgb, "JPEG", quality=95, exif=where_it_was_taken(), xmp=b"<x>31.2304 N</x>"),
        "film-behind.jpg": saved(rgb, "JPEG", quality=95) + b"\0\0\0\x18ftypmp42 film \xff\xd9",
        "another-behind.jpg": saved(rgb, "JPEG", quality=95, progressive=True) + turned(3, "JPEG"),
        "image-data-behind.png": saved(rgb, "PNG") + png_chunk(b"IDAT", b"behind"),
    }
    return files | {f"turned-{number}.jpg": turned(number, "JPEG") for number in range(1, 9)}


def _packed_grey(bits: int) -> bytes:
    levels = pattern().convert("L").point(lambda value: value >> (8 - bits))
    each = 8 // bits
    rows = b""
    for row in range(160):
        line = levels.crop((0, row, 240, row + 1)).tobytes()
        rows += b"\0" + bytes(
            sum(value << (8 - bits * (place + 1)) for place, value in enumerate(line[start : start + each]))
            for start in range(0, 240, each)
        )
    header = struct.pack(">IIBBBBB", *SIZE, bits, 0, 0, 0, 0)
    body = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", zlib.compress(rows)) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _several_idat(content: bytes) -> bytes:
    start = content.index(b"IDAT") - 4
    length = int.from_bytes(content[start : start + 4])
    data = content[start + 8 : start + 8 + length]
    parts = [png_chunk(b"IDAT", data[position : position + 5000]) for position in range(0, len(data), 5000)]
    return content[:start] + b"".join(parts) + content[start + 12 + length :]


def _without_adobe_marker(content: bytes) -> bytes:
    start = content.index(b"\xff\xee")
    return content[:start] + content[start + 2 + int.from_bytes(content[start + 2 : start + 4]) :]


FILES = make_files()


def reference(content: bytes) -> Image.Image:
    """The picture as Pillow shows it: first frame, upright, on white."""
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        picture = ImageOps.exif_transpose(image)
    if picture.mode.startswith("I"):
        eight = bytes(value >> 8 for value in array("H", picture.tobytes()))
        picture = Image.frombytes("L", picture.size, eight)
    layer = picture.convert("RGBA")
    paper = Image.new("RGBA", layer.size, "white")
    paper.alpha_composite(layer)
    return paper.convert("RGB")


def stored(store: EvidenceStore, folder: Path, number: int, name: str, content: bytes) -> Evidence:
    """The file as evidence, in the store."""
    source = folder / name
    source.write_bytes(content)
    received = store.receive(source)
    store.keep(received)
    found = found_type(content, len(content))
    assert found
    with Image.open(source) as image:
        width, height = image.size
    return evidence(
        number,
        name=name,
        sha256=received.sha256,
        size=received.size,
        kind=found.kind,
        media_type=found.media_type,
        width=width,
        height=height,
    )


@dataclass(frozen=True)
class Album:
    """A pack with a page for every picture."""

    pack: Path
    shown: dict[str, Shown]


def make_album(folder: Path, names: Collection[str], *, mono: bool = False) -> Album:
    store = EvidenceStore(folder / "evidence")
    items = [stored(store, folder, number, name, FILES[name]) for number, name in enumerate(names, 1)]
    drawn = [Item(item, sheets(store, item, mono=mono)) for item in items]
    path = draw_pack(folder, drawn, options=PackOptions(mono=mono))
    return Album(path, dict(zip(names, pictures(path), strict=True)))


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory) -> Album:
    return make_album(tmp_path_factory.mktemp("album"), FILES)


def test_the_album_is_sound(album: Album) -> None:
    require_sound(album.pack, attached=1)


@pytest.mark.parametrize("name", FILES)
def test_a_picture_looks_as_it_does_elsewhere(album: Album, name: str) -> None:
    require_alike(reference(FILES[name]), album.shown[name].cropped)


def require_alike(expected: Image.Image, shown: Image.Image) -> None:
    """On average within 3 of 255, and nowhere far off but at edges that lie half a dot elsewhere."""
    assert abs(shown.width - expected.width) <= 1 and abs(shown.height - expected.height) <= 1
    inner = (0.05, 0.05, 0.95, 0.95)  # the frame is no part of the picture
    difference = ImageChops.difference(_coarse(expected, inner), _coarse(shown, inner))
    assert max(high for _, high in difference.getextrema()) <= 30, difference.getextrema()
    assert max(ImageStat.Stat(difference).mean) <= 3


IN_MONO = (
    "rgb.png", "one-bit.png", "palette-16.png", "palette-alpha.png", "rgba.png", "la.png", "grey-16.png", "turned.png",
    "colour.jpg", "turned-7.jpg", "cmyk.jpg", "clear.webp", "turned.webp", "moving.gif", "turned.tiff",
)  # fmt: skip


def test_in_black_and_white_pictures_are_their_greys(tmp_path: Path) -> None:
    printed = make_album(tmp_path, IN_MONO, mono=True)
    assert most_colour(printed.pack) == 0
    for name in IN_MONO:
        require_alike(reference(FILES[name]).convert("L").convert("RGB"), printed.shown[name].cropped)


def _coarse(picture: Image.Image, inner: tuple[float, ...]) -> Image.Image:
    """Small enough that half a pixel of displacement does not count, except at edges, which are left out."""
    width, height = picture.size
    box = inner[0] * width, inner[1] * height, inner[2] * width, inner[3] * height
    return picture.resize((18, 18), Image.Resampling.BOX, box=box)


def _raw_stream(path: Path, number: int) -> tuple[bytes, pikepdf.Dictionary]:
    with pikepdf.open(path) as document:
        (image,) = document.pages[number].get_images().values()
        return image.read_raw_bytes(), image.Filter


PASSED = [
    "rgb.png", "grey.png", "one-bit.png", "grey-2-bits.png", "grey-4-bits.png", "palette-256.png", "palette-16.png",
    "palette-4.png", "palette-2.png", "extras.png", "several-idat.png", "turned.png", "image-data-behind.png",
    "moving.png", "moving-apart.png", "profile.png", "dark-gamma.png", "turned-behind.png",
    "colour.jpg", "420.jpg", "422.jpg", "411.jpg", "several.jpg", "keep-rgb.jpg", "rgb-unmarked.jpg", "grey.jpg",
    "progressive.jpg", "restarts.jpg", "comment.jpg", "profile.jpg", "place.jpg",
    "film-behind.jpg", "another-behind.jpg", *(f"turned-{number}.jpg" for number in range(1, 9)),
]  # fmt: skip


@pytest.mark.parametrize("name", PASSED)
def test_a_plain_picture_passes_through_bit_by_bit(album: Album, name: str) -> None:
    data, form = _raw_stream(album.pack, album.shown[name].number)
    if name.endswith(".jpg"):
        assert form == "/DCTDecode"
        assert _scans(data) == _scans(FILES[name])
    else:
        assert (data, form) == (_image_data(FILES[name]), "/FlateDecode")


def _scans(content: bytes) -> bytes:
    """From the first scan of a JPEG to its end."""
    position = 2
    while content[position + 1] != 0xDA:
        position += 2 + int.from_bytes(content[position + 2 : position + 4])
    ends = content.find(b"\xff\xd9", position) + 2
    return content[position:ends]


@pytest.mark.parametrize("name", [name for name in PASSED if name.endswith(".jpg")])
def test_of_a_photo_the_picture_is_handed_on_and_not_what_is_known_of_it(album: Album, name: str) -> None:
    data, _ = _raw_stream(album.pack, album.shown[name].number)
    with Image.open(io.BytesIO(data)) as image, Image.open(io.BytesIO(FILES[name])) as original:
        assert not image.getexif() and not {"exif", "xmp", "comment"} & image.info.keys()
        assert image.info.get("icc_profile") == original.info.get("icc_profile")
        assert image.tobytes() == original.tobytes()
    assert b"31.2304" not in data and data.endswith(_scans(data))


def _image_data(content: bytes) -> bytes:
    found, position = b"", 8
    while content[position + 4 : position + 8] != b"IEND":
        length = int.from_bytes(content[position : position + 4])
        if content[position + 4 : position + 8] == b"IDAT":
            found += content[position + 8 : position + 8 + length]
        position += 12 + length
    return found


def test_a_photo_with_a_million_colours_passes_through_as_large_as_it_is(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    noise = Image.effect_noise((3000, 2000), 90).convert("RGB")
    content = saved(noise, "JPEG", quality=90)
    item = stored(store, tmp_path, 1, "照片.jpg", content)
    path = draw_pack(tmp_path, [Item(item, sheets(store, item))])
    assert path.stat().st_size < len(content) + 100_000
    (shown,) = pictures(path, wide=300)
    assert shown.cropped.size == (300, 200)


@pytest.mark.parametrize(("size", "printed"), [((16, 16), (12, 12)), ((64, 200), (48, 150))])
def test_a_small_picture_is_not_blown_up(tmp_path: Path, size: tuple[int, int], printed: tuple[int, int]) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    item = stored(store, tmp_path, 1, "icon.png", saved(pattern().resize(size), "PNG"))
    path = draw_pack(tmp_path, [Item(item, sheets(store, item))])
    (shown,) = pictures(path, wide=printed[0])
    assert shown.cropped.size == printed


@pytest.mark.parametrize(
    ("mode", "size"), [("RGB", (1000, 1001)), ("L", (3, 300_000)), ("RGB", (300_000, 3)), ("1", (9, 9))]
)
def test_a_decoded_picture_is_packed_in_strips_without_a_gap(mode: str, size: tuple[int, int]) -> None:
    picture = Image.effect_noise(size, 90).convert(mode)
    packed = encode_picture(picture)
    expected = picture if mode in ("RGB", "L") else picture.convert("RGB")
    assert zlib.decompress(b"".join(packed.data)) == expected.tobytes()


def test_only_a_few_pictures_are_read_ahead() -> None:
    loads: list[int] = []

    def load() -> Encoded:
        loads.append(1)
        return Encoded(b"/Width 1", [b"da", memoryview(b"ta")])

    out = io.BytesIO()
    numbered = [(number, load) for number in range(1, 50)]
    for written, length in enumerate(write_pictures(numbered, out), start=1):
        assert len(loads) <= written + AHEAD
        assert length == len(b"%d 0 obj\n<< /Width 1 /Length 4 >>\nstream\ndata\nendstream\nendobj\n" % written)
    assert len(loads) == 49
    assert out.getvalue().startswith(b"1 0 obj\n<< /Width 1 /Length 4 >>\nstream\ndata\nendstream\nendobj\n2 0 obj")


def test_whoever_stops_ends_the_readers() -> None:
    pictures = write_pictures([(number, partial(Encoded, b"", [b""])) for number in range(9)], io.BytesIO())
    next(pictures)
    assert [thread for thread in threading.enumerate() if thread.name.startswith("reader")]
    pictures.close()  # type: ignore[attr-defined]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("reader")]
