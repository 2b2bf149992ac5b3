"""The cells of an Excel table as its reader sees them: texts, numbers, and the days that it keeps as numbers."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from caseorg.evidence.zipped import Zipped, marks

_MOST_CELLS = 500_000
_MOST_ACROSS = 200
_FIRST_DAY, _FIRST_DAY_OF_MAC = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 — clocks on paper
_DAYS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # formats that need no words
_WORDED = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.|_.|\*.")
_OF_DAYS = re.compile(r"[ymdhs年月日时分秒]", re.IGNORECASE)
_CLOCK = re.compile(r"[hs时]", re.IGNORECASE)
_CLOCKS = {*range(18, 23), *range(45, 48)}
_COLUMN = re.compile(r"[A-Z]{1,3}")
Rows = list[list[str]]


def sheet_rows(zipped: Zipped) -> Iterator[Rows]:
    """The rows of each sheet that hold something, all of one length."""
    shared = list(_shared(zipped.part("xl/sharedStrings.xml")))
    days = _styles_of_days(zipped.part("xl/styles.xml"))
    first = _FIRST_DAY_OF_MAC if b'date1904="1"' in zipped.part("xl/workbook.xml") else _FIRST_DAY
    left = _MOST_CELLS
    for name in zipped.numbered(r"xl/worksheets/[^/]+\.xml"):
        rows = list(_rows(zipped.part(name), shared, days, first, left))
        left -= sum(map(len, rows))
        width = max(map(len, rows), default=0)
        zipped.is_cut |= left < 0
        yield [row + [""] * (width - len(row)) for row in rows if any(row)]


def _shared(xml: bytes) -> Iterator[str]:
    """The texts that cells name by their number, without how they are pronounced."""
    parts, shown, hidden = list[str](), False, False
    for kind, name, _ in marks(xml):
        if kind == "text":
            parts.append(name if shown and not hidden else "")
        elif name == "t":
            shown = kind == "start"
        elif name == "rPh":
            hidden = kind == "start"
        elif name == "si" and kind == "end":
            yield "".join(parts)
            parts.clear()


def _styles_of_days(xml: bytes) -> dict[int, bool]:
    """The numbers of styles that show a number as a day, and whether with a clock."""
    formats, found, inside, count = dict[str, str](), dict[int, bool](), False, 0
    for kind, name, attributes in marks(xml):
        if name == "numFmt" and kind == "start":
            formats[attributes.get("numFmtId", "")] = _WORDED.sub("", attributes.get("formatCode", ""))
        elif name == "cellXfs" and kind != "text":
            inside = kind == "start"
        elif name == "xf" and kind == "start" and inside:
            number = attributes.get("numFmtId", "")
            form = formats.get(number, "")
            if _OF_DAYS.search(form) or (not form and number.isdecimal() and int(number) in _DAYS):
                found[count] = bool(_CLOCK.search(form)) or (not form and int(number) in _CLOCKS)
            count += 1
    return found


def _rows(xml: bytes, shared: list[str], days: dict[int, bool], first: datetime, left: int) -> Iterator[list[str]]:
    row, cell, value, shown = list[str](), dict[str, str](), list[str](), False
    for kind, name, attributes in marks(xml):
        if kind == "text":
            value.append(name if shown else "")
        elif name in ("v", "t"):
            shown = kind == "start"
        elif name == "c" and kind == "start":
            cell, value = attributes, []
        elif name == "c":
            column = _column(cell.get("r", ""), len(row))
            row += [""] * (column - len(row))
            row.append(_shown("".join(value), cell, shared, days, first))
        elif name == "row" and kind == "end":
            yield row
            left -= len(row)
            if left < 0:
                return
            row = []


def _column(reference: str, following: int) -> int:
    """Counted from 0; the next one where nothing sensible is said."""
    letters = _COLUMN.match(reference)
    number = 0
    for letter in letters[0] if letters else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1 if following < number <= _MOST_ACROSS else following


def _shown(value: str, cell: dict[str, str], shared: list[str], days: dict[int, bool], first: datetime) -> str:
    kind, style = cell.get("t", "n"), cell.get("s", "")
    if kind == "s":
        return shared[int(value)] if value.isdecimal() and int(value) < len(shared) else ""
    if kind == "b":
        return {"1": "是", "0": "否"}.get(value, value)
    if kind != "n":
        return value
    try:
        number = Decimal(value)
        if style.isdecimal() and int(style) in days:
            return _day(number, first, clock=days[int(style)])
        return f"{Decimal(f'{float(number):.15g}'):f}" if "." in value or "E" in value.upper() else value
    except (InvalidOperation, OverflowError, ValueError):
        return value


def _day(number: Decimal, first: datetime, *, clock: bool) -> str:
    at = first + timedelta(seconds=round(float(number) * 86400))
    if number < 1:
        return f"{at:%H:%M:%S}"
    return f"{at:%Y-%m-%d %H:%M:%S}" if clock or number % 1 else f"{at:%Y-%m-%d}"
