"""The functions that take a story, given the one that the shipped words read from the case."""

from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from caseorg.domain.case import CaseFile, Event
from caseorg.domain.checks.completeness import triage
from caseorg.domain.papers import annex, complaint, facts, report
from caseorg.domain.story.reading import read_story
from caseorg.domain.story.story import Story
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.looks import searches
from caseorg.knowledge.stories import reading_words

KNOWLEDGE = Knowledge()
WORDS = reading_words(KNOWLEDGE)
_NO_TABLES: dict[str, Any] = {key: {} for key in ("footings", "terms", "cautions", "scenarios", "wording")}


def story(case: CaseFile) -> Story:
    """What happened in the case."""
    return read_story(case, WORDS)


def story_by(case: CaseFile, **tables: Any) -> Story:
    """The same, where these tables of the knowledge are other than the shipped ones."""
    knowledge = SimpleNamespace(**{**_NO_TABLES, **tables})
    return read_story(case, replace(WORDS, searches=searches(cast(Knowledge, knowledge))))


def suggested_by_words(case: CaseFile) -> tuple[str, ...]:
    """The shipped scenarios that the words of the case suggest."""
    return triage(case, story(case), KNOWLEDGE.scenarios)


def complaint_form(case: CaseFile, platform: str, channels: Mapping[str, str] | None = None) -> complaint.ComplaintForm:
    """The complaint's fields."""
    return complaint.complaint_form(case, story(case), platform, channels or {})


def report_form(case: CaseFile, platform: str, kind: str, rules: str, *, anonymous: bool = False) -> report.ReportForm:
    """The report's fields."""
    return report.report_form(case, story(case), platform, kind, rules, anonymous=anonymous)


def happenings(case: CaseFile, channels: Mapping[str, str]) -> tuple[annex.PrintedEvent, ...]:
    """The timeline on paper."""
    return annex.happenings(case, story(case), channels)


def fact_sentence(case: CaseFile, event: Event) -> str:
    """An event on paper."""
    return facts.fact_sentence(case, event, story(case).told_texts.get(event.id, event.text.strip()))
