"""Opens the knowledge: ours, with the user's own files over it as long as they can be used."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from caseorg.domain.errors import CaseorgError
from caseorg.knowledge import calendar
from caseorg.knowledge.kinds import FOLDERS, TABLES
from caseorg.knowledge.library import LAST_GOOD, Knowledge, unusable
from caseorg.rights import private_folder, write_private


def open_knowledge(folder: Path) -> Knowledge:
    """The knowledge with the files of `folder`; what is wrong with them is in its `problems`.

    Where the files together name what is not there, all of them are set aside for the last good ones, or for ours.
    """
    own, problems = _own_files(folder)
    use = _open(folder, own) if own else Knowledge()
    use.problems += problems
    return use


def _open(folder: Path, own: list[Path]) -> Knowledge:
    from caseorg.knowledge.references import broken_references  # what compares them is loaded where there are any

    found = Knowledge(folder)
    found.check()
    faults = tuple(broken_references(found))
    if not faults:
        if not found.problems:
            _remember(folder, own)
        return found
    problems = [*found.problems, *(_fault(folder, fault) for fault in faults)]
    last_good = Knowledge(folder / LAST_GOOD)
    last_good.check()
    use = Knowledge() if last_good.problems or any(broken_references(last_good)) else last_good
    use.problems[:] = problems
    return use


def _own_files(folder: Path) -> tuple[list[Path], list[CaseorgError]]:
    """The user's files, and what is to be said of the others: what cannot be read or has no name of ours."""
    errors: list[OSError] = []
    files = [
        Path(place, name)
        for place, _, names in os.walk(folder, onerror=errors.append)
        for name in names
        if name.endswith(".toml") and LAST_GOOD not in Path(place).parts
    ]
    own = [file for file in files if _is_read(file.relative_to(folder))]
    unreadable = [unusable(Path(error.filename), error) for error in errors if not isinstance(error, FileNotFoundError)]
    return own, [*unreadable, *(_unused(file) for file in files if file not in own)]


def _is_read(name: Path) -> bool:
    return str(name) in (*TABLES, calendar.FILE) or (len(name.parts) == 2 and name.parts[0] in FOLDERS)


def _unused(file: Path) -> CaseorgError:
    return CaseorgError(
        "The knowledge file {file} is not used.",
        "Give it the name of one of ours, or put it into the folder channels or scenarios.",
        file=file,
    )


def _fault(folder: Path, fault: str) -> CaseorgError:
    return CaseorgError(
        "The knowledge files in {folder} do not fit together: {reason}.",
        "Correct or remove it; until then the last good one is used.",
        folder=folder,
        reason=fault,
    )


def _remember(folder: Path, own: list[Path]) -> None:
    """Where the folder cannot be written, a later mistake falls back on ours instead."""
    with suppress(OSError):
        shutil.rmtree(folder / LAST_GOOD, ignore_errors=True)
        for file in own:
            kept = folder / LAST_GOOD / file.relative_to(folder)
            private_folder(kept.parent)
            write_private(kept, file.read_text(encoding="utf-8"))
