"""What the window asks before an evidence pack: the columns of its index, all evidence or a supplement."""

from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog

from caseorg.domain.papers.pack import USUAL_COLUMNS, Column, PackOptions
from caseorg.domain.papers.paper import Paper
from caseorg.gui.export.choices import PackChoices, store_columns, stored_columns
from caseorg.gui.export.dialog import ExportDialog
from caseorg.gui.guard.gate import outgoing
from caseorg.gui.redaction.dialog import RedactionDialog
from caseorg.gui.window import MainWindow
from caseorg.workspace import Workspace
from gui.conftest import OpenWindow
from gui.hands import click, dialog, drop, press, type_into, wait
from pdf.papers import folded, page_texts


def asked(window: MainWindow) -> tuple[ExportDialog, PackChoices]:
    """The pack's dialog, opened by its shortcut."""
    press(window, "Ctrl+Shift+P")
    form = dialog(window, ExportDialog)
    assert isinstance(form.choices, PackChoices)
    return form, form.choices


def export(window: MainWindow, form: ExportDialog, out: Path) -> str:
    """The text of the pack that the dialog makes."""
    type_into(form.file, str(out))
    click(form.ok)
    wait(window)
    return folded("".join(page_texts(out, "-raw")))


def test_the_ticked_columns_are_those_of_the_index_and_are_ticked_the_next_time(
    sample_window: MainWindow, sample: Workspace, open_window: OpenWindow, tmp_path: Path
) -> None:
    form, choices = asked(sample_window)
    assert choices.options == PackOptions() and choices.options.columns == USUAL_COLUMNS
    choices.columns[Column.REMARKS].click()
    choices.columns[Column.SOURCE].click()
    assert "序号证据名称证明目的形式页数页码备注1Screenshot" in export(sample_window, form, tmp_path / "包.pdf")

    wanted = (USUAL_COLUMNS | {Column.REMARKS}) - {Column.SOURCE}
    form, choices = asked(sample_window)
    assert choices.options.columns == wanted
    form.reject()
    wait(sample_window)
    sample_window.close()
    assert asked(open_window(sample))[1].options.columns == wanted


@pytest.mark.parametrize("columns", [frozenset[Column](), USUAL_COLUMNS, frozenset(Column), frozenset({Column.FORM})])
def test_any_columns_are_remembered(tmp_path: Path, columns: frozenset[Column]) -> None:
    assert stored_columns(settings(tmp_path)) == USUAL_COLUMNS
    store = settings(tmp_path)
    store_columns(store, columns)
    store.sync()
    assert stored_columns(settings(tmp_path)) == columns


def settings(folder: Path) -> QSettings:
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


def test_where_groups_tell_the_purpose_its_column_cannot_be_ticked(sample_window: MainWindow) -> None:
    _, choices = asked(sample_window)
    choices.grouped.click()
    assert not choices.columns[Column.PURPOSE].isEnabled() and choices.columns[Column.FORM].isEnabled()
    assert choices.options.grouped and choices.options.columns == USUAL_COLUMNS


def test_a_supplement_is_offered_once_evidence_came_in_after_a_pack(
    sample_window: MainWindow, shots: list[Path], tmp_path: Path
) -> None:
    window = sample_window
    form, choices = asked(window)
    assert choices.scope.count() == 0 and not choices.scope.isVisible()
    export(window, form, tmp_path / "包.pdf")
    drop(window, shots[:2])
    wait(window)
    for report in window.findChildren(QDialog):
        report.close()

    form, choices = asked(window)
    assert choices.scope.isVisible() and choices.options.since is None
    assert Path(form.file.text()).name.startswith("证据包_")
    choices.scope.setCurrentIndex(1)
    assert choices.first.currentText() == "自证据6起" and choices.options.since == 6
    assert Path(form.file.text()).name.startswith("补充证据包_")
    type_into(form.file, str(tmp_path / "我的.pdf"))
    choices.scope.setCurrentIndex(0)
    assert form.file.text() == str(tmp_path / "我的.pdf") and choices.options.since is None
    choices.scope.setCurrentIndex(1)
    text = export(window, form, tmp_path / "补充.pdf")
    assert "证据6至7，接证据1至5之后" in text
    with pikepdf.open(tmp_path / "补充.pdf") as document:
        assert document.docinfo.Title == "补充证据包：点卡卡密无效，商家拖延退款"


def test_a_masked_pack_leads_to_the_pictures_and_is_named_for_others(sample_window: MainWindow) -> None:
    form, choices = asked(sample_window)
    assert not choices.redact.isVisible()
    choices.masked.click()
    assert choices.options.masked and not choices.text_layer.isEnabled()
    assert Path(form.file.text()).name == "证据包_遮盖版.pdf"
    assert outgoing(Paper.PACK, choices.options).public
    click(choices.redact)
    pictures = dialog(sample_window, RedactionDialog)
    pictures.close()
    wait(sample_window)
    choices.masked.click()
    assert not choices.redact.isVisible() and "遮盖版" not in form.file.text()
    form.reject()
