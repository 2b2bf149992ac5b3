"""An opened data folder: the one thing that is passed to everything that reads or writes."""

import os
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from caseorg.actions.change import Change
from caseorg.actions.work import Adding, UnitOfWork
from caseorg.domain.errors import BrokenError, CaseorgError
from caseorg.domain.moments import BEIJING
from caseorg.domain.remark import Remark
from caseorg.domain.ways import HEAL, OTHER_FOLDER, RESTORE, RESTORE_ANY
from caseorg.evidence.store import STALE_SECONDS, EvidenceStore, sync_folder
from caseorg.rights import FILE, FOLDER, is_open, private_folder, tighten, write_private
from caseorg.store.adding import adding
from caseorg.store.closing import remember_closing
from caseorg.store.engine import make_engine, sqlite_url, world_errors
from caseorg.store.gate import GateResult, examine
from caseorg.store.last_backup import find_last_backup
from caseorg.store.queries import list_cases
from caseorg.store.snapshot import Snapshot, snapshot
from caseorg.store.upgrade import is_older, upgrade

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from caseorg.knowledge.library import Knowledge

DATABASE = "caseorg.db"
_CLOSED = ".closed-to-others"
_OURS = frozenset(
    [
        "agenda.db",
        "backups",
        "crash.log",
        "drafts",
        "evidence",
        "knowledge",
        "inbox-log.jsonl",
        "inboxes.json",
        "last-backup.json",
        "last-close.json",
        "previews",
        "quarantine",
        "readings.db",
        "reminders.json",
        "search.db",
        "settings.toml",
        "strips.db",
        "thumbnails",
        "timestamp-roots",
        "window.call",
        "window.ini",
        "window.lock",
    ]
)
P = ParamSpec("P")
R = TypeVar("R")
_ODD = (TypeError, ValueError, AttributeError, LookupError, ArithmeticError)  # what a value of another kind leads to


