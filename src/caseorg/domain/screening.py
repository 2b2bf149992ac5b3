"""Which of many rules a text may meet, told by pieces of one or two characters: the others need not be tried."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import chain, islice, pairwise
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Needs = tuple[frozenset[str], ...]  # of each of them one piece
Ways = tuple[Needs, ...]  # to match, each with what it needs
FindWays = Callable[[Sequence[str]], Iterable[Ways]]  # of some patterns
_Held = tuple[frozenset[str], frozenset[tuple[str, str]]]  # characters and adjoining ones that a text holds
_PARSER: Any = import_module("re._parser")  # that of `re` itself; what is not known here says nothing
_MOST = 64  # wordings of one stretch that are told apart
_FEW = 12  # characters of a class; more of them say next to nothing
_NOWHERE = ("AT", "ASSERT", "ASSERT_NOT")  # these match between characters
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_NOTHING: frozenset[str] = frozenset()
_KEPT = 10_000


class RuleScreen(Generic[T]):
    """Rules in their order, each with what a text needs for one of its ways to match; a way that needs nothing may
    always match. Texts that hold the same pieces may meet the same rules, which are worked out once."""

    def __init__(self, rules: Iterable[tuple[T, Iterable[Needs]]]) -> None:
        known = tuple((rule, tuple(ways)) for rule, ways in rules)
        self._rules = tuple(rule for rule, _ in known)
        self._always = tuple(number for number, (_, ways) in enumerate(known) if not all(ways))
        self._needing: dict[str, list[tuple[int, Needs]]] = {}
        for number, needs in ((number, needs) for number, (_, ways) in enumerate(known) for needs in ways if needs):
            for piece in min(needs, key=_likelihood):
                self._needing.setdefault(piece, []).append((number, needs))
        pieces = _NOTHING.union(*(need for _, ways in known for needs in ways for need in needs))
        self._singles = frozenset(piece for piece in pieces if len(piece) == 1)
        self._pairs = frozenset((piece[0], piece[1]) for piece in pieces if len(piece) == 2)
        self._known: dict[_Held, tuple[int, ...]] = {}

    def __iter__(self) -> Iterator[T]:
        return iter(self._rules)

    def fitting(self, text: str) -> Sequence[T]:
        """Those that may match, in their order; whatever is left out does not."""
        numbers = self.numbers(text)
        return self.of(numbers) if numbers else ()

    def of(self, numbers: Iterable[int]) -> Sequence[T]:
        """The rules at these places."""
        return [self._rules[number] for number in numbers]

    def numbers(self, text: str) -> tuple[int, ...]:
        """The places among all of those that may match."""
        held = self._singles.intersection(text), self._pairs.intersection(pairwise(text))
        found = self._known.get(held)
        return found if found is not None else self._work_out(held)

    def _work_out(self, held: _Held) -> tuple[int, ...]:
        if len(self._known) >= _KEPT:
            self._known.clear()  # another thread may do so at any time
        pieces = held[0].union(map("".join, held[1]))
        found = set(self._always)
        for number, needs in (way for piece in pieces for way in self._needing.get(piece, ())):
            if number not in found and not any(map(pieces.isdisjoint, needs)):
                found.add(number)
        self._known[held] = numbers = tuple(sorted(found))
        return numbers


def _likelihood(need: frozenset[str]) -> tuple[int, int]:
    """Pairs are rarer than single characters, few pieces rarer than many."""
    return -min(map(len, need)), len(need)


def find_ways_to_match(patterns: Sequence[str]) -> Iterable[Ways]:
    """Those of each."""
    return map(ways_to_match, patterns)


def by_patterns(
    rules: Iterable[T], patterns: Callable[[T], Iterable[str]], find_ways: FindWays = find_ways_to_match
) -> RuleScreen[T]:
    """For rules that are met where one of their regular expressions matches somewhere."""
    known = [(rule, tuple(patterns(rule))) for rule in rules]
    ways = iter(find_ways([pattern for _, several in known for pattern in several]))
    return RuleScreen((rule, chain.from_iterable(islice(ways, len(several)))) for rule, several in known)


def by_words(rules: Iterable[T], words: Callable[[T], Iterable[str]]) -> RuleScreen[T]:
    """For rules that are met where one of their words stands somewhere."""
    return RuleScreen((rule, map(_needs_of_word, words(rule))) for rule in rules)


def _needs_of_word(word: str) -> Needs:
    return tuple(frozenset({"".join(two)}) for two in pairwise(word)) or tuple(map(frozenset, word))


@lru_cache(maxsize=4000)
def ways_to_match(pattern: str) -> Ways:
    """What each alternative of a pattern needs: every match holds one of each of its sets of pieces; nothing where
    that is not certain."""
    parsed = _PARSER.parse(pattern)
    if parsed.state.flags & re.IGNORECASE:
        return ((),)
    alternatives = parsed[0][1][1] if len(parsed) == 1 and str(parsed[0][0]) == "BRANCH" else (parsed,)
    return tuple(tuple(dict.fromkeys(_needs(alternative))) for alternative in alternatives)


def _needs(parts: Iterable[tuple[Any, Any]]) -> Iterator[frozenset[str]]:
    """What the stretches of a sequence say."""
    stretch = begun = frozenset({""})
    for part in parts:
        wordings = _wordings(part)
        longer = frozenset(needed + two for needed in stretch for two in wordings) if wordings else _NOTHING
        if wordings and len(longer) <= _MOST:
            stretch = longer
            continue
        yield from _pieces(stretch, begun)
        if not wordings:
            yield from _inside(part)
        begun = _ends(part) or frozenset({""})
        stretch = wordings or begun
    yield from _pieces(stretch, begun)


def _pieces(wordings: frozenset[str], begun: frozenset[str]) -> Iterator[frozenset[str]]:
    """What a stretch says, where it says more than that with which the part before it ends, such as a digit."""
    if "" not in wordings and wordings != begun:
        for start in range(max(1, min(map(len, wordings)) - 1)):
            yield frozenset(wording[start : start + 2] for wording in wordings)


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


def _inside(part: tuple[Any, Any]) -> Iterator[frozenset[str]]:
    """What a part needs that can match much: of branches, one of what is rarest in each."""
    kind, value = str(part[0]), part[1]
    if kind == "BRANCH":
        branches = [min(_needs(branch), key=_likelihood, default=_NOTHING) for branch in value[1]]
        if all(branches):
            yield _NOTHING.union(*branches)
    elif kind == "SUBPATTERN" and not value[1]:
        yield from _needs(value[3])
    elif kind in _REPEATS and value[0] > 0:
        yield from _needs(value[2])
