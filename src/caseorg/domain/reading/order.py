"""Lines in the order of reading."""

from collections.abc import Iterable

from caseorg.domain.reading.reading import Line


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Row after row from the top, each from the left."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=_middle):
        if rows and _middle(line) - _middle(rows[-1][0]) < _height(line, rows[-1][0]) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda cell: cell.box.left)]


def _middle(line: Line) -> float:
    return (line.box.top + line.box.bottom) / 2


def _height(one: Line, other: Line) -> int:
    """Of the lower of the two: a small line beside a large one is on its row only where they stand level."""
    return min(one.box.bottom - one.box.top, other.box.bottom - other.box.top)
