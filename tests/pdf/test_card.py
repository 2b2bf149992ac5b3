"""Pages for what paper cannot show."""

import subprocess
from pathlib import Path

import pikepdf
import pytest

from caseorg.domain.case import MediaKind
from caseorg.domain.papers.pack import PackOptions
from caseorg.evidence.decoder import find_decoder
from caseorg.evidence.store import EvidenceStore
from caseorg.pdf import style
from caseorg.pdf.pack import Item
from caseorg.sheets.evidence import sheets
from caseorg.sheets.recordings import show_length, show_size, show_time
from pdf.papers import (
    body,
    draw_pack,
    evidence,
    folded,
    most_colour,
    page_texts,
    pictures,
    require_sound,
    require_tidy,
)

needs_decoder = pytest.mark.skipif(find_decoder() is None, reason="ffmpeg and ffprobe are not installed")


def film(path: Path, size: str = "320x180") -> Path:
    """Red for three seconds, then blue for three; made on a known day."""
    parts = [part for colour in ("red", "blue") for part in ("-f", "lavfi", "-i", f"color={colour}:s={size}:d=3:r=5")]
    told = ("-metadata", "creation_time=2026-11-01T06:02:03Z")
    command = ["ffmpeg", "-v", "error", *parts, "-filter_complex", "concat", "-pix_fmt", "yuv420p", *told, path]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return path


def packed(
    folder: Path, file: Path, kind: MediaKind, media_type: str, *, mono: bool = False, decoded: bool = True
) -> Path:
    """A pack of this file alone."""
    folder.mkdir(exist_ok=True)
    store = EvidenceStore(folder / "evidence")
    received = store.receive(file)
    store.keep(received)
    facts = {"name": file.name, "sha256": received.sha256, "size": received.size}
    item = evidence(1, kind=kind, media_type=media_type, **facts)
    pages = sheets(store, item, mono=mono, decoder=find_decoder() if decoded else None)
    return draw_pack(folder, [Item(item, pages)], options=PackOptions(mono=mono))


def page(path: Path) -> str:
    (text,) = body(path, page_texts(path))
    return folded(text)


@needs_decoder
@pytest.mark.parametrize("size", ["320x180", "180x320"])
def test_a_film_has_a_page_with_its_length_and_six_stills(tmp_path: Path, size: str) -> None:
    path = packed(tmp_path, film(tmp_path / "录屏.mp4", size), MediaKind.VIDEO, "video/mp4")
    require_sound(path, attached=1)
    require_tidy(path)
    text = page(path)
    for words in (
        "录像（video/mp4）",
        "录屏.mp4（另附电子文件）",
        "时长",
        "6秒",
        "2026-11-0114:02:03（北京时间，依据：文件内记录）",
    ):
        assert words in text, words
    marks = [f"00:0{second}" for second in range(6)]
    assert all(mark in text for mark in marks) and "仅供对照" in text
    shown = list(pictures(path, wide=100))
    middles = [still.cropped.getpixel((50, still.cropped.height // 2)) for still in shown]
    assert [red > 200 > blue for red, _, blue in middles] == [True] * 3 + [False] * 3
    assert [blue > 200 > red for red, _, blue in middles] == [False] * 3 + [True] * 3


@needs_decoder
def test_small_stills_are_not_blown_up(tmp_path: Path) -> None:
    path = packed(tmp_path, film(tmp_path / "录屏.mp4", "64x36"), MediaKind.VIDEO, "video/mp4")
    shown = list(pictures(path, wide=100))
    assert len(shown) == 6
    for still in shown:
        assert 100 / still.page.width * style.PAGE[0] == pytest.approx(64 * style.LARGEST, abs=1)


@needs_decoder
def test_stills_are_grey_in_a_pack_without_colours(tmp_path: Path) -> None:
    path = packed(tmp_path, film(tmp_path / "录屏.mp4"), MediaKind.VIDEO, "video/mp4", mono=True)
    assert most_colour(path) == 0 and len(list(pictures(path, wide=50))) == 6


@needs_decoder
def test_without_a_decoder_only_the_stills_are_missing(tmp_path: Path) -> None:
    file = film(tmp_path / "录屏.mp4")
    path = packed(tmp_path, file, MediaKind.VIDEO, "video/mp4", decoded=False)
    assert "6秒" in page(path) and "仅供对照" not in page(path)
    assert not list(pictures(path, wide=50))


@needs_decoder
def test_a_film_is_drawn_the_same_again(tmp_path: Path) -> None:
    file = film(tmp_path / "录屏.mp4")
    one, again = (packed(tmp_path / name, file, MediaKind.VIDEO, "video/mp4") for name in ("1", "2"))
    assert one.read_bytes() == again.read_bytes()


@pytest.mark.parametrize(
    ("name", "kind", "media_type", "said"),
    [
        ("通话.m4a", MediaKind.AUDIO, "audio/mp4", "录音（audio/mp4）"),
        ("语音.amr", MediaKind.AUDIO, "audio/amr", "录音（audio/amr）"),
        ("语音.silk", MediaKind.AUDIO, "audio/silk", "录音（audio/silk）"),
        ("录屏.mp4", MediaKind.VIDEO, "video/mp4", "录像（video/mp4）"),
        ("合同.docx", MediaKind.OTHER, "application/octet-stream", "电子文件（application/octet-stream）"),
    ],
)
def test_what_cannot_be_read_has_its_page_all_the_same(
    tmp_path: Path, name: str, kind: MediaKind, media_type: str, said: str
) -> None:
    (tmp_path / name).write_bytes(b"nothing of the kind" * 100)
    path = packed(tmp_path, tmp_path / name, kind, media_type)
    require_tidy(path)
    text = page(path)
    assert said in text and f"{name}（另附电子文件）" in text and "1.9KB（1,900字节）" in text
    assert "本件为电子文件" in text and "时长" not in text
    with pikepdf.open(path) as document:
        assert not any(part.get_images() for part in body(path, list(document.pages)))


@pytest.mark.parametrize(
    ("seconds", "length", "time"),
    [(0.2, "1秒", "00:00"), (59.4, "59秒", "00:59"), (95, "1分35秒", "01:35"), (3723.9, "1小时02分04秒", "1:02:03")],
)
def test_times_are_said_as_people_say_them(seconds: float, length: str, time: str) -> None:
    assert (show_length(seconds), show_time(seconds)) == (length, time)


@pytest.mark.parametrize(
    ("size", "shown"),
    [(999, "999字节"), (2048, "2.0KB"), (5 << 20, "5.0MB"), (4 << 30, "4.0GB"), (1 << 41, "2048.0GB")],
)
def test_sizes_are_said_with_their_unit(size: int, shown: str) -> None:
    assert show_size(size) == shown
