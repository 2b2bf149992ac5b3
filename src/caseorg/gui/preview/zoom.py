"""How large the pages are, as one chooses it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caseorg.gui.preview.view import STEPS, Fit
from caseorg.gui.wizard.fields import ComboBox
from caseorg.i18n import tr

_FITS = {Fit.WIDTH: "Fit width", Fit.PAGE: "Fit page"}
_OFFERED = [step for step in STEPS if step >= 0.5]


class ZoomBox(ComboBox):
    """Shows any size, also one that it does not offer."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Zoom"), parent)
        self._zooms: list[Fit | float] = [*_FITS, *_OFFERED]
        self.addItems([tr(_FITS[fit]) for fit in _FITS] + [_percent(step) for step in _OFFERED])
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(len(self._zooms))
        self.activated.connect(lambda number: self.chosen.emit(self._zooms[number]))

    def show_zoom(self, zoom: Fit | float) -> None:
        """Shows what was chosen elsewhere."""
        self.setPlaceholderText("" if isinstance(zoom, Fit) else _percent(zoom))
        self.setCurrentIndex(self._zooms.index(zoom) if zoom in self._zooms else -1)


def _percent(zoom: float) -> str:
    return f"{zoom:.0%}"
