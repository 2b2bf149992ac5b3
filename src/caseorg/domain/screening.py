"""Which of many rules a text may meet, told by pieces of one or two characters: the others need not be tried."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import chain, islice, pairwise
from typing import Any, Generic, TypeVar

T = TypeVar("T")
K = TypeVar("K")
Need = frozenset[str]  # pieces, of which a text holds one
Needs = tuple[Need, ...]
Ways = tuple[Needs, ...]  # to match, each with what it needs
FindWays = Callable[[Sequence[str]], Iterable[Ways]]  # of some patterns
_Piece = str | tuple[str, str]  # one character, or two that stand side by side
_PARSER: Any = import_module("re._parser")  # that of `re` itself; what is not known here says nothing
_MOST = 64  # wordings of one stretch that are told apart
_FEW = 12  # characters of a class; more of them say next to nothing
_NOWHERE = ("AT", "ASSERT", "ASSERT_NOT")  # these match between characters
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_NOTHING: frozenset[str] = frozenset()
_KEPT = 10_000
_DIGITS = frozenset("0123456789")


class RuleScreen(Generic[T]):
    """Rules in their order, each with what a text needs for one of its ways to match; a way that needs nothing may
    always match. Texts that hold pieces for the same needs may meet the same rules, which are worked out once."""

    def __init__(self, rules: Iterable[tuple[T, Iterable[Needs]]]) -> None:
        self.ways = tuple((rule, tuple(ways)) for rule, ways in rules)
        self._rules = tuple(rule for rule, _ in self.ways)
        self._always = tuple(number for number, (_, ways) in enumerate(self.ways) if not all(ways))
        self._by_need: dict[Need, list[tuple[int, frozenset[Need]]]] = {}
        for number, needs in ((number, needs) for number, (_, ways) in enumerate(self.ways) for needs in ways if needs):
            self._by_need.setdefault(min(needs, key=_likelihood), []).append((number, frozenset(needs)))
        self._needs_of: dict[_Piece, set[Need]] = {}
        for need in {need for _, ways in self.ways for needs in ways for need in needs}:
            for piece in need:
                self._needs_of.setdefault(piece if len(piece) == 1 else (piece[0], piece[1]), set()).add(need)
        self._singles = frozenset(piece for piece in self._needs_of if isinstance(piece, str))
        self._pairs = frozenset(piece for piece in self._needs_of if isinstance(piece, tuple))
        self._by_pieces: dict[tuple[frozenset[_Piece], frozenset[_Piece]], tuple[int, ...]] = {}
        self._by_needs: dict[frozenset[Need], tuple[int, ...]] = {}

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
        if (found := self._by_pieces.get(held)) is None:
            met = frozenset[Need]().union(*(self._needs_of[piece] for pieces in held for piece in pieces))
            found = _kept(self._by_pieces, held, self._meeting(met))
        return found

    def _meeting(self, met: frozenset[Need]) -> tuple[int, ...]:
        """The rules one of whose ways has all that it needs: different pieces often meet the same needs."""
        if (found := self._by_needs.get(met)) is None:
            ways = (way for need in met for way in self._by_need.get(need, ()))
            numbers = {number for number, needs in ways if needs <= met}
            found = _kept(self._by_needs, met, tuple(sorted(numbers.union(self._always))))
        return found


def _kept(known: dict[K, tuple[int, ...]], key: K, value: tuple[int, ...]) -> tuple[int, ...]:
    if len(known) >= _KEPT:
        known.clear()  # another thread may do so at any time
    known[key] = value
    return value


def _likelihood(need: Need) -> tuple[int, int]:
    """Pairs are rarer than single characters, few pieces rarer than many."""
    return -min(map(len, need)), len(need)


def together(screens: Mapping[K, RuleScreen[Any]]) -> RuleScreen[tuple[K, Any]]:
    """One screen for several, whose rules come with their keys: a text is gone through once for all."""
    return RuleScreen(((key, rule), ways) for key, screen in screens.items() for rule, ways in screen.ways)


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
    return tuple(_telling(_needs(alternative)) for alternative in alternatives)


def _telling(needs: Iterable[Need]) -> Needs:
    """The rarest first. That there is a digit tells little, and every text holds others."""
    ordered = sorted(dict.fromkeys(needs), key=_likelihood)
    return tuple(need for need in ordered if not need >= _DIGITS) or tuple(ordered[:1])


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
