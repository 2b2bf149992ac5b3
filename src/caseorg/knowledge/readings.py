"""What pictures propose for a case, by the shipped words or the user's own."""

from collections.abc import Mapping

from caseorg.domain.case import CaseFile, EvidenceId
from caseorg.domain.reading.proposal import Proposal
from caseorg.domain.reading.proposals import proposals
from caseorg.domain.reading.reading import Reading
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import reading_words, story_of


def proposals_of(knowledge: Knowledge, case: CaseFile, readings: Mapping[EvidenceId, Reading]) -> tuple[Proposal, ...]:
    """What the readings of its evidence propose; nothing of it is in the case until it is accepted."""
    story, words = story_of(knowledge, case), reading_words(knowledge)
    return proposals(case, story, readings, knowledge.reading_words, words)
