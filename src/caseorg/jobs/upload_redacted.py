"""Redacted copies for a channel that everybody can read: only of evidence that the user went through."""

from collections.abc import Generator
from pathlib import Path
from typing import Any

from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.progress import Progress
from caseorg.domain.redaction.audience import Audience
from caseorg.domain.redaction.marks import audience_of
from caseorg.domain.redaction.record import RECORD, Redacted
from caseorg.domain.uploads.notes import SetFile
from caseorg.domain.uploads.plan import UploadLimits
from caseorg.domain.uploads.volumes import file_name
from caseorg.jobs.readings import usual_reader
from caseorg.jobs.redaction import can_redact, ending_of, plan_for, reading_for, redact
from caseorg.workspace import Workspace


def gone_through(case: CaseFile) -> tuple[Evidence, ...]:
    """The evidence of which the user said what the public is not to see."""
    seen = {decision.evidence for decision in case.decisions if audience_of(decision) is Audience.PUBLIC}
    return tuple(item for item in case.standing_evidence if item.id in seen and can_redact(item))


def redacted_copies(
    workspace: Workspace, case: CaseFile, limits: UploadLimits, folder: Path
) -> Generator[Progress[Any], None, tuple[Redacted, ...]]:
    """Writes those that the channel takes, as the first files of the set; none where pictures cannot be read here.

    Raises:
        CaseorgError: in one of them something can still be read, or was not answered.
        BrokenError: evidence is missing or was altered.
    """
    reader = usual_reader()
    items = [item for item in gone_through(case) if not limits.files or ending_of(item) in limits.types]
    if reader is None or not items:
        return ()
    taken = items[: limits.files or None]
    made: list[Redacted] = []
    for number, item in enumerate(taken, start=1):
        yield Progress(number - 1, len(taken), item.name)
        plan = plan_for(workspace.knowledge, case, item, reading_for(workspace, item, reader), Audience.PUBLIC)
        path = folder / file_name(number, item.label, ending_of(item))
        made.append(redact(workspace, plan, path, largest=limits.size or None))
    return tuple(made)


def as_set_file(copy: Redacted, place: int) -> SetFile:
    """A copy in the set."""
    says = f"{copy.evidence.label}，已遮盖个人信息，见{RECORD}"
    return SetFile(name=copy.name, says=says, size=copy.size, sha256=copy.sha256, pages=copy.pages, place=place)
