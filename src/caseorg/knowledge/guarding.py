"""The guard with what is known of the field: called before anything goes out, by both faces."""

from datetime import datetime

from caseorg.domain.case import CaseFile
from caseorg.domain.guard.findings import Going, GuardFinding, Outgoing
from caseorg.domain.guard.guard import GuardContext, guard
from caseorg.domain.messages.channel import MessageKind, Rung
from caseorg.domain.messages.message import values
from caseorg.domain.remark import Remark
from caseorg.domain.story.story import Story
from caseorg.knowledge.drafts import background
from caseorg.knowledge.law import footing_of
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.position import unsuited
from caseorg.knowledge.stories import story_of

_COMPLAINED = "12315"


def guarded(knowledge: Knowledge, case: CaseFile, going: Outgoing, now: datetime) -> tuple[GuardFinding, ...]:
    """Everything to know before it goes out, what holds first."""
    story = story_of(knowledge, case)
    channel = knowledge.channels.get(going.channel)
    scenario = knowledge.scenarios.get(case.scenario)
    known = GuardContext(
        rules=knowledge.guard,
        wording=[rule for rule in knowledge.wording.values() if rule.held_as],
        values=values(case, background(knowledge, case, now)),
        footing=footing_of(knowledge, case),
        people=knowledge.personal_words,
        crime=bool(scenario and scenario.is_crime),
        for_consumers=channel.consumers if channel else going.what is Going.COMPLAINT,
        to_other_side=channel is not None and channel.rung in (Rung.MERCHANT, Rung.UPGRADE),
        unsuited=_unsuited(knowledge, case, story, going, now),
    )
    return guard(case, story, going, known, now)


def _unsuited(knowledge: Knowledge, case: CaseFile, story: Story, going: Outgoing, now: datetime) -> Remark | None:
    """Why the channel does not take the matter; a complaint on paper goes to 12315."""
    channel = knowledge.channels.get(_COMPLAINED if going.what is Going.COMPLAINT else going.channel)
    kind = MessageKind(going.kind) if going.kind in set(MessageKind) else None
    return unsuited(knowledge, case, story, channel, now, kind) if channel else None
