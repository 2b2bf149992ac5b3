"""The evidence pack: an index that is right, and a page for everything."""

import subprocess
import sys
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from caseorg.domain.case import MediaKind
from caseorg.domain.errors import BrokenError
from caseorg.domain.moments import Moment, Precision, TimeSource
from caseorg.evidence.store import EvidenceStore
from caseorg.pdf import style
from caseorg.pdf.pack import CONTENT_HEIGHT, EvidenceSheet, Item, text_sheets
from caseorg.sheets.evidence import sheets
from pdf.papers import (
    body,
    cells,
    draw_pack,
    evidence,
    folded,
    folded_text,
    links,
    outline,
    page_count,
    page_texts,
    page_words,
    pictures,
    require_page_numbers,
    require_sound,
    require_tidy,
    stamped_pages,
    text_in,
)

REMARK = EvidenceSheet(remark="另附原件")
LONG_NAME = "客服聊天记录截图" * 10 + ".png"  # 244 bytes, about what a file system allows
LONG_TEXT = "".join(f"第{number}点，商家没有退款。" for number in range(1, 400))


def item(number: int, pages: int = 1, **changes: object) -> Item:
    return Item(evidence(number, **changes), (REMARK,) * pages)


def require_right_index(path: Path, items: list[Item]) -> None:
    """Numbers, links and outline say where each item's stamp is."""
    stamped = stamped_pages(path)
    expected = []
    for entry in items:
        first = stamped.pop(entry.evidence.label)
        last = first + len(entry.sheets) - 1
        expected += [(str(entry.evidence.number), first), (str(first) if last == first else f"{first}-{last}", first)]
    assert not stamped
    found = [(link.text, link.target) for link in links(path) if link.text]
    assert sorted(found) == sorted(expected)
    entries = [(entry.text.split("　")[0], entry.target) for entry in outline(path)]
    assert entries[:2] == [("封面", 1), ("证据目录", 2)]
    assert [name for name, _ in entries[-2:]] == ["原始载体清单", "核对方法"]
    assert entries[2:-2] == [(f"证据{number}", first) for number, first in expected[::2]]


@pytest.mark.parametrize("count", [0, 1, 7, 60, 400])
def test_the_index_is_right_however_long_it_is(tmp_path: Path, count: int) -> None:
    items = [item(number, pages=1 + number % 3) for number in range(1, count + 1)]
    path = draw_pack(tmp_path, items)
    require_sound(path, attached=1)
    require_page_numbers(path)
    require_tidy(path)
    require_right_index(path, items)
    assert f"共{count}件，{page_count(path)}页" in folded(page_texts(path)[0])


def test_long_texts_flow_over_index_pages_and_nothing_is_lost(tmp_path: Path) -> None:
    items = [
        item(1),
        item(2, pages=12, name=LONG_NAME, source=LONG_TEXT[:500], proves=LONG_TEXT),
        item(3, name="a" * 251 + ".png", source="https://example.com/" + "x" * 480, proves="x" * 5000),
        item(1234, pages=120, name="\n".join("行" * 30), proves="\n".join("行" * 300)),
    ]
    path = draw_pack(tmp_path, items)
    require_sound(path, attached=1)
    require_page_numbers(path)
    require_tidy(path)
    require_right_index(path, items)
    index = [folded(text) for text in page_texts(path) if "证明目的" in text and "序号" in text]
    assert len(index) > 5
    columns = _index_columns(path, len(index))
    for entry in items:
        for text in (entry.evidence.name, entry.evidence.source, entry.evidence.proves):
            found = any(folded(text) in column for column in columns)
            assert found, text[:100]


def _index_columns(path: Path, pages: int) -> list[str]:
    """The text of the columns for name, source and purpose, all index pages one after the other."""
    edges = sorted({round(left) for left, *_ in cells(path, 2)})
    columns = list(pairwise(edges))[1:4]
    return [text_in(path, (2, 1 + pages), left, 140, right - left, 660) for left, right in columns]


def test_a_long_purpose_is_cut_below_the_picture_and_says_so(tmp_path: Path) -> None:
    path = draw_pack(tmp_path, [item(1, proves=LONG_TEXT), item(2, proves="短")])
    texts = body(path, page_texts(path, "-raw"))
    digest = next(word for word in body(path, page_words(path))[0] if word.text.startswith("SHA-256"))
    assert digest.bottom < style.PAGE[1] - style.BOTTOM - CONTENT_HEIGHT
    assert folded(texts[0]).count("……（全文见目录）") == 1
    assert "全文见目录" not in texts[-1]


