"""caseorg message."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from caseorg.cli.context import CaseArgument, Json, opened_case
from caseorg.cli.guard import Anyway, passed
from caseorg.cli.show import to_json
from caseorg.domain.guard.findings import Going, Outgoing
from caseorg.domain.messages.channel import Channel, MessageKind
from caseorg.domain.messages.message import Draft
from caseorg.domain.story.story import Story
from caseorg.i18n import remark_text
from caseorg.knowledge.agenda import suited_kind
from caseorg.knowledge.channels import find_channel
from caseorg.knowledge.drafts import draft
from caseorg.knowledge.stories import story_of
from caseorg.knowledge.versions import sent_version
from caseorg.store.queries import load_case
from caseorg.views.drafts import draft_remarks
from caseorg.views.story import proposal_lines, proposals_json


def register(app: typer.Typer) -> None:
    """Adds the command to the top level."""
    app.command("message")(message)


def message(
    context: typer.Context,
    case: CaseArgument,
    channel: Annotated[str, typer.Option(help="Where it goes, such as merchant, pdd, email or 12315.")],
    kind: Annotated[
        MessageKind | None, typer.Option(help="What it is for; without it, what the next step asks for.")
    ] = None,
    as_json: Json = False,
    anyway: Anyway = False,
) -> None:
    """Composes the message for a channel; what the case does not say yet is told on stderr."""
    with opened_case(context, case) as (workspace, case_id):
        found = find_channel(workspace.knowledge, channel)
        present, now = workspace.read(load_case, case_id), datetime.now(UTC)
        story = story_of(workspace.knowledge, present)
        wanted = kind or suited_kind(workspace.knowledge, present, story, found, now)
        composed = draft(workspace.knowledge, present, found, wanted, now)
        public = found.masked or wanted is MessageKind.PUBLIC
        going = Outgoing(what=Going.MESSAGE, channel=found.id, kind=wanted, public=public)
        with passed(workspace, present, going, anyway=anyway, as_json=as_json):
            shown = sent_version(workspace.knowledge, present, found, wanted).case
            _print(found, wanted, composed, story_of(workspace.knowledge, shown), as_json=as_json)


def _print(channel: Channel, kind: MessageKind, composed: Draft, story: Story, *, as_json: bool) -> None:
    if as_json:
        typer.echo(to_json({**_facts(channel, kind, composed), "proposals": proposals_json(story)}))
        return
    if composed.subject:
        typer.echo(composed.subject)
    typer.echo(composed.text)
    for line in (*draft_remarks(composed), *proposal_lines(story)):
        typer.echo(line, err=True)


def _facts(channel: Channel, kind: MessageKind, composed: Draft) -> dict[str, object]:
    return {
        "channel": channel.id,
        "kind": kind,
        "subject": composed.subject,
        "text": composed.text,
        "characters": composed.length,
        "limit": composed.limit,
        "too_long": composed.too_long,
        "missing": composed.missing,
        "left_out": composed.left_out,
        "hidden": composed.hidden,
        "doubts": [remark_text(doubt) for doubt in composed.doubts],
        "first": remark_text(composed.first) if composed.first else "",
        "to_confirm": composed.asserted,
    }
