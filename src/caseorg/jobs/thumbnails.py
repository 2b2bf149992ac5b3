"""Thumbnails for the timeline, made while the user goes on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from caseorg.domain.case import Evidence, EvidenceId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.evidence.thumbnails import thumbnail
from caseorg.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """`file` is None for what has no picture or cannot be decoded."""

    evidence: EvidenceId
    file: Path | None


def make_thumbnails(workspace: Workspace, items: Sequence[Evidence]) -> Iterator[Progress[Thumbnail]]:
    """One thumbnail an item; those that exist cost nothing."""
    for done, item in enumerate(items, start=1):
        try:
            file = thumbnail(workspace.evidence, item, workspace.thumbnails)
        except (CaseorgError, OSError):
            file = None  # the timeline shows the kind's icon; verification tells of a damaged file
        yield Progress(done, len(items), item.name, Thumbnail(item.id, file))
