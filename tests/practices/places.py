"""The places where a user meets advice, each driven as the user does and read as text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from caseorg.actions.case import new_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.message import MessageDetails, keep_message
from caseorg.actions.promise import PromiseDetails, add_promise
from caseorg.actions.work import UnitOfWork
from caseorg.cli.app import run
from caseorg.domain.case import CaseDetails, CaseFile, CaseId, Event, EventId, Message, MessageId, Promise, PromiseId
from caseorg.gui.check.report import Links, report_page
from caseorg.gui.reader import Reader
from caseorg.gui.timeline.card import NextStepCard
from caseorg.gui.wizard.card import ChannelCard
from caseorg.gui.wizard.channel import ChannelPage
from caseorg.gui.wizard.demand import DemandPage
from caseorg.gui.wizard.facts import FactsPage
from caseorg.gui.wizard.page import Page
from caseorg.gui.wizard.problem import ProblemPage
from caseorg.gui.wizard.state import WizardState
from caseorg.knowledge.agenda import next_step
from caseorg.knowledge.checks import check_case
from caseorg.knowledge.library import Knowledge
from caseorg.views.checkup import checkup_sections
from caseorg.workspace import open_workspace
from domain.build import case, evidence
from practices.told import Told

KNOWLEDGE = Knowledge()


@dataclass
class Stored:
    """A data folder for the commands. A case is stored in it when it is asked for first; each place is read once."""

    folder: Path
    ids: dict[Told, CaseId] = field(default_factory=dict)
    read: dict[tuple[object, ...], str] = field(default_factory=dict)

    def case_id(self, told: Told) -> CaseId:
        if told not in self.ids:
            self.ids[told] = self._store(told)
        return self.ids[told]

    def _store(self, told: Told) -> CaseId:
        with open_workspace(self.folder) as workspace:
            return workspace.write(_stored, told)


def _stored(work: UnitOfWork, told: Told) -> CaseId:
    """In one transaction."""
    key = new_case(work, told.details)
    for event in told.events:
        add_event(work, key, event)
    for promise in told.promises:
        add_promise(work, key, promise)
    for message in told.messages:
        keep_message(work, key, message)
    return key


@dataclass(frozen=True)
class Shown:
    """What a place shows of a case: a command by what it prints, a part of the window by its words. A text in place of
    the case goes to the command as it is."""

    stored: Stored
    capsys: pytest.CaptureFixture[str]

    def __call__(self, place: str, of: Told | str, *more: str) -> str:
        key = (place, of, *more)
        if key not in self.stored.read:
            self.stored.read[key] = self._drawn(place, of, *more) if place in WIDGETS else self._run(place, of, *more)
        return self.stored.read[key]

    def _drawn(self, place: str, of: Told | str, channel: str = "") -> str:
        assert isinstance(of, Told)
        return WIDGETS[place](WizardState(value_of(of), KNOWLEDGE, datetime.now(UTC), channel))

    def _run(self, place: str, of: Told | str, *more: str) -> str:
        named = [of if isinstance(of, str) else self.stored.case_id(of)] if of else []
        self.capsys.readouterr()
        code = run(["--data", str(self.stored.folder), *place.split()[1:], *named, *more])
        out, err = self.capsys.readouterr()
        assert code == 0, err
        return f"{out}\n{err}"


def value_of(told: Told) -> CaseFile:
    """The case as the window has it, without a database."""
    details = {one.name: getattr(told.details, one.name) for one in fields(CaseDetails)}
    return case(
        **details,
        events=tuple(_event(number, one) for number, one in enumerate(told.events)),
        promises=tuple(_promise(number, one) for number, one in enumerate(told.promises)),
        messages=tuple(_message(number, one) for number, one in enumerate(told.messages)),
        evidence=(evidence(1, shows=tuple(KNOWLEDGE.proofs)),) if told.proven else (),
    )


def _event(number: int, told: EventDetails) -> Event:
    return Event(id=EventId(f"event-{number}"), **{one.name: getattr(told, one.name) for one in fields(EventDetails)})


def _promise(number: int, told: PromiseDetails) -> Promise:
    values = {one.name: getattr(told, one.name) for one in fields(PromiseDetails)}
    return Promise(id=PromiseId(f"promise-{number}"), **values)


def _message(number: int, told: MessageDetails) -> Message:
    values = {one.name: getattr(told, one.name) for one in fields(MessageDetails)}
    return Message(id=MessageId(f"message-{number}"), made_at=told.sent_at or datetime.now(UTC), **values)


def words_of(widget: QWidget) -> str:
    """All that a part of the window says; what is hidden is not said."""
    labels = [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    choices = [one.itemText(number) for one in widget.findChildren(QComboBox) for number in range(one.count())]
    return "\n".join((*labels, *choices))


def _page(make: Callable[[], Page]) -> Callable[[WizardState], str]:
    def words(state: WizardState) -> str:
        page = make()
        page.show_state(state)
        return words_of(page)

    return words


def _problem(state: WizardState) -> str:
    """Also the list of problems, with its marks."""
    page = ProblemPage()
    page.show_state(state)
    listed = "\n".join(f"{choice.name} {choice.mark}" for choice in page.list.choices)
    return f"{listed}\n{words_of(page)}"


def _card(state: WizardState) -> str:
    card = ChannelCard()
    card.show_channel(KNOWLEDGE.channels[state.channel], state)
    return card.toPlainText()


def _channel(state: WizardState) -> str:
    """Which channel comes up."""
    page = ChannelPage()
    page.show_state(state)
    return KNOWLEDGE.channels[page.list.key].name


def _step(state: WizardState) -> str:
    card = NextStepCard()
    card.show_step(next_step(KNOWLEDGE, state.case, state.story, state.now))
    return words_of(card)


def _checkup(state: WizardState) -> str:
    reader = Reader("")
    sections = checkup_sections(KNOWLEDGE, check_case(KNOWLEDGE, state.case, state.now))
    reader.show_page(lambda: report_page("", sections, Links()))
    return reader.toPlainText()


WIDGETS: Mapping[str, Callable[[WizardState], str]] = {
    "caseorg.gui.wizard.problem.ProblemPage": _problem,
    "caseorg.gui.wizard.facts.FactsPage": _page(FactsPage),
    "caseorg.gui.wizard.demand.DemandPage": _page(DemandPage),
    "caseorg.gui.wizard.channel.ChannelPage": _channel,
    "caseorg.gui.wizard.card.ChannelCard": _card,
    "caseorg.gui.timeline.card.NextStepCard": _step,
    "caseorg.gui.check.dialog.CheckupDialog": _checkup,
}
