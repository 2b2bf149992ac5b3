"""The frame of a message: the kind's, the channel's own, or the letter that the fault calls for."""

from caseorg.domain.case import CaseFile, Platform
from caseorg.domain.messages.channel import Channel, MessageFrame, MessageKind
from caseorg.domain.messages.letters import Letter, letter_kind
from caseorg.domain.story.story import TALKS
from caseorg.knowledge.law import OTHER, footing_of
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of

_OWN_SITE = {"platform": "late"}  # a site of its own has no platform to write to


def frame_of(knowledge: Knowledge, case: CaseFile, channel: Channel, kind: MessageKind) -> MessageFrame:
    """A channel's own frame stands in for its usual kind alone: a follow-up stays one."""
    if kind is MessageKind.DEMAND_LETTER and (letter := letter_of(knowledge, case)):
        return letter
    own = knowledge.frames.get(channel.frame) if kind is channel.kinds[0] else None
    return own or knowledge.frames[kind]


def letter_of(knowledge: Knowledge, case: CaseFile) -> Letter | None:
    """The letter that the fault calls for, by who stands against whom; None where such a case has none of its own."""
    scenario = knowledge.scenarios.get(case.scenario) or knowledge.scenarios.get(OTHER)
    if scenario is None:
        return None
    kind = footing_of(knowledge, case).kind
    urged = bool(story_of(knowledge, case).of(*TALKS))  # whoever answered was asked
    found = letter_kind(scenario, kind, knowledge.letters, urged=urged)
    return knowledge.letters.get(_OWN_SITE.get(found, found) if case.platform is Platform.SITE else found)
