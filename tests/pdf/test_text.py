"""Text on paper: what goes in can be copied out, and lines break by the Chinese rules."""

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caseorg.pdf import style
from caseorg.pdf.fonts import Face, font
from caseorg.pdf.stream import new_canvas, write_document
from caseorg.pdf.table import TableRow, cell, draw_rows, paginate
from caseorg.pdf.text import (
    NO_END,
    NO_START,
    PrintedLine,
    break_lines,
    clean,
    clip,
    draw,
    shorten,
    spread,
    text_width,
    uncovered,
)
from pdf.papers import MADE_AT, draw_lines, folded, folded_text, page_texts, page_words, require_sound

HAN_ABOVE_FFFF = [chr(code) for code in font(Face.REGULAR).face.charToGlyph if 0x20000 <= code < 0x30000]
EMOJI = "😀👍🏽🎮💳📱❤⚠"
NEWER_THAN_PYTHON = "\U00031350\U000323af"  # CJK extension H, which Unicode 15 brought
NO_FONT_HAS = f"𠀋᠀ꙮ\ue000{NEWER_THAN_PYTHON}"


@pytest.mark.parametrize("face", [Face.REGULAR, Face.BOLD])
def test_every_character_comes_out_as_it_went_in(tmp_path: Path, face: Face) -> None:
    assert len(HAN_ABOVE_FFFF) > 20
    lines = [
        "林晓㛃、𫖯、𬱖、喆、龘、𠮷　0oO1lI｜“引号”‘单’《书名》——……·～％℃￥①②㈠㎡",
        "GB 18030: é ü ß Ω Я あ カ ㄅ ㍿ ½ № ™ ㊣ ☑ □ ■ ★ → ∞",
        "".join(HAN_ABOVE_FFFF[:30]),
        "".join(HAN_ABOVE_FFFF[30:60]),
        EMOJI,
        f"{NO_FONT_HAS}前后",
    ]
    path = draw_lines(tmp_path, lines, face)
    require_sound(path)
    assert folded_text(path) == folded("".join(lines))


def test_a_stretched_line_does_not_stretch_the_next_one(tmp_path: Path) -> None:
    canvas = new_canvas(style.PAGE, "", "", MADE_AT)
    for y, stretch in ((800, None), (780, 95), (760, None)):
        draw(canvas, 40, y, "订单号二六一一〇一", Face.REGULAR, 10, stretch)
    canvas.showPage()
    with (tmp_path / "lines.pdf").open("wb") as file:
        list(write_document(canvas, file))
    (words,) = page_words(tmp_path / "lines.pdf")
    plain, stretched, after = (round(word.right - word.left) for word in words)
    assert plain == after == 90 and stretched == 95


@pytest.mark.parametrize(
    ("text", "more", "gaps"),
    [
        ("付98元整", 1.5, [0.5, 0, 0.5, 0.5, 0]),  # a number stays tight
        ("付98元整", 2.8, [0.7, 0.7, 0.7, 0.7, 0]),  # until its places are needed
        ("好……吧", 1, [0.5, 0, 0.5, 0]),
        ("　　退款", 0.6, [0, 0, 0.6, 0]),  # an indent stays what it is
        ("家👨\u200d👩款款", 1.2, [0.6, 0, 0, 0, 0.6, 0]),  # readers copy any gap behind it as a space
        ("a bc d", 3.8, [0.8, 1.1, 0, 0.8, 1.1, 0]),
        ("他——说", 1, [0.667, 0.667 - 1, 0.667, 0]),  # one stroke
        ("他——说", -1, [0, -1, 0, 0]),
        ("退款", 0.79, [0.79, 0]),
        ("退款", 0.9, [0, 0]),
        ("退款", -1, [0, 0]),
    ],
)
def test_where_a_line_is_stretched(text: str, more: float, gaps: list[float]) -> None:
    room = text_width(text, Face.REGULAR, 10) + more
    assert spread(text, Face.REGULAR, 10, room) == pytest.approx(tuple(gaps), abs=0.002)


def test_a_thousand_different_characters_fill_several_subsets_and_come_out(tmp_path: Path) -> None:
    lines = ["".join(chr(0x4E00 + row * 40 + column) for column in range(40)) for row in range(35)]
    path = draw_lines(tmp_path, lines)
    assert folded_text(path) == "".join(lines)


