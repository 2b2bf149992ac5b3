"""What fell due is told once, and never by a dialog."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from caseorg.actions.promise import PromiseDetails, add_promise
from caseorg.domain.case import CaseId, Side
from caseorg.domain.moments import Moment, Precision, TimeSource
from caseorg.gui.desk import Desk
from caseorg.gui.reminders import FILE, Reminders
from caseorg.gui.tasks import TaskRunner
from caseorg.i18n import use_language
from caseorg.workspace import Workspace
from waiting import PATIENCE_MILLISECONDS

MADE = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


class Person:
    """Somebody before the window, with a clock and eyes that can be closed."""

    def __init__(self, workspace: Workspace, qtbot: QtBot) -> None:
        use_language("zh_CN")
        self.now, self.looking, self.told = MADE, True, list[str]()
        self.wanted = list[object]()
        self._qtbot = qtbot
        self.desk = Desk(TaskRunner(workspace))
        self.desk.tasks.setParent(self.desk)
        self.desk.notified.connect(lambda text, choices, _: self._hear(text, choices))
        self.reminders = Reminders(self.desk, lambda: self.looking, lambda: self.now, self.desk)
        self.reminders.wanted.connect(self.wanted.append)

    def _hear(self, text: str, choices: list[tuple[str, object]]) -> None:
        self.told.append(text)
        self.choices = dict(choices)

    def look(self, hours: float = 0) -> list[str]:
        """What is told at that time after the promise was made."""
        self.told.clear()
        self.now = MADE + timedelta(hours=hours)
        self.reminders.look()
        self._qtbot.waitUntil(lambda: self.desk.tasks.idle, timeout=PATIENCE_MILLISECONDS)
        return list(self.told)

    def leave(self) -> None:
        self.reminders.close()
        self.desk.tasks.close()
        self.desk.deleteLater()


@pytest.fixture
def promised(workspace: Workspace, case_id: CaseId) -> Workspace:
    """A promise that falls due after 48 hours."""
    promise(workspace, case_id, "48小时内退款", 48)
    return workspace


def promise(workspace: Workspace, case_id: CaseId, text: str, hours: float) -> None:
    made = Moment(MADE, Precision.MINUTE, TimeSource.TYPED)
    due = MADE + timedelta(hours=hours)
    workspace.write(add_promise, case_id, PromiseDetails(side=Side.SERVICE, text=text, made_at=made, due=due))


def test_each_state_is_told_once(promised: Workspace, qtbot: QtBot) -> None:
    person = Person(promised, qtbot)
    assert person.look(0) == []
    (soon,) = person.look(47)
    assert soon.startswith("快到期")
    assert "48小时内退款" in soon
    assert person.look(47.5) == []
    (due,) = person.look(48.1)
    assert due.startswith("已到期")
    assert person.look(48.2) == person.look(100) == []
    person.leave()


def test_a_restart_on_the_same_day_tells_nothing_again_but_one_on_the_next_does(
    promised: Workspace, qtbot: QtBot
) -> None:
    for hours, count in ((49, 1), (50, 0), (73, 1)):
        person = Person(promised, qtbot)
        assert len(person.look(hours)) == count, hours
        person.leave()
    stored = json.loads((promised.folder / FILE).read_text(encoding="utf-8"))
    assert set(stored.values()) == {"2026-11-23"}


def test_nothing_is_told_while_nobody_looks_and_nothing_is_lost(promised: Workspace, qtbot: QtBot) -> None:
    person = Person(promised, qtbot)
    person.looking = False
    assert person.look(49) == []
    person.looking = True
    assert len(person.look(49)) == 1
    person.leave()


def test_several_at_a_time_are_one_notice_that_leads_to_the_agenda(
    promised: Workspace, case_id: CaseId, qtbot: QtBot
) -> None:
    promise(promised, case_id, "3天内答复", 72)
    person = Person(promised, qtbot)
    (told,) = person.look(80)
    assert told.startswith("有2项")
    person.choices["打开"]()  # type: ignore[operator]
    assert person.wanted == [None]
    person.leave()


def test_one_leads_to_its_case(promised: Workspace, case_id: CaseId, qtbot: QtBot) -> None:
    person = Person(promised, qtbot)
    person.look(49)
    person.choices["打开"]()  # type: ignore[operator]
    assert person.wanted == [case_id]
    person.leave()


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": 3}'])
def test_a_broken_memory_is_no_trouble(promised: Workspace, qtbot: QtBot, content: str) -> None:
    (promised.folder / FILE).write_text(content, encoding="utf-8")
    person = Person(promised, qtbot)
    assert len(person.look(49)) == 1
    person.leave()


def test_a_memory_that_cannot_be_written_is_no_trouble(promised: Workspace, qtbot: QtBot) -> None:
    Path(promised.folder / FILE).mkdir()
    person = Person(promised, qtbot)
    assert len(person.look(49)) == 1
    assert person.look(49.1) == []
    person.leave()


def test_it_reads_again_only_when_something_fell_due(
    promised: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Person(promised, qtbot)
    reads = []
    person.reminders.agenda_read.connect(lambda _, at: reads.append(at))
    for hours in (0, 0.1, 0.15, 48.01, 48.02):
        person.look(hours)
    assert [round((at - MADE) / timedelta(hours=1), 2) for at in reads] == [0, 48.01]
    person.leave()
