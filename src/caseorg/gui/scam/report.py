"""What was found in a text, as a page to read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caseorg.domain.scams.links import SuspiciousLink, suspicious_links
from caseorg.domain.scams.scam import Flagged, RedFlag, ServiceFactor, after_paying, find_flags
from caseorg.gui import reader
from caseorg.gui.knowledge.pages import origin
from caseorg.i18n import remark_text, tr
from caseorg.knowledge.library import Knowledge

_NAMED = 20


@dataclass(frozen=True, slots=True)
class Examined:
    """A text and what was found in it."""

    text: str
    flags: tuple[Flagged, ...]
    links: tuple[SuspiciousLink, ...]
    factors: tuple[ServiceFactor, ...]
    known: tuple[RedFlag, ...]

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The pieces to mark, in code points."""
        return tuple((flag.start, flag.end) for flag in self.flags) + tuple(
            (link.start, link.end) for link in self.links
        )

    @property
    def hosts(self) -> dict[str, SuspiciousLink]:
        """The suspicious links by where they lead; the same place may stand in the text often."""
        return {link.host: link for link in self.links}

    @property
    def alarming(self) -> bool:
        return bool(self.flags or self.links)


def examine(knowledge: Knowledge, text: str) -> Examined:
    """Looks for everything that the knowledge warns of."""
    known = tuple(knowledge.red_flags.values())
    links = suspicious_links(text, knowledge.sites.values())
    return Examined(text, find_flags(text, known), links, tuple(knowledge.service_factors.values()), known)


def report_page(examined: Examined) -> str:
    """Each flag with the words that raised it, then the links; without a text, all that is known."""
    if not examined.text.strip():
        return _known(examined.known)
    words: dict[str, tuple[RedFlag, list[str]]] = {}
    for found in examined.flags:
        words.setdefault(found.flag.id, (found.flag, []))[1].append(found.text)
    flags = (_flag(flag, list(dict.fromkeys(texts))) for flag, texts in words.values())
    now = after_paying(examined.text) if examined.alarming else None
    text = reader.lines((remark_text(now),)) if now else ""
    return text + "".join((*flags, *_links(list(examined.hosts.values()))))


def _known(flags: tuple[RedFlag, ...]) -> str:
    text = "".join(reader.label(flag.name) + reader.lines((flag.why,)) for flag in flags)
    return reader.heading(tr("What swindlers often say")) + text


def _flag(flag: RedFlag, texts: list[str]) -> str:
    return "".join(
        (
            reader.heading(flag.name),
            f"<p>{' '.join(reader.marked(text) for text in texts[:_NAMED])}</p>",
            _further(texts),
            reader.label(tr("Why")),
            reader.lines((flag.why,)),
            reader.label(tr("What to do")),
            reader.lines((flag.advice,)),
            origin(flag),
            reader.rule(),
        )
    )


def _links(links: list[SuspiciousLink]) -> Iterable[str]:
    if links:
        yield reader.heading(tr("Links"))
        for link in links[:_NAMED]:
            yield f"<p>{reader.marked(link.host)}</p>" + reader.lines((remark_text(link.why),))
        yield _further(links)


def _further(found: Sequence[object]) -> str:
    """How many there are beyond those that are named: a page without end is read by nobody."""
    return reader.faint(tr("… and {count} more.", count=len(found) - _NAMED)) if len(found) > _NAMED else ""
