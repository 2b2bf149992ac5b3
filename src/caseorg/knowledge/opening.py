"""Opens the knowledge: ours, with the user's own files over it as long as they can be used."""

import shutil
from contextlib import suppress
from pathlib import Path

from caseorg.domain.errors import CaseorgError
from caseorg.knowledge.library import LAST_GOOD, Knowledge
from caseorg.knowledge.references import broken_references


def open_knowledge(folder: Path) -> Knowledge:
    """The knowledge with the files of `folder`; what is wrong with them is in its `problems`.

    Where the files together name what is not there, all of them are set aside for the last good ones, or for ours.
    """
    own = [file for file in folder.rglob("*.toml") if LAST_GOOD not in file.parts]
    if not own:
        return Knowledge()
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
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, kept)
