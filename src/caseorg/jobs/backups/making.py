"""Making a backup: the database as it is at one moment, then each file of evidence that it names."""

import errno
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from caseorg.actions.work import now
from caseorg.domain.errors import BrokenError
from caseorg.domain.moments import BEIJING
from caseorg.domain.progress import Progress
from caseorg.evidence.store import EvidenceStore, file_digest, sync_folder
from caseorg.jobs.backups.copying import copy_file, digest_on_disk, sync_tree
from caseorg.jobs.backups.manifest import LIST, Manifest, read_manifest, write_manifest
from caseorg.jobs.backups.shelf import EVIDENCE, opened_shelf, rotate, same_disk
from caseorg.jobs.timestamps import TIMESTAMP_ROOTS
from caseorg.output.targets import require_outside
from caseorg.output.writing import part_of, replacing, write_whole
from caseorg.store.gate import content_fault, frame_fault
from caseorg.store.journal import find_journal_entry
from caseorg.store.last_backup import LastBackup, remember_backup
from caseorg.store.snapshot import Snapshot
from caseorg.workspace import DATABASE, Workspace

KEEP = 10
_MODE = 0o400  # of evidence in a backup


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that was read back. `missing` names evidence that is not in it; `gone` are older backups."""

    folder: Path
    made_at: datetime
    cases: int
    evidence: int
    same_disk: bool
    missing: tuple[str, ...]
    gone: tuple[str, ...]


def make_backup(workspace: Workspace, shelf: Path, keep: int = KEEP) -> Iterator[Progress[Backup]]:
    """Copies the whole data folder into a new folder of the shelf; the last progress carries it, once it was read back.

    Raises:
        BrokenError: the data is broken, or the disk gave back something else than was written.
        CaseorgError: the shelf cannot be used.
    """
    workspace.require_writable()
    shelf = shelf.expanduser().absolute()
    require_outside(workspace.folder, shelf)
    with opened_shelf(shelf):
        made_at = now()
        folder = shelf / f"caseorg-{made_at.astimezone(BEIJING):%Y%m%d-%H%M%S-%f}"
        part = part_of(folder)
        with replacing(folder, part):
            part.mkdir(mode=0o700)
            manifest = yield from _filled(workspace, shelf, part, made_at)
            yield from _read_back(part, manifest)
            part.rename(folder)
            sync_folder(shelf)
            gone = () if manifest.missing else rotate(shelf, manifest, max(keep, 1))
    if not manifest.missing:
        with suppress(OSError):  # it is made all the same
            remember_backup(workspace.folder, LastBackup(folder, made_at))
    done = Backup(
        folder=folder,
        made_at=made_at,
        cases=manifest.cases,
        evidence=manifest.evidence,
        same_disk=same_disk(workspace.folder, folder),
        missing=manifest.missing,
        gone=gone,
    )
    yield Progress(1, 1, folder.name, done)


Step = Progress[Backup]
_Making = Generator[Step, None, Manifest]


def _filled(workspace: Workspace, shelf: Path, part: Path, made_at: datetime) -> _Making:
    """Everything is on the disk when it ends; evidence of earlier backups is taken as it is, once it was hashed."""
    identity = workspace.read(_identity)
    copy_database(workspace, part / DATABASE)
    named, cases = _named_evidence(part / DATABASE)
    files: dict[str, str] = {}
    missing: list[str] = []
    total = len(named) * 2 + 2
    for done, (digest, label) in enumerate(named.items(), start=1):
        yield Progress(done, total, label)
        if _kept(EvidenceStore(shelf / EVIDENCE), workspace.evidence, digest):
            files[f"../{EVIDENCE}/{digest[:2]}/{digest}"] = digest
        else:
            missing.append(label)
    for file in _settings(workspace.folder):
        name = file.relative_to(workspace.folder)
        (part / name).parent.mkdir(parents=True, exist_ok=True)
        files[name.as_posix()] = copy_file(file, part / name)
    files[DATABASE] = file_digest(part / DATABASE)
    manifest = Manifest(
        made_at=made_at,
        source=str(workspace.folder),
        identity=identity,
        cases=cases,
        evidence=len(files) and sum(name.startswith("../") for name in files),
        files=files,
        missing=tuple(missing),
    )
    write_whole(part / LIST, write_manifest(manifest))
    sync_tree(part)
    if (shelf / EVIDENCE).exists():
        sync_tree(shelf / EVIDENCE)
    return manifest


def copy_database(workspace: Workspace, target: Path) -> None:
    """All of one moment, whoever writes meanwhile.

    Raises:
        OSError: it cannot be written.
    """
    with workspace.engine.connect() as source, closing(sqlite3.connect(target)) as copy:
        driver = source.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        try:
            driver.backup(copy)
        except sqlite3.Error as error:
            full = "disk is full" in str(error)
            raise OSError(errno.ENOSPC if full else errno.EIO, str(error)) from error


def _identity(source: Snapshot) -> str:
    first = find_journal_entry(source, 1)
    return first.digest if first else "-"


def _named_evidence(database: Path) -> tuple[dict[str, str], int]:
    """Digest → what people call it, of all evidence that the copy names; and how many cases it has."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT sha256, number, name FROM evidence ORDER BY case_id, number").fetchall()
        (cases,) = connection.execute("SELECT count(*) FROM cases").fetchone()
    return {str(digest): f"证据{number} {name}" for digest, number, name in rows}, int(cases)


def _kept(pool: EvidenceStore, evidence: EvidenceStore, digest: str) -> bool:
    """Whether the shelf has the file whole, from earlier or by now; a damaged one there is replaced."""
    if pool.is_whole(digest):
        return True
    if not evidence.is_whole(digest):
        return False
    target = pool.path(digest)
    target.parent.mkdir(parents=True, exist_ok=True)
    return copy_file(evidence.path(digest), target, _MODE) == digest


def _settings(data: Path) -> Iterator[Path]:
    """What else of a data folder cannot be made anew."""
    yield from (path for path in (data / "settings.toml",) if path.is_file())
    for folder in (data / "knowledge", data / TIMESTAMP_ROOTS):
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _read_back(part: Path, manifest: Manifest) -> Iterator[Step]:
    """What the disk has, and not what was to be written."""
    if read_manifest(part) != manifest:
        raise _other(part / LIST)
    total = len(manifest.files) * 2
    for done, (name, digest) in enumerate(manifest.files.items(), start=len(manifest.files)):
        yield Progress(done, total, name)
        if digest_on_disk(part / name) != digest:
            raise _other(part / name)
    if fault := frame_fault(part / DATABASE) or content_fault(part / DATABASE):
        raise BrokenError(
            fault.text, "Nothing is backed up; {doctor} tells what is wrong with the data.", **fault.values
        )


def _other(file: Path) -> BrokenError:
    return BrokenError(
        "The disk gave back something else than was written: {file}.", "Use another disk for backups.", file=file
    )
