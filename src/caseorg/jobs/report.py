"""The report of suspected violations as a PDF."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from caseorg.domain.case import CaseId, Document
from caseorg.domain.progress import Progress
from caseorg.domain.report import ReportOptions
from caseorg.jobs.paper import write_paper
from caseorg.jobs.writing import HashingFile
from caseorg.knowledge.drafts import reported
from caseorg.pdf import report
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

_AS_USUAL = ReportOptions()


def export_report(
    workspace: Workspace,
    case_id: CaseId,
    out: Path,
    options: ReportOptions = _AS_USUAL,
    *,
    recorded: bool = True,
) -> Iterator[Progress[Document]]:
    """Writes the report of suspected violations; the last progress carries its record, kept if it is `recorded`.

    Raises:
        CaseorgError: the file cannot be written.
    """
    form = reported(workspace.knowledge, workspace.read(load_case, case_id), anonymous=options.anonymous)
    draw = partial(report.render, form, mono=options.mono, incomplete=workspace.refusal is not None)
    yield from write_paper(workspace, case_id, "report", out, HashingFile, draw, recorded=recorded)
