"""Views of the timeline under names of the user's, and how close its rows stand."""

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from shiboken6 import isValid

from caseorg.gui.timeline.delegate import MARGIN, ROW_HEIGHT
from caseorg.gui.timeline.looks import TimelineLook
from caseorg.gui.timeline.saved_views import NameDialog
from caseorg.gui.window import MainWindow
from caseorg.i18n import use_language
from caseorg.settings import FILE, SavedView, load_settings
from caseorg.views.timeline_filter import FilterMark, TimelineFilter
from caseorg.workspace import Workspace
from gui.conftest import OpenWindow
from gui.hands import click_text, dialog, press, select_row, type_into, wait


def texts(window: MainWindow) -> list[str]:
    return [action.text() for action in window.saved_views.menu.actions() if not action.isSeparator()]


def test_a_view_is_saved_under_a_name_and_comes_back_with_one_key(sample_window: MainWindow) -> None:
    window = sample_window
    filters, data = window.page.filters, window.desk.tasks.workspace.folder
    filters.chips[FilterMark.OTHER].click()
    filters.field.setText("退")
    press(window, "Alt+2")
    press(window, "Ctrl+Alt+S")
    form = dialog(window, NameDialog)
    assert form.name.text() == "对方 · 退"
    type_into(form.name, "商家&退款")
    QTest.keySequence(form.name, "Return")
    wait(window)
    assert not isValid(form) and "商家&退款" in window.notice.text
    saved = SavedView("商家&退款", "LANES", ("OTHER",), "退")
    assert load_settings(data, {}).views == (saved,)

    filters.clear()
    press(window, "Alt+3")
    assert not filters.filter
    press(window, "Alt+4")
    assert (
        filters.filter == TimelineFilter(frozenset({FilterMark.OTHER}), "退") and window.page.look is TimelineLook.LANES
    )
    assert window.page.view.hasFocus()


def test_a_name_that_is_there_is_used_for_the_present_view(sample_window: MainWindow) -> None:
    views = sample_window.saved_views
    for mark in (FilterMark.ME, FilterMark.OTHER):
        sample_window.page.filters.take(TimelineFilter(frozenset({mark})))
        views.save("常看")
    assert views.views == (SavedView("常看", "LIST", ("OTHER",)),)


def test_a_view_that_was_removed_can_be_put_back(sample_window: MainWindow) -> None:
    window = sample_window
    for name in ("甲", "乙"):
        window.saved_views.save(name)
    removals = next(action.menu() for action in window.saved_views.menu.actions() if action.menu())
    assert removals is window.saved_views._removals
    window.saved_views._removals.actions()[0].trigger()
    assert [view.name for view in window.saved_views.views] == ["乙"] and texts(window)[0] == "乙"
    wait(window)
    click_text(window.notice, "恢复")
    assert [view.name for view in window.saved_views.views] == ["甲", "乙"]
    assert load_settings(window.desk.tasks.workspace.folder, {}).views == window.saved_views.views


def test_what_cannot_be_stored_is_said_and_nothing_is_saved(sample_window: MainWindow) -> None:
    (sample_window.desk.tasks.workspace.folder / FILE).write_text("no toml", encoding="utf-8")
    sample_window.saved_views.save("甲")
    assert sample_window.saved_views.views == () and "设置" in sample_window.notice.text


def test_what_another_version_saved_is_shown_as_far_as_it_is_known(sample_window: MainWindow) -> None:
    sample_window.saved_views.recall(SavedView("x", "GLOBE", ("ME", "MOON"), ""))
    assert sample_window.page.filters.filter == TimelineFilter(frozenset({FilterMark.ME}))
    assert sample_window.page.look is TimelineLook.LIST


def test_compact_rows_are_low_in_all_views_and_remembered(open_window: OpenWindow, sample: Workspace) -> None:
    window = open_window(sample)
    select_row(window, 2)
    view, held = window.page.view, window.page.view.key()
    index = view.currentIndex()
    assert view.visualRect(index).height() == ROW_HEIGHT
    press(window, "Alt+0")
    wait(window)
    assert view.visualRect(index).height() == view.row_height <= 30
    assert view.key() == held and window.commands.compact.isChecked()
    rect, entry = view.visualRect(index), view.entry()
    assert entry and entry.evidence
    boxes = [QPoint(rect.right() - x, rect.center().y()) for x in range(MARGIN, MARGIN + 20)]
    assert {view._delegate.look.evidence_at(rect, entry, place, view._rows) for place in boxes} & set(entry.evidence)
    press(window, "Alt+2")
    assert view.visualRect(index).height() <= 30
    window.close()
    wait(window)
    use_language("zh_CN")
    second = open_window(sample)
    assert second.page.compact and second.commands.compact.isChecked()
    press(second, "Alt+0")
    assert second.page.view.row_height == ROW_HEIGHT
