"""Which folders are watched for which cases, and what became of their files; kept beside the database."""

import json
from collections.abc import Iterable, Mapping
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
            replace_private(file, _json({case: str(folder) for case, folder in inboxes.items()}))
        else:
            file.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(file, error) from error


def _json(value: object) -> str:
    """A name that is no text, such as one in GBK, comes back as it was."""
    return json.dumps(value, ensure_ascii=False).encode(errors="backslashreplace").decode()


def _unwritable(file: Path, error: OSError) -> CaseorgError:
    return CaseorgError(
        "{file} cannot be written: {reason}.",
        "Check its permissions or choose another one.",
        file=file,
        reason=error.strerror,
    )


def append_lines(data: Path, lines: list[InboxLine]) -> None:
    """The oldest go where there are very many.

    Raises:
        CaseorgError: they cannot be kept.
    """
    file = data / LOG
    try:
        with open(file, "a", encoding="utf-8", opener=private_opener) as out:
            out.writelines(f"{_json(asdict(line))}\n" for line in lines)
        kept = _kept(data)
        if len(kept) > 2 * _MOST_LINES:
            _keep(file, kept[-_MOST_LINES:])
    except OSError as error:
        raise _unwritable(file, error) from error


def forget_inbox(data: Path, case_id: CaseId) -> None:
    """Of a case that is gone: its folder is not watched any more, and no line tells of its files.

    Raises:
        CaseorgError: that cannot be written.
    """
    inboxes = read_inboxes(data)
    if inboxes.pop(case_id, None):
        store_inboxes(data, inboxes)
    kept = _kept(data)
    others = [text for text in kept if not ((line := _line(text)) and line.case == case_id)]
    if len(others) != len(kept):
        try:
            _keep(data / LOG, others)
        except OSError as error:
            raise _unwritable(data / LOG, error) from error


def _keep(file: Path, lines: Iterable[str]) -> None:
    replace_private(file, "".join(f"{line}\n" for line in lines))


def _kept(data: Path) -> list[str]:
    try:
        return (data / LOG).read_text(encoding="utf-8", errors="replace").rstrip("\n").split("\n")
    except OSError:
        return []


def read_lines(data: Path, case_id: CaseId) -> list[InboxLine]:
    """Of one case, the last one first; what is no line of ours is passed over."""
    found = [line for line in map(_line, _kept(data)) if line and line.case == case_id]
    return found[::-1]


def _line(text: str) -> InboxLine | None:
    try:
        return InboxLine(**json.loads(text))
    except (ValueError, TypeError):
        return None
