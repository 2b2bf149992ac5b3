"""Messages from a case with what the knowledge says: channels, frames, the articles of the scenario."""

from dataclasses import replace
from datetime import datetime

from caseorg.domain.case import CaseFile
from caseorg.domain.errors import CaseorgError
from caseorg.domain.law.statute import together
from caseorg.domain.messages.background import Background
from caseorg.domain.messages.channel import Channel, MessageKind, Rung
from caseorg.domain.messages.message import Draft, compose, slots
from caseorg.domain.papers.report import ReportForm, ReportOptions, report_form
from caseorg.domain.remark import Remark, remark
from caseorg.domain.scenario import Scenario
from caseorg.domain.sums.formulas import without_formula
from caseorg.knowledge.law import OTHER, citations, relied_on, suspected
from caseorg.knowledge.letters import frame_of
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.platforms import payment_institution, platform_operator, trade_place
from caseorg.knowledge.reckoning import reckon
from caseorg.knowledge.respondents import doubts, other_side
from caseorg.knowledge.stories import story_of
from caseorg.knowledge.versions import printed_version, sent_version

_OF_A_PURCHASE = ("order_number", "product")  # whoever was robbed or cheated may have bought nothing
_TO_THOSE_INVOLVED = (MessageKind.EMAIL, MessageKind.UPGRADE, MessageKind.INTERVENTION)  # who know who answered
_NAMES = frozenset({"merchant", "respondent"})  # slots
_POLICE_FIRST = remark(
    "In such a case call the police first (110 or 96110) and have your bank or payment service stop the payment; "
    "have no more contact with them."
)
_NOTHING_TO_REPORT = remark(
    "Which rule such a case may break is not on file: that line stays blank, to fill in by hand or to leave. "
    "A refund is asked for in the complaint, never in a report."
)


def draft(knowledge: Knowledge, case: CaseFile, channel: Channel, kind: MessageKind | None, now: datetime) -> Draft:
    """The message of this kind for the channel, masked where it is public; without a kind, the channel's usual one.

    Raises:
        CaseorgError: the channel has no messages of this kind.
    """
    wanted = kind or channel.kinds[0]
    if wanted not in channel.kinds:
        raise CaseorgError(
            "“{channel}” has no message of the kind “{kind}”.",
            "Choose one of: {known}.",
            channel=channel.name,
            kind=wanted.value,
            known=", ".join(candidate.value for candidate in channel.kinds),
        )
    version = sent_version(knowledge, case, channel, wanted)
    composed = _composed(knowledge, version.case, channel, wanted, now)
    named = _NAMES.intersection(slots(frame_of(knowledge, version.case, channel, wanted).template))
    mending = doubts(other_side(knowledge, case)) if named else ()
    hidden = version.told(composed.subject, composed.text, *composed.left_out)
    return replace(composed, hidden=hidden, doubts=(*composed.doubts, *mending))


def _composed(knowledge: Knowledge, case: CaseFile, channel: Channel, wanted: MessageKind, now: datetime) -> Draft:
    frame = frame_of(knowledge, case, channel, wanted)
    known = background(knowledge, case, now)
    addressed = replace(
        known,
        stops_payments=channel.stops_payments,
        to_authority=channel.rung is Rung.AUTHORITY,
        names_agents=wanted in _TO_THOSE_INVOLVED,
    )
    composed = compose(replace(case, demand=without_formula(case.demand)), frame, channel.limit, addressed)
    if addressed.scenario and addressed.scenario.urgent:
        composed = replace(composed, missing=tuple(name for name in composed.missing if name not in _OF_A_PURCHASE))
    return replace(composed, first=police_first(addressed.scenario, channel))


def police_first(scenario: Scenario | None, channel: Channel | None = None) -> Remark | None:
    """What to do before writing over a channel that the scenario does not name, or before any other paper: swindlers
    are not written to, and a consumer authority catches none. None where the case is no crime."""
    if scenario is None or not scenario.is_crime:
        return None
    return None if channel and channel.id in (*scenario.first, *scenario.later) else _POLICE_FIRST


def reported(knowledge: Knowledge, case: CaseFile, *, anonymous: bool = False) -> ReportForm:
    """The report with what the case's scenario tells of such a case; `anonymous` without a word of who reports."""
    case = printed_version(knowledge, case, ReportOptions(anonymous=anonymous)).case
    scenario = knowledge.scenarios.get(case.scenario)
    kind = scenario.name if scenario and scenario.id != OTHER else ""
    story, rules = story_of(knowledge, case), together(suspected(knowledge, case))
    return report_form(case, story, trade_place(case), kind, rules, anonymous=anonymous)


def report_doubt(knowledge: Knowledge, case: CaseFile) -> Remark | None:
    """What to know of the case before it is reported; None where the knowledge names what may have been broken."""
    return None if suspected(knowledge, case) else _NOTHING_TO_REPORT


def background(knowledge: Knowledge, case: CaseFile, now: datetime) -> Background:
    """What a message about this case can say beyond it. Without a scenario the articles are those for other cases."""
    relied = relied_on(knowledge, case)
    scenario, operator = knowledge.scenarios.get(case.scenario), platform_operator(knowledge, case)
    return Background(
        now=now,
        story=story_of(knowledge, case),
        scenario=scenario,
        institution=payment_institution(knowledge, case),
        operator=operator.company if operator else "",
        payment_citations=citations(knowledge, scenario.basis_payment) if scenario else (),
        citations=tuple(cited.citation for cited in relied),
        tags={cited.citation: cited.tag for cited in relied},
        suspected=suspected(knowledge, case),
        platform=trade_place(case),
        channels={key: channel.name for key, channel in knowledge.channels.items()},
        formula=reckon(knowledge, case).formula,
        of_platform=frozenset(key for key, channel in knowledge.channels.items() if channel.rung is Rung.PLATFORM),
    )
