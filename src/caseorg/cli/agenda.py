"""caseorg due, ics, promise …"""

from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from caseorg.actions.promise import PromiseDetails, add_promise, settle_promise
from caseorg.cli.context import CaseArgument, Json, opened, opened_case, tell_clock
from caseorg.cli.running import finish
from caseorg.cli.show import to_json
from caseorg.domain.case import Promise, Side
from caseorg.domain.clocks.deadline import Clock, ClockState
from caseorg.domain.clocks.promises import find_promises
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import BEIJING, Moment, Precision, TimeSource, parse_past
from caseorg.i18n import remark_text, tr
from caseorg.jobs.agenda import AgendaItem, agenda_steps
from caseorg.jobs.ics import export_ics
from caseorg.knowledge.agenda import clocks_of
from caseorg.knowledge.stories import story_of
from caseorg.store.queries import load_case

promise_app = typer.Typer(help="Notes promises of the other side, and whether they were kept.", no_args_is_help=True)
_STATES: dict[ClockState, str] = {
    ClockState.OVERDUE: "overdue",
    ClockState.SOON: "due soon",
    ClockState.RUNNING: "running",
    ClockState.DONE: "done",
}


class PromiseOutcome(StrEnum):
    """What became of a promise."""

    KEPT = "kept"
    BROKEN = "broken"
    OPEN = "open"


_OURS = ("lead", "ended")  # by which the state is found, which is told
_KEPT = {PromiseOutcome.KEPT: True, PromiseOutcome.BROKEN: False, PromiseOutcome.OPEN: None}


def register(app: typer.Typer) -> None:
    """Adds the commands to the top level."""
    app.command("due")(due)
    app.command("ics")(ics)
    app.add_typer(promise_app, name="promise")


def due(
    context: typer.Context,
    case: Annotated[
        str | None, typer.Argument(help="A case's id, or its beginning; without it all open cases.", metavar="CASE")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what is done.")] = False,
    as_json: Json = False,
) -> None:
    """Shows promises, follow-ups and periods; what is overdue first."""
    now = datetime.now(UTC)
    if case is None:
        with opened(context) as workspace:
            tell_clock(workspace, now)
            items = finish(agenda_steps(workspace, now))
    else:
        with opened_case(context, case) as (workspace, case_id):
            tell_clock(workspace, now)
            found = workspace.read(load_case, case_id)
            clocks = clocks_of(workspace.knowledge, found, story_of(workspace.knowledge, found), now)
            items = tuple(AgendaItem(found.id, found.title, clock) for clock in clocks)
    shown = [item for item in items if everything or item.clock.state is not ClockState.DONE]
    if as_json:
        typer.echo(to_json([_plain(item) for item in shown]))
        return
    for item in shown:
        typer.echo("\n".join(_lines(item)))
    if not shown:
        typer.echo(tr("Nothing is due."), err=True)


def _plain(item: AgendaItem) -> dict[str, object]:
    fields = {name: getattr(item.clock, name) for name in Clock.__dataclass_fields__ if name not in _OURS}
    reasons = [remark_text(reason) for reason in item.clock.reasons]
    settled = (
        {} if item.clock.kept is None else {"state": PromiseOutcome.KEPT if item.clock.kept else PromiseOutcome.BROKEN}
    )
    return {"case": item.case_id, "title": item.title, **fields, **settled, "reasons": reasons}


def _lines(item: AgendaItem) -> list[str]:
    clock = item.clock
    name = tr("{what} (claimed)", what=clock.name) if clock.claimed else clock.name
    state = tr(_STATES[clock.state]) if clock.kept is None else _outcome(clock.kept)
    lines = [f"{_show(clock.due)}  {state}  {name}  {item.title}  {item.case_id[:8]}"]
    if clock.latest:
        lines.append(f"    {tr('By another reading: {time}.', time=_show(clock.latest))}")
    return lines + [f"    {remark_text(reason)}" for reason in clock.reasons]


def _show(at: datetime) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def ics(
    context: typer.Context,
    out: Annotated[
        Path, typer.Option("-o", "--out", help="The calendar file to write.", metavar="FILE.ics", readable=False)
    ],
) -> None:
    """Writes what is due in all open cases as a calendar file with alarms."""
    with opened(context) as workspace:
        count = export_ics(workspace, out, datetime.now(UTC))
    typer.echo(tr("{file}: {count} entries", file=out, count=count.written))
    if count.left_out:
        text = tr("Left out, overdue for more than a week: {count}. See “caseorg due”.", count=count.left_out)
        typer.echo(text, err=True)


@promise_app.command("add")
def add(
    context: typer.Context,
    case: CaseArgument,
    text: Annotated[str, typer.Argument(help="What was said, in its own words.", metavar="TEXT")],
    at: Annotated[str | None, typer.Option(help="When it was said (Beijing time); now, if not given.")] = None,
    side: Annotated[Side, typer.Option(help="Who said it.")] = Side.SERVICE,
) -> None:
    """Notes what the other side promised; by when is read from the words."""
    if side is Side.ME:
        raise CaseorgError("A promise is what the other side said.", "Choose another side.")
    now = datetime.now(UTC)
    said_at = parse_past(at, now) if at else Moment(now, Precision.MINUTE, TimeSource.RECORDED)
    with opened_case(context, case) as (workspace, case_id):
        whole = PromiseDetails(side=side, text=text, made_at=said_at)
        found = find_promises(text, said_at, workspace.knowledge.calendar, side)
        for details in [replace(whole, text=part.text, due=part.due) for part in found] or [whole]:
            key = workspace.change(add_promise, case_id, details)
            typer.echo(f"{key[:8]}  {_due(details.due)}  {details.text}")


def _due(at: datetime | None) -> str:
    return _show(at) if at else tr("no time named")


@promise_app.command("settle")
def settle(
    context: typer.Context,
    case: CaseArgument,
    promise: Annotated[str, typer.Argument(help="A promise's id, or its beginning.", metavar="PROMISE")],
    outcome: Annotated[PromiseOutcome, typer.Argument(help="kept, broken, or open again.")],
) -> None:
    """Says whether a promise was kept."""
    with opened_case(context, case) as (workspace, case_id):
        found = _find(workspace.read(load_case, case_id).promises, promise)
        workspace.change(settle_promise, case_id, found.id, _KEPT[outcome], found.kept)


def _find(promises: tuple[Promise, ...], beginning: str) -> Promise:
    found = [promise for promise in promises if beginning and promise.id.startswith(beginning.lower())]
    if not found:
        raise CaseorgError("The case has no such promise.", "See {list_promises}.")
    if len(found) > 1:
        raise CaseorgError("More than one promise begins with “{promise}”.", "Give more of its id.", promise=beginning)
    return found[0]


@promise_app.command("list")
def list_all(context: typer.Context, case: CaseArgument, as_json: Json = False) -> None:
    """Lists the promises of a case with what became of them."""
    with opened_case(context, case) as (workspace, case_id):
        promises = workspace.read(load_case, case_id).promises
    if as_json:
        typer.echo(to_json(promises))
        return
    for promise in promises:
        typer.echo(f"{promise.id[:8]}  {_due(promise.due)}  {_outcome(promise.kept)}  {promise.text}")


def _outcome(kept: bool | None) -> str:
    if kept is None:
        return tr("open")
    return tr("kept") if kept else tr("broken")
