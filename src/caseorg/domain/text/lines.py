"""The lines of a text that was taken in as evidence, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 1000  # characters that are searched and shown as one line
OVERLAP = 50


@dataclass(frozen=True, slots=True)
class TextLine:
    """`number` counts the lines of a text, or of a page of a document, from 0; `start` is the place of its first
    character in that text."""

    text: str
    number: int
    start: int
    page: int = 0


def lines_of(text: str, page: int = 0) -> Iterator[TextLine]:
    """Those that say something; a very long one in pieces that overlap, so that a word at a cut is found."""
    start = 0
    for number, line in enumerate(text.split("\n")):
        for first in range(0, max(1, len(line) - OVERLAP), LONGEST - OVERLAP):
            piece = line[first : first + LONGEST]
            if piece.strip():
                yield TextLine(piece, number, start + first, page)
        start += len(line) + 1
