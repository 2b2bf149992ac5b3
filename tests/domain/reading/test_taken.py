"""What of a line that somebody points at goes into a field."""

import pytest

from caseorg.domain.reading.taken import Takes, taken
from domain.knowledge import READING_WORDS
from domain.reading.pages import PDD_ORDER, TAOBAO_ORDER, page


@pytest.mark.parametrize(
    ("drawn", "line", "takes", "expected"),
    [
        (PDD_ORDER, "订单编号", Takes.NUMBER, "261101-123456789012345"),
        (PDD_ORDER, "商品编号", Takes.NUMBER, "998877665544332"),
        (PDD_ORDER, "实付", Takes.SUM, "98.00"),
        (PDD_ORDER, "下单时间", Takes.TIME, "2026-11-01 14:30:12"),
        (PDD_ORDER, "支付时间", Takes.TIME, "2026-11-01 14:30:25"),
        (PDD_ORDER, "充值账号", Takes.NAME, "13800001234"),
        (PDD_ORDER, "专营店", Takes.NAME, "星河数码卡券专营店"),
        (PDD_ORDER, "100元面值", Takes.NAME, "100元面值 卡密直发"),
        (PDD_ORDER, "实付", Takes.WORDS, "实付：¥ 98.00（免运费）"),
        (PDD_ORDER, "猜你喜欢", Takes.NUMBER, ""),
        (PDD_ORDER, "星河世界", Takes.SUM, "98.00"),
        ("60 800 40 昨天 14:05", "昨天", Takes.TIME, "昨天 14:05"),
        (TAOBAO_ORDER, "订单编号", Takes.NUMBER, "4302514160618747276"),
        (TAOBAO_ORDER, "实付款", Takes.SUM, "245.00"),
        (TAOBAO_ORDER, "创建时间", Takes.TIME, "2026-11-02 08:59:58"),
        (TAOBAO_ORDER, "年卡", Takes.SUM, "268.00"),
    ],
)
def test_a_field_gets_what_it_takes(drawn: str, line: str, takes: Takes, expected: str) -> None:
    shown = page(drawn)
    place = next(number for number, one in enumerate(shown.lines) if line in one.text)
    assert taken(shown, place, takes, READING_WORDS) == expected
