"""Files that lie in the inbox of a case come in once they rest, and move aside once they are in."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from stat import S_ISREG

from caseorg.actions.evidence import Intake
from caseorg.domain.case import CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.files.resting import FileStamp, RestingState, resting, seen_now
from caseorg.domain.progress import Progress
from caseorg.i18n import error_text
from caseorg.jobs.intake import Outcome, add_files
from caseorg.rights import private_folder
from caseorg.store.inboxes import InboxLine, append_lines, read_inboxes, store_inboxes
from caseorg.store.queries import cases_in_trash, has_case
from caseorg.workspace import Workspace

TAKEN, FAILED = "已收", "失败"  # folders in the inbox, whatever the language


@dataclass(frozen=True, slots=True)
class InboxListing:
    """What lies in a folder now: each file, and those that are to come in; or why that cannot be known."""

    seen: Mapping[str, RestingState]
    ready: tuple[str, ...] = ()
    trouble: CaseorgError | None = None


@dataclass(frozen=True, slots=True)
class Inbox:
    """A folder that is watched for a case."""

    case_id: CaseId
    folder: Path


def inboxes(workspace: Workspace) -> list[Inbox]:
    """Those that are watched: nothing comes into a case in the trash."""
    known = read_inboxes(workspace.folder)
    trashed = workspace.read(cases_in_trash, tuple(known)) if known else frozenset()
    return [Inbox(case, folder) for case, folder in known.items() if case not in trashed]


def look(inbox: Inbox, before: Mapping[str, RestingState], now: float) -> InboxListing:
    """Lists the folder and says which files have rested since they were seen first. Changes nothing."""
    try:
        with os.scandir(inbox.folder) as entries:
            listed = {entry.name: stamp for entry in entries if (stamp := _stamp(entry))}
    except OSError as error:
        return InboxListing(before, trouble=_unreadable(inbox.folder, error))
    seen = seen_now(before, listed, now)
    return InboxListing(seen, tuple(resting(seen, now)))


def _stamp(entry: os.DirEntry[str]) -> FileStamp | None:
    """None where it is no file, or gone meanwhile: a browser renames what it has loaded. The others come in."""
    try:
        known = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return FileStamp(known.st_size, known.st_mtime_ns) if S_ISREG(known.st_mode) else None


def _unreadable(folder: Path, error: OSError) -> CaseorgError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return CaseorgError(
            "The inbox {folder} is not there.",
            "Connect the disk or network that it lies on, or choose another folder; it is looked at again by itself.",
            folder=folder,
        )
    if isinstance(error, PermissionError):
        return CaseorgError(
            "There is no permission to read the inbox {folder}.",
            "Give yourself the right to read and write it, or choose another folder.",
            folder=folder,
        )
    return CaseorgError(
        "The inbox {folder} cannot be read: {reason}.",
        "Connect the disk or network that it lies on, or choose another folder; it is looked at again by itself.",
        folder=folder,
        reason=error.strerror or str(error),
    )


def take_in(
    workspace: Workspace, inbox: Inbox, ready: Mapping[str, RestingState]
) -> Iterator[Progress[tuple[Outcome, CaseorgError | None]]]:
    """Takes files in, then moves each aside and writes a line about it; with what kept one where it was.

    Raises:
        CaseorgError: the case is not there any more, or nothing may be written.
    """
    if not workspace.read(has_case, inbox.case_id):
        stop_watching(workspace, (inbox.case_id,))
        raise CaseorgError(
            "The case of the inbox {folder} is not there any more.",
            "The folder is not watched any longer; choose it again for another case.",
            folder=inbox.folder,
        )
    files = [inbox.folder / name for name in ready]
    for progress in add_files(workspace, inbox.case_id, files):
        assert progress.item
        outcome = progress.item
        trouble = _move_aside(inbox.folder, outcome, ready[outcome.file.name].stamp)
        try:
            append_lines(workspace.folder, [_line_of(inbox.case_id, outcome)])
        except CaseorgError as error:
            trouble = trouble or error
        yield Progress(progress.done, progress.total, progress.label, (outcome, trouble), held=progress.held)


def _move_aside(folder: Path, outcome: Outcome, stamp: FileStamp) -> CaseorgError | None:
    """What was written to meanwhile is another file, and stays for the next time."""
    aside = folder / (FAILED if outcome.intake is Intake.FAILED else TAKEN)
    try:
        known = outcome.file.lstat()
        if FileStamp(known.st_size, known.st_mtime_ns) == stamp:
            aside.mkdir(exist_ok=True)
            _move(outcome.file, aside)
    except FileNotFoundError:
        return None  # somebody took it away
    except OSError as error:
        return CaseorgError(
            "{file} cannot be moved to “{aside}”: {reason}.",
            "Check the rights of the folder. The file stays where it is and is not added again.",
            file=outcome.file.name,
            aside=aside.name,
            reason=error.strerror or str(error),
        )
    return None


def _move(file: Path, aside: Path) -> None:
    """Never in the place of another one."""
    for number in count(1):
        target = aside / (file.name if number == 1 else f"{file.stem} ({number}){file.suffix}")
        if not target.exists():
            file.rename(target)
            return


def _line_of(case_id: CaseId, outcome: Outcome) -> InboxLine:
    reason = error_text(outcome.reason) if outcome.reason else ""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return InboxLine(now, case_id, outcome.file.name, outcome.intake, outcome.number, reason)


def files_in(folder: Path) -> int:
    """How many files lie in a folder that would come in."""
    found = look(Inbox(CaseId(""), folder), {}, 0)
    if found.trouble:
        raise found.trouble
    return len(resting(found.seen, float("inf")))


def watch_folder(workspace: Workspace, case_id: CaseId, folder: Path, known: int) -> int:
    """Begins to watch a folder for a case where the user knows of the files that lie in it; answers how many there are.

    Raises:
        CaseorgError: it is no folder to be watched.
    """
    _require_usable(workspace, case_id, folder)
    present = files_in(folder)
    if present == known:
        _make_aside(folder)
        store_inboxes(workspace.folder, {**read_inboxes(workspace.folder), case_id: folder})
    return present


def _require_usable(workspace: Workspace, case_id: CaseId, folder: Path) -> None:
    own, wanted = workspace.folder.resolve(), folder.resolve()
    if wanted == own or own in wanted.parents or wanted in own.parents:
        raise CaseorgError("The inbox cannot be where caseorg keeps its data.", "Choose or make another folder.")
    others = {other.resolve() for case, other in read_inboxes(workspace.folder).items() if case != case_id}
    if wanted in others:
        raise CaseorgError("This folder is the inbox of another case.", "Choose or make another folder.")


def _make_aside(folder: Path) -> None:
    try:
        private_folder(folder / TAKEN)
    except OSError as error:
        raise CaseorgError(
            "Files cannot be moved within {folder}: {reason}.",
            "Give yourself the right to write it, or choose another folder.",
            folder=folder,
            reason=error.strerror or str(error),
        ) from error


def stop_watching(workspace: Workspace, case_ids: Sequence[CaseId]) -> None:
    """The folders and what lies in them stay as they are."""
    store_inboxes(
        workspace.folder,
        {case: folder for case, folder in read_inboxes(workspace.folder).items() if case not in case_ids},
    )
