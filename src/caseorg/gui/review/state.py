"""What the page shows: the pieces in their order, what each proposes, and where one is. Values without Qt."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from caseorg.domain.case import CaseFile, Evidence, EvidenceId
from caseorg.domain.reading.proposal import Proposal, ProposalState
from caseorg.domain.reading.reading import Reading
from caseorg.jobs.readings import readable
from caseorg.views.proposals import WAITING, of_piece, to_compare


class Can(StrEnum):
    """Whether pictures are read here."""

    READ = "read"
    OFF = "off"
    NOT_HERE = "not here"


@dataclass(frozen=True, slots=True)
class ReviewedCase:
    """A case with what was read of it and what that proposes; `failures` say why a piece was not read."""

    case: CaseFile
    proposals: tuple[Proposal, ...] = ()
    readings: Mapping[EvidenceId, Reading] = field(default_factory=dict)
    failures: Mapping[EvidenceId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Review:
    """`answered` are the ids of proposals whose answer is on its way; `piece` and `proposal` are where one is."""

    found: ReviewedCase
    can: Can = Can.READ
    answered: frozenset[str] = frozenset()
    piece: EvidenceId | None = None
    proposal: str = ""

    @property
    def pieces(self) -> tuple[Evidence, ...]:
        """All that can be read, by the time that it shows."""
        return tuple(sorted(readable(self.found.case), key=_time))

    @property
    def waiting(self) -> tuple[Evidence, ...]:
        """What was not read yet, or proposes something that was not answered."""
        return tuple(item for item in self.pieces if not self.is_done(item.id))

    @property
    def done(self) -> tuple[Evidence, ...]:
        """What was read, with every proposal answered."""
        return tuple(item for item in self.pieces if self.is_done(item.id))

    @property
    def is_finished(self) -> bool:
        """Whether there were pictures and every one was gone through."""
        return bool(self.pieces) and not self.waiting

    def is_read(self, key: EvidenceId) -> bool:
        return key in self.found.readings or key in self.found.failures

    def is_done(self, key: EvidenceId) -> bool:
        return self.is_read(key) and not self.open(key)

    def shown(self, key: EvidenceId | None) -> tuple[Proposal, ...]:
        """What the piece proposes, what waits first."""
        return of_piece(self.found.proposals, key) if key else ()

    def open(self, key: EvidenceId | None) -> tuple[Proposal, ...]:
        """What of it waits for an answer."""
        return tuple(
            candidate
            for candidate in self.shown(key)
            if candidate.state in WAITING and candidate.id not in self.answered
        )

    def numbers(self, key: EvidenceId | None) -> Mapping[str, int]:
        """The number of each proposal of the piece, from the top of the picture; an answer does not change it."""
        shown = {proposal.id for proposal in self.shown(key)}
        here = (proposal for proposal in self.found.proposals if proposal.id in shown)
        ordered = sorted(here, key=lambda proposal: (proposal.quotes[0].page, proposal.quotes[0].box.top))
        return {proposal.id: number for number, proposal in enumerate(ordered, start=1)}

    @property
    def item(self) -> Evidence | None:
        """The piece where one is."""
        return next((item for item in self.pieces if item.id == self.piece), None)

    @property
    def active(self) -> Proposal | None:
        """The proposal where one is."""
        return next((candidate for candidate in self.shown(self.piece) if candidate.id == self.proposal), None)

    def at(self, piece: EvidenceId | None, proposal: str = "") -> "Review":
        """At a piece: at this proposal of it, or the first one that waits."""
        shown, waiting = self.shown(piece), self.open(piece)
        keys = [candidate.id for candidate in shown]
        first = waiting[0].id if waiting else (keys[0] if keys else "")
        return replace(self, piece=piece, proposal=proposal if proposal in keys else first)

    def step(self, by: int) -> "Review":
        """At the next or last proposal of the piece."""
        keys = [candidate.id for candidate in self.shown(self.piece)]
        if self.proposal not in keys:
            return self.at(self.piece)
        place = min(max(keys.index(self.proposal) + by, 0), len(keys) - 1)
        return replace(self, proposal=keys[place])

    def turn(self, by: int) -> "Review":
        """At the next or last piece, as they lie in the pile."""
        keys = [item.id for item in (*self.waiting, *self.done)]
        if not keys:
            return self
        place = keys.index(self.piece) if self.piece in keys else -by
        return self.at(keys[min(max(place + by, 0), len(keys) - 1)])

    def answer(self, ids: Collection[str]) -> "Review":
        """Where one is after these were answered: at what waits next in the piece, else in the next piece."""
        after = replace(self, answered=self.answered | frozenset(ids))
        rest = after.open(self.piece)
        if rest:
            return replace(after, proposal=self._next_of(rest))
        return after.next_piece()

    def _next_of(self, rest: tuple[Proposal, ...]) -> str:
        """The first behind the present one, else the first."""
        numbers = self.numbers(self.piece)
        here = numbers.get(self.proposal, 0)
        return next((waiting.id for waiting in rest if numbers[waiting.id] > here), rest[0].id)

    def next_piece(self) -> "Review":
        """At the next piece that waits; where none does, one stays."""
        order = [item.id for item in self.pieces]
        here = order.index(self.piece) if self.piece in order else -1
        rest = [key for key in order[here + 1 :] + order[: here + 1] if key != self.piece and self.open(key)]
        return self.at(rest[0]) if rest else replace(self, proposal="").at(self.piece, self.proposal)

    def like(self, proposal: Proposal) -> tuple[Proposal, ...]:
        """All that waits of the same kind, in all pieces, and need not be compared with the picture."""
        return tuple(
            other
            for other in self.found.proposals
            if other.kind is proposal.kind and other.state is ProposalState.OPEN and not to_compare(other)
            if other.id not in self.answered
        )

    def renewed(self, found: ReviewedCase, can: Can) -> "Review":
        """With what was found meanwhile; one stays where one is, where that is still there."""
        known = {candidate.id for candidate in found.proposals if candidate.state in WAITING}
        again = replace(self, found=found, can=can, answered=self.answered & known)
        keys = {item.id for item in again.pieces}
        if self.piece in keys:
            return again.at(self.piece, self.proposal)
        start = again.waiting or again.pieces
        return again.at(start[0].id if start else None)


def _time(item: Evidence) -> tuple[float, int]:
    return (item.taken_at.at if item.taken_at else item.added_at).timestamp(), item.number