def test_a_long_source_leaves_room_for_the_time(tmp_path: Path) -> None:
    taken = Moment(datetime(2026, 11, 1, 6, 52, 33, tzinfo=UTC), Precision.SECOND, TimeSource.FILENAME)
    path = draw_pack(tmp_path, [item(1, source=LONG_TEXT[:500], taken_at=taken)])
    require_tidy(path)
    assert "…时间：2026-11-0114:52:33（北京时间，依据：文件名）" in folded(body(path, page_texts(path, "-raw"))[0])


def test_a_cover_with_everything_too_long_is_one_page_with_a_place_to_sign(tmp_path: Path) -> None:
    numbers = "、".join(f"261101-{number:015}" for number in range(300))
    cover = {"提交人": "林" * 500, "联系电话": "1" * 64, "被投诉人": "店" * 500, "订单号": numbers, "涉及金额": "98元"}
    path = draw_pack(tmp_path, [item(1)], title="标题" * 250, **cover)
    require_tidy(path)
    text = folded(page_texts(path)[0])
    assert "提交人（签名）：" in text and text.count("……") == 4
    assert page_count(path) == 5


def test_control_characters_in_names_break_nothing(tmp_path: Path) -> None:
    name = "a\x00\u202eb\ud800(\\)\n<b>.png"
    path = draw_pack(tmp_path, [item(1, name=name, source=name, proves=name)], title=name, 提交人=name)
    require_sound(path, attached=1)
    assert folded("证据1　ab(\\) <b>.png") in folded(outline(path)[2].text)


def test_empty_descriptions_are_said_to_be_unknown(tmp_path: Path) -> None:
    path = draw_pack(tmp_path, [item(1, source="", proves="", taken_at=None)])
    text = folded(body(path, page_texts(path))[0])
    assert "来源：未注明" in text and "时间：不详" in text and "证明目的" not in text
    assert outline(path)[2].text == "证据1　录音1.m4a"


def kept(store: EvidenceStore, folder: Path, name: str, content: bytes, **changes: object) -> Item:
    """Evidence of this content with its pages."""
    (folder / name).write_bytes(content)
    received = store.receive(folder / name)
    store.keep(received)
    facts = evidence(1, **{"name": name, "sha256": received.sha256, "size": received.size, **changes})
    return Item(facts, sheets(store, facts))


def test_a_text_is_set_over_pages(tmp_path: Path) -> None:
    text = "客服：您好\n  我：请退款 98.00元\n" + LONG_TEXT * 3 + "\n\n完"
    store = EvidenceStore(tmp_path / "evidence")
    entry = kept(store, tmp_path, "聊天.txt", text.encode("gb18030"), kind=MediaKind.TEXT, media_type="text/plain")
    path = draw_pack(tmp_path, [entry])
    assert len(entry.sheets) > 2
    require_sound(path, attached=1)
    require_tidy(path)
    require_right_index(path, [entry])
    shown = text_in(path, (3, page_count(path) - 2), 106, 118, 432, 675)
    assert shown == folded(text)


def test_the_lines_of_a_text_are_numbered_however_they_are_broken(tmp_path: Path) -> None:
    text = "\n".join(f"第{number}行" + "，商家没有退款" * (number % 20) for number in range(1, 301))
    store = EvidenceStore(tmp_path / "evidence")
    entry = kept(store, tmp_path, "聊天.txt", text.encode(), kind=MediaKind.TEXT, media_type="text/plain")
    pages = body(path := draw_pack(tmp_path, [entry]), page_words(path))
    require_tidy(path)
    told = {}
    for words in pages:
        numbers = [word for word in words if word.text.isdecimal() and word.right < 106]
        for number in numbers:
            (line,) = [word for word in words if abs(word.bottom - number.bottom) < 4 and 106 < word.left < 120]
            told[int(number.text)] = line.text
    assert list(told) == [1, *range(5, 301, 5)]
    assert all(line.startswith(f"第{number}行") for number, line in told.items())


