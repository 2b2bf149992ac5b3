"""Where a message can go, how long it may be there, and its customary frame."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from caseorg.domain.case import Platform
from caseorg.domain.errors import CaseorgError
from caseorg.domain.message import SLOT_NAMES, slots
from caseorg.resources import resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """`limit` is in characters without line ends. `confidence`: A text read, B named source, G general."""

    id: str
    name: str
    limit: int
    source: str
    confidence: str
    checked: date
    template: str


@cache
def channels() -> dict[str, Channel]:
    """All channels by id.

    Raises:
        CaseorgError: a file lacks a field, has an unknown one or one of the wrong type, or names an unknown slot.
    """
    found = {}
    for file in sorted(resource("knowledge/channels").glob("*.toml")):
        try:
            channel = _channel(file.stem, tomllib.loads(file.read_text(encoding="utf-8")))
        except (TypeError, ValueError) as error:
            raise CaseorgError(
                "The knowledge file {file} cannot be used: {reason}.",
                "Correct or remove it.",
                file=file.name,
                reason=error,
            ) from error
        found[channel.id] = channel
    return found


def _channel(key: str, content: dict[str, Any]) -> Channel:
    channel = Channel(id=key, **content)
    for name, kind in Channel.__annotations__.items():
        if not isinstance(getattr(channel, name), kind):
            raise TypeError(f"{name} must be of type {kind.__name__}")
    if unknown := set(slots(channel.template)) - set(SLOT_NAMES):
        raise ValueError(f"the template has the unknown slot {min(unknown)}")
    return channel


def find_channel(channel_id: str) -> Channel:
    """The channel with this id.

    Raises:
        CaseorgError: there is none.
    """
    channel = channels().get(channel_id)
    if channel is None:
        raise CaseorgError(
            "There is no channel “{channel}”.",
            "Choose one of: {known}.",
            channel=channel_id,
            known=", ".join(channels()),
        )
    return channel


@cache
def _platform_names() -> dict[str, str]:
    entries = tomllib.loads(resource("knowledge/platforms.toml").read_text(encoding="utf-8"))
    return {key: entry["name"] for key, entry in entries.items()}


def platform_name(platform: Platform) -> str:
    """The platform's Chinese name; empty for OTHER."""
    return _platform_names()[platform]
