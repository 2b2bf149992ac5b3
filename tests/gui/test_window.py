"""What the window does when it is used, and when it is used wrongly."""

import re
import subprocess
from collections import Counter
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QMimeData, Qt, QUrl
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QTreeView,
)
from pytestqt.qtbot import QtBot

from caseorg.actions.case import edit_case
from caseorg.domain.case import MediaKind
from caseorg.domain.moments import TimeSource
from caseorg.gui.cases.case_dialog import CaseDialog
from caseorg.gui.cases.profile_dialog import ProfileDialog
from caseorg.gui.export.dialog import ExportDialog
from caseorg.gui.outcomes import OutcomesDialog
from caseorg.gui.restore import RestoreDialog
from caseorg.gui.sample import open_sample
from caseorg.gui.timeline.event_dialog import EventDialog
from caseorg.gui.window import MainWindow
from caseorg.jobs.sample import SAMPLE
from caseorg.store.queries import list_cases, load_case, load_profile
from caseorg.workspace import Workspace
from gui.conftest import OpenWindow
from gui.hands import click, click_text, dialog, drop, press, select_row, type_into, wait


def make_case(window: MainWindow, title: str = "点卡卡密无效") -> None:
    press(window, "Ctrl+N")
    form = dialog(window, CaseDialog)
    type_into(form.title, title)
    click(form.ok)
    wait(window)


def standing(window: MainWindow) -> list[str]:
    assert window.desk.case
    return [item.name for item in window.desk.case.standing_evidence]


def test_the_first_start_teaches_and_offers_the_sample(window: MainWindow) -> None:
    click_text(window.page, "试试示例案件")
    wait(window)

    assert window.desk.case
    assert window.desk.case.id == SAMPLE
    assert len(window.page.model.thumbnails) == 5


def test_a_case_without_a_title_is_not_made(window: MainWindow) -> None:
    press(window, "Ctrl+N")
    form = dialog(window, CaseDialog)
    click(form.ok)

    assert form.isVisible()
    assert "标题" in form.problem.text()


def test_an_amount_that_is_none_is_told_in_the_form(window: MainWindow) -> None:
    press(window, "Ctrl+N")
    form = dialog(window, CaseDialog)
    type_into(form.title, "题")
    type_into(form.paid, "五十块")
    click(form.ok)

    assert form.isVisible()
    assert "五十块" in form.problem.text()


def test_files_dropped_without_a_case_make_one(window: MainWindow, shots: list[Path]) -> None:
    drop(window, shots[:2])
    form = dialog(window, CaseDialog)
    type_into(form.title, "新案")
    click(form.ok)
    wait(window)

    assert standing(window) == [shot.name for shot in shots[:2]]


def test_a_dropped_folder_comes_in_whole_and_what_is_left_out_is_told(
    window: MainWindow, shots: list[Path], tmp_path: Path
) -> None:
    make_case(window)
    folder = shots[0].parent
    (folder / ".DS_Store").write_bytes(b"x")
    drop(window, [folder])
    wait(window)

    assert sorted(standing(window)) == sorted(shot.name for shot in shots)
    assert "略过 2" in window.notice.text and "资料文件夹" in window.notice.text and ".DS_Store" in window.notice.text


