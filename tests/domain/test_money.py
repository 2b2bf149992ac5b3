"""Amounts in yuan."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caseorg.domain.errors import CaseorgError
from caseorg.domain.money import LARGEST, capital_yuan, parse_yuan, show_yuan

amounts = st.integers(0, int(LARGEST * 100)).map(lambda fen: Decimal(fen) / 100)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("50", "50.00"),
        ("50.5", "50.50"),
        (" ¥1,234.50 ", "1234.50"),
        ("￥ 1，234", "1234.00"),
        ("98.00元", "98.00"),
        ("98 元", "98.00"),
        ("0", "0.00"),
        ("9999999999.99", "9999999999.99"),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, amount: str) -> None:
    parsed = parse_yuan(text)
    assert str(parsed) == amount


@pytest.mark.parametrize(
    "text", ["", "元", "五十", "-5", "1.234", "1,23", "1,2345", "1e3", "NaN", "50美元", "5 0", "10000000000"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(CaseorgError, match="is not an amount"):
        parse_yuan(text)


@given(amounts)
def test_an_amount_shown_is_read_back(amount: Decimal) -> None:
    assert parse_yuan(show_yuan(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "零元整"),
        ("98.00", "玖拾捌元整"),
        ("1234.50", "壹仟贰佰叁拾肆元伍角"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("10.00", "壹拾元整"),
        ("1010.10", "壹仟零壹拾元壹角"),
        ("100000", "壹拾万元整"),
        ("100010", "壹拾万零壹拾元整"),
        ("10000001", "壹仟万零壹元整"),
        ("100000000", "壹亿元整"),
        ("1000100010", "壹拾亿零壹拾万零壹拾元整"),
    ],
)
def test_capital_numerals_are_those_of_financial_papers(amount: str, text: str) -> None:
    assert capital_yuan(Decimal(amount)) == text


def read_capital(text: str) -> Decimal:
    """Reads capital numerals by their place values alone; 零 says nothing about the value."""
    places = {"拾": 10, "佰": 100, "仟": 1000}
    total = group = digit = Decimal(0)
    for character in text.removesuffix("整").replace("零", ""):
        if character in "壹贰叁肆伍陆柒捌玖":
            digit = Decimal("壹贰叁肆伍陆柒捌玖".index(character) + 1)
        elif character in places:
            group, digit = group + digit * places[character], Decimal(0)
        elif character in "万亿元":
            total += (group + digit) * {"万": 10_000, "亿": 100_000_000, "元": 1}[character]
            group = digit = Decimal(0)
        else:
            total, digit = total + digit * {"角": Decimal("0.1"), "分": Decimal("0.01")}[character], Decimal(0)
    return total


@given(amounts)
@example(Decimal("1000000000.01"))
@example(Decimal("1000000.00"))
def test_capital_numerals_say_the_amount(amount: Decimal) -> None:
    text = capital_yuan(amount)
    assert read_capital(text) == amount
    assert "零零" not in text
    assert "零元" not in text or amount == 0
