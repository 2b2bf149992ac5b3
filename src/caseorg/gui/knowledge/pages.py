"""Entries of the knowledge as pages to read."""

from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.remark import Remark
from caseorg.domain.scenario import Correction
from caseorg.gui import reader
from caseorg.i18n import remark_text, tr
from caseorg.views.articles import CONFIDENCE, SECTIONS, KnowledgeArticle, Line


def article_page(article: KnowledgeArticle) -> str:
    """The whole entry, and where it is from."""
    parts = (
        reader.label(remark_text(part.label), claimed=part.claimed) + reader.lines(_said(line) for line in part.lines)
        for part in article.parts
    )
    return "".join(
        (
            reader.faint(tr(SECTIONS[article.section])),
            reader.heading(article.title, claimed=article.claimed),
            *parts,
            *(_correction(correction) for correction in article.corrections),
            reader.rule(),
            origin(article.known),
        )
    )


def origin(known: KnowledgeEntry) -> str:
    """The small print under an entry: source, how sure, date checked."""
    return "".join(
        (
            reader.faint(tr("Source: {source}", source=known.source)),
            reader.faint(tr("How sure: {confidence}", confidence=tr(CONFIDENCE[known.confidence]))),
            reader.faint(tr("Checked: {date}", date=known.checked)),
        )
    )


def _correction(correction: Correction) -> str:
    return reader.box(
        reader.heading(tr("Correction")),
        reader.lines((tr("{said_by} says: “{said}”", said_by=correction.said_by, said=correction.said),)),
        reader.lines((correction.holds,)),
        origin(correction),
    )


def _said(line: Line) -> str:
    return remark_text(line) if isinstance(line, Remark) else line
