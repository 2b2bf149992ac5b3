"""Qt's own texts, such as those of its file dialog: its packages for Python carry no Chinese ones."""

from PySide6.QtCore import QTranslator

from caseorg.i18n import tr


class CatalogueTranslator(QTranslator):
    """Answers from the catalogue; what that does not have stays as Qt says it."""

    def isEmpty(self) -> bool:  # noqa: N802 — Qt's name
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Called by Qt for each of its texts."""
        text = tr(source)
        return text if text != source else ""
