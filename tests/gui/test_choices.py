"""A list of many choices: each as high as what it says, and what was chosen stays in sight."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseorg.gui.timeline.lines import break_text
from caseorg.gui.wizard.choices import Choice, ChoiceList

MANY = [
    Choice(str(number), f"第{number}件", "客服回复“系统繁忙，请耐心等待”，" * (1 + number % 3), "无证据")
    for number in range(350)
]


# Latin letters are narrower than the estimate takes them for, so that nearly every row turns out lower
MISJUDGED = [Choice(str(each), f"No {each}", "till i lift it, " * (each % 9) + str(each)) for each in range(2000)]


def long_list(qtbot: QtBot, choices: list[Choice] = MANY) -> ChoiceList:
    view = ChoiceList("choices")
    qtbot.addWidget(view)
    view.resize(300, 240)
    view.show()
    view.show_choices(choices, "")
    QApplication.processEvents()
    return view


def tops(view: ChoiceList) -> dict[int, int]:
    """Where the rows begin that are in sight."""
    first, last = (view.indexAt(QPoint(5, y)).row() for y in (0, view.viewport().height() - 1))
    return {row: view.visualRect(view.model().index(row, 0)).top() for row in range(first, last + 1)}


def in_sight(view: ChoiceList, row: int) -> bool:
    place = view.visualRect(view.model().index(row, 0))
    return not place.isEmpty() and view.viewport().rect().intersects(place)


def test_every_row_is_as_high_as_its_lines(qtbot: QtBot) -> None:
    view = long_list(qtbot)
    heights = [view.visualRect(view.model().index(row, 0)).height() for row in range(3)]
    lines = [len(break_text(MANY[row].text, view.font(), view.viewport().width() - 20)) for row in range(3)]
    assert heights == sorted(heights) and len(set(heights)) == len(set(lines)) > 1
    view.scrollToBottom()
    assert in_sight(view, len(MANY) - 1)


def test_what_is_selected_far_below_stays_in_sight_when_the_list_is_filled_again(qtbot: QtBot) -> None:
    view = long_list(qtbot)
    view.select("300")
    assert in_sight(view, 300)
    view.show_choices([*MANY, Choice("new", "又一件")], "300")
    assert view.key == "300"
    assert in_sight(view, 300)


def test_a_row_says_all_of_its_choice(qtbot: QtBot) -> None:
    view = ChoiceList("choices")
    qtbot.addWidget(view)
    view.show_choices(MANY[:2], "1")
    index = view.model().index(1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"第1件，无证据，{MANY[1].text}"
    assert MANY[1].text in index.data(Qt.ItemDataRole.ToolTipRole)


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """The rows whose words were broken into lines to learn their height."""
    rows, lines = set[int](), ChoiceList._lines
    numbers = {choice.text: int(choice.key) for choice in MISJUDGED}
    monkeypatch.setattr(ChoiceList, "_lines", lambda view, text: rows.add(numbers[text]) or lines(view, text))
    return rows


def test_only_rows_in_sight_are_measured(qtbot: QtBot, measured: set[int]) -> None:
    view = long_list(qtbot, MISJUDGED)
    seen = set(tops(view))
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.key == "1999" and len(measured) <= 2 * len(seen) + 10
    assert measured & seen and 1999 in measured and 1000 not in measured


@pytest.mark.parametrize("step", [-24, 24, -230, 230])
def test_what_one_sees_stays_where_it_is_while_heights_turn_out_other_than_estimated(qtbot: QtBot, step: int) -> None:
    view, shifts = long_list(qtbot, MISJUDGED), set[int]()
    view.scrollTo(view.model().index(1000, 0))
    bar = view.verticalScrollBar()
    for _ in range(12):
        before = tops(view)
        bar.setValue(bar.value() + step)
        after = tops(view)
        shifts |= {before[row] - after[row] for row in before.keys() & after.keys()}
    assert shifts == {step}


def test_keys_go_to_the_ends_and_by_pages_and_lines(qtbot: QtBot) -> None:
    view = long_list(qtbot, MISJUDGED)
    height = view.viewport().height
    QTest.keyClick(view, Qt.Key.Key_End)
    last = view.visualRect(view.currentIndex())
    assert view.key == "1999" and last.bottom() == height() - 1
    visited = [1999]
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, Qt.Key.Key_Up, Qt.Key.Key_PageUp):
        QTest.keyClick(view, key)
        visited.append(int(view.key))
        place = view.visualRect(view.currentIndex())
        assert place.top() >= 0 and place.bottom() < height()
    assert visited == sorted(visited, reverse=True) and visited[2] - visited[3] == 1
    assert all(1 < before - after < 20 for before, after in pairwise(visited[:3]))
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert int(view.key) > visited[-1]
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.key == "0" and view.visualRect(view.currentIndex()).top() == 0


def test_dragged_to_an_end_the_scroll_bar_shows_all_of_the_first_and_the_last_row(qtbot: QtBot) -> None:
    view = long_list(qtbot, MISJUDGED)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = view.visualRect(view.model().index(1999, 0))
    assert last.bottom() == view.viewport().height() - 1 and bar.value() == bar.maximum()
    bar.setValue(bar.maximum() // 2)
    bar.setValue(0)
    assert tops(view)[0] == 0


def test_in_another_width_the_row_at_the_top_stays_there(qtbot: QtBot) -> None:
    view = long_list(qtbot, MISJUDGED)
    view.scrollTo(view.model().index(1000, 0), ChoiceList.ScrollHint.PositionAtTop)
    view.resize(420, 240)
    QApplication.processEvents()
    assert view.viewport().width() > 350
    assert min(tops(view).items()) == (1000, 0)


def test_a_click_chooses_the_row_under_it(qtbot: QtBot) -> None:
    view = long_list(qtbot, MISJUDGED)
    view.verticalScrollBar().setValue(5000)
    row = sorted(tops(view))[2]
    place = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert view.key == str(row)
