"""What can still be read of a broken database, put into a whole one row by row; the broken one is only read."""

import re
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from caseorg.domain.case import MediaKind, Part, Payment, Platform, Role, Shelf, Side, Stage
from caseorg.domain.moments import Precision, TimeSource
from caseorg.store.engine import make_engine, sqlite_url
from caseorg.store.shape import Column, SchemaShape, planned_shape, present_shape
from caseorg.store.tables import Base
from caseorg.store.upgrade import upgrade

LOST_TITLE = "（抢救出的案件，标题读不出来）"
LOST_TEXT = "（文字读不出来）"
_ERRORS = (sqlite3.Error, UnicodeDecodeError, OverflowError, ValueError)
_TIME = re.compile(r"\d{4}-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d\.\d+")
_UNKNOWN_TIME = "1970-01-01 00:00:00.000000"
_ENUMS: Mapping[tuple[str, str], tuple[Any, str]] = {
    ("cases", "platform"): (Platform, Platform.OTHER),
    ("cases", "stage"): (Stage, Stage.COLLECTING),
    ("cases", "shelf"): (Shelf, Shelf.AT_HAND),
    ("parties", "role"): (Role, Role.OPERATOR),
    ("orders", "payment"): (Payment, Payment.UNKNOWN),
    ("orders", "ordered_precision"): (Precision, Precision.DAY),
    ("orders", "paid_precision"): (Precision, Precision.DAY),
    ("evidence", "kind"): (MediaKind, MediaKind.OTHER),
    ("evidence", "taken_precision"): (Precision, Precision.DAY),
    ("evidence", "taken_source"): (TimeSource, TimeSource.FILE),
    ("events", "precision"): (Precision, Precision.DAY),
    ("events", "time_source"): (TimeSource, TimeSource.TYPED),
    ("events", "side"): (Side, Side.UNKNOWN),
    ("events", "part"): (Part, Part.UNKNOWN),
    ("promises", "side"): (Side, Side.SERVICE),
    ("promises", "made_precision"): (Precision, Precision.DAY),
}
_TIMES = {
    "ordered_precision": "ordered_at",
    "paid_precision": "paid_at",
    "taken_precision": "taken_at",
    "taken_source": "taken_at",
}
_FIRST = ("profiles", "cases", "evidence", "events")  # what others refer to


def salvage_rows(damaged: Path, fresh: Path) -> Counter[str]:
    """Makes the database `fresh` of this version with every row that can be read; table → how many."""
    engine = make_engine(sqlite_url(fresh, new=True))
    try:
        upgrade(engine, fresh.parent / "backups")
    finally:
        engine.dispose()
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="caseorg-") as folder, closing(sqlite3.connect(fresh)) as target:
        copy = Path(folder) / damaged.name
        for file in damaged.parent.glob(f"{damaged.name}*"):
            shutil.copyfile(file, copy.with_name(file.name))
        shape = planned_shape(Base.metadata)
        for table in (*_FIRST, *sorted(shape.tables.keys() - {*_FIRST, "alembic_version", "journal"})):
            counts[table] = _put(target, table, shape, _rows(copy, table, shape))
        _complete(target)
        target.commit()
    return counts


def _rows(damaged: Path, table: str, shape: SchemaShape) -> Iterator[dict[str, Any]]:
    """From the beginning until something cannot be read, then from the end; what is between is lost."""
    seen: set[int] = set()
    for order in ("ASC", "DESC"):
        with suppress(*_ERRORS), closing(sqlite3.connect(damaged)) as source:
            source.text_factory = lambda stored: stored.decode(errors="replace")
            there = {name for name, *_ in present_shape(source).tables.get(table, ())}
            names = sorted(there & {name for name, *_ in shape.tables[table]})
            listed = ", ".join(f'"{name}"' for name in names)
            asked = f'SELECT rowid, {listed} FROM "{table}" NOT INDEXED ORDER BY rowid {order}'  # noqa: S608 — our names
            for number, *values in source.execute(asked):
                if number in seen and order == "DESC":
                    break
                seen.add(number)
                yield dict(zip(names, values, strict=True))


