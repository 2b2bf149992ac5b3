"""A proposal: one line in the list, or large with its crop where one is."""

from dataclasses import dataclass

from PySide6.QtCore import QMargins, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from caseorg.gui.flow_layout import FlowLayout
from caseorg.gui.forms import heading, wrapped
from caseorg.gui.theme import scaled
from caseorg.i18n import tr

_CROP = QSize(266, 120)  # pixels at most
_TALLEST_LINE = 34  # pixels of a line in a crop
_LINES = 3
_LONG = 28  # characters of a row that has room for its value beside its kind
_KIND = 64  # pixels of the kind at least
_ROOM = 240  # pixels of kind, value and state in one line


@dataclass(frozen=True, slots=True)
class CardContent:
    """What a card says. `tone` is that of its number: now, open, compare, done."""

    id: str
    number: int
    kind: str
    value: str
    tone: str
    typed: str = ""
    agrees: str = ""
    differs: tuple[str, ...] = ()
    doubtful: bool = False
    replaces: bool = False
    editable: bool = True


class ProposalRow(QFrame):
    """A proposal where one is not: a click goes there."""

    chosen = Signal(str)

    def __init__(self, content: CardContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self.setObjectName("proposal")
        self.setProperty("tone", content.tone)
        self.setAccessibleName(f"{content.number} {content.kind} {content.value}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        kind = heading(content.kind, "faint")
        kind.setMinimumWidth(_KIND)
        value = wrapped(content.value)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(_number(content), 0, Qt.AlignmentFlag.AlignTop)
        standing = _standing(content)
        state = heading(standing, {"done": "good", "compare": "warning"}.get(content.tone, "faint"))
        beside = _KIND + value.minimumSizeHint().width() + (state.sizeHint().width() if standing else 0)
        long = len(content.kind) + len(content.value) > _LONG or beside > scaled(_ROOM)
        kind.setWordWrap(long)
        top.addWidget(kind, int(long), Qt.AlignmentFlag.AlignTop)
        if not long:
            top.addWidget(value, 1)
        if standing:
            top.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 10, 7)
        column.setSpacing(2)
        column.addLayout(top)
        if long:
            value.setContentsMargins(28, 0, 0, 0)
            column.addWidget(value)
        for text in content.differs:
            line = wrapped(text, "warning")
            line.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            line.setContentsMargins(28, 0, 0, 0)
            column.addWidget(line)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 — Qt's name
        self.chosen.emit(self.content.id)
        event.accept()


def _standing(content: CardContent) -> str:
    if content.tone == "done":
        return tr("In the case")
    return tr("Please compare") if content.doubtful or content.differs else ""


def _number(content: CardContent) -> QLabel:
    label = QLabel(str(content.number))
    label.setObjectName("number")
    label.setProperty("tone", content.tone)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setFixedSize(20, 20)
    return label


class ProposalCard(QFrame):
    """The proposal where one is: value, crop at reading size, and what can be done, each with its key."""

    accepted = Signal()
    edit_wanted = Signal()
    dismissed = Signal()
    edited = Signal(str)

    def __init__(self, content: CardContent, crop: QImage | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self.setObjectName("proposal")
        self.setProperty("tone", "now")
        self.value = wrapped(content.value, "value" if len(content.value) <= _LONG else "words")
        self.field = _Field(content.typed)
        self.field.hide()
        self.field.committed.connect(self.edited)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 12)
        self._column.setSpacing(8)
        self._column.addLayout(self._top(content))
        for text in content.differs:
            self._column.addWidget(wrapped(text, "warning"))
        self._column.addWidget(self.value)
        self._column.addWidget(self.field)
        if crop is not None:
            self._column.addWidget(_crop(crop))
        self._column.addLayout(self._buttons(content))

    def _top(self, content: CardContent) -> QHBoxLayout:
        top = QHBoxLayout()
        top.addWidget(_number(content))
        top.addWidget(heading(content.kind, "faint"), 0 if content.agrees else 1)
        if content.agrees:
            badge = wrapped(f"✓ {content.agrees}", "good")
            badge.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            top.addWidget(badge, 1)
        elif content.doubtful and not content.differs:
            top.addWidget(heading(tr("Please compare"), "warning"))
        return top

    def _buttons(self, content: CardContent) -> FlowLayout:
        """In the next line where one has no room."""
        row = FlowLayout(margins=QMargins(), spacing=8)
        done = content.tone == "done"
        if done:
            row.addWidget(heading(tr("In the case"), "good"))
        self.accept = QPushButton((tr("Replace") if content.replaces else tr("Accept")) + "  Enter")
        self.accept.setProperty("primary", True)
        self.edit = QPushButton(tr("Change") + "  E")
        self.leave = QPushButton(tr("Dismiss") + "  Del")
        for button, signal in (
            (self.accept, self.accepted),
            (self.edit, self.edit_wanted),
            (self.leave, self.dismissed),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setProperty("small", True)
            button.clicked.connect(signal)
            row.addWidget(button)
        hidden = (self.accept, self.edit, self.leave) if done else () if self.changeable else (self.edit,)
        for button in hidden:
            button.hide()
        return row

    @property
    def changeable(self) -> bool:
        """Whether its value can be typed."""
        return self.content.editable and self.content.tone != "done"

    def begin_edit(self) -> None:
        """The value can be typed; Enter takes it, Esc leaves it."""
        if self.changeable:
            self.value.hide()
            self.field.show()
            self.field.setFocus()
            self.field.selectAll()

    def end_edit(self) -> None:
        """As it was."""
        self.field.setPlainText(self.content.typed)
        self.field.hide()
        self.value.show()

    @property
    def editing(self) -> bool:
        return self.field.isVisible()


class _Field(QPlainTextEdit):
    """A few lines; Enter takes what they say."""

    committed = Signal(str)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("Change"))
        lines = min(_LINES, 1 + len(text) // 24)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 18)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.committed.emit(" ".join(self.toPlainText().split()))
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _crop(image: QImage) -> QLabel:
    """At reading size, on white as it is on the picture."""
    label = QLabel()
    label.setObjectName("crop")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    ratio = label.devicePixelRatioF()
    available = QSize(round(_CROP.width() * ratio), round(min(_CROP.height(), _TALLEST_LINE * 4) * ratio))
    shown = image
    if image.width() > available.width() or image.height() > available.height():
        shown = image.scaled(available, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    pixels = QPixmap.fromImage(shown)
    pixels.setDevicePixelRatio(ratio)
    label.setPixmap(pixels)
    return label
