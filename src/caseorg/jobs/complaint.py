"""The complaint as a PDF."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from caseorg.domain.case import CaseId, Document
from caseorg.domain.complaint import ComplaintOptions, complaint_form
from caseorg.domain.progress import Progress
from caseorg.jobs.paper import write_paper
from caseorg.jobs.writing import HashingFile
from caseorg.knowledge.platforms import trade_place
from caseorg.knowledge.stories import story_of
from caseorg.knowledge.versions import printed_version
from caseorg.pdf import complaint
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

_AS_USUAL = ComplaintOptions()


def export_complaint(
    workspace: Workspace, case_id: CaseId, out: Path, options: ComplaintOptions = _AS_USUAL, *, recorded: bool = True
) -> Iterator[Progress[Document]]:
    """Writes the complaint PDF; the last progress carries its record, kept if it is `recorded`.

    Raises:
        CaseorgError: the file cannot be written.
    """
    case = printed_version(workspace.knowledge, workspace.read(load_case, case_id), options).case
    channels = {key: channel.name for key, channel in workspace.knowledge.channels.items()}
    story = story_of(workspace.knowledge, case)
    form = complaint_form(case, story, trade_place(case), channels, masked=options.masked)
    draw = partial(complaint.render, form, mono=options.mono, incomplete=workspace.refusal is not None)
    yield from write_paper(workspace, case_id, "complaint", out, HashingFile, draw, recorded=recorded)