def test_a_text_of_nothing_but_space_says_so(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    entry = kept(store, tmp_path, "空.txt", b" \r\n ", kind=MediaKind.TEXT, media_type="text/plain")
    assert "（空白文本）" in folded_text(draw_pack(tmp_path, [entry]))
    assert len(text_sheets("")) == 1


def test_a_document_is_shown_page_by_page(tmp_path: Path) -> None:
    pages = [Image.new("RGB", (400, 560), colour) for colour in ("red", "lime", "blue", "black")]
    pages[1] = pages[1].resize((560, 400))
    pages[0].save(tmp_path / "made.pdf", save_all=True, append_images=pages[1:], resolution=100)
    store = EvidenceStore(tmp_path / "evidence")
    content = (tmp_path / "made.pdf").read_bytes()
    entry = kept(store, tmp_path, "发票.pdf", content, kind=MediaKind.PDF, media_type="application/pdf", pages=4)
    path = draw_pack(tmp_path, [entry])
    require_sound(path, attached=1)
    require_right_index(path, [entry])
    shown = [picture.cropped for picture in pictures(path, wide=200)]
    middles = [picture.getpixel((100, picture.height // 2)) for picture in shown]
    assert [[part > 250 for part in middle] for middle in middles] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
        [False, False, False],
    ]
    assert [picture.width > picture.height for picture in shown] == [False, True, False, False]


def test_a_huge_sheet_of_paper_is_drawn_with_fewer_dots(tmp_path: Path) -> None:
    Image.new("RGB", (800, 600), "red").save(tmp_path / "made.pdf", resolution=5)  # 4 metres wide
    store = EvidenceStore(tmp_path / "evidence")
    content = (tmp_path / "made.pdf").read_bytes()
    entry = kept(store, tmp_path, "图纸.pdf", content, kind=MediaKind.PDF, media_type="application/pdf", pages=1)
    picture = entry.sheets[0].picture
    assert picture and picture.width * picture.height < 17_000_000
    (shown,) = pictures(draw_pack(tmp_path, [entry]), wide=200)
    assert shown.cropped.getpixel((100, 75))[0] > 250


@pytest.mark.parametrize(
    ("size", "shown"),
    [(999, "999字节"), (2048, "2.0KB"), (5 << 20, "5.0MB"), (4 << 30, "4.0GB"), (1 << 41, "2048.0GB")],
)
def test_a_file_that_paper_cannot_show_has_a_page_with_its_digest(tmp_path: Path, size: int, shown: str) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    entry = kept(store, tmp_path, "录音.m4a", b"sound", size=size)
    path = draw_pack(tmp_path, [entry])
    text = folded(body(path, page_texts(path))[0])
    assert "本件为电子文件" in text and shown in text and f"SHA-256：{entry.evidence.sha256}" in text


@pytest.mark.parametrize("kind", [MediaKind.TEXT, MediaKind.PDF, MediaKind.AUDIO, MediaKind.OTHER])
@pytest.mark.parametrize("gone", [True, False])
def test_a_missing_or_altered_file_is_not_put_on_paper(tmp_path: Path, kind: MediaKind, gone: bool) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    entry = kept(store, tmp_path, "聊天.txt", b"98.00", kind=kind, media_type="text/plain")
    file = store.path(entry.evidence.sha256)
    file.unlink()
    if not gone:
        file.write_bytes(b"9800.")
    with pytest.raises(BrokenError, match=r"证据1 \(聊天.txt\)"):
        sheets(store, entry.evidence)


_MEMORY = """
import resource, sys
from caseorg.pdf.encoding import Encoded
from caseorg.pdf.images import Picture
from caseorg.pdf.pack import EvidenceSheet, Item
from caseorg.domain.papers.slicing import Slice
from pdf.papers import draw_pack, evidence
from pathlib import Path

HEAD = b"/Type /XObject /Subtype /Image /Width 1000 /Height 1000 /ColorSpace /DeviceGray /BitsPerComponent 8"

def picture(number):
    return Picture(f"image-{number}", 1000, 1000, 1, lambda: Encoded(HEAD, [bytes([number % 256]) * 1_000_000]))

count = int(sys.argv[1])
draw_pack(
    Path(sys.argv[2]),
    [Item(evidence(number), (EvidenceSheet(picture(number), Slice(0, 1000)),)) for number in range(1, count + 1)],
)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_four_times_as_many_pictures_need_no_more_memory(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        command = [sys.executable, "-c", _MEMORY, str(count), str(tmp_path)]
        return int(subprocess.check_output(command, cwd=Path(__file__).parents[1], text=True))

    assert peak(120) <= peak(30) * 1.2
