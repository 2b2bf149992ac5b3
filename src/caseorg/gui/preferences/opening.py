"""Opens the settings over the window, and does at once what is chosen there."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from caseorg.gui.commands import Commands
from caseorg.gui.forms import open_dialog
from caseorg.gui.frame import stored
from caseorg.gui.pages import Pages, WindowPage
from caseorg.gui.preferences.dialog import PreferencesPage, SettingsDialog
from caseorg.gui.reading import BackgroundReading
from caseorg.gui.reminders import Reminders
from caseorg.gui.theme import use_look
from caseorg.settings import Appearance, Settings
from caseorg.store.last_backup import find_last_backup


class Host(Protocol):
    """What the window does for its settings."""

    commands: Commands
    pages: Pages
    reading: BackgroundReading
    reminders: Reminders

    def take_settings(self, settings: Settings) -> None: ...

    def renew(self, settings: Settings, section: PreferencesPage) -> None: ...


def open_settings(window: QWidget, host: Host, settings: Settings, section: PreferencesPage) -> None:
    """At this page of theirs."""
    data, reading = settings.data, host.reading
    last = find_last_backup(data)
    dialog = SettingsDialog(window, settings, stored(data), last, can_read=reading.possible)
    dialog.show_section(section)
    dialog.looked.connect(_wear)
    dialog.reminders_turned.connect(host.reminders.turn)
    dialog.reading_turned.connect(reading.turn)
    dialog.wanted.connect(lambda name: _ways(host, settings)[name]())
    dialog.finished.connect(lambda _: host.take_settings(dialog.settings))
    dialog.renew.connect(lambda: _renew(host, dialog))
    open_dialog(dialog)


def _wear(look: Appearance) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    use_look(application, look)


def _renew(host: Host, dialog: SettingsDialog) -> None:
    """The window goes, and another of the same folder takes its place with the settings open at the same page."""
    dialog.accept()
    host.renew(dialog.settings, dialog.section)


def _ways(host: Host, settings: Settings) -> dict[str, Callable[[], object]]:
    """What else can be opened from the settings."""
    commands = host.commands
    actions = {
        "profile": commands.profile,
        "data_folder": commands.data_folder,
        "examine": commands.examine,
        "back_up": commands.back_up,
        "restore": commands.restore,
        "rehearse": commands.rehearse,
    }
    return {
        **{name: action.trigger for name, action in actions.items()},
        "show_folder": partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(settings.data))),
        "agenda": partial(host.pages.go, WindowPage.AGENDA),
    }
