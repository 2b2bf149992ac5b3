"""Which entries name which others: a row for each, read by whoever looks whether they are there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.law.statute import Article
from caseorg.knowledge.library import Knowledge


@dataclass(frozen=True, slots=True)
class Naming:
    """A field of an entry with the ids in it, the entries among which they must be, and where those are written."""

    where: str
    field: str
    ids: Iterable[str]
    known: Mapping[str, KnowledgeEntry]
    files: str


# The table whose entries name others, how its places are called, the fields, and the table of those that are named.
_ROWS = (
    ("scenarios", "scenarios", "basis, basis_private, basis_business, basis_minor, basis_payment, tags", "statutes"),
    ("scenarios", "scenarios", "further, suspected", "statutes"),
    ("scenarios", "scenarios", "proofs, helpful", "proofs"),
    ("scenarios", "scenarios", "letter", "letters"),
    ("scenarios", "scenarios", "first, later", "channels"),
    ("terms", "terms", "basis, suspected", "statutes"),
    ("statutes", "statutes", "law", "laws"),
    ("deadlines", "deadlines", "starts or ends", "milestones"),
    ("deadlines", "deadlines", "basis", "statutes"),
    ("grounds", "grounds", "basis", "statutes"),
    ("footings", "footing", "scenarios", "scenarios"),
    ("closed_doors", "doors", "channels", "channels"),
    ("closed_doors", "doors", "basis", "statutes"),
    ("situations", "doors", "basis", "statutes"),
    ("dangers", "doors", "basis", "statutes"),
    ("corrections", "corrections", "scenarios", "scenarios"),
    ("corrections", "corrections", "channels", "channels"),
    ("guides", "guides", "scenarios", "scenarios"),
    ("hints", "hints", "scenarios", "scenarios"),
    ("hints", "hints", "guide", "guides"),
    ("service_factors", "red_flags", "flags", "red_flags"),
    ("letters", "letters", "before", "letters"),
    ("marketplaces", "platforms", "operators", "operators"),
    ("channels", "channels", "kinds", "frames"),
)
_MAY_BE_EMPTY = ("letter", "guide", "before")
_FILES = {
    "channels": "channels",
    "scenarios": "scenarios",
    "laws": "statutes.toml",
    "milestones": "deadlines.toml",
    "operators": "platforms.toml",
    "frames": "messages.toml",
}


def namings(knowledge: Knowledge) -> Iterator[Naming]:
    """All of them."""
    for table, place, fields, named in _ROWS:
        known = getattr(knowledge, named)
        for key, entry in getattr(knowledge, table).items():
            for field in fields.split(", "):
                ids = (key for name in field.split(" or ") for key in _ids(name, getattr(entry, name)))
                yield Naming(f"{place}/{key}", field, ids, known, _FILES.get(named, f"{named}.toml"))
    yield from _in_readings(knowledge)


def _ids(field: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value or field not in _MAY_BE_EMPTY else ()
    return tuple(article.statute if isinstance(article, Article) else article for article in value)


def _in_readings(knowledge: Knowledge) -> Iterator[Naming]:
    words = knowledge.reading_words
    for app in words.apps:
        named = filter(None, (app.merchant_channel, app.platform_channel))
        field = "merchant_channel or platform_channel"
        yield Naming(f"readings/{app.id}", field, named, knowledge.channels, "channels")
    for page in words.pages:
        yield Naming(f"readings/{page.id}", "proofs", page.proofs, knowledge.proofs, "proofs.toml")
    apps = {app.id: app for app in words.apps}
    for number in words.numbers:
        yield Naming(f"readings/{number.id}", "app", (number.app,), apps, "readings.toml")
