"""Whether what one entry names is there in another file, and every question, pattern and slot can be used."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from caseorg.domain.known import Known
from caseorg.domain.messages.message import SLOT_NAMES, slots
from caseorg.domain.privacy.words import list_ids
from caseorg.domain.reading.words import Group
from caseorg.knowledge.answers import questions
from caseorg.knowledge.door_signs import broken_signs
from caseorg.knowledge.library import Knowledge

LONGEST_ID = 64


def broken_references(knowledge: Knowledge) -> Iterator[str]:
    """One sentence a fault, such as `scenarios/card-invalid: basis names “消法-230”, which is not in statutes.toml`."""
    for where, field, ids, known, files in _named(knowledge):
        for key in ids:
            if key not in known:
                yield f"{where}: {field} names “{key}”, which is not in {files}"
    for key in list_ids():
        if key not in knowledge.word_lists:
            yield f"personal_data: the list “{key}” is missing"
    for group in set(Group) - {group.id for group in knowledge.reading_words.groups}:
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


def _named(knowledge: Knowledge) -> Iterator[tuple[str, str, Iterable[str], Mapping[str, Known], str]]:
    """Place and field, the ids in it, the entries among which they must be, and where those are written."""
    statutes = (knowledge.statutes, "statutes.toml")
    channels, scenarios = (knowledge.channels, "channels"), (knowledge.scenarios, "scenarios")
    for key, scenario in knowledge.scenarios.items():
        yield f"scenarios/{key}", "basis", scenario.basis, *statutes
        yield f"scenarios/{key}", "basis_private", scenario.basis_private, *statutes
        yield f"scenarios/{key}", "basis_business", scenario.basis_business, *statutes
        yield f"scenarios/{key}", "basis_minor", scenario.basis_minor, *statutes
        yield f"scenarios/{key}", "basis_payment", scenario.basis_payment, *statutes
        yield f"scenarios/{key}", "tags", [article.statute for article in scenario.tags], *statutes
        yield f"scenarios/{key}", "further", scenario.further, *statutes
        yield f"scenarios/{key}", "suspected", scenario.suspected, *statutes
        yield f"scenarios/{key}", "proofs", scenario.proofs, knowledge.proofs, "proofs.toml"
        yield f"scenarios/{key}", "helpful", scenario.helpful, knowledge.proofs, "proofs.toml"
        yield f"scenarios/{key}", "letter", filter(None, (scenario.letter,)), knowledge.letters, "letters.toml"
        yield f"scenarios/{key}", "first", scenario.first, *channels
        yield f"scenarios/{key}", "later", scenario.later, *channels
    for key, term in knowledge.terms.items():
        yield f"terms/{key}", "basis", term.basis, *statutes
        yield f"terms/{key}", "suspected", term.suspected, *statutes
    for key, statute in knowledge.statutes.items():
        yield f"statutes/{key}", "law", (statute.law,), knowledge.laws, "statutes.toml"
    for key, rule in knowledge.deadlines.items():
        milestones = (rule.starts, *rule.ends)
        yield f"deadlines/{key}", "starts or ends", milestones, knowledge.milestones, "deadlines.toml"
        yield f"deadlines/{key}", "basis", rule.basis, *statutes
    for key, ground in knowledge.grounds.items():
        yield f"grounds/{key}", "basis", (ground.basis,), *statutes
    for key, footing in knowledge.footings.items():
        yield f"footing/{key}", "scenarios", footing.scenarios, *scenarios
    for key, closed in knowledge.closed_doors.items():
        yield f"doors/{key}", "channels", closed.channels, *channels
        yield f"doors/{key}", "basis", closed.basis, *statutes
    for key, situation in knowledge.situations.items():
        yield f"doors/{key}", "basis", situation.basis, *statutes
    for key, danger in knowledge.dangers.items():
        yield f"doors/{key}", "basis", danger.basis, *statutes
    for key, correction in knowledge.corrections.items():
        yield f"corrections/{key}", "scenarios", correction.scenarios, *scenarios
        yield f"corrections/{key}", "channels", correction.channels, *channels
    for key, guide in knowledge.guides.items():
        yield f"guides/{key}", "scenarios", guide.scenarios, *scenarios
    for key, hint in knowledge.hints.items():
        yield f"hints/{key}", "scenarios", hint.scenarios, *scenarios
        yield f"hints/{key}", "guide", filter(None, (hint.guide,)), knowledge.guides, "guides.toml"
    for key, factor in knowledge.service_factors.items():
        yield f"red_flags/{key}", "flags", factor.flags, knowledge.red_flags, "red_flags.toml"
    for key, letter in knowledge.letters.items():
        yield f"letters/{key}", "before", filter(None, (letter.before,)), knowledge.letters, "letters.toml"
    for key, place in knowledge.marketplaces.items():
        yield f"platforms/{key}", "operators", place.operators, knowledge.operators, "platforms.toml"
    for app in knowledge.reading_words.apps:
        named = filter(None, (app.merchant_channel, app.platform_channel))
        yield f"readings/{app.id}", "merchant_channel or platform_channel", named, *channels
    for page in knowledge.reading_words.pages:
        yield f"readings/{page.id}", "proofs", page.proofs, knowledge.proofs, "proofs.toml"
    for number in knowledge.reading_words.numbers:
        apps = {app.id: app for app in knowledge.reading_words.apps}
        yield f"readings/{number.id}", "app", (number.app,), apps, "readings.toml"
    for key, channel in knowledge.channels.items():
        yield f"channels/{key}", "kinds", channel.kinds, knowledge.frames, "messages.toml"


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
    spoken = [(one.id, one.words) for one in known.apps] + [(one.id, one.words) for one in known.speakers]
    for key, words in (*spoken, *((group.id, group.words) for group in known.groups)):
        yield from ((f"readings/{key}", pattern) for pattern in words)
    for page in known.pages:
        yield from ((f"readings/{page.id}", pattern) for pattern in page.titles + page.words)
    for number in known.numbers:
        yield f"readings/{number.id}", number.pattern
