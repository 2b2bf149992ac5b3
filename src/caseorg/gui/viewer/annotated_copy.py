"""A copy of a picture with what is drawn over it; the file itself stays as it is."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF
from PySide6.QtGui import QImage, QImageWriter, QPainter

from caseorg.actions.document import record_documents
from caseorg.actions.work import new_id, now
from caseorg.domain.annotation import WHOLE
from caseorg.domain.case import CaseId, Document, DocumentId, Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.evidence.intact import require_intact
from caseorg.gui.inspector.picture import load_image
from caseorg.gui.viewer.annotation_drawing import UNITS, paint_annotations
from caseorg.jobs.papers.writing import noting
from caseorg.output.targets import require_outside
from caseorg.output.writing import ordinary_file, part_of, replacing, write_whole
from caseorg.pdf.strip_metadata import strip_png
from caseorg.workspace import Workspace

ENDING = "png"


def annotated_picture(workspace: Workspace, item: Evidence, page: int) -> QImage:
    """The page at its full size with what is drawn over it; waits for a worker.

    Raises:
        CaseorgError: it cannot be decoded.
        BrokenError: the file is missing or was altered.
    """
    require_intact(workspace.evidence, item)
    picture = load_image(workspace.evidence.path(item.sha256), item, page)[0]
    width, height = picture.width() / WHOLE, picture.height() / WHOLE
    painter = QPainter(picture)
    drawn = [annotation for annotation in item.annotations if annotation.page == page]
    paint_annotations(
        painter, drawn, lambda place: QPointF(place[0] * width, place[1] * height), picture.width() / UNITS
    )
    painter.end()
    return picture


def export_annotated(
    workspace: Workspace, case_id: CaseId, item: Evidence, page: int, out: Path
) -> Iterator[Progress[Document]]:
    """Writes the copy as a PNG that holds pixels and nothing beside, and notes it in the case.

    Raises:
        CaseorgError: it cannot be decoded or written.
    """
    yield Progress(0, 1, out.name)
    workspace.require_writable()
    if out.suffix.lower() != f".{ENDING}":
        raise CaseorgError(
            "The copy of {label} is another kind of file.",
            "Let its name end with .{ending}.",
            label=item.label,
            ending=ENDING,
        )
    out = ordinary_file(out)
    require_outside(workspace.folder, out)
    content = _png(annotated_picture(workspace, item, page))
    part = part_of(out)
    with replacing(out, part):
        write_whole(part, content)
        part.replace(out)
    made = Document(
        id=DocumentId(new_id()),
        kind="annotated",
        name=out.name,
        sha256=sha256(content).hexdigest(),
        pages=0,
        made_at=now(),
    )
    with noting(out):
        workspace.add(record_documents, case_id, (made,))
    yield Progress(1, 1, out.name, made)


def _png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return strip_png(bytes(buffer.data().data()))
