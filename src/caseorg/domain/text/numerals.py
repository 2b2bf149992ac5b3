"""Numbers as people write and say them in Chinese: 48, 四十八, 两百, 一百二, 1.2万, and 三五 for three to five."""

import re
from decimal import Decimal

from caseorg.domain.patterns import regex

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
LARGEST = 99_999_999

_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+|\d{1,12})(?:\.\d{1,4})?(?:[百千万亿](?:\d{1,4}[百千万]?)?)*"
_CHARACTERS = "零〇一二两俩三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
NUMBER = (
    rf"(?<![\d.{_CHARACTERS}])(?:{_ARABIC}(?!\d)"
    rf"|[{_CHARACTERS}]{{1,16}}(?:点[零〇一二三四五六七八九]{{1,4}})?(?![{_CHARACTERS}]))"
)

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．：－～", "0123456789.:-~")
_WIDE = frozenset(map(chr, _HALF_WIDTH))
_VALUES = {
    **{digit: value for value, digit in enumerate(_DIGITS)},
    **{digit: value for value, digit in enumerate("壹贰叁肆伍陆柒捌玖", start=1)},
    "〇": 0,
    "两": 2,
    "俩": 2,
}
_SIZES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUPS = {"万": 10_000, "亿": 100_000_000}
_TOKEN = regex(r"\d+(?:\.\d+)?|.", re.DOTALL)
_BETWEEN = regex(r"\s*个?(?:-{1,2}|~|—{1,2}|–|至|到|、)\s*")
_NEIGHBOURS = regex(r"(.*?)([一二两三四五六七八九])([二两三四五六七八九])([十百千万]*)")
_ABOUT = regex(r"(.+?)([来多余几])")


def half_width(text: str) -> str:
    """The same text with plain digits; every position stays."""
    return text if _WIDE.isdisjoint(text) else text.translate(_HALF_WIDTH)


def chinese_number(number: int) -> str:
    """48 is 四十八, 1034 is 一千零三十四, 250000 is 二十五万.

    Raises:
        ValueError: the number is not from 1 to `LARGEST`.
    """
    if not 1 <= number <= LARGEST:
        raise ValueError(f"{number} is no number that is written out")
    high, low = divmod(number, 10_000)
    if not high:
        return _below_ten_thousand(low)
    gap = "零" if low and low < 1000 else ""
    return f"{_below_ten_thousand(high)}万{gap}{_below_ten_thousand(low, leading=False) if low else ''}"


def _below_ten_thousand(number: int, *, leading: bool = True) -> str:
    """`leading`: nothing stands before it, so that ten is 十 and not 一十."""
    written = ""
    for size, unit in _UNITS:
        digit, number = divmod(number, size)
        if digit:
            written += ("" if (digit, size, written, leading) == (1, 10, "", True) else _DIGITS[digit]) + unit
        elif number and written and not written.endswith("零"):
            written += "零"
    return written


def read_number(text: str) -> Decimal | None:
    """The number that the text is; None where it is none. 四八 is 48, 半 a half, 一百二 is 120, 3万5 is 35000."""
    plain = re.sub(r"(?<=\d)[,，](?=\d{3})", "", half_width(text.strip()))
    if re.fullmatch(r"\d{1,12}(?:\.\d{1,4})?", plain):
        return Decimal(plain)
    if plain == "半":
        return Decimal("0.5")
    if re.fullmatch(rf"[{''.join(_VALUES)}]{{2,12}}", plain):
        return Decimal("".join(str(_VALUES[character]) for character in plain))
    whole, _, part = plain.partition("点")
    if part:
        return _with_fraction(read_number(whole), part)
    return _read_sizes(_TOKEN.findall(plain))


def _with_fraction(whole: Decimal | None, part: str) -> Decimal | None:
    if whole is None or any(character not in _VALUES for character in part):
        return None
    return whole + Decimal("0." + "".join(str(_VALUES[character]) for character in part))


def _read_sizes(tokens: list[str]) -> Decimal | None:
    """Digits and 十百千万亿, each size less than the one before; a last digit after a size counts in tenths of it."""
    total, section, digit, size, limit = Decimal(0), Decimal(0), None, 1, 10**12
    gap = False
    for token in tokens:
        if token in _SIZES and _SIZES[token] < limit:
            size = limit = _SIZES[token]
            section, digit, gap = section + (1 if digit is None else digit) * size, None, False
        elif token in _GROUPS and (section or digit) and (not total or _GROUPS[token] == 10_000):
            total += (section + (digit or 0)) * _GROUPS[token]
            section, digit, size, limit, gap = Decimal(0), None, _GROUPS[token], 10**12, False
        elif token in ("零", "〇") and digit is None:
            gap = True
        elif digit is None and (value := _digit(token)) is not None:
            digit = value
        else:
            return None
    if digit is None:
        return total + section if size > 1 or gap else None
    tenths = size >= 100 and not gap and digit < 10
    return total + section + digit * (size // 10 if tenths else 1)


def _digit(token: str) -> Decimal | None:
    if token in _VALUES:
        return Decimal(_VALUES[token])
    return Decimal(token) if token[0].isdecimal() else None


def read_range(text: str) -> tuple[Decimal, Decimal] | None:
    """The least and the greatest number that the words allow: 三五 and 3-5 are three to five, 十来 ten to fifteen,
    二十多 twenty-one to twenty-nine; one number is a range of itself. None where the text is no number."""
    plain = half_width(text.strip())
    parts = _BETWEEN.split(plain)
    ends = [read_number(part) for part in parts]
    if len(parts) == 2:
        first, last = ends
        return (min(first, last), max(first, last)) if first is not None and last is not None else None
    return _neighbours(plain) or _about(plain) or (None if ends[0] is None else (ends[0], ends[0]))


def _neighbours(text: str) -> tuple[Decimal, Decimal] | None:
    """两三, 十七八, 三四百: two digits that follow each other; 三五 is said of three to five."""
    match = _NEIGHBOURS.fullmatch(text)
    if match is None or (match[1] and not match[1].endswith(tuple(_SIZES))):
        return None
    step = _VALUES[match[3]] - _VALUES[match[2]]
    if step != 1 and (match[2], match[3]) != ("三", "五"):
        return None
    first, last = (read_number(match[1] + digit + match[4]) for digit in match.group(2, 3))
    return (first, last) if first is not None and last is not None else None


def _about(text: str) -> tuple[Decimal, Decimal] | None:
    """十来, 二十多, 30几."""
    match = _ABOUT.fullmatch(text)
    base = read_number(match[1]) if match else None
    if match is None or base is None or base < 10 or base % 10:
        return None
    step = 10
    while base % (step * 10) == 0:
        step *= 10
    return (base, base + step // 2) if match[2] == "来" else (base + 1, base + step - 1)
