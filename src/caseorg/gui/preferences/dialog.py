"""Everything that can be set, in one place; each choice counts at once."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import BEIJING
from caseorg.gui.export.choices import PrintDefaults, store_print_defaults, stored_print_defaults
from caseorg.gui.forms import heading, wrapped
from caseorg.i18n import error_text, tr
from caseorg.settings import (
    LANGUAGES,
    TEXT_SIZES,
    Appearance,
    Scheme,
    Settings,
    store_language,
    store_look,
    store_reminders,
)
from caseorg.store.last_backup import LastBackup

_SIZE = (640, 420)
_LIST = 160
LANGUAGE_NAMES = dict(zip(LANGUAGES, ("简体中文", "English"), strict=True))
SCHEMES = {Scheme.SYSTEM: "Like the system", Scheme.LIGHT: "Light", Scheme.DARK: "Dark"}


class PreferencesPage(StrEnum):
    """The pages."""

    PROFILE = "profile"
    LOOKS = "looks"
    FOLDER = "folder"
    REMINDERS = "reminders"
    BACKUP = "backup"
    PRINTING = "printing"
    READING = "reading"


SECTIONS = {
    PreferencesPage.PROFILE: "My details",
    PreferencesPage.LOOKS: "Looks, language",
    PreferencesPage.FOLDER: "Data folder",
    PreferencesPage.REMINDERS: "Reminders",
    PreferencesPage.BACKUP: "Backups",
    PreferencesPage.PRINTING: "Paper and printing",
    PreferencesPage.READING: "What pictures say",
}


class SettingsDialog(QDialog):
    """`looked` tells other colours, `renew` that the window must be made anew: another language or size of texts.

    `wanted` tells what else is to be opened, by the name of the command.
    """

    looked = Signal(object)
    renew = Signal()
    reminders_turned = Signal(bool)
    reading_turned = Signal(bool)
    wanted = Signal(str)

    def __init__(
        self, parent: QWidget, settings: Settings, store: QSettings, last: LastBackup | None, *, can_read: bool
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self.settings, self._store = settings, store
        self.problem = heading("", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.sections, self._pages = QListWidget(), QStackedWidget()
        self.sections.setObjectName("choices")
        self.sections.setAccessibleName(tr("Settings"))
        self.sections.setFixedWidth(_LIST)
        self.sections.setSpacing(3)
        makers: dict[PreferencesPage, Callable[[QFormLayout], None]] = {
            PreferencesPage.PROFILE: self._profile,
            PreferencesPage.LOOKS: self._looks,
            PreferencesPage.FOLDER: self._folder,
            PreferencesPage.REMINDERS: self._reminders,
            PreferencesPage.BACKUP: lambda form: self._backup(form, last),
            PreferencesPage.PRINTING: self._printing,
            PreferencesPage.READING: lambda form: self._reading(form, can_read),
        }
        for section, fill in makers.items():
            self.sections.addItem(tr(SECTIONS[section]))
            self._pages.addWidget(_page(tr(SECTIONS[section]), fill))
        self.sections.currentRowChanged.connect(self._pages.setCurrentIndex)
        self._lay_out()
        self.show_section(PreferencesPage.PROFILE)
        self.resize(*_SIZE)

    def _lay_out(self) -> None:
        close = QPushButton(tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        middle, foot = QHBoxLayout(), QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.sections)
        middle.addWidget(self._pages, 1)
        foot.addWidget(self.problem, 1)
        foot.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    @property
    def section(self) -> PreferencesPage:
        """Which page is shown."""
        return tuple(PreferencesPage)[self.sections.currentRow()]

    def show_section(self, section: PreferencesPage) -> None:
        """Shows a page."""
        self.sections.setCurrentRow(tuple(PreferencesPage).index(section))

    def _profile(self, form: QFormLayout) -> None:
        form.addRow(wrapped(tr("They are printed on the complaint and stay on this machine."), "faint"))
        self._link(form, tr("My details …"), "profile")

    def _looks(self, form: QFormLayout) -> None:
        self.scheme = _choice(form, tr("Colours"), {scheme: tr(name) for scheme, name in SCHEMES.items()})
        self.text_size = _choice(form, tr("Size of the texts"), {size: f"{size} %" for size in TEXT_SIZES})
        self.language = _choice(form, tr("Language"), LANGUAGE_NAMES)
        look = self.settings.look
        for field, value in ((self.scheme, look.scheme), (self.text_size, look.text_size)):
            field.setCurrentIndex(field.findData(value))
        self.language.setCurrentIndex(self.language.findData(self.settings.language))
        for field in (self.scheme, self.text_size):
            field.activated.connect(self._change_look)
        self.language.activated.connect(self._change_language)
        form.addRow(wrapped(tr("Paper is always white. Messages and papers stay Chinese."), "faint"))

    def _folder(self, form: QFormLayout) -> None:
        form.addRow(wrapped(str(self.settings.data)))
        form.addRow(wrapped(tr("Everything is in this folder; it is for you alone."), "faint"))
        self._link(form, tr("Open this folder"), "show_folder")
        self._link(form, tr("Another data folder …"), "data_folder")
        self._link(form, tr("Examine the data folder …"), "examine")

    def _reminders(self, form: QFormLayout) -> None:
        self.reminders = QCheckBox(tr("Tell me what is due or soon will be"))
        self.reminders.setChecked(self.settings.reminders)
        self.reminders.clicked.connect(self._change_reminders)
        form.addRow(self.reminders)
        text = tr("The agenda shows everything in any case. Other calendars take the file that it exports.")
        form.addRow(wrapped(text, "faint"))
        self._link(form, tr("Agenda"), "agenda")

    def _backup(self, form: QFormLayout, last: LastBackup | None) -> None:
        last_text = f"{last.made_at.astimezone(BEIJING):%Y-%m-%d %H:%M}　{last.folder}" if last else tr("none yet")
        form.addRow(wrapped(tr("Last backup: {told}", told=last_text)))
        if plan := self.settings.backup:
            every = tr("every {days} days", days=plan.days) if plan.days else tr("only when I say so")
            plan_text = tr("Folder: {folder}, {every}, {keep} stay.", folder=plan.folder, every=every, keep=plan.keep)
            form.addRow(wrapped(plan_text))
        self._link(form, tr("Back up …"), "back_up")
        self._link(form, tr("Restore a backup …"), "restore")
        self._link(form, tr("Rehearse a restore …"), "rehearse")

    def _printing(self, form: QFormLayout) -> None:
        usual = stored_print_defaults(self._store)
        self.mono = QCheckBox(tr("Black and white"))
        self.binding = QCheckBox(tr("Printed on both sides, bound at the left"))
        form.addRow(wrapped(tr("Ticked at first when papers are exported:"), "faint"))
        for box, checked in ((self.mono, usual.mono), (self.binding, usual.binding)):
            box.setChecked(checked)
            box.clicked.connect(self._change_printing)
            form.addRow(box)

    def _reading(self, form: QFormLayout, can_read: bool) -> None:
        self.reading = QCheckBox(tr("Read what pictures say"))
        self.reading.setChecked(self.settings.reading)
        self.reading.setEnabled(can_read)
        self.reading.clicked.connect(self._change_reading)
        form.addRow(self.reading)
        text = tr("Pictures are read on this machine. Turned off, what was read is deleted; what you accepted stays.")
        form.addRow(wrapped(text, "faint"))

    def _link(self, form: QFormLayout, label: str, command: str) -> None:
        """Leads to where it is done; the settings close first."""
        button = QPushButton(label)
        button.setAutoDefault(False)

        def go() -> None:
            self.accept()
            self.wanted.emit(command)

        button.clicked.connect(lambda _=False: go())
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch()
        form.addRow(row)

    def _change(self, store: Callable[[], Settings]) -> bool:
        """Whether it could be remembered; else it is said and nothing changes."""
        try:
            self.settings = store()
        except CaseorgError as error:
            self.problem.setText(error_text(error))
            self.problem.show()
            return False
        self.problem.hide()
        return True

    def _change_look(self) -> None:
        before, look = self.settings.look, Appearance(Scheme(self.scheme.currentData()), self.text_size.currentData())
        if look != before and self._change(lambda: store_look(self.settings, look)):
            self.looked.emit(look) if look.text_size == before.text_size else self.renew.emit()

    def _change_language(self) -> None:
        language = self.language.currentData()
        if language != self.settings.language and self._change(lambda: store_language(self.settings, language)):
            self.renew.emit()

    def _change_reminders(self, wanted: bool) -> None:
        if self._change(lambda: store_reminders(self.settings, wanted)):
            self.reminders_turned.emit(wanted)

    def _change_reading(self, wanted: bool) -> None:
        """Whoever reads remembers it."""
        self.settings = replace(self.settings, reading=wanted)
        self.reading_turned.emit(wanted)

    def _change_printing(self) -> None:
        store_print_defaults(self._store, PrintDefaults(self.mono.isChecked(), self.binding.isChecked()))


def _page(title: str, fill: Callable[[QFormLayout], None]) -> QWidget:
    page = QWidget()
    form = QFormLayout(page)
    form.setContentsMargins(0, 0, 0, 0)
    form.setVerticalSpacing(10)
    form.addRow(heading(title))
    fill(form)
    return page


def _choice(form: QFormLayout, label: str, names: Mapping[Any, str]) -> QComboBox:
    field = QComboBox()
    field.setAccessibleName(label)
    for value, name in names.items():
        field.addItem(name, value)
    form.addRow(label, field)
    return field
