"""caseorg case new, set, show"""

from dataclasses import replace
from typing import Annotated, Any

import typer

from caseorg.actions.case import edit_case, new_case
from caseorg.cli.case_lines import case_facts, case_lines
from caseorg.cli.case_options import (
    COMPANY,
    DETAILS,
    FIRST_ORDER,
    MERCHANT,
    ORDER,
    SIDES,
    CaseOptions,
    fields_of,
    with_options,
)
from caseorg.cli.context import CaseArgument, Json, known_id, opened, opened_case, require_options
from caseorg.cli.show import to_json
from caseorg.domain.case import Answer, CaseDetails, CaseId, Order, OrderId, Role
from caseorg.domain.parties.respondent import party_of, respondents, with_about, with_party
from caseorg.i18n import remark_text
from caseorg.jobs.common import in_common
from caseorg.jobs.searchable import renew
from caseorg.knowledge.answers import read_answer
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.respondents import as_named, doubts, other_side
from caseorg.store.queries import load_case
from caseorg.views.common import common_facts, common_lines
from caseorg.workspace import Workspace


def register(group: typer.Typer) -> None:
    """Adds the commands to `caseorg case`."""
    group.command("new")(new)
    group.command("set")(change)
    group.command("show")(show)


@with_options("platform", *SIDES, *FIRST_ORDER, "demand", "scenario")
def new(
    context: typer.Context,
    title: Annotated[str, typer.Option(help="What went wrong, in a few words.")],
    **options: Any,
) -> None:
    """Makes a case and prints its id."""
    details = _with_told(CaseDetails(title=title), options)
    with opened(context) as workspace:
        known_id("scenario", details.scenario, workspace.knowledge.scenarios)
        case_id = workspace.write(new_case, details)
        typer.echo(case_id)
        _tell_sides(workspace, case_id)


@with_options("title", "platform", "stage", *SIDES, *ORDER, "demand", "scenario", "answers")
def change(context: typer.Context, case: CaseArgument, **options: Any) -> None:
    """Changes what is given and leaves the rest. Order options change the first order."""
    require_options(context, "case")
    with opened_case(context, case) as (workspace, case_id):
        found = workspace.read(load_case, case_id)
        details = _with_told(found.details, options)
        known_id("scenario", options["scenario"], workspace.knowledge.scenarios)
        details = _with_answers(workspace.knowledge, details, options["answers"] or [])
        workspace.change(edit_case, case_id, details, found.details)
        if any(options[option] is not None for option in ("platform", *SIDES)):
            _tell_sides(workspace, case_id)


def show(context: typer.Context, case: CaseArgument, as_json: Json = False) -> None:
    """Shows a case with its timeline."""
    with opened_case(context, case) as (workspace, case_id):
        found = workspace.read(load_case, case_id)
        scenario = workspace.knowledge.scenarios.get(found.scenario)
        sides = respondents(as_named(workspace.knowledge, found))
        renew(workspace, [case_id])
        common = in_common(workspace, case_id)
    if as_json:
        typer.echo(to_json({**case_facts(found, sides), "in_common": common_facts(common)}))
        return
    lines = case_lines(found, sides, scenario.name if scenario else "")
    typer.echo("\n".join((*lines, *common_lines(common))))


def _with_told(details: CaseDetails, options: CaseOptions) -> CaseDetails:
    details = _with_sides(details, options)
    details = _with_order(details, fields_of(options, ORDER))
    return replace(details, **fields_of(options, DETAILS))


def _with_sides(details: CaseDetails, options: CaseOptions) -> CaseDetails:
    """What was given of the merchant and of the platform's company, and whom it is about."""
    parties = details.parties
    for role, fields in ((Role.MERCHANT, MERCHANT), (Role.PLATFORM, COMPANY)):
        parties = with_party(parties, replace(party_of(parties, role), **fields_of(options, fields)))
    changed = replace(details, parties=parties)
    return changed if options["respondent"] is None else with_about(changed, options["respondent"])


def _tell_sides(workspace: Workspace, case_id: CaseId) -> None:
    """What is doubtful in what was stored of the other side; it is stored all the same."""
    for doubt in doubts(other_side(workspace.knowledge, workspace.read(load_case, case_id))):
        typer.echo(remark_text(doubt), err=True)


def _with_answers(knowledge: Knowledge, details: CaseDetails, typed: list[str]) -> CaseDetails:
    """An empty answer takes the present one off; so does the name of one that is no question any more."""
    answers = {answer.question: answer for answer in details.answers}
    for text in typed:
        name, _, value = (part.strip() for part in text.partition("="))
        old = name in answers and not value
        answer = Answer(question=name, value="") if old else read_answer(knowledge, text, details.scenario)
        answers[answer.question] = answer
    return replace(details, answers=tuple(answers.values()))


def _with_order(details: CaseDetails, fields: dict[str, Any]) -> CaseDetails:
    if not fields:
        return details
    first, *others = details.orders or (Order(id=OrderId("")),)
    return replace(details, orders=(replace(first, **fields), *others))
