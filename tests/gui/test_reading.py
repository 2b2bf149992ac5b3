"""Pictures are read behind the window: what comes in, and what a case has when it is opened; the newest first."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from caseorg.actions.case import new_case
from caseorg.domain.case import CaseDetails, CaseFile, CaseId
from caseorg.domain.reading.reading import Reading
from caseorg.gui.tasks import Job
from caseorg.gui.window import MainWindow
from caseorg.jobs.intake import add_files
from caseorg.settings import load_settings
from caseorg.store.queries import load_case
from caseorg.store.readings import known_digests
from caseorg.views.path import Leg
from caseorg.workspace import Workspace
from gui.conftest import OpenWindow
from gui.hands import click_text, drop, press, wait
from handmade import Hand
from jobs.test_readings import picture
from waiting import PATIENCE_MILLISECONDS


@pytest.fixture
def hand(monkeypatch: pytest.MonkeyPatch) -> Hand:
    made = Hand({})
    monkeypatch.setattr("caseorg.gui.reading.usual_reader", lambda: made.reader)
    return made


def files(folder: Path, *numbers: int) -> list[Path]:
    found = [folder / f"{number}.png" for number in numbers]
    for number, file in zip(numbers, found, strict=True):
        file.write_bytes(picture(number))
    return found


def filled(workspace: Workspace, case_id: CaseId, folder: Path, *numbers: int) -> CaseFile:
    list(add_files(workspace, case_id, files(folder, *numbers)))
    return workspace.read(load_case, case_id)


def turned_on(window: MainWindow) -> MainWindow:
    window.commands.read_pictures.trigger()
    wait(window)
    return window


def test_an_opened_case_and_what_comes_in_are_read_the_newest_first(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, tmp_path: Path, hand: Hand
) -> None:
    case = filled(workspace, case_id, tmp_path, 1, 2)
    window = turned_on(open_window(workspace))
    assert hand.asked == [case.evidence[1].sha256, case.evidence[0].sha256]
    drop(window, files(tmp_path, 3))
    wait(window)
    case = workspace.read(load_case, case_id)
    assert hand.asked[2:] == [case.evidence[2].sha256]
    assert known_digests(workspace.readings) == {item.sha256 for item in case.evidence}


def test_another_case_that_is_opened_goes_first(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, tmp_path: Path, hand: Hand
) -> None:
    first = filled(workspace, case_id, tmp_path, *range(4))
    other = workspace.write(new_case, CaseDetails(title="另一件"))
    second = filled(workspace, other, tmp_path, 10, 11)
    window = open_window(workspace)
    assert window.desk.case_id == other
    window.desk.open_case(case_id)
    wait(window)
    turned_on(window)
    window.desk.open_case(other)
    wait(window)
    assert set(hand.asked) >= {item.sha256 for item in second.evidence}
    window.desk.open_case(case_id)
    wait(window)
    assert known_digests(workspace.readings) == {item.sha256 for item in (*first.evidence, *second.evidence)}


def test_it_can_be_stopped_and_what_was_read_stays(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, tmp_path: Path, hand: Hand
) -> None:
    """The second picture is not read before the window has heard of the first one."""
    case = filled(workspace, case_id, tmp_path, *range(6))
    window, stopped, really = open_window(workspace), Event(), hand.reader.read

    def held(file: Path) -> Reading:
        if hand.asked:
            stopped.wait()
        return really(file)

    def stop(job: Job) -> None:
        job.progressed.connect(lambda _: (job.stop(), stopped.set()))

    hand.reader = replace(hand.reader, read=held)

    window.desk.tasks.started.connect(lambda job: stop(job) if job.label == "正在识别截图" else None)
    turned_on(window)
    assert 1 <= len(known_digests(workspace.readings)) < len(case.evidence)
    asked = len(hand.asked)
    window.desk.reload()
    wait(window)
    assert len(hand.asked) == asked


def test_turned_off_what_was_read_is_deleted(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, tmp_path: Path, hand: Hand
) -> None:
    filled(workspace, case_id, tmp_path, 1, 2)
    window = turned_on(open_window(workspace))
    assert workspace.readings.exists() and load_settings(workspace.folder, {}).reading
    window.commands.read_pictures.trigger()
    wait(window)
    assert not workspace.readings.exists() and not load_settings(workspace.folder, {}).reading
    assert "已删除" in window.notice.text
    turned_on(window)
    assert len(hand.asked) == 4


def test_the_pile_fills_while_it_is_looked_at(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, tmp_path: Path, hand: Hand, qtbot: QtBot
) -> None:
    filled(workspace, case_id, tmp_path, 1, 2)
    window = open_window(workspace)
    press(window, "Ctrl+L")
    turned_on(window)
    qtbot.waitUntil(
        lambda: bool(window.review.review and len(window.review.review.found.readings) == 2),
        timeout=PATIENCE_MILLISECONDS,
    )
    wait(window)


def test_what_pictures_may_say_is_not_asked_for_before_they_are_sorted(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, tmp_path: Path, hand: Hand
) -> None:
    filled(workspace, case_id, tmp_path, 1, 2)
    window = open_window(workspace)
    card, material = window.page.card, window.page.path.legs[Leg.MATERIAL]
    assert card._button.text() == "去补充"
    turned_on(window)
    assert card._button.text() == "整理截图" and "下一步" in material.accessibleName()
    assert "实付金额" in card._why.text()
    click_text(card, "整理截图")
    wait(window)
    assert window.rooms.currentWidget() is window.review
    press(window, "Esc")
    window.commands.read_pictures.trigger()
    wait(window)
    assert card._button.text() == "去补充"
