"""caseorg note, and caseorg event …"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from caseorg.actions.event import EventDetails, add_event, edit_event, edit_events, event_details, split_event
from caseorg.cli.context import CaseArgument, Json, given, known_id, opened_case, require_options
from caseorg.cli.evidence import numbered
from caseorg.cli.show import to_json
from caseorg.domain.case import CaseFile, CaseId, Event, EventId, Part, Side
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import Moment, Precision, TimeSource, show_moment
from caseorg.domain.story.story import Beat, Story
from caseorg.domain.text.told_times import parse_told
from caseorg.i18n import tr
from caseorg.knowledge.stories import story_of
from caseorg.store.queries import load_case
from caseorg.views.labels import SIDES
from caseorg.views.story import confirmed, part_name, proposal_line, proposed_pieces
from caseorg.workspace import Workspace

app = typer.Typer(help="Shows what events are taken for, changes and splits them.", no_args_is_help=True)

EventArgument = Annotated[str, typer.Argument(help="An event's id, or its beginning.", metavar="EVENT")]
SideOption = Annotated[Side | None, typer.Option(help="Who acted; without it, the words tell.")]
PartOption = Annotated[
    Part | None, typer.Option(help="What the event is in the story; without it, one is proposed from the words.")
]


def register(top: typer.Typer) -> None:
    """Adds the commands to the top level."""
    top.command("note")(note)
    top.add_typer(app, name="event")


def note(
    context: typer.Context,
    case: CaseArgument,
    at: Annotated[str, typer.Option(help="When it happened, such as 2026-11-01T14:30 (Beijing time).")],
    text: Annotated[str, typer.Option(help="What happened, in one sentence.")],
    side: SideOption = None,
    part: PartOption = None,
    evidence: Annotated[
        list[int] | None, typer.Option(help="The number of evidence that shows it; repeatable.")
    ] = None,
    channel: Annotated[
        str | None, typer.Option(help="Over which channel one talked, see “caseorg knowledge list channels”.")
    ] = None,
    agent: Annotated[str | None, typer.Option(help="Who answered: staff number or name.")] = None,
    ticket: Annotated[str | None, typer.Option(help="The number that the matter was given.")] = None,
    milestone: Annotated[
        str | None,
        typer.Option(help="The clock that starts or ends here, see “caseorg knowledge list milestones”."),
    ] = None,
) -> None:
    """Adds an event to the timeline and prints its id; on stderr, what it is taken for."""
    with opened_case(context, case) as (workspace, case_id):
        found = workspace.read(load_case, case_id)
        linked = tuple(numbered(found, number).id for number in evidence or ())
        known_id("channel", channel, workspace.knowledge.channels)
        known_id("milestone", milestone, workspace.knowledge.milestones)
        more = given(side=side, part=part, channel=channel, agent=agent, ticket=ticket, milestone=milestone)
        details = EventDetails(at=parse_told(at, datetime.now(UTC)), text=text, evidence=linked, **more)
        key = workspace.change(add_event, case_id, details)
        typer.echo(key)
        _tell_proposals(workspace, case_id, key)


@app.command("list")
def list_events(context: typer.Context, case: CaseArgument, as_json: Json = False) -> None:
    """Lists the events by time, with what each is taken for."""
    with opened_case(context, case) as (workspace, case_id):
        found = workspace.read(load_case, case_id)
        story = story_of(workspace.knowledge, found)
    if as_json:
        typer.echo(to_json([_event_json(event, story) for event in found.events]))
        return
    for event in found.events:
        for beat in story.by_event.get(event.id, ()):
            who = tr(SIDES[beat.actor])
            typer.echo(f"{event.id[:8]}  {show_moment(event.at)}  {part_name(beat)}  {who}  {beat.text}")


@app.command("set")
def set_(
    context: typer.Context,
    case: CaseArgument,
    event: EventArgument,
    part: PartOption = None,
    side: SideOption = None,
    text: Annotated[str | None, typer.Option(help="What happened, in one sentence.")] = None,
    at: Annotated[str | None, typer.Option(help="When it happened (Beijing time).")] = None,
) -> None:
    """Changes an event: what it is in the story, who acted, its words, its time. An empty part or side is proposed."""
    require_options(context, "case", "event")
    with opened_case(context, case) as (workspace, case_id):
        found = _find(workspace.read(load_case, case_id), event)
        changed: dict[str, Any] = given(
            part=part, side=side, text=text, at=parse_told(at, datetime.now(UTC)) if at else None
        )
        before = event_details(found)
        workspace.change(edit_event, case_id, found.id, replace(before, **changed), before)
        _tell_proposals(workspace, case_id, found.id)


@app.command("confirm")
def confirm(
    context: typer.Context,
    case: CaseArgument,
    events: Annotated[
        list[str] | None, typer.Argument(help="Ids, or their beginnings; without any, all.", metavar="[EVENT]...")
    ] = None,
) -> None:
    """Stores what events are taken for as you say so; those that tell of several things are split first."""
    with opened_case(context, case) as (workspace, case_id):
        found = workspace.read(load_case, case_id)
        story = story_of(workspace.knowledge, found)
        wanted = [_find(found, key) for key in events] if events else found.events
        edits = [edit for item in wanted if (edit := confirmed(item, story.by_event.get(item.id, ()))) is not None]
        for key in workspace.change(edit_events, case_id, edits):
            typer.echo(key)


@app.command("split")
def split(
    context: typer.Context,
    case: CaseArgument,
    event: EventArgument,
    text: Annotated[
        list[str] | None, typer.Option(help="The words of one of the new events; repeatable. Without it, as proposed.")
    ] = None,
) -> None:
    """Splits an event that tells of several things, and prints the ids of the new ones; the one is kept."""
    with opened_case(context, case) as (workspace, case_id):
        found = workspace.read(load_case, case_id)
        whole = _find(found, event)
        pieces = proposed_pieces(story_of(workspace.knowledge, found), whole)
        if text:
            pieces = tuple(
                EventDetails(at=whole.at, text=words, evidence=whole.evidence, in_complaint=whole.in_complaint)
                for words in text
            )
        for key in workspace.change(split_event, case_id, whole.id, pieces):
            typer.echo(key)
            _tell_proposals(workspace, case_id, key)


def _find(case: CaseFile, beginning: str) -> Event:
    found = [event for event in case.events if beginning and event.id.startswith(beginning)]
    if len(found) == 1:
        return found[0]
    if found:
        raise CaseorgError("“{id}” is the beginning of several events.", "Type more of the id.", id=beginning)
    raise CaseorgError("There is no event “{id}”.", "See {list_events}.", id=beginning)


def _tell_proposals(workspace: Workspace, case_id: CaseId, event: EventId) -> None:
    """What of an event is only proposed, and the promises in it that are not noted yet, one line each."""
    story = story_of(workspace.knowledge, workspace.read(load_case, case_id))
    for beat in story.by_event.get(event, ()):
        if not beat.confirmed:
            typer.echo(proposal_line(beat), err=True)
    for promise in story.unnoted(event):
        due = (
            show_moment(Moment(promise.due, Precision.MINUTE, TimeSource.RECORDED))
            if promise.due
            else tr("no time named")
        )
        typer.echo(tr("A promise, due {due}: {text}", due=due, text=promise.text), err=True)
        typer.echo(tr("It is no clock yet: “caseorg promise add”."), err=True)


def _event_json(event: Event, story: Story) -> dict[str, object]:
    beats = story.by_event.get(event.id, ())
    return {"id": event.id, "at": event.at, "text": event.text, "parts": [_beat_json(beat) for beat in beats]}


def _beat_json(beat: Beat) -> dict[str, object]:
    return {
        "part": beat.part or None,
        "part_confirmed": beat.confirmed,
        "side": beat.actor or None,
        "side_confirmed": beat.actor_confirmed,
        "text": beat.text,
    }
