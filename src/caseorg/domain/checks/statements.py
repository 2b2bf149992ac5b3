"""What a scenario needs said, and whether it was said: in what is being written, or in a field of the case."""

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from caseorg.domain.case import CaseFile
from caseorg.domain.demands.gaps import demand_gaps
from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.moments import show_chinese
from caseorg.domain.money import show_yuan
from caseorg.domain.patterns import regex
from caseorg.domain.scenario import Scenario
from caseorg.domain.screening import FindWays, RuleScreen, by_patterns, find_ways_to_match
from caseorg.domain.text.folding import fold
from caseorg.domain.text.placeholders import blanks, is_placeholder

_SENTENCES = regex(r"(?<=[。！!？?；;\n])")
_ASKED = regex(r"(?m)^(?:我的)?(?:诉求|请求|要求)[：:](.+)$")
_BY_LETTER = regex(r"请(?:贵方|贵公司|您)在([^，。；\n]{1,24}?[前内])[^\n]*：\n(.+)")  # a letter tells the day first
_ENDS = "。；;. "
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRule(KnowledgeEntry):
    """How one sees that something was said. `heads` are the beginnings of the statements that it is for.

    One of `slots` with a value says it, or all of `patterns` in the text. `optional`: not missed where it is not said.
    """

    heads: tuple[str, ...]
    slots: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    optional: bool = False


class Statement(NamedTuple):
    """One thing that the text must say, and whether it does; what nobody can tell counts as said."""

    text: str
    said: bool
    optional: bool = False


def statements_said(
    scenario: Scenario, met: Container[str], rules: Iterable[StatementRule], known: Mapping[str, str] = NOTHING
) -> tuple[Statement, ...]:
    """Each statement of the scenario in its order. `met` holds the patterns of the rules that were met, and `known` is
    what the case has fields for, by names of slots."""
    heads = {head: rule for rule in rules for head in rule.heads}
    return tuple(_judged(statement, _rule(statement, heads), met, known) for statement in scenario.statements)


def statement_screen(rules: Iterable[StatementRule], find_ways: FindWays = find_ways_to_match) -> RuleScreen[str]:
    """The patterns of all rules, for whoever looks at many texts."""
    wanted = dict.fromkeys(pattern for rule in rules for pattern in rule.patterns)
    return by_patterns(wanted, lambda pattern: (pattern,), find_ways)


def patterns_met(text: str, rules: Iterable[StatementRule]) -> frozenset[str]:
    """The patterns of the rules that a text meets; a sentence with a blank says nothing."""
    return screened_patterns(text, statement_screen(rules))


def screened_patterns(text: str, patterns: RuleScreen[str], met: frozenset[str] = frozenset()) -> frozenset[str]:
    """The same, by patterns that were made ready, with those that were met before: they are not looked for again."""
    wording, fitting = _made_ready(text, patterns)
    found = [pattern for pattern in fitting if pattern not in met and _compiled(pattern).search(wording)]
    return met.union(found) if found else met


@lru_cache(maxsize=20_000)
def _made_ready(text: str, patterns: RuleScreen[str]) -> tuple[str, Sequence[str]]:
    """The text without sentences that have a blank, and the patterns that it may meet."""
    wording = "\n".join([part for part in _SENTENCES.split(text) if not blanks(part)])
    return wording, patterns.fitting(wording)


def _rule(statement: str, heads: Mapping[str, StatementRule]) -> StatementRule | None:
    """That of the longest beginning."""
    fitting = [head for head in heads if statement.startswith(head)]
    return heads[max(fitting, key=len)] if fitting else None


def _judged(statement: str, rule: StatementRule | None, met: Container[str], known: Mapping[str, str]) -> Statement:
    if rule is None:
        return Statement(statement, said=True, optional=True)
    is_known = any(known.get(slot) for slot in rule.slots)
    found = bool(rule.patterns) and all(pattern in met for pattern in rule.patterns)
    return Statement(statement, is_known or found, rule.optional)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def known_slots(case: CaseFile) -> dict[str, str]:
    """What the case has fields for, as text; a demand counts once it has action, sum and deadline."""
    return {name: "、".join(values) for name, values in _values(case).items()}


def slots_in(text: str, case: CaseFile, hide: Callable[[str], str] = str) -> dict[str, str]:
    """The same as far as a text says it, in whatever width and spacing, or as `hide` masks it there."""
    written = fold(text).text
    found = {
        name: "、".join(value for value in values if _is_in(written, value) or _is_in(written, hide(value)))
        for name, values in _values(case).items()
    }
    by_letter = "".join(match.groups()) if (match := _BY_LETTER.search(text)) else ""
    asked = found["demand"] or next((match[1] for match in _ASKED.finditer(text)), by_letter)
    return {**found, "demand": asked if not demand_gaps(asked, case.demand_said) else ""}


def _is_in(written: str, value: str) -> bool:
    return all(fold(line.strip(_ENDS)).text in written for line in value.splitlines())


def _values(case: CaseFile) -> dict[str, list[str]]:
    listed = {
        "order_number": [order.number for order in case.orders],
        "product": [order.product for order in case.orders],
        "paid": [show_yuan(order.paid) for order in case.orders if order.paid is not None],
        "ordered_at": [show_chinese(order.ordered_at) for order in case.orders if order.ordered_at],
        "paid_at": [show_chinese(order.paid_at) for order in case.orders if order.paid_at],
        "payment": [str(order.payment) for order in case.orders],
        "transaction": [order.transaction for order in case.orders],
        "account": [order.account for order in case.orders],
        "merchant": [case.merchant.name],
        "merchant_address": [case.merchant.address],
        "demand": [case.demand] if case.demand.strip() and not demand_gaps(case.demand, case.demand_said) else [],
    }
    return {name: [value for value in values if not is_placeholder(value)] for name, values in listed.items()}
