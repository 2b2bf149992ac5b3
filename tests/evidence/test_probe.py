"""What a file is told to be, and when it was made."""

import io
import os
import random
import struct
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from caseorg.domain.case import MediaKind
from caseorg.domain.files.notes import FileNote
from caseorg.domain.moments import BEIJING, Precision, TimeSource
from caseorg.evidence.found import Probe
from caseorg.evidence.looking import MOST_ACROSS, MOST_PIXELS, MOST_TEXT
from caseorg.evidence.probe import probe
from caseorg.evidence.store import EvidenceStore, Received
from evidence.material import (
    ANIMATED,
    AVIF,
    BMP,
    CUTTABLE,
    GIF,
    HEIC,
    JPEG,
    MP4,
    PAGED,
    PDF,
    PNG,
    PROGRESSIVE,
    SIZE,
    TIFF,
    WEBP,
    box,
    encoded,
    exif,
    mp4,
    pdf,
    picture,
    png_chunk,
    png_of,
    wav,
)

SPARE = {"bill.pdf": 1, "fax.tif": 4}  # a line's end; the pointer that says that no page follows
CHINESE = "客服：您好，请提供订单号。\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("probe")


def look(folder: Path, name: str, content: bytes, modified: float | None = None) -> Probe:
    """What the probe says of a file with this name and content."""
    file = folder / name
    file.write_bytes(content)
    if modified is not None:
        os.utime(file, (modified, modified))
    store = EvidenceStore(folder / "evidence")
    received = store.receive(file)
    try:
        return probe(received)
    finally:
        store.discard(received)


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("a.png", PNG, "image/png"),
        ("a.jpg", JPEG, "image/jpeg"),
        ("a.jpeg", PROGRESSIVE, "image/jpeg"),
        ("cmyk.jpg", encoded(picture("CMYK"), "JPEG"), "image/jpeg"),
        ("turned.jpg", encoded(picture(), "JPEG", exif=exif("2026:11:01 14:30:05", orientation=6)), "image/jpeg"),
        ("film behind it.jpg", JPEG + mp4() * 3 + b"\xff\xda scan \xff", "image/jpeg"),
        ("two in one.jpg", JPEG + PROGRESSIVE, "image/jpeg"),
        ("bytes behind it.png", PNG + bytes(9000), "image/png"),
        ("grey.png", encoded(picture("L"), "PNG"), "image/png"),
        ("sixteen bits.png", encoded(picture("I;16"), "PNG"), "image/png"),
        ("a.webp", WEBP, "image/webp"),
        ("a.bmp", BMP, "image/bmp"),
        ("a.gif", GIF, "image/gif"),
        ("a.tif", TIFF, "image/tiff"),
        ("PNG of that name.jpg", PNG, "image/png"),
        ("no ending", PNG, "image/png"),
    ],
)
def test_a_good_picture_is_recognised_with_its_size(folder: Path, name: str, content: bytes, media: str) -> None:
    found = look(folder, name, content)
    assert (found.type.kind, found.type.media_type) == (MediaKind.IMAGE, media)
    assert (found.width, found.height, found.pages, found.note) == (*SIZE, None, "")


@pytest.mark.parametrize(("name", "content"), [("moving.gif", ANIMATED), ("fax.tif", PAGED)])
def test_of_several_pictures_in_a_file_it_is_said_that_one_is_shown(folder: Path, name: str, content: bytes) -> None:
    found = look(folder, name, content)
    assert (found.type.kind, found.width, found.height) == (MediaKind.IMAGE, *SIZE)
    assert found.note == "Only its first picture is shown and printed."


