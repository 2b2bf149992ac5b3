"""Amounts in yuan: always Decimal, never float."""

import re
from decimal import ROUND_HALF_UP, Decimal

from caseorg.domain.errors import CaseorgError
from caseorg.domain.patterns import regex

FEN = Decimal("0.01")
LARGEST = Decimal("9999999999.99")

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")
_AMOUNT = regex(r"[¥￥]?\s*(\d{1,3}(?:[,，]\d{3})+|\d+)(\.\d{1,2})?\s*元?")


def parse_yuan(text: str) -> Decimal:
    """Reads `50`, `50.00`, `¥1,234.5` or `50元`.

    Raises:
        CaseorgError: it is no amount, is negative, has more than two decimals, or exceeds `LARGEST`.
    """
    match = _AMOUNT.fullmatch(text.strip())
    amount = Decimal(re.sub("[,，]", "", match[1]) + (match[2] or "")) if match else None
    if amount is None or amount > LARGEST:
        raise CaseorgError("“{text}” is not an amount in yuan.", "Write it like 50 or 50.00.", text=text)
    return amount.quantize(FEN)


def show_yuan(amount: Decimal) -> str:
    """`1234.5` → `1,234.50`."""
    return f"{amount.quantize(FEN, ROUND_HALF_UP):,}"


def short_yuan(amount: Decimal) -> str:
    """`98.00` → `98`, `98.50` → `98.50`, as one writes it in a sentence."""
    cents = amount.quantize(FEN, ROUND_HALF_UP)
    return str(cents.to_integral_value()) if cents == cents.to_integral_value() else str(cents)


def capital_yuan(amount: Decimal) -> str:
    """The amount in the capital numerals of financial papers: `1234.50` → `壹仟贰佰叁拾肆元伍角`."""
    fen = int((amount.quantize(FEN, ROUND_HALF_UP) * 100).to_integral_value())
    yuan, jiao, cent = fen // 100, fen // 10 % 10, fen % 10
    text = f"{_capital_integer(yuan)}元" if yuan or not fen else ""
    if not jiao and not cent:
        return text + "整"
    if jiao:
        text += _DIGITS[jiao] + "角"
    elif yuan:
        text += "零"
    return text + (_DIGITS[cent] + "分" if cent else "")


def _capital_integer(number: int) -> str:
    if not number:
        return "零"
    text = ""
    for position in reversed(range(3)):
        group = number // 10_000**position % 10_000
        if not group:
            continue
        if text and (group < 1000 or number // 10_000 ** (position + 1) % 10 == 0):
            text += "零"
        text += _capital_group(group) + _GROUPS[position]
    return text


def _capital_group(group: int) -> str:
    """Four digits at most: `1010` → `壹仟零壹拾`."""
    text = ""
    gap = False
    for position in reversed(range(4)):
        digit = group // 10**position % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _UNITS[position]
        gap = digit == 0
    return text
