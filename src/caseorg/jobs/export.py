"""Papers on disk: one short read, then drawing to a part file beside the target, then a rename."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import BinaryIO

from caseorg.actions.case import record_document
from caseorg.actions.work import new_id, now
from caseorg.domain.case import CaseId, Document, DocumentId
from caseorg.domain.complaint import ComplaintOptions, complaint_form
from caseorg.domain.errors import CaseorgError
from caseorg.domain.masked import masked_form
from caseorg.domain.pack import PackOptions, PackPlan, pack_plan
from caseorg.domain.progress import Progress
from caseorg.domain.report import ReportOptions
from caseorg.evidence.store import EvidenceStore
from caseorg.jobs.sheets import sheets
from caseorg.jobs.writing import HashingFile, ordinary_file, part_of, replacing
from caseorg.knowledge.drafts import reported
from caseorg.knowledge.platforms import trade_place
from caseorg.pdf import complaint, pack, report
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

Draw = Callable[[BinaryIO], Iterator[Progress[int]]]
_AS_USUAL = ComplaintOptions()
_REPORT_AS_USUAL = ReportOptions()
_PACK_AS_USUAL = PackOptions()


class Paper(StrEnum):
    """What can be exported."""

    COMPLAINT = "投诉书"
    REPORT = "举报书"
    PACK = "证据包"


def export_complaint(
    workspace: Workspace, case_id: CaseId, out: Path, options: ComplaintOptions = _AS_USUAL
) -> Iterator[Progress[Document]]:
    """Writes the complaint PDF; the last progress carries its record.

    Raises:
        CaseorgError: the file cannot be written.
    """
    case = workspace.read(load_case, case_id)
    channels = {key: channel.name for key, channel in workspace.knowledge.channels.items()}
    form = complaint_form(case, trade_place(case), channels)
    shown = masked_form(form, case) if options.masked else form
    yield from _export(workspace, case_id, "complaint", out, partial(complaint.render, shown, mono=options.mono))


def export_report(
    workspace: Workspace, case_id: CaseId, out: Path, options: ReportOptions = _REPORT_AS_USUAL
) -> Iterator[Progress[Document]]:
    """Writes the report of suspected violations; the last progress carries its record.

    Raises:
        CaseorgError: the file cannot be written.
    """
    form = reported(workspace.knowledge, workspace.read(load_case, case_id), anonymous=options.anonymous)
    yield from _export(workspace, case_id, "report", out, partial(report.render, form, mono=options.mono))


def export_pack(
    workspace: Workspace, case_id: CaseId, out: Path, options: PackOptions = _PACK_AS_USUAL
) -> Iterator[Progress[Document]]:
    """Writes the evidence pack; the last progress carries its record.

    Raises:
        CaseorgError: the case has no evidence, or the file cannot be written.
        BrokenError: evidence is missing or was altered.
    """
    case = workspace.read(load_case, case_id)
    if not case.standing_evidence:
        raise CaseorgError("The case has no evidence yet.", "Add screenshots first.")
    plan = pack_plan(case, trade_place(case), grouped=options.grouped)
    yield from _export(workspace, case_id, "pack", out, partial(_draw_pack, workspace.evidence, plan, options))


def _draw_pack(store: EvidenceStore, plan: PackPlan, options: PackOptions, file: BinaryIO) -> Iterator[Progress[int]]:
    items = []
    for item in plan.items:
        yield Progress(0, len(plan.items), item.name)
        items.append(pack.Item(item, sheets(store, item, mono=options.mono)))
    yield from pack.render(plan, items, file, options)


def _export(workspace: Workspace, case_id: CaseId, kind: str, out: Path, draw: Draw) -> Iterator[Progress[Document]]:
    """Draws into a part file; whatever happens before the end, the target stays as it was."""
    out = ordinary_file(out)
    part = part_of(out)
    pages = 0
    with replacing(out, part):
        with HashingFile(part) as file:
            for progress in draw(file):
                pages = progress.item or pages
                yield Progress(progress.done, progress.total, progress.label)
            sha256 = file.finish()
        part.replace(out)
    document = Document(id=DocumentId(new_id()), kind=kind, name=out.name, sha256=sha256, pages=pages, made_at=now())
    workspace.write(record_document, case_id, document)
    yield Progress(1, 1, out.name, document)
