"""A pile of screenshots is dropped, really read, and gone through by keyboard: the case is filled, nothing typed."""

from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from caseorg.domain.case import CaseId, Platform, Side
from caseorg.jobs.verify import verify
from caseorg.ocr.engine import is_available
from caseorg.resources import resource
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace
from gui.conftest import OpenWindow
from gui.hands import drop, press, wait
from waiting import PATIENCE_MILLISECONDS

pytestmark = pytest.mark.skipif(not is_available(), reason="this machine has no reader")
SIZE = (720, 1600)
NUMBER = "261101-123456789012345"
ORDER = (
    (24, 16, 26, "14:31"),
    (280, 90, 34, "订单详情"),
    (36, 180, 40, "待收货"),
    (48, 400, 30, "星河数码卡券专营店 >"),
    (220, 470, 28, "星河世界游戏点卡100元面值"),
    (430, 590, 28, "实付：¥98.00"),
    (48, 670, 26, f"订单编号：{NUMBER}"),
    (48, 730, 26, "下单时间：2026-11-01 14:30:12"),
    (48, 790, 26, "支付方式：微信支付"),
    (48, 850, 26, "拼多多官方品质保障"),
)
SAID = (
    ("2026年11月1日 15:15", "middle"),
    ("卡密显示已被使用，要求退款", "me"),
    ("亲，24小时内给您退款", "they"),
    ("2026年11月3日 10:20", "middle"),
    ("还没有收到退款", "me"),
    ("虚拟商品售出不退不换", "they"),
)


def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resource("fonts/NotoSansSC-Regular.ttf")), size)


def draw_order(file: Path) -> None:
    picture = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(picture)
    for left, top, size, text in ORDER:
        pen.text((left, top), text, "black", font(size))
    picture.save(file)


def draw_chat(file: Path) -> None:
    """Bubbles beside grey squares, those of the user at the right."""
    picture = Image.new("RGB", SIZE, "#ededed")
    pen = ImageDraw.Draw(picture)
    pen.text((24, 16), "10:21", "black", font(26))
    pen.text((250, 90), "星河数码卡券专营店", "black", font(30))
    top = 200
    for text, side in SAID:
        width = round(pen.textlength(text, font(28)))
        if side == "middle":
            pen.text(((SIZE[0] - width) // 2, top + 20), text, "#888888", font(24))
        else:
            left = 130 if side == "they" else SIZE[0] - 130 - width
            pen.rounded_rectangle(
                (left - 20, top, left + width + 20, top + 76), 12, "#95ec69" if side == "me" else "white"
            )
            pen.text((left, top + 18), text, "black", font(28))
            pen.rectangle((24, top, 96, top + 72) if side == "they" else (624, top, 696, top + 72), "#b0b0b0")
        top += 130
    picture.save(file)


def test_nothing_is_typed_and_the_case_is_filled(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, tmp_path: Path, qtbot: QtBot
) -> None:
    files = [tmp_path / "Screenshot_20261101-143112.png", tmp_path / "Screenshot_20261103-102115.png"]
    draw_order(files[0])
    draw_chat(files[1])
    window = open_window(workspace)
    window.commands.read_pictures.trigger()
    drop(window, files)
    wait(window)
    press(window, "Ctrl+L")
    wait(window)
    qtbot.waitUntil(
        lambda: bool(window.review.review and window.review.review.shown(window.review.review.piece)),
        timeout=PATIENCE_MILLISECONDS,
    )
    for _ in range(60):
        review = window.review.review
        assert review
        if not review.waiting:
            break
        QTest.keySequence(window.review, "Return")
        wait(window)
    assert window.review.review and not window.review.review.waiting
    case = workspace.read(load_case, CaseId(case_id))
    (order,) = case.orders
    assert (order.number, order.paid, case.platform) == (NUMBER, Decimal("98.00"), Platform.PDD)
    assert case.merchant.name == "星河数码卡券专营店"
    told = [(event.side, event.text) for event in sorted(case.events, key=lambda event: event.at.at)]
    assert any(side is Side.ME and "退款" in text for side, text in told)
    assert any(side is not Side.ME and "不退不换" in text for side, text in told)
    assert [promise.text for promise in case.promises if "24小时" in promise.text]
    assert all(item.source and item.proves and item.shows for item in case.evidence)
    list(verify(workspace))
