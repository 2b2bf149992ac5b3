"""The papers that can be exported: a short read, then drawing.

What draws is loaded when something is drawn: a window that starts does not wait for it.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from caseorg.domain.case import CaseId, Document
from caseorg.domain.papers.complaint import ComplaintOptions, complaint_form
from caseorg.domain.papers.paper import Paper
from caseorg.domain.papers.report import ReportOptions
from caseorg.domain.progress import Progress
from caseorg.jobs.papers.writing import write_paper
from caseorg.knowledge.drafts import reported
from caseorg.knowledge.platforms import trade_place
from caseorg.knowledge.stories import story_of
from caseorg.knowledge.versions import printed_version
from caseorg.output.writing import HashingFile
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

Steps = Iterator[Progress[Document]]
_USUAL_COMPLAINT, _USUAL_REPORT = ComplaintOptions(), ReportOptions()


def export_complaint(
    workspace: Workspace,
    case_id: CaseId,
    out: Path,
    options: ComplaintOptions = _USUAL_COMPLAINT,
    *,
    recorded: bool = True,
) -> Steps:
    """Writes the complaint PDF; the last progress carries its record, kept if it is `recorded`.

    Raises:
        CaseorgError: the file cannot be written.
    """
    from caseorg.pdf import complaint

    case = printed_version(workspace.knowledge, workspace.read(load_case, case_id), options).case
    channels = {key: channel.name for key, channel in workspace.knowledge.channels.items()}
    story = story_of(workspace.knowledge, case)
    form = complaint_form(case, story, trade_place(case), channels, masked=options.masked)
    draw = partial(complaint.render, form, mono=options.mono, incomplete=workspace.refusal is not None)
    yield from write_paper(workspace, case_id, "complaint", out, HashingFile, draw, recorded=recorded)


def export_report(
    workspace: Workspace, case_id: CaseId, out: Path, options: ReportOptions = _USUAL_REPORT, *, recorded: bool = True
) -> Steps:
    """The same for the report of suspected violations."""
    from caseorg.pdf import report

    form = reported(workspace.knowledge, workspace.read(load_case, case_id), anonymous=options.anonymous)
    draw = partial(report.render, form, mono=options.mono, incomplete=workspace.refusal is not None)
    yield from write_paper(workspace, case_id, "report", out, HashingFile, draw, recorded=recorded)


def _export_pack(*given: Any, **options: Any) -> Steps:
    from caseorg.jobs.papers.pack import export_pack

    return export_pack(*given, **options)


EXPORTS: dict[Paper, Callable[..., Steps]] = {
    Paper.COMPLAINT: export_complaint,
    Paper.REPORT: export_report,
    Paper.PACK: _export_pack,
}
