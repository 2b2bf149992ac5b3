"""Papers on disk: drawing to a part file beside the target, then a rename."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, Self, TypeVar

from caseorg.actions.document import record_document
from caseorg.actions.work import new_id, now
from caseorg.children.calls import warm
from caseorg.domain.case import CaseId, Document, DocumentId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.output.readback import READERS, require_sound
from caseorg.output.targets import require_outside
from caseorg.output.writing import ordinary_file, part_of, replacing
from caseorg.workspace import Workspace


class NewFile(Protocol):
    """A file in the making."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...

    def settle(self) -> None:
        """Returns when all of it can be read; it may be on its way to the disk."""
        ...

    def finish(self) -> str:
        """Brings it to the disk; returns its sha256."""
        ...


File = TypeVar("File", bound=NewFile)


@contextmanager
def noting(out: Path) -> Iterator[None]:
    """What is on the disk by now is not denied where the case cannot note it.

    Raises:
        CaseorgError: it could not be noted.
    """
    try:
        yield
    except CaseorgError as error:
        raise CaseorgError(
            "{file} was written, but the case holds no note of it.", error.advice, **{**error.values, "file": out}
        ) from error


def write_paper(
    workspace: Workspace,
    case_id: CaseId,
    kind: str,
    out: Path,
    new_file: Callable[[Path], File],
    draw: Callable[[File], Iterator[Progress[int]]],
    *,
    recorded: bool = True,
) -> Iterator[Progress[Document]]:
    """Draws into a part file, made by `new_file`; whatever happens before the end, the target stays as it was.

    Raises:
        CaseorgError: the file cannot be written or lies in the data folder, or the paper cannot be read back.
    """
    out = ordinary_file(out)
    if recorded:  # previews are kept in the data folder
        require_outside(workspace.folder, out)
    part = part_of(out)
    pages, made_at = 0, now()  # what comes in while it is drawn is later than the paper
    with replacing(out, part):
        with new_file(part) as file:
            warm(*READERS)
            for progress in draw(file):
                pages = progress.item or pages
                yield Progress(progress.done, progress.total, progress.label)
            file.settle()
            require_sound(part)
            sha256 = file.finish()
        part.replace(out)
    document = Document(id=DocumentId(new_id()), kind=kind, name=out.name, sha256=sha256, pages=pages, made_at=made_at)
    if recorded and not workspace.refusal:
        with noting(out):
            workspace.add(record_document, case_id, document)
    yield Progress(1, 1, out.name, document)
