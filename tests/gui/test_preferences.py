"""The settings in one place: each choice counts at once, and is there at the next start."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton

from caseorg.actions.shelf import put_away
from caseorg.gui.app import renewed_window
from caseorg.gui.export.dialog import ExportDialog
from caseorg.gui.preferences.dialog import SECTIONS, PreferencesPage, SettingsDialog
from caseorg.gui.safekeeping.backups import BackupDialog
from caseorg.gui.theme import POINTS, is_dark, use_look
from caseorg.gui.window import MainWindow
from caseorg.i18n import tr, use_language
from caseorg.jobs.sample import SAMPLE
from caseorg.settings import Appearance, Settings, load_settings
from gui.hands import click, dialog, press, wait


@pytest.fixture(autouse=True)
def _usual_look(dressed: QApplication) -> Iterator[None]:
    yield
    use_look(dressed, Appearance())


def opened(window: MainWindow, section: PreferencesPage) -> SettingsDialog:
    press(window, "Ctrl+,")
    settings = dialog(window, SettingsDialog)
    settings.show_section(section)
    return settings


def choose(field: QComboBox, name: str) -> None:
    """With the keyboard, as a person does."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Home)
    for _ in range(field.findText(name)):
        QTest.keyClick(field, Qt.Key.Key_Down)


def stored(window: MainWindow) -> Settings:
    return load_settings(window.desk.tasks.workspace.folder, {})


def test_colours_change_at_once_and_stay(sample_window: MainWindow) -> None:
    settings = opened(sample_window, PreferencesPage.LOOKS)
    choose(settings.scheme, "深色")
    assert is_dark()
    assert stored(sample_window).look.scheme == "dark"
    choose(settings.scheme, "浅色")
    assert not is_dark()
    assert sample_window.renewed is None


def test_the_size_of_the_texts_is_that_of_the_font_and_of_the_sheet(dressed: QApplication) -> None:
    before = dressed.styleSheet()
    use_look(dressed, Appearance(text_size=150))
    assert dressed.font().pointSizeF() == POINTS * 1.5
    assert "font-size: 24pt" in dressed.styleSheet()
    use_look(dressed, Appearance())
    assert dressed.styleSheet() == before


def test_another_language_needs_no_restart_and_keeps_case_selection_and_what_can_be_undone(
    sample_window: MainWindow, dressed: QApplication
) -> None:
    window, workspace = sample_window, sample_window.desk.tasks.workspace
    window.desk.do(put_away)
    wait(window)
    window.desk.open_case(SAMPLE)
    wait(window)
    window.page.view.select_first()
    key = window.page.view.key()
    settings = opened(window, PreferencesPage.LOOKS)
    choose(settings.language, "English")
    wait(window)
    assert not window.isVisible() and window.renewed
    renewed = renewed_window(workspace, window)
    try:
        wait(renewed)
        assert next(action.text() for action in renewed.menuBar().actions()) == "File"
        assert (renewed.desk.case_id, renewed.page.view.key()) == (SAMPLE, key)
        assert renewed.desk.history.stack.undoText() == "Put the case away"
        again = dialog(renewed, SettingsDialog)
        assert again.section is PreferencesPage.LOOKS and again.language.currentText() == "English"
        again.accept()
        press(renewed, "Ctrl+Z")
        wait(renewed)
        assert renewed.desk.case and not renewed.desk.case.shelf
        assert stored(renewed).language == "en"
    finally:
        renewed.close()
        wait(renewed)
        renewed.close()
        use_language("zh_CN")


def test_reminders_printing_and_reading_are_remembered(sample_window: MainWindow) -> None:
    settings = opened(sample_window, PreferencesPage.REMINDERS)
    QTest.keyClick(settings.reminders, Qt.Key.Key_Space)
    assert not stored(sample_window).reminders
    settings.show_section(PreferencesPage.PRINTING)
    for box in (settings.mono, settings.binding):
        QTest.keyClick(box, Qt.Key.Key_Space)
    settings.accept()
    sample_window.commands.pack.trigger()
    wait(sample_window)
    export = dialog(sample_window, ExportDialog)
    assert export.choices.mono.isChecked() and export.choices.options.mono
    export.reject()
    settings = opened(sample_window, PreferencesPage.READING)
    assert not settings.reading.isChecked()  # as the tests open it
    assert settings.settings == replace(stored(sample_window), reading=False)


def test_every_page_leads_to_what_is_done_elsewhere(sample_window: MainWindow) -> None:
    settings = opened(sample_window, PreferencesPage.BACKUP)
    names = [settings.sections.item(row).text() for row in range(settings.sections.count())]
    assert names == [tr(name) for name in SECTIONS.values()]
    click(next(button for button in settings.findChildren(QPushButton) if button.text() == tr("Back up …")))
    wait(sample_window)
    assert dialog(sample_window, BackupDialog).isVisible()
