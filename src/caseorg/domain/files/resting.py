"""Which files of a folder are complete: those that nobody has written to for a while."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

RESTING_SECONDS = 5.0
_EMPTY_SECONDS = 60.0  # a browser may hold a place with an empty file; one that stays so will not be filled any more
_LOADING = re.compile(
    r".+\.(crdownload|part|partial|download|downloading|opdownload|tmp|temp|td|xltd|!ut|bc!|aria2)"
    r"|~\$.*|\.~.*|\..*|desktop\.ini|thumbs\.db|unconfirmed .*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells one state of a file from another: bytes, and nanoseconds of its last change."""

    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class RestingState:
    """A state, and the seconds of a clock since which it stands."""

    stamp: FileStamp
    since: float


def seen_now(
    before: Mapping[str, RestingState], listed: Mapping[str, FileStamp], now: float
) -> dict[str, RestingState]:
    """By name, each file as it is listed now, with the time since which it stands so."""
    return {
        name: before[name] if name in before and before[name].stamp == stamp else RestingState(stamp, now)
        for name, stamp in listed.items()
    }


def resting(seen: Mapping[str, RestingState], now: float) -> list[str]:
    """Those that are whole by now: none that a browser is still loading, nor what it holds a place with."""
    return [name for name, state in seen.items() if _rests(state, now) and not is_loading(name, seen)]


def _rests(state: RestingState, now: float) -> bool:
    return now - state.since >= (RESTING_SECONDS if state.stamp.size else _EMPTY_SECONDS)


def is_loading(name: str, others: Collection[str]) -> bool:
    """Whether the name is that of half a file, or another program's own; or half of it lies beside."""
    return bool(_LOADING.fullmatch(name)) or any(
        other != name and other.startswith(f"{name}.") and _LOADING.fullmatch(other) for other in others
    )
