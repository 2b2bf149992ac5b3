"""Annotations of the piece that is looked at: drawn, picked, removed, and given out on a copy."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import QFileDialog

from caseorg.actions.annotation import annotate_evidence
from caseorg.domain.annotation import Annotation, AnnotationShape
from caseorg.domain.case import CaseId, Document, Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.domain.files.filenames import safe_name
from caseorg.domain.progress import Progress
from caseorg.evidence.thumbnails import has_picture
from caseorg.gui.desk import Desk, Reply
from caseorg.gui.folders import documents_folder
from caseorg.gui.viewer.annotated_copy import ENDING, annotated_picture, export_annotated
from caseorg.gui.viewer.bars import AnnotationBar
from caseorg.gui.viewer.pen import Pen
from caseorg.gui.viewer.picture import ViewedPicture
from caseorg.i18n import tr

Drawn = tuple[Annotation, ...]
_PLAIN, _CONTROL, _SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class Annotating(QObject):
    """Each stroke is stored at once, as a step that can be taken back. Several that are drawn in a row are stored one
    after the other, each over the one before."""

    def __init__(self, desk: Desk, picture: ViewedPicture, bar: AnnotationBar) -> None:
        super().__init__(picture)
        self._desk, self._picture, self.bar = desk, picture, bar
        self.pen = Pen(picture)
        self._item: Evidence | None = None
        self._case: CaseId | None = None
        self._page = 0
        self._drawn: Drawn = ()
        self._pending = 0
        self._picked: int | None = None
        self.pen.drawn.connect(self._add)
        self.pen.picked.connect(self._pick)
        for shape, button in bar.tools.items():
            button.clicked.connect(lambda _=False, shape=shape: self._choose(shape))
        bar.remove.clicked.connect(self.remove)
        bar.copy.clicked.connect(self.copy)
        bar.save.clicked.connect(self.save)
        self._keys: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], None]] = {
            (Qt.Key.Key_M, _PLAIN): self.turn,
            (Qt.Key.Key_Delete, _PLAIN): self.remove,
            (Qt.Key.Key_Backspace, _PLAIN): self.pick_next,
            (Qt.Key.Key_C, _CONTROL | _SHIFT): self.copy,
            (Qt.Key.Key_S, _CONTROL): self.save,
        }

    def show_piece(self, case_id: CaseId, item: Evidence | None, page: int) -> None:
        """What is looked at; what waits to be stored stays in sight."""
        same = item is not None and self._item is not None and item.id == self._item.id
        if not same or page != self._page:
            self.pen.drop()
            self._picked = None
        self._case, self._item, self._page = case_id, item, page
        if not same or not self._pending:
            self._drawn = item.annotations if item else ()
        if not same:
            self._pending = 0
        self._show()

    def turn(self) -> None:
        """The next tool; after the last one, none."""
        shapes = [None, *AnnotationShape]
        following = shapes[(shapes.index(self.pen.shape) + 1) % len(shapes)]
        self._take(following)

    def put_away(self) -> bool:
        """Whether there was a stroke, a picked annotation or a tool to give up."""
        if self.pen.draft:
            self.pen.drop()
        elif self._picked is not None:
            self._picked = None
            self._show()
        elif self.pen.shape:
            self._take(None)
        else:
            return False
        return True

    def press_key(self, event: QKeyEvent) -> bool:
        """Whether the key belongs to drawing."""
        if self.pen.press_key(event):
            return True
        if (event.key(), event.modifiers()) == (Qt.Key.Key_Escape, _PLAIN):
            return self.put_away()
        action = self._keys.get((Qt.Key(event.key()), event.modifiers()))
        if action:
            action()
        return action is not None

    def pick_next(self) -> None:
        """The one before it, the last one first."""
        count = len(self._of_page())
        if count:
            self._pick((count if self._picked is None else self._picked) - 1)

    def remove(self) -> None:
        """The picked one, or else picks the last."""
        if self._picked is None:
            self.pick_next()
            return
        gone = self._of_page()[self._picked]
        self._picked = None
        rest = list(self._drawn)
        rest.remove(gone)
        self._store(tuple(rest))

    def _choose(self, shape: AnnotationShape) -> None:
        self._take(shape if self.bar.tools[shape].isChecked() else None)
        self._picture.touched.emit()

    def _take(self, shape: AnnotationShape | None) -> None:
        self.pen.take(shape)
        for tool, button in self.bar.tools.items():
            button.setChecked(tool is shape)

    def _of_page(self) -> Sequence[Annotation]:
        return [annotation for annotation in self._drawn if annotation.page == self._page]

    def _pick(self, number: int) -> None:
        count = len(self._of_page())
        self._picked = number % count if count else None
        self._show()

    def _show(self) -> None:
        self.pen.show_page(self._page, self._drawn)
        self._picture.show_annotations(self._of_page(), self._picked)
        possible = self._item is not None and has_picture(self._item)
        self.bar.show_count(len(self._of_page()), picked=self._picked is not None, possible=possible)

    def _add(self, annotation: Annotation) -> None:
        self._store((*self._drawn, annotation))
        self._picture.touched.emit()

    def _store(self, drawn: Drawn) -> None:
        item, case_id, before = self._item, self._case, self._drawn
        if item is None or case_id is None:
            return
        self._drawn = drawn
        self._pending += 1
        self._show()
        self._desk.do(
            partial(annotate_evidence, evidence_id=item.id, annotations=drawn, before=before),
            Reply(partial(self._stored, item), partial(self._refused, item)),
            case_id=case_id,
        )

    def _stored(self, item: Evidence) -> None:
        """Of another piece than the present one, nothing waits any more here."""
        if self._item and self._item.id == item.id:
            self._pending = max(0, self._pending - 1)

    def _refused(self, item: Evidence, error: CaseorgError) -> None:
        """What stands in the case is shown again."""
        self._stored(item)
        self._desk.tell_failure(error)
        self._desk.reload()
        if self._item and self._item.id == item.id:
            self._pending, self._drawn = 0, self._item.annotations
            self._show()

    # The copy

    def copy(self) -> None:
        """The page with its annotations, for a chat window."""
        if self._item and self._of_page():
            workspace = self._desk.tasks.workspace
            self._desk.tasks.compute(self, annotated_picture, workspace, self._piece(), self._page, then=self._copied)

    def _piece(self) -> Evidence:
        assert self._item
        return replace(self._item, annotations=self._drawn)

    def _copied(self, picture: QImage) -> None:
        QGuiApplication.clipboard().setImage(picture)
        self._desk.notify(tr("The picture with its annotations was copied."))

    def save(self) -> None:
        """Asks where to, and writes it there."""
        if self._item is None or self._case is None or not self._of_page():
            return
        name = safe_name(f"{self._item.label}_{tr('annotated')}")
        title = tr("Save a copy with the annotations")
        chosen, _ = QFileDialog.getSaveFileName(
            self._picture, title, str(documents_folder() / f"{name}.{ENDING}"), f"*.{ENDING}"
        )
        if chosen:
            out = Path(chosen)
            job = partial(export_annotated, case_id=self._case, item=self._piece(), page=self._page, out=out)
            self._desk.tasks.run(self, tr("Exporting {file}", file=out.name), job, self._saved)

    def _saved(self, progress: Progress[Document]) -> None:
        if progress.item:
            self._desk.notify(tr("{file} was written; the original stays as it is.", file=progress.item.name))
