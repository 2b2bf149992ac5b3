"""The files of evidence: each against its name, and each record against its file. None is ever deleted but what a purge
was to delete."""

import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from caseorg.actions.work import new_id
from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal.chain import PURGE
from caseorg.domain.progress import Progress
from caseorg.domain.remark import remark
from caseorg.evidence.store import EvidenceStore, file_digest
from caseorg.jobs.backups.copying import copy_file
from caseorg.jobs.care.ill import Ill
from caseorg.jobs.care.salvage import QUARANTINE
from caseorg.rights import KEPT
from caseorg.store.engine import file_uri
from caseorg.store.gate import read_only
from caseorg.store.last_backup import find_last_backup
from caseorg.store.snapshot import BUSY_SECONDS
from caseorg.workspace import DATABASE

_OF_THE_SYSTEM = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_DIGEST = 64


def evidence_ills(data: Path, store: EvidenceStore, database: Path | None) -> Iterator[Progress[Ill]]:
    """Each file against its name, and each record against its file."""
    named = _named(database) if database else None
    purged = _purged(database) if database and named is not None else frozenset()
    named = named or {}
    kept = sorted(path for path in store.folder.glob("*/*") if path.parent != store.incoming)
    total = len(kept) + len(named) + 1
    for done, path in enumerate(kept, start=1):
        yield Progress(done, total, path.name, _file_ill(data, store, path, named, purged))
    for done, (digest, label) in enumerate(named.items(), start=len(kept) + 1):
        ill = None if store.path(digest).exists() else _missing(data, store, digest, label)
        yield Progress(done, total, label, ill)


def _named(database: Path) -> dict[str, str] | None:
    """None where that cannot be read wholly: then nothing is known to be in no case."""
    with closing(read_only(database)) as connection, suppress(sqlite3.Error):
        rows = connection.execute("SELECT sha256, number, name FROM evidence ORDER BY case_id, number").fetchall()
        return {str(digest): f"证据{number} {name}" for digest, number, name in rows}
    return None


def _purged(database: Path) -> frozenset[str]:
    """The files of cases that were purged."""
    with closing(read_only(database)) as connection, suppress(sqlite3.Error, ValueError, LookupError, TypeError):
        rows = connection.execute("SELECT details FROM journal WHERE action = ?", (PURGE,)).fetchall()
        return frozenset(str(digest) for (details,) in rows for digest in json.loads(details)["files"])
    return frozenset()


def _remove_purged(database: Path, store: EvidenceStore, digest: str) -> None:
    """While this runs nobody takes the file in; where somebody did since it was looked at, it stays.

    Raises:
        OSError: it cannot be removed now.
    """
    uri = f"{file_uri(database)}?mode=rw"
    try:
        with closing(sqlite3.connect(uri, timeout=BUSY_SECONDS, isolation_level=None, uri=True)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            if not connection.execute("SELECT 1 FROM evidence WHERE sha256 = ?", (digest,)).fetchone():
                store.remove(digest)
            connection.execute("ROLLBACK")
    except (sqlite3.Error, CaseorgError) as error:
        raise OSError(0, str(error)) from error


def _file_ill(
    data: Path, store: EvidenceStore, path: Path, named: dict[str, str], purged: frozenset[str]
) -> Ill | None:
    if path.name in _OF_THE_SYSTEM:
        return None
    if path.is_symlink() or not path.is_file() or len(path.name) != _DIGEST or path != store.path(path.name):
        return Ill(remark("{file} is no file of ours; it stays where it is.", file=path.name))
    try:
        whole = file_digest(path) == path.name
    except OSError as error:
        return Ill(remark("{file} cannot be read: {reason}.", file=path.name, reason=error.strerror))
    if whole and path.name in named:
        return None
    if whole and path.name in purged:
        what = remark("{file} was purged with its case, but is still there.", file=path.name)
        return Ill(what, remark("It is removed."), partial(_remove_purged, data / DATABASE, store, path.name))
    if whole:
        return Ill(remark("No record names {file}; it is kept. Adding the file again takes it up.", file=path.name))
    label = named.get(path.name)
    what = remark("The file of {label} was altered.", label=label or path.name)
    good = _elsewhere(data, path.name)
    if label and good is None:
        return Ill(what, remark("No whole copy is known; it stays where it is."))
    aside = remark("It is put aside in {folder}.", folder=data / QUARANTINE)
    replaced = remark("It is put aside, and the whole copy of the last backup takes its place.")
    return Ill(what, replaced if good else aside, partial(_replace, data, path, good))


def _missing(data: Path, store: EvidenceStore, digest: str, label: str) -> Ill:
    what = remark("The file of {label} is missing.", label=label)
    good = _elsewhere(data, digest)
    if good is None:
        return Ill(what, remark("No whole copy is known. If you still have the file, add it again."))
    return Ill(
        what, remark("The whole copy of the last backup takes its place."), lambda: _bring(good, store.path(digest))
    )


def _elsewhere(data: Path, digest: str) -> Path | None:
    """A whole copy in the last backup, in quarantine, or among unfinished copies."""
    last = find_last_backup(data)
    places = [last.folder.parent / "evidence" / digest[:2] / digest] if last else []
    places += [*(data / QUARANTINE).glob("*"), *(data / "evidence/.incoming").glob("*.part")]
    for place in places:
        with suppress(OSError):
            if place.is_file() and file_digest(place) == digest:
                return place
    return None


def _replace(data: Path, path: Path, good: Path | None) -> None:
    quarantine = data / QUARANTINE
    quarantine.mkdir(mode=0o700, exist_ok=True)
    aside = quarantine / f"{path.name}-{new_id()[:8]}"
    if os.name == "nt":
        path.chmod(stat.S_IREAD | stat.S_IWRITE)
    path.rename(aside)
    if good:
        _bring(good, path)


def _bring(good: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if copy_file(good, target, KEPT) != target.name:
        shutil.move(target, target.with_name(f"{target.name}-{new_id()[:8]}"))
        raise OSError(0, "the copy is not whole")
