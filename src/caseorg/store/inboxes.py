"""Which folders are watched for which cases, and what became of their files; kept beside the database."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from caseorg.domain.case import CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.rights import private_opener, replace_private

FILE, LOG = "inboxes.json", "inbox-log.jsonl"
_MOST_LINES = 2000


@dataclass(frozen=True, slots=True)
class InboxLine:
    """What became of one file: an outcome of intake, the number of the evidence, and what there is to say of it."""

    at: str
    case: str
    name: str
    outcome: str
    number: int | None = None
    said: str = ""


def read_inboxes(data: Path) -> dict[CaseId, Path]:
    """The folder of each case that has one; none is watched where the file is missing or something else."""
    try:
        stored = json.loads((data / FILE).read_text(encoding="utf-8"))
        return {CaseId(str(case)): Path(str(folder)) for case, folder in stored.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def store_inboxes(data: Path, inboxes: Mapping[CaseId, Path]) -> None:
    """Whole or not at all; without any there is no file.

    Raises:
        CaseorgError: it cannot be written.
    """
    file = data / FILE
    try:
        if inboxes:
            replace_private(
                file, json.dumps({case: str(folder) for case, folder in inboxes.items()}, ensure_ascii=False)
            )
        else:
            file.unlink(missing_ok=True)
    except OSError as error:
        raise CaseorgError(
            "{file} cannot be written: {reason}.",
            "Check its permissions or choose another one.",
            file=file,
            reason=error.strerror,
        ) from error


def append_lines(data: Path, lines: list[InboxLine]) -> None:
    """Raises OSError where it cannot be kept. The oldest go where there are very many."""
    file = data / LOG
    with open(file, "a", encoding="utf-8", opener=private_opener) as out:
        out.writelines(f"{json.dumps(asdict(line), ensure_ascii=False)}\n" for line in lines)
    kept = file.read_text(encoding="utf-8").splitlines(keepends=True)
    if len(kept) > 2 * _MOST_LINES:
        replace_private(file, "".join(kept[-_MOST_LINES:]))


def read_lines(data: Path, case_id: CaseId) -> list[InboxLine]:
    """Of one case, the last one first; what is no line of ours is passed over."""
    try:
        text = (data / LOG).read_text(encoding="utf-8")
    except OSError:
        return []
    found = [line for line in map(_line, text.splitlines()) if line and line.case == case_id]
    return found[::-1]


def _line(text: str) -> InboxLine | None:
    try:
        return InboxLine(**json.loads(text))
    except (ValueError, TypeError):
        return None
