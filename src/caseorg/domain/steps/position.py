"""Where a case stands: all that the next step looks at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from caseorg.domain.case import CaseFile, Part
from caseorg.domain.clocks.deadline import Clock, ClockState
from caseorg.domain.clocks.happenings import Happening
from caseorg.domain.clocks.workdays import Calendar
from caseorg.domain.law.footing import Footing
from caseorg.domain.messages.channel import Channel, MessageKind, Rung
from caseorg.domain.scenario import Scenario
from caseorg.domain.steps.doors import ClosedDoor, DoorRules, closed_door
from caseorg.domain.steps.signs import Signs
from caseorg.domain.story.story import Story

PAYMENT_CHANNELS = {"wechat-pay": "payment:wechat", "alipay": "payment:alipay"}


@dataclass(frozen=True, kw_only=True)
class Position:
    """`channels` are those for this case, the ones to try first first; `story` and `happened` end now. `demanded_by` is
    the day that the demand names."""

    case: CaseFile
    story: Story
    signs: Signs
    clocks: tuple[Clock, ...]
    happened: tuple[Happening, ...]
    channels: tuple[Channel, ...]
    rules: DoorRules
    scenario: Scenario | None
    footing: Footing
    calendar: Calendar
    now: datetime
    demanded_by: datetime | None = None

    @cached_property
    def closed(self) -> Mapping[str, ClosedDoor]:
        """The channels that do not take the matter, and by which rule."""
        found = ((channel.id, closed_door(channel, self.signs, self.rules.closed)) for channel in self.channels)
        return {channel: rule for channel, rule in found if rule is not None}

    @cached_property
    def open(self) -> tuple[Channel, ...]:
        """The channels that may take it; no other payment service than the one that was paid with, as far as that is
        known."""
        return tuple(channel for channel in self.channels if channel.id not in self.closed and self._pays_so(channel))

    @cached_property
    def used(self) -> frozenset[str]:
        """The channels over which one talked: whoever answers was asked."""
        no_talk = (Part.BUY, Part.ASIDE)
        return frozenset(beat.channel for beat in self.story.beats if beat.channel and beat.part not in no_talk)

    @property
    def waits_until(self) -> datetime | None:
        """The day that the demand names, as long as it is to come."""
        return self.demanded_by if self.demanded_by and self.demanded_by > self.now else None

    def _pays_so(self, channel: Channel) -> bool:
        paid = [sign for sign in self.signs if sign.startswith("payment:")]
        return channel.id not in PAYMENT_CHANNELS or not paid or PAYMENT_CHANNELS[channel.id] in paid

    def payment(self) -> Channel | None:
        """The payment service's complaint, where it is known how it was paid."""
        return next((channel for channel in self.open if PAYMENT_CHANNELS.get(channel.id) in self.signs), None)

    def first_open(self, rung: Rung, *kinds: MessageKind) -> Channel | None:
        """The first open channel of the rung that takes one of the kinds of message."""
        of_rung = (channel for channel in self.open if channel.rung is rung)
        return next((channel for channel in of_rung if any(self.takes(channel, kind) for kind in kinds)), None)

    def takes(self, channel: Channel, kind: MessageKind) -> bool:
        """Whether such a message about this matter goes there."""
        return kind in channel.kinds and closed_door(channel, self.signs, self.rules.closed, kind) is None

    def open_channel(self, key: str) -> Channel | None:
        """The channel of this id, where it takes the matter."""
        return next((channel for channel in self.open if channel.id == key), None)


def find_clock(position: Position, rules: Iterable[str], *states: ClockState) -> Clock | None:
    """The clock of one of these rules that was started last and is in one of the states; others' must have begun."""
    begun = (clock for clock in position.clocks if clock.mine or clock.since.at <= position.now)
    found = (clock for clock in begun if clock.key.partition(":")[0] in rules and clock.state in states)
    return max(found, key=lambda clock: clock.since.at, default=None)


def has_happened(position: Position, *milestones: str) -> bool:
    """Whether one of these milestones was reached."""
    return any(happening.milestone in milestones for happening in position.happened)
