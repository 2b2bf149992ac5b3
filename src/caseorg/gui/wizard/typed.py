"""What was typed into the wizard and is not stored yet: kept a second after typing, put back when it opens again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer

from caseorg.domain.case import CaseDetails
from caseorg.domain.errors import CaseorgError
from caseorg.domain.messages.channel import MessageKind
from caseorg.gui.fields import TYPING_PAUSE
from caseorg.gui.wizard.drafts import Key, kept_drafts, to_keep
from caseorg.gui.wizard.keeper import Keeper, differ, merged
from caseorg.gui.wizard.note_boxes import NoteTone, WizardNote
from caseorg.gui.wizard.preview import Preview
from caseorg.i18n import tr
from caseorg.store.drafts import Typed, read_draft, write_draft

_DETAILS, _MESSAGE = "details", "message"


class WizardDraft(QObject):
    """The pages share what they say, so that not their fields but the case's details and the texts are kept."""

    def __init__(self, keeper: Keeper, preview: Preview, file: Path, tell: Callable[[CaseorgError], object]) -> None:
        super().__init__(keeper)
        self._keeper, self._preview, self._file, self._tell = keeper, preview, file, tell
        self._clash: tuple[CaseDetails, CaseDetails] | None = None  # before and typed
        self.timer = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self.timer.timeout.connect(self.keep)

    def put_back(self) -> list[WizardNote]:
        """What is kept stands in the wizard again; the notes say so, and what the case contradicts."""
        texts, details = _read(self._file)
        if texts:
            self._preview.edited = {**kept_drafts(self._keeper.case), **texts}
        kept = WizardNote(tr("What you typed last time and did not save stands here again."), NoteTone.HINT)
        if details is None:
            return [kept] if texts else []
        before, typed = details
        if not differ(before, typed, self._keeper.details):
            self._keeper.details = merged(before, typed, self._keeper.details)
            return [kept]
        self._clash = details
        return [*([kept] if texts else []), _clash_note(typed, self._keeper.details)]

    def take(self) -> None:
        """What was typed stands there, although the case says something else by now."""
        if self._clash:
            before, typed = self._clash
            self._keeper.details = merged(before, typed, self._keeper.details)
            self._clash = None
            self.keep()

    def keep(self) -> None:
        """Writes down what is not stored by now; nothing is left where all is."""
        self.timer.stop()
        try:
            write_draft(self._file, dict(self._typed()))
        except CaseorgError as error:
            self._tell(error)

    def _typed(self) -> Iterator[tuple[str, Typed]]:
        before, typed = self._keeper.before, self._keeper.details
        if before != typed:
            yield _DETAILS, Typed(_text(before), _text(typed))
        elif self._clash:
            before, typed = self._clash
            yield _DETAILS, Typed(_text(before), _text(typed))
        for message in to_keep(self._preview.edited or {}, self._keeper.case):
            yield f"{_MESSAGE}/{message.channel}/{message.kind}", Typed("", message.text)


def _read(file: Path) -> tuple[dict[Key, str], tuple[CaseDetails, CaseDetails] | None]:
    """The texts, and the details before and after they were typed; a draft that is damaged, or that another version
    wrote in another way, counts as none."""
    found = read_draft(file)
    details = found.pop(_DETAILS, None)
    try:
        texts = {_key(name): typed.text for name, typed in found.items()}
        return texts, (_details(details.before), _details(details.text)) if details else None
    except ValueError:
        return {}, None


def _key(name: str) -> Key:
    _, channel, kind = name.split("/")
    return channel, MessageKind(kind)


def _text(details: CaseDetails) -> str:
    return msgspec.json.encode(details).decode()


def _details(text: str) -> CaseDetails:
    return msgspec.json.decode(text, type=CaseDetails)


def _clash_note(typed: CaseDetails, stored: CaseDetails) -> WizardNote:
    mine, theirs = dict(_leaves("", msgspec.to_builtins(typed))), dict(_leaves("", msgspec.to_builtins(stored)))
    names = [name for name in {**theirs, **mine} if mine.get(name, "") != theirs.get(name, "")]
    now = "；".join(filter(None, (theirs.get(name, "") for name in names))) or "—"
    then = "；".join(filter(None, (mine.get(name, "") for name in names))) or "—"
    text = tr("The case was changed meanwhile. It now says: {stored}. You had typed: {typed}.", stored=now, typed=then)
    return WizardNote(text, NoteTone.WARNING, tr("Use what I typed"), WizardDraft)


def _leaves(path: str, value: object) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for key, inner in value.items():
                if key != "id":
                    yield from _leaves(f"{path}.{key}", inner)
        case list() | tuple():
            for place, inner in enumerate(value):
                yield from _leaves(f"{path}.{place}", inner)
        case None | "":
            return
        case _:
            yield path, str(value)
