"""What the case's problem needs said, and whether the case or what is being written says it."""

from collections.abc import Container, Iterable

from caseorg.domain.case import CaseFile
from caseorg.domain.checks.statements import Statement, known_slots, patterns_met, statements_said
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of


def statements_of(knowledge: Knowledge, case: CaseFile, writing: str = "") -> tuple[Statement, ...]:
    """Each statement of the chosen scenario; none without one. `writing` is a text beside what the case tells."""
    if case.scenario not in knowledge.scenarios:
        return ()
    written = patterns_met(writing, knowledge.statements.values()) if writing else frozenset()
    return statements_met(knowledge, case, story_of(knowledge, case).statements | written)


def statements_met(knowledge: Knowledge, case: CaseFile, said: Container[str]) -> tuple[Statement, ...]:
    """Each statement of the chosen scenario, by the patterns of the rules that were met and the fields of the case."""
    scenario = knowledge.scenarios.get(case.scenario)
    return statements_said(scenario, said, knowledge.statements.values(), known_slots(case)) if scenario else ()


def unsaid(statements: Iterable[Statement]) -> tuple[str, ...]:
    """What is missed: what is only good to know is not."""
    return tuple(one.text for one in statements if not one.said and not one.optional)
