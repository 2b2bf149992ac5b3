"""Page 5: where the message goes, and the message."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from caseorg.domain.case import CaseFile
from caseorg.domain.messages.channel import Channel, MessageKind
from caseorg.gui.wizard.card import ChannelCard
from caseorg.gui.wizard.choices import Choice, ChoiceList
from caseorg.gui.wizard.drafts import sent_over
from caseorg.gui.wizard.fields import ComboBox
from caseorg.gui.wizard.page import GAP, Page, column
from caseorg.gui.wizard.preview import Preview
from caseorg.gui.wizard.state import WizardState
from caseorg.i18n import tr
from caseorg.knowledge.agenda import suited_channel, suited_kind
from caseorg.knowledge.channels import suited_channels
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.position import closed_channels

_LEFT_WIDTH = 300


class ChannelPage(Page):
    """The channels, suited ones first and those that do not take the matter last, with what is known of the selected
    one; at the right its message.

    `chosen` carries a channel and a kind.
    """

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: WizardState | None = None
        self.list = ChoiceList(tr("Channels"))
        self.card = ChannelCard()
        self.kind = ComboBox(tr("Kind of message"))
        self.preview = Preview()
        left = QWidget()
        left.setFixedWidth(_LEFT_WIDTH)
        shelf = column(left)
        shelf.addWidget(self.list, 5)
        shelf.addWidget(self.card, 6)
        label = QLabel(tr("&Kind of message"))
        label.setBuddy(self.kind)
        head = QHBoxLayout()
        head.addWidget(label)
        head.addWidget(self.kind, 1)
        head.addWidget(self.preview.count)
        right = column()
        right.addLayout(head)
        right.addWidget(self.preview, 1)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(GAP)
        page.addWidget(left)
        page.addLayout(right, 1)
        self.list.chosen.connect(self._choose)
        self.kind.activated.connect(lambda: self.chosen.emit(self.list.key, self.kind.currentData()))

    def show_state(self, state: WizardState) -> None:
        self._state = state
        channel, kind = chosen_message(state)
        suited = suited_channels(state.knowledge, state.case)
        others = (listed for listed in state.knowledge.channels.values() if listed not in suited)
        closed, named = closed_channels(state.knowledge, state.case, state.story, state.now), _named(state)
        told = {key for key, rule in closed.items() if key in named or not rule.usual}
        listed = sorted((*suited, *others), key=lambda candidate: candidate.id in told)
        self.list.show_choices([_choice(one, state.case, named - told, told) for one in listed], channel.id)
        self._fill_kinds(state.knowledge, channel, kind)
        self.refresh(state)

    def refresh(self, state: WizardState) -> None:
        self._state = state
        channel, kind = chosen_message(state)
        self.card.show_channel(channel, state)
        self.preview.show_message(state, channel, kind)

    def focus_first(self) -> None:
        self.preview.copy.setFocus()

    def _choose(self, key: str) -> None:
        assert self._state
        state = self._state
        channel = state.knowledge.channels[key]
        self.chosen.emit(key, suited_kind(state.knowledge, state.case, state.story, channel, state.now))

    def _fill_kinds(self, knowledge: Knowledge, channel: Channel, kind: MessageKind) -> None:
        self.kind.clear()
        for candidate in channel.kinds:
            self.kind.addItem(knowledge.frames[candidate].name, candidate)
        self.kind.setCurrentIndex(channel.kinds.index(kind))


def chosen_message(state: WizardState) -> tuple[Channel, MessageKind]:
    """What was chosen, or else what the next step names."""
    knowledge, case, story = state.knowledge, state.case, state.story
    channel = knowledge.channels.get(state.channel) or suited_channel(knowledge, case, story, state.now)
    kind = state.kind if state.kind in channel.kinds else None
    return channel, kind or suited_kind(knowledge, case, story, channel, state.now)


def _named(state: WizardState) -> frozenset[str]:
    """What the next step names, the channels that the scenario begins with, and those that stand for them on this
    platform."""
    scenario = state.scenario
    first = suited_channels(state.knowledge, state.case)[: len(scenario.first)] if scenario else ()
    now = suited_channel(state.knowledge, state.case, state.story, state.now)
    return frozenset(channel.id for channel in (now, *first))


def _choice(channel: Channel, case: CaseFile, suited: Collection[str], closed: Collection[str]) -> Choice:
    """What does not take the matter is marked, whatever was sent there."""
    if channel.id in closed:
        return Choice(channel.id, channel.name, "", tr("not for this"), lacks=True)
    sent = len(sent_over(case, channel.id))
    mark = tr("sent {count}×", count=sent) if sent else tr("suited") if channel.id in suited else ""
    return Choice(channel.id, channel.name, "", mark)
