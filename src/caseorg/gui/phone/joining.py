"""How a phone gets to the page: which network, the code, the address to type, and the steps."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caseorg.gui.forms import flat_button, wrapped
from caseorg.gui.phone.addresses import NetworkAddress, no_network
from caseorg.gui.phone.code import SIDE, CodeView
from caseorg.gui.phone.steps import Steps
from caseorg.i18n import tr

_WIDTH = 340
_BREAK = "\u200b"  # where the address may go on in the next line


class JoiningSide(QWidget):
    """The left of the dialog; a network is asked for only where there are several."""

    def __init__(self, places: Sequence[NetworkAddress], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        self.network = QComboBox()
        self.network.setAccessibleName(tr("Network"))
        for place in places:
            self.network.addItem(f"{place.name}（{place.address}）", place.address)
        self.network.setVisible(len(places) > 1)
        self.code, self.steps = CodeView(), Steps()
        self.address, self.copy = wrapped(""), flat_button(tr("Copy"))
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        self._lay_out()

    def _lay_out(self) -> None:
        self.frame = QFrame()
        self.frame.setObjectName("code")
        inside = QHBoxLayout(self.frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.code)
        self.frame.setFixedSize(SIDE + 4, SIDE + 4)  # cut off, no camera would read it
        address = QHBoxLayout()
        address.addWidget(self.address, 1)
        address.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.network)
        column.addWidget(self.frame, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(address)
        column.addWidget(self.steps)
        column.addStretch(1)
        plain = tr("Files stay in the local network and are not encrypted. In a public Wi-Fi use a hotspot.")
        column.addWidget(wrapped(plain, "faint"))

    def chosen(self) -> str:
        """Our address in the network.

        Raises:
            CaseorgError: there is none.
        """
        address = self.network.currentData()
        if address is None:
            raise no_network()
        return str(address)

    def show_url(self, url: str) -> None:
        """Another code."""
        self.code.show_text(url)
        self.address.setText(url.replace("/", f"/{_BREAK}"))
        self.copy.setText(tr("Copy"))
        self.steps.network.setText(tr("Now: {network}", network=self.network.currentText()))

    def show_code(self, shown: bool, hints: bool) -> None:
        """With the code and its address, or without; a low window has no room for the hints beside them."""
        for widget in (self.frame, self.address, self.copy):
            widget.setVisible(shown)
        self.steps.show_hints(hints)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.address.text().replace(_BREAK, ""))
        self.copy.setText(tr("Copied"))
