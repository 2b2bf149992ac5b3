"""What the knowledge says about doors: which do not take a matter, which come first, and what cannot wait."""

from collections.abc import Iterable
from dataclasses import dataclass

from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.messages.channel import Channel, MessageKind, Rung
from caseorg.domain.papers.missing import Missing
from caseorg.domain.remark import Remark, remark
from caseorg.domain.steps.signs import Signs, holds


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSign(KnowledgeEntry):
    """A name of the other side with one of the words gives the sign of this id, such as a telephone company's."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDoor(KnowledgeEntry):
    """Channels that do not take a matter with these signs: why, where it goes instead, and when they would take it.

    `rungs` stand for all channels of a rung. Where there are `kinds`, only such messages are not taken. `usual` says
    that it is so in most cases, and is told only where asked.
    """

    name: str
    signs: tuple[str, ...]
    why: str
    instead: str
    opens: str = ""
    channels: tuple[str, ...] = ()
    rungs: tuple[Rung, ...] = ()
    kinds: tuple[MessageKind, ...] = ()
    unless: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    usual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation(KnowledgeEntry):
    """What such signs call for: `doors` in their order (ids of ways that steps can take), `urgent` before all of it.

    It holds from `at_least` yuan on. `at_once`: nothing that the case lacks and no answer is waited for. `note` is told
    with each step.
    """

    name: str
    signs: tuple[str, ...]
    doors: tuple[str, ...]
    unless: tuple[str, ...] = ()
    urgent: tuple[str, ...] = ()
    at_least: int = 0
    at_once: bool = False
    note: str = ""
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger(KnowledgeEntry):
    """Something to do oneself, beside whatever comes next. `monthly`: before the next of monthly charges."""

    name: str
    text: str
    signs: tuple[str, ...]
    unless: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    monthly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(KnowledgeEntry):
    """A gap that holds nothing up in such a case, for there is nothing to fill it with."""

    name: str
    gap: Missing
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorRules:
    """All of them, each in its order."""

    closed: tuple[ClosedDoor, ...]
    situations: tuple[Situation, ...]
    dangers: tuple[Danger, ...]
    waivers: tuple[Waiver, ...]


def closed_door(
    channel: Channel, signs: Signs, rules: Iterable[ClosedDoor], kind: MessageKind | None = None
) -> ClosedDoor | None:
    """The first rule by which the channel takes no matter with these signs; with a kind, no such message about it."""
    named = (rule for rule in rules if channel.id in rule.channels or channel.rung in rule.rungs)
    meant = (rule for rule in named if not rule.kinds or kind in rule.kinds)
    return next((rule for rule in meant if holds(signs, rule.signs, rule.unless)), None)


def unsuited(
    channel: Channel, signs: Signs, rules: Iterable[ClosedDoor], kind: MessageKind | None = None
) -> Remark | None:
    """Why the channel does not take the matter, where it goes instead, and when it would be taken; None where it is."""
    rule = closed_door(channel, signs, rules, kind)
    if rule is None:
        return None
    if not rule.opens:
        return remark("{why} {instead}", why=rule.why, instead=rule.instead)
    return remark("{why} {instead} Possible: {opens}", why=rule.why, instead=rule.instead, opens=rule.opens)
