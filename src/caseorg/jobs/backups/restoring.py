"""Putting a backup into a new folder, and trying out whether that works."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from caseorg.domain.errors import BrokenError, CaseorgError
from caseorg.domain.progress import Progress
from caseorg.evidence.store import sync_folder
from caseorg.jobs.backups.copying import copy_file, digest_on_disk, sync_tree
from caseorg.jobs.backups.manifest import Manifest, read_manifest, restored_path
from caseorg.jobs.backups.shelf import find_backup
from caseorg.jobs.verify import verify
from caseorg.output.writing import aside, part_of, replacing
from caseorg.rights import FILE, KEPT, private_folder
from caseorg.store.queries import list_cases
from caseorg.store.records import list_evidence
from caseorg.workspace import Workspace, open_workspace

_OF_THE_SYSTEM = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A data folder that came out of a backup and was verified; `missing` names evidence that the backup lacked."""

    folder: Path
    backup: Path
    cases: int
    evidence: int
    missing: tuple[str, ...]


Step = Progress[Restored]


def restore_backup(backup: Path, into: Path) -> Iterator[Step]:
    """Puts a backup, or the newest of a folder of backups, into an absent or empty folder.

    Raises:
        BrokenError: a file of the backup was altered or is missing.
        CaseorgError: there is no backup, or the folder cannot be used.
    """
    backup, into = find_backup(backup.expanduser().absolute()), into.expanduser().absolute()
    manifest = read_manifest(backup)
    require_empty(into)
    part = part_of(into)
    with replacing(into, part):
        part.mkdir(mode=0o700)
        yield from _copied(backup, manifest, part)
        cases, evidence = yield from _verified(part, manifest)
        sync_tree(part)
        put_restored(part, into)
    found = Restored(folder=into, backup=backup, cases=cases, evidence=evidence, missing=manifest.missing)
    yield Progress(1, 1, into.name, found)


def rehearse(backup: Path) -> Iterator[Step]:
    """Restores aside, compares counts and hashes with the backup's list, and removes it all again.

    Raises:
        BrokenError: a file of the backup was altered or is missing, or the counts differ.
        CaseorgError: there is no backup, or there is no room.
    """
    with aside() as folder:
        for progress in restore_backup(backup, folder / "rehearsal"):
            if progress.item:
                manifest = read_manifest(progress.item.backup)
                for path, digest in manifest.files.items():
                    restored = progress.item.folder / restored_path(path)
                    if path != "caseorg.db" and digest_on_disk(restored) != digest:
                        raise _altered(restored)
            yield progress


def require_empty(into: Path) -> None:
    try:
        if into.exists() and not into.is_dir():
            raise CaseorgError("{file} is not a folder.", "Choose another name or folder.", file=into)
        if into.exists() and {path.name for path in into.iterdir()} - _OF_THE_SYSTEM:
            raise CaseorgError("{folder} is not empty.", "Choose a new or an empty folder.", folder=into)
        if not into.parent.is_dir():
            raise CaseorgError("There is no folder {folder}.", "Choose where to save it.", folder=into.parent)
    except OSError as error:
        raise CaseorgError(
            "{file} cannot be written: {reason}.", "Choose another name or folder.", file=into, reason=error.strerror
        ) from error


def _copied(backup: Path, manifest: Manifest, part: Path) -> Iterator[Step]:
    total = len(manifest.files) * 2
    for done, (name, digest) in enumerate(manifest.files.items(), start=1):
        yield Progress(done, total, name)
        target = part / restored_path(name)
        private_folder(target.parent)
        source = backup / name
        if source.is_symlink() or not source.is_file():
            raise _altered(source)
        if copy_file(source, target, KEPT if name.startswith("../") else FILE) != digest:
            raise _altered(source)


def _verified(part: Path, manifest: Manifest) -> Generator[Step, None, tuple[int, int]]:
    """It opens as ours and verifies, and holds what the list says. What the backup lacked is told, not verified."""
    with open_workspace(part) as workspace:
        if workspace.refusal:
            raise workspace.refusal
        cases, digests = workspace.read(list_cases), _digests(workspace)
        whole = [digest for digest in digests if workspace.evidence.is_whole(digest)]
        if (len(cases), len(whole)) != (manifest.cases, manifest.evidence):
            raise BrokenError(
                "The backup holds {cases} cases and {evidence} files; its list says {listed_cases} and {listed}.",
                "Take another backup; beside it may be older ones.",
                cases=len(cases),
                evidence=len(whole),
                listed_cases=manifest.cases,
                listed=manifest.evidence,
            )
        if not manifest.missing:
            for progress in verify(workspace):
                yield Progress(progress.total + progress.done, progress.total * 2, progress.label)
    return len(cases), len(whole)


def _digests(workspace: Workspace) -> set[str]:
    return {item.sha256 for _, item in workspace.read(list_evidence)}


def put_restored(part: Path, into: Path) -> None:
    if into.exists():
        for left in into.iterdir():
            left.unlink()
        into.rmdir()
    part.rename(into)
    sync_folder(into.parent)


def _altered(file: Path) -> BrokenError:
    return BrokenError(
        "The file {file} of the backup is missing or was altered.",
        "Take another backup; beside it may be older ones.",
        file=file,
    )
