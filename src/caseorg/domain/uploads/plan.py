"""Which evidence goes to a channel, and in which shape, told from the case and what the channel takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from caseorg.domain.case import CaseFile, Evidence, MediaKind
from caseorg.domain.messages.channel import Channel, MessageKind

MEGABYTE = 1_000_000  # a page that says MB may mean this or 1,048,576: the smaller of the two fits both
AIM = 0.9  # what we make stays this far below the limit, so that a page that counts otherwise takes it
_ENDINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "image/jpeg": ("jpg", "jpeg"),
        "image/png": ("png",),
        "audio/mpeg": ("mp3",),
        "audio/mp4": ("m4a",),
        "audio/wav": ("wav",),
        "audio/amr": ("amr",),
        "video/mp4": ("mp4",),
        "video/quicktime": ("mov",),
        "video/x-msvideo": ("avi",),
    }
)


class Why(StrEnum):
    """Why a piece of evidence is not among the files."""

    PUBLIC = "the channel is public: pictures must be covered first"
    LARGE = "the file is larger than the channel takes"
    TYPE = "the channel does not take files of this type"
    PLACE = "the channel takes no more files"
    ROOM = "there is no room for it even at the smallest legible size"
    UNSHOWN = "it cannot be shown"


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """So many files of at most `size` bytes, with these name endings; `aim` is what our own files keep to."""

    files: int
    size: int
    types: tuple[str, ...]

    @property
    def aim(self) -> int:
        return int(self.size * AIM)


@dataclass(frozen=True, slots=True)
class Outside:
    """A piece of evidence that is not among the files."""

    evidence: Evidence
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPlan:
    """The files in upload order: the complaint, then `pictures` or else `volumes` of what is `bound`, `recordings`.

    `volumes` is how many there may be. `pictures` and `recordings` go as files of their own.
    """

    complaint: bool = False
    pictures: tuple[Evidence, ...] = ()
    bound: tuple[Evidence, ...] = ()
    volumes: int = 0
    recordings: tuple[Evidence, ...] = ()
    outside: tuple[Outside, ...] = ()

    @property
    def unplaced(self) -> tuple[Evidence, ...]:
        """What could be shown on paper but has no place: nothing that goes unsaid."""
        return tuple(
            left.evidence for left in self.outside if left.why in (Why.PLACE, Why.ROOM) and left.evidence.printable
        )


def takes_set(channel: Channel) -> bool:
    """Whether a set can be made for it; for a public channel it is the masked text and redacted copies."""
    return channel.uploads is not None or channel.masked


def limits_of(channel: Channel) -> UploadLimits:
    """The channel's limits in bytes; none means that it takes no file."""
    uploads = channel.uploads
    if uploads is None:
        return UploadLimits(0, 0, ())
    types = tuple(ending.lower().lstrip(".") for ending in uploads.types)
    return UploadLimits(uploads.files, int(uploads.megabytes * MEGABYTE), types)


def ending(item: Evidence, limits: UploadLimits) -> str:
    """The name ending under which the channel takes the file as it is; empty where it takes none such."""
    return next((name for name in _ENDINGS.get(item.media_type, ()) if name in limits.types), "")


def by_importance(case: CaseFile) -> tuple[Evidence, ...]:
    """Standing evidence: first what events of the complaint rest on, then what others do, each by number."""
    cited = {key for event in case.events if event.in_complaint for key in event.evidence}
    linked = {key for event in case.events for key in event.evidence}
    rank = {item.id: 0 if item.id in cited else 1 if item.id in linked else 2 for item in case.standing_evidence}
    return tuple(sorted(case.standing_evidence, key=lambda item: (rank[item.id], item.number)))


def plan(case: CaseFile, channel: Channel, recordings: int | None = None, dropped: int = 0) -> UploadPlan:
    """What goes in.

    Recordings take places that pictures do not need, at most so many; `dropped` counts what must stay outside for
    want of room, the least important first.
    """
    limits = limits_of(channel)
    ranked = by_importance(case)
    if channel.masked or not limits.files:
        why = Why.PUBLIC if channel.masked else Why.PLACE
        return UploadPlan(outside=tuple(Outside(item, why) for item in _numbered(ranked)))
    complaint = "pdf" in limits.types and MessageKind.COMPLAINT in channel.kinds and (limits.files > 1 or not ranked)
    shown = [item for item in ranked if item.printable]
    kept = shown[: len(shown) - dropped] if dropped else shown
    places = limits.files - complaint
    files = [item for item in ranked if _goes_along(item, limits)]
    free = places - bool(kept) if recordings is None else min(recordings, places - bool(kept))
    going = files[: max(0, free)]
    outside = [Outside(item, Why.ROOM) for item in shown[len(kept) :]]
    outside += [Outside(item, _why_not(item, limits)) for item in ranked if not item.printable and item not in going]
    places -= len(going)
    pictures, bound = _shaped(kept, [left.evidence for left in outside if not left.evidence.printable], limits, places)
    outside += [Outside(item, Why.PLACE) for item in kept if item not in pictures and item not in bound]
    return UploadPlan(
        complaint=complaint,
        pictures=_numbered(pictures),
        bound=_numbered(bound),
        volumes=places if bound else 0,
        recordings=_numbered(going),
        outside=tuple(sorted(outside, key=lambda left: left.evidence.number)),
    )


def _shaped(
    kept: list[Evidence], cards: list[Evidence], limits: UploadLimits, places: int
) -> tuple[list[Evidence], list[Evidence]]:
    """Few pictures go as they are; else all is bound, with a page for each file that cannot come along."""
    plain = [item for item in kept if item.kind is MediaKind.IMAGE and ending(item, limits)]
    fitting = [item for item in plain if item.size <= limits.size]
    if len(fitting) == len(kept) <= places or "pdf" not in limits.types:
        return fitting[:places], []
    return [], [*kept, *cards]


def _goes_along(item: Evidence, limits: UploadLimits) -> bool:
    """A recording that the channel takes; of a picture nobody could say what stands beside it."""
    return not item.printable and not item.unshown and bool(ending(item, limits)) and item.size <= limits.size


def _why_not(item: Evidence, limits: UploadLimits) -> Why:
    if item.unshown:
        return Why.UNSHOWN
    if not ending(item, limits):
        return Why.TYPE
    return Why.LARGE if item.size > limits.size else Why.PLACE


def _numbered(items: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(items, key=lambda item: item.number))
