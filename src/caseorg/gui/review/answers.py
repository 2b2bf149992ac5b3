"""What the user answers to proposals: the case hears of it, and one goes on at once."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from caseorg.actions.decision import dismiss_proposals
from caseorg.actions.proposal import accept_proposals
from caseorg.domain.errors import CaseorgError
from caseorg.domain.reading.proposal import Proposal, ProposalState
from caseorg.gui.desk import Desk, Reply
from caseorg.gui.review.state import Review
from caseorg.views.proposals import mended, plainly_open


class Answers(QObject):
    """`moved` carries where one is after an answer, `refused` the proposals that wait again (or none) and the error."""

    moved = Signal(object)
    refused = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def accept(self, review: Review) -> None:
        """The present proposal goes into the case, and one goes on."""
        if proposal := present(review):
            self.moved.emit(self._accept(review, [proposal]))

    def accept_typed(self, review: Review, text: str) -> None:
        """The present proposal, with what was typed in the place of its value."""
        proposal = present(review)
        if proposal is None:
            return
        try:
            changed = mended(proposal, text, datetime.now(UTC))
        except CaseorgError as error:
            self.refused.emit((), error)
            return
        self.moved.emit(self._accept(review, [changed]))

    def accept_like(self, review: Review) -> None:
        """All that waits of the same kind, in all pictures; what must be compared is left open."""
        if (proposal := present(review)) and (alike := list(plainly_open(review.like(proposal)))):
            self.moved.emit(self._accept(review, alike))

    def accept_picture(self, review: Review) -> None:
        """All of this picture that need not be compared, and the next picture."""
        here = review.piece
        if chosen := list(plainly_open(review.open(here))):
            review = self._accept(review, chosen)
        self.moved.emit(review.next_piece() if review.piece == here else review)

    def dismiss(self, review: Review) -> None:
        """The present proposal is left, and not made again."""
        if proposal := present(review):
            self._desk.do(partial(dismiss_proposals, chosen=[proposal]), self._reply([proposal]))
            self.moved.emit(review.answer([proposal.id]))

    def _accept(self, review: Review, chosen: list[Proposal]) -> Review:
        """Where the case says something else, that was shown beside it and its button says Replace."""
        over = len(chosen) == 1 and chosen[0].state is ProposalState.CONFLICT and chosen[0].present is not None
        known = review.found.proposals
        self._desk.do(partial(accept_proposals, chosen=chosen, known=known, over=over), self._reply(chosen))
        return review.answer([proposal.id for proposal in chosen])

    def _reply(self, chosen: Sequence[Proposal]) -> Reply:
        return Reply(lambda: None, partial(self.refused.emit, [proposal.id for proposal in chosen]))


def present(review: Review) -> Proposal | None:
    """Where one is, unless it was answered."""
    proposal = review.active
    waits = proposal is not None and proposal in review.open(review.piece)
    return proposal if waits else None
