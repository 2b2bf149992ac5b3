"""Pieces of evidence by their names in a list, each to be told from the others."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from caseorg.domain.case import Evidence, EvidenceId
from caseorg.views.story import short_time

_SAME = 12  # characters at the beginning by which two names look alike in a list
WHOLE = 1000  # the same, where a list shows both ends of a name: only equal ones look alike


def proof_or_name(item: Evidence) -> str:
    """What it proves, where that was said."""
    return item.proves or item.name


def told_apart(
    items: Iterable[Evidence], name: Callable[[Evidence], str] = proof_or_name, same: int = _SAME
) -> Mapping[EvidenceId, str]:
    """`证据4　客服聊天截图`; with its time before the name where another name begins with the `same` characters."""
    known = tuple(items)
    alike = Counter(name(item)[:same] for item in known)
    return {item.id: "　".join(filter(None, _parts(item, name(item), alike[name(item)[:same]]))) for item in known}


def _parts(item: Evidence, name: str, alike: int) -> tuple[str, ...]:
    return item.label, short_time(item.taken_at) if alike > 1 and item.taken_at else "", name
