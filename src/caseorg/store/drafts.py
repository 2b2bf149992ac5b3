"""What was typed into a form and not saved yet, and which warnings were read: a file each in a folder for each case.

The journal does not know of it and no clock reads it; it goes once the form is saved, or its case is gone.
"""

import json
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from caseorg.domain.errors import CaseorgError
from caseorg.rights import private_folder, replace_private

NO_CASE = "-"  # of forms that belong to none


class Typed(NamedTuple):
    """What stood in a field before, and what was typed over it."""

    before: str
    text: str


def draft_file(drafts: Path, case_id: str | None, form: str) -> Path:
    """Where the draft of a form is; its name holds ids and plain words only."""
    return drafts / (case_id or NO_CASE) / f"{form}.json"


def read_draft(file: Path) -> dict[str, Typed]:
    """Empty where there is none, or something else stands there."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        return {str(name): Typed(str(before), str(text)) for name, (before, text) in stored.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def kept_forms(drafts: Path) -> tuple[str, ...]:
    """The names of the forms of which something is kept, whatever their case."""
    return tuple(sorted(file.stem for file in drafts.glob("*/*.json") if read_draft(file)))


def write_draft(file: Path, fields: Mapping[str, Typed]) -> None:
    """Whole or not at all; without fields there is no file.

    Raises:
        CaseorgError: it cannot be written.
    """
    try:
        if not fields:
            file.unlink(missing_ok=True)
            return
        private_folder(file.parent, within=file.parents[2])
        replace_private(file, json.dumps(fields, ensure_ascii=False))
    except OSError as error:
        raise CaseorgError(
            "{file} cannot be written: {reason}.",
            "Check its permissions or choose another one.",
            file=file,
            reason=error.strerror,
        ) from error


def drop_drafts(drafts: Path, cases: Collection[str]) -> None:
    """Those of cases that are not there any more."""
    known = {NO_CASE, *cases}
    for folder in drafts.iterdir() if drafts.is_dir() else ():
        if folder.name not in known:
            shutil.rmtree(folder, ignore_errors=True)  # tried again with the next start
