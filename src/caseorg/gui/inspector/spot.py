"""A place on a piece of evidence, to be shown with a box around it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from caseorg.domain.case import CaseFile, Event, Evidence, EvidenceId
from caseorg.domain.reading.quoted import find_quoted
from caseorg.domain.reading.reading import Box
from caseorg.domain.text.sentences import Span
from caseorg.gui.inspector.picture import load_image
from caseorg.store.readings import load_readings
from caseorg.workspace import Workspace


@dataclass(frozen=True, slots=True)
class QuotedSpot:
    """The pages count from 0; the box is in the pixels of what was read, the span in the words of a text."""

    evidence: EvidenceId
    page: int = 0
    box: Box | None = None
    span: Span | None = None


def load_event_spot(
    workspace: Workspace, item: Evidence, case: CaseFile, event: Event | None, wanted: QuotedSpot | None
) -> tuple[list[QImage], QRectF | None, QuotedSpot]:
    """The page that is wanted, or where the evidence says what the event tells.

    Raises:
        CaseorgError: it cannot be decoded.
    """
    spot = wanted or (spot_of(workspace, case, event, item) if event else None) or QuotedSpot(item.id)
    return *load_spot(workspace, item, spot), spot


def spot_of(workspace: Workspace, case: CaseFile, event: Event, item: Evidence) -> QuotedSpot | None:
    """Where the event was taken from, else where the evidence says the words that it quotes."""
    for decision in case.decisions:
        if decision.accepted and decision.made == event.id and decision.evidence == item.id:
            return QuotedSpot(item.id, decision.page, Box(*decision.box))
    kept = load_readings(workspace.readings, [item.sha256]).get(item.sha256)
    for number, page in enumerate(kept.reading.pages if kept and kept.reading else ()):
        if box := find_quoted(page, event.text):
            return QuotedSpot(item.id, number, box)
    return None


def load_spot(workspace: Workspace, item: Evidence, spot: QuotedSpot) -> tuple[list[QImage], QRectF | None]:
    """The page, with the box in its pixels, which need not be those that were read.

    Raises:
        CaseorgError: it cannot be decoded.
    """
    images = load_image(workspace.evidence.path(item.sha256), item, spot.page)
    kept = load_readings(workspace.readings, [item.sha256]).get(item.sha256)
    pages = kept.reading.pages[spot.page : spot.page + 1] if kept and kept.reading else ()
    if spot.box is None or not pages or not images:
        return images, None
    box, scale = spot.box, images[0].width() / max(1, pages[0].width)
    return images, QRectF(
        box.left * scale, box.top * scale, (box.right - box.left) * scale, (box.bottom - box.top) * scale
    )
