"""The cells of an Excel table as its reader sees them: texts, numbers, and the days that it keeps as numbers."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from caseorg.evidence.zipped import Zipped, marks

_MOST = 4_000_000  # cells and characters in them, of all sheets
_MOST_ACROSS = 200
_LONGEST = 9  # digits of a count
_FIRST_DAY, _FIRST_DAY_OF_MAC = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 — clocks on paper
_DAYS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # formats that need no words
_WORDED = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.|_.|\*.")
_OF_DAYS = re.compile(r"[ymdhs年月日时分秒]", re.IGNORECASE)
_CLOCK = re.compile(r"[hs时]", re.IGNORECASE)
_CLOCKS = {*range(18, 23), *range(45, 48)}
_COLUMN = re.compile(r"[A-Z]{1,3}")
Rows = list[list[str]]


def sheet_rows(zipped: Zipped) -> Iterator[Rows]:
    """The rows of each sheet that hold something, all of one length unless that were too much."""
    shared = list(_shared(zipped.xml("xl/sharedStrings.xml")))
    days = _styles_of_days(zipped.xml("xl/styles.xml"))
    first = _FIRST_DAY_OF_MAC if b'date1904="1"' in zipped.xml("xl/workbook.xml") else _FIRST_DAY
    left = _MOST
    for name in zipped.numbered(r"xl/worksheets/[^/]+\.xml"):
        rows, left = _within(_rows(zipped.xml(name), shared, days, first), left)
        zipped.is_cut |= left < 0
        yield _of_one_length([row for row in rows if any(row)])


def _within(rows: Iterable[list[str]], left: int) -> tuple[Rows, int]:
    """Those for which there is room, and what is left of it: less than nothing where it did not suffice. Cells that
    name one text share it until they are written out."""
    taken: Rows = []
    for row in rows:
        left -= len(row) + sum(map(len, row))
        if left < 0:
            break
        taken.append(row)
    return taken, left


def _of_one_length(rows: Rows) -> Rows:
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows] if width * len(rows) <= _MOST else rows


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
            if _OF_DAYS.search(form) or (not form and _count(number) in _DAYS):
                found[count] = bool(_CLOCK.search(form)) or (not form and _count(number) in _CLOCKS)
            count += 1
    return found


def _rows(xml: bytes, shared: list[str], days: dict[int, bool], first: datetime) -> Iterator[list[str]]:
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
        return shared[_count(value)] if 0 <= _count(value) < len(shared) else ""
    if kind == "b":
        return {"1": "是", "0": "否"}.get(value, value)
    if kind != "n":
        return value
    try:
        number = Decimal(value)
        if _count(style) in days:
            return _day(number, first, clock=days[_count(style)])
        return f"{Decimal(f'{float(number):.15g}'):f}" if "." in value or "E" in value.upper() else value
    except (InvalidOperation, OverflowError, ValueError):
        return value


def _count(text: str) -> int:
    """-1 where it is none that a table could have."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST else -1


def _day(number: Decimal, first: datetime, *, clock: bool) -> str:
    at = first + timedelta(seconds=round(float(number) * 86400))
    if number < 1:
        return f"{at:%H:%M:%S}"
    return f"{at:%Y-%m-%d %H:%M:%S}" if clock or number % 1 else f"{at:%Y-%m-%d}"
