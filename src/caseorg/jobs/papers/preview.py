"""A paper to look at before it is saved: drawn like any other, but the case knows nothing of it."""

import hashlib
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from caseorg.actions.work import new_id
from caseorg.domain.case import CaseId, Document
from caseorg.domain.errors import CaseorgError
from caseorg.domain.papers.options import PaperOptions
from caseorg.domain.papers.paper import Paper
from caseorg.domain.progress import Progress
from caseorg.evidence.document import remove_document
from caseorg.evidence.store import BLOCK
from caseorg.jobs.papers.exports import EXPORTS
from caseorg.jobs.papers.writing import write_paper
from caseorg.output.writing import HashingFile
from caseorg.rights import FILE, private_folder
from caseorg.workspace import Workspace

_STALE_SECONDS = 24 * 3600


def preview_file(workspace: Workspace) -> Path:
    """A name for the next preview, in the data folder: what is in it is nobody else's business."""
    return workspace.previews / f"{new_id()}.pdf"


def draw_preview(
    workspace: Workspace, case_id: CaseId, paper: Paper, options: PaperOptions, file: Path
) -> Iterator[Progress[Document]]:
    """Draws the paper into a file that `remove_preview` removes; the last progress says what it is.

    Raises:
        CaseorgError: as for the export of that paper.
    """
    _sweep(workspace.previews)
    for progress in EXPORTS[paper](workspace, case_id, file, options, recorded=False):
        if progress.item:
            file.chmod(FILE)
        yield progress


def save_preview(
    workspace: Workspace, case_id: CaseId, drawn: Document, file: Path, out: Path
) -> Iterator[Progress[Document]]:
    """Exports what was looked at, byte for byte; the last progress carries its record.

    Raises:
        CaseorgError: the preview was altered, or the file cannot be written.
    """
    yield from write_paper(workspace, case_id, drawn.kind, out, HashingFile, partial(_copy, file, drawn))


def remove_preview(_workspace: Workspace, file: Path) -> Iterator[Progress[None]]:
    """Removes a preview. A job like those that draw, save or print it, so that it comes after them."""
    remove_document(file)
    yield Progress(1, 1)


def _copy(source: Path, drawn: Document, target: HashingFile) -> Iterator[Progress[int]]:
    digest = hashlib.sha256()
    size = source.stat().st_size
    with source.open("rb") as pages:
        while block := pages.read(BLOCK):
            digest.update(block)
            target.write(block)
            yield Progress(target.tell(), size, source.name, drawn.pages)
    if digest.hexdigest() != drawn.sha256:
        raise CaseorgError("The preview was altered meanwhile.", "Make it once more.")


def _sweep(folder: Path) -> None:
    """Removes what a crash left behind; another window may be looking at what is younger."""
    try:
        private_folder(folder, within=folder.parent)
        for left in folder.iterdir():
            if left.stat().st_mtime < time.time() - _STALE_SECONDS:
                left.unlink()
    except OSError as error:
        raise CaseorgError(
            "{file} cannot be written: {reason}.",
            "Check its permissions or choose another one.",
            file=folder,
            reason=error.strerror,
        ) from error
