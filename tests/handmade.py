"""Readings made by hand, and a reader that gives them."""

from collections.abc import Mapping
from pathlib import Path

from caseorg.domain.reading.reading import Box, Line, PageReading, Reading
from caseorg.jobs.readings import ReadingEngine

ENGINE = "by hand 1"
_WIDTH, _HEIGHT, _STEP = 1080, 2400, 60
_CHARACTER = 30


def line(text: str, top: int, left: int = 40) -> Line:
    """A line of characters of one width."""
    box = Box(left, top, left + _CHARACTER * len(text), top + 40)
    middles = tuple(left + _CHARACTER * place + _CHARACTER // 2 for place in range(len(text)))
    return Line(text, box, 0.99, middles)


def reading(*texts: str, engine: str = ENGINE) -> Reading:
    """A picture with these lines, one below the other."""
    lines = tuple(line(text, 200 + _STEP * place) for place, text in enumerate(texts))
    return Reading((PageReading(_WIDTH, _HEIGHT, lines),), engine)


class Hand:
    """Gives what the file's name (its digest) has in store: a reading, or an error. Remembers what it was asked."""

    def __init__(self, known: Mapping[str, Reading | Exception], engine: str = ENGINE) -> None:
        self.known = known
        self.asked: list[str] = []
        self.reader = ReadingEngine(engine, self._read)

    def _read(self, file: Path) -> Reading:
        self.asked.append(file.name)
        found = self.known.get(file.name, reading("没有别的", engine=self.reader.engine))
        if isinstance(found, Exception):
            raise found
        return found
