"""Sums as people write and say them."""

from decimal import Decimal
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.money import LARGEST
from caseorg.domain.text.amounts import in_yuan, spoken_amounts
from caseorg.domain.text.numerals import chinese_number


def read(text: str) -> list[str]:
    return [str(one.amount) for one in spoken_amounts(text)]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("98元", ["98.00"]),
        ("９８元", ["98.00"]),
        ("¥1,234.50", ["1234.50"]),
        ("人民币50元", ["50.00"]),
        ("15块", ["15.00"]),
        ("15块钱", ["15.00"]),
        ("15块5", ["15.50"]),
        ("15块5张", ["15.00"]),
        ("一百二十块五", ["120.50"]),
        ("两百块", ["200.00"]),
        ("五块零五分", ["5.05"]),
        ("98元5角3分", ["98.53"]),
        ("三千元整", ["3000.00"]),
        ("壹佰元整", ["100.00"]),
        ("1.2万元", ["12000.00"]),
        ("20万元", ["200000.00"]),
        ("退还300元中的216元", ["300.00", "216.00"]),
        ("98元的货款", ["98.00"]),
        ("50元会员费", ["50.00"]),
        ("98元到银行卡", ["98.00"]),
        ("100元面值点卡", []),
        ("50元点卡", []),
        ("25元/月", []),
        ("九十多元", []),
        ("50-80元", []),
        ("98.005元", []),
        ("98", []),
        ("三五百块", []),
    ],
)
def test_sums(text: str, amounts: list[str]) -> None:
    assert read(text) == amounts


@given(st.integers(1, 99_999_999))
def test_a_sum_is_read_as_it_is_said(yuan: int) -> None:
    for text in (f"{yuan}元", f"{yuan:,}元", f"¥{yuan}", f"{chinese_number(yuan)}元", f"{chinese_number(yuan)}块钱"):
        (found,) = spoken_amounts(text)
        assert found.amount == yuan


@given(st.decimals(Decimal("0.01"), LARGEST, places=2))
def test_cents_are_kept(amount: Decimal) -> None:
    assert read(f"退还{amount}元") == [str(amount)]


@given(st.text(alphabet="退还付了元块角分毛钱整0123456789.,一二百万¥ "))
def test_no_sum_is_negative(text: str) -> None:
    assert all(one.amount >= 0 and text[one.start : one.end] for one in spoken_amounts(text))


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("标题写国区可激活，¥129", "标题写国区可激活，129元"),
        ("花了一百八十六块五，68块钱又拍一次", "花了186.50元，68元又拍一次"),
        ("客服说“退你20块”，我没要", "客服说“退你20块”，我没要"),
        ("付了98元", "付了98元"),
    ],
)
def test_sums_are_written_as_an_office_writes_them(said: str, written: str) -> None:
    assert in_yuan(said) == written


@pytest.mark.parametrize("text", ["1" * 100_000, " " * 100_000, "¥ " * 50_000, "1万" * 50_000, "一" * 100_000 + "元"])
def test_hostile_figures_take_no_time(text: str) -> None:
    begin = thread_time()
    assert list(spoken_amounts(text)) == []
    assert thread_time() - begin < 1
