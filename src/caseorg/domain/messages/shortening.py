"""Keeping a text to a limit by rule; every piece that is left out is told."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from caseorg.domain.messages.telling import Telling


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


Piece = tuple[int, int]
REFILLS = 20


@dataclass(frozen=True, slots=True)
class _Cut:
    """How far a text is shortened. A piece is named by the places of its line and of the telling in it."""

    short_dates: bool = False
    gone: frozenset[Piece] = frozenset()
    clauses: frozenset[Piece] = frozenset()


def shortened(lines: tuple[Line, ...], fits: Callable[[str], bool] | None) -> tuple[str, tuple[str, ...]]:
    """The longest of these texts that fits, and the pieces that it leaves out:

    whole; with the year said once; without optional lines, the last first; without facts from the middle, the latest
    first but refusals after the others, and then the very first (what went wrong and how it stands now remain); with
    the longest facts cut to their first clause, what went wrong last. What fits nevertheless is put back. Where none
    fits, the whole text.
    """
    whole = _rendered(lines, _Cut())
    if fits is None or fits(whole):
        return whole, ()
    going, clauses = _going(lines)

    def cut(step: int) -> _Cut:
        return _Cut(True, frozenset(going[:step]), frozenset(clauses[: max(0, step - len(going))]))

    steps = range(len(going) + len(clauses) + 1)  # each makes the text shorter
    step = bisect_left(steps, True, key=lambda step: fits(_rendered(lines, cut(step))))
    if step == len(steps):
        return whole, ()
    found = _refilled(lines, cut(step), going[:step], fits)
    return _rendered(lines, found), tuple(_left_out(lines, found))


def _refilled(lines: tuple[Line, ...], cut: _Cut, gone: list[Piece], fits: Callable[[str], bool]) -> _Cut:
    """What was left out last comes back first."""
    for piece in gone[: -REFILLS - 1 : -1]:
        more = replace(cut, gone=cut.gone - {piece})
        cut = more if fits(_rendered(lines, more)) else cut
    return cut


def _going(lines: tuple[Line, ...]) -> tuple[list[Piece], list[Piece]]:
    """The pieces in the order in which they are left out, and the others in the order in which they are cut."""
    optional = [
        (place, number)
        for place in reversed(range(len(lines)))
        for number in reversed(range(_count(lines[place]) if lines[place].optional else 0))
    ]
    facts = {piece: told for piece, told in _facts(lines) if not lines[piece[0]].optional}
    middle = [piece for piece, told in list(facts.items())[:-1] if not told.key]
    going = [*optional, *sorted(middle[:0:-1], key=lambda piece: facts[piece].refuses), *middle[:1]]
    kept = facts.keys() - set(going)
    return going, sorted(kept, key=lambda piece: (facts[piece].key, -len(facts[piece].body), piece))


def _count(line: Line) -> int:
    return len(line.told) if isinstance(line, Block) else 1


def _facts(lines: tuple[Line, ...]) -> Iterator[tuple[Piece, Telling]]:
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
        mark = f"{shown}. " if block.numbered and len(told) > 1 else ""
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