def _put(target: sqlite3.Connection, table: str, shape: SchemaShape, rows: Iterator[dict[str, Any]]) -> int:
    """A row that contradicts another one is left out."""
    columns = sorted(shape.tables[table])
    names, marks = ", ".join(f'"{column[0]}"' for column in columns), ", ".join("?" * len(columns))
    count = 0
    for row in rows:
        values = {column[0]: _value(table, column, row.get(column[0])) for column in columns}
        for name, time in _TIMES.items():
            if name in values and values.get(time) is None:
                values[name] = ""
        with suppress(*_ERRORS):
            done = target.execute(
                f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608 — our names
                [values[column[0]] for column in columns],
            )
            count += done.rowcount
    return count


def _value(table: str, column: Column, value: Any) -> Any:
    """As a column of this kind can hold it."""
    name, kind, needed, _ = column
    if (table, name) in _ENUMS:
        known, usual = _ENUMS[table, name]
        return value if value in list(known) else str(usual)
    if value is None and not needed:
        return None
    match kind.partition("(")[0]:
        case "BOOLEAN":
            return int(value in (1, "1"))
        case "INTEGER" | "BIGINT":
            sound = isinstance(value, int) and abs(value) <= 10**15
            return value if sound else (0 if needed else None)
        case "DATETIME":
            is_time = isinstance(value, str) and bool(_TIME.fullmatch(value))
            return value if is_time else (_UNKNOWN_TIME if needed else None)
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value if value is not None else "")


def _complete(target: sqlite3.Connection) -> None:
    """Whatever is referred to is there, and nothing refers to what is not."""
    children = ("evidence", "events", "parties", "orders", "answers", "messages", "promises", "documents", "decisions")
    for table in children:
        lost = f"SELECT DISTINCT case_id FROM {table} WHERE case_id NOT IN (SELECT id FROM cases)"  # noqa: S608
        for (case_id,) in target.execute(lost).fetchall():
            values = (case_id, LOST_TITLE, Platform.OTHER, Stage.COLLECTING, "", _UNKNOWN_TIME, _UNKNOWN_TIME, 1, "")
            target.execute(
                "INSERT INTO cases (id, title, platform, stage, demand, created_at, updated_at, revision, scenario) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
    gone = "NOT IN (SELECT id FROM"
    target.execute(f"UPDATE cases SET complainant_id = NULL WHERE complainant_id {gone} profiles)")  # noqa: S608
    target.execute(f"UPDATE promises SET event_id = NULL WHERE event_id {gone} events)")  # noqa: S608
    target.execute(f"DELETE FROM event_evidence WHERE event_id {gone} events) OR evidence_id {gone} evidence)")  # noqa: S608
    target.execute(f"DELETE FROM decisions WHERE evidence_id {gone} evidence)")  # noqa: S608
    target.execute("UPDATE cases SET title = ? WHERE trim(title) = ''", (LOST_TITLE,))
    for table in ("events", "promises", "messages"):
        target.execute(f"UPDATE {table} SET text = ? WHERE trim(text) = ''", (LOST_TEXT,))  # noqa: S608


def readable_entries(damaged: Path) -> Iterator[dict[str, Any]]:
    """The journal's entries as far as they can be read, as they stand there."""
    with suppress(*_ERRORS), closing(sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro", uri=True)) as source:
        source.text_factory = lambda stored: stored.decode(errors="replace")
        names = ("seq", "at", "case_id", "action", "details", "previous", "digest")
        for row in source.execute(f"SELECT {', '.join(names)} FROM journal ORDER BY seq"):  # noqa: S608
            yield {
                name: value.decode(errors="replace") if isinstance(value, bytes) else value
                for name, value in zip(names, row, strict=True)
            }
