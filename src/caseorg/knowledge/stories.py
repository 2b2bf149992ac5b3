"""The story of a case by the shipped words, or the user's own."""

from caseorg.domain.case import CaseFile
from caseorg.domain.story.reading import read_story
from caseorg.domain.story.story import Story
from caseorg.knowledge.library import Knowledge


def story_of(knowledge: Knowledge, case: CaseFile) -> Story:
    """What happened in the case, part by part."""
    return read_story(case, knowledge.story_words)
