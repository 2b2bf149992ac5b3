"""Sections of points as a page to read; a link leads to what mends a point."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from html import escape

from caseorg.domain.checks.verdict import Verdict
from caseorg.gui.reader import faint, heading, label
from caseorg.gui.theme import colours
from caseorg.i18n import tr
from caseorg.views.points import Meter, Point, Section, Weight
from caseorg.views.targets import Target

_FIRST = 200  # points of a section that are shown before the whole of it is asked for


@dataclass(frozen=True, slots=True)
class WholeSection:
    """All points of the section with this title, on the same page."""

    title: str


class Links:
    """Where the links of a page lead, by their numbers; this is all that knows how a link is written."""

    def __init__(self) -> None:
        self._targets: list[Target | WholeSection] = []

    def link(self, target: Target | WholeSection, doing: str) -> str:
        """The link to one more target."""
        self._targets.append(target)
        href = f"#{len(self._targets) - 1}"
        return f'<a href="{href}" style="color:{colours().accent}">{escape(doing)}</a>'

    def target(self, href: str) -> Target | WholeSection:
        """Where such a link leads."""
        return self._targets[int(href.removeprefix("#"))]


def report_page(title: str, sections: Iterable[Section], links: Links, whole: Collection[str] = ()) -> str:
    """The page; what is listed elsewhere is left out. Of a very long section the first points are shown, unless its
    title is among the `whole` ones."""
    return heading(title) + "".join(_section(section, links, whole) for section in sections)


def unchecked_page() -> str:
    """For a case that a bug keeps from being checked."""
    return heading(tr("Checkup")) + faint(tr("The case could not be checked. What it holds is not affected."))


def _section(section: Section, links: Links, whole: Collection[str]) -> str:
    shown = [point for point in section.points if isinstance(point, Meter) or not point.listed]
    first = shown if section.title in whole else shown[:_FIRST]
    drawn = "".join(_meter(point) if isinstance(point, Meter) else _point(point, links) for point in first)
    return (
        label(section.title) + (drawn or faint(tr("Nothing to add."))) + _rest(section, len(shown) - len(first), links)
    )


def _rest(section: Section, count: int, links: Links) -> str:
    if not count:
        return ""
    link = links.link(WholeSection(section.title), tr("Show all"))
    return f'<p style="margin:4px 0 0 0">{escape(tr("… and {count} more here.", count=count))} {link}</p>'


def _point(point: Point, links: Links) -> str:
    link = f" {links.link(point.target, point.doing)}" if point.target else ""
    if point.weight is Weight.REMARK and not link:
        return faint(point.text)
    mark = f"{_verdict(point.verdict)}　" if point.verdict else ""
    return f'<p style="margin:4px 0 0 0">{mark}{escape(point.text)}{link}</p>' + "".join(map(faint, point.below))


def _verdict(verdict: Verdict) -> str:
    chosen = colours()
    colour_of = {Verdict.LACKS: chosen.red, Verdict.ASK: chosen.amber, Verdict.PASS: chosen.green}
    colour = colour_of.get(verdict, chosen.faint)
    return f'<span style="color:{colour}; font-weight:700">{escape(tr(verdict))}</span>'


def _meter(found: Meter) -> str:
    """A bar of two cells and the share in words."""
    filled, chosen = round(found.share * 100), colours()
    cells = "".join(
        f'<td width="{width}%" bgcolor="{colour}" style="font-size:4pt">&nbsp;</td>'
        for width, colour in ((filled, chosen.green), (100 - filled, chosen.line))
        if width
    )
    return f'<table width="60%" cellspacing="0" cellpadding="0"><tr>{cells}</tr></table>{faint(found.said)}'
