"""caseorg knowledge list, show."""

from collections.abc import Iterator
from typing import Annotated

import typer

from caseorg.cli.context import Json, opened
from caseorg.cli.show import to_json
from caseorg.domain.errors import CaseorgError
from caseorg.domain.remark import Remark
from caseorg.i18n import listed, remark_text, tr
from caseorg.knowledge.library import Knowledge
from caseorg.views.articles import CONFIDENCE, SECTIONS, KnowledgeArticle, KnowledgeSection, Line, articles

app = typer.Typer(help="What caseorg knows of the field, with sources.", no_args_is_help=True)
KindArgument = Annotated[str | None, typer.Argument(help="A kind, such as channels or statutes.", metavar="[KIND]")]


def register(top: typer.Typer) -> None:
    """Adds the commands to the top level."""
    top.add_typer(app, name="knowledge")


@app.command("list")
def list_all(context: typer.Context, kind: KindArgument = None, as_json: Json = False) -> None:
    """Lists the entries of all kinds or of one, with how sure they are and when they were checked."""
    sections = tuple(KnowledgeSection) if kind is None else (_section(kind),)
    with opened(context) as workspace:
        knowledge = workspace.knowledge
        found = {section: articles(knowledge, section) for section in sections}
    if as_json:
        typer.echo(to_json({section.value: [entry.known for entry in entries] for section, entries in found.items()}))
        return
    for section, entries in found.items():
        typer.echo(f"{section.value}  {tr(SECTIONS[section])}")
        for entry in entries:
            known = entry.known
            typer.echo(f"  {known.id:<20}  {known.confidence}  {known.checked}  {_marked(entry)}")
    legend = (f"{confidence} = {tr(CONFIDENCE[confidence])}" for confidence in CONFIDENCE)
    typer.echo(tr("How sure: {confidence}", confidence=listed(legend)))


@app.command("show")
def show(
    context: typer.Context,
    key: Annotated[str, typer.Argument(help="An entry by its id, its name, or as KIND/ID.", metavar="ENTRY")],
    as_json: Json = False,
) -> None:
    """Shows the entries with this id or name whole, with their sources."""
    with opened(context) as workspace:
        knowledge = workspace.knowledge
        found = _found(knowledge, key.strip())
    if not found:
        raise CaseorgError("The knowledge has no entry “{id}”.", "See {list_knowledge}.", id=key)
    if as_json:
        typer.echo(to_json({entry.section.value: entry.known for entry in found}))
        return
    typer.echo("\n\n".join("\n".join(_lines(entry)) for entry in found))
    if len(found) > 1:
        places = listed(map(_place, found))
        typer.echo(tr("There are {count} entries “{id}”: {places}", count=len(found), id=key, places=places), err=True)


def _found(knowledge: Knowledge, key: str) -> list[KnowledgeArticle]:
    """All that have the id; where there is none, all that are called so."""
    every = [entry for section in KnowledgeSection for entry in articles(knowledge, section)]
    named = [entry for entry in every if key in (entry.known.id, _place(entry))]
    return named or [entry for entry in every if entry.title.casefold() == key.casefold()]


def _place(article: KnowledgeArticle) -> str:
    return f"{article.section.value}/{article.known.id}"


def _section(kind: str) -> KnowledgeSection:
    try:
        return KnowledgeSection(kind)
    except ValueError:
        known = ", ".join(section.value for section in KnowledgeSection)
        raise CaseorgError("There is no kind “{kind}”.", "Choose one of: {known}.", kind=kind, known=known) from None


def _marked(article: KnowledgeArticle) -> str:
    return tr("Claimed: {text}", text=article.title) if article.claimed else article.title


def _lines(article: KnowledgeArticle) -> Iterator[str]:
    known = article.known
    yield f"{known.id}  {_marked(article)}"
    for part in article.parts:
        yield f"{remark_text(part.label)}:"
        for line in part.lines:
            yield f"  {_said(line)}"
    for correction in article.corrections:
        claim, by, holds = correction.said, correction.said_by, correction.holds
        yield tr("Correction: “{said}” ({said_by}). {holds}", said=claim, said_by=by, holds=holds)
    yield tr("Source: {source}", source=known.source)
    yield tr("How sure: {confidence}", confidence=tr(CONFIDENCE[known.confidence]))
    yield tr("Checked: {date}", date=known.checked)


def _said(line: Line) -> str:
    return remark_text(line) if isinstance(line, Remark) else line
