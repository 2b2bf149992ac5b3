"""A dozen screenshots are dropped or added, really read, and gone through by keyboard or by command: the case is filled
and its text for 12315 says what happened; no field is typed."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseorg.domain.case import CaseFile, CaseId, Payment, Platform, Side
from caseorg.domain.papers.pack import pack_plan, with_names
from caseorg.gui.form.dialog import FormFillDialog
from caseorg.gui.window import MainWindow
from caseorg.jobs.verify import verify
from caseorg.ocr.engine import is_available
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace, open_workspace
from cases.test_cases import LIMIT
from cli.conftest import Cli, cli, data
from gui.conftest import OpenWindow
from gui.hands import dialog, drop, press, wait
from waiting import PATIENCE_MILLISECONDS
from walks.pile import NUMBER, PRODUCT, SHOP, TRANSACTION, draw_pile

__all__ = ["cli", "data"]
pytestmark = pytest.mark.skipif(not is_available(), reason="this machine has no reader")
SAID = (
    "2026年11月1日14:30.*98",
    "该卡密已被使用",
    "24小时内给您退款|要求退款",
    "不退不换|拒绝退款",
    "平台.*驳回介入申请",
)


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return draw_pile(tmp_path_factory.mktemp("phone"))


def require_filled(case: CaseFile) -> None:
    """Order, parties, timeline, promises and index."""
    (order,) = case.orders
    assert (order.number, order.paid, order.product) == (NUMBER, Decimal("98.00"), PRODUCT)
    assert (order.transaction, order.payment) == (TRANSACTION, Payment.WECHAT)
    assert (case.platform, case.merchant.name) == (Platform.PDD, SHOP)
    told = [(event.side, event.text) for event in case.events]
    for side, words in (
        (Side.SYSTEM, "该卡密已被使用"),
        (Side.ME, "要求退款"),
        (Side.MERCHANT, "不退不换"),
        (Side.PLATFORM, "驳回介入申请"),
    ):
        assert any(one is side and words in text for one, text in told), (side, words)
    assert [promise.text for promise in case.promises] == ["24小时内给您退款"]
    assert all(item.source and item.proves and item.shows for item in case.evidence)
    assert len(case.evidence) == 12
    items = with_names(pack_plan(case, "")).items
    assert not [item.name for item in items if "Screenshot" in item.name or "mmexport" in item.name]
    assert [item.name for item in items if "画面相同" in item.name] == ["拼多多订单详情截图（与证据6画面相同）"]
    assert [item.number for item in items][:3] == [3, 6, 7]


def require_told(text: str) -> None:
    assert 0 < len(text) <= LIMIT
    for pattern in SAID:
        assert re.search(pattern, text, re.DOTALL), (pattern, text)


def go_through(window: MainWindow) -> None:
    """All of a picture at once; what must be compared with it, one by one."""
    for key in (*["Ctrl+Return"] * 14, *["Return"] * 14):
        review = window.review.review
        assert review
        if not review.waiting:
            return
        QTest.keySequence(window.review, key)
        wait(window)


def is_all_read(window: MainWindow) -> bool:
    review = window.review.review
    return review is not None and all(review.is_read(item.id) for item in review.pieces)


def test_by_keyboard(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, pile: list[Path], qtbot: QtBot
) -> None:
    window = open_window(workspace)
    window.commands.read_pictures.trigger()
    drop(window, pile)
    wait(window)
    press(window, "Ctrl+L")
    wait(window)
    qtbot.waitUntil(lambda: is_all_read(window), timeout=PATIENCE_MILLISECONDS)
    go_through(window)
    assert window.review.review and not window.review.review.waiting
    require_filled(workspace.read(load_case, case_id))
    QTest.keySequence(window.review, "Esc")
    wait(window)
    press(window, "Ctrl+Shift+F")
    wait(window)
    form = dialog(window, FormFillDialog)
    QTest.keySequence(form, "Ctrl+Return")
    wait(window)
    require_told(QApplication.clipboard().text())
    list(verify(workspace))


def test_on_the_command_line(cli: Cli, data: Path, pile: list[Path]) -> None:
    case = cli("case", "new", "--title", "点卡卡密无效").out.strip()
    assert cli("add", case, *pile).code == 0
    assert cli("read", case).code == 0
    assert cli("accept", case, "--all").code == 0
    to_compare = json.loads(cli("propose", case, "--json").out)
    assert [one["kind"] for one in to_compare] == ["duplicate"]
    assert cli("accept", case, *(one["id"] for one in to_compare)).code == 0
    assert cli("propose", case).out == ""
    with open_workspace(data) as workspace:
        require_filled(workspace.read(load_case, CaseId(case)))
    fields = json.loads(cli("form", case, "--json").out)["fields"]
    require_told(next(field["value"] for field in fields if field["key"] == "content"))
    assert cli("verify").code == 0
