"""What the case's problem needs said, and whether the case or what is being written says it."""

from collections.abc import Iterable

from caseorg.domain.case import CaseFile
from caseorg.domain.checks.statements import Statement, known_slots, statements_said
from caseorg.domain.moments import show_chinese
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of


def statements_of(knowledge: Knowledge, case: CaseFile, writing: str = "") -> tuple[Statement, ...]:
    """Each statement of the chosen scenario; none without one. `writing` is a text beside what the case tells."""
    scenario = knowledge.scenarios.get(case.scenario)
    if scenario is None:
        return ()
    beats = story_of(knowledge, case).told
    told = (f"{show_chinese(beat.at)}，{beat.text}" if beat.at else beat.text for beat in beats)
    text = "\n".join((*told, writing))
    return statements_said(scenario, text, knowledge.statements.values(), known_slots(case))


def unsaid(statements: Iterable[Statement]) -> tuple[str, ...]:
    """What is missed: what is only good to know is not."""
    return tuple(one.text for one in statements if not one.said and not one.optional)
