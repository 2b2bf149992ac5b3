"""Whether what one entry names is there in another file, and every pattern and slot can be used."""

import re
from collections.abc import Iterator, Mapping

from caseorg.domain.known import Known
from caseorg.domain.message import SLOT_NAMES, slots
from caseorg.knowledge.library import Knowledge


def broken_references(knowledge: Knowledge) -> Iterator[str]:
    """One sentence a fault, such as `scenarios/card-invalid: basis names “消法-230”, which is not in statutes.toml`."""
    for key, scenario in knowledge.scenarios.items():
        for field, ids, known, where in (
            ("basis", scenario.basis + scenario.further, knowledge.statutes, "statutes.toml"),
            ("proofs", scenario.proofs + scenario.helpful, knowledge.proofs, "proofs.toml"),
            ("first", scenario.first, knowledge.channels, "channels"),
            ("later", scenario.later, knowledge.channels, "channels"),
        ):
            yield from _unknown(f"scenarios/{key}", field, ids, known, where)
    for key, statute in knowledge.statutes.items():
        yield from _unknown(f"statutes/{key}", "law", (statute.law,), knowledge.laws, "statutes.toml")
    for key, rule in knowledge.deadlines.items():
        milestones = (rule.starts, *rule.ends)
        yield from _unknown(f"deadlines/{key}", "starts or ends", milestones, knowledge.milestones, "deadlines.toml")
        yield from _unknown(f"deadlines/{key}", "basis", rule.basis, knowledge.statutes, "statutes.toml")
    for key, correction in knowledge.corrections.items():
        yield from _unknown(f"corrections/{key}", "scenarios", correction.scenarios, knowledge.scenarios, "scenarios")
        yield from _unknown(f"corrections/{key}", "channels", correction.channels, knowledge.channels, "channels")
    for key, channel in knowledge.channels.items():
        yield from _unknown(f"channels/{key}", "kinds", channel.kinds, knowledge.frames, "messages.toml")
    for key, frame in knowledge.frames.items():
        for slot in slots(frame.template + frame.subject):
            if slot not in SLOT_NAMES:
                yield f"messages/{key}: there is no slot “{slot}”"
    for where, patterns in _patterns(knowledge):
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                yield f"{where}: the pattern “{pattern}” cannot be used: {error}"


def _unknown(where: str, field: str, ids: tuple[str, ...], known: Mapping[str, Known], files: str) -> Iterator[str]:
    for key in ids:
        if key not in known:
            yield f"{where}: {field} names “{key}”, which is not in {files}"


def _patterns(knowledge: Knowledge) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, flag in knowledge.red_flags.items():
        yield f"red_flags/{key}", flag.patterns + flag.unless
    for key, rule in knowledge.wording.items():
        yield f"wording/{key}", rule.patterns
