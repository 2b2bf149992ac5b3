"""caseorg complaint, report, pack, upload. The commands that draw PDFs load what they need: the others stay quick."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from caseorg.cli.context import CaseArgument, opened_case
from caseorg.cli.guard import Anyway, passed
from caseorg.domain.case import CaseFile, Document
from caseorg.domain.guard.findings import Going, Outgoing
from caseorg.domain.papers.complaint import ComplaintOptions
from caseorg.domain.papers.missing import Missing, missing
from caseorg.domain.papers.pack import USUAL_COLUMNS, Column, PackOptions, PerPage
from caseorg.domain.progress import Progress
from caseorg.i18n import listed, remark_text, tr
from caseorg.store.queries import load_case
from caseorg.views.hidden import hidden_lines
from caseorg.workspace import Workspace

if TYPE_CHECKING:
    from caseorg.domain.papers.options import PaperOptions

T = TypeVar("T")
Out = Annotated[Path, typer.Option("-o", "--out", help="The PDF to write.", metavar="FILE.pdf", readable=False)]


Mono = Annotated[bool, typer.Option("--mono", help="In black and white.")]
Masked = Annotated[
    bool, typer.Option("--masked", help="With personal data masked: not for 12315, which needs the plain one.")
]


def register(app: typer.Typer) -> None:
    """Adds the commands to the top level."""
    app.command("complaint")(complaint)
    app.command("report")(report)
    app.command("pack")(pack)
    app.command("upload")(upload)


def complaint(
    context: typer.Context,
    case: CaseArgument,
    out: Out,
    mono: Mono = False,
    masked: Masked = False,
    anyway: Anyway = False,
) -> None:
    """Writes the complaint for 12315 as a PDF; what is missing is left blank and told on stderr."""
    from caseorg.jobs.papers.exports import export_complaint
    from caseorg.knowledge.drafts import police_first
    from caseorg.knowledge.respondents import as_named

    with opened_case(context, case) as (workspace, case_id):
        options = ComplaintOptions(mono=mono, masked=masked)
        found = workspace.read(load_case, case_id)
        with passed(workspace, found, Outgoing(what=Going.COMPLAINT, public=masked), anyway=anyway):
            document = _finish(export_complaint(workspace, case_id, out, options))
        _tell(workspace, found, out, document, missing(as_named(workspace.knowledge, found)), options)
        if first := police_first(workspace.knowledge.scenarios.get(found.scenario)):
            typer.echo(remark_text(first), err=True)


def report(
    context: typer.Context,
    case: CaseArgument,
    out: Out,
    mono: Mono = False,
    anonymous: Annotated[
        bool, typer.Option("--anonymous", help="Without your name, telephone number, address and accounts.")
    ] = False,
    anyway: Anyway = False,
) -> None:
    """Writes the report of suspected violations (举报) as a PDF, without any demand; what is missing is left blank."""
    from caseorg.domain.papers.report import ReportOptions, report_gaps
    from caseorg.jobs.papers.exports import export_report
    from caseorg.knowledge.drafts import police_first, report_doubt
    from caseorg.knowledge.respondents import as_named

    with opened_case(context, case) as (workspace, case_id):
        options = ReportOptions(mono=mono, anonymous=anonymous)
        found = workspace.read(load_case, case_id)
        with passed(workspace, found, Outgoing(what=Going.REPORT, public=anonymous), anyway=anyway):
            document = _finish(export_report(workspace, case_id, out, options))
        gaps = report_gaps(as_named(workspace.knowledge, found), anonymous=anonymous)
        _tell(workspace, found, out, document, gaps, options)
        first = police_first(workspace.knowledge.scenarios.get(found.scenario))
        for remark in (first, report_doubt(workspace.knowledge, found)):
            if remark:
                typer.echo(remark_text(remark), err=True)


def pack(
    context: typer.Context,
    case: CaseArgument,
    out: Out,
    per_page: Annotated[
        PerPage, typer.Option(help="Pictures on a page; auto puts two where their type stays readable.")
    ] = PerPage.ONE,
    binding: Annotated[
        bool, typer.Option("--binding", help="For printing on both sides: the binding margin changes sides.")
    ] = False,
    mono: Mono = False,
    grouped: Annotated[
        bool, typer.Option("--grouped", help="What proves the same stands together, under its heading.")
    ] = False,
    continuity: Annotated[
        bool, typer.Option("--continuity", help="With a page on how the screenshots of a chat follow each other.")
    ] = False,
    text_layer: Annotated[
        bool, typer.Option("--text-layer/--no-text-layer", help="With the text that was read off pictures, unseen.")
    ] = True,
    column: Annotated[
        list[Column] | None,
        typer.Option(
            help="A column of the index beside number, name and page: source, purpose, form, original, pages or "
            "remarks. Repeatable; without it all but original and remarks.",
            metavar="COLUMN",
        ),
    ] = None,
    since: Annotated[
        int | None,
        typer.Option("--from", help="A supplement that begins with the evidence of this number.", metavar="NUMBER"),
    ] = None,
    masked: Annotated[
        bool, typer.Option("--masked", help="For other eyes: texts masked, and of pictures redacted copies alone.")
    ] = False,
    anyway: Anyway = False,
) -> None:
    """Writes the evidence pack as a PDF: cover, index, every piece of evidence, how it is checked."""
    from caseorg.output.writer import started_early

    with started_early(), opened_case(context, case) as (workspace, case_id):
        from caseorg.jobs.papers.pack import export_pack
        from caseorg.knowledge.respondents import as_named

        columns = frozenset(column) if column else USUAL_COLUMNS
        options = PackOptions(
            per_page=per_page,
            binding=binding,
            mono=mono,
            grouped=grouped,
            columns=columns,
            since=since,
            masked=masked,
            continuity=continuity,
            text_layer=text_layer,
        )
        found = workspace.read(load_case, case_id)
        with passed(workspace, found, Outgoing(what=Going.PACK, public=masked), anyway=anyway):
            document = _finish(export_pack(workspace, case_id, out, options))
        _tell(workspace, found, out, document, missing(as_named(workspace.knowledge, found)), options)


def upload(
    context: typer.Context,
    case: CaseArgument,
    channel: Annotated[str, typer.Option(help="The channel that takes the files, such as 12315.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The folder to make.", metavar="FOLDER", readable=False)],
    leave_out: Annotated[bool, typer.Option("--leave-out", help="Leave out what matters least if need be.")] = False,
    anyway: Anyway = False,
) -> None:
    """Makes a folder with exactly the files that a channel takes, its text, and a note on what goes where."""
    from caseorg.domain.uploads.notes import show_bytes
    from caseorg.jobs.upload import export_upload
    from caseorg.views.drafts import draft_remarks

    with opened_case(context, case) as (workspace, case_id):
        found = workspace.read(load_case, case_id)
        with passed(workspace, found, Outgoing(what=Going.UPLOAD, channel=channel), anyway=anyway):
            made = _finish(export_upload(workspace, case_id, channel, out, leave_out=leave_out))
    for file in made.files:
        typer.echo(f"{made.folder / file.name}  {show_bytes(file.size)}")
    for outsider in made.outside:
        typer.echo(tr("{label} is not in it: {why}.", label=outsider.evidence.label, why=tr(outsider.why)), err=True)
    for line in draft_remarks(made.draft):
        typer.echo(line, err=True)


def _finish(steps: Iterator[Progress[T]]) -> T:
    """Runs to the end; the last progress carries what was made, and what is to be told of it."""
    made = None
    for progress in steps:
        made = progress.item
        for remark in progress.remarks:
            typer.echo(remark_text(remark), err=True)
    assert made
    return made


def _tell(
    workspace: Workspace,
    case: CaseFile,
    out: Path,
    document: Document,
    gaps: Iterable[Missing],
    options: "PaperOptions",
) -> None:
    from caseorg.domain.papers.facts import unsaid
    from caseorg.domain.papers.paper import Paper
    from caseorg.jobs.papers.hidden import hidden_in
    from caseorg.knowledge.respondents import doubts, other_side
    from caseorg.knowledge.stories import story_of
    from caseorg.knowledge.versions import printed_version
    from caseorg.sheets.glyphs import losing_text, missing_glyphs
    from caseorg.views.story import proposal_lines

    paper, version = Paper[document.kind.upper()], printed_version(workspace.knowledge, case, options)
    story = story_of(workspace.knowledge, version.case)
    typer.echo(tr("{file}: {pages} pages", file=out, pages=document.pages))
    for gap in gaps:
        typer.echo(tr("Missing: {what}", what=tr(gap)), err=True)
    for doubt in doubts(other_side(workspace.knowledge, case)):
        typer.echo(remark_text(doubt), err=True)
    for line in hidden_lines(hidden_in(paper, version, story)):
        typer.echo(line, err=True)
    if paper is not Paper.PACK:
        for line in (*map(remark_text, unsaid(story)), *proposal_lines(story)):
            typer.echo(line, err=True)
    if isinstance(options, PackOptions) and (labels := losing_text(version.case, options)):
        text = tr("{labels}: some text may not show, for its fonts are not in the document.", labels=listed(labels))
        typer.echo(text, err=True)
    if found := missing_glyphs(paper, version.case, story, workspace.evidence, options):
        text = listed(map(remark_text, found))
        typer.echo(tr("Printed as a box, for no font has them: {characters}", characters=text), err=True)
