"""Whether the conditions in doors.toml name signs that there can be, and its situations lead through doors that there
are."""

from collections.abc import Iterator, Mapping

from caseorg.domain.case import Payment, Platform
from caseorg.domain.steps.signs import known_signs, parts
from caseorg.domain.steps.ways import DOORS
from caseorg.knowledge.answers import questions
from caseorg.knowledge.library import Knowledge


def broken_signs(knowledge: Knowledge) -> Iterator[str]:
    """One sentence a fault."""
    plain = known_signs(knowledge.story_marks, knowledge.name_signs)
    named: Mapping[str, frozenset[str]] = {
        "scenario": frozenset(knowledge.scenarios),
        "milestone": frozenset(knowledge.milestones),
        "platform": frozenset(Platform),
        "payment": frozenset(Payment),
    }
    for key, condition in _conditions(knowledge):
        for sign in parts(condition):
            kind, _, value = sign.partition(":")
            if sign not in plain and value not in named.get(kind, ()) and not _is_answer(knowledge, sign):
                yield f"doors/{key}: there is no sign “{sign}”"
    for key, situation in knowledge.situations.items():
        for door in situation.doors:
            if door not in DOORS:
                yield f"doors/{key}: there is no door “{door}”"


def _conditions(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for closed in knowledge.closed_doors.values():
        yield from ((closed.id, condition) for condition in (*closed.signs, *closed.unless))
    for situation in knowledge.situations.values():
        yield from ((situation.id, condition) for condition in (*situation.signs, *situation.unless))
    for danger in knowledge.dangers.values():
        yield from ((danger.id, condition) for condition in (*danger.signs, *danger.unless))
    for waiver in knowledge.waivers.values():
        yield from ((waiver.id, condition) for condition in waiver.signs)


def _is_answer(knowledge: Knowledge, sign: str) -> bool:
    """`daily-life=否`"""
    question, _, value = sign.partition("=")
    asked = questions(knowledge).get(question)
    return asked is not None and value in asked.choices
