"""The texts that the user changed, by channel and kind, and what of them is to be kept when the wizard closes."""

from collections.abc import Mapping

from caseorg.actions.message import MessageDetails
from caseorg.domain.case import CaseFile, Message
from caseorg.domain.messages.channel import MessageKind
from caseorg.domain.papers.renumbering import renewed

Key = tuple[str, MessageKind]


def sent_over(case: CaseFile, channel: str) -> tuple[Message, ...]:
    """What was sent over the channel, in the order of time."""
    sent = (message for message in case.messages if message.sent_at and message.channel == channel)
    return tuple(sorted(sent, key=lambda message: message.made_at))


def kept_drafts(case: CaseFile) -> dict[Key, str]:
    """The texts that were kept without being sent, where nothing of the kind was sent over the channel since; evidence
    has its present numbers in them."""
    found: dict[Key, str] = {}
    for message in sorted(case.messages, key=lambda message: message.made_at):
        if message.kind not in set(MessageKind):
            continue
        key = (message.channel, MessageKind(message.kind))
        if message.sent_at:
            found.pop(key, None)
        else:
            found[key] = renewed(case, message)
    return found


def to_keep(edited: Mapping[Key, str], case: CaseFile) -> tuple[MessageDetails, ...]:
    """The changed texts that are not kept yet as they stand."""
    kept = kept_drafts(case)
    return tuple(
        MessageDetails(channel=channel, kind=kind, text=text)
        for (channel, kind), text in edited.items()
        if text.strip() and kept.get((channel, kind)) != text
    )
