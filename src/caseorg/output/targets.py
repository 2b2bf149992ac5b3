"""Where exports may go: not into the data folder; an upload set takes a new or empty folder, or that of an older set
which nobody touched."""

from collections.abc import Iterator
from pathlib import Path

from caseorg.domain.case import CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.uploads.notes import NOTE, digests, made_for
from caseorg.evidence.store import file_digest

_OF_THE_SYSTEM = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_LONGEST_NOTE = 1_000_000
_NAMED = 3


def require_outside(data: Path, out: Path) -> None:
    """Whatever its name is, no export takes the place of evidence or of the database. `out` is behind links already.

    Raises:
        CaseorgError: it lies in the data folder.
    """
    if out.is_relative_to(data.resolve()):
        raise CaseorgError("{file} lies in the data folder.", "Choose another folder.", file=out)


def require_free(out: Path, case_id: CaseId) -> Path:
    """The folder behind links, if a set for this case may stand there.

    Raises:
        CaseorgError: its parent is not there, it is a file, or it holds what is not an untouched set of this case.
    """
    try:
        folder = out.resolve()
        if not folder.parent.is_dir():
            raise CaseorgError("There is no folder {folder}.", "Choose where to save it.", folder=folder.parent)
        if not folder.exists():
            return folder
        if not folder.is_dir():
            raise CaseorgError("{file} is not a folder.", "Choose another name or folder.", file=folder)
        strange = list(_strange(folder, case_id))
    except OSError as error:
        raise CaseorgError(
            "{file} cannot be written: {reason}.", "Choose another name or folder.", file=out, reason=error.strerror
        ) from error
    if strange:
        more = ["…"] if len(strange) > _NAMED else []
        raise CaseorgError(
            "{folder} holds files that are not of a set for this case, or were changed: {names}.",
            "Choose a new or an empty folder.",
            folder=folder,
            names="、".join([*strange[:_NAMED], *more]),
        )
    return folder


def _strange(folder: Path, case_id: CaseId) -> Iterator[str]:
    """The names of what must not be lost with the folder."""
    note = _note(folder)
    known = digests(note) if made_for(note) == case_id else {}
    for path in sorted(folder.iterdir()):
        if path.name in _OF_THE_SYSTEM or (known and path.name == NOTE):
            continue
        if path.is_symlink() or not path.is_file() or file_digest(path) != known.get(path.name):
            yield path.name


def _note(folder: Path) -> str:
    path = folder / NOTE
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _LONGEST_NOTE:
        return ""
    return path.read_text(encoding="utf-8", errors="replace")
