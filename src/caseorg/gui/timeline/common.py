"""One quiet line: which other cases are about the same merchant, account or number."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from caseorg.domain.case import CaseId
from caseorg.gui.forms import tip
from caseorg.i18n import tr

if TYPE_CHECKING:
    from caseorg.jobs.common import Common

_LONGEST = 40  # characters of a title in the menu


class CommonLine(QLabel):
    """Each part of it opens the one other case, or lists them; `case_wanted` asks for one."""

    case_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "faint")
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(lambda place: self._open(int(place)))
        self._shown: Sequence[Common] = ()
        self.menu = QMenu(self)
        self.menu.setAccessibleName(tr("Other cases"))
        self.hide()

    def show_common(self, commons: "Sequence[Common]") -> None:
        """Replaces them; nothing is shown of none."""
        self.setVisible(bool(commons))
        if not commons:
            return
        from caseorg.views.common import common_text, telling  # most cases have nothing in common

        self._shown = tuple(telling(commons))
        links = (f'<a href="{place}">{escape(common_text(common))}</a>' for place, common in enumerate(self._shown))
        self.setText("　".join(links))
        self.setToolTip(tip("\n".join(f"{common_text(common)}（{'、'.join(common.texts)}）" for common in self._shown)))
        self.setAccessibleName("，".join(map(common_text, self._shown)))

    def _open(self, place: int) -> None:
        cases = self._shown[place].cases
        if len(cases) == 1:
            self.case_wanted.emit(cases[0].id)
            return
        self.menu.clear()
        for case in cases:
            title = case.title if len(case.title) <= _LONGEST else f"{case.title[:_LONGEST]}…"
            action = self.menu.addAction(title.replace("&", "&&"))
            action.triggered.connect(lambda _=False, key=case.id: self._choose(key))
        self.menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _choose(self, key: CaseId) -> None:
        self.case_wanted.emit(key)
