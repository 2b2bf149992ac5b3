"""caseorg form."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from caseorg.cli.context import CaseArgument, Json, opened_case
from caseorg.cli.guard import Anyway, passed
from caseorg.cli.show import to_json
from caseorg.domain.forms.sheet import FilledForm, FormEntry
from caseorg.domain.guard.findings import Going, Outgoing
from caseorg.domain.story.story import Story
from caseorg.i18n import remark_text, tr
from caseorg.knowledge.channels import find_channel
from caseorg.knowledge.sheets import form_sheet
from caseorg.knowledge.stories import story_of
from caseorg.knowledge.versions import sent_version
from caseorg.store.queries import load_case
from caseorg.views.forms import entry_note
from caseorg.views.story import proposal_lines, proposals_json


def register(app: typer.Typer) -> None:
    """Adds the command to the top level."""
    app.command("form")(form)


def form(
    context: typer.Context,
    case: CaseArgument,
    channel: Annotated[str, typer.Option(help="Whose form, 12315 or 12315-report.")] = "12315",
    as_json: Json = False,
    anyway: Anyway = False,
) -> None:
    """Fills a site's form field by field, in its order; what is still to be found is told on stderr."""
    with opened_case(context, case) as (workspace, case_id):
        found, now = workspace.read(load_case, case_id), datetime.now(UTC)
        wanted = find_channel(workspace.knowledge, channel)
        filled = form_sheet(workspace.knowledge, found, wanted, now)
        shown = sent_version(workspace.knowledge, found, wanted, wanted.kinds[0]).case
        story = story_of(workspace.knowledge, shown)
        going = Outgoing(what=Going.MESSAGE, channel=wanted.id, kind=wanted.kinds[0])
        with passed(workspace, found, going, anyway=anyway, as_json=as_json):
            if as_json:
                typer.echo(to_json({**_json(filled), "proposals": proposals_json(story)}))
            else:
                _print(filled, story)


def _print(filled: FilledForm, story: Story) -> None:
    for entry in filled.entries:
        typer.echo(_line(entry))
    for entry in filled.blanks:
        typer.echo(tr("Missing: {what}", what=entry.field.label), err=True)
    for entry in filled.entries:
        if entry.too_long:
            text = tr("{label}: {count} of {limit} characters.", label=entry.field.label, **_count(entry))
            typer.echo(text, err=True)
    for doubt in filled.doubts:
        typer.echo(remark_text(doubt), err=True)
    for piece in filled.left_out:
        typer.echo(tr("Left out of the text: {what}", what=piece), err=True)
    if filled.asserted:
        typer.echo(tr("Please confirm: {what}", what=filled.asserted), err=True)
    for line in proposal_lines(story):
        typer.echo(line, err=True)


def _line(entry: FormEntry) -> str:
    note = entry_note(entry)
    value = entry.shown
    if "\n" in value:
        return f"{entry.field.label}：\n{value}"
    return f"{entry.field.label}：{value}" + (f"　（{note}）" if note else "")


def _count(entry: FormEntry) -> dict[str, int]:
    return {"count": len(entry.value), "limit": entry.field.limit}


def _json(filled: FilledForm) -> dict[str, object]:
    return {
        "form": filled.form.id,
        "checked": filled.form.checked,
        "fields": [
            {
                "key": entry.field.key,
                "label": entry.field.label,
                "value": entry.value or None,
                "blank": entry.blank if not entry.value else None,
                "limit": entry.field.limit or None,
                "characters": len(entry.value),
                "pick": entry.field.pick,
                "words": entry.field.words,
                "note": entry_note(entry) or None,
            }
            for entry in filled.entries
        ],
        "left_out": filled.left_out,
        "doubts": [remark_text(doubt) for doubt in filled.doubts],
        "to_confirm": filled.asserted or None,
    }
