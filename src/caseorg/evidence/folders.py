"""Files given as a folder: all that people put there, without what systems leave there, and never without end."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from caseorg.domain.files.notes import FileNote

MOST_FILES = 5000
_MOST_LOOKED_AT = 200_000  # entries of folders, with those that are left out
_OF_SYSTEMS = re.compile(
    r"\.ds_store|\._.*|\.localized|\.apdisk|\.com\.apple\..*|icon\r|thumbs\.db.*|ehthumbs.*\.db|desktop\.ini|\.nomedia"
    r"|\.thumbdata.*|\.directory|~\$.*|\.~lock\..*#|\.fuse_hidden.*|\.nfs[0-9a-f]+|zone\.identifier|.*:zone\.identifier",
    re.IGNORECASE,
)
_FOLDERS_OF_SYSTEMS = re.compile(
    r"__macosx|\.spotlight-v100|\.trashes|\.trash(-.*)?|\.fseventsd|\.temporaryitems|\.documentrevisions-v100"
    r"|\$recycle\.bin|system volume information|@eadir|#recycle|\.thumbnails|\.trashed.*|lost\+found|\.git|\.svn",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(\d+)")


@dataclass(slots=True)
class FolderFiles:
    """`files` in the order in which people count; `left_out` with the reason. `too_many` are folders without an end."""

    files: list[Path] = field(default_factory=list)
    left_out: list[tuple[Path, FileNote]] = field(default_factory=list)
    too_many: list[Path] = field(default_factory=list)


def find_files(given: Iterable[Path], own: Path) -> FolderFiles:
    """The files that are given, and those in the folders that are; `own` is the data folder, which is no evidence.

    Links to folders are not followed, so that no loop has an effect. Nothing is taken of a folder that holds more than
    MOST_FILES.
    """
    found = FolderFiles()
    for path in given:
        if not _is_folder(path):
            found.files.append(path)
            continue
        inside = FolderFiles()
        if _walk(path, own, inside):
            found.files += inside.files
            found.left_out += inside.left_out or ([] if inside.files else [(path, FileNote.EMPTY_FOLDER)])
        else:
            found.too_many.append(path)
    return found


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _walk(top: Path, own: Path, found: FolderFiles) -> bool:
    """Whether it came to an end."""
    waiting, seen = [top], 0
    while waiting:
        folder = waiting.pop()
        if _same(folder, own):
            found.left_out.append((folder, FileNote.OWN_FOLDER))
            continue
        inner = []
        for entry in _entries(folder, found):
            seen += 1
            if len(found.files) > MOST_FILES or seen > _MOST_LOOKED_AT:
                return False
            if note := _left_out(entry):
                found.left_out.append((Path(entry.path), note))
            elif entry.is_dir(follow_symlinks=False):
                inner.append(Path(entry.path))
            else:
                found.files.append(Path(entry.path))
        waiting += reversed(inner)
    return len(found.files) <= MOST_FILES


def _entries(folder: Path, found: FolderFiles) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            listed = []
            for entry in entries:
                listed.append(entry)
                if len(listed) > _MOST_LOOKED_AT:
                    break
    except OSError:
        found.left_out.append((folder, FileNote.CLOSED_FOLDER))
        return
    yield from sorted(listed, key=lambda entry: _order(entry.name))


def _order(name: str) -> list[tuple[int, str]]:
    """2.png before 10.png."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in _NUMBERS.split(name.casefold())]


def _left_out(entry: os.DirEntry[str]) -> FileNote | None:
    if entry.is_dir(follow_symlinks=False):
        return FileNote.OF_SYSTEM if _FOLDERS_OF_SYSTEMS.fullmatch(entry.name) else None
    if _OF_SYSTEMS.fullmatch(entry.name):
        return FileNote.OF_SYSTEM
    return FileNote.LINK_TO_FOLDER if entry.is_symlink() and _is_folder(Path(entry.path)) else None


def _same(folder: Path, own: Path) -> bool:
    try:
        return folder.samefile(own)
    except OSError:
        return False
