"""Pieces of a text field marked with a wavy line. Their offsets count characters; Qt counts UTF-16 units."""

from collections.abc import Iterable

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

MOST = 200  # Qt lays the whole text out again for each
Span = tuple[int, int]


def mark(field: QPlainTextEdit, spans: Iterable[Span], line: str, ground: str = "") -> None:
    """Marks the first pieces, and nothing else any more; an empty piece is none."""
    form = QTextCharFormat()
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    form.setUnderlineColor(QColor(line))
    if ground:
        form.setBackground(QColor(ground))
    marks = []
    for cursor in cursors(field, sorted(span for span in spans if span[0] < span[1])[:MOST]):
        found = QTextEdit.ExtraSelection()
        found.cursor, found.format = cursor, form
        marks.append(found)
    field.setExtraSelections(marks)


def cursors(field: QPlainTextEdit, spans: Iterable[Span]) -> list[QTextCursor]:
    """Each piece as a selection."""
    wanted = tuple(spans)
    places = utf16(field.toPlainText(), {place for span in wanted for place in span})
    found = []
    for start, end in wanted:
        cursor = QTextCursor(field.document())
        cursor.setPosition(places[start])
        cursor.setPosition(places[end], QTextCursor.MoveMode.KeepAnchor)
        found.append(cursor)
    return found


def utf16(text: str, positions: Iterable[int]) -> dict[int, int]:
    """Positions as Qt counts them, in one go through the text; rare characters and emoji take two units."""
    places: dict[int, int] = {}
    before = units = 0
    for position in sorted(positions):
        units += len(text[before:position].encode("utf-16-le", "surrogatepass")) // 2
        before, places[position] = position, units
    return places