@dataclass(frozen=True)
class Workspace:
    """`read` answers questions, `write` runs one action in one transaction. Safe to use from several threads.

    `refusal` says why nothing may be written, where that is so; `scratch` then stands in for the data folder where
    something is to be kept for a while. `tightened` says that others could look into the folder until now.
    """

    folder: Path
    evidence: EvidenceStore
    scratch: Path | None = None
    tightened: bool = False
    _refusals: list[BrokenError] = field(default_factory=list)
    _place: tuple[int, int] | None = None
    _loading: Lock = field(default_factory=Lock, repr=False, compare=False)

    @property
    def refusal(self) -> BrokenError | None:
        """Why nothing may be written, or None."""
        return self._refusals[0] if self._refusals else None

    def refuse(self, fault: Remark) -> BrokenError:
        """From now on nothing may be written; returns what there is to say of that."""
        self._refusals.append(_refusal(self.folder, fault))
        return self._refusals[0]

    @property
    def engine(self) -> "Engine":
        """What writes; it takes half a second to load."""
        with self._loading:
            return self._engine

    @cached_property
    def _engine(self) -> "Engine":
        return make_engine(sqlite_url(self.database))

    def make_ready_to_write(self) -> None:
        """Loads what the first write would wait for."""
        from caseorg.store.tables import Base

        self.engine  # noqa: B018 — makes it
        Base.registry.configure()

    @property
    def database(self) -> Path:
        """Where what is read stands: of a broken database, a copy."""
        return (self.scratch or self.folder) / DATABASE

    def close(self) -> None:
        """Lets go of the database."""
        if "_engine" in vars(self):
            self._engine.dispose()

    def read(self, query: Callable[Concatenate[Snapshot, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The query's answer, from one consistent state of the data."""
        with self._read_errors(), snapshot(self.database) as source:
            return query(source, *args, **kwargs)

    @contextmanager
    def _read_errors(self) -> Iterator[None]:
        """In a folder that is broken anyway, a value that cannot be one of ours is no bug; where the folder is gone,
        that is what is wrong."""
        try:
            with world_errors():
                yield
        except _ODD as error:
            if self.refusal is None:
                raise
            raise self.refusal from error
        except CaseorgError:
            self.require_folder()
            raise

    def write(self, action: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The action's answer, once its changes are on the disk; an error leaves everything as it was."""
        from sqlalchemy.orm import Session

        self.require_writable()
        with world_errors(), Session(self.engine) as session, session.begin():
            work = UnitOfWork(session, self.evidence)
            answer = action(work, *args, **kwargs)
            work.settle()
            return answer

    def add(self, action: Callable[Concatenate[Adding, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """As `write`, for an action that only adds rows: nothing is loaded that maps them."""
        self.require_writable()
        with world_errors(), adding(self.database) as source:
            work = Adding(source, self.evidence)
            answer = action(work, *args, **kwargs)
            work.settle()
            return answer

    def change(self, verb: Callable[Concatenate[UnitOfWork, P], Change[R]], *args: P.args, **kwargs: P.kwargs) -> R:
        """Writes with a verb that changes a case; the answer is what it made."""
        return self.write(verb, *args, **kwargs).made

    def require_writable(self) -> None:
        """Lets pass where the data may be changed.

        Raises:
            CaseorgError: the database is broken, gone, or another one took its place while it was open.
        """
        if self.refusal:
            raise self.refusal
        self.require_folder()
        if self._place is not None and _place(self.folder / DATABASE) != self._place:
            raise CaseorgError(
                "Another program put another database in the place of the open one, or its disk was taken out and put "
                "back.",
                "Close caseorg, see what is in the data folder, then open it again.",
            )

    def require_folder(self) -> None:
        """Lets pass where the data is still there.

        Raises:
            CaseorgError: the disk that it is on was taken out, or the network that it is on is gone.
        """
        if self._place is not None and not (self.folder / DATABASE).exists():
            raise CaseorgError(
                "The data folder {folder} is not there any more; nothing was changed.",
                "Where it is on a stick, a disk or a network, connect that again, then try once more.",
                folder=self.folder,
            )

    @property
    def knowledge(self) -> "Knowledge":
        """What is known of the field, with the user's own files; loaded when it is first asked for."""
        with self._loading:  # from Python 3.12 on, a cached property is not for several threads
            return self._knowledge

    @cached_property
    def _knowledge(self) -> "Knowledge":
        from caseorg.knowledge.opening import open_knowledge

        return open_knowledge(self.own_knowledge)

    @property
    def own_knowledge(self) -> Path:
        """Where the user's own knowledge files are, if there are any."""
        return self.folder / "knowledge"

    @property
    def thumbnails(self) -> Path:
        """A folder that may be emptied at any time."""
        return (self.scratch or self.folder) / "thumbnails"

    @property
    def readings(self) -> Path:
        """What was read off pictures; it may be removed at any time."""
        return (self.scratch or self.folder) / "readings.db"

    @property
    def searchable(self) -> Path:
        """The texts of the cases as they are searched; it may be removed at any time."""
        return (self.scratch or self.folder) / "search.db"

    @property
    def strips(self) -> Path:
        """What the rows of pictures look like; it may be removed at any time."""
        return (self.scratch or self.folder) / "strips.db"

    @property
    def drafts(self) -> Path:
        """What was typed into forms and not saved yet."""
        return (self.scratch or self.folder) / "drafts"

    @property
    def previews(self) -> Path:
        """Papers that are being looked at; what is older than a day was left behind."""
        return (self.scratch or self.folder) / "previews"


@contextmanager
def open_workspace(folder: Path) -> Iterator[Workspace]:
    """Opens a data folder, making or upgrading what is needed. What is broken is opened for reading alone.

    Raises:
        BrokenError: the database is broken, and nothing of it can be read.
        CaseorgError: the folder cannot be used, or a newer version made it.
    """
    store, database = EvidenceStore(folder / "evidence"), folder / DATABASE
    with _folder_errors(folder):
        found = examine(database, store)
    if found.fault:
        with _reading_only(folder, store, found) as workspace:
            yield workspace
        return
    with _folder_errors(folder):
        private_folder(folder)
        tightened = _tightened(folder)
        _sweep(folder)
        store.sweep()
        if found.revision is None:
            _make_new(database)
    known = found.revision is not None  # nobody had anything to look at in an empty folder
    workspace = Workspace(folder, store, tightened=tightened and known, _place=_place(database))
    try:
        if is_older(found.revision):
            upgrade(workspace.engine, folder / "backups")
        yield workspace
    finally:
        workspace.close()
    remember_closing(database)


@contextmanager
def _folder_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unusable(folder, error) from error


def unusable(folder: Path, error: OSError) -> CaseorgError:
    """What to say of a data folder that the system does not let us use."""
    return CaseorgError(
        "The data folder {folder} cannot be used: {reason}.",
        "Check its permissions or choose another one.",
        folder=folder,
        reason=error.strerror,
    )


def _place(file: Path) -> tuple[int, int] | None:
    """Which file it is, whatever its name."""
    try:
        known = file.stat()
    except OSError:
        return None
    return known.st_dev, known.st_ino


def _make_new(database: Path) -> None:
    """A database takes its place once it is whole, and never that of another."""
    part = database.with_name(f".{uuid.uuid4().hex[:12]}.new")
    part.touch(FILE, exist_ok=False)  # SQLite gives its own files the same rights
    engine = make_engine(sqlite_url(part, new=True))
    try:
        upgrade(engine, database.parent / "backups")
        engine.dispose()
        _put(part, database)
    finally:
        engine.dispose()
        for left in database.parent.glob(f"{part.name}*"):
            left.unlink()


def _put(part: Path, database: Path) -> None:
    """Where another process was first, its database stands."""
    try:
        os.link(part, database)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not database.exists():
            part.rename(database)
    sync_folder(database.parent)


def _tightened(folder: Path) -> bool:
    """Closes a folder that others may look into, once; whoever opens it again is let. What else lies in it is not ours
    to close, nor is then the folder."""
    marker = folder / _CLOSED
    if not is_open(folder) or marker.exists():
        return False
    inside = list(folder.iterdir())
    ours = [path for path in inside if path.name in _OURS or path.name.startswith((DATABASE, "."))]
    tighten(ours)
    if len(ours) == len(inside):
        folder.chmod(FOLDER)
    write_private(marker, "")
    return True


def _sweep(folder: Path) -> None:
    """Removes what a first start left behind that was ended in the middle."""
    limit = time.time() - STALE_SECONDS
    for left in folder.glob(".*.new*"):
        with suppress(FileNotFoundError):
            if left.stat().st_mtime < limit:
                left.unlink()


def _refusal(folder: Path, fault: Remark) -> BrokenError:
    """What is wrong, the last good backup and how to bring it back; or that there is none, and what saves the rest."""
    last = find_last_backup(folder)
    if last:
        advice = (
            "Nothing is written to {folder} any more. The last good backup is of {when}; {restore} puts it into a new "
            "folder. New evidence goes into a new folder too: {other}."
        )
    else:
        advice = (
            "Nothing is written to {folder} any more, and no backup of it is known; {heal} saves what can be read into "
            "a new folder. New evidence goes into a new folder too: {other}."
        )
    known = {
        "folder": folder,
        "when": f"{last.made_at.astimezone(BEIJING):%Y-%m-%d %H:%M}" if last else "",
        "restore": RESTORE.at(backup=last.folder) if last else RESTORE_ANY,
        "heal": HEAL,
        "other": OTHER_FOLDER.at(folder="NEW_FOLDER"),
    }
    return BrokenError(fault.text, advice, **{**fault.values, **known})


@contextmanager
def _reading_only(folder: Path, store: EvidenceStore, found: GateResult) -> Iterator[Workspace]:
    """What can be read of a broken database, from a copy of it: even a cut-off write is not taken back in place."""
    with tempfile.TemporaryDirectory(prefix="caseorg-") as name:
        scratch = Path(name)
        with suppress(OSError):
            for file in folder.glob(f"{DATABASE}*"):
                shutil.copyfile(file, scratch / file.name)
        workspace = Workspace(folder, store, scratch)
        if found.fault:
            workspace.refuse(found.fault)
        try:
            if is_older(found.revision):
                with suppress(CaseorgError):
                    upgrade(workspace.engine, scratch / "backups")
            _require_readable(workspace)
            yield workspace
        finally:
            workspace.close()


def _require_readable(workspace: Workspace) -> None:
    try:
        workspace.read(list_cases)
    except CaseorgError as error:
        raise workspace.refusal or error from error
