"""The functions that take a story, given the one that the shipped words read from the case."""

from collections.abc import Mapping

from caseorg.domain import annex, complaint, facts, report
from caseorg.domain.case import CaseFile, Event
from caseorg.domain.story.reading import read_story
from caseorg.domain.story.story import Story
from domain.knowledge import WORDS


def story(case: CaseFile) -> Story:
    """What happened in the case."""
    return read_story(case, WORDS)


def complaint_form(case: CaseFile, platform: str, channels: Mapping[str, str] | None = None) -> complaint.ComplaintForm:
    """The complaint's fields."""
    return complaint.complaint_form(case, story(case), platform, channels or {})


def report_form(case: CaseFile, platform: str, kind: str, rules: str, *, anonymous: bool = False) -> report.ReportForm:
    """The report's fields."""
    return report.report_form(case, story(case), platform, kind, rules, anonymous=anonymous)


def happenings(case: CaseFile, channels: Mapping[str, str]) -> tuple[annex.Happening, ...]:
    """The timeline on paper."""
    return annex.happenings(case, story(case), channels)


def fact_sentence(case: CaseFile, event: Event) -> str:
    """An event on paper."""
    return facts.fact_sentence(case, event, facts.told_text(event, story(case)) or event.text.strip())
