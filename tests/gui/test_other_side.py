"""The other side in the window: entered, doubted, looked up, and taken from the bill."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from caseorg.actions.evidence import Description, describe_evidence
from caseorg.domain.case import CaseFile, Party, Role
from caseorg.domain.papers.missing import Missing
from caseorg.domain.parties.respondent import About, about
from caseorg.gui.cases.case_dialog import CaseDialog
from caseorg.gui.check.dialog import CheckupDialog
from caseorg.gui.form.dialog import FormFillDialog
from caseorg.gui.reader import Reader
from caseorg.gui.window import MainWindow
from caseorg.gui.wizard.dialog import Wizard
from caseorg.views.targets import ToGap
from gui.hands import click, click_text, dialog, press, type_into, wait
from waiting import PATIENCE_MILLISECONDS

CODE, WRONG = "91350100M000100Y43", "91350100M000100Y44"


def merchant(window: MainWindow) -> Party:
    assert window.desk.case
    return window.desk.case.merchant


def details(window: MainWindow) -> CaseDialog:
    press(window, "Ctrl+D")
    form = dialog(window, CaseDialog)
    form.activateWindow()
    assert QTest.qWaitForWindowActive(form, PATIENCE_MILLISECONDS)
    return form


def words(widget: QWidget) -> str:
    """Everything that can be read in it now."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def choose(form: CaseDialog, key: str) -> None:
    """By the keyboard, as a person does."""
    form.platform.setFocus()
    QTest.keyClick(form.platform, Qt.Key.Key_Home)
    while form.platform.currentData() != key:
        QTest.keyClick(form.platform, Qt.Key.Key_Down)


def test_a_first_time_user_meets_few_fields_and_can_unfold_the_rest(window: MainWindow) -> None:
    press(window, "Ctrl+N")
    form = dialog(window, CaseDialog)
    width = form.width()
    assert not form.side.isVisible() and form.more.text() == "对方的更多信息，去哪里查 …"
    click(form.more)
    assert form.side.isVisible() and form.more.text() == "收起对方的信息"
    assert width < form.width() <= 1024 and form.height() <= 700
    click(form.more)
    assert not form.side.isVisible() and form.width() == width


def test_where_to_look_is_told_beside_the_empty_field_for_each_place(window: MainWindow) -> None:
    press(window, "Ctrl+N")
    form = dialog(window, CaseDialog)
    click(form.more)
    choose(form, "site")
    assert "备案管理系统" in words(form) and "国家企业信用信息公示系统" in words(form)
    choose(form, "pdd")
    assert "店铺资质" in words(form) and "备案管理系统" not in words(form) and "消法第四十四条" in words(form)
    type_into(form.merchant, "星河（杭州星河网络有限公司）")
    type_into(form.side.address, "杭州市余杭区某路1号")
    assert "店铺资质" not in words(form) and "查不到时" not in words(form)
    click(form.more)
    assert form.more.text() == "对方的更多信息 …"


def test_a_wrong_credit_code_is_told_while_typing_and_stored(sample_window: MainWindow) -> None:
    form = details(sample_window)
    click(form.more)
    assert "只有店名，12315往往查不到" in words(form)
    form.side.code.setFocus()
    QTest.keyClicks(form.side.code, WRONG)
    assert "末位与前17位对不上" in words(form)
    click(form.ok)
    wait(sample_window)
    assert merchant(sample_window).credit_code == WRONG
    form = details(sample_window)
    click(form.more)
    type_into(form.side.code, f"9135 {CODE[4:].lower()}")
    assert "对不上" not in words(form)
    click(form.ok)
    wait(sample_window)
    assert merchant(sample_window).credit_code == CODE
    press(sample_window, "Ctrl+Z")
    wait(sample_window)
    assert merchant(sample_window).credit_code == WRONG


def test_an_insult_is_told_beside_the_name(sample_window: MainWindow) -> None:
    form = details(sample_window)
    click(form.more)
    type_into(form.merchant, "黑心骗子充值店")
    assert "“黑心骗子充值店”是骂人的话，不当作名称印出" in words(form)
    type_into(form.merchant, "星河卡券店")
    assert "骂人的话" not in words(form)


