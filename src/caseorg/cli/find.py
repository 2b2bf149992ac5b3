"""caseorg find."""

from typing import Annotated

import typer

from caseorg.cli.context import Json, opened
from caseorg.cli.show import to_json
from caseorg.domain.errors import CaseorgError
from caseorg.i18n import tr
from caseorg.jobs.search import SearchHit, search
from caseorg.jobs.searchable import renew
from caseorg.store.queries import list_cases
from caseorg.views.readings import box_json


def register(app: typer.Typer) -> None:
    """Adds the command to the top level."""
    app.command("find")(find)


def find(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="What is looked for: a word, a name, four digits.", metavar="TEXT")],
    as_json: Json = False,
) -> None:
    """Looks for a text in all cases: titles, numbers, the other side, events, notes, messages, what pictures say, and
    chats, mails, pages and documents that were taken in.

    Width, traditional characters and blanks make no difference. A ~ marks what only looks alike, such as O for 0.
    """
    if not text.strip():
        raise CaseorgError("Nothing to look for was given.", "Give a word, a name or a part of a number.")
    with opened(context) as workspace:
        renew(workspace)
        hits = search(workspace, text)
        titles = {case.id: case.title for case in workspace.read(list_cases, {hit.case_id for hit in hits})}
    if as_json:
        typer.echo(to_json([_hit_json(hit, titles.get(hit.case_id, "")) for hit in hits]))
        return
    for hit in hits:
        typer.echo(_hit_line(hit, titles.get(hit.case_id, "")))


def _hit_line(hit: SearchHit, title: str) -> str:
    place = hit.evidence.label if hit.evidence else tr(hit.place)
    return "\t".join((hit.case_id[:8], "·" if hit.exact else "~", title, place, " ".join(hit.text.split())))


def _hit_json(hit: SearchHit, title: str) -> dict[str, object]:
    return {
        "case": hit.case_id,
        "title": title,
        "place": hit.place.lower(),
        "item": hit.item or None,
        "evidence": hit.evidence.number if hit.evidence else None,
        "page": hit.page + 1 if hit.evidence else None,
        "line": hit.line + 1 if hit.line is not None else None,
        "box": box_json(hit.box) if hit.box else None,
        "text": hit.text,
        "exact": hit.exact,
    }
