"""What stands at a database's place, found out before anything is written there.

New is only what is absent beside no evidence. Whatever else is not ours, whole, and of the evidence beside it is a
fault: it may be read, and is never written to.
"""

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal.chain import ARRIVAL, PURGE
from caseorg.domain.remark import Remark, remark
from caseorg.store.closing import is_as_closed, read_state
from caseorg.store.engine import file_uri
from caseorg.store.locking import lock_error
from caseorg.store.shape import VERSION_TABLE, SchemaShape, odd_value, present_shape, shape_fault, wrong_value
from caseorg.store.tail import tail_fault
from caseorg.store.upgrade import HEAD, HEAD_SHAPE, expected_shape, is_newer, known_revisions

MAGIC = b"SQLite format 3\0"
SMALL = 16 << 20
"""Bytes of a database that is checked wholly before it is opened; of a larger one, its structure alone."""
_HEADER = 100
_OURS = re.compile(r"\d{4}")
_KNOWN_FILES = 24  # newest pieces of evidence whose files are looked for
_FEW = 1  # files beside a database without evidence that a kill may have left
_OF_THE_SYSTEM = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_UNREADABLE = (sqlite3.Error, UnicodeDecodeError, OverflowError)


class Files(Protocol):
    """The evidence beside the database."""

    @property
    def folder(self) -> Path: ...

    def path(self, sha256: str) -> Path: ...


@dataclass(frozen=True, slots=True)
class GateResult:
    """`revision` is None where there is no database and none was lost; `fault` says why nothing may be written."""

    revision: str | None = None
    fault: Remark | None = None


def examine(database: Path, evidence: Files) -> GateResult:
    """Looks at the database, reading only.

    Raises:
        CaseorgError: a newer caseorg made it, or another program holds it.
        OSError: it cannot be read at all.
    """
    if not database.exists():
        return GateResult(fault=_lost(database, evidence))
    if fault := _header_fault(database):
        return GateResult(fault=fault)
    for again in (True, False):
        before = read_state(database)
        with _settled(database) as settled:
            found = _look_inside(settled, evidence, checked=bool(is_as_closed(database)))
        if not (found.fault and again and read_state(database) != before):  # somebody else was writing meanwhile
            break
    return found


def frame_fault(database: Path) -> Remark | None:
    """What is wrong with the pages and tables of a database of this version, however long it takes to find."""
    try:
        with closing(read_only(database)) as connection:
            return _shape_fault(present_shape(connection), HEAD) or _page_fault(connection, wholly=True)
    except _UNREADABLE as error:
        return _unreadable(error, database)


def content_fault(database: Path) -> Remark | None:
    """What is wrong with references and with the kinds of what is stored."""
    try:
        with closing(read_only(database)) as connection:
            return _content_fault(connection, present_shape(connection))
    except _UNREADABLE as error:
        return _unreadable(error, database)


def kept_files(folder: Path) -> Iterator[Path]:
    """The evidence that lies in a folder, whatever a database says of it; copies in the making too."""
    for path in folder.glob("*/*"):
        if path.name not in _OF_THE_SYSTEM:
            yield path


def _lost(database: Path, evidence: Files) -> Remark | None:
    """Why an absent database is not a new one."""
    backups = database.parent / "backups"
    journal = database.with_name(f"{database.name}-journal")
    if next(kept_files(evidence.folder), None):
        return remark("The database is missing, but there is evidence beside where it should be.")
    if journal.exists() or is_as_closed(database) is not None or next(backups.glob("caseorg-*.db"), None):
        return remark("The database is missing, but there was one here.")
    return None


def _header_fault(database: Path) -> Remark | None:
    """What the first bytes tell."""
    if database.is_dir():
        return remark("The file {name} is no database.", name=database.name)
    with database.open("rb") as file:
        header = file.read(_HEADER)
    size = database.stat().st_size
    if not size:
        return remark("The database is empty: what was in it is gone.")
    if len(header) < _HEADER or not header.startswith(MAGIC):
        return remark("The file {name} is no database.", name=database.name)
    page = int.from_bytes(header[16:18])
    pages = int.from_bytes(header[28:32]) if header[24:28] == header[92:96] else 0
    if pages * (page if page != 1 else 1 << 16) > size:
        return remark("The database is cut off.")
    if header[18:20] != b"\1\1":
        return remark("Another program changed how the database is written.")
    return None


@contextmanager
def _settled(database: Path) -> Iterator[Path]:
    """The database, or where a write was cut off, a copy in which it is taken back: the next opening will do so."""
    journal = database.with_name(f"{database.name}-journal")
    if not journal.exists() or _opens(database):
        yield database
        return
    with tempfile.TemporaryDirectory(prefix="caseorg-") as folder:
        copy = Path(folder) / database.name
        for file in (database, journal):
            shutil.copyfile(file, copy.with_name(file.name))
        with closing(sqlite3.connect(copy)) as connection, _quietly():
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        yield copy


