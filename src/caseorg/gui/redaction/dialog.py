"""Going through what others are not to see of the case's pictures, and giving out copies without it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caseorg.actions.redaction import decide_marks, redraw_mark
from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.domain.reading.reading import Box
from caseorg.domain.redaction.marks import RedactionMark
from caseorg.domain.redaction.plan import draw
from caseorg.domain.redaction.record import Redacted
from caseorg.gui.desk import Desk, Reply
from caseorg.gui.forms import heading, wrapped
from caseorg.gui.redaction.boxes import widened
from caseorg.gui.redaction.choice import PageChoice
from caseorg.gui.redaction.copy_export import CopyExport
from caseorg.gui.redaction.mark_buttons import MarkButtons
from caseorg.gui.redaction.mark_list import MarkList
from caseorg.gui.redaction.picture import RedactionPicture
from caseorg.gui.redaction.work import Loaded, PageRequest, load
from caseorg.gui.theme import scaled
from caseorg.i18n import error_text, tr
from caseorg.jobs.redaction import StillReadable, can_redact

_SIZE, _LIST = (1000, 660), 300


class RedactionDialog(QDialog):
    """What is answered is kept with the case at once, and can be taken back; `exported` tells a copy that was made."""

    exported = Signal(object)

    def __init__(self, parent: QWidget | None, desk: Desk, case: CaseFile, item: Evidence | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Redacted copies"))
        self.resize(*_SIZE)
        self._desk, self._case = desk, case
        self.loaded: Loaded | None = None
        self._asked: PageRequest | None = None
        self._pending = 0  # answers that are not stored yet
        self._moving: RedactionMark | None = None
        self._still_readable: StillReadable | None = None
        self._answered: Sequence[RedactionMark] = ()
        self._copies = CopyExport(self, desk.tasks)
        self.choice = PageChoice([piece for piece in case.standing_evidence if can_redact(piece)], item)
        self.marks, self.buttons, self.picture = MarkList(), MarkButtons(), RedactionPicture()
        self.state, self.problem = wrapped("", "faint"), wrapped("", "error")
        self.problem.hide()
        self.export, self.shut = QPushButton(tr("Export the copy …")), QPushButton(tr("Close"))
        self.export.setProperty("primary", True)
        self._lay_out()
        self._connect()
        self.marks.setFocus()
        self._load()

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(scaled(_LIST))
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.choice)
        left.addWidget(heading(tr("What is found")))
        left.addWidget(self.marks, 1)
        left.addWidget(self.buttons)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(side)
        middle.addWidget(self.picture, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        for button in (self.shut, self.export):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addLayout(middle, 1)
        column.addWidget(self.problem)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.choice.changed.connect(self._load)
        self.marks.currentItemChanged.connect(lambda *_: self._show_now())
        self.picture.picked.connect(self.marks.pick)
        self.picture.drawn.connect(self._drawn)
        self.picture.dropped.connect(self._stay)
        self._desk.case_read.connect(self._renew)
        self.buttons.connect_to(
            answer=self._answer,
            blacken_all=self._blacken_all,
            begin=self._begin,
            move=self._move,
            widen=self._widen,
        )
        self.buttons.add_keys(self, self.marks)
        self.export.clicked.connect(lambda: self._export())
        self.shut.clicked.connect(self.reject)
        QShortcut("Ctrl+Return", self, self.export.click)

    @property
    def now(self) -> RedactionMark | None:
        """The mark where one is."""
        return self.marks.now

    def _shown(self) -> Sequence[RedactionMark]:
        """The marks of the page."""
        page = self.choice.number
        return [mark for mark in self.loaded.plan.marks if mark.page == page] if self.loaded else []

    def _load(self, *, again: bool = False) -> None:
        """The page that is chosen; `again` of the same, after something was answered."""
        self._asked = asked = self.choice.asked(self._case, self.loaded)
        if not again:
            self._clear(picture=asked.images is None)
        tasks = self._desk.tasks
        tasks.compute(self, load, tasks.workspace, asked, then=partial(self._take, asked))

    def _clear(self, *, picture: bool) -> None:
        """Nothing of what stood before can be answered or exported any more."""
        self.loaded = None
        self._stay()
        self.picture.begin_over()
        if picture:
            self.picture.show_image(())
        self._fill()
        self._tell("")
        self.state.setText(tr("Reading the picture …"))

    def _take(self, asked: PageRequest, found: Loaded | CaseorgError) -> None:
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
        self.marks.fill(self.loaded, self._shown(), self._answered)
        self._answered = ()
        self._show_now()

    @property
    def _settled(self) -> bool:
        """Whether what is shown is what is stored."""
        return bool(self.loaded and self.loaded.asked is self._asked and not self._pending)

    def _show_now(self) -> None:
        now, plan = self.now, self.loaded.plan if self.loaded else None
        page = plan.reading.pages[self.choice.number] if plan else None
        self.picture.show_page(page, self._shown(), now.id if now else "")
        self.buttons.show_for(now, plan)
        self.export.setEnabled(self._settled)
        if plan:
            waiting = len(plan.open)
            self.state.setText(tr("{count} places wait for an answer.", count=waiting) if waiting else _done())

    def _tell(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _answer(self, confirmed: bool) -> None:
        now = self.now
        if now and not confirmed and now.drawn:
            self._redraw(now, None)
        elif now:
            self._decide([now], confirmed=confirmed)

    def _blacken_all(self) -> None:
        self._decide(self.loaded.plan.open if self.loaded else (), confirmed=True)

    def _decide(self, marks: Sequence[RedactionMark], *, confirmed: bool) -> None:
        if self.loaded is None or not marks:
            return
        self._tell("")
        asked, self._answered = self.loaded.asked, marks
        self._desk.do(
            partial(
                decide_marks, evidence=asked.item.id, audience=asked.audience, marks=tuple(marks), confirmed=confirmed
            ),
            self._storing(),
            case_id=self._case.id,
        )

    def _redraw(self, old: RedactionMark, new: RedactionMark | None) -> None:
        if self.loaded and (new is None or new.id != old.id):
            asked = self.loaded.asked
            self._desk.do(
                partial(redraw_mark, evidence=asked.item.id, audience=asked.audience, old=old, new=new),
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

    def _begin(self) -> None:
        self._moving = None
        self._begin_at(None)

    def _move(self) -> None:
        """What was drawn can be put elsewhere; what is proposed stands where the value is."""
        if (now := self.now) and now.drawn:
            self._moving = now
            self._begin_at(now.box)

    def _begin_at(self, box: Box | None) -> None:
        self.state.setText(tr("Arrows move it, with Shift they stretch it; Enter keeps it, Esc drops it."))
        self.picture.begin(box)

    def _stay(self) -> None:
        """No block is being moved."""
        self._moving = None

    def _drawn(self, box: Box) -> None:
        moving, self._moving = self._moving, None
        mark = self._mark(box, self.choice.number)
        if mark is None:
            return
        if moving is not None:
            self._redraw(moving, mark)
        else:
            self._decide([mark], confirmed=True)
        self.marks.setFocus()

    def _mark(self, box: Box, page: int) -> RedactionMark | None:
        return draw(self.loaded.plan, page, box) if self.loaded else None

    def _widen(self) -> None:
        """More around it; the smaller block stays below the larger one."""
        if self.loaded and (now := self.now):
            wider = self._mark(widened(now.box, self.loaded.plan.reading.pages[now.page]), now.page)
            self._decide([wider] if wider else [], confirmed=True)

    def _export(self) -> None:
        if self.loaded is None or not self._settled:
            return
        plan = self.loaded.plan
        if out := self._copies.ask(plan):
            self._tell("")
            self.export.setEnabled(False)
            self.state.setText(tr("Writing the copy and reading it again …"))
            self._copies.start(self._case.id, plan, out, self._end, self._show_now)

    def _end(self, made: Redacted | CaseorgError) -> None:
        if isinstance(made, CaseorgError):
            self._tell(error_text(made))
            if isinstance(made, StillReadable):
                self._point_to(made)
            return
        count = len(made.kinds)
        self._desk.notify(tr("{file}: {count} blocks, and nothing can be read under them", file=made.name, count=count))
        self.problem.hide()
        self.exported.emit(made)

    def _point_to(self, error: StillReadable) -> None:
        """The blocks that are to be wider; where they are on another page, once that is shown."""
        marks = [mark for mark in (self.loaded.plan.burnt if self.loaded else ()) if mark.kind in error.kinds]
        self._still_readable = error if marks and marks[0].page != self.choice.number else None
        if self._still_readable:
            self.choice.page.setValue(marks[0].page + 1)
        elif marks:
            self.marks.pick(marks[0].id)
            numbers = "、".join(map(str, self.marks.numbers(marks)))
            self._tell(error_text(error) + " " + tr("Look at block {numbers}: W makes it wider.", numbers=numbers))
            self.marks.setFocus()


def _done() -> str:
    return tr("Everything is answered. The copy is read again before it is kept.")
