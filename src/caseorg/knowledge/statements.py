"""What the case's problem needs said, and whether the case or what is being written says it."""

from collections.abc import Iterable

from caseorg.domain.case import CaseFile
from caseorg.domain.checks.statements import Statement, known_slots, statements_said
from caseorg.domain.moments import Moment, show_chinese
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of


def statements_of(knowledge: Knowledge, case: CaseFile, writing: str = "") -> tuple[Statement, ...]:
    """Each statement of the chosen scenario; none without one. `writing` is a text beside what the case tells."""
    if case.scenario not in knowledge.scenarios:
        return ()
    return statements_in(knowledge, case, f"{told_by(knowledge, case)}\n{writing}")


def told_by(knowledge: Knowledge, case: CaseFile) -> str:
    """What the events tell, with their times."""
    return "\n".join(told_at(beat.at, beat.text) for beat in story_of(knowledge, case).told)


def told_at(at: Moment | None, text: str) -> str:
    return f"{show_chinese(at)}，{text}" if at else text


def statements_in(knowledge: Knowledge, case: CaseFile, text: str) -> tuple[Statement, ...]:
    """Each statement of the chosen scenario, said in the text or in a field of the case."""
    scenario = knowledge.scenarios.get(case.scenario)
    if scenario is None:
        return ()
    return statements_said(scenario, text, knowledge.statements.values(), known_slots(case))


def unsaid(statements: Iterable[Statement]) -> tuple[str, ...]:
    """What is missed: what is only good to know is not."""
    return tuple(one.text for one in statements if not one.said and not one.optional)