def test_what_is_attached_to_a_mail_is_offered_and_added(window: MainWindow, tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Date"] = "kf@example.com", "Tue, 21 May 2024 06:30:22 +0000"
    mail.set_content("请看附件")
    mail.add_attachment("退款凭证".encode(), maintype="text", subtype="plain", filename="凭证.txt")
    file = tmp_path / "回复.eml"
    file.write_bytes(mail.as_bytes())
    make_case(window)
    drop(window, [file])
    wait(window)
    click_text(window.notice, "添加1个附件")
    wait(window)

    assert standing(window) == ["回复.eml", "凭证.txt"]
    press(window, "Ctrl+Z")
    wait(window)
    assert standing(window) == ["回复.eml"]


def test_an_import_is_taken_back_and_done_again_in_one_step(window: MainWindow, shots: list[Path]) -> None:
    make_case(window)
    drop(window, shots)
    wait(window)

    press(window, "Ctrl+Z")
    wait(window)
    assert standing(window) == []
    press(window, "Ctrl+Shift+Z")
    wait(window)
    assert standing(window) == [shot.name for shot in shots]


def test_bad_files_are_told_with_their_reason_and_stop_nothing(
    window: MainWindow, shots: list[Path], tmp_path: Path
) -> None:
    make_case(window)
    empty = tmp_path / "空.png"
    empty.touch()
    gone = tmp_path / "链接.png"
    gone.symlink_to("没有这个文件.png")
    drop(window, [empty, shots[0], gone])
    wait(window)

    assert standing(window) == [shots[0].name]
    assert "空.png" in window.notice.text
    assert "文件是空的" in window.notice.text
    assert "链接.png" in window.notice.text
    assert window.notice.property("error")


def test_a_duplicate_names_the_evidence_that_is_there(window: MainWindow, shots: list[Path]) -> None:
    make_case(window)
    drop(window, shots[:1])
    wait(window)
    drop(window, shots[:1])
    wait(window)

    assert "证据1" in window.notice.text
    assert len(standing(window)) == 1


def test_a_picture_on_the_clipboard_becomes_evidence(window: MainWindow) -> None:
    make_case(window)
    picture = QImage(40, 60, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    QApplication.clipboard().setImage(picture)
    press(window, "Ctrl+V")
    wait(window)

    assert window.desk.case
    item = window.desk.case.standing_evidence[0]
    assert (item.kind, item.width, item.height) == (MediaKind.IMAGE, 40, 60)


def test_files_and_text_on_the_clipboard_become_evidence(window: MainWindow, shots: list[Path]) -> None:
    make_case(window)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(shots[1]))])
    QApplication.clipboard().setMimeData(data)
    press(window, "Ctrl+V")
    wait(window)
    QApplication.clipboard().setText("客服：1小时内处理")
    press(window, "Ctrl+V")
    wait(window)

    assert window.desk.case
    assert [item.kind for item in window.desk.case.standing_evidence] == [MediaKind.IMAGE, MediaKind.TEXT]


def test_an_event_is_written_from_evidence_in_two_clicks(sample_window: MainWindow) -> None:
    window = sample_window
    select_row(window, 1)
    wait(window)
    click_text(window.inspector, "据此记经过")
    form = dialog(window, EventDialog)
    assert form.time.text() == "2026-11-01 14:52:33"
    type_into(form.text, "兑换失败")
    click(form.ok)
    wait(window)

    assert window.desk.case
    event = next(event for event in window.desk.case.events if event.text == "兑换失败")
    assert [item.number for item in window.desk.case.evidence if item.id in event.evidence] == [3]


def test_an_event_is_edited_by_enter_and_removed_by_delete_and_both_taken_back(sample_window: MainWindow) -> None:
    window = sample_window
    assert window.desk.case
    before = window.desk.case.events
    select_row(window, 0)
    press(window.page.view, "Return")
    form = dialog(window, EventDialog)
    type_into(form.text, "改过的经过")
    click(form.ok)
    wait(window)
    assert window.desk.case.events[0].text == "改过的经过"

    select_row(window, 0)
    press(window.page.view, "Del")
    wait(window)
    assert len(window.desk.case.events) == len(before) - 1

    press(window, "Ctrl+Z")
    wait(window)
    press(window, "Ctrl+Z")
    wait(window)
    assert window.desk.case.events == before


def test_what_evidence_proves_is_saved_when_the_field_is_left(sample_window: MainWindow) -> None:
    window = sample_window
    select_row(window, 1)
    wait(window)
    type_into(window.inspector._evidence_part.proves, "证明卡密无效")
    window.page.view.setFocus()
    wait(window)

    assert window.desk.case
    assert window.desk.case.evidence[2].proves == "证明卡密无效"


