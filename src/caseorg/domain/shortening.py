"""Keeping a text to a limit by rule; every piece that is left out is told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from caseorg.domain.telling import Telling


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text; an optional one may be left out."""

    text: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Block(Line):
    """Several lines under a heading (`text`, may be empty)."""

    told: tuple[Telling | str, ...] = ()
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class _Cut:
    """How far a text is shortened. A piece is named by the places of its line and of the telling in it."""

    short_dates: bool = False
    gone: frozenset[tuple[int, int]] = frozenset()
    clauses: frozenset[tuple[int, int]] = frozenset()


def shortened(lines: tuple[Line, ...], fits: Callable[[str], bool] | None) -> tuple[str, tuple[str, ...]]:
    """The longest of these texts that fits, and the pieces that it leaves out:

    whole; with the year said once; without optional lines, the last first; without facts from the middle, the latest
    but the very last first (the beginning tells what went wrong, the end how it stands); with long facts cut to their
    first clause. Where none fits, the whole text.
    """
    for cut in _cuts(lines):
        text = _rendered(lines, cut)
        if fits is None or fits(text):
            return text, tuple(_left_out(lines, cut))
    return _rendered(lines, _Cut()), ()


def _cuts(lines: tuple[Line, ...]) -> Iterator[_Cut]:
    yield _Cut()
    gone: frozenset[tuple[int, int]] = frozenset()
    yield _Cut(short_dates=True)
    for place in reversed(range(len(lines))):
        if lines[place].optional:
            gone |= {(place, number) for number in range(_count(lines[place]))}
            yield _Cut(True, gone)
    facts = [piece for piece in _facts(lines) if piece not in gone]
    for piece in facts[-2:0:-1]:
        gone |= {piece}
        yield _Cut(True, gone)
    clauses: frozenset[tuple[int, int]] = frozenset()
    for piece in sorted((piece for piece in facts if piece not in gone), key=lambda piece: -_size(lines, piece)):
        clauses |= {piece}
        yield _Cut(True, gone, clauses)


def _count(line: Line) -> int:
    return len(line.told) if isinstance(line, Block) else 1


def _facts(lines: tuple[Line, ...]) -> list[tuple[int, int]]:
    return [
        (place, number)
        for place, line in enumerate(lines)
        if isinstance(line, Block)
        for number, told in enumerate(line.told)
        if isinstance(told, Telling)
    ]


def _size(lines: tuple[Line, ...], piece: tuple[int, int]) -> int:
    line = lines[piece[0]]
    told = line.told[piece[1]] if isinstance(line, Block) else ""
    return len(told.body) if isinstance(told, Telling) else 0


def _rendered(lines: tuple[Line, ...], cut: _Cut) -> str:
    shown: list[str] = []
    for place, line in enumerate(lines):
        if isinstance(line, Block):
            shown += _block(line, place, cut)
        elif (place, 0) not in cut.gone:
            shown.append(line.text)
    return "\n".join(shown)


def _block(block: Block, place: int, cut: _Cut) -> Iterator[str]:
    told = [(number, item) for number, item in enumerate(block.told) if (place, number) not in cut.gone]
    if told and block.text:
        yield block.text
    before: Telling | None = None
    for shown, (number, item) in enumerate(told, start=1):
        mark = f"{shown}. " if block.numbered else ""
        if isinstance(item, str):
            yield mark + item
            continue
        body = item.first_clause if (place, number) in cut.clauses else item.body
        yield mark + item.sentence(before if cut.short_dates else None, body)
        before = item


def _left_out(lines: tuple[Line, ...], cut: _Cut) -> Iterator[str]:
    for place, line in enumerate(lines):
        if not isinstance(line, Block):
            if (place, 0) in cut.gone:
                yield line.text
            continue
        for number, item in enumerate(line.told):
            if (place, number) in cut.gone:
                yield item if isinstance(item, str) else item.sentence()
            elif (place, number) in cut.clauses and isinstance(item, Telling) and item.after_first_clause:
                yield item.after_first_clause
