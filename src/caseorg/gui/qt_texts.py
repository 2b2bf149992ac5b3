"""Qt's own texts, such as those of its file and print dialogs."""

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator

from caseorg.i18n import tr

_OTHERWISE = {("QFileSystemModel", "Name")}  # what the catalogue says of something else: a person's name


class CatalogueTranslator(QTranslator):
    """Answers from the catalogue, else from Qt's own translation; what neither has stays as Qt says it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._own = QTranslator(self)
        self._own.load(QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))

    def isEmpty(self) -> bool:  # noqa: N802 — Qt's name
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Called by Qt for each of its texts; an empty answer would show nothing, None shows the source."""
        text = source if (context, source) in _OTHERWISE else tr(source)
        return text if text != source else self._own.translate(context, source, disambiguation, n) or None
