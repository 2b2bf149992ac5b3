"""A place on a piece of evidence, to be shown with a box around it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from caseorg.domain.case import Evidence, EvidenceId
from caseorg.domain.reading.reading import Box
from caseorg.gui.inspector.picture import load_image
from caseorg.store.readings import load_readings
from caseorg.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Spot:
    """The pages count from 0; the box is in the pixels of what was read."""

    evidence: EvidenceId
    page: int = 0
    box: Box | None = None


def load_spot(workspace: Workspace, item: Evidence, spot: Spot) -> tuple[list[QImage], QRectF | None]:
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