def test_the_time_that_a_picture_shows_is_typed_and_taken_back(sample_window: MainWindow) -> None:
    window = sample_window
    select_row(window, 1)
    wait(window)
    part = window.inspector._evidence_part
    type_into(part.at, "2026-11-01 14:55")
    window.page.view.setFocus()
    wait(window)

    assert window.desk.case
    item = window.desk.case.evidence[2]
    assert item.taken_at and item.taken_at.source is TimeSource.TYPED
    assert "手填" in part._facts.text() and "取自文件名" in part._facts.text()
    type_into(part.at, "昨天")
    window.page.view.setFocus()
    wait(window)
    assert "昨天" in window.notice.text
    press(window, "Ctrl+Z")
    wait(window)
    assert window.desk.case
    taken = window.desk.case.evidence[2].taken_at
    assert taken and taken.source is TimeSource.FILENAME


def test_withdrawn_evidence_leaves_the_timeline_and_comes_back(sample_window: MainWindow) -> None:
    window = sample_window
    select_row(window, 1)
    wait(window)
    click_text(window.inspector, "撤下")
    wait(window)
    assert len(standing(window)) == 4
    click_text(window.notice, "撤销")
    wait(window)
    assert len(standing(window)) == 5


def test_details_and_profile_are_changed_in_their_forms(sample_window: MainWindow) -> None:
    window = sample_window
    press(window, "Ctrl+D")
    form = dialog(window, CaseDialog)
    click(form.more)
    type_into(form.side.address, "浙江省杭州市某路1号")
    click(form.ok)
    wait(window)
    assert window.desk.case
    assert window.desk.case.merchant.address == "浙江省杭州市某路1号"

    window.commands.profile.trigger()
    wait(window)
    profile = dialog(window, ProfileDialog)
    assert profile.focusWidget() is profile.name
    type_into(profile.name, "王某")
    click(profile.ok)
    wait(window)
    assert window.desk.tasks.workspace.read(load_profile).name == "王某"


def test_an_export_into_a_folder_that_is_not_there_is_told_in_the_form(
    sample_window: MainWindow, tmp_path: Path
) -> None:
    press(sample_window, "Ctrl+P")
    form = dialog(sample_window, ExportDialog)
    type_into(form.file, str(tmp_path / "没有" / "投诉书.pdf"))
    click(form.ok)

    assert form.isVisible()
    assert "没有" in form.problem.text()


def test_characters_that_are_printed_as_boxes_are_told_with_their_places(
    open_window: OpenWindow, sample: Workspace
) -> None:
    window = open_window(sample)
    press(window, "Ctrl+P")
    wait(window)
    form = dialog(window, ExportDialog)
    assert not form.boxes.isVisible()
    form.reject()

    details = sample.read(load_case, SAMPLE).details
    sample.write(edit_case, SAMPLE, replace(details, demand="退款\n" * 6 + "道歉𠀋\n" * 6))
    window.desk.open_case(SAMPLE)
    wait(window)
    press(window, "Ctrl+P")
    wait(window)
    form = dialog(window, ExportDialog)
    assert form.boxes.isVisible()
    assert form.boxes.text().startswith("这些字没有字体可用，将印成方框：𠀋（第7项诉求）、𠀋（第8项诉求）、")
    assert form.boxes.text().endswith("𠀋（第11项诉求）\n……另有1个。")