@pytest.mark.parametrize(
    ("name", "content", "pages", "note"),
    [
        ("one.pdf", PDF, 1, ""),
        ("seven.pdf", pdf(7), 7, ""),
        ("invoice.pdf", b"\r\n\xef\xbb\xbf" + PDF, 1, ""),
        ("locked.pdf", pdf(2, "secret"), None, "Kept as a file: a password protects it."),
        ("named.png", PDF, 1, "The name says otherwise, but the content was recognised."),
    ],
)
def test_a_document_is_kept_with_its_pages(
    folder: Path, name: str, content: bytes, pages: int | None, note: str
) -> None:
    found = look(folder, name, content)
    assert (found.type.kind, found.type.media_type) == (MediaKind.PDF, "application/pdf")
    assert (found.pages, found.note) == (pages, note)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("utf8.txt", CHINESE.encode()),
        ("marked.txt", CHINESE.encode("utf-8-sig")),
        ("notepad.txt", CHINESE.encode("utf-16")),
        ("big endian.txt", b"\xfe\xff" + CHINESE.encode("utf-16-be")),
        ("old.txt", (CHINESE * 3).encode("gb18030")),
        ("log.csv", "时间,内容\n".encode()),
        ("README", CHINESE.encode()),
        ("聊天记录", (CHINESE * 3).encode("gb18030")),
        ("car.txt", b"BMW X5 refund, ordered on 2026-11-01"),
    ],
)
def test_text_of_every_usual_encoding_is_text(folder: Path, name: str, content: bytes) -> None:
    found = look(folder, name, content)
    assert (found.type.kind, found.note) == (MediaKind.TEXT, "")
    assert found.type.media_type == ("text/csv" if name.endswith("csv") else "text/plain")


