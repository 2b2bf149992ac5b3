"""The doors that a situation can lead to: what to do there, over which channel, and when that is done."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from caseorg.domain.messages.channel import Channel, MessageKind, Rung
from caseorg.domain.papers.missing import Missing
from caseorg.domain.remark import Remark, remark
from caseorg.domain.steps.complaining import complain
from caseorg.domain.steps.gaps import held_up
from caseorg.domain.steps.position import PAYMENT_CHANNELS, Position
from caseorg.domain.steps.step import NextStep


@dataclass(frozen=True, slots=True)
class StepWay:
    """`find` names the channel. Where `needed`, the way is passed over without one. `done` are signs that it was gone,
    beside a message over the channel; `waits` says that the day which the demand names is waited for, `lacks` what must
    be known before.
    """

    find: Callable[[Position], Channel | None]
    kinds: tuple[MessageKind, ...] = ()
    done: tuple[str, ...] = ()
    needed: bool = True
    waits: bool = False
    lacks: tuple[Missing, ...] = ()


_ADDRESSEE = (Missing.MERCHANT, Missing.MERCHANT_ADDRESS)


def _platform(position: Position) -> Channel | None:
    return position.first_open(Rung.PLATFORM, MessageKind.INTERVENTION, MessageKind.FIRST)


def _hotline(position: Position) -> Channel | None:
    """Where account or payment is frozen: the website's own hotline, the platform with shops, the payment service."""
    if "own-site" in position.signs:
        return position.open_channel("site-hotline") or position.payment() or _platform(position)
    return _platform(position)


def _guardian(position: Position) -> Channel | None:
    """The game companies' entrance for guardians, else the platform or whoever runs the game."""
    own = position.open_channel("guardian") or _platform(position)
    return own or position.first_open(Rung.MERCHANT, MessageKind.FIRST)


def _by_id(key: str) -> Callable[[Position], Channel | None]:
    return lambda position: position.open_channel(key)


def _nowhere(_: Position) -> None:
    return None


_DO: dict[str, str] = {
    "police": "Stop paying, and call the police now (110; 96110 for advice); ask them to have the payment stopped or "
    "frozen.",
    "freeze": "Freeze first: block account and payments in the official application, change the password, and call the "
    "official hotline.",
    "payment": "Complain about the payment to the payment service, and ask it to stop the money: {channel}.",
    "report-account": "Report the seller's account to the platform, and ask it to keep the records: {channel}.",
    "platform": "Ask the platform to step in, and for the seller's true name, address and contact: {channel}.",
    "lawyer": "See a lawyer: prepare a lawsuit, and apply for preservation of property (财产保全) before the money is "
    "gone.",
    "letter": "Send the letter of demand by registered mail to the registered address: {channel}.",
    "guardian": "Ask for the money back as a guardian, over the official entrance for minors: {channel}.",
    "telecom": "Appeal as a telecom user: {channel}.",
    "elsewhere": "Go on where the matter was taken: ask there how it stands, and note the answer.",
    "receipt": "Note the number of the police receipt, and ask bank or payment service whether payment was stopped.",
}
_THEN: dict[str, str] = {
    "police": "Ask for the receipt of your report and note its number. Nobody can promise that the money comes back.",
    "freeze": "Where money is gone, call the police (110), and tell bank or payment service that it was not you who "
    "paid.",
    "payment": "Keep its answer; with it, 12363 is open where the payment service did not do its part.",
    "report-account": "Keep its answer, and give its number to the police.",
    "platform": "Note its answer; after 48 hours without one, wait no longer.",
    "lawyer": "The court decides on it; in urgent matters one can apply before suing.",
    "letter": "Keep the posting slip and the receipt. If nothing comes by the day you set, a lawsuit remains.",
    "guardian": "Hand in all that it asks for at once. A no, or no answer in some days: 12315, which can only mediate.",
    "telecom": "It mediates between user and telephone company. Note its number and answer.",
    "elsewhere": "If it was not taken after all, keep that answer; then 12315 is open again. If there is no result, a "
    "lawsuit remains.",
    "receipt": "Once it is known who it was, a lawsuit is possible. Whoever wants a fee to get the money back is a "
    "swindler.",
}
WAYS: Mapping[str, StepWay] = {
    "police": StepWay(_by_id("police"), (MessageKind.REPORT,), ("police-informed",), needed=False),
    "freeze": StepWay(_hotline, (MessageKind.FIRST,), ("police-informed",), needed=False),
    "payment": StepWay(Position.payment, (MessageKind.FIRST,)),
    "report-account": StepWay(_platform, (MessageKind.FIRST,)),
    "platform": StepWay(
        _platform, (MessageKind.INTERVENTION,), ("milestone:platform-requested", "platform-asked"), waits=True
    ),
    "lawyer": StepWay(_by_id("court"), (MessageKind.DEMAND_LETTER,), needed=False),
    "letter": StepWay(_by_id("letter"), (MessageKind.DEMAND_LETTER,), waits=True, lacks=_ADDRESSEE),
    "guardian": StepWay(_guardian, (MessageKind.FIRST,)),
    "telecom": StepWay(_by_id("telecom"), (MessageKind.COMPLAINT,), ("milestone:telecom-appealed",)),
    "elsewhere": StepWay(_nowhere, needed=False),
    "receipt": StepWay(_nowhere, needed=False),
}
COMPLAINT = "12315"
DOORS = frozenset((*WAYS, COMPLAINT))


def go(position: Position, doors: Iterable[str], why: Remark) -> NextStep | None:
    """The step through the first of the doors that is open and was not gone through yet."""
    known = (door for door in doors if door in DOORS)
    steps = (complain(position, why) if door == COMPLAINT else _through(position, door, why) for door in known)
    open_ones = (step for step in steps if step)
    first, second = next(open_ones, None), next(open_ones, None)
    if first is None or first.then is None or second is None:
        return first
    return replace(first, then=remark("{then} Next: {next}", then=first.then, next=second.do))


def _through(position: Position, door: str, why: Remark) -> NextStep | None:
    way = WAYS[door]
    channel = way.find(position)
    if (channel is None and way.needed) or _is_done(position, way, channel):
        return None
    step = NextStep(
        do=remark(_DO[door], channel=channel.name) if channel else remark(_DO[door]),
        why=why,
        then=remark(_THEN[door]),
        until=position.waits_until if way.waits else None,
        channel=channel.id if channel else "",
        kind=next((kind for kind in way.kinds if channel and position.takes(channel, kind)), None),
    )
    return held_up(position, step, way.lacks)


def begun(position: Position, doors: Iterable[str]) -> bool:
    """Whether one of the doors was gone through."""
    return any(_is_done(position, WAYS[door], WAYS[door].find(position)) for door in doors if door in WAYS)


def _is_done(position: Position, way: StepWay, channel: Channel | None) -> bool:
    """A payment service asked is enough, whichever it was."""
    if position.signs.keys() & set(way.done):
        return True
    if way.find == Position.payment:
        return bool(position.used & PAYMENT_CHANNELS.keys())
    return channel is not None and channel.id in position.used