def test_a_complaint_is_masked_only_when_ticked(sample_window: MainWindow, tmp_path: Path) -> None:
    texts = []
    for ticked in (False, True):
        press(sample_window, "Ctrl+P")
        form = dialog(sample_window, ExportDialog)
        assert "未遮盖" in " ".join(label.text() for label in form.findChildren(QLabel))
        for box in form.findChildren(QCheckBox):
            assert not box.isChecked()
            box.setChecked(ticked)
        named = Path(form.file.text()).name
        assert named.startswith("投诉书_遮盖版" if ticked else "投诉书_点卡"), "the title may tell a name"
        out = tmp_path / f"{ticked}.pdf"
        type_into(form.file, str(out))
        click(form.ok)
        wait(sample_window)
        texts.append(subprocess.check_output(["pdftotext", out, "-"]).decode())
        told = sample_window.notice.text
        assert ("已遮盖：姓名 林**、" in told) == ("电话号码 138****1234" in told) == ticked
    assert "13800001234" in texts[0] and "13800001234" not in texts[1] and "遮盖版" in texts[1]


def test_a_report_of_violations_can_be_anonymous_and_asks_for_nothing(
    sample_window: MainWindow, tmp_path: Path
) -> None:
    texts = []
    for ticked in (False, True):
        sample_window.commands.report.trigger()
        form = dialog(sample_window, ExportDialog)
        words = "\n".join(label.text() for label in form.findChildren(QLabel))
        assert "不予受理" not in words
        form.choices.anonymous.setChecked(ticked)  # type: ignore[union-attr]
        out = tmp_path / f"{ticked}.pdf"
        type_into(form.file, str(out))
        click(form.ok)
        wait(sample_window)
        texts.append("".join(subprocess.check_output(["pdftotext", out, "-"]).decode().split()))
    assert "林晓㛃" in texts[0] and "林晓㛃" not in texts[1] and "匿名举报" in texts[1]
    assert not any("退还货款" in text for text in texts)


def test_whoever_stays_anonymous_is_not_asked_for_a_name(window: MainWindow) -> None:
    make_case(window)
    window.commands.report.trigger()
    form = dialog(window, ExportDialog)
    assert form.windowTitle() == "导出举报书" and "您的姓名" in form.gaps.text()
    form.choices.anonymous.setChecked(True)  # type: ignore[union-attr]
    assert "您的姓名" not in form.gaps.text() and "商家名称" in form.gaps.text()


def test_a_pack_has_as_many_pictures_on_a_page_as_chosen(sample_window: MainWindow, tmp_path: Path) -> None:
    press(sample_window, "Ctrl+Shift+P")
    form = dialog(sample_window, ExportDialog)
    (choice,) = form.findChildren(QComboBox)
    choice.setCurrentIndex(choice.findText("四张"))
    for box in form.findChildren(QCheckBox):
        box.setChecked(box.text() != "遮盖个人信息")
    type_into(form.file, str(tmp_path / "证据包.pdf"))
    click(form.ok)
    wait(sample_window)
    text = "".join(subprocess.check_output(["pdftotext", tmp_path / "证据包.pdf", "-"]).decode().split())
    assert "共8页" in text and "黑白，颜色以原始文件为准" in text and "连续性说明" in text


