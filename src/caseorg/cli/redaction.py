"""caseorg redact."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from caseorg.actions.redaction import decide_marks
from caseorg.cli.context import CaseArgument, Json, opened_case
from caseorg.cli.evidence import Number, numbered
from caseorg.cli.reading import reader_of
from caseorg.cli.show import to_json
from caseorg.domain.case import CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.privacy.kinds import KIND_NAMES
from caseorg.domain.reading.reading import Box
from caseorg.domain.redaction.audience import Audience
from caseorg.domain.redaction.marks import RedactionMark
from caseorg.domain.redaction.plan import Plan, draw
from caseorg.i18n import tr
from caseorg.jobs.redaction import plan_for, reading_for
from caseorg.jobs.redaction_export import export_copy
from caseorg.store.queries import load_case
from caseorg.views.readings import box_json
from caseorg.workspace import Workspace

_ALL = "all"


def register(app: typer.Typer) -> None:
    """Adds the command to the top level."""
    app.command("redact")(redact)


def redact(
    context: typer.Context,
    case: CaseArgument,
    number: Number,
    audience: Annotated[
        Audience, typer.Option("--for", help="Who is to see the copy: merchant, platform or public.", metavar="WHO")
    ] = Audience.PUBLIC,
    listed: Annotated[bool, typer.Option("--list", help="Only list what is found and what was said to it.")] = False,
    confirm: Annotated[
        list[str] | None,
        typer.Option(help="Blacken this: an id from the list, or its beginning, or all. Repeatable.", metavar="ID"),
    ] = None,
    leave: Annotated[
        list[str] | None,
        typer.Option(help="Leave this visible: an id, or its beginning, or all. Repeatable.", metavar="ID"),
    ] = None,
    box: Annotated[
        list[str] | None,
        typer.Option(
            help="Blacken this place too, in pixels of the upright picture. Repeatable.",
            metavar="LEFT,TOP,RIGHT,BOTTOM",
        ),
    ] = None,
    page: Annotated[int, typer.Option(help="The page on which --box is.", metavar="PAGE", min=1)] = 1,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="The copy to write; its record is written beside.", readable=False),
    ] = None,
    as_json: Json = False,
) -> None:
    """Blackens personal data in a copy of a picture or document, and proves that it cannot be read any more.

    Lists what is found; what you confirm is burnt into the copy. The copy is read again and only kept if nothing that
    was hidden can be read in it. The original stays as it is.
    """
    with opened_case(context, case) as (workspace, case_id):
        item = numbered(workspace.read(load_case, case_id), number)
        reading = reading_for(workspace, item, reader_of(context))

        def planned() -> Plan:
            return plan_for(workspace.knowledge, workspace.read(load_case, case_id), item, reading, audience)

        plan = planned()
        if not listed:
            drawn = [draw(plan, page - 1, _box(text)) for text in box or ()]
            _decide(workspace, case_id, plan, [*_chosen(plan, confirm or ()), *drawn], confirmed=True)
            _decide(workspace, case_id, plan, _chosen(plan, leave or ()), confirmed=False)
            plan = planned()
        _tell(plan, as_json=as_json)
        if out and not listed:
            made = export_copy(workspace, case_id, plan, out)
            typer.echo(
                tr("{file}: {count} blocks, and nothing can be read under them", file=out, count=len(made.kinds)),
                err=True,
            )


def _decide(
    workspace: Workspace, case_id: CaseId, plan: Plan, marks: Sequence[RedactionMark], *, confirmed: bool
) -> None:
    if marks:
        workspace.change(decide_marks, case_id, plan.evidence.id, plan.audience, marks, confirmed=confirmed)


def _chosen(plan: Plan, wanted: Sequence[str]) -> list[RedactionMark]:
    """Those whose id is given; with `all` those to which nothing was said."""
    found = list(plan.open) if _ALL in wanted else []
    return found + [_find(plan, name) for name in dict.fromkeys(wanted) if name != _ALL]


def _find(plan: Plan, beginning: str) -> RedactionMark:
    found = [mark for mark in plan.marks if beginning and mark.id.startswith(beginning)]
    if len(found) == 1:
        return found[0]
    if found:
        raise CaseorgError("“{id}” is the beginning of several ids.", "Type more of the id.", id=beginning)
    raise CaseorgError("Nothing with the id “{id}” is found on it.", "See {list_marks}.", id=beginning)


def _box(text: str) -> Box:
    try:
        left, top, right, bottom = (int(part) for part in text.split(","))
    except ValueError as error:
        raise CaseorgError("“{text}” is no place.", "Four numbers, as in 40,200,600,260.", text=text) from error
    return Box(left, top, right, bottom)


def _tell(plan: Plan, *, as_json: bool) -> None:
    if as_json:
        typer.echo(to_json([_mark_json(mark) for mark in plan.marks]))
        return
    for line in _lines(plan):
        typer.echo(line)
    sizes = "、".join(f"{page.width}×{page.height}" for page in plan.reading.pages)
    typer.echo(
        tr("{label}: {count} places, on {sizes} pixels", label=plan.evidence.label, count=len(plan.marks), sizes=sizes),
        err=True,
    )


def _lines(plan: Plan) -> Iterator[str]:
    """The id, the page and place, what was said, what it is and what stands there."""
    for mark in plan.marks:
        box = mark.box
        place = f"{mark.page + 1}:{box.left},{box.top},{box.right},{box.bottom}"
        yield "\t".join((mark.id, place, tr(mark.state), tr(KIND_NAMES[mark.kind]), mark.text))


def _mark_json(mark: RedactionMark) -> dict[str, object]:
    return {
        "id": mark.id,
        "page": mark.page + 1,
        "box": box_json(mark.box),
        "kind": mark.kind,
        "state": mark.state.name.lower(),
        "text": mark.text,
    }
