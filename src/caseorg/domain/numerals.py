"""Chinese numerals as laws count with them: 四十八."""

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))


def chinese_number(number: int) -> str:
    """48 is 四十八, 1034 is 一千零三十四.

    Raises:
        ValueError: the number is not from 1 to 9999.
    """
    if not 1 <= number <= 9999:
        raise ValueError(f"{number} is no number of an article")
    written = ""
    for size, unit in _UNITS:
        digit, number = divmod(number, size)
        if digit:
            written += ("" if (digit, size, written) == (1, 10, "") else _DIGITS[digit]) + unit
        elif number and written and not written.endswith("零"):
            written += "零"
    return written


def read_number(text: str) -> int:
    """The inverse of chinese_number; understands 48, ４８ and 四八 too."""
    if text.isdecimal():
        return int(text)
    values = dict(zip("〇两" + _DIGITS, (0, 2, *range(10)), strict=True))
    if not any(unit in text for _, unit in _UNITS[:-1]):
        return int("".join(str(values[character]) for character in text))
    sizes = {unit: size for size, unit in _UNITS[:-1]}
    total, digit = 0, 0
    for character in text:
        if character in sizes:
            total, digit = total + (digit or 1) * sizes[character], 0
        else:
            digit = values[character]
    return total + digit
