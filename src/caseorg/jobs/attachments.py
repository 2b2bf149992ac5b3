"""What is attached to mail, or stands in a document as a picture, becomes evidence of its own."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from caseorg.actions.evidence import Description, Intake, describe_evidence
from caseorg.domain.case import CaseId, Evidence, EvidenceId
from caseorg.domain.files.filenames import safe_name
from caseorg.domain.progress import Progress
from caseorg.evidence.words import MAIL, read_words
from caseorg.jobs.intake import Outcome, add_files
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace


def add_attachments(workspace: Workspace, case_id: CaseId, mails: Sequence[EvidenceId]) -> Iterator[Progress[Outcome]]:
    """Adds what is attached to these mails, and the pictures shown in them, each with a word on where it is from.

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


def _unpacked(workspace: Workspace, mail: Evidence, folder: Path) -> Iterator[Path]:
    """Files in folders of their own, for two may have one name; as old as the mail."""
    words = read_words(workspace.evidence, mail)
    sent_at = words.sent_at.timestamp() if words.sent_at else 0
    for number, attachment in enumerate(words.attachments):
        if attachment.is_ornament:
            continue
        file = folder / str(number) / safe_name(attachment.name)
        file.parent.mkdir()
        file.write_bytes(attachment.content)
        os.utime(file, (sent_at, sent_at))
        yield file


def _say_where_from(workspace: Workspace, case_id: CaseId, outcome: Outcome, mail: Evidence) -> None:
    if outcome.intake is Intake.ADDED and outcome.evidence:
        part = "的附件" if mail.media_type == MAIL else "里的图片"
        description = Description(source=f"{mail.label}（{mail.name}）{part}"[:200])
        workspace.write(describe_evidence, case_id, outcome.evidence, description)
