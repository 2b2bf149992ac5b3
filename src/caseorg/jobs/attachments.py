"""What is attached to mail, or stands in a document as a picture, becomes evidence of its own."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from caseorg.actions.evidence import Description, Intake, describe_evidence
from caseorg.domain.case import CaseId, Evidence, EvidenceId, MediaKind
from caseorg.domain.files.filenames import safe_name
from caseorg.domain.progress import Progress
from caseorg.evidence.words import MAIL, read_words
from caseorg.jobs.intake import Outcome, add_files
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace


def add_attachments(workspace: Workspace, case_id: CaseId, mails: Sequence[EvidenceId]) -> Iterator[Progress[Outcome]]:
    """Adds what is attached to these mails and documents, and the pictures in them, and says where each is from.

    Raises:
        CaseorgError: a mail cannot be read.
    """
    case = workspace.read(load_case, case_id)
    items = {item.id: item for item in case.evidence}
    for mail in dict.fromkeys(mails):
        with tempfile.TemporaryDirectory(prefix="caseorg-") as folder:
            files = list(_unpacked(workspace, items[mail], Path(folder)))
            for progress in add_files(workspace, case_id, files):
                if progress.item:
                    _say_where_from(workspace, case_id, progress.item, items[mail])
                yield progress


def _unpacked(workspace: Workspace, item: Evidence, folder: Path) -> Iterator[Path]:
    """Files in folders of their own, for two may have one name; as old as the mail, or of no time."""
    files, sent_at = _held(workspace, item)
    for number, (name, content) in enumerate(files):
        file = folder / str(number) / safe_name(name)
        file.parent.mkdir()
        file.write_bytes(content)
        os.utime(file, (sent_at, sent_at))
        yield file


def _held(workspace: Workspace, item: Evidence) -> tuple[Sequence[tuple[str, bytes]], float]:
    """What is in it, and when it was sent; 0 where nobody knows."""
    if item.kind is MediaKind.PDF:
        from caseorg.evidence.document import attached_files  # few have any

        return attached_files(workspace.evidence.path(item.sha256)), 0
    words = read_words(workspace.evidence, item)
    files = [(file.name, file.content) for file in words.attachments if not file.is_ornament]
    return files, words.sent_at.timestamp() if words.sent_at else 0


def _say_where_from(workspace: Workspace, case_id: CaseId, outcome: Outcome, mail: Evidence) -> None:
    if outcome.intake is Intake.ADDED and outcome.evidence:
        part = "的附件" if mail.media_type in (MAIL, "application/pdf") else "里的图片"
        description = Description(source=f"{mail.label}（{mail.name}）{part}"[:200])
        workspace.write(describe_evidence, case_id, outcome.evidence, description)
