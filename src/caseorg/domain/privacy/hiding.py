"""Personal data out of a text that others read: each hit is replaced for good and told."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from caseorg.domain.patterns import regex
from caseorg.domain.privacy.kinds import GROUPS, Personal, shown
from caseorg.domain.privacy.names import Name, find_names
from caseorg.domain.privacy.places import find_places
from caseorg.domain.privacy.shapes import shapes
from caseorg.domain.privacy.words import PersonalWords
from caseorg.domain.text.folding import Folded, fold
from caseorg.domain.text.sentences import Span

_COUNTRY = regex(r"^(?:\+|00)?86(?=1[3-9][0-9]{9}$)")
_RANKS = tuple(Personal)
Show = Callable[[Personal, str], str]
Spared = Callable[[str, Span, Personal], bool]
Find = Callable[[str, PersonalWords], Iterator[Name]]


@dataclass(frozen=True, slots=True)
class Hidden:
    """`mask` stands where `original` stood."""

    kind: Personal
    original: str
    mask: str


class PersonalHit(NamedTuple):
    """Where personal data of this kind stands in a text."""

    span: Span
    kind: Personal


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What hides personal data: `own` values wherever they stand; `known` ones, and what looks like personal data of
    these `kinds`, unless it belongs to a value that is `kept`. `spared` tells of a place in a folded text that it
    stays, and `show` says what stands there instead."""

    words: PersonalWords = field(repr=False)
    own: Mapping[str, Personal] = field(default_factory=dict)
    known: Mapping[str, Personal] = field(default_factory=dict)
    kept: Collection[str] = ()
    kinds: Collection[Personal] = frozenset(Personal)
    spared: Spared = lambda text, span, kind: False
    show: Show = shown

    def hide(self, text: str, more: Find | None = None) -> tuple[str, tuple[Hidden, ...]]:
        """The text without personal data, and what was hidden in it; `more` finds further names."""
        folded = fold(text, blanks=True)
        return _replaced(text, folded, self._hits(folded.text, more), self.show)

    def find(self, text: str) -> tuple[PersonalHit, ...]:
        """Where the text has what would be hidden in it."""
        folded = fold(text, blanks=True)
        return tuple(PersonalHit(folded.original(*hit.span), hit.kind) for hit in _clusters(self._hits(folded.text)))

    def _hits(self, text: str, more: Find | None = None) -> list[PersonalHit]:
        kept = list(_places(text, self._kept))
        own = [PersonalHit(span, kind) for span, kind in _places(text, self._own)]
        others = [PersonalHit(span, kind) for span, kind in _places(text, self._known)]
        others += self._unspared(text)
        if more:
            others += [PersonalHit(Span(name.start, name.end), Personal.NAME) for name in more(text, self.words)]
        outside = (part for hit in others for part in _without(hit, [span for span, _ in kept]))
        return [*own, *outside]

    def hide_own(self, text: str) -> tuple[str, tuple[Hidden, ...]]:
        """The text without the values that are hidden wherever they stand; all else in it stays."""
        folded = fold(text, blanks=True)
        return _replaced(
            text, folded, [PersonalHit(span, kind) for span, kind in _places(folded.text, self._own)], self.show
        )

    def _unspared(self, text: str) -> list[PersonalHit]:
        """What looks like personal data, without what is spared and all within it."""
        found = list(_found(text, self.words, self.kinds))
        spared = [hit.span for hit in found if self.spared(text, hit.span, hit.kind)]
        return [hit for hit in found if not any(span.holds(*hit.span) for span in spared)]

    @cached_property
    def _own(self) -> list[tuple[str, Personal]]:
        return _bare(self.own)

    @cached_property
    def _known(self) -> list[tuple[str, Personal]]:
        return _bare(self.known)

    @cached_property
    def _kept(self) -> list[tuple[str, Personal]]:
        return _bare(dict.fromkeys(self.kept, Personal.UNKNOWN))


def phone_forms(phone: str) -> tuple[str, ...]:
    """A telephone number as it may be written: a mobile one with the country's code and without."""
    bare = _COUNTRY.sub("", GROUPS.sub("", fold(phone).text))
    return (phone, *(f"{code}{bare}" for code in ("", "86", "+86", "0086") if _COUNTRY.match(f"86{bare}")))


def bare(text: str) -> str:
    """A value without what parts its characters, to be compared."""
    return GROUPS.sub("", fold(text).text)


def _bare(values: Mapping[str, Personal]) -> list[tuple[str, Personal]]:
    return [(characters, kind) for value, kind in values.items() if (characters := bare(value))]


def _places(text: str, values: Iterable[tuple[str, Personal]]) -> Iterator[tuple[Span, Personal]]:
    together = GROUPS.sub("", text)  # most values are in few texts: a pattern for each would take long
    for characters, kind in values:
        if characters in together:
            yield from ((Span(*match.span()), kind) for match in _spread(characters).finditer(text))


def _spread(characters: str) -> re.Pattern[str]:
    """A value, however blanks and hyphens part it; a number is not found in a longer one."""
    found = rf"{GROUPS.pattern}{{0,2}}".join(map(re.escape, characters))
    before = "(?<![0-9])" if characters[0].isdecimal() else ""
    after = "(?![0-9])" if characters[-1].isdecimal() else ""
    return re.compile(f"{before}{found}{after}")


def _found(text: str, words: PersonalWords, kinds: Collection[Personal]) -> Iterator[PersonalHit]:
    yield from (PersonalHit(span, kind) for span, kind in shapes(text, words) if kind in kinds)
    if Personal.ADDRESS in kinds:
        yield from (PersonalHit(span, Personal.ADDRESS) for span in find_places(text, words))
    if Personal.NAME in kinds:
        yield from (PersonalHit(Span(name.start, name.end), Personal.NAME) for name in find_names(text, words))


def _without(hit: PersonalHit, kept: list[Span]) -> Iterator[PersonalHit]:
    """The hit, or what of it lies outside all that is kept."""
    start = hit.span.start
    for span in sorted(kept):
        if span.end <= start or span.start >= hit.span.end:
            continue
        if span.start > start:
            yield PersonalHit(Span(start, span.start), hit.kind)
        start = max(start, span.end)
    if start < hit.span.end:
        yield PersonalHit(Span(start, hit.span.end), hit.kind)


def _replaced(text: str, folded: Folded, hits: list[PersonalHit], show: Show) -> tuple[str, tuple[Hidden, ...]]:
    parts, hidden, place = [], [], 0
    for span, kind in _clusters(hits):
        start, end = folded.original(*span)
        original = text[start:end]
        masked = show(kind, original)
        hidden.append(Hidden(kind, original, masked))
        parts += [text[place:start], masked]
        place = end
    return "".join([*parts, text[place:]]), tuple(hidden)


def _clusters(hits: list[PersonalHit]) -> Iterator[PersonalHit]:
    """Overlapping hits as one: by the kind of the one that covers all, or wholly hidden where none does."""
    ranked = sorted(hits, key=lambda hit: (hit.span.start, -hit.span.end))
    place = 0
    while place < len(ranked):
        start, end = ranked[place].span
        stop = place + 1
        while stop < len(ranked) and ranked[stop].span.start < end:
            end = max(end, ranked[stop].span.end)
            stop += 1
        whole = {hit.kind for hit in ranked[place:stop] if hit.span == (start, end)}
        yield PersonalHit(Span(start, end), min(whole, key=_RANKS.index, default=Personal.UNKNOWN))
        place = stop
