"""Whom a bill names as the payee: often the business behind a shop, so it is offered, never taken for it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from caseorg.domain.case import Evidence
from caseorg.domain.known import KnowledgeEntry

_EDGES = " 　:：-—“”\"「」『』'‘’"
_SHORTEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PayeePattern(KnowledgeEntry):
    """How the user's words about a bill name a payee: regular expressions whose first group is the name."""

    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Payee:
    """A name, and the evidence that is said to show it."""

    name: str
    evidence: Evidence


def payees(bills: Iterable[Evidence], patterns: Iterable[PayeePattern]) -> tuple[Payee, ...]:
    """The payees that bills are said to name, each once, in the order of the evidence."""
    compiled = tuple(pattern for entry in patterns for pattern in entry.patterns)
    found = [(name, item) for item in bills for name in _named(item.proves, compiled)]
    first = dict(reversed(found))
    return tuple(Payee(name, first[name]) for name in dict.fromkeys(name for name, _ in found))


def _named(text: str, patterns: Iterable[str]) -> Iterator[str]:
    for line in text.splitlines():
        for match in (match for pattern in patterns for match in _compiled(pattern).finditer(line)):
            name = (match[1] if match.re.groups else match[0]).strip(_EDGES)
            if len(name) >= _SHORTEST and not name.isdigit():
                yield name


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
