"""The texts of cases as they are searched, by case, so that a search folds again only what was changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from caseorg.domain.text.alikes import blur
from caseorg.store.derived import unless_unusable
from caseorg.store.throwaway import connected, transaction

_TABLES = (
    "CREATE TABLE cases (id TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE texts (case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE, place TEXT NOT NULL, "
    "item TEXT NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL)",
    "CREATE INDEX texts_of ON texts (case_id)",
)


@dataclass(frozen=True, slots=True)
class CaseText:
    """A text of a case: `place` is what it is, `item` the id of the event or evidence that has it, where one does."""

    case_id: str
    place: str
    item: str
    text: str


def kept_stamps(file: Path) -> Mapping[str, str]:
    """Of each case that is in the file, how it was then."""
    with unless_unusable(file), connected(file, _TABLES) as connection:
        return dict(connection.execute("SELECT id, stamp FROM cases"))
    return {}


def keep_texts(file: Path, stamps: Mapping[str, str], texts: Iterable[CaseText], gone: Iterable[str] = ()) -> None:
    """In place of what was kept of the same cases; `gone` are those that are no more."""
    with unless_unusable(file), connected(file, _TABLES, make=True) as connection, transaction(connection):
        keys = ((key,) for key in (*stamps, *gone))
        connection.executemany("DELETE FROM cases WHERE id = ?", keys)
        connection.executemany("INSERT INTO cases VALUES (?, ?)", stamps.items())
        rows = ((one.case_id, one.place, one.item, one.text, blur(one.text).text) for one in texts)
        connection.executemany("INSERT INTO texts VALUES (?, ?, ?, ?, ?)", rows)


def find_texts(file: Path, wanted: str, most: int, case_id: str | None = None) -> tuple[CaseText, ...]:
    """Where the words stand, or what could be they; in all cases or in one."""
    needle = blur(wanted).text
    query = (
        "SELECT case_id, place, item, text FROM texts WHERE case_id = coalesce(?, case_id) AND instr(folded, ?) LIMIT ?"
    )
    with unless_unusable(file), connected(file, _TABLES) as connection:
        return tuple(CaseText(*row) for row in connection.execute(query, (case_id, needle, most))) if needle else ()
    return ()
