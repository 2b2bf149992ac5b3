"""What the dialog asks of others, off the window's thread."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from caseorg.domain.case import CaseFile, CaseId, Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.domain.reading.reading import Reading
from caseorg.domain.redaction.audience import Audience
from caseorg.domain.redaction.plan import Plan
from caseorg.domain.redaction.record import Redacted
from caseorg.gui.inspector.picture import load_image
from caseorg.jobs.readings import usual_reader
from caseorg.jobs.redaction import plan_for, reading_for
from caseorg.jobs.redaction_export import export_copy
from caseorg.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page of which piece, for whom; with what was read of it, where that is known."""

    case: CaseFile
    item: Evidence
    audience: Audience
    page: int = 0
    reading: Reading | None = None
    images: list[QImage] | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """The answer."""

    asked: PageRequest
    plan: Plan
    images: list[QImage]


def load(workspace: Workspace, asked: PageRequest) -> Loaded | CaseorgError:
    """Reads the piece where it was not read yet; an error is told where it is looked at."""
    try:
        reader = usual_reader()
        if reader is None:
            raise CaseorgError(
                "Pictures cannot be read on this machine.", "Everything else works: type what they say, as before."
            )
        reading = asked.reading or reading_for(workspace, asked.item, reader)
        if len(reading.pages) < (asked.item.pages or 1):
            raise CaseorgError(
                "{label} has more pages than are read.", "Add those that matter alone.", label=asked.item.label
            )
        path = workspace.evidence.path(asked.item.sha256)
        images = asked.images or load_image(path, asked.item, asked.page)
        plan = plan_for(workspace.knowledge, asked.case, asked.item, reading, asked.audience)
    except CaseorgError as error:
        return error
    return Loaded(asked, plan, images)


def export(workspace: Workspace, case_id: CaseId, plan: Plan, out: Path) -> Iterator[Progress[Redacted | CaseorgError]]:
    """Writes the copy and its record; an error, such as that something can still be read, is part of the answer."""
    yield Progress(0, 1, out.name)
    try:
        made: Redacted | CaseorgError = export_copy(workspace, case_id, plan, out)
    except CaseorgError as error:
        made = error
    yield Progress(1, 1, out.name, made)