def test_a_stopped_export_leaves_nothing(sample_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window = sample_window
    started: list[object] = []
    window.desk.tasks.started.connect(started.append)
    window.desk.tasks.started.connect(lambda job: job.stop())
    press(window, "Ctrl+Shift+P")
    form = dialog(window, ExportDialog)
    type_into(form.file, str(tmp_path / "证据包.pdf"))
    click(form.ok)
    wait(window)

    assert started
    assert [file.name for file in tmp_path.iterdir() if file.name != "sample"] == []


def test_a_broken_file_is_named_by_verification(sample_window: MainWindow) -> None:
    window = sample_window
    assert window.desk.case
    path = window.desk.tasks.workspace.evidence.path(window.desk.case.evidence[1].sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    window.commands.verify.trigger()
    wait(window)

    assert "证据2" in window.notice.text
    assert window.notice.property("error")


def test_verification_of_whole_evidence_passes(sample_window: MainWindow) -> None:
    sample_window.commands.verify.trigger()
    wait(sample_window)

    assert "核验通过" in sample_window.notice.text


def test_the_filter_narrows_the_list_and_keeps_the_open_case(sample_window: MainWindow) -> None:
    window = sample_window
    press(window, "/")
    assert window.cases.filter.hasFocus()
    type_into(window.cases.filter, "星河")
    assert window.cases.model.rowCount() == 1
    type_into(window.cases.filter, "没有这个案件")
    assert window.cases.model.rowCount() == 0
    assert window.desk.case


def test_each_entry_shows_its_picture_in_the_inspector(sample_window: MainWindow) -> None:
    select_row(sample_window, 0)
    wait(sample_window)

    levels = sample_window.inspector.picture._levels
    assert levels
    assert (levels[0].pixmap().width(), levels[0].pixmap().height()) == (1080, 2400)


def test_the_window_opens_the_case_touched_last(open_window: OpenWindow, sample: Workspace) -> None:
    first = open_window(sample)
    make_case(first, "第二个案件")
    first.close()
    second = open_window(sample)

    assert second.desk.case
    assert second.desk.case.title == "第二个案件"
    assert len(sample.read(list_cases)) == 2


def test_a_change_made_elsewhere_is_not_overwritten(sample_window: MainWindow) -> None:
    """The command line changes the title while the form is open; the stale form is refused."""
    from dataclasses import replace

    from caseorg.actions.case import edit_case

    window = sample_window
    workspace = window.desk.tasks.workspace
    press(window, "Ctrl+D")
    form = dialog(window, CaseDialog)
    details = replace(workspace.read(load_case, SAMPLE).details, title="别处改的")
    workspace.write(edit_case, SAMPLE, details)
    type_into(form.title, "窗口改的")
    click(form.ok)
    wait(window)

    assert workspace.read(load_case, SAMPLE).title == "别处改的"
    assert form.isVisible()
    assert form.title.text() == "窗口改的"
    assert "别处" in form.problem.text()


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_from_its_ground_in_both_schemes(dark: bool) -> None:
    """WCAG contrast of at least 4.5 for everything that is read."""
    from caseorg.gui.theme import _SIDES_DARK, _SIDES_LIGHT, DARK, LIGHT

    chosen, sides = (DARK, _SIDES_DARK) if dark else (LIGHT, _SIDES_LIGHT)
    pairs = [(chosen.text, chosen.window), (chosen.text, chosen.base), (chosen.faint, chosen.window)]
    pairs += [(chosen.faint, chosen.base), (chosen.accent, chosen.raised), (chosen.on_accent, chosen.accent)]
    pairs += [(chosen.amber, chosen.window), (chosen.red, chosen.window), (chosen.faint, chosen.selected)]
    told = (chosen.text, chosen.faint, chosen.accent, chosen.amber, chosen.red, chosen.green, *sides.values())
    pairs += [(colour, ground) for colour in told for ground in (chosen.base, chosen.raised, chosen.selected)]
    pairs += [(chosen.base, chosen.amber), (chosen.base, chosen.red)]  # the badges

    assert {pair: round(contrast(*pair), 1) for pair in pairs if contrast(*pair) < 4.5} == {}


def contrast(one: str, other: str) -> float:
    lights = sorted((luminance(QColor(one)), luminance(QColor(other))))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_paper_thumbnails_are_not_darkened(sample_window: MainWindow) -> None:
    """Dark windows show pictures as they are."""
    from caseorg.gui.theme import use_colours

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    use_colours(application, dark=True)
    try:
        item = sample_window.desk.case.evidence[1]  # type: ignore[union-attr]
        thumbnail = sample_window.page.model.thumbnails[item.id].toImage()
        with Image.open(sample_window.desk.tasks.workspace.evidence.path(item.sha256)) as original:
            expected = original.convert("RGB").getpixel((540, 1000))
        shown = thumbnail.pixelColor(thumbnail.width() // 2, round(1000 * thumbnail.width() / 1080))
        assert isinstance(expected, tuple)
        assert all(abs(a - b) < 24 for a, b in zip(expected, shown.getRgb()[:3], strict=True))
    finally:
        use_colours(application, dark=False)


def test_icons_are_seen_in_a_window_that_turns_dark(sample_window: MainWindow) -> None:
    from caseorg.gui.theme import use_colours

    application = QApplication.instance()
    assert isinstance(application, QApplication)

    def lightest() -> list[int]:
        holders = (sample_window.commands.new_case, *sample_window.navigation.buttons.values())
        pictures = [holder.icon().pixmap(32, 32).toImage() for holder in holders]
        places = [(x, y) for x in range(32) for y in range(32)]
        return [max(p.pixelColor(*at).lightness() for at in places if p.pixelColor(*at).alpha()) for p in pictures]

    assert max(lightest()) < 128
    use_colours(application, dark=True)
    try:
        wait(sample_window)
        assert min(lightest()) > 128
    finally:
        use_colours(application, dark=False)
    assert max(lightest()) < 128


def test_composing_chinese_triggers_no_shortcut(sample_window: MainWindow) -> None:
    """An input method's preedit text goes into the field and nowhere else."""
    from PySide6.QtGui import QInputMethodEvent

    window = sample_window
    window.commands.search.setFocus()
    QApplication.sendEvent(window.commands.search, QInputMethodEvent("ni'hao", []))
    assert window.commands.search.text() == ""
    commit = QInputMethodEvent()
    commit.setCommitString("星河")
    QApplication.sendEvent(window.commands.search, commit)
    assert window.commands.search.text() == "星河"
    assert window.focusWidget() is window.commands.search
    assert Qt.KeyboardModifier.NoModifier == QApplication.keyboardModifiers()


def test_the_undo_of_a_notice_takes_back_its_own_change_and_no_other(sample_window: MainWindow) -> None:
    window = sample_window
    assert window.desk.case
    select_row(window, 1)
    press(window, "Ctrl+E")
    form = dialog(window, EventDialog)
    type_into(form.text, "刚写下的经过")
    click(form.ok)
    wait(window)
    select_row(window, 2)
    wait(window)
    click_text(window.inspector, "撤下")
    wait(window)
    undo = next(button for button in window.notice.findChildren(QPushButton) if button.text() == "撤销")
    press(window, "Ctrl+Z")

    assert not window.notice.isVisible()
    undo.click()
    wait(window)
    assert window.notice.text.startswith("已撤销：撤下证据")
    assert "刚写下的经过" in [event.text for event in window.desk.case.events]


def test_an_existing_file_is_replaced_only_when_asked_twice(sample_window: MainWindow, tmp_path: Path) -> None:
    out = tmp_path / "投诉书.pdf"
    out.write_text("别的文件", encoding="utf-8")
    press(sample_window, "Ctrl+P")
    form = dialog(sample_window, ExportDialog)
    type_into(form.file, str(out))
    click(form.ok)
    assert form.isVisible()
    assert "已存在" in form.problem.text()
    assert out.read_text(encoding="utf-8") == "别的文件"

    click(form.ok)
    wait(sample_window)
    assert out.read_bytes().startswith(b"%PDF")


def test_the_next_paper_goes_where_the_last_one_went(sample_window: MainWindow, tmp_path: Path) -> None:
    Path.home().mkdir(exist_ok=True)  # without a folder for documents
    press(sample_window, "Ctrl+P")
    form = dialog(sample_window, ExportDialog)
    assert Path(form.file.text()).parent == Path.home()
    type_into(form.file, str(tmp_path / "一.pdf"))
    click(form.ok)
    wait(sample_window)
    press(sample_window, "Ctrl+Shift+P")

    assert Path(dialog(sample_window, ExportDialog).file.text()).parent == tmp_path


def test_withdrawn_evidence_is_listed_and_brought_back_later(sample_window: MainWindow) -> None:
    window = sample_window
    select_row(window, 1)
    wait(window)
    click_text(window.inspector, "撤下")
    wait(window)
    window.commands.withdrawn.trigger()
    form = dialog(window, RestoreDialog)
    assert form.list.count() == 1
    form.list.item(0).setCheckState(Qt.CheckState.Checked)
    click(form.ok)
    wait(window)

    assert len(standing(window)) == 5


def test_every_failed_file_can_be_read_about(window: MainWindow, tmp_path: Path) -> None:
    make_case(window)
    empty = [tmp_path / f"空{number}.png" for number in range(6)]
    for file in empty:
        file.touch()
    drop(window, empty)
    wait(window)
    click_text(window.notice, "全部结果")
    text = dialog(window, OutcomesDialog).text.toPlainText()

    assert [f"空{number}.png：文件是空的" in text for number in range(6)] == [True] * 6


def test_what_was_added_is_selected_and_numbered(sample_window: MainWindow, shots: list[Path]) -> None:
    window = sample_window
    drop(window, shots[:2])
    wait(window)

    assert "证据6—证据7" in window.notice.text
    entry = window.page.view.entry()
    assert entry
    assert [item.number for item in entry.evidence] == [6]


def test_the_selected_row_stays_selected_when_the_case_is_read_again(sample_window: MainWindow) -> None:
    window = sample_window
    select_row(window, 3)
    before = window.page.view.key()
    window.desk.reload()
    wait(window)

    assert window.page.view.key() == before
    assert window.page.view.selectionModel().isSelected(window.page.view.currentIndex())


def test_what_is_pasted_claims_no_time(window: MainWindow) -> None:
    make_case(window)
    QApplication.clipboard().setText("客服：1小时内处理")
    press(window, "Ctrl+V")
    wait(window)

    assert window.desk.case
    assert window.desk.case.standing_evidence[0].taken_at is None


def test_pasting_where_nothing_was_copied_does_nothing(
    sample_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sample_window.desk.case
    monkeypatch.setattr(type(QApplication.clipboard()), "mimeData", lambda *_: None)
    press(sample_window, "Ctrl+V")
    wait(sample_window)
    assert sample_window.desk.case == before


def test_paste_works_right_after_a_case_was_made(window: MainWindow) -> None:
    """The keyboard must not be left in the search field."""
    make_case(window)

    assert window.focusWidget() is not window.commands.search


def test_qts_own_texts_are_chinese(window: MainWindow) -> None:
    assert QCoreApplication.translate("QFileDialog", "Look in:") == "位置："


def test_the_dialog_that_saves_a_file_is_chinese_throughout(window: MainWindow, tmp_path: Path) -> None:
    asked = QFileDialog(window, "", str(tmp_path))
    asked.setOption(QFileDialog.Option.DontUseNativeDialog)
    for mode in QFileDialog.AcceptMode:
        asked.setAcceptMode(mode)
        labels = [label.text() for label in asked.findChildren(QLabel)]
        shown = [
            *labels,
            *(text for one in asked.findChildren(QAbstractButton) for text in (one.text(), one.toolTip())),
        ]
        (list_,) = asked.findChildren(QTreeView)
        shown += [list_.model().headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
        assert len(shown) > 10 and "名称" in shown
        assert not [text for text in shown if re.search(r"[A-Za-z]{2}", text)]


def test_details_can_be_saved_while_files_come_in(window: MainWindow, shots: list[Path]) -> None:
    """What somebody types is not lost because evidence arrived meanwhile."""
    make_case(window)
    press(window, "Ctrl+D")
    form = dialog(window, CaseDialog)
    type_into(form.demand, "退还货款98.00元")
    window.ask.intake.add(shots)
    wait(window)
    click(form.ok)
    wait(window)

    assert window.desk.case
    assert window.desk.case.demand == "退还货款98.00元"


def test_a_form_that_cannot_be_stored_keeps_what_was_typed(window: MainWindow, shots: list[Path]) -> None:
    drop(window, shots[:1])
    form = dialog(window, CaseDialog)
    type_into(form.title, "新案")
    click(form.more)
    type_into(form.side.phone, "1" * 65)
    click(form.ok)
    wait(window)
    assert form.isVisible()
    assert "太长" in form.problem.text()

    type_into(form.side.phone, "057188888888")
    click(form.ok)
    wait(window)
    assert standing(window) == [shots[0].name]


def test_undo_does_not_overwrite_what_was_changed_elsewhere(sample_window: MainWindow) -> None:
    from dataclasses import replace

    from caseorg.actions.case import edit_case

    window = sample_window
    workspace = window.desk.tasks.workspace
    press(window, "Ctrl+D")
    form = dialog(window, CaseDialog)
    type_into(form.title, "窗口改的")
    click(form.ok)
    wait(window)
    workspace.write(edit_case, SAMPLE, replace(workspace.read(load_case, SAMPLE).details, demand="别处写的"))
    press(window, "Ctrl+Z")
    wait(window)

    assert workspace.read(load_case, SAMPLE).demand == "别处写的"
    assert "别处" in window.notice.text
    assert window.desk.history.stack.canUndo()


def test_undo_shows_the_case_that_it_changes(sample_window: MainWindow) -> None:
    window = sample_window
    select_row(window, 0)
    press(window.page.view, "Del")
    wait(window)
    make_case(window, "另一个案件")
    press(window, "Ctrl+Z")
    wait(window)

    assert window.desk.case_id == SAMPLE


def test_closing_stores_what_is_being_typed(sample_window: MainWindow) -> None:
    window = sample_window
    workspace = window.desk.tasks.workspace
    select_row(window, 1)
    wait(window)
    type_into(window.inspector._evidence_part.proves, "最后写的")
    window.close()
    wait(window)
    assert not window.isVisible()
    assert workspace.read(load_case, SAMPLE).evidence[2].proves == "最后写的"


def test_closing_tells_when_what_was_typed_could_not_be_stored(sample_window: MainWindow) -> None:
    from caseorg.actions.evidence import Description, describe_evidence

    window = sample_window
    workspace = window.desk.tasks.workspace
    select_row(window, 1)
    wait(window)
    type_into(window.inspector._evidence_part.proves, "最后写的")
    item = workspace.read(load_case, SAMPLE).evidence[2]
    workspace.write(describe_evidence, SAMPLE, item.id, Description(item.source, "别处写的"))
    window.close()
    wait(window)
    assert window.isVisible()
    assert "别处" in window.notice.text

    window.close()
    wait(window)
    assert not window.isVisible()


def test_leaving_a_field_twice_at_once_is_one_change(sample_window: MainWindow) -> None:
    """Enter and then Tab leave the field twice, before the first change is stored."""
    window = sample_window
    select_row(window, 1)
    wait(window)
    steps = window.desk.history.stack.count()
    field = window.inspector._evidence_part.source
    type_into(field, "游戏官网")
    field.editingFinished.emit()
    field.editingFinished.emit()
    wait(window)

    assert window.desk.case
    assert window.desk.case.evidence[2].source == "游戏官网"
    assert not window.notice.isVisible()
    assert window.desk.history.stack.count() == steps + 1


def test_the_sample_does_not_come_up_under_a_form(window: MainWindow) -> None:
    make_case(window)
    first = window.desk.case_id
    open_sample(window.desk)
    window.ask.forms.details()
    wait(window)

    assert window.desk.case_id == first
    dialog(window, CaseDialog).reject()
    click_text(window.notice, "打开")
    wait(window)
    assert window.desk.case_id == SAMPLE


def test_no_two_commands_of_the_window_have_the_same_key(sample_window: MainWindow) -> None:
    keys = [key.toString() for action in sample_window.findChildren(QAction) for key in action.shortcuts()]
    assert [key for key, times in Counter(keys).items() if times > 1] == []
