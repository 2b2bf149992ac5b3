"""Which of many rules a text may meet, told by pieces of one or two characters: the others need not be tried."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import pairwise
from typing import Any, Generic, TypeVar

T = TypeVar("T")
_PARSER: Any = import_module("re._parser")  # that of `re` itself; what is not known here says nothing
_MOST = 64  # wordings of one stretch that are told apart
_FEW = 12  # characters of a class; more of them say next to nothing
_NOWHERE = ("AT", "ASSERT", "ASSERT_NOT")  # these match between characters
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_NOTHING: frozenset[str] = frozenset()


class RuleScreen(Generic[T]):
    """Rules in their order, each with what of the text one of its ways to match needs; a way that needs nothing may
    always match."""

    def __init__(self, rules: Iterable[tuple[T, Iterable[frozenset[str]]]]) -> None:
        known = tuple(rules)
        self._rules = tuple(rule for rule, _ in known)
        self._always: tuple[int, ...] = ()
        self._single: dict[str, list[int]] = {}
        self._pair: dict[tuple[str, str], list[int]] = {}
        for number, (_, needed) in enumerate(known):
            self._enter(number, tuple(needed))
        self._singles, self._pairs = frozenset(self._single), frozenset(self._pair)

    def _enter(self, number: int, needed: tuple[frozenset[str], ...]) -> None:
        if not all(needed):
            self._always += (number,)
            return
        for piece in _NOTHING.union(*needed):
            if len(piece) == 1:
                self._single.setdefault(piece, []).append(number)
            else:
                self._pair.setdefault((piece[0], piece[1]), []).append(number)

    def __iter__(self) -> Iterator[T]:
        return iter(self._rules)

    def fitting(self, text: str) -> Sequence[T]:
        """Those that may match, in their order; whatever is left out does not."""
        numbers = self.numbers(text)
        return [self._rules[number] for number in numbers] if numbers else ()

    def numbers(self, text: str) -> tuple[int, ...]:
        """The places of the same among all."""
        ones, twos = self._singles.intersection(text), self._pairs.intersection(pairwise(text))
        if not ones and not twos:
            return self._always
        found = set(self._always)
        for literal in ones:
            found.update(self._single[literal])
        for two in twos:
            found.update(self._pair[two])
        return tuple(sorted(found))


def by_patterns(rules: Iterable[T], patterns: Callable[[T], Iterable[str]]) -> RuleScreen[T]:
    """For rules that are met where one of their regular expressions matches somewhere."""
    return RuleScreen((rule, map(needed_pieces, patterns(rule))) for rule in rules)


def by_words(rules: Iterable[T], words: Callable[[T], Iterable[str]]) -> RuleScreen[T]:
    """For rules that are met where one of their words stands somewhere."""
    return RuleScreen((rule, (frozenset({word[:2]} - {""}) for word in words(rule))) for rule in rules)


@lru_cache(maxsize=4000)
def needed_pieces(pattern: str) -> frozenset[str]:
    """Pieces of one or two characters of which every match holds one; none where that is not certain."""
    parsed = _PARSER.parse(pattern)
    return _NOTHING if parsed.state.flags & re.IGNORECASE else _needed(parsed)


def _needed(parts: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """The best of what the stretches of a sequence say: pairs rather than single characters, few rather than many."""
    found: list[frozenset[str]] = []
    stretch = begun = frozenset({""})
    for part in parts:
        wordings = _wordings(part)
        longer = frozenset(needed + two for needed in stretch for two in wordings) if wordings else _NOTHING
        if wordings and len(longer) <= _MOST:
            stretch = longer
            continue
        found += (_pieces(stretch, begun), _inside(part) if not wordings else _NOTHING)
        begun = _ends(part) or frozenset({""})
        stretch = wordings or begun
    best = [needed for needed in (*found, _pieces(stretch, begun)) if needed]
    return max(best, key=lambda needed: (min(map(len, needed)), -len(needed)), default=_NOTHING)


def _pieces(wordings: frozenset[str], begun: frozenset[str]) -> frozenset[str]:
    """What a stretch says, where it says more than that with which the part before it ends, such as a digit."""
    return _NOTHING if "" in wordings or wordings == begun else frozenset(wording[:2] for wording in wordings)


def _wordings(part: tuple[Any, Any]) -> frozenset[str]:
    """All that a part can match, where that is little; else nothing."""
    kind, value = str(part[0]), part[1]
    if kind == "LITERAL":
        return frozenset({chr(value)})
    if kind in _NOWHERE:
        return frozenset({""})
    if kind == "IN":
        return _of_class(value)
    if kind == "BRANCH":
        return _together(map(_sequence, value[1]))
    if kind == "SUBPATTERN":
        return _NOTHING if value[1] else _sequence(value[3])
    if kind in _REPEATS and value[1] == 1:
        inner = _sequence(value[2])
        return inner | {""} if inner and value[0] == 0 else inner
    return _NOTHING


def _sequence(parts: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    found = frozenset({""})
    for part in parts:
        found = frozenset(literal + two for literal in found for two in _wordings(part))
        if len(found) > _MOST:
            return _NOTHING
    return found


def _together(several: Iterable[frozenset[str]]) -> frozenset[str]:
    """What any of them holds; nothing where one says nothing, or where it is much."""
    known = tuple(several)
    found = _NOTHING.union(*known)
    return found if all(known) and len(found) <= _MOST else _NOTHING


def _ends(part: tuple[Any, Any]) -> frozenset[str]:
    """The characters one of which a part ends with that can match much, such as `[0-9]{1,2}`."""
    kind, value = str(part[0]), part[1]
    if kind == "BRANCH":
        return _together(_ends(branch[-1]) if branch else _NOTHING for branch in value[1])
    if kind == "SUBPATTERN":
        return _ends(value[3][-1]) if value[3] and not value[1] else _NOTHING
    if kind in _REPEATS:
        return _ends(value[2][-1]) if value[0] > 0 and value[2] else _NOTHING
    return _of_class(value, _MOST) if kind == "IN" else _NOTHING


def _of_class(parts: Iterable[tuple[Any, Any]], most: int = _FEW) -> frozenset[str]:
    """The characters of a class, where they are few."""
    found: set[str] = set()
    for kind, value in parts:
        if str(kind) not in ("LITERAL", "RANGE"):
            return _NOTHING
        first, last = value if str(kind) == "RANGE" else (value, value)
        if last - first >= most:
            return _NOTHING
        found.update(map(chr, range(first, last + 1)))
    return frozenset(found) if len(found) <= most else _NOTHING


def _inside(part: tuple[Any, Any]) -> frozenset[str]:
    """What a part needs that can match much."""
    kind, value = str(part[0]), part[1]
    if kind == "BRANCH":
        branches = [_needed(branch) for branch in value[1]]
        return _NOTHING.union(*branches) if all(branches) else _NOTHING
    if kind == "SUBPATTERN":
        return _NOTHING if value[1] else _needed(value[3])
    return _needed(value[2]) if kind in _REPEATS and value[0] > 0 else _NOTHING
