"""caseorg next"""

from collections.abc import Iterator
from datetime import UTC, datetime

import typer

from caseorg.cli.context import CaseArgument, Json, opened_case, tell_clock
from caseorg.cli.reading import settings_of
from caseorg.cli.show import to_json
from caseorg.domain.steps.sorting import sort_first
from caseorg.domain.steps.step import NextStep
from caseorg.domain.ways import LIST_PROPOSALS
from caseorg.i18n import remark_text, tr
from caseorg.jobs.readings import readable, usual_reader
from caseorg.knowledge.agenda import next_step
from caseorg.knowledge.stories import story_of
from caseorg.store.queries import load_case
from caseorg.views.steps import closed_lines, step_lines, urgent_lines
from caseorg.views.story import proposal_lines, proposals_json


def register(app: typer.Typer) -> None:
    """Adds the command to the top level."""
    app.command("next")(next_)


def next_(context: typer.Context, case: CaseArgument, as_json: Json = False) -> None:
    """Says what to do now, why, until when and what follows; what cannot wait comes first."""
    with opened_case(context, case) as (workspace, case_id):
        tell_clock(workspace, datetime.now(UTC))
        found = workspace.read(load_case, case_id)
        knowledge = workspace.knowledge
        story = story_of(knowledge, found)
        step = next_step(knowledge, found, story, datetime.now(UTC))
        if usual_reader() and settings_of(context).reading:
            step = sort_first(step, found, readable(found))
    if as_json:
        typer.echo(to_json({**_facts(step), "proposals": proposals_json(story)}))
        return
    typer.echo("\n".join(_lines(step)))
    if step.sorts:
        typer.echo(tr("See {list_proposals}.", list_proposals=LIST_PROPOSALS), err=True)
    for line in proposal_lines(story):
        typer.echo(line, err=True)


def _lines(step: NextStep) -> Iterator[str]:
    urgent = urgent_lines(step)
    if urgent:
        yield tr("What cannot wait:")
        yield from (f"  {number}. {remark_text(line)}" for number, line in enumerate(urgent, start=1))
    for line in (*step_lines(step), *closed_lines(step)):
        yield tr("{label}: {text}", label=remark_text(line.label), text=remark_text(line.text))


def _facts(step: NextStep) -> dict[str, object]:
    return {
        "do": remark_text(step.do),
        "before": remark_text(step.before) if step.before else "",
        "why": remark_text(step.why),
        "until": step.until,
        "then": remark_text(step.then) if step.then else "",
        "channel": step.channel,
        "kind": step.kind,
        "gap": step.gap,
        "sorts": step.sorts,
        "urgent": [{"do": remark_text(urgent.do), "until": urgent.until} for urgent in step.urgent],
        "asks": [remark_text(remark) for remark in step.asks],
        "refused": list(step.refused),
    }
