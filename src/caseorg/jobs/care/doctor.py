"""What is wrong in a data folder, one finding each, and what of it was made good. Evidence is never deleted."""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import BEIJING
from caseorg.domain.progress import Progress
from caseorg.domain.remark import Remark, remark
from caseorg.domain.ways import BACK_UP
from caseorg.evidence.store import STALE_SECONDS, EvidenceStore
from caseorg.jobs.care.files import evidence_ills
from caseorg.jobs.care.ill import Ill
from caseorg.jobs.care.salvage import QUARANTINE, salvage, usual_place
from caseorg.store.gate import examine
from caseorg.store.last_backup import find_last_backup
from caseorg.store.upgrade import is_older
from caseorg.workspace import DATABASE, unusable

_DAYS = 30


@dataclass(frozen=True, slots=True)
class FolderFinding:
    """`healed` says what was done about it, or could be; `done` whether it was."""

    what: Remark
    healed: Remark | None = None
    done: bool = False


Step = Progress[FolderFinding]


def examine_folder(data: Path, *, heal: bool = False, into: Path | None = None) -> Iterator[Step]:
    """Looks at everything and changes nothing, unless `heal` says so; what is broken is saved `into` a new folder.

    Raises:
        CaseorgError: there is no such folder, or a newer version made the data.
    """
    data = data.expanduser().absolute()
    if not data.is_dir():
        raise CaseorgError("There is no folder {folder}.", "Check its name and place.", folder=data)
    store, database = EvidenceStore(data / "evidence"), data / DATABASE
    try:
        found = examine(database, store)
    except OSError as error:
        raise unusable(data, error) from error
    if found.fault:
        yield from _broken(data, found.fault, heal, into or usual_place(data))
        return
    ills = [*_database(data, found.revision), *_rights(data), *_leftovers(data, store)]
    for done, ill in enumerate(ills, start=1):
        yield Progress(done, len(ills) + 1, item=_treated(ill, heal))
    for progress in evidence_ills(data, store, database if found.revision else None):
        yield Progress(progress.done, progress.total, item=_treated(progress.item, heal) if progress.item else None)


def _treated(ill: Ill, heal: bool) -> FolderFinding:
    """What cannot be healed now is told as it is."""
    if not (heal and ill.heal):
        return FolderFinding(ill.what, ill.remedy)
    try:
        ill.heal()
    except OSError as error:
        return FolderFinding(ill.what, remark("It could not be done: {reason}.", reason=error.strerror))
    return FolderFinding(ill.what, ill.remedy, done=True)


def _broken(data: Path, fault: Remark, heal: bool, into: Path) -> Iterator[Step]:
    """Nothing in the folder is touched."""
    last = find_last_backup(data)
    yield Progress(0, 1, item=FolderFinding(fault, remark("What can be read goes into {folder}.", folder=into)))
    if last:
        when = f"{last.made_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
        yield Progress(
            0,
            1,
            item=FolderFinding(remark("The last good backup is of {when}: {folder}", when=when, folder=last.folder)),
        )
    if not heal:
        return
    for progress in salvage(data, into):
        saved = progress.item
        if saved is None:
            yield Progress(progress.done, progress.total, progress.label)
            continue
        what = remark(
            "{folder}: {cases} cases and {evidence} files of evidence, of which {unnamed} without their records.",
            folder=saved.folder,
            cases=saved.cases,
            evidence=saved.evidence,
            unnamed=saved.unnamed,
        )
        yield Progress(1, 1, item=FolderFinding(what, done=True))
        if saved.quarantined:
            aside = remark(
                "{count} files that are not what they were lie in {folder}.",
                count=saved.quarantined,
                folder=into / QUARANTINE,
            )
            yield Progress(1, 1, item=FolderFinding(aside))


def _database(data: Path, revision: str | None) -> Iterator[Ill]:
    if is_older(revision):
        yield Ill(remark("The database is of an older version; the next opening upgrades it, after a copy."))
    journal = data / f"{DATABASE}-journal"
    if journal.exists() and journal.stat().st_size:
        yield Ill(remark("A write was cut off; the next opening takes it back."))
    last = find_last_backup(data)
    if revision and (last is None or time.time() - last.made_at.timestamp() > _DAYS * 86400):
        yield Ill(remark("There is no backup of the last {days} days: {back_up}.", days=_DAYS, back_up=BACK_UP))
    elif last and not last.folder.exists():
        yield Ill(remark("The last backup, {folder}, is not there now.", folder=last.folder))


def _rights(data: Path) -> Iterator[Ill]:
    """Who may read, and what may be written to."""
    if os.name == "nt":
        return
    mode = data.stat().st_mode
    if mode & 0o007:
        open_to_all = remark("Everybody on this machine may look into {folder}.", folder=data)
        yield Ill(open_to_all, remark("Only you may look into it from now on."), partial(data.chmod, mode & 0o770))
    if mode & 0o070:
        what = "The group of {folder} may look into it; close it with chmod 700 unless you share it."
        yield Ill(remark(what, folder=data))
    for path in data.glob("evidence/??/*"):
        mode = 0 if path.is_symlink() or not path.is_file() else path.stat().st_mode
        if mode and (not mode & stat.S_IRUSR or mode & 0o222):
            writable = remark("The file {file} can be written to, or not be read.", file=path.name)
            kept = partial(path.chmod, (mode & 0o444) | 0o400)
            yield Ill(writable, remark("It can only be read from now on."), kept)


def _leftovers(data: Path, store: EvidenceStore) -> Iterator[Ill]:
    """Copies in the making of a process that was ended; the files they are from are where they were."""
    limit = time.time() - STALE_SECONDS
    left = [*store.incoming.glob("*.part"), *data.glob(".*.new*"), *data.glob(".*.part"), *data.glob("previews/*.pdf")]
    for path in left:
        with suppress(FileNotFoundError):
            if path.is_file() and path.stat().st_mtime < limit:
                what = remark("{file} was left behind by a work that was ended.", file=path.name)
                yield Ill(what, remark("It is removed."), path.unlink)
