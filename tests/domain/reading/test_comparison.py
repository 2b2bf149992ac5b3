"""Two pages compared: what both tell, and the lines that only one has."""

from caseorg.domain.reading.comparison import compare_pages
from caseorg.domain.reading.reading import Box, Line, PageReading
from caseorg.domain.reading.words import PageField
from domain.knowledge import READING_WORDS


def page(*rows: str) -> PageReading:
    """Each row at its height; what is parted by blanks stands at the left and at the right."""
    lines = []
    for number, row in enumerate(rows):
        top = 200 + number * 80
        for place, text in zip((60, 600), row.split("  "), strict=False):
            lines.append(Line(text, Box(place, top, place + 30 * len(text), top + 36), 0.99, ()))
    return PageReading(1080, 2000, tuple(lines))


ORDER = page(
    "订单详情",
    "实付  ¥98.00",
    "订单编号  261101-123456789012345",
    "支付时间  2026-11-01 14:30:41",
    "支付方式  微信支付",
)
BILL = page("账单详情", "支付时间  2026-11-01 14:30", "支付方式  示例银行储蓄卡", "商品  游戏点卡")


def test_what_both_tell_is_the_same_or_not() -> None:
    found = compare_pages(ORDER, BILL, READING_WORDS)
    told = {one.field: one.same for one in found.values}
    assert told[PageField.PAID_AT] and not told[PageField.PAYMENT]
    assert PageField.ORDER_NUMBER not in told


def test_lines_are_those_of_one_page_alone_wherever_they_stand() -> None:
    found = compare_pages(ORDER, BILL, READING_WORDS)
    only = [ORDER.lines[number].text for number in found.only_left]
    assert only == [
        "订单详情",
        "实付",
        "¥98.00",
        "订单编号",
        "261101-123456789012345",
        "2026-11-01 14:30:41",
        "微信支付",
    ]
    assert found.common == 2 and len(found.only_right) == len(BILL.lines) - 2


def test_a_line_that_is_there_twice_is_missing_once() -> None:
    found = compare_pages(page("你好", "在吗", "在吗"), page("在吗", "你 好"), READING_WORDS)
    assert (found.only_left, found.only_right, found.common) == ((2,), (), 2)


def test_what_a_reader_takes_for_one_another_is_no_difference() -> None:
    assert compare_pages(page("KAM1-O0S5"), page("KAMI-0OSS"), READING_WORDS).only_left == ()
    assert compare_pages(page("98.00"), page("89.00"), READING_WORDS).only_left == (0,)
