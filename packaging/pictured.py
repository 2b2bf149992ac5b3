"""What is drawn of the window: every page and dialog, and how one comes there. packaging/draw_screenshots.py draws
them.

A new page or dialog gets a row in SHOTS; tests/test_screenshots.py names what has none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from caseorg.actions.evidence import Intake
from caseorg.domain.case import CaseFile, CaseId, Evidence, Message, MessageId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.guard.findings import Going, Outgoing
from caseorg.gui.cases.purge_dialog import PurgeDialog
from caseorg.gui.check.answers_dialog import AnswersDialog
from caseorg.gui.crash_box import CrashBox
from caseorg.gui.forms import open_dialog
from caseorg.gui.guard.dialog import GuardDialog
from caseorg.gui.knowledge.guide import GuideDialog
from caseorg.gui.numbering.dialog import NumberingDialog
from caseorg.gui.outcomes import OutcomesDialog
from caseorg.gui.pages import WindowPage
from caseorg.gui.parts.confirming import ConfirmDialog
from caseorg.gui.phone import addresses
from caseorg.gui.phone.dialog import PhoneDialog
from caseorg.gui.phone.reception import Reception
from caseorg.gui.preferences.dialog import PreferencesPage
from caseorg.gui.restore import RestoreDialog
from caseorg.gui.safekeeping.archives import PassphraseDialog
from caseorg.gui.safekeeping.broken import BrokenDialog
from caseorg.gui.timeline.looks import TimelineLook
from caseorg.gui.timeline.move_dialog import MoveDialog
from caseorg.gui.window import MainWindow
from caseorg.gui.wizard.versions import VersionsDialog
from caseorg.jobs.intake import Outcome
from caseorg.knowledge.guarding import guarded
from caseorg.store.queries import list_cases

SCAM = "您好，我是平台理赔专员，退款需要先开通备用金，把钱转到安全账户，请加微信tk98，点http://tk-pdd.top处理。"
HARMFUL = "这个畜生不如的老板收了钱就不管了。"
_PHONE = addresses.NetworkAddress("Wi-Fi", "192.168.1.20", True)
_ADDRESS = "http://192.168.1.20:49152/7Qm3xVnB2kTzWc5R/"

Open = Callable[[MainWindow], QWidget | None]


@dataclass(frozen=True, slots=True)
class Shot:
    """`shows` are names of classes and of members of enums; `open` answers what is drawn, or None for the dialog that
    came up, else the window."""

    name: str
    shows: tuple[str, ...]
    open: Open


def _trigger(name: str) -> Open:
    def act(window: MainWindow) -> None:
        getattr(window.commands, name).trigger()

    return act


def _opened(make: Callable[[MainWindow], QDialog]) -> Open:
    """A dialog that a user meets only after something went another way."""

    def act(window: MainWindow) -> QWidget:
        dialog = make(window)
        open_dialog(dialog)
        return dialog

    return act


def _look(look: TimelineLook, *, compact: bool = False) -> Open:
    def act(window: MainWindow) -> QWidget:
        window.page.show_look(look)
        window.page.show_compact(compact)
        window.page.focus_first()
        return window

    return act


def _go(place: WindowPage) -> Open:
    def act(window: MainWindow) -> QWidget:
        window.pages.go(place)
        return window

    return act


def _scam(window: MainWindow) -> QWidget:
    window.pages.go(WindowPage.SCAM)
    window.pages.scam.box.setPlainText(SCAM)
    window.pages.scam.check()
    return window


def _search(window: MainWindow) -> QWidget:
    window.commands.find.trigger()
    window.commands.search.setText("卡密")
    return window


def _sort(window: MainWindow) -> QWidget:
    window.commands.sort.trigger()
    return window


def _viewer(number: int, *, text: bool = False, pair: bool = False) -> Open:
    def act(window: MainWindow) -> QWidget:
        window.rooms.view(_evidence(window)[number - 1].id)
        window.viewer.head.text.setChecked(text)
        window.viewer.head.pair.setChecked(pair)
        return window

    return act


def _evidence(window: MainWindow) -> Sequence[Evidence]:
    assert window.desk.case
    return window.desk.case.evidence


def _wizard(page: int) -> Open:
    def act(window: MainWindow) -> None:
        window.ask.message(page=page)

    return act


def _settings(section: PreferencesPage) -> Open:
    def act(window: MainWindow) -> None:
        window.open_settings(section)

    return act


class _NoReception(Reception):
    """Listens nowhere: a real address is another on each machine."""

    def begin(self, _address: str) -> str:
        return _ADDRESS


def _phone(window: MainWindow) -> QDialog:
    case = window.desk.case
    assert case
    return PhoneDialog(window, case, _NoReception(window.desk, case.id, window), (_PHONE,))


def _guard(window: MainWindow, case: CaseFile) -> QDialog:
    """Of a case one of whose events is told in words that stop it."""
    first, *others = case.events
    rude = replace(
        case, events=(replace(first, text=first.text + HARMFUL), *others), demand="赶紧退钱，不然曝光你们全家"
    )
    going = Outgoing(what=Going.COMPLAINT, channel="12315")
    return GuardDialog(window, guarded(window.desk.tasks.workspace.knowledge, rude, going, datetime.now(UTC)))


def _outcomes(window: MainWindow) -> QDialog:
    wrong = CaseorgError("The file is empty.", "Save or send it again, then add the new file.")
    files = ("Screenshot_20261101-143112.png", "Screenshot_20261101-143112(1).png")
    ends = (Intake.ADDED, Intake.DUPLICATE)
    made = [Outcome(file=Path(file), intake=end, number=1) for file, end in zip(files, ends, strict=False)]
    return OutcomesDialog(window, [*made, Outcome(file=Path("录屏.mp4"), intake=Intake.FAILED, reason=wrong)])


def _preview(window: MainWindow) -> None:
    window.commands.complaint.trigger()
    dialog = _newest(window)
    dialog.preview.click()


def _newest(window: MainWindow) -> QDialog:
    return [one for one in window.findChildren(QDialog) if one.isVisible()][-1]


def _broken(window: MainWindow) -> QDialog:
    wrong = CaseorgError("The data folder {folder} is not there.", "Choose another file.", folder="/media/usb/caseorg")
    return BrokenDialog(window.desk.tasks.workspace.folder, wrong)


def _article(window: MainWindow) -> QDialog:
    knowledge = window.desk.tasks.workspace.knowledge
    return GuideDialog(window, knowledge, next(iter(knowledge.guides)))


def _of_case(make: Callable[[MainWindow, CaseFile], QDialog]) -> Open:
    def act(window: MainWindow) -> QWidget:
        assert window.desk.case
        dialog = make(window, window.desk.case)
        open_dialog(dialog)
        return dialog

    return act


def _answers(window: MainWindow, case: CaseFile) -> QDialog:
    return AnswersDialog(window, case.details, window.desk.tasks.workspace.knowledge.grounds.values())


def _versions(window: MainWindow, case: CaseFile) -> QDialog:
    at = datetime(2026, 11, 2, 2, 5, tzinfo=UTC)
    text = "订单261101-123456789012345，卡密提示已被使用，请在2026年11月5日前退还98元。"
    sent = Message(id=MessageId("1"), channel="pdd-merchant", kind="first", text=text, made_at=at, sent_at=at)
    return VersionsDialog(window, (sent,), text.replace("5日前", "30日前") + "已等待24小时。")


def _event(window: MainWindow) -> None:
    assert window.desk.case
    window.ask.forms.write_event(window.desk.case.events[2])


def _source(window: MainWindow) -> None:
    window.evidence_commands.ask_for_source(_evidence(window)[:1])


def _moving(window: MainWindow, case: CaseFile) -> QDialog:
    cases = window.desk.tasks.workspace.read(list_cases)
    others = [replace(cases[0], id=CaseId("other"), title="话费充值未到账")]
    return MoveDialog(window, case, case.evidence[:2], others)


def _numbering(window: MainWindow, case: CaseFile) -> QDialog:
    return NumberingDialog(window, case, window.ask.pictures())


SHOTS: tuple[Shot, ...] = (
    Shot("case", ("CASE", "LIST", "CasePage"), _look(TimelineLook.LIST)),
    Shot("case-compact", ("TimelineView",), _look(TimelineLook.LIST, compact=True)),
    Shot("case-lanes", ("LANES",), _look(TimelineLook.LANES)),
    Shot("case-wall", ("WALL",), _look(TimelineLook.WALL)),
    Shot("search", ("SearchBox",), _search),
    Shot("agenda", ("AGENDA", "AgendaPage"), _go(WindowPage.AGENDA)),
    Shot("scam", ("SCAM", "ScamPage"), _scam),
    Shot("knowledge", ("KNOWLEDGE", "KnowledgePage"), _go(WindowPage.KNOWLEDGE)),
    Shot("sorting", ("ReviewPage",), _sort),
    Shot("viewer", ("ViewerPage",), _viewer(1)),
    Shot("viewer-text", (), _viewer(4, text=True)),
    Shot("viewer-two", ("Beside",), _viewer(1, pair=True)),
    Shot("message-problem", ("Wizard", "ProblemPage"), _wizard(0)),
    Shot("message-order", ("OrdersPage",), _wizard(1)),
    Shot("message-facts", ("FactsPage",), _wizard(2)),
    Shot("message-demand", ("DemandPage",), _wizard(3)),
    Shot("message", ("ChannelPage",), _wizard(4)),
    Shot("message-versions", ("VersionsDialog",), _of_case(_versions)),
    Shot("guard", ("GuardDialog",), _of_case(_guard)),
    Shot("form-12315", ("FormFillDialog",), _trigger("fill_form")),
    Shot("confirming", ("ConfirmDialog",), _opened(lambda window: ConfirmDialog(window, window.parts))),
    Shot("checkup", ("CheckupDialog",), _trigger("checkup")),
    Shot("checkup-answers", ("AnswersDialog",), _of_case(_answers)),
    Shot("export-complaint", ("ExportDialog",), _trigger("complaint")),
    Shot("export-pack", (), _trigger("pack")),
    Shot("export-upload", ("UploadDialog",), _trigger("upload")),
    Shot("preview", ("PreviewWindow",), _preview),
    Shot("redaction", ("RedactionDialog",), _trigger("redact")),
    Shot("phone", ("PhoneDialog",), _opened(_phone)),
    Shot("inbox", ("InboxDialog",), _trigger("inbox")),
    Shot("outcomes", ("OutcomesDialog",), _opened(_outcomes)),
    Shot("new-case", ("CaseDialog",), _trigger("new_case")),
    Shot("details", (), _trigger("details")),
    Shot("event", ("EventDialog",), _event),
    Shot("source", ("SourceDialog",), _source),
    Shot("moving", ("MoveDialog",), _of_case(_moving)),
    Shot("numbering", ("NumberingDialog",), _of_case(_numbering)),
    Shot("profile", ("ProfileDialog",), _trigger("profile")),
    Shot("saved-view", ("NameDialog",), lambda window: window.saved_views.ask_name()),
    Shot("withdrawn", ("RestoreDialog",), _of_case(lambda window, case: RestoreDialog(window, case.evidence))),
    Shot("purge", ("PurgeDialog",), _of_case(lambda window, case: PurgeDialog(window, case, lambda: None))),
    Shot("timestamps", ("TimestampDialog",), _trigger("timestamp")),
    Shot("archive", ("ArchiveDialog",), _trigger("archive")),
    Shot("passphrase", ("PassphraseDialog",), _opened(lambda window: PassphraseDialog(window, "点卡.caseorg"))),
    Shot("backup", ("BackupDialog",), _trigger("back_up")),
    Shot("restore", ("RestoreBackupDialog",), _trigger("restore")),
    Shot("rehearse", ("RehearseDialog",), _trigger("rehearse")),
    Shot("examine", ("HealthDialog",), _trigger("examine")),
    Shot("folder", ("FolderDialog",), _trigger("data_folder")),
    Shot("broken", ("BrokenDialog",), _opened(_broken)),
    *(Shot(f"settings-{one.name.lower()}", ("SettingsDialog", one.name), _settings(one)) for one in PreferencesPage),
    Shot("crash", ("CrashBox",), _opened(lambda window: CrashBox(window, "ValueError", Path("crash.txt"), None))),
    Shot("guide", ("GuideWindow",), _trigger("guide")),
    Shot("guide-article", ("GuideDialog",), _opened(_article)),
    Shot("keys", ("HelpDialog",), _trigger("keys")),
    Shot("about", (), _trigger("about")),
    Shot("welcome", (), lambda window: window.desk.open_case(None)),
)
