"""A list of many choices: each as high as what it says, and what was chosen stays in sight."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from caseorg.gui.timeline.lines import break_text
from caseorg.gui.wizard.choices import Choice, ChoiceList

MANY = [
    Choice(str(number), f"第{number}件", "客服回复“系统繁忙，请耐心等待”，" * (1 + number % 3), "无证据")
    for number in range(350)
]


def long_list(qtbot: QtBot) -> ChoiceList:
    view = ChoiceList("choices")
    qtbot.addWidget(view)
    view.resize(300, 240)
    view.show()
    view.show_choices(MANY, "")
    return view


def in_sight(view: ChoiceList, row: int) -> bool:
    place = view.visualItemRect(view.item(row))
    return not place.isEmpty() and view.viewport().rect().intersects(place)


def test_every_row_is_as_high_as_its_lines(qtbot: QtBot) -> None:
    view = long_list(qtbot)
    heights = [view.visualItemRect(view.item(row)).height() for row in range(3)]
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
