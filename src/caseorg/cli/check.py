"""caseorg check"""

from datetime import UTC, datetime

import typer

from caseorg.cli.checkup import report_lines
from caseorg.cli.checkup_json import checkup_facts
from caseorg.cli.context import CaseArgument, Json, opened_case
from caseorg.cli.running import finish
from caseorg.cli.show import to_json
from caseorg.jobs.continuity import look_and_find
from caseorg.knowledge.checks import check_case
from caseorg.store.queries import load_case
from caseorg.views.checkup import checkup_sections
from caseorg.views.continuity import continuity_facts, continuity_section


def register(app: typer.Typer) -> None:
    """Adds the command to the top level."""
    app.command("check")(check)


def check(context: typer.Context, case: CaseArgument, as_json: Json = False) -> None:
    """Checks a case before it is sent: evidence, grounds for refusal, proof of each sentence, objections, wording."""
    with opened_case(context, case) as (workspace, case_id):
        found = workspace.read(load_case, case_id)
        checkup = check_case(workspace.knowledge, found, datetime.now(UTC))
        seen = finish(look_and_find(workspace, found))
        lines = report_lines(found, checkup_sections(workspace.knowledge, checkup, continuity_section(found, seen)))
        facts = {**checkup_facts(checkup), "continuity": continuity_facts(found, seen)}
        typer.echo(to_json(facts) if as_json else "\n".join(lines))
