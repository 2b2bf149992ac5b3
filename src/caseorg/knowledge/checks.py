"""Everything that can be checked of a case before it is sent, in one value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from caseorg.domain.case import CaseFile, EventId
from caseorg.domain.checks.cautions import find_cautions
from caseorg.domain.checks.completeness import Completeness, completeness, triage
from caseorg.domain.checks.jurisdiction import CompetentOffice
from caseorg.domain.checks.ledger import Ledger, ledger
from caseorg.domain.checks.objections.rehearsal import Objection, objections
from caseorg.domain.checks.precheck import GroundResult, precheck
from caseorg.domain.checks.statements import Statement
from caseorg.domain.checks.wording import (
    WordingFinding,
    WordingRule,
    find_faults_of_any_text,
    find_wording,
    wording_screen,
)
from caseorg.domain.demands.gaps import demand_gaps
from caseorg.domain.law.statute import unknown_citations
from caseorg.domain.messages.message import LaterValues, values
from caseorg.domain.papers.facts import unsaid
from caseorg.domain.remark import Remark
from caseorg.domain.scams.scam import RedFlag
from caseorg.domain.scenario import Caution, Correction, Guide
from caseorg.domain.screening import RuleScreen
from caseorg.domain.steps.hints import HintPlace
from caseorg.domain.story.story import Story
from caseorg.domain.story.words import Look
from caseorg.knowledge.conditions import conditions
from caseorg.knowledge.drafts import background
from caseorg.knowledge.hints import about_problem, corrections_of, guides_for, hints_at
from caseorg.knowledge.law import footing_of
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.platforms import platform_operator
from caseorg.knowledge.position import fraud_urgent
from caseorg.knowledge.reckoning import Reckoning, reckon
from caseorg.knowledge.respondents import OtherSide, as_named, office_of, other_side
from caseorg.knowledge.statements import statements_of
from caseorg.knowledge.stories import story_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """Words that could be put better, in an event's text or, where `event` is None, in the demand."""

    text: str
    event: EventId | None
    finding: WordingFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A red flag in an event's words: `words` raise it, `phrase` is what to quote."""

    event: EventId
    flag: RedFlag
    words: str
    phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """`completeness` is None while no scenario is chosen; `suggested` then holds those that the case's words suggest.
    `statements` are what such a case needs said, and whether it is; `unsaid` is what every case does.

    `urgent` comes before all else. Of a `crime` no complaint is checked: no grounds, objections or gaps of the demand.
    `demand` says what the demand lacks, `corrections` what articles say loosely about such a case, `notes` what
    is good to know of it, `guides` the pages about it and about what is hinted at. `evidence_hints` stand beside
    evidence that is missing, `wording_hints` beside words that could be put better.
    """

    urgent: tuple[str, ...]
    crime: bool
    completeness: Completeness | None
    statements: tuple[Statement, ...]
    unsaid: tuple[Remark, ...]
    suggested: tuple[str, ...]
    grounds: tuple[GroundResult, ...]
    office: CompetentOffice
    other_side: OtherSide
    ledger: Ledger
    objections: tuple[Objection, ...]
    wording: tuple[Worded, ...]
    demand: tuple[Remark, ...]
    reckoning: Reckoning
    cautions: tuple[Caution, ...]
    flags: tuple[Alarm, ...]
    corrections: tuple[Correction, ...]
    notes: tuple[str, ...]
    guides: tuple[Guide, ...]
    evidence_hints: tuple[str, ...]
    wording_hints: tuple[str, ...]


def check_case(knowledge: Knowledge, case: CaseFile, now: datetime) -> Checkup:
    """The case as it stands, by the knowledge; nothing is changed."""
    scenario = knowledge.scenarios.get(case.scenario)
    proofs = knowledge.proofs
    story = story_of(knowledge, case)
    cautions = find_cautions(case, story, knowledge.cautions.values())
    named, operator = as_named(knowledge, case), platform_operator(knowledge, case)
    footing = footing_of(knowledge, case)
    crime = bool(scenario and scenario.is_crime)
    fraud = () if crime else fraud_urgent(knowledge, case, story, now)
    reckoning = reckon(knowledge, case)
    complete = completeness(case, scenario, proofs) if scenario else None
    worded = tuple(_worded(knowledge, case, story, LaterValues(lambda: values(case, background(knowledge, case, now)))))
    hinted = tuple(_hinted(complete, worded))
    return Checkup(
        urgent=scenario.urgent if scenario and scenario.urgent else fraud,
        crime=crime,
        completeness=complete,
        statements=statements_of(knowledge, case),
        unsaid=() if crime else unsaid(story),
        suggested=() if scenario else triage(case, story, knowledge.scenarios),
        grounds=()
        if crime
        else precheck(named, knowledge.grounds, now, proofs, cautions, operator, footing, for_police=bool(fraud)),
        office=office_of(knowledge, named),
        other_side=other_side(knowledge, case),
        ledger=ledger(case, story, proofs, reckoning.figures),
        objections=() if crime else objections(case, story, now, scenario, proofs),
        wording=worded,
        demand=() if crime else demand_gaps(case.demand, case.demand_said),
        reckoning=reckoning,
        cautions=cautions,
        flags=alarms(knowledge, story),
        corrections=tuple(corrections_of(knowledge, case)),
        notes=tuple(filter(None, (scenario.warning, *about_problem(knowledge, scenario)))) if scenario else (),
        guides=guides_for(knowledge, case.scenario, (HintPlace.PROBLEM, *hinted)),
        evidence_hints=hints_at(knowledge, HintPlace.EVIDENCE) if HintPlace.EVIDENCE in hinted else (),
        wording_hints=hints_at(knowledge, HintPlace.WORDING) if HintPlace.WORDING in hinted else (),
    )


def _hinted(complete: Completeness | None, worded: Sequence[Worded]) -> Iterator[HintPlace]:
    """Where advice is needed: something is missing, or could be put better."""
    if complete and complete.lacking:
        yield HintPlace.EVIDENCE
    if worded:
        yield HintPlace.WORDING


def alarms(knowledge: Knowledge, story: Story) -> tuple[Alarm, ...]:
    """Each red flag that the events raise, where it is raised first; what is only planned is warned of as well."""
    flags = knowledge.red_flags
    found: dict[str, Alarm] = {}
    for event, hit in story.in_events(Look.FLAG):
        found.setdefault(hit.rule, Alarm(event=event, flag=flags[hit.rule], words=hit.words, phrase=hit.phrase))
    return tuple(found.values())


@lru_cache(maxsize=4)
def _wording_rules(knowledge: Knowledge) -> RuleScreen[WordingRule]:
    return wording_screen(knowledge.wording.values())


def _worded(knowledge: Knowledge, case: CaseFile, story: Story, known: Mapping[str, str]) -> Iterator[Worded]:
    texts: list[tuple[EventId | None, str]] = [(None, case.demand)]
    texts += [(event, hit.words) for event, hit in story.in_events(Look.WORDING) if event in story.told_texts]
    rules = _wording_rules(knowledge)
    for event, text in texts:
        for finding in (
            *find_wording(text, rules, known),
            *find_faults_of_any_text(text, unknown_citations(text, knowledge.laws, knowledge.statutes)),
            *conditions(knowledge, case, text),
        ):
            yield Worded(text=text[finding.start : finding.end], event=event, finding=finding)
