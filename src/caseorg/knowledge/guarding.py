"""The guard with what is known of the field: called before anything goes out, by both faces."""

from datetime import datetime

from caseorg.domain.case import CaseFile
from caseorg.domain.guard.findings import Going, GuardFinding, Outgoing
from caseorg.domain.guard.guard import Known, guard
from caseorg.domain.messages.channel import Rung
from caseorg.domain.messages.message import values
from caseorg.knowledge.drafts import background
from caseorg.knowledge.law import footing_of
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of


def guarded(knowledge: Knowledge, case: CaseFile, going: Outgoing, now: datetime) -> tuple[GuardFinding, ...]:
    """Everything to know before it goes out, what holds first."""
    channel = knowledge.channels.get(going.channel)
    scenario = knowledge.scenarios.get(case.scenario)
    known = Known(
        rules=knowledge.guard,
        wording=[rule for rule in knowledge.wording.values() if rule.held_as],
        values=values(case, background(knowledge, case, now)),
        footing=footing_of(knowledge, case),
        people=knowledge.personal_words,
        crime=bool(scenario and scenario.is_crime),
        for_consumers=channel.consumers if channel else going.what is Going.COMPLAINT,
        to_other_side=channel is not None and channel.rung in (Rung.MERCHANT, Rung.UPGRADE),
    )
    return guard(case, story_of(knowledge, case), going, known, now)
