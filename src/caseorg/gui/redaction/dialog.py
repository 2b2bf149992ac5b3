"""Going through what others are not to see of the case's pictures, and giving out copies without it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from caseorg.actions.redaction import decide_marks, redraw_mark
from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.domain.files.filenames import safe_name
from caseorg.domain.privacy.kinds import KIND_NAMES
from caseorg.domain.progress import Progress
from caseorg.domain.reading.reading import Box
from caseorg.domain.redaction.audience import AUDIENCE_NAMES, Audience
from caseorg.domain.redaction.marks import Mark, MarkState
from caseorg.domain.redaction.plan import draw
from caseorg.domain.redaction.record import Redacted
from caseorg.gui.desk import Desk, Reply
from caseorg.gui.export.dialog import documents_folder
from caseorg.gui.forms import heading, wrapped
from caseorg.gui.redaction.boxes import widened
from caseorg.gui.redaction.picture import RedactionPicture
from caseorg.gui.redaction.work import Asked, Loaded, export, load
from caseorg.i18n import error_text, tr
from caseorg.jobs.redaction import StillReadable, can_redact, ending_of

_SIZE, _LIST, _CROP = (1000, 660), 300, QSize(96, 28)
_ID = int(Qt.ItemDataRole.UserRole)


class RedactionDialog(QDialog):
    """What is answered is kept with the case at once, and can be taken back; `exported` tells a copy that was made."""

    exported = Signal(object)

    def __init__(self, parent: QWidget | None, desk: Desk, case: CaseFile, item: Evidence | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Redacted copies"))
        self.resize(*_SIZE)
        self._desk, self._case, self._folder = desk, case, documents_folder()
        self._items = [one for one in case.standing_evidence if can_redact(one)]
        self.loaded: Loaded | None = None
        self._asked: Asked | None = None
        self._pending = 0  # answers that are not stored yet
        self._moving: Mark | None = None
        self._still_readable: StillReadable | None = None
        self._told: Sequence[Mark] = ()
        self._make_choices(item)
        self._make_parts()
        self._lay_out()
        self._connect()
        self.marks.setFocus()
        self._load()

    def _make_choices(self, item: Evidence | None) -> None:
        self.audience, self.piece, self.page = QComboBox(), QComboBox(), QSpinBox()
        for one in reversed(Audience):
            self.audience.addItem(tr(AUDIENCE_NAMES[one]), one)
        for piece in self._items:
            self.piece.addItem(f"{piece.label}　{piece.proves or piece.name}")
        if item in self._items:
            self.piece.setCurrentIndex(self._items.index(item))
        for field, name in ((self.audience, tr("For")), (self.piece, tr("Evidence")), (self.page, tr("Page"))):
            field.setAccessibleName(name)

    def _make_parts(self) -> None:
        self.marks = QListWidget()
        self.marks.setObjectName("lines")
        self.marks.setIconSize(_CROP)
        self.marks.setWordWrap(True)
        self.marks.setAccessibleName(tr("What is found"))
        self.picture = RedactionPicture()
        self.told, self.problem = wrapped("", "faint"), wrapped("", "error")
        self.problem.hide()
        self.blacken, self.leave = QPushButton(tr("Blacken (Enter)")), QPushButton(tr("Leave visible (Del)"))
        self.all, self.new = QPushButton(tr("Blacken all (A)")), QPushButton(tr("New block (N)"))
        self.move_block, self.wider = QPushButton(tr("Move it (M)")), QPushButton(tr("Widen (W)"))
        self.export, self.shut = QPushButton(tr("Export the copy …")), QPushButton(tr("Close"))
        self.export.setProperty("primary", True)
        for button in self._buttons():
            button.setAutoDefault(False)

    def _buttons(self) -> tuple[QPushButton, ...]:
        about = (self.blacken, self.leave, self.all, self.new, self.move_block, self.wider)
        return (*about, self.export, self.shut)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("For"), self.audience)
        form.addRow(tr("Evidence"), self.piece)
        form.addRow(tr("Page"), self.page)
        self._form = form
        side = QWidget()
        side.setFixedWidth(_LIST)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.addLayout(form)
        left.addWidget(heading(tr("What is found")))
        left.addWidget(self.marks, 1)
        for pair in ((self.blacken, self.leave), (self.all, self.new), (self.move_block, self.wider)):
            row = QHBoxLayout()
            for button in pair:
                button.setProperty("small", True)
                row.addWidget(button, 1)
            left.addLayout(row)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(side)
        middle.addWidget(self.picture, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(self.shut)
        foot.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addLayout(middle, 1)
        column.addWidget(self.problem)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.audience.currentIndexChanged.connect(lambda _: self._load())
        self.piece.currentIndexChanged.connect(lambda _: self._choose_piece())
        self.page.valueChanged.connect(lambda _: self._load())
        self.marks.currentItemChanged.connect(lambda *_: self._show_now())
        self.picture.picked.connect(self._pick)
        self.picture.drawn.connect(self._drawn)
        self.picture.dropped.connect(self._stay)
        self._desk.case_read.connect(self._renew)
        acts = {
            self.blacken: partial(self._answer, True),
            self.leave: partial(self._answer, False),
            self.all: self._blacken_all,
            self.new: self._begin,
            self.move_block: self._move,
            self.wider: self._widen,
            self.export: self._export,
            self.shut: self.reject,
        }
        for button, act in acts.items():
            button.clicked.connect(lambda _=False, act=act: act())
        for keys, button in (("A", self.all), ("N", self.new), ("M", self.move_block), ("W", self.wider)):
            QShortcut(keys, self, button.click)
        QShortcut("Ctrl+Return", self, self.export.click)
        for keys, button in (("Return", self.blacken), ("Enter", self.blacken), ("Del", self.leave)):
            shortcut = QShortcut(keys, self.marks, button.click)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    @property
    def now(self) -> Mark | None:
        """The mark where one is."""
        item = self.marks.currentItem()
        key = item.data(_ID) if item else ""
        return next((mark for mark in self._shown() if mark.id == key), None)

    def _shown(self) -> Sequence[Mark]:
        """The marks of the page."""
        page = self.page.value() - 1
        return [mark for mark in self.loaded.plan.marks if mark.page == page] if self.loaded else []

    def _choose_piece(self) -> None:
        self.page.setValue(1)
        self._load()

    def _load(self, *, again: bool = False) -> None:
        """The page that is chosen; `again` of the same, after something was answered."""
        item = self._items[self.piece.currentIndex()]
        audience, page, last = Audience(self.audience.currentData()), self.page.value() - 1, self.loaded
        self.page.setRange(1, max(1, item.pages or 1))
        self._form.setRowVisible(self.page, self.page.maximum() > 1)
        same = last is not None and last.asked.item.id == item.id
        reading = last.plan.reading if last and same else None
        images = last.images if last and same and last.asked.page == page else None
        if not again:
            self._clear(picture=images is None)
        self._asked = Asked(self._case, item, audience, page, reading, images)
        tasks = self._desk.tasks
        tasks.compute(self, load, tasks.workspace, self._asked, then=partial(self._take, self._asked))

    def _clear(self, *, picture: bool) -> None:
        """Nothing of what stood before can be answered or exported any more."""
        self.loaded = None
        self._stay()
        self.picture.begin_over()
        if picture:
            self.picture.show_image(())
        self._fill()
        self._tell("")
        self.told.setText(tr("Reading the picture …"))

    def _stay(self) -> None:
        """No block is being moved."""
        self._moving = None

    @property
    def _settled(self) -> bool:
        """Whether what is shown is what is stored."""
        return bool(self.loaded and self.loaded.asked is self._asked and not self._pending)

    def _take(self, asked: Asked, found: Loaded | CaseorgError) -> None:
        """What is no longer wanted is dropped."""
        if asked is not self._asked:
            return
        if isinstance(found, CaseorgError):
            self.loaded = None
            self.picture.show_image(())
            self._fill()
            self._tell(error_text(found))
            return
        if asked.images is None:
            self.picture.show_image(found.images)
        self.loaded = found
        self._fill()
        if self._still_readable:
            self._point_to(self._still_readable)

    def _renew(self, case: CaseFile | None) -> None:
        if case and case.id == self._case.id:
            self._case = case
            self._load(again=True)

    def _fill(self) -> None:
        """The list anew; one stays where one was, or goes on to what waits."""
        kept, row = self.now_key(), self.marks.currentRow()
        self.marks.blockSignals(True)
        self.marks.clear()
        for number, mark in enumerate(self._shown(), start=1):
            self.marks.addItem(self._row(number, mark))
        keys = [mark.id for mark in self._shown()]
        waiting = [place for place, mark in enumerate(self._shown()) if mark.state is MarkState.OPEN]
        first = next((place for place in waiting if place >= row), waiting[0] if waiting else min(row, len(keys) - 1))
        stays = kept in keys and kept not in {mark.id for mark in self._told}
        self.marks.setCurrentRow(keys.index(kept) if stays else max(0, first))
        self._told = ()
        self.marks.blockSignals(False)
        self._show_now()

    def now_key(self) -> str:
        """The id of the mark where one is."""
        item = self.marks.currentItem()
        return str(item.data(_ID)) if item else ""

    def _row(self, number: int, mark: Mark) -> QListWidgetItem:
        said = f"{number}　{tr(KIND_NAMES[mark.kind])}　{tr(mark.state)}\n{mark.text}"
        row = QListWidgetItem(said)
        row.setData(_ID, mark.id)
        if self.loaded and self.loaded.images:
            row.setIcon(QIcon(QPixmap.fromImage(_crop(self.loaded, mark.box))))
        return row

    def _show_now(self) -> None:
        now, shown = self.now, self._shown()
        plan = self.loaded.plan if self.loaded else None
        page = plan.reading.pages[self.page.value() - 1] if plan else None
        self.picture.show_page(page, shown, now.id if now else "")
        drawn = bool(now and plan and now.drawn)
        self.leave.setText(tr("Take away (Del)") if drawn else tr("Leave visible (Del)"))
        self.move_block.setEnabled(drawn)
        for button in (self.blacken, self.leave, self.wider):
            button.setEnabled(now is not None)
        self.new.setEnabled(plan is not None)
        self.all.setEnabled(bool(plan and plan.open))
        self.export.setEnabled(self._settled)
        waiting = len(plan.open) if plan else 0
        if plan:
            self.told.setText(tr("{count} places wait for an answer.", count=waiting) if waiting else _done())

    def _pick(self, key: str) -> None:
        for row in range(self.marks.count()):
            if self.marks.item(row).data(_ID) == key:
                self.marks.setCurrentRow(row)

    def _tell(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _decide(self, marks: Sequence[Mark], *, confirmed: bool) -> None:
        if self.loaded is None or not marks:
            return
        self._tell("")
        asked, self._told = self.loaded.asked, marks
        self._desk.do(
            partial(
                decide_marks, evidence=asked.item.id, audience=asked.audience, marks=tuple(marks), confirmed=confirmed
            ),
            self._storing(),
            case_id=self._case.id,
        )

    def _storing(self) -> Reply:
        """No copy is made until the answer is stored and read again: it would lack the block."""
        self._pending += 1
        self.export.setEnabled(False)
        return Reply(self._stored, self._refuse)

    def _stored(self) -> None:
        self._pending -= 1
        self._asked = None

    def _refuse(self, error: CaseorgError) -> None:
        self._pending -= 1
        self._tell(error_text(error))
        self._show_now()

    def _answer(self, confirmed: bool) -> None:
        now = self.now
        if now and not confirmed and now.drawn:
            self._redraw(now, None)
        elif now:
            self._decide([now], confirmed=confirmed)

    def _blacken_all(self) -> None:
        self._decide(self.loaded.plan.open if self.loaded else (), confirmed=True)

    def _begin(self) -> None:
        self._moving = None
        self._begin_at(None)

    def _move(self) -> None:
        """What was drawn can be put elsewhere; what is proposed stands where the value is."""
        if (now := self.now) and now.drawn:
            self._moving = now
            self._begin_at(now.box)

    def _begin_at(self, box: Box | None) -> None:
        self.told.setText(tr("Arrows move it, with Shift they stretch it; Enter keeps it, Esc drops it."))
        self.picture.begin(box)

    def _drawn(self, box: Box) -> None:
        moving, self._moving = self._moving, None
        mark = self._mark(box)
        if mark is None:
            return
        if moving is not None:
            self._redraw(moving, mark)
        else:
            self._decide([mark], confirmed=True)
        self.marks.setFocus()

    def _mark(self, box: Box, page: int | None = None) -> Mark | None:
        if self.loaded is None:
            return None
        return draw(self.loaded.plan, self.page.value() - 1 if page is None else page, box)

    def _redraw(self, old: Mark, new: Mark | None) -> None:
        if self.loaded and (new is None or new.id != old.id):
            asked = self.loaded.asked
            self._desk.do(
                partial(redraw_mark, evidence=asked.item.id, audience=asked.audience, old=old, new=new),
                self._storing(),
                case_id=self._case.id,
            )

    def _widen(self) -> None:
        if now := self.now:
            self._widen_all([now])

    def _widen_all(self, marks: Sequence[Mark]) -> None:
        """More around them; the smaller block stays below the larger one."""
        if self.loaded:
            pages = self.loaded.plan.reading.pages
            wider = [self._mark(widened(mark.box, pages[mark.page]), mark.page) for mark in marks]
            self._decide([mark for mark in wider if mark], confirmed=True)

    def _export(self) -> None:
        if self.loaded is None or not self._settled:
            return
        plan = self.loaded.plan
        ending = ending_of(plan.evidence)
        name = safe_name(f"{plan.evidence.label}_{tr(AUDIENCE_NAMES[plan.audience])}")
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Export the copy …"), str(self._folder / f"{name}.{ending}"), f"*.{ending}"
        )
        if not chosen:
            return
        out = Path(chosen)
        self._folder = out.parent
        self._tell("")
        self.export.setEnabled(False)
        job = partial(export, case_id=self._case.id, plan=plan, out=out)
        self.told.setText(tr("Writing the copy and reading it again …"))
        started = self._desk.tasks.run(self, tr("Exporting {file}", file=out.name), job, self._end)
        started.ended.connect(self._show_now)

    def _end(self, progress: Progress[Redacted | CaseorgError]) -> None:
        made = progress.item
        if isinstance(made, CaseorgError):
            self._tell(error_text(made))
            if isinstance(made, StillReadable):
                self._point_to(made)
        elif made is not None:
            text = tr(
                "{file}: {count} blocks, and nothing can be read under them", file=made.name, count=len(made.kinds)
            )
            self._desk.notify(text)
            self.problem.hide()
            self.exported.emit(made)

    def _point_to(self, error: StillReadable) -> None:
        """The blocks that are to be wider; where they are on another page, once that is shown."""
        marks = [mark for mark in (self.loaded.plan.burnt if self.loaded else ()) if mark.kind in error.kinds]
        self._still_readable = error if marks and marks[0].page + 1 != self.page.value() else None
        if self._still_readable:
            self.page.setValue(marks[0].page + 1)
        elif marks:
            self._pick(marks[0].id)
            numbers = "、".join(str(place) for place in self._numbers(marks))
            self._tell(error_text(error) + " " + tr("Look at block {numbers}: W makes it wider.", numbers=numbers))
            self.marks.setFocus()

    def _numbers(self, marks: Sequence[Mark]) -> Sequence[int]:
        keys = {mark.id for mark in marks}
        return [place for place, mark in enumerate(self._shown(), start=1) if mark.id in keys]


def _done() -> str:
    return tr("Everything is answered. The copy is read again before it is kept.")


def _crop(loaded: Loaded, box: Box) -> QImage:
    """What it hides."""
    image = loaded.images[0]
    scale = image.width() / max(1, loaded.plan.reading.pages[loaded.asked.page].width)
    left, top, right, bottom = (round(side * scale) for side in (box.left, box.top, box.right, box.bottom))
    part = image.copy(left, top, max(1, right - left), max(1, bottom - top))
    return part.scaled(_CROP, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
