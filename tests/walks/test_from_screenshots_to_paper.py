"""The main job, through real events: start, new case, five screenshots, thumbnails, complaint PDF, evidence pack."""

import hashlib
import subprocess
from pathlib import Path

from caseorg.domain.timeline import TimelineEntry
from caseorg.gui.cases.case_dialog import CaseDialog
from caseorg.gui.export.dialog import ExportDialog
from caseorg.gui.timeline.event_dialog import EventDialog
from caseorg.gui.timeline.model import ROW
from caseorg.gui.window import MainWindow
from gui.hands import click, dialog, drop, press, select_row, type_into, wait


def test_from_five_screenshots_to_both_papers(window: MainWindow, shots: list[Path], tmp_path: Path) -> None:
    before = [hashlib.sha256(shot.read_bytes()).hexdigest() for shot in shots]

    press(window, "Ctrl+N")
    form = dialog(window, CaseDialog)
    type_into(form.title, "点卡卡密无效")
    type_into(form.merchant, "星河数码卡券专营店")
    type_into(form.order_number, "261101-123456789012345")
    type_into(form.paid, "98.00")
    type_into(form.ordered_at, "2026-11-01 14:30")
    type_into(form.demand, "2026年11月30日前退还货款98.00元")
    click(form.ok)
    wait(window)
    assert window.desk.case
    assert window.windowTitle().startswith("点卡卡密无效")

    drop(window, shots)
    wait(window)
    rows = [window.page.model.index(row).data(ROW) for row in range(window.page.model.rowCount())]
    entries = [row for row in rows if isinstance(row, TimelineEntry)]
    assert [entry.evidence[0].name for entry in entries] == [shot.name for shot in shots]
    thumbnails = window.page.model.thumbnails
    assert [thumbnails[entry.evidence[0].id].isNull() for entry in entries] == [False] * 5

    select_row(window, 2)
    press(window, "Ctrl+E")
    event = dialog(window, EventDialog)
    type_into(event.text, "输入卡密，页面提示“该卡密已被使用”")
    type_into(event.time, "2026-11-01 14:52")
    click(event.ok)
    wait(window)
    assert [event.text for event in window.desk.case.events] == ["输入卡密，页面提示“该卡密已被使用”"]

    complaint = tmp_path / "投诉书.pdf"
    press(window, "Ctrl+P")
    export = dialog(window, ExportDialog)
    type_into(export.file, str(complaint))
    click(export.ok)
    wait(window)
    text = subprocess.run(["pdftotext", complaint, "-"], capture_output=True, text=True, check=True).stdout
    assert "261101-123456789012345" in text
    assert "该卡密已被使用" in "".join(text.split())
    assert "投诉书.pdf" in window.notice.text

    pack = tmp_path / "证据包.pdf"
    press(window, "Ctrl+Shift+P")
    export = dialog(window, ExportDialog)
    type_into(export.file, str(pack))
    click(export.ok)
    wait(window)
    subprocess.run(["qpdf", "--check", pack], capture_output=True, check=True)
    assert [document.name for document in window.desk.case.documents] == ["投诉书.pdf", "证据包.pdf"]

    assert [hashlib.sha256(shot.read_bytes()).hexdigest() for shot in shots] == before
