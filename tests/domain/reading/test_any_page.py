"""Whatever a reader gives, a page is understood without an error, and every box lies on the page."""

from hypothesis import given, settings
from hypothesis import strategies as st

from caseorg.domain.case import Platform
from caseorg.domain.moments import TimeSource, parse_moment
from caseorg.domain.reading.meaning import understand
from caseorg.domain.reading.reading import Box, Line, PageReading, Reading
from caseorg.domain.redaction.labelled import find_labelled
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.readings import proposals_of
from domain.build import case, evidence
from domain.knowledge import PERSONAL_WORDS, READING_WORDS

KNOWLEDGE = Knowledge()
WORDS = st.sampled_from(
    (
        "订单编号",
        "：",
        "实付",
        "¥98.00",
        "-98.00",
        "261101-123456789012345",
        "4200001234202611010987654321",
        "昨天 14:05",
        "2026-11-01 14:30:12",
        "2026-13-41 25:61",
        "客服：",
        "亲，1小时内处理",
        "概不退换",
        "复制",
        ">",
        "星河数码专营店",
        "退款成功",
        "卡密",
        "6222021234567890128",
        "13800001234",
        "微信支付",
        "x1",
        "0",
        "O",
        "（",
        "…",
        " ",
        "\u200b",
        "😀",
        "㎏",
        "龍",
    )
)
TEXTS = st.lists(WORDS, min_size=1, max_size=5).map("".join)
PLACES = st.tuples(*[st.integers(0, 1000)] * 2, st.integers(1, 900), st.integers(1, 90))


@st.composite
def pages_of_lines(draw: st.DrawFn) -> PageReading:
    lines = []
    for text in draw(st.lists(TEXTS, max_size=14)):
        left, top, wide, high = draw(PLACES)
        middles = tuple(left + wide * (2 * n + 1) // (2 * len(text)) for n in range(len(text)))
        score = draw(st.floats(0, 1))
        lines.append(Line(text, Box(left, top, left + wide, top + high), score, middles if draw(st.booleans()) else ()))
    return PageReading(1080, 2400, tuple(lines))


@settings(max_examples=150, deadline=None)
@given(pages_of_lines())
def test_any_page_is_understood(page: PageReading) -> None:
    meaning = understand(page, READING_WORDS)
    boxes = [find.where.box for find in meaning.finds] + [said.where.box for said in meaning.said]
    tops = [line.box.top for line in page.lines] or [0]
    assert all(min(tops) <= box.top < box.bottom and box.left <= box.right for box in boxes)
    for hit in find_labelled(page, meaning, PERSONAL_WORDS):
        assert all(0 <= place < len(page.lines[line].text) for line, place in hit.places)


@settings(max_examples=40, deadline=None)
@given(st.lists(pages_of_lines(), min_size=1, max_size=3))
def test_any_pile_has_its_proposals_each_with_an_id_of_its_own(shown: list[PageReading]) -> None:
    taken = parse_moment("2026-11-12 15:20", TimeSource.FILENAME)
    items = tuple(evidence(number + 1, taken) for number in range(len(shown)))
    held = case(evidence=items, platform=Platform.OTHER, orders=(), parties=(), events=(), promises=())
    found = proposals_of(
        KNOWLEDGE, held, {item.id: Reading((page,), "test") for item, page in zip(items, shown, strict=True)}
    )
    assert len({one.id for one in found}) == len(found)
