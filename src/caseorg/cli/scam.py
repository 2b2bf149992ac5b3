"""caseorg scam"""

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from caseorg.cli.context import Json, tell_problems
from caseorg.cli.shared import Context
from caseorg.cli.show import to_json
from caseorg.domain.errors import CaseorgError
from caseorg.domain.remark import Remark
from caseorg.domain.scams.links import SuspiciousLink, suspicious_links
from caseorg.domain.scams.scam import Flagged, RedFlag, ServiceFactor, Trust, after_paying, find_flags, judge_service
from caseorg.domain.text.quoting import quote
from caseorg.evidence.words import words_of
from caseorg.i18n import remark_text, tr
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.opening import open_knowledge

TRUST = {
    Trust.MET: "fulfilled",
    Trust.FAILED: "not fulfilled",
    Trust.OPEN: "to be checked by you",
}


def register(app: typer.Typer) -> None:
    """Adds the command to the top level."""
    app.command("scam")(scam)


def scam(
    context: typer.Context,
    text: Annotated[
        str, typer.Argument(help="What you were sent; - reads it from standard input.", metavar="[TEXT]")
    ] = "-",
    as_json: Json = False,
) -> None:
    """Looks for red flags of refund fraud in a text: the words found, why, and what to do.

    The exit code is 0 whatever is found: a flag is a reason to check, not an error.
    """
    shared = context.find_object(Context)
    assert shared
    knowledge = open_knowledge(shared.settings.data / "knowledge")  # makes no data folder
    tell_problems(knowledge)
    suspect = _words(sys.stdin.buffer.read()) if text == "-" else text
    if not suspect.strip():
        raise CaseorgError("There is no text.", "Give what you were sent in quotation marks, or pipe it in.")
    flags = find_flags(suspect, knowledge.red_flags.values())
    links = suspicious_links(suspect, knowledge.sites.values())
    factors = judge_service(knowledge.service_factors.values(), flags, {})
    now = after_paying(suspect) if flags or links else None
    if as_json:
        typer.echo(to_json({**_json(flags, links, factors), "now": remark_text(now) if now else ""}))
        return
    typer.echo("\n".join(_lines(knowledge, flags, links, factors, now)))


def _words(content: bytes) -> str:
    """Of a text in whatever encoding, or of a mail."""
    words = words_of("", content)
    return words.text if words else content.decode(errors="replace")


def _lines(
    knowledge: Knowledge,
    flags: tuple[Flagged, ...],
    links: tuple[SuspiciousLink, ...],
    factors: tuple[tuple[ServiceFactor, Trust], ...],
    now: Remark | None,
) -> Iterator[str]:
    for advice, raised in _by_advice(knowledge, flags).items():
        for flag, words in raised.items():
            yield f"{flag.name}  {'、'.join(quote(_one_line(word)) for word in dict.fromkeys(words))}"
            yield f"  {flag.why}"
            yield f"  {tr('Source: {source}', source=flag.source)}"
        yield f"  → {advice}"
    for link in links:
        yield remark_text(link.why)
    if not flags and not links:
        yield tr("No red flag was found. That is no proof of safety: only known wording is recognised.")
    yield tr("True customer service fulfils all three:")
    for factor, trust in factors:
        yield f"  {factor.name}  {factor.question}  {tr(TRUST[trust])}"
        yield f"    {factor.advice}"
    if now:
        yield remark_text(now)


def _by_advice(knowledge: Knowledge, flags: tuple[Flagged, ...]) -> dict[str, dict[RedFlag, list[str]]]:
    """The flags with the words that raised them, those of the same advice together; else in the knowledge's order."""
    order = list(knowledge.red_flags)
    found: dict[str, dict[RedFlag, list[str]]] = {}
    for flagged in sorted(flags, key=lambda flagged: order.index(flagged.flag.id)):
        found.setdefault(flagged.flag.advice, {}).setdefault(flagged.flag, []).append(flagged.text)
    return found


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _json(
    flags: tuple[Flagged, ...],
    links: tuple[SuspiciousLink, ...],
    factors: tuple[tuple[ServiceFactor, Trust], ...],
) -> dict[str, object]:
    return {
        "flags": [
            {
                "id": flagged.flag.id,
                "name": flagged.flag.name,
                "start": flagged.start,
                "end": flagged.end,
                "text": flagged.text,
                "why": flagged.flag.why,
                "advice": flagged.flag.advice,
                "source": flagged.flag.source,
            }
            for flagged in flags
        ],
        "links": [
            {
                "start": link.start,
                "end": link.end,
                "host": link.host,
                "site": link.site.id if link.site else None,
                "why": remark_text(link.why),
            }
            for link in links
        ],
        "service": [
            {"id": factor.id, "question": factor.question, "state": trust, "advice": factor.advice}
            for factor, trust in factors
        ],
    }
