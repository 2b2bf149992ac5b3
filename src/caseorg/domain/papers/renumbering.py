"""Numbers of evidence that were changed: what was kept with the old ones, and which they are now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from caseorg.domain.case import CaseFile, Document, Evidence, EvidenceId, Message
from caseorg.domain.papers.arrangement import in_order
from caseorg.domain.papers.numbers import numbers_in, with_numbers

Kept = Message | Document


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A piece of evidence, and the numbers by which earlier texts or papers call it."""

    item: Evidence
    old: tuple[int, ...]

    @property
    def old_labels(self) -> str:
        """`证据3、证据5`"""
        return "、".join(f"证据{number}" for number in self.old)


@dataclass(frozen=True, slots=True)
class _Spell:
    """How long a piece had a number; `end` is None while it has it."""

    number: int
    start: datetime
    end: datetime | None


def renumbered(case: CaseFile) -> tuple[Renumbered, ...]:
    """The standing pieces that a kept text or paper calls by another number, in the order of the present ones."""
    found = ((item, tuple(_told_before(case, item))) for item in case.standing_evidence)
    return tuple(Renumbered(item, tuple(dict.fromkeys(old))) for item, old in found if old)


def quoting(case: CaseFile, item: Evidence) -> tuple[Kept, ...]:
    """The texts and papers that were kept since it has its present number, and call it by that."""
    return tuple(_kept(case, _spells(item)[-1]))


def named_in_messages(case: CaseFile, item: Evidence) -> tuple[Message, ...]:
    """The messages that were kept and call the piece by the number that it had then."""
    kept = (entry for spell in _spells(item) for entry in _kept(case, spell))
    return tuple(entry for entry in kept if isinstance(entry, Message))


def kept_since(case: CaseFile, at: datetime, numbers: Iterable[int]) -> tuple[Kept, ...]:
    """The texts and papers of that instant or later that have one of these numbers."""
    return tuple(dict.fromkeys(entry for number in numbers for entry in _kept(case, _Spell(number, at, None))))


def meant(case: CaseFile, message: Message) -> tuple[Renumbered, ...]:
    """What a kept text calls by a number that another piece has by now, or none."""
    named = numbers_in(message.text)
    then = _at_that_time(case, message)
    return tuple(Renumbered(item, (number,)) for item, number in then if number in named and number != item.number)


def renewed(case: CaseFile, message: Message) -> str:
    """A text that was kept, for whoever goes on writing it: with the numbers that the pieces have now."""
    return with_numbers(message.text, {number: item.number for item, number in _at_that_time(case, message)})


def _at_that_time(case: CaseFile, message: Message) -> Iterator[tuple[Evidence, int]]:
    """The pieces that the case had when the text was kept, each with its number of then."""
    for item in case.evidence:
        if item.added_at <= message.made_at:
            yield item, _number_at(item, message.made_at)


def moved(case: CaseFile, key: EvidenceId, number: int) -> tuple[EvidenceId, ...]:
    """The standing evidence in its order, with this piece in the place of the one that has the number; either may be
    withdrawn."""
    items = [item for item in case.evidence if not item.withdrawn or item.id == key or item.number == number]
    others = [item.id for item in items if item.id != key]
    place = sum(item.number < number for item in items)
    return (*others[:place], key, *others[place:])


def by_time(case: CaseFile) -> tuple[EvidenceId, ...]:
    """All evidence in the order of the times that it shows; what was withdrawn comes last, so that no number between
    the others is left out."""
    return _with_withdrawn(case, sorted(case.standing_evidence, key=_time))


def as_in_pack(case: CaseFile) -> tuple[EvidenceId, ...]:
    """All evidence in the order that was confirmed for the pack, what was withdrawn last."""
    return _with_withdrawn(case, in_order(case, case.standing_evidence))


def numbers_after(case: CaseFile, order: Sequence[EvidenceId]) -> Mapping[EvidenceId, int]:
    """The number that each of these pieces gets; they take each other's."""
    chosen = set(order)
    free = sorted(item.number for item in case.evidence if item.id in chosen)
    return dict(zip(order, free, strict=True))


def _with_withdrawn(case: CaseFile, standing: Iterable[Evidence]) -> tuple[EvidenceId, ...]:
    return (*(item.id for item in standing), *(item.id for item in case.evidence if item.withdrawn))


def _time(item: Evidence) -> tuple[datetime, int]:
    return item.taken_at.at if item.taken_at else item.added_at, item.number


def _told_before(case: CaseFile, item: Evidence) -> Iterator[int]:
    for spell in _spells(item)[:-1]:
        if spell.number != item.number and any(True for _ in _kept(case, spell)):
            yield spell.number


def _spells(item: Evidence) -> tuple[_Spell, ...]:
    starts = (item.added_at, *(former.until for former in item.former_numbers))
    ended = zip(item.former_numbers, starts, strict=False)
    return (
        *(_Spell(former.number, start, former.until) for former, start in ended),
        _Spell(item.number, starts[-1], None),
    )


def _number_at(item: Evidence, at: datetime) -> int:
    return next((spell.number for spell in _spells(item) if spell.end is None or at < spell.end), item.number)


def _kept(case: CaseFile, spell: _Spell) -> Iterator[Kept]:
    """A paper has the numbers of all evidence, a message those that it names."""
    everything: tuple[Kept, ...] = (*case.documents, *case.messages)
    for kept in everything:
        within = spell.start <= kept.made_at and (spell.end is None or kept.made_at < spell.end)
        if within and (isinstance(kept, Document) or spell.number in numbers_in(kept.text)):
            yield kept