def test_a_character_that_no_font_has_is_named_and_drawn_as_a_box(tmp_path: Path) -> None:
    assert uncovered(["林晓㛃😀", f"张{NO_FONT_HAS}\n张", "\u200b\ufe0f"]) == tuple(NO_FONT_HAS)
    assert text_width(NEWER_THAN_PYTHON, Face.REGULAR, 10) == text_width("□□", Face.REGULAR, 10)


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("a\x00\x07\x1b[31mb\x7f", "a[31mb"),
        ("证\u202e据\u2066\u200f1\u061c", "证据1"),
        ("零\u200b宽\u200d字\ufeff\u2060符", "零宽字符"),
        ("\ud800前\udfff", "前"),
        ("葛\U000e0100城 字\ufe0f \u3164昵称\u115f", "葛城 字 昵称"),
        (
            "家👨\u200d👩\ufe0f\u200d👧\u200d人 ❤\ufe0f1\ufe0f\u20e3",
            "家👨\u200d👩\ufe0f\u200d👧人 ❤\ufe0f1\ufe0f\u20e3",
        ),
        ("\ufffe\uffff\ufdd0\U0001ffff", ""),
        ("a\tb\u00a0c\u2003d\u202fe\u3000f", "a    b c d e\u3000f"),
        ("一\r\n二\r三\n四\u2028五\x85六\x0c七", "一\n二\n三\n四\n五\n六\n七"),
    ],
)
def test_what_cannot_be_seen_is_dropped_and_line_ends_stay(raw: str, printed: str) -> None:
    assert clean(raw) == printed


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not any(unicodedata.category(character) in ("Cf", "Cs") for character in cleaned)


def test_markup_stays_text(tmp_path: Path) -> None:
    lines = [
        '<img src="/etc/passwd"/><b>粗</b><para>&amp;&lt;',
        "<para><font color=\"[[[getattr(pow, Word('__globals__'))['os'].system('touch /tmp/x') for Word in",
        "</font><a href='http://example.com'>点我</a> \\( ) (( \\n ET Q endstream endobj",
    ]
    path = draw_lines(tmp_path, lines)
    assert folded_text(path) == folded("".join(lines))
    with pikepdf.open(path) as document:
        assert "/Annots" not in document.pages[0] and "/XObject" not in document.pages[0].get("/Resources", {})


# Lines

_CHINESE = st.text(st.sampled_from("充值卡密无效请退款客服商家"), min_size=1, max_size=12)
_OPEN = st.sampled_from(["", "", "（", "“《", "【 ", "(", "￥", "$"])
_CLOSE = st.sampled_from(["", "", "，", "”。", " ，", ".", "%", "）——", "……", "　」", "!"])
_WORDS = st.sampled_from(
    ["98.00元", "100%", "37℃", "订", "证据12", "App", "261101-123456789012345", "e\u0301t", "好👍🏽"]
)
_SPACE = st.sampled_from(["", "", " ", "　", "\n"])
_TEXTS = st.lists(st.tuples(_CHINESE, _OPEN, _WORDS, _CLOSE, _SPACE).map("".join), max_size=15).map("".join)


@given(_TEXTS, st.floats(14, 460), st.sampled_from([Face.REGULAR, Face.BOLD]))
def test_no_line_is_too_wide_and_nothing_but_spaces_is_lost(text: str, limit: float, face: Face) -> None:
    lines = break_lines(text, face, 10, limit)
    assert all(text_width(line.text, face, 10) <= limit + 0.001 for line in lines)
    assert folded("".join(line.text for line in lines)) == folded(clean(text))
    assert sum(line.last for line in lines) == clean(text).count("\n") + 1


@given(
    st.text(max_size=60) | st.lists(st.sampled_from([*"，“ 。—…（1元e\u0301\u200d👨🏽🇨\ufe0f\u20e3\n"])).map("".join)
)
def test_whatever_comes_nothing_is_lost_in_a_narrow_column(text: str) -> None:
    lines = break_lines(text, Face.REGULAR, 10, 34)
    assert folded("".join(line.text for line in lines)) == folded(clean(text))
    assert all(text_width(line.text, Face.REGULAR, 10) <= 34.001 for line in lines)


