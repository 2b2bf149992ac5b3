"""What stands where the window will be, from the first moment: everything else takes longer to load."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QEventLoop, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QToolBar, QWidget

from caseorg.i18n import tr

T = TypeVar("T")
SIZE = (1280, 820)
GEOMETRY = "geometry"
_MENUS = ("File", "Edit", "View", "Event", "Evidence", "Case", "Help")
_LEFT, _BAR, _STATUS = 250, 39, 31  # pixels, as in the window


def stored(data: Path) -> QSettings:
    """What the window of this data folder remembers; nothing is made by looking."""
    return QSettings(str(data / "window.ini"), QSettings.Format.IniFormat)


def place(window: QWidget, store: QSettings) -> None:
    """Puts a window where it was the last time."""
    window.resize(*SIZE)
    if isinstance(geometry := store.value(GEOMETRY), QByteArray):
        window.restoreGeometry(geometry)


class StartWindow(QMainWindow):
    """Looks as the window will, with nothing in it yet. Whoever closes it does not want the window any more."""

    def __init__(self, data: Path) -> None:
        super().__init__()
        self.closed = False
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)  # the window or a dialog takes its place
        self.setWindowTitle("caseorg")
        for title in _MENUS:
            self.menuBar().addMenu(tr(title))
        bar, room = QToolBar(), QWidget()
        bar.setMovable(False)
        room.setFixedHeight(_BAR)
        bar.addWidget(room)
        self.addToolBar(bar)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().setFixedHeight(_STATUS)
        self.setCentralWidget(_panes())
        place(self, stored(data))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 — Qt's name
        self.closed = True
        super().closeEvent(event)


def _panes() -> QWidget:
    panes, left = QWidget(), QLabel(tr("Cases"))
    left.setObjectName("cases")
    left.setProperty("role", "heading")
    left.setFixedWidth(_LEFT)
    left.setMargin(12)
    left.setAlignment(Qt.AlignmentFlag.AlignTop)
    middle = QLabel(tr("Opening …"))
    middle.setProperty("role", "faint")
    middle.setAlignment(Qt.AlignmentFlag.AlignCenter)
    row = QHBoxLayout(panes)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(1)
    row.addWidget(left)
    row.addWidget(middle, 1)
    return panes


class _Arrival(QObject):
    """`come` is told on the thread that waits."""

    come = Signal()


def waiting(work: Callable[[], T]) -> T:
    """What the work comes to, done on a thread of its own while the window's thread goes on painting."""
    loop, arrival = QEventLoop(), _Arrival()
    arrival.come.connect(loop.quit, Qt.ConnectionType.QueuedConnection)

    def done(_: Future[T]) -> None:
        arrival.come.emit()

    with ThreadPoolExecutor(1, "opening") as hands:
        coming = hands.submit(work)
        coming.add_done_callback(done)
        loop.exec()
        return coming.result()
