"""What becomes of a piece of evidence for those who see its copy, and what it takes for that copy to be given out."""

from collections.abc import Iterable
from dataclasses import dataclass

from caseorg.domain.case import Decision, Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.reading.reading import Box, Reading
from caseorg.domain.redaction.audience import Audience
from caseorg.domain.redaction.marks import (
    MarkState,
    PersonalDataFinder,
    RedactionMark,
    audience_of,
    drawn_mark,
    marks_of,
    stored_mark,
)
from caseorg.domain.redaction.remains import RereadPage, Spot, remains, spot


@dataclass(frozen=True, slots=True)
class Plan:
    """`marks` are what is proposed or was drawn, with what was said to it; `said` is that as it was stored."""

    evidence: Evidence
    reading: Reading
    finder: PersonalDataFinder
    marks: tuple[RedactionMark, ...]
    said: tuple[RedactionMark, ...]

    @property
    def audience(self) -> Audience:
        """For whom."""
        return self.finder.audience

    @property
    def pages(self) -> range:
        """The numbers of its pages."""
        return range(len(self.reading.pages))

    @property
    def open(self) -> tuple[RedactionMark, ...]:
        """To which nothing was said yet."""
        return tuple(mark for mark in self.marks if mark.state is MarkState.OPEN)

    @property
    def burnt(self) -> tuple[RedactionMark, ...]:
        """What is blackened, where the user confirmed it."""
        return tuple(mark for mark in self.said if mark.state is MarkState.CONFIRMED)

    def boxes(self, page: int) -> list[Box]:
        """What is blackened on a page."""
        return [mark.box for mark in self.burnt if mark.page == page]

    def spots(self, page: int) -> list[Spot]:
        """The same, as it is looked at in the copy."""
        boxes = self.boxes(page)
        return [spot(self.reading.pages[page], boxes, box) for box in boxes]

    def remains(self, page: int, seen: RereadPage) -> tuple[Personal, ...]:
        """The kinds of what can still be read in the copy of a page."""
        marks = [mark for mark in self.burnt if mark.page == page]
        left = [mark.box for mark in self.said if mark.page == page and mark.state is MarkState.LEFT]
        return remains(self.reading.pages[page], marks, left, self.finder, seen)


def plan_of(item: Evidence, reading: Reading, finder: PersonalDataFinder, decisions: Iterable[Decision]) -> Plan:
    """What was read of it, and what was said to that for these eyes."""
    decided = [
        decision for decision in decisions if decision.evidence == item.id and audience_of(decision) is finder.audience
    ]
    marks = marks_of(reading, finder, item.sha256, decided)
    return Plan(item, reading, finder, marks, tuple(stored_mark(decision, reading) for decision in decided))


def draw(plan: Plan, page: int, box: Box) -> RedactionMark:
    """A place that the user drew on a page, which counts from 0.

    Raises:
        CaseorgError: there is no such page, or nothing of the box lies on it.
    """
    for page_reading in plan.reading.pages[page : page + 1] if page >= 0 else ():
        if max(0, box.left) < min(page_reading.width, box.right) and max(0, box.top) < min(
            page_reading.height, box.bottom
        ):
            return drawn_mark(page_reading, page, box, plan.evidence.sha256)
    raise CaseorgError("There is no such place on {label}.", "{list_marks} shows its size.", label=plan.evidence.label)
