"""How evidence is parted into volumes, and how the files of a set are called."""

from collections.abc import Sequence
from dataclasses import dataclass

from caseorg.domain.files.filenames import safe_name

_PAGE = 6_000  # bytes of a page beside its picture: caption, stamp, a share of the fonts


@dataclass(frozen=True, slots=True)
class Load:
    """What the pages of a piece of evidence weigh. `whole` ones share a picture and cannot be parted."""

    sizes: tuple[int, ...]
    whole: bool

    @property
    def total(self) -> int:
        return sum(self.sizes) + _PAGE * len(self.sizes)


@dataclass(frozen=True, slots=True)
class VolumePart:
    """Pages `start` (included) to `stop` (excluded) of the piece of evidence that stands at `item`."""

    item: int
    start: int
    stop: int


def volumes(loads: Sequence[Load], max_bytes: int) -> tuple[tuple[VolumePart, ...], ...] | None:
    """The parts of each volume, in order; None where something does not fit into one.

    Volumes are parted between pieces of evidence. Only one that alone is larger than a volume goes on in the next.
    """
    done: list[list[VolumePart]] = [[]]
    free = max_bytes
    for item, load in enumerate(loads):
        if load.total <= max_bytes:
            if load.total > free:
                done.append([])
                free = max_bytes
            done[-1].append(VolumePart(item, 0, len(load.sizes)))
            free -= load.total
            continue
        if load.whole or max(load.sizes) + _PAGE > max_bytes:
            return None
        start = 0
        for sheet, size in enumerate(load.sizes):
            if size + _PAGE > free:
                if sheet > start:
                    done[-1].append(VolumePart(item, start, sheet))
                done.append([])
                free, start = max_bytes, sheet
            free -= size + _PAGE
        done[-1].append(VolumePart(item, start, len(load.sizes)))
    return tuple(tuple(parts) for parts in done if parts)


def file_name(place: int, what: str, suffix: str) -> str:
    """`2_证据1至6.pdf`: numbered in upload order and good on every system."""
    return f"{safe_name(f'{place}_{what}')}.{suffix}"
