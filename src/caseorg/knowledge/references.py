"""Whether what one entry names is there in another file, and every question, pattern and slot can be used."""

import re
from collections import Counter
from collections.abc import Iterator

from caseorg.domain.messages.message import SLOT_NAMES, slots
from caseorg.domain.privacy.words import list_ids
from caseorg.domain.reading.words import GroupName
from caseorg.knowledge.answers import questions
from caseorg.knowledge.door_signs import broken_signs
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.naming import namings

LONGEST_ID = 64


def broken_references(knowledge: Knowledge) -> Iterator[str]:
    """One sentence a fault, such as `scenarios/card-invalid: basis names “消法-230”, which is not in statutes.toml`."""
    for naming in namings(knowledge):
        for key in naming.ids:
            if key not in naming.known:
                yield f"{naming.where}: {naming.field} names “{key}”, which is not in {naming.files}"
    for key in list_ids():
        if key not in knowledge.word_lists:
            yield f"personal_data: the list “{key}” is missing"
    for group in set(GroupName) - {group.id for group in knowledge.reading_words.groups}:
        yield f"readings: the group “{group}” is missing"
    yield from _questions(knowledge)
    yield from broken_signs(knowledge)
    for where, choices, chosen in _choices(knowledge):
        for choice in chosen:
            if choice not in choices:
                yield f"{where}: “{choice}” is not among its choices"
    for where, template in _templates(knowledge):
        for slot in slots(template):
            if slot not in SLOT_NAMES:
                yield f"{where}: there is no slot “{slot}”"
    for where, pattern in _patterns(knowledge):
        try:
            re.compile(pattern)
        except re.error as error:
            yield f"{where}: the pattern “{pattern}” cannot be used: {error}"


def _questions(knowledge: Knowledge) -> Iterator[str]:
    """Answers of all scenarios and of the pre-check lie in one table under the ids of the questions."""
    asked = Counter(check.id for scenario in knowledge.scenarios.values() for check in scenario.checks)
    asked.update(key for key, ground in knowledge.grounds.items() if ground.question)
    for key, count in asked.items():
        if count > 1:
            yield f"{count} questions have the id “{key}”"
        if not 0 < len(key) <= LONGEST_ID:
            yield f"the id of the question “{key}” must have 1 to {LONGEST_ID} characters"
    for key, scenario in knowledge.scenarios.items():
        for check in scenario.checks:
            if not check.id.startswith(f"{key}."):
                yield f"scenarios/{key}: the id of the question “{check.id}” must begin with “{key}.”"


def _choices(knowledge: Knowledge) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    for key, scenario in knowledge.scenarios.items():
        for check in scenario.checks:
            yield f"scenarios/{key}, question “{check.id}”", check.choices, check.stops
    for key, ground in knowledge.grounds.items():
        yield f"grounds/{key}", ground.choices, ground.bad
    asked = questions(knowledge)
    for key, footing in knowledge.footings.items():
        choices = asked[footing.decided_by].choices if footing.decided_by in asked else ()
        yield f"footing/{key}, question “{footing.decided_by}”", choices, footing.confirms + footing.rules_out


def _templates(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for key, frame in knowledge.frames.items():
        yield f"messages/{key}", frame.subject + frame.template
    for key, letter in knowledge.letters.items():
        yield f"letters/{key}", letter.subject + letter.template
    for key, rule in knowledge.wording.items():
        yield f"wording/{key}", "".join(rule.better)


def _patterns(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for key, flag in knowledge.red_flags.items():
        for pattern in flag.patterns + flag.unless:
            yield f"red_flags/{key}", pattern
    for key, payee in knowledge.payees.items():
        for pattern in payee.patterns:
            yield f"payees/{key}", pattern
    for key, footing in knowledge.footings.items():
        for pattern in footing.patterns + footing.unless:
            yield f"footing/{key}", pattern
    for key, statement in knowledge.statements.items():
        for pattern in statement.patterns:
            yield f"statements/{key}", pattern
    for key, rule in knowledge.wording.items():
        for pattern in rule.patterns + rule.unless:
            yield f"wording/{key}", pattern
    yield from _reading_patterns(knowledge)


def _reading_patterns(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    known = knowledge.reading_words
    spoken = [(app.id, app.words) for app in known.apps] + [(speaker.id, speaker.words) for speaker in known.speakers]
    for key, words in (*spoken, *((group.id, group.words) for group in known.groups)):
        yield from ((f"readings/{key}", pattern) for pattern in words)
    for page in known.pages:
        yield from ((f"readings/{page.id}", pattern) for pattern in page.titles + page.words)
    for number in known.numbers:
        yield f"readings/{number.id}", number.pattern
