"""One copy of an invented screenshot: read, misread on purpose, blackened as proposed, and looked at again."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from PIL import Image

from caseorg.domain.case import Decision
from caseorg.domain.privacy.belongings import masking
from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.reading.reading import Box, Reading
from caseorg.domain.redaction.audience import Audience
from caseorg.domain.redaction.marks import MarkState, PersonalDataFinder, RedactionMark, decision_kind, places_under
from caseorg.domain.redaction.plan import Plan, plan_of
from caseorg.domain.redaction.values import is_of_value
from caseorg.jobs.witness import look_at_picture
from caseorg.sheets.blackening import blackened_picture
from caseorg.sheets.loading import Stored
from domain.build import case, decision, evidence
from domain.knowledge import PERSONAL_WORDS, READING_WORDS
from ocr.conftest import read_screen
from ocr.private import Private, misread, private, uncovered

EDGE = 3  # columns of a character that tell nothing
FINDER = PersonalDataFinder(masking(case(), PERSONAL_WORDS), Audience.PUBLIC, READING_WORDS)


@dataclass
class Trial:
    """A screenshot in a file, what was read of it, and the plan to blacken all that was found."""

    page: Private
    file: Path
    plan: Plan

    def copy(self, plan: Plan | None = None) -> Path:
        """The copy in a file."""
        plan = plan or self.plan
        item = plan.evidence
        areas = [(box.left, box.top, box.right, box.bottom) for box in plan.boxes(0)]
        made = self.file.with_suffix(".copy")
        made.write_bytes(
            blackened_picture(Stored(self.file, item.sha256, item.media_type, item.label, item.name), areas)
        )
        return made

    def remains(self, plan: Plan | None = None) -> tuple[Personal, ...]:
        """What the check finds."""
        plan = plan or self.plan
        return plan.remains(0, look_at_picture(self.copy(plan), plan.evidence.media_type, plan.spots(0)))

    def shortened(self, mark: RedactionMark, *, at_start: bool = False) -> Plan:
        """The plan with one box that leaves a character of its value."""
        box = mark.box
        line = next(line for line in self.plan.reading.pages[0].lines if places_under(line, (box,)))
        inside = [line.middles[place] for place in places_under(line, (box,)) if is_of_value(line.text[place])]
        cut = (inside[0] + inside[1]) // 2 if at_start else (inside[-1] + inside[-2]) // 2
        shorter = replace(box, left=cut) if at_start else replace(box, right=cut)
        said = tuple(replace(one, box=shorter) if one.id == mark.id else one for one in self.plan.said)
        return replace(self.plan, said=said)

    def leaks(self) -> list[str]:
        """The values of which more than the edge of a character is seen, by where they were drawn."""
        with Image.open(self.copy()) as picture:
            grey = picture.convert("L")
        rows = grey.tobytes()
        return [
            value for value, boxes in self.page.values if any(uncovered(rows, grey.width, box) > EDGE for box in boxes)
        ]


def trial(folder: Path, seed: int, share: float = 0.25, format: str = "PNG") -> Trial:  # noqa: A002 — Pillow's word
    """The one of this number."""
    random = Random(seed)
    page = private(random)
    file = folder / f"shot-{seed}.{format.lower()}"
    page.screen.picture.save(file, format, quality=88)
    with Image.open(file) as picture:
        page.screen.picture = picture.convert("RGB")
    reading = misread(Reading((read_screen(page.screen),), "test"), random, share)
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    item = evidence(1, sha256=sha256, media_type=f"image/{format.lower()}")
    found = plan_of(item, reading, FINDER, ())
    return Trial(page, file, plan_of(item, reading, FINDER, [confirmed(mark, item.id) for mark in found.marks]))


def confirmed(mark: RedactionMark, evidence: str, *, accepted: bool = True) -> Decision:
    """What is kept when the user confirms it."""
    box: Box = mark.box
    return decision(
        str(mark.kind),
        proposal=mark.id,
        accepted=accepted,
        kind=decision_kind(Audience.PUBLIC),
        evidence=evidence,
        page=mark.page,
        box=(box.left, box.top, box.right, box.bottom),
    )


__all__ = ["MarkState", "Trial", "confirmed", "trial"]