@pytest.mark.parametrize(
    ("name", "content", "kind", "media"),
    [
        ("song.mp3", b"ID3\4\0\0\0\0\0\0" + bytes(200), MediaKind.AUDIO, "audio/mpeg"),
        ("plain.mp3", b"\xff\xfb\x90\0" + bytes(413) + b"\xff\xfb\x90\0", MediaKind.AUDIO, "audio/mpeg"),
        ("8k.mp3", (b"\xff\xe3\x18\xc4" + bytes(68)) * 9, MediaKind.AUDIO, "audio/mpeg"),
        ("zeros first.mp3", bytes(9000) + (b"\xff\xf3\x40\xc4" + bytes(100)) * 9, MediaKind.AUDIO, "audio/mpeg"),
        ("voice.wav", wav(), MediaKind.AUDIO, "audio/wav"),
        ("voice.amr", b"#!AMR\n" + bytes(200), MediaKind.AUDIO, "audio/amr"),
        ("voice.ogg", b"OggS" + bytes(200), MediaKind.AUDIO, "audio/ogg"),
        ("voice.aac", b"\xff\xf1\x50\x80" + bytes(200), MediaKind.AUDIO, "audio/aac"),
        ("wechat.silk", b"\x02#!SILK_V3" + bytes(200), MediaKind.AUDIO, "audio/silk"),
        ("qq.slk", b"#!SILK_V3" + bytes(200), MediaKind.AUDIO, "audio/silk"),
        ("iphone.m4a", mp4(b"M4A "), MediaKind.AUDIO, "audio/mp4"),
        ("android.m4a", mp4(b"mp42"), MediaKind.AUDIO, "audio/mp4"),
        ("recorder.mp3", mp4(b"mp42"), MediaKind.AUDIO, "audio/mp4"),
        ("recorder.wma", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11" + bytes(200), MediaKind.AUDIO, "audio/x-ms-wma"),
        ("call.mp4", MP4, MediaKind.VIDEO, "video/mp4"),
        ("call.mov", mp4(b"qt  "), MediaKind.VIDEO, "video/quicktime"),
        ("old.mov", mp4()[mp4().index(b"moov") - 4 :], MediaKind.VIDEO, "video/quicktime"),
        (
            "older.mov",
            box(b"wide") + box(b"mdat", bytes(90)) + box(b"moov", bytes(90)),
            MediaKind.VIDEO,
            "video/quicktime",
        ),
        ("tail.mp4", MP4 + bytes(5000), MediaKind.VIDEO, "video/mp4"),
        ("maker.mp4", MP4 + b"SEFHq\0\0\0\1\0\0\0SEFT", MediaKind.VIDEO, "video/mp4"),
    ],
)
def test_a_recording_is_recognised(folder: Path, name: str, content: bytes, kind: MediaKind, media: str) -> None:
    found = look(folder, name, content)
    assert (found.type.kind, found.type.media_type, found.note) == (kind, media, "")


@pytest.mark.parametrize(
    ("name", "content", "note"),
    [
        ("archive.zip", b"PK\3\4" + bytes(100), FileNote.TO_UNPACK),
        ("archive.rar", b"Rar!\x1a\7\1\0" + bytes(100), FileNote.TO_UNPACK),
        ("table.xlsx", b"PK\3\4" + bytes(100), FileNote.TO_PDF),
        ("合同.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), FileNote.TO_PDF),
        ("game.apk", b"PK\3\4" + bytes(100), FileNote.NOT_SHOWN),
        ("no ending", b"\x80\x81\0\xff" * 50, FileNote.NOT_SHOWN),
    ],
)
def test_what_cannot_be_shown_is_kept_and_said_to_be(folder: Path, name: str, content: bytes, note: FileNote) -> None:
    found = look(folder, name, content)
    assert (found.type.kind, found.note) == (MediaKind.OTHER, note)


def test_a_text_that_is_too_long_is_kept_and_said_to_be(folder: Path) -> None:
    found = look(folder, "long chat.txt", b"hello \n" * (MOST_TEXT // 7 + 1))
    assert (found.type.kind, found.note) == (MediaKind.OTHER, "Kept as a file: the text is too long to be shown.")


def test_of_a_very_long_talk_it_is_said_that_the_beginning_is_shown(folder: Path) -> None:
    found = look(folder, "a.csv", "时间,昵称,内容\n".encode() + b"14:30,a,hello\n" * 160_000)
    assert found.type.kind is MediaKind.TEXT and found.note.startswith("The text is very long: only its beginning")


def test_a_picture_of_a_phone_is_a_picture_whatever_is_behind_it(folder: Path) -> None:
    film = HEIC + MP4  # a picture that moves
    for content in (HEIC, HEIC + b"\0\0\1\x0bSEFHk\0\0\0SEFT", HEIC + bytes(4096), HEIC + box(b"mpvd", MP4), film):
        found = look(folder, "a.heic", content)
        assert (found.type.kind, found.type.media_type, found.note) == (MediaKind.IMAGE, "image/heic", "")
        assert (found.width, found.height) == (64, 64)
    found = look(folder, "商品.avif", AVIF)
    assert (found.type.kind, found.type.media_type, found.width, found.note) == (MediaKind.IMAGE, "image/avif", 48, "")


@pytest.mark.parametrize("name", CUTTABLE)
@given(data=st.data())
def test_a_cut_anywhere_is_noticed(folder: Path, name: str, data: st.DataObject) -> None:
    """The file is kept, as a picture only where it can be decoded."""
    content = CUTTABLE[name]
    length = data.draw(st.integers(1, len(content) - 1 - SPARE.get(name, 0)))
    assert look(folder, name, content[:length]).note


def first_frame(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content)) as opened:
        return opened.convert("RGB").tobytes()


@pytest.mark.parametrize("name", ["screen.png", "photo.jpg", "slow.jpg", "old.bmp", "still.gif", "scan.tif"])
@given(data=st.data())
def test_what_is_shown_of_a_cut_picture_is_all_of_it(folder: Path, name: str, data: st.DataObject) -> None:
    content = CUTTABLE[name]
    cut = content[: data.draw(st.integers(1, len(content) - 1))]
    if look(folder, name, cut).type.kind is MediaKind.IMAGE:
        assert first_frame(cut) == first_frame(content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("half.png", png_of(8, 8, (b"\0" + bytes(8)) * 4)),
        ("odd filter.png", png_of(8, 8, (b"\0" + bytes(8)) * 7 + b"\7" + bytes(8))),
        ("nothing.png", png_of(8, 8, b"")),
        ("no tables.jpg", JPEG[:2] + JPEG[JPEG.index(b"\xff\xc0") :]),
        ("no frame.jpg", JPEG[: JPEG.index(b"\xff\xc0")] + JPEG[JPEG.index(b"\xff\xda") :]),
        ("zeros behind.jpg", JPEG[: len(JPEG) * 3 // 4] + bytes(len(JPEG) // 4)),
        ("only an end.jpg", b"\xff\xd8\xff\xd9"),
        ("empty.webp", WEBP[:12] + b"VP8 " + bytes(40)),
        ("strips elsewhere.tif", TIFF[: len(TIFF) // 2]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_picture_that_lacks_pixels_is_no_picture(folder: Path, name: str, content: bytes) -> None:
    found = look(folder, name, content)
    assert (found.type.kind, found.width, found.note) == (MediaKind.OTHER, None, FileNote.UNDECODED)
    assert found.type.media_type.startswith("image/")


@pytest.mark.parametrize("colour", [0, 2, 3, 4, 6])
@pytest.mark.parametrize("bits", [1, 2, 4, 8, 16])
@pytest.mark.parametrize("interlaced", [False, True])
def test_a_whole_png_of_every_kind_is_whole(folder: Path, colour: int, bits: int, interlaced: bool) -> None:
    if (colour in (2, 4, 6) and bits < 8) or (colour == 3 and bits == 16):
        return
    content = png_of_kind(colour, bits, interlaced)
    first_frame(content)
    found = look(folder, "a.png", content)
    assert (found.width, found.note) == (9, "")
    assert look(folder, "a.png", content.replace(b"IDAT", b"iDAT")).note == FileNote.UNDECODED


def png_of_kind(colour: int, bits: int, interlaced: bool) -> bytes:
    """9 × 9 zeros."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]

    def rows(width: int, height: int) -> bytes:
        return (b"\0" + bytes((width * channels * bits + 7) // 8)) * (height if width else 0)

    passes = [(2, 2), (1, 2), (3, 1), (2, 3), (5, 2), (4, 5), (9, 4)] if interlaced else [(9, 9)]
    header = struct.pack(">IIBBBBB", 9, 9, bits, colour, 0, 0, interlaced)
    palette = png_chunk(b"PLTE", bytes(6)) if colour == 3 else b""
    data = png_chunk(b"IDAT", zlib.compress(b"".join(rows(*one) for one in passes)))
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + palette + data + png_chunk(b"IEND", b"")


@given(data=st.data())
def test_a_changed_byte_of_a_png_is_noticed_once_its_header_is_over(folder: Path, data: st.DataObject) -> None:
    position = data.draw(st.integers(PNG.index(b"IDAT"), len(PNG) - 13))
    changed = PNG[:position] + bytes([PNG[position] ^ data.draw(st.integers(1, 255))]) + PNG[position + 1 :]
    assert look(folder, "a.png", changed).note


@given(
    name=st.sampled_from(
        [
            "a.png",
            "a.jpg",
            "a.gif",
            "a.webp",
            "a.bmp",
            "a.tif",
            "a.pdf",
            "a.mp4",
            "a.txt",
            "a",
            "a.zip",
            "a.heic",
            "a.eml",
        ]
    ),
    head=st.sampled_from([b"", *(content[:length] for content in CUTTABLE.values() for length in (8, 12, 40))]),
    tail=st.binary(min_size=1, max_size=300),
)
def test_any_bytes_are_kept(folder: Path, name: str, head: bytes, tail: bytes) -> None:
    assert look(folder, name, head + tail).type.media_type


@pytest.mark.parametrize(
    "before_and_behind", [(0, 80_508), (700, 0), (5000, 0), (5000, 5000)], ids=["behind", "before", "far", "both"]
)
def test_a_document_is_read_whatever_zeros_are_around_it(folder: Path, before_and_behind: tuple[int, int]) -> None:
    before, behind = before_and_behind
    found = look(folder, "a.pdf", bytes(before) + pdf(2) + bytes(behind))
    assert (found.type.kind, found.pages, found.note) == (MediaKind.PDF, 2, "")


def test_a_picture_that_apple_alone_reads_is_kept_with_a_word(folder: Path) -> None:
    start = PNG.index(b"IHDR") - 4
    found = look(folder, "icon.png", PNG[:start] + png_chunk(b"CgBI", bytes(4)) + PNG[start:].replace(b"IDAT", b"IDAT"))
    assert found.note


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("error page.jpg", b"<!DOCTYPE html><html>404</html>", MediaKind.TEXT),
        ("words.mp3", CHINESE.encode(), MediaKind.TEXT),
        ("noise.png", b"\x80\xff\0\1" * 40, MediaKind.OTHER),
        ("noise.mp3", b"\x80\xff\0\1" * 40, MediaKind.AUDIO),
        ("noise.txt", random.Random(1).randbytes(400), MediaKind.OTHER),
        ("zeros.png", bytes(5000), MediaKind.OTHER),
        ("zeros.txt", bytes(5000), MediaKind.OTHER),
    ],
)
def test_what_is_not_what_its_name_says_is_kept_with_a_word(
    folder: Path, name: str, content: bytes, kind: MediaKind
) -> None:
    found = look(folder, name, content)
    assert found.type.kind is kind and found.note


@pytest.mark.parametrize(
    ("width", "height"),
    [(MOST_PIXELS // 2000 + 1, 2000), (MOST_ACROSS + 1, 9), (9, MOST_ACROSS + 1), (2**31 - 1, 2**31 - 1)],
)
def test_a_bomb_is_kept_and_never_decoded(folder: Path, width: int, height: int) -> None:
    found = look(folder, "bomb.png", png_of(width, height))
    assert found.type.kind is MediaKind.OTHER and "too large" in found.note


def test_a_later_page_that_is_too_large_is_not_looked_at(folder: Path) -> None:
    huge = bytearray(encoded(picture(), "TIFF", save_all=True, append_images=[picture(size=(50, 60))]))
    for name, old in ((b"\0\1", 50), (b"\1\1", 60)):
        entry = huge.rindex(name + b"\4\0\1\0\0\0" + old.to_bytes(4, "little"))
        huge[entry + 8 : entry + 12] = (60_000).to_bytes(4, "little")
    found = look(folder, "bomb.tif", bytes(huge))
    assert (found.width, found.note) == (SIZE[0], FileNote.FIRST_ALONE)


@pytest.mark.parametrize(("width", "height"), [(0, 5), (5, 0), (0, 0)])
def test_a_picture_without_size_is_no_picture(folder: Path, width: int, height: int) -> None:
    found = look(folder, "nothing.png", png_of(width, height))
    assert found.type.kind is MediaKind.OTHER and found.note


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("a.eml", b"From: a@b\nDate: Sun, 1 Nov 2026 06:30:05 +0000\n\nhello", "message/rfc822"),
        ("b.eml", b"From: a@b\nReceived: by c; Sun, 1 Nov 2026 14:30:05 +0800\n\nhello", "message/rfc822"),
    ],
)
def test_a_mail_says_when_it_was_sent(folder: Path, name: str, content: bytes, media: str) -> None:
    found = look(folder, name, content)
    assert (found.type.kind, found.type.media_type) == (MediaKind.TEXT, media) and "hello" in found.words
    assert found.taken_at is not None and (found.taken_at.at, found.taken_at.source) == (LOCAL, TimeSource.MAIL)


LOCAL = datetime(2026, 11, 1, 14, 30, 5, tzinfo=BEIJING)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize(
    ("stamp", "offset", "at"),
    [
        ("2026:11:01 14:30:05", "", LOCAL),
        ("2026:11:01 14:30:05", "+08:00", LOCAL),
        ("2026:11:01 06:30:05", "+00:00", LOCAL),
        ("2026:11:01 01:30:05", "-05:00", LOCAL),
    ],
)
def test_the_camera_knows_best_when_it_was_taken(
    folder: Path, form: str, stamp: str, offset: str, at: datetime
) -> None:
    content = encoded(picture(), form, exif=exif(stamp, offset))
    taken = look(folder, f"IMG_20200101_000000.{form.lower()}", content).taken_at
    assert (taken.at, taken.source, taken.precision) == (at, TimeSource.EXIF, Precision.SECOND)


@pytest.mark.parametrize("stamp", ["0000:00:00 00:00:00", "", "yesterday", "2026:02:30 10:00:00", "\0" * 19])
def test_a_camera_that_does_not_know_leaves_it_to_the_name(folder: Path, stamp: str) -> None:
    content = encoded(picture(), "JPEG", exif=exif(stamp))
    taken = look(folder, "Screenshot_20261101-143005.jpg", content).taken_at
    assert (taken.at, taken.source) == (LOCAL, TimeSource.FILENAME)


def test_broken_exif_is_no_word(folder: Path) -> None:
    content = encoded(picture(), "JPEG", exif=exif("2026:11:01 14:30:05"))
    start = content.index(b"Exif\0\0") + 6
    for end in range(start, start + 60, 4):
        broken = content[:end] + b"\xee" * 8 + content[end + 8 :]
        assert look(folder, "a.jpg", broken).width == SIZE[0]


def test_without_camera_and_name_the_file_system_says_when(folder: Path) -> None:
    taken = look(folder, "a.png", PNG, modified=LOCAL.timestamp()).taken_at
    assert (taken.at, taken.source, taken.precision) == (LOCAL, TimeSource.FILE, Precision.SECOND)


@given(seconds=st.integers(-(2**40), 2**40))
def test_no_time_of_a_file_system_is_too_odd(seconds: int) -> None:
    from caseorg.evidence.store import _plain_time

    assert (
        datetime(1970, 1, 1, tzinfo=UTC) <= _plain_time(seconds).astimezone(BEIJING) < datetime(2200, 1, 1, tzinfo=UTC)
    )


def test_received_values_are_plain(tmp_path: Path) -> None:
    """A name in GBK is no text for Python; it is kept readable and can be stored."""
    file = Path(os.fsdecode(os.fsencode(tmp_path) + "/截图.png".encode("gbk")))
    file.write_bytes(PNG)
    received: Received = EvidenceStore(tmp_path / "evidence").receive(file)
    assert received.name.encode() and received.name.endswith(".png")


NOW = datetime(2026, 11, 28, tzinfo=UTC)


def creation_date(text: str) -> bytes:
    """What an iPhone writes beside the header of a film."""
    key = b"com.apple.quicktime.creationdate"
    keys = box(b"keys", bytes(4) + struct.pack(">I", 1) + struct.pack(">I", 8 + len(key)) + b"mdta" + key)
    value = box(b"ilst", box(b"\0\0\0\1", box(b"data", struct.pack(">II", 1, 0) + text.encode())))
    return box(b"meta", box(b"hdlr", bytes(24)) + keys + value)


def film(made: datetime | None, *more: bytes, brand: bytes = b"qt  ") -> bytes:
    seconds = int((made - datetime(1904, 1, 1, tzinfo=UTC)).total_seconds()) if made else 0
    header = box(b"mvhd", bytes(4) + struct.pack(">IIII", seconds, seconds, 600, 6000) + bytes(80))
    return box(b"ftyp", brand) + box(b"mdat", bytes(500)) + box(b"moov", header + b"".join(more))


def text_chunk(key: str, text: str, kind: bytes = b"tEXt") -> bytes:
    middle = {b"tEXt": b"\0", b"iTXt": b"\0\0\0\0\0", b"zTXt": b"\0\0"}[kind]
    return png_chunk(kind, key.encode() + middle + (zlib.compress(text.encode()) if kind == b"zTXt" else text.encode()))


def png_with(*chunks: bytes, behind: bool = False) -> bytes:
    cut = PNG.index(b"IEND") - 4 if behind else PNG.index(b"IDAT") - 4
    return PNG[:cut] + b"".join(chunks) + PNG[cut:]


XMP = '<x:xmpmeta><rdf:Description xmp:CreateDate="2026-11-01T06:30:05Z"/></x:xmpmeta>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("text.png", png_with(text_chunk("Creation Time", "Sun, 01 Nov 2026 06:30:05 +0000"))),
        ("iso.png", png_with(text_chunk("Creation Time", "2026-11-01T14:30:05+08:00", b"iTXt"))),
        ("packed.png", png_with(text_chunk("Creation Time", "2026:11:01 14:30:05", b"zTXt"))),
        ("behind.png", png_with(png_chunk(b"eXIf", exif("2026:11:01 14:30:05")[6:]), behind=True)),
        ("xmp.png", png_with(text_chunk("XML:com.adobe.xmp", XMP, b"iTXt"))),
        ("xmp.jpg", encoded(picture(), "JPEG", xmp=XMP.encode())),
        ("xmp.webp", encoded(picture(), "WEBP", xmp=XMP.encode())),
    ],
)
def test_other_words_of_a_picture_about_its_time_are_read(folder: Path, name: str, content: bytes) -> None:
    taken = look(folder, name, content).taken_at
    assert taken is not None and (taken.at, taken.source) == (LOCAL, TimeSource.EXIF)


@pytest.mark.parametrize(
    ("tag", "offset"), [(0x9004, 0x9012), (0x0132, 0x9010), (0x9003, 0x9010)], ids=["digitized", "changed", "general"]
)
def test_the_offset_that_goes_with_each_time_of_the_camera_is_used(folder: Path, tag: int, offset: int) -> None:
    tags = Image.Exif()
    inner = tags.get_ifd(0x8769)
    (tags if tag == 0x0132 else inner)[tag] = "2026:11:01 06:30:05"
    inner[offset] = "+00:00"
    taken = look(folder, "a.jpg", encoded(picture(), "JPEG", exif=tags.tobytes())).taken_at
    assert taken is not None and (taken.at, taken.source) == (LOCAL, TimeSource.EXIF)


@pytest.mark.parametrize(
    ("name", "content", "source"),
    [
        ("a.mp4", film(LOCAL, brand=b"isom"), TimeSource.MEDIA),
        ("a.mov", film(NOW, creation_date("2026-11-01T14:30:05+0800")), TimeSource.MEDIA),
        ("b.mov", film(None, box(b"udta", box(b"\xa9day", b"\0\x19\x15\xc72026-11-01T06:30:05Z"))), TimeSource.MEDIA),
        ("VID_20261101_143005.mp4", film(LOCAL + timedelta(hours=8)), TimeSource.FILENAME),
        ("RPReplay_Final1793514605.mp4", film(None), TimeSource.FILENAME),
    ],
)
def test_a_film_says_when_it_was_made(folder: Path, name: str, content: bytes, source: TimeSource) -> None:
    found = look(folder, name, content)
    assert found.taken_at is not None and (found.taken_at.at, found.taken_at.source) == (LOCAL, source)
    assert not found.other_times


def test_a_time_that_cannot_be_yields_to_the_file_system_and_is_kept(folder: Path) -> None:
    content = encoded(picture(), "JPEG", exif=exif("2002:12:08 12:00:00"))
    found = look(folder, "会员有效期至2030-12-31.jpg", content, modified=LOCAL.timestamp())
    assert found.taken_at is not None and (found.taken_at.at, found.taken_at.source) == (LOCAL, TimeSource.FILE)
    assert [other.local.year for other in found.other_times] == [2002]


def test_two_times_that_disagree_are_both_kept(folder: Path) -> None:
    found = look(folder, "IMG_20240521_143022.jpg", encoded(picture(), "JPEG", exif=exif("2026:11:01 14:30:05")))
    assert found.taken_at is not None and found.taken_at.source is TimeSource.EXIF
    assert [(other.local.year, other.source) for other in found.other_times] == [(2024, TimeSource.FILENAME)]
