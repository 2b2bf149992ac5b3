"""What is attached to mail, or stands in a document as a picture, becomes evidence of its own."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from caseorg.actions.evidence import Description, Intake, describe_evidence
from caseorg.domain.case import CaseId, Evidence, EvidenceId, MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.domain.files.filenames import safe_name
from caseorg.domain.progress import Progress
from caseorg.evidence.words import MAIL, read_words
from caseorg.jobs.intake import Outcome, add_files
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

Held = Sequence[tuple[str, bytes | None]]  # names and contents; None of what cannot be had


def add_attachments(workspace: Workspace, case_id: CaseId, mails: Sequence[EvidenceId]) -> Iterator[Progress[Outcome]]:
    """Adds what is attached to these mails and documents, and the pictures in them, and says where each is from.

    Raises:
        CaseorgError: a mail cannot be read.
    """
    case = workspace.read(load_case, case_id)
    items = {item.id: item for item in case.evidence}
    for mail in dict.fromkeys(mails):
        with tempfile.TemporaryDirectory(prefix="caseorg-") as folder:
            held, sent_at = _held(workspace, items[mail])
            files = list(_unpacked(held, sent_at, Path(folder)))
            for progress in chain(add_files(workspace, case_id, files), _lost(held, items[mail])):
                if progress.item:
                    _say_where_from(workspace, case_id, progress.item, items[mail])
                yield progress


def _unpacked(held: Held, sent_at: float, folder: Path) -> Iterator[Path]:
    """Files in folders of their own, for two may have one name; as old as the mail, or of no time."""
    for number, (name, content) in enumerate(held):
        if content is None:
            continue
        file = folder / str(number) / safe_name(name)
        file.parent.mkdir()
        file.write_bytes(content)
        os.utime(file, (sent_at, sent_at))
        yield file


def _lost(held: Held, item: Evidence) -> Iterator[Progress[Outcome]]:
    for name, content in held:
        if content is None:
            reason = CaseorgError(
                "{name} in {label} is damaged, empty or too large to be taken out.",
                "Open {label} with another program, save it from there, then add the saved file.",
                name=name,
                label=item.label,
            )
            yield Progress(1, 1, item=Outcome(file=Path(safe_name(name)), intake=Intake.FAILED, reason=reason))


def _held(workspace: Workspace, item: Evidence) -> tuple[Held, float]:
    """What is in it, and when it was sent; 0 where nobody knows."""
    if item.kind is MediaKind.PDF:
        from caseorg.evidence.document import attached_files  # few have any

        return attached_files(workspace.evidence.path(item.sha256)), 0
    words = read_words(workspace.evidence, item)
    files: Held = [(file.name, file.content) for file in words.attachments if not file.is_ornament]
    return files, words.sent_at.timestamp() if words.sent_at else 0


def _say_where_from(workspace: Workspace, case_id: CaseId, outcome: Outcome, mail: Evidence) -> None:
    if outcome.intake is Intake.ADDED and outcome.evidence:
        part = "的附件" if mail.media_type in (MAIL, "application/pdf") else "里的图片"
        description = Description(source=f"{mail.label}（{mail.name}）{part}"[:200])
        workspace.write(describe_evidence, case_id, outcome.evidence, description)