def test_all_of_it_is_entered_with_the_keyboard_alone(sample_window: MainWindow) -> None:
    form = details(sample_window)
    assert form.focusWidget() is form.title
    for expected in (form.platform, form.merchant, form.more):
        QTest.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
        assert form.focusWidget() is expected
    QTest.keyClick(form.more, Qt.Key.Key_Space)
    QTest.keyClick(form.more, Qt.Key.Key_Tab)
    typed = {form.side.code: CODE, form.side.address: "1 Road", form.side.payee: "Xinghe"}
    for field, text in typed.items():
        while form.focusWidget() is not field:
            QTest.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
        QTest.keyClicks(field, text)
    QTest.keyClick(form.side.payee, Qt.Key.Key_Tab)
    assert form.focusWidget() is form.side.about
    QTest.keyClick(form.side.about, Qt.Key.Key_Down)
    assert "平台的公司名称" in words(form) and "平台的公司名称、住所未核实" in words(form)
    assert form.side.company.placeholderText() == "上海寻梦信息技术有限公司（未核实）"
    press(form, "Ctrl+Return")
    wait(sample_window)
    found = merchant(sample_window)
    assert (found.credit_code, found.address, found.payee) == (CODE, "1 Road", "Xinghe")
    assert sample_window.desk.case and about(sample_window.desk.case) is About.PLATFORM


def told_by_the_bill(window: MainWindow, proves: str) -> CaseFile:
    """The sample's payment, said to name a payee."""
    case = window.desk.case
    assert case
    item = next(one for one in case.evidence if "payment" in one.shows)
    said = Description(item.source, proves, item.shows)
    window.desk.do(partial(describe_evidence, evidence_id=item.id, description=said))
    wait(window)
    assert window.desk.case
    return window.desk.case


def test_the_payee_of_a_bill_is_offered_and_taken_with_one_click(sample_window: MainWindow) -> None:
    told_by_the_bill(sample_window, "已向杭州星河网络有限公司付款98元")
    form = details(sample_window)
    click(form.more)
    assert "证据2的收款方是“杭州星河网络有限公司”" in words(form)
    assert form.side.payee.text() == ""
    click_text(form, "填入")
    assert form.side.payee.text() == "杭州星河网络有限公司" and "的收款方是" not in words(form)
    click(form.ok)
    wait(sample_window)
    assert merchant(sample_window).payee == "杭州星河网络有限公司"


def test_the_form_of_12315_names_the_payee_as_a_lead_to_the_business(sample_window: MainWindow) -> None:
    told_by_the_bill(sample_window, "已向杭州星河网络有限公司付款98元")
    press(sample_window, "Ctrl+Shift+F")
    wait(sample_window)
    form = dialog(sample_window, FormFillDialog)
    wait(sample_window)
    assert "店名是“星河数码卡券专营店”；付款账单上的收款方是“杭州星河网络有限公司”，可能就是商家" in words(form)


def test_the_wizard_has_the_same_fields_in_place_of_the_orders(sample_window: MainWindow) -> None:
    sample_window.ask.message(page=1)
    wizard = dialog(sample_window, Wizard)
    page = wizard.orders
    assert page.form.isVisible() and not page.side.isVisible()
    click(page.more)
    assert page.side.isVisible() and not page.form.isVisible() and page.more.text() == "回到订单"
    assert "店铺资质" in words(page)
    type_into(page.side.website, "xinghe.example")
    type_into(page.side.company, "某某公司")
    click(page.more)
    assert page.form.isVisible()
    click_text(wizard, "保存并关闭")
    wait(sample_window)
    case = sample_window.desk.case
    assert case and (case.merchant.website, case.merchant.name) == ("xinghe.example", "星河数码卡券专营店")
    assert case.orders[0].number == "261101-123456789012345"
    assert [party.name for party in case.parties if party.role is Role.PLATFORM] == ["某某公司"]


def test_the_checkup_leads_to_the_fields_of_the_other_side(sample_window: MainWindow) -> None:
    sample_window.ask.checkup()
    wait(sample_window)
    check = dialog(sample_window, CheckupDialog)
    text = check.findChild(Reader).toPlainText()
    assert "对方是谁" in text and "被投诉人：星河数码卡券专营店〔执照上的名称或18位信用代码，待查〕" in text
    assert "店铺资质" in text and text.count("上海市长宁区市场监督管理局") == 1
    check.wanted.emit(ToGap(Missing.MERCHANT))
    form = dialog(sample_window, CaseDialog)
    assert form.side.isVisible() and form.focusWidget() is form.merchant
