"""How the patterns of the knowledge can match, kept from one run to the next: to take them apart takes as long as the
rest of a short story."""

import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from caseorg import __version__
from caseorg.domain import screening
from caseorg.parsed import kept


def kept_ways(patterns: Sequence[str]) -> Iterable[screening.Ways]:
    """As `find_ways_to_match`."""
    found = kept("\0".join((_how(), *patterns)), lambda: _as_lists(screening.find_ways_to_match(patterns)))
    return (tuple(tuple(map(frozenset, needs)) for needs in ways) for ways in found)


def _as_lists(found: Iterable[screening.Ways]) -> list[list[list[list[str]]]]:
    return [[list(map(sorted, needs)) for needs in ways] for ways in found]


@cache
def _how() -> str:
    """What takes them apart: this code, or its version where there are no sources, and Python's own parser."""
    source = Path(screening.__file__)
    return f"{sys.version}\0{source.read_text(encoding='utf-8') if source.is_file() else __version__}"
