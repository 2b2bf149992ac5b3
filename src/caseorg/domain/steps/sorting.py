"""What the pictures of a case may say by themselves: going through them comes before typing it."""

from collections.abc import Collection
from dataclasses import replace

from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.papers.missing import Missing
from caseorg.domain.remark import remark
from caseorg.domain.steps.step import NextStep

SAID_BY_PICTURES = (Missing.ORDER, Missing.PAID, Missing.FACTS)


def sort_first(step: NextStep, case: CaseFile, pictures: Collection[Evidence]) -> NextStep:
    """The step; where it asks for what pictures usually say and nobody has gone through some of them, that instead."""
    if step.gap not in SAID_BY_PICTURES or not unsorted(case, pictures):
        return step
    why = remark("What is missing may stand on them: {what}", what=step.do)
    return replace(step, do=remark("Sort the screenshots: what they say is proposed to you."), why=why, sorts=True)


def unsorted(case: CaseFile, pictures: Collection[Evidence]) -> tuple[Evidence, ...]:
    """Those of which nothing was taken over or dismissed, no event tells, and nothing is noted."""
    touched = {decision.evidence for decision in case.decisions}
    touched |= {key for event in case.events for key in event.evidence}
    return tuple(item for item in pictures if item.id not in touched and not (item.source or item.proves or item.shows))
