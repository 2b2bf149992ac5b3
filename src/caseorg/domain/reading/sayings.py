"""What single pages say of a case, before it is compared: one value in one place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from caseorg.domain.moments import Moment, Precision
from caseorg.domain.patterns import regex
from caseorg.domain.reading.proposal import ProposalKind, Quote, ToldEvent, Value
from caseorg.domain.text.folding import fold

_LEAST_SCORE = 0.9  # of the recogniser: what it was less sure of must be looked at
_STEP = {Precision.SECOND: 19, Precision.MINUTE: 16, Precision.DAY: 10, Precision.MONTH: 7}  # characters
_OPTIONAL = regex(r"\[([^\[\]]*)\]")
_SLOT = regex(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """`purchase` says which of the purchases on the pictures it is about; `more` are further places of the same."""

    kind: ProposalKind
    value: Value
    quote: Quote
    purchase: str = ""
    doubtful: bool = False
    more: tuple[Quote, ...] = ()
    flags: tuple[str, ...] = ()


def is_doubtful(score: float) -> bool:
    """Whether the recogniser was less than sure."""
    return score < _LEAST_SCORE


def same(kind: ProposalKind, one: Value | None, other: Value | None) -> bool:
    """Whether two values say the same, however they are written and however exact they are."""
    match one, other:
        case (Moment(), Moment()):
            length = min(_STEP[one.precision], _STEP[other.precision])
            return one.local.isoformat()[:length] == other.local.isoformat()[:length]
        case (ToldEvent(), ToldEvent()):
            return one.side == other.side and same(kind, one.at, other.at) and bare(one.text) == bare(other.text)
        case (str(), str()):
            return _same_text(kind, bare(one), bare(other))
    return one == other


def _same_text(kind: ProposalKind, one: str, other: str) -> bool:
    """A shop's name may stand with its company's, and goods are called by more or fewer words."""
    if kind in (ProposalKind.SHOP, ProposalKind.PAYEE, ProposalKind.PRODUCT):
        return bool(one and other) and (one in other or other in one)
    return one == other


@lru_cache(maxsize=50_000)
def bare(text: str) -> str:
    """Without blanks, marks and dress, to be compared."""
    return re.sub(r"[\W_]", "", fold(text).text)


def better(one: Value, other: Value) -> Value:
    """Of two values that say the same, the one that says more."""
    if isinstance(one, Moment) and isinstance(other, Moment):
        return max(one, other, key=lambda moment: _STEP[moment.precision])
    if isinstance(one, str) and isinstance(other, str) and type(one) is str:
        return max(one, other, key=lambda text: (len(text), -_strange(text)))
    return one


def _strange(text: str) -> int:
    """How many characters are traditional or of another width, as a reader sometimes has them."""
    return sum(
        folded != character for character, folded in zip(text.casefold(), fold(text, blanks=True).text, strict=False)
    )


def filled(frame: str, slots: Mapping[str, str]) -> str:
    """A frame with its slots; what stands in [] is left out where one of its slots is empty. Empty where another is,
    and where nothing at all fills it."""

    def part(match: re.Match[str]) -> str:
        return match[1] if all(slots.get(name) for name in _SLOT.findall(match[1])) else ""

    text = _OPTIONAL.sub(part, frame)
    bare = _OPTIONAL.sub("", frame)
    if (text == bare != frame and not _SLOT.search(bare)) or not all(slots.get(name) for name in _SLOT.findall(text)):
        return ""
    return _SLOT.sub(lambda match: slots[match[1]], text)


def amount_text(value: object) -> str:
    """A sum as it stands in a sentence."""
    return f"{value:.2f}" if isinstance(value, Decimal) else ""
