"""A redacted copy as a file of its own, with its record beside."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from caseorg.actions.document import record_documents
from caseorg.actions.work import new_id
from caseorg.domain.case import CaseId, Document, DocumentId, Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.domain.redaction.plan import Plan
from caseorg.domain.redaction.record import RECORD, Redacted, record_text
from caseorg.jobs.papers.writing import noting
from caseorg.jobs.redaction import ending_of, redact
from caseorg.output.targets import require_outside
from caseorg.output.writing import ordinary_file, part_of, replacing, write_whole
from caseorg.workspace import Workspace


def export_copy(workspace: Workspace, case_id: CaseId, plan: Plan, out: Path) -> Redacted:
    """Writes the copy, and the record of it beside; both are noted in the case.

    Raises:
        CaseorgError: as `redact` says, or a file cannot be written.
    """
    workspace.require_writable()
    _require_ending(plan.evidence, out)
    out = ordinary_file(out)
    require_outside(workspace.folder, out)
    note = out.with_name(f"{out.stem}_{RECORD}")
    part = part_of(out)
    with replacing(out, part):
        made = replace(redact(workspace, plan, part), name=out.name)
        part.replace(out)
    text = record_text([made]).encode()
    part = part_of(note)
    with replacing(note, part):
        write_whole(part, text)
        part.replace(note)
    with noting(out):
        workspace.add(record_documents, case_id, (document_of(made), _note_of(note.name, text, made)))
    return made


def _require_ending(item: Evidence, out: Path) -> None:
    ending = ending_of(item)
    allowed = (".jpg", ".jpeg") if ending == "jpg" else (f".{ending}",)
    if out.suffix.lower() not in allowed:
        raise CaseorgError(
            "The copy of {label} is another kind of file.",
            "Let its name end with .{ending}.",
            label=item.label,
            ending=ending,
        )


def document_of(made: Redacted) -> Document:
    """A copy as the case notes it."""
    return Document(
        id=DocumentId(new_id()),
        kind="redaction",
        name=made.name,
        sha256=made.sha256,
        pages=made.pages,
        made_at=made.made_at,
    )


def _note_of(name: str, text: bytes, made: Redacted) -> Document:
    return replace(document_of(made), name=name, sha256=sha256(text).hexdigest(), pages=0)
