"""Trusted timestamps in the window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from authority import Authority
from caseorg.gui.timestamps import TimestampDialog
from caseorg.gui.window import MainWindow
from gui.hands import click, dialog, wait


def test_the_request_goes_out_and_the_answer_comes_in(
    sample_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = sample_window
    authority = Authority(tmp_path / "tsa").make()
    request = tmp_path / "清单.tsq"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(request), ""))
    window.commands.timestamp.trigger()
    form = dialog(window, TimestampDialog)
    wait(window)
    assert "未申请" in form.states.text()
    click(form.save)
    wait(window)
    assert "待确认" in form.states.text() and "已保存" in form.status.text()

    answer = authority.answer(request)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(answer), ""))
    click(form.bring)
    wait(window)
    assert "回执无法采信" in form.status.text() and form.status.property("role") == "error"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(authority.root), ""))
    click(form.root)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(answer), ""))
    click(form.bring)
    wait(window)
    assert "已验证" in form.states.text() and "tsa" in form.states.text()
    form.reject()


def test_nothing_that_it_says_is_cut_off(sample_window: MainWindow) -> None:
    sample_window.commands.timestamp.trigger()
    form = dialog(sample_window, TimestampDialog)
    wait(sample_window)
    for label in form.findChildren(QLabel):
        assert label.isHidden() or label.height() >= label.heightForWidth(label.width())
    assert form.save.height() >= form.save.sizeHint().height()
