"""How shop and platform stand to the matter: whether they were asked, said no, or do not answer."""

from collections.abc import Iterable

from caseorg.domain.case import Part, Side, Stage
from caseorg.domain.clocks.deadline import ClockState
from caseorg.domain.clocks.happenings import CONTACTED, HEARD, PLATFORM_ASKED, REFUSED, REPLIED, Happening, answered
from caseorg.domain.messages.channel import Rung
from caseorg.domain.steps.position import PAYMENT_CHANNELS, Position, find_clock, has_happened

TIRED = 2  # messages without an answer, after which the same door is not asked again
_ASKING = (CONTACTED, "refund-demanded", PLATFORM_ASKED, "wechat-complained")
_TALKED = (Stage.CONTACTED, Stage.ESCALATED, Stage.COMPLAINED)


def was_asked(position: Position) -> bool:
    """The user's own asking is recorded, not only what the others said."""
    sent = any(message.sent_at for message in position.case.messages)
    asked = any(happening.milestone in _ASKING and not happening.promise for happening in position.happened)
    return sent or asked or position.case.stage in _TALKED


def was_demanded(position: Position) -> bool:
    """Somebody was asked, as is recorded, or by what they promised."""
    promised = any(happening.promise for happening in position.happened) or bool(position.story.of(Part.PROMISE))
    return promised or was_asked(position)


def was_heard(position: Position) -> bool:
    """The others spoke, whoever asked them."""
    return has_happened(position, HEARD)


def platform_tried(position: Position) -> bool:
    """The platform was asked to step in, or said no."""
    asked = has_happened(position, PLATFORM_ASKED) or "platform-asked" in position.signs
    return asked or position.case.stage is Stage.COMPLAINED or _platform_refused(position)


def platform_done(position: Position) -> bool:
    """The platform said no, replied, or let its time pass."""
    asked = next((happening for happening in position.happened if happening.milestone == PLATFORM_ASKED), None)
    replied = (happening for happening in position.happened if happening.milestone == REPLIED)
    if asked and any(happening.at.at >= asked.at.at for happening in replied):
        return True
    late = find_clock(position, ("platform-answer",), ClockState.OVERDUE)
    return late is not None or _platform_refused(position) or (platform_tried(position) and _platform_silent(position))


def _platform_refused(position: Position) -> bool:
    return any(happening.milestone == REFUSED and _is_platform(position, happening) for happening in position.happened)


def _is_platform(position: Position, happening: Happening) -> bool:
    return happening.side is Side.PLATFORM or happening.channel in _platform_channels(position)


def _platform_channels(position: Position) -> frozenset[str]:
    return frozenset(channel.id for channel in position.channels if channel.rung is Rung.PLATFORM)


def _platform_silent(position: Position) -> bool:
    channels = _platform_channels(position)
    return any(beat.actor is Side.PLATFORM or beat.channel in channels for beat in position.story.of(Part.SILENCE))


def merchant_refused(position: Position) -> bool:
    """Anybody but the platform and the payment service said no."""
    others = (happening for happening in position.happened if happening.channel not in PAYMENT_CHANNELS)
    return any(happening.milestone == REFUSED and not _is_platform(position, happening) for happening in others)


def merchant_silent(position: Position) -> bool:
    """No answer to several messages, or the user says that none comes."""
    channels = _platform_channels(position)
    unheard = [
        contact for contact in contacts(position) if contact.channel not in channels and _is_unheard(position, contact)
    ]
    return "silent" in position.signs or len(unheard) >= TIRED


def is_overdue(position: Position) -> bool:
    """The time to ask again has passed altogether."""
    return find_clock(position, ("follow-up",), ClockState.OVERDUE) is not None


def contacts(position: Position) -> tuple[Happening, ...]:
    """How often the user asked; a promise without a time is no asking."""
    return tuple(contact for contact in position.happened if contact.milestone == CONTACTED and not contact.promise)


def is_tired(position: Position, channel: str) -> bool:
    """Nobody answered what was sent over the channel, and more than once."""
    sent: Iterable[Happening] = (contact for contact in contacts(position) if contact.channel == channel)
    return sum(_is_unheard(position, contact) for contact in sent) >= TIRED


def _is_unheard(position: Position, contact: Happening) -> bool:
    return not answered(position.happened, contact)
