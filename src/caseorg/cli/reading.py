"""caseorg read, reading."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import typer

from caseorg.cli.context import CaseArgument, Json, opened_case
from caseorg.cli.evidence import numbered
from caseorg.cli.running import told
from caseorg.cli.shared import Context
from caseorg.cli.show import to_json
from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.domain.reading.reading import Line, PageReading
from caseorg.i18n import tr
from caseorg.jobs.readings import ReadingEngine, read_case, readable, usual_reader
from caseorg.settings import Settings, store_reading
from caseorg.store.queries import load_case
from caseorg.store.readings import Kept, forget_all, load_readings
from caseorg.store.traits import forget_pictures
from caseorg.views.readings import box_json
from caseorg.workspace import Workspace


class Switch(StrEnum):
    """Whether pictures are read."""

    ON = "on"
    OFF = "off"


def register(app: typer.Typer) -> None:
    """Adds the commands to the top level."""
    app.command("read")(read)
    app.command("reading")(switch)


def read(
    context: typer.Context,
    case: CaseArgument,
    numbers: Annotated[
        list[int] | None, typer.Argument(help="Numbers of evidence; without any, all of it.", metavar="NUMBER...")
    ] = None,
    as_json: Json = False,
) -> None:
    """Reads pictures, and pages without text, on this machine and prints what they say, line by line.

    What was read before is not read again; a piece that is named is tried again where that failed. The case does not
    change.
    """
    with opened_case(context, case) as (workspace, case_id):
        reader = reader_of(context)
        found = workspace.read(load_case, case_id)
        named = [numbered(found, number) for number in dict.fromkeys(numbers or ())]
        items = named or list(readable(found))
        _require_readable(found, named)
        failed = look(workspace, items, reader, again=bool(named))
        known = load_readings(workspace.readings, (item.sha256 for item in items))
    items.sort(key=lambda item: item.number)
    kept = {item.id: failed.get(item.sha256) or known.get(item.sha256) for item in items}
    pairs = [(item, reading) for item in items if (reading := kept[item.id])]
    if as_json:
        typer.echo(to_json([_reading_json(item, reading) for item, reading in pairs]))
    else:
        for item, reading in pairs:
            for line in _reading_lines(item, reading):
                typer.echo(line)
    _tell_failed([(item, reading) for item, reading in pairs if reading.failure], len(items))


def reader_of(context: typer.Context) -> ReadingEngine:
    """What reads here.

    Raises:
        CaseorgError: reading is turned off, or this machine cannot.
    """
    if not settings_of(context).reading:
        raise CaseorgError("Reading pictures is turned off.", "{reading_on} turns it on.")
    reader = usual_reader()
    if reader is None:
        raise CaseorgError(
            "Pictures cannot be read on this machine.", "Everything else works: type what they say, as before."
        )
    return reader


def settings_of(context: typer.Context) -> Settings:
    shared = context.find_object(Context)
    assert shared
    return shared.settings


def _require_readable(case: CaseFile, named: list[Evidence]) -> None:
    known = {item.id for item in readable(case)}
    for item in named:
        if item.id not in known:
            raise CaseorgError("{label} is no picture and no document.", "See {show_case}.", label=item.label)


def look(workspace: Workspace, items: list[Evidence], reader: ReadingEngine, *, again: bool) -> dict[str, Kept]:
    """What could not be read now, by its digest."""
    steps = told(read_case(workspace, items, reader, again=again))
    looked = [step.item.kept for step in steps if step.item]
    return {kept.sha256: kept for kept in looked if kept.failure}


def _reading_lines(item: Evidence, kept: Kept) -> Iterator[str]:
    """`证据3`, the line's number and its text; of a document with several pages `证据3-2`."""
    pages = kept.reading.pages if kept.reading else ()
    for number, page in enumerate(pages, start=1):
        label = item.label if len(pages) == 1 else f"{item.label}-{number}"
        for place, line in enumerate(page.lines, start=1):
            yield f"{label}\t{place}\t{line.text}"


def _reading_json(item: Evidence, kept: Kept) -> dict[str, object]:
    pages = kept.reading.pages if kept.reading else ()
    return {
        "number": item.number,
        "evidence": item.id,
        "name": item.name,
        "sha256": item.sha256,
        "engine": kept.engine,
        "failure": tr(kept.failure) if kept.failure else None,
        "pages": [_page_json(page) for page in pages],
    }


def _page_json(page: PageReading) -> dict[str, object]:
    return {"width": page.width, "height": page.height, "lines": [_line_json(line) for line in page.lines]}


def _line_json(line: Line) -> dict[str, object]:
    return {"text": line.text, "box": box_json(line.box), "score": round(line.score, 4), "middles": line.middles}


def _tell_failed(failed: list[tuple[Evidence, Kept]], total: int) -> None:
    for item, kept in failed:
        typer.echo(f"{item.label}\t{tr(kept.failure)}", err=True)
    if failed:
        raise CaseorgError("{failed} of {total} files could not be read.", failed=len(failed), total=total)


def switch(
    context: typer.Context,
    wanted: Annotated[
        Switch | None, typer.Argument(help="on or off; without it, tells which.", metavar="SWITCH")
    ] = None,
) -> None:
    """Tells whether pictures are read, or turns that on or off; off deletes all that was read.

    What was taken over from it into a case stays there.
    """
    settings = settings_of(context)
    if wanted is None:
        typer.echo(tr("Pictures are read.") if settings.reading else tr("Pictures are not read."))
        return
    store_reading(settings, wanted is Switch.ON)
    if wanted is Switch.OFF:
        forget_all(settings.data / "readings.db")
        forget_pictures(settings.data / "search.db")
