"""The tables of a database with their columns and indices, and the kinds of what is stored in them."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from caseorg.domain.remark import Remark, remark

if TYPE_CHECKING:
    from sqlalchemy import MetaData

VERSION_TABLE = "alembic_version"
Column = tuple[str, str, bool, bool]  # name, type, required, part of the key
_LARGEST = 10**15
_TIME = "[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9]*"
_NO_TEXT = "typeof({name}) != 'text'"
_NO_NUMBER = f"typeof({{name}}) != 'integer' OR abs({{name}}) > {_LARGEST}"
_WRONG = {
    "VARCHAR": _NO_TEXT,
    "TEXT": _NO_TEXT,
    "DATETIME": f"{_NO_TEXT} OR {{name}} NOT GLOB '{_TIME}'",
    "BOOLEAN": "typeof({name}) != 'integer' OR {name} NOT IN (0, 1)",
    "INTEGER": _NO_NUMBER,
    "BIGINT": _NO_NUMBER,
}


_ODD = {
    "orders.ordered_precision": "SELECT 1 FROM orders WHERE ordered_at IS NULL AND ordered_precision != ''",
    "orders.paid_precision": "SELECT 1 FROM orders WHERE paid_at IS NULL AND paid_precision != ''",
    "evidence.taken_precision": "SELECT 1 FROM evidence WHERE taken_at IS NULL AND "
    "taken_precision || taken_source != ''",
    "event_evidence.position": "SELECT 1 FROM event_evidence GROUP BY event_id "
    "HAVING count(DISTINCT position) != count(*) OR min(position) != 0 OR max(position) != count(*) - 1",
}


@dataclass(frozen=True, slots=True)
class SchemaShape:
    """`others` are triggers and views; ours have none."""

    tables: Mapping[str, frozenset[Column]]
    indices: frozenset[tuple[str, str]]
    others: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The same for the same tables and indices; triggers and views count too."""
        tables = [(name, sorted(columns)) for name, columns in sorted(self.tables.items())]
        return sha256(repr((tables, sorted(self.indices), self.others)).encode()).hexdigest()


def present_shape(connection: sqlite3.Connection) -> SchemaShape:
    """What the database has; SQLite's own tables are passed over."""
    rows = connection.execute("SELECT type, name, tbl_name FROM sqlite_schema").fetchall()
    kept = [(kind, str(name), str(table)) for kind, name, table in rows if not str(name).startswith("sqlite_")]
    tables = {name: _columns(connection, name) for kind, name, _ in kept if kind == "table"}
    indices = frozenset((name, table) for kind, name, table in kept if kind == "index")
    return SchemaShape(tables, indices, tuple(name for kind, name, _ in kept if kind not in ("table", "index")))


def _columns(connection: sqlite3.Connection, table: str) -> frozenset[Column]:
    asked = 'SELECT name, type, "notnull", pk FROM pragma_table_info(?)'
    return frozenset(
        (name, kind, bool(needed), bool(key)) for name, kind, needed, key in connection.execute(asked, (table,))
    )


def planned_shape(metadata: "MetaData") -> SchemaShape:
    """What this version's tables make."""
    from sqlalchemy.dialects import sqlite  # takes long to load, and a database that is as it must be needs it not

    dialect = sqlite.dialect()
    tables = {
        name: frozenset(
            (column.name, column.type.compile(dialect=dialect), not column.nullable, column.primary_key)
            for column in table.columns
        )
        for name, table in metadata.tables.items()
    }
    tables[VERSION_TABLE] = frozenset({("version_num", "VARCHAR(32)", True, True)})
    indices = frozenset((str(index.name), name) for name, table in metadata.tables.items() for index in table.indexes)
    return SchemaShape(tables, indices)


def shape_fault(present: SchemaShape, expected: SchemaShape) -> Remark | None:
    """The first thing that no version of ours made, or that is not there any more."""
    if present.others:
        return remark("The database holds what is not ours: {name}.", name=present.others[0])
    for name in sorted(present.tables.keys() - expected.tables.keys()):
        return remark("The database holds what is not ours: {name}.", name=name)
    for name, columns in expected.tables.items():
        if present.tables.get(name) != columns:
            return remark("A table of the database is not as it must be: {name}.", name=name)
    for name, _ in sorted(present.indices ^ expected.indices):
        return remark("An index of the database is not as it must be: {name}.", name=name)
    return None


def wrong_value(connection: sqlite3.Connection, shape: SchemaShape) -> Remark | None:
    """A place where something stands that no version of ours stores there, such as bytes in place of a text."""
    for table, columns in sorted(shape.tables.items()):
        for name, kind, needed, _ in sorted(columns):
            wrong = _WRONG.get(kind.partition("(")[0])
            if wrong is None:
                continue
            quoted = f'"{name}"'
            asked = f"({wrong.format(name=quoted)})" + ("" if needed else f" AND {quoted} IS NOT NULL")
            if connection.execute(f'SELECT 1 FROM "{table}" WHERE {asked} LIMIT 1').fetchone():  # noqa: S608 — our names
                return _never_written(f"{table}.{name}")
    return None


def odd_value(connection: sqlite3.Connection) -> Remark | None:
    """A value that shows nowhere, and that no version of ours stores beside the others of its row."""
    return next((_never_written(name) for name, asked in _ODD.items() if connection.execute(asked).fetchone()), None)


def _never_written(name: str) -> Remark:
    return remark("The database holds what no version of caseorg wrote: {name}.", name=name)
