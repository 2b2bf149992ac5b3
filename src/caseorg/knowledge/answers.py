"""The questions of the knowledge to which a case can hold answers."""

from collections.abc import Mapping

from caseorg.domain.case import Answer
from caseorg.domain.errors import CaseorgError
from caseorg.domain.scenario import Question
from caseorg.knowledge.library import Knowledge


def questions(knowledge: Knowledge) -> Mapping[str, Question]:
    """Those of all scenarios and of the grounds for refusal, by their ids."""
    checks = [check for scenario in knowledge.scenarios.values() for check in scenario.checks]
    grounds = [
        Question(id=ground.id, text=ground.question, choices=ground.choices)
        for ground in knowledge.grounds.values()
        if ground.question
    ]
    return {question.id: question for question in (*checks, *grounds)}


def read_answer(knowledge: Knowledge, typed: str, scenario: str = "") -> Answer:
    """What was typed as QUESTION=ANSWER; the question by its id or its full text, first that of the scenario.

    Raises:
        CaseorgError: it is not written so, there is no such question, or the answer is not among its choices.
    """
    name, sign, value = (part.strip() for part in typed.partition("="))
    if not sign or not name:
        raise CaseorgError("“{text}” is no answer.", "Write it as QUESTION=ANSWER.", text=typed)
    known = questions(knowledge)
    own = [check.id for check in knowledge.scenarios[scenario].checks] if scenario in knowledge.scenarios else []
    grounds = [key for key in knowledge.grounds if key in known]
    found = known.get(name) or next((known[key] for key in (*own, *known) if known[key].text == name), None)
    if found is None:
        raise CaseorgError(
            "There is no question “{question}”.",
            "Choose one of: {known}.",
            question=name,
            known=", ".join((*own, *grounds) if own else known),
        )
    if value and found.choices and value not in found.choices:
        raise CaseorgError(
            "“{value}” is no answer to “{question}”.",
            "Choose one of: {known}.",
            value=value,
            question=found.text,
            known=", ".join(found.choices),
        )
    return Answer(question=found.id, value=value)
