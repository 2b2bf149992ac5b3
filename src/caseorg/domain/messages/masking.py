"""Personal data out of a text that goes to the public: each hit is replaced for good and told."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from caseorg.domain.case import CaseFile
from caseorg.domain.folding import Folded, fold
from caseorg.domain.messages.personal_data import (
    ADDRESS,
    CARD,
    CHAT,
    CODE,
    IDENTITY,
    MAIL,
    NAME,
    NUMBER,
    PHONE,
    VERIFICATION,
    patterns,
)

KIND_NAMES = {
    NAME: "a name",
    PHONE: "a telephone number",
    ADDRESS: "an address",
    IDENTITY: "an identity number",
    CARD: "a bank card number",
    CODE: "a card code",
    MAIL: "a mail address",
    CHAT: "a chat or game account",
    NUMBER: "an order or transaction number",
    VERIFICATION: "a verification code",
}
NOTHING_KNOWN: Mapping[str, str] = MappingProxyType({})

_GROUPS = re.compile(r"[\s.·*_/‐-―−－\u200b-\u200f\ufeff-]")
_CITY = re.compile("(?:[一-龥]{2,7}?(?:省|自治区|特别行政区))?[一-龥]{2,7}?(?:市|自治州|地区|盟)|[一-龥]{2,7}?省")
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1[3-9][0-9]{9}$)")
_SHORT_NUMBER = re.compile("[0-9]{1,2}")  # of a clerk, or a ticket: it would hide dates and amounts


@dataclass(frozen=True, slots=True)
class Hidden:
    """`kind` is a key of KIND_NAMES; `mask` stands where `original` stood."""

    kind: str
    original: str
    mask: str


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    kind: str  # or what stands for it


def mask(text: str, known: Mapping[str, str] = NOTHING_KNOWN) -> tuple[str, tuple[Hidden, ...]]:
    """The text with personal data masked, and what was masked. `known` maps values of the case to their kinds; they
    are masked wherever they stand, the shape of the others is recognised."""
    folded = fold(text, blanks=True)
    hits = sorted({*_known_hits(folded, known), *_shape_hits(folded)}, key=lambda hit: (hit.start, -hit.end))
    parts, hidden, place = [], [], 0
    for start, end, kind in _clusters(hits):
        original = text[start:end]
        masked = _MASKS[kind](original) if kind else "*" * min(4, len(original))
        hidden.append(Hidden(kind or next(hit.kind for hit in hits if hit.start == start), original, masked))
        parts += [text[place:start], masked]
        place = end
    return "".join([*parts, text[place:]]), tuple(hidden)


def replaced(text: str, wanted: Mapping[str, str]) -> str:
    """The text with each of these values replaced by what it leads to, however blanks and hyphens part it."""
    folded = fold(text, blanks=True)
    parts, place = [], 0
    for hit in sorted(_known_hits(folded, wanted), key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= place:
            parts += [text[place : hit.start], hit.kind]
            place = hit.end
    return "".join([*parts, text[place:]])


def known_values(case: CaseFile) -> dict[str, str]:
    """The case's own personal data with their kinds, for `mask`."""
    person = case.complainant
    pairs = [
        (person.address, ADDRESS),
        (person.name, NAME),
        *((phone, PHONE) for phone in phone_forms(person.phone)),
        (person.id_number, IDENTITY),
        *((order.number, NUMBER) for order in case.orders),
        *((order.transaction, NUMBER) for order in case.orders),
        *((order.account, CHAT) for order in case.orders),
        *((event.agent, NAME) for event in case.events),
        *((party.contact, NAME) for party in case.parties if party.contact != party.name),
        *((event.ticket, NUMBER) for event in case.events),
    ]
    known = {value.strip(): kind for value, kind in pairs}
    return {value: kind for value, kind in known.items() if len(value) > 1 and not _SHORT_NUMBER.fullmatch(value)}


