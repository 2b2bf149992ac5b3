"""Keeping a text to a limit by rule; every piece that is left out is told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

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
    gone: tuple[tuple[int, int], ...] = ()
    clauses: frozenset[tuple[int, int]] = frozenset()


def shortened(lines: tuple[Line, ...], fits: Callable[[str], bool] | None) -> tuple[str, tuple[str, ...]]:
    """The longest of these texts that fits, and the pieces that it leaves out:

    whole; with the year said once; without optional lines, the last first; without facts from the middle, the latest
    first but refusals after the others, and then the very first (what went wrong and how it stands now remain); with
    the longest facts cut to their first clause, what went wrong last. What fits nevertheless is put back. Where none
    fits, the whole text.
    """
    for cut in _cuts(lines):
        if fits is None or fits(_rendered(lines, cut)):
            found = _refilled(lines, cut, fits) if fits else cut
            return _rendered(lines, found), tuple(_left_out(lines, found))
    return _rendered(lines, _Cut()), ()


def _refilled(lines: tuple[Line, ...], cut: _Cut, fits: Callable[[str], bool]) -> _Cut:
    """What was left out last comes back first."""
    for piece in reversed(cut.gone):
        more = replace(cut, gone=tuple(other for other in cut.gone if other != piece))
        cut = more if fits(_rendered(lines, more)) else cut
    return cut


def _cuts(lines: tuple[Line, ...]) -> Iterator[_Cut]:
    yield _Cut()
    gone: tuple[tuple[int, int], ...] = ()
    yield _Cut(short_dates=True)
    for place in reversed(range(len(lines))):
        for number in reversed(range(_count(lines[place]) if lines[place].optional else 0)):
            gone += ((place, number),)
            yield _Cut(True, gone)
    facts = {piece: told for piece, told in _facts(lines) if piece not in gone}
    middle = [piece for piece, told in list(facts.items())[:-1] if not told.key]
    for piece in (*sorted(middle[:0:-1], key=lambda piece: facts[piece].refuses), *middle[:1]):
        gone += (piece,)
        yield _Cut(True, gone)
    clauses: frozenset[tuple[int, int]] = frozenset()
    kept = [piece for piece in facts if piece not in gone]
    for piece in sorted(kept, key=lambda piece: (facts[piece].key, -len(facts[piece].body))):
        clauses |= {piece}
        yield _Cut(True, gone, clauses)


def _count(line: Line) -> int:
    return len(line.told) if isinstance(line, Block) else 1


def _facts(lines: tuple[Line, ...]) -> Iterator[tuple[tuple[int, int], Telling]]:
    for place, line in enumerate(lines):
        for number, told in enumerate(line.told if isinstance(line, Block) else ()):
            if isinstance(told, Telling):
                yield (place, number), told


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
