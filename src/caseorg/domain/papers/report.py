"""From a case to the fields of the official report form (举报登记表 that goes with 令121): no demand is in it."""

from dataclasses import dataclass
from datetime import datetime

from caseorg.domain.case import CaseFile, Evidence, Person
from caseorg.domain.papers.facts import case_facts
from caseorg.domain.papers.missing import Missing, missing
from caseorg.domain.papers.renumbering import Renumbered, renumbered
from caseorg.domain.parties.respondent import Respondent, respondents
from caseorg.domain.story.story import Story

_ASKED = (Missing.MERCHANT, Missing.MERCHANT_ADDRESS, Missing.LICENCE, Missing.FACTS, Missing.EVIDENCE)
_IDENTITY = (Missing.NAME, Missing.PHONE, Missing.ADDRESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForm:
    """The form's fields as they are printed; an empty string is a blank to fill by hand."""

    reporter: Person
    respondents: tuple[Respondent, ...]
    platform: str
    clues: tuple[str, ...]
    facts: tuple[str, ...]
    attachments: tuple[Evidence, ...]
    renumbered: tuple[Renumbered, ...] = ()
    anonymous: bool = False
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """How the report is printed: in black and white; without a word of who reports."""

    mono: bool = False
    anonymous: bool = False


def report_form(
    case: CaseFile, story: Story, platform: str, kind: str, rules: str, *, anonymous: bool = False
) -> ReportForm:
    """Everything that the paper says. `kind` names the problem and `rules` the articles that may have been broken;
    either may be empty. `platform` says where it was bought, empty for not known. An anonymous report is made of the
    nameless version of the case."""
    return ReportForm(
        reporter=case.complainant,
        respondents=respondents(case),
        platform=platform,
        clues=_clues(kind, rules),
        facts=case_facts(case, story),
        attachments=case.standing_evidence,
        renumbered=renumbered(case),
        anonymous=anonymous,
        made_at=case.gathered_at,
    )


def report_gaps(case: CaseFile, *, anonymous: bool = False) -> tuple[Missing, ...]:
    """What 令121 art. 28 asks for, or the form has a field for, and the case does not say."""
    asked = _ASKED if anonymous else (*_IDENTITY, *_ASKED)
    return tuple(gap for gap in missing(case) if gap in asked)


def _clues(kind: str, rules: str) -> tuple[str, ...]:
    """What is suspected is left to the authority to find; where nothing is known there is a line to write on."""
    return (
        "涉嫌违反市场监督管理法律、法规、规章的具体线索和相应的事实依据如下，请依法核查。",
        f"线索类型：{kind}",
        f"涉嫌违反的规定（供核查参考，以主管部门认定为准）：{rules}。"
        if rules
        else "涉嫌违反的规定（知道的可以手写，不清楚的可以不填）：\n　",
    )
