"""A second piece at the left of the first, for whoever compares."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseorg.evidence.thumbnails import has_picture
from caseorg.gui.forms import heading
from caseorg.gui.viewer.loading import Loading
from caseorg.gui.viewer.picture import ViewedPicture
from caseorg.gui.viewer.tour import Tour
from caseorg.i18n import tr


class Beside(QWidget):
    """Stays where it is while one goes on at the right; `tour` is where that is."""

    def __init__(self, loading: Loading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loading = loading
        self.tour = Tour()
        self._shown: tuple[str, int, bool] | None = None
        self.picture, self._label = ViewedPicture(), heading("")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 0)
        column.setSpacing(4)
        column.addWidget(self._label)
        column.addWidget(self.picture, 1)
        self.hide()

    def show_tour(self, tour: Tour) -> None:
        """Another piece."""
        self.tour = tour
        self._label.setText(tour.item.label if tour.item else "")
        self.picture.setAccessibleName(self._label.text())
        self.show_picture()

    def show_picture(self) -> bool:
        """Once it is there; what is shown already keeps its zoom. Whether there is another now."""
        item, page = self.tour.item, self.tour.page
        if item is None:
            return False
        images = self._loading.of(item, page)
        shown = item.id, page, images is not None
        another, self._shown = shown != self._shown, shown
        if another:
            self.picture.show_image(images or ())
        if not has_picture(item):
            self._label.setText(f"{item.label}　{tr('There is nothing to show here.')}")
        return another
