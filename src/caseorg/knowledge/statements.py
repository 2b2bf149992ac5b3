"""What the case's problem needs said, and whether the case, or a text that goes out, says it."""

from collections.abc import Callable, Container, Iterable

from caseorg.domain.case import CaseFile
from caseorg.domain.checks.statements import Statement, known_slots, patterns_met, slots_in, statements_said
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of


def statements_of(knowledge: Knowledge, case: CaseFile) -> tuple[Statement, ...]:
    """Each statement of the chosen scenario; none without one."""
    if case.scenario not in knowledge.scenarios:
        return ()
    return statements_met(knowledge, case, story_of(knowledge, case).statements)


def statements_in(
    knowledge: Knowledge, case: CaseFile, text: str, hide: Callable[[str], str] = str
) -> tuple[Statement, ...]:
    """The same, and whether the text itself says it; `hide` is how it masks what the case says."""
    scenario = knowledge.scenarios.get(case.scenario)
    if scenario is None:
        return ()
    rules = knowledge.statements.values()
    return statements_said(scenario, patterns_met(text, rules), rules, slots_in(text, case, hide))


def statements_met(knowledge: Knowledge, case: CaseFile, met: Container[str]) -> tuple[Statement, ...]:
    """Each statement of the chosen scenario, by the patterns of the rules that were met and the fields of the case."""
    scenario = knowledge.scenarios.get(case.scenario)
    return statements_said(scenario, met, knowledge.statements.values(), known_slots(case)) if scenario else ()


def unsaid(statements: Iterable[Statement]) -> tuple[str, ...]:
    """What is missed: what is only good to know is not."""
    return tuple(statement.text for statement in statements if not statement.said and not statement.optional)