@example("值98.00元值98.00元值98.00元\n值98.00元值值261101-123456789012345 ", 185.0)  # ends with a space
@given(_TEXTS, st.floats(180, 460))  # no unit of these texts is wider
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str, limit: float) -> None:
    for before, after in pairwise(break_lines(text, Face.REGULAR, 10, limit)):
        if before.last:
            continue
        end, start = before.text[-1], after.text[0]
        assert start not in NO_START and not start.isspace() and not unicodedata.combining(start) and start != "🏽"
        assert end not in NO_END
        assert not (re.match(r"[0-9a-z.-]", end) and re.match(r"[0-9a-z元.-]", start)), (before, after)
        assert not (before.text.endswith("证据") and start.isdecimal())


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("退款九十八，好", 50, ["退款九十", "八，好"]),
        ("商家说“不退”吧", 40, ["商家说", "“不退”", "吧"]),
        ("原因——没有", 30, ["原", "因——", "没有"]),
        ("退还98.00元整", 50, ["退还", "98.00元整"]),
        ("处理。（证据12）", 60, ["处理。", "（证据12）"]),
        ("中 文 ，字", 30, ["中", "文 ，", "字"]),
        ("　　缩进两字符", 40, ["　　缩进", "两字符"]),
        ("a" * 20, 50, ["a" * 8, "a" * 8, "a" * 4]),
        ("见" + "a" * 20, 50, ["见" + "a" * 7, "a" * 8, "a" * 5]),  # what fits no line begins where it stands
        ("还款1.5 万元整", 40, ["还款", "1.5 万元", "整"]),
        ("共９８元", 30, ["共", "９８元"]),
        ("好👨\u200d👩\u200d👧", 40, ["好", "👨\u200d👩\u200d👧"]),
        ("好🇨🇳1\ufe0f\u20e3", 30, ["好", "🇨🇳", "1\ufe0f\u20e3"]),
        ("กข\u0e34ค", 20, ["ก", "ข\u0e34", "ค"]),
        ("！" * 12, 50, ["！" * 5, "！" * 5, "！！"]),
        ("“" * 7 + "退", 50, ["“" * 5, "““退"]),
        ("https://a.cn/b。）……", 70, ["https://a.cn/", "b。）……"]),
        ("字" + " " * 60 + "。", 30, ["字 。"]),
        ("", 50, [""]),
        ("\n二\n", 50, ["", "二", ""]),
    ],
)
def test_lines_break_where_a_typesetter_would(text: str, limit: float, expected: list[str]) -> None:
    assert [line.text for line in break_lines(text, Face.REGULAR, 10, limit)] == expected


def test_long_text_is_broken_in_linear_time() -> None:
    assert len(break_lines("啊" * 200_000, Face.REGULAR, 10, 100)) == 20_000
    assert len(break_lines("a" * 200_000, Face.REGULAR, 10, 100)) > 10_000
    assert len(break_lines("（" * 50_000, Face.REGULAR, 10, 100)) == 5_000


@given(_TEXTS, st.floats(40, 200))
def test_a_shortened_text_fits_and_says_that_it_is_shortened(text: str, limit: float) -> None:
    short = shorten(text, Face.REGULAR, 10, limit)
    assert text_width(short, Face.REGULAR, 10) <= limit
    assert short == clean(text).replace("\n", " ") or short.endswith("…")


def test_clipped_lines_end_with_the_mark() -> None:
    lines = break_lines("请尽快退款" * 20, Face.REGULAR, 10, 100)
    clipped = clip(lines, 3, "……（全文见目录）", Face.REGULAR, 10, 100)
    assert clipped[:2] == lines[:2]
    assert (
        clipped[2] == PrintedLine("请……（全文见目录）", True) and text_width(clipped[2].text, Face.REGULAR, 10) <= 100
    )
    assert clip(lines, 10, "……", Face.REGULAR, 10, 100) == lines


@pytest.mark.parametrize("room", [90, 140, 210, 330, 460])
def test_stretched_lines_are_copied_without_spaces_between_their_characters(tmp_path: Path, room: float) -> None:
    text = (
        "在游戏官方充值页面输入卡密，页面提示“该卡密已被使用”，2026年11月1日14时52分。订单号261101-123456789012345，"
        "见https://example.com/help/item?id=1020304050607080900与Screenshot_20261101，实付98.00元（证据1、证据2）——未退款……"
    )
    column = TableRow((cell(text * 3, 0, room),))
    canvas = new_canvas(style.PAGE, "", "", MADE_AT)
    for page in paginate([column], lambda _: style.HEIGHT):
        draw_rows(canvas, page, style.LEFT, style.PAGE[1] - style.TOP)
        canvas.showPage()
    path = tmp_path / "column.pdf"
    with path.open("wb") as file:
        list(write_document(canvas, file))
    copied = [line for page in page_texts(path, "-layout") for line in page.splitlines() if line]
    assert [line.strip() for line in copied] == [line.text for line in column.cells[0].lines]
