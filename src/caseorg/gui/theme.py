"""Colours and fonts: paper-like in the light, calm in the dark, following the system."""

import re
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from caseorg.domain.case import Side
from caseorg.resources import resource
from caseorg.settings import Appearance, Scheme

FAMILY = "Noto Sans SC"
POINTS = 10
_SCHEMES = {
    Scheme.SYSTEM: Qt.ColorScheme.Unknown,
    Scheme.LIGHT: Qt.ColorScheme.Light,
    Scheme.DARK: Qt.ColorScheme.Dark,
}
_look = Appearance()


@dataclass(frozen=True, slots=True)
class Colours:
    """One set for the light, one for the dark."""

    window: str
    base: str
    raised: str
    text: str
    faint: str
    line: str
    accent: str
    on_accent: str
    selected: str
    amber: str
    red: str
    green: str


LIGHT = Colours(
    window="#f5f3ee",
    base="#ffffff",
    raised="#fbfaf7",
    text="#26241f",
    faint="#6b675d",
    line="#dcd8ce",
    accent="#1c6b73",
    on_accent="#ffffff",
    selected="#dcecec",
    amber="#8a5a00",
    red="#b3261e",
    green="#2e6b34",
)
DARK = Colours(
    window="#1f2023",
    base="#27282c",
    raised="#2d2f33",
    text="#e9e6df",
    faint="#a8a49a",
    line="#41434a",
    accent="#5fb8bf",
    on_accent="#10292b",
    selected="#1f3a3d",
    amber="#e0b050",
    red="#f28b82",
    green="#81c995",
)

_SIDES_LIGHT = {
    Side.ME: "#1c6b73",
    Side.MERCHANT: "#a04817",
    Side.PLATFORM: "#5b4bb0",
    Side.SERVICE: "#8a5a00",
    Side.AUTHORITY: "#2f6f3a",
}
_SIDES_DARK = {
    Side.ME: "#5fb8bf",
    Side.MERCHANT: "#e8935f",
    Side.PLATFORM: "#a99cf0",
    Side.SERVICE: "#e0b050",
    Side.AUTHORITY: "#81c995",
}


def colours() -> Colours:
    """The set that is on."""
    return DARK if is_dark() else LIGHT


def is_dark() -> bool:
    """Whether the window is dark; paper is always white."""
    return QGuiApplication.palette().window().color().lightness() < 128


def side_colour(side: Side) -> QColor:
    """The lane of an event, always together with the side's name."""
    return QColor((_SIDES_DARK if is_dark() else _SIDES_LIGHT).get(side, colours().faint))


def apply_theme(application: QApplication, look: Appearance = Appearance()) -> None:  # noqa: B008 — it never changes
    """Fusion, our fonts, our palette and the style sheet, now and whenever the system changes its scheme."""
    application.setStyle("Fusion")
    for name in ("NotoSansSC-Regular", "NotoSansSC-Bold", "NotoEmoji-Regular"):
        QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}.ttf")))
    use_look(application, look)
    application.styleHints().colorSchemeChanged.connect(lambda scheme: _follow(application, scheme))


def use_look(application: QApplication, look: Appearance) -> None:
    """Puts on the chosen colours and sizes; the frame that the system draws goes along where it can."""
    global _look
    _look = look
    font = QFont([FAMILY, "Noto Emoji"])
    font.setPointSizeF(POINTS * look.text_size / 100)
    font.setFeature(QFont.Tag("tnum"), 1)
    application.setFont(font)
    hints = application.styleHints()
    hints.setColorScheme(_SCHEMES[look.scheme])
    wanted = hints.colorScheme() if look.scheme is Scheme.SYSTEM else _SCHEMES[look.scheme]
    use_colours(application, dark=wanted is Qt.ColorScheme.Dark)


def _follow(application: QApplication, scheme: Qt.ColorScheme) -> None:
    """The system changed; a scheme that the user chose stays."""
    if _look.scheme is Scheme.SYSTEM:
        use_colours(application, dark=scheme is Qt.ColorScheme.Dark)


def scaled(pixels: int) -> int:
    """A width that texts of the usual size have room in, for texts of the chosen size."""
    return round(pixels * _look.text_size / 100)


def _scaled(sheet: str) -> str:
    """The sizes of the sheet are those of a text of the usual size."""
    return re.sub(r"([\d.]+)pt\b", lambda size: f"{float(size[1]) * _look.text_size / 100:g}pt", sheet)


def use_colours(application: QApplication, *, dark: bool) -> None:
    """Puts on the light or the dark set."""
    chosen = DARK if dark else LIGHT
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: chosen.window,
        QPalette.ColorRole.Base: chosen.base,
        QPalette.ColorRole.AlternateBase: chosen.raised,
        QPalette.ColorRole.ToolTipBase: chosen.raised,
        QPalette.ColorRole.Button: chosen.raised,
        QPalette.ColorRole.WindowText: chosen.text,
        QPalette.ColorRole.Text: chosen.text,
        QPalette.ColorRole.ButtonText: chosen.text,
        QPalette.ColorRole.ToolTipText: chosen.text,
        QPalette.ColorRole.PlaceholderText: chosen.faint,
        QPalette.ColorRole.Highlight: chosen.accent,
        QPalette.ColorRole.HighlightedText: chosen.on_accent,
        QPalette.ColorRole.Link: chosen.accent,
        QPalette.ColorRole.Accent: chosen.accent,
        QPalette.ColorRole.Mid: chosen.line,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(chosen.faint))
    application.setPalette(palette)
    sheet = resource("style/window.qss").read_text(encoding="utf-8")
    for name in Colours.__dataclass_fields__:
        sheet = sheet.replace(f"@{name};", f"{getattr(chosen, name)};")
    sheet = sheet.replace("@icons", resource("icons").as_posix()).replace("@scheme", "-dark" if dark else "-light")
    application.setStyleSheet(_scaled(sheet))