@contextmanager
def _quietly() -> Iterator[None]:
    """What is wrong is found when it is looked into."""
    try:
        yield
    except _UNREADABLE:
        return


def _opens(database: Path) -> bool:
    """Whether it can be read as it is; a write that was cut off must be taken back first."""
    try:
        with closing(read_only(database)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except _UNREADABLE as error:
        _unreadable(error, database)
        return False
    return True


def read_only(database: Path) -> sqlite3.Connection:
    """A connection that cannot write."""
    connection = sqlite3.connect(f"{file_uri(database)}?mode=ro", uri=True)
    connection.text_factory = lambda stored: stored.decode(errors="replace")
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection


def _look_inside(database: Path, evidence: Files, *, checked: bool) -> GateResult:
    try:
        with closing(read_only(database)) as connection:
            shape = present_shape(connection)
            revision = _revision(connection, shape)
            if isinstance(revision, Remark):
                return GateResult(fault=revision)
            fault = _shape_fault(shape, revision)
            if not checked:
                fault = fault or _page_fault(connection, wholly=_is_small(database))
                fault = fault or _content_fault(connection, shape)
            return GateResult(revision, fault or tail_fault(connection) or _stranger(connection, evidence))
    except _UNREADABLE as error:
        return GateResult(fault=_unreadable(error, database))


def _shape_fault(present: SchemaShape, revision: str) -> Remark | None:
    if revision == HEAD and present.digest == HEAD_SHAPE:
        return None
    return shape_fault(present, expected_shape(revision))


def _unreadable(error: Exception, database: Path) -> Remark:
    """Why it cannot be read.

    Raises:
        CaseorgError: it can be, but not now.
    """
    if refused := lock_error(str(error), database):
        raise refused from error
    return remark("The database is damaged: {reason}.", reason=str(error))


def _is_small(database: Path) -> bool:
    return database.stat().st_size <= SMALL


def _revision(connection: sqlite3.Connection, shape: SchemaShape) -> str | Remark:
    """The version that the database names, or why it is none of ours."""
    if not shape.tables:
        return remark("The database is empty: what was in it is gone.")
    if "alembic_version" not in shape.tables:
        if _has_ours(shape):
            return remark("The database does not say of which version it is.")
        return remark("The database is another program's.")
    rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    if len(rows) != 1 or not isinstance(rows[0][0], str) or not _OURS.fullmatch(rows[0][0]):
        if _has_ours(shape):
            return remark("The database does not say of which version it is.")
        return remark("The database is another program's.")
    revision = str(rows[0][0])
    if is_newer(revision):
        raise CaseorgError("A newer version of caseorg made this data.", "Install the newest version, then open it.")
    if revision not in known_revisions():
        return remark("The database does not say of which version it is.")
    return revision


def _has_ours(shape: SchemaShape) -> bool:
    return not shape.tables.keys().isdisjoint(expected_shape(HEAD).tables.keys() - {VERSION_TABLE})


def _page_fault(connection: sqlite3.Connection, *, wholly: bool) -> Remark | None:
    check = "integrity_check" if wholly else "quick_check"
    answer = connection.execute(f"PRAGMA {check}(1)").fetchone()
    if answer != ("ok",):
        return remark("The database is damaged: {reason}.", reason=str(answer[0]).splitlines()[-1] if answer else check)
    return None


def _content_fault(connection: sqlite3.Connection, shape: SchemaShape) -> Remark | None:
    if lost := connection.execute("PRAGMA foreign_key_check").fetchone():
        return remark("The database is damaged: {reason}.", reason=f"{lost[0]} → {lost[2]}")
    return wrong_value(connection, shape) or odd_value(connection)


def _stranger(connection: sqlite3.Connection, evidence: Files) -> Remark | None:
    """A database of other evidence. Single files that are missing are the verification's to name."""
    newest = "SELECT sha256 FROM evidence ORDER BY rowid DESC LIMIT ?"
    digests = [str(digest) for (digest,) in connection.execute(newest, (_KNOWN_FILES,))]
    if digests and not any(evidence.path(digest).exists() for digest in digests):
        return remark("The database is not that of the evidence beside it: none of its files is there.")
    kept = (path for path in evidence.folder.glob("[0-9a-f][0-9a-f]/*") if path.name not in _OF_THE_SYSTEM)
    if not digests and len(list(islice(kept, _FEW + 1))) > _FEW and not _tells_of_files(connection):
        return remark("The database is not that of the evidence beside it: it knows of none.")
    return None


def _tells_of_files(connection: sqlite3.Connection) -> bool:
    """Whether files may be those of a purge, or of a case that comes in, which a kill or somebody else's opening cut
    off before all was done."""
    told = "SELECT 1 FROM journal WHERE action IN (?, ?) LIMIT 1"
    return connection.execute(told, (PURGE, ARRIVAL)).fetchone() is not None