def phone_forms(phone: str) -> tuple[str, ...]:
    """A telephone number as it may be written: a mobile one with the country's code and without."""
    bare = _COUNTRY.sub("", _GROUPS.sub("", fold(phone).text))
    return (phone, *(f"{code}{bare}" for code in ("", "86", "+86", "0086") if _COUNTRY.match(f"86{bare}")))


def _known_hits(folded: Folded, known: Mapping[str, str]) -> Iterator[_Hit]:
    bare = _GROUPS.sub("", folded.text)  # most values are in few texts: a pattern for each would take long
    for value, kind in known.items():
        characters = _GROUPS.sub("", fold(value).text)
        if characters and characters in bare:
            yield from (
                _Hit(*folded.original(*match.span()), kind) for match in _spread(characters).finditer(folded.text)
            )


def _spread(characters: str) -> re.Pattern[str]:
    """A value, however blanks and hyphens part it; a number is not found in a longer one."""
    found = rf"{_GROUPS.pattern}{{0,2}}".join(map(re.escape, characters))
    return re.compile(rf"(?<![0-9]){found}(?![0-9])" if characters.isdecimal() else found)


def _shape_hits(folded: Folded) -> Iterator[_Hit]:
    for kind, pattern in patterns():
        for match in pattern.finditer(folded.text):
            if kind != CARD or _passes_luhn(match[1]):
                yield _Hit(*folded.original(*match.span(1)), kind)


def _clusters(hits: list[_Hit]) -> Iterator[tuple[int, int, str]]:
    """Overlapping hits as one: by the kind of the one that covers all, or wholly hidden where none does."""
    place = 0
    while place < len(hits):
        start, end = hits[place].start, hits[place].end
        stop = place + 1
        while stop < len(hits) and hits[stop].start < end:
            end = max(end, hits[stop].end)
            stop += 1
        kinds = {hit.kind for hit in hits[place:stop] if (hit.start, hit.end) == (start, end)}
        yield start, end, next((kind for kind in _MASKS if kind in kinds), "")
        place = stop


def _passes_luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(_GROUPS.sub("", number))]
    doubled = (digit * 2 for digit in digits[1::2])
    return (sum(digits[0::2]) + sum(digit - 9 if digit > 9 else digit for digit in doubled)) % 10 == 0


def _ends(head: int, tail: int) -> Callable[[str], str]:
    """A mask that shows so many characters at either end, fewer of a short value: never more than half of it."""

    def masked(value: str) -> str:
        shown_tail = min(tail, len(value) // 3)
        shown_head = min(head, len(value) // 3)
        stars = "*" * min(4, len(value) - shown_head - shown_tail)
        return value[:shown_head] + stars + value[len(value) - shown_tail :]

    return masked


def _phone(value: str) -> str:
    digits = _GROUPS.sub("", value)
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) == 11 and digits[0] in "1１一幺" else f"****{digits[-4:]}"


def _card(value: str) -> str:
    digits = _GROUPS.sub("", value)
    return f"{digits[:4]}********{digits[-4:]}"


def _identity(value: str) -> str:
    return "*" * (len(value) - 2) + value[-2:] if len(value) > 6 else "*" * len(value)


def _address(value: str) -> str:
    city = _CITY.match(value)
    kept = city[0] if city and len(city[0]) < len(value) else ""
    return kept + "*" * min(4, len(value) - len(kept))


def _name(value: str) -> str:
    return value[0] + "*" * (len(value) - 1)


def _mail(value: str) -> str:
    name, _, domain = value.partition("@")
    return f"{name[0] if len(name) > 1 else ''}{'*' * min(3, len(name))}@{domain}"


def _none(value: str) -> str:
    return "*" * len(value)


# Of several kinds for the same place the first counts: what shows less stands above.
_MASKS: Mapping[str, Callable[[str], str]] = {
    VERIFICATION: _none,
    IDENTITY: _identity,
    CODE: _ends(2, 2),
    CHAT: _ends(2, 2),
    NAME: _name,
    ADDRESS: _address,
    MAIL: _mail,
    PHONE: _phone,
    CARD: _card,
    NUMBER: _ends(4, 4),
}
