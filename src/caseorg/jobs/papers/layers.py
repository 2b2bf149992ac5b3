"""What was read off a case's pictures, for the text layer of its pack: some at a time, as their pages are drawn."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from caseorg.domain.case import Evidence, EvidenceId
from caseorg.domain.reading.reading import Reading
from caseorg.sheets.cutting import KeptReading
from caseorg.store.readings import Kept, load_readings, pages_with_text

_AT_ONCE = 32  # of which one takes some fifty kilobytes


def kept_readings(
    file: Path, items: Sequence[Evidence], gone: Callable[[Evidence], None]
) -> Mapping[EvidenceId, KeptReading]:
    """Of the pieces that were read, in whichever order they are asked for; quickly in this one. `gone` is told of one
    that cannot be had any more by then."""
    known = pages_with_text(file, (item.sha256 for item in items))
    read = [item for item in items if item.sha256 in known]
    batch = _ReadingBatch(file, [item.sha256 for item in read])

    def load(item: Evidence, place: int) -> Reading | None:
        kept = batch.at(place)
        if kept is None or kept.reading is None:
            gone(item)
            return None
        return kept.reading

    return {item.id: KeptReading(known[item.sha256], partial(load, item, place)) for place, item in enumerate(read)}


class _ReadingBatch:
    """Those of a stretch of the files; asked for another one, it forgets them."""

    def __init__(self, file: Path, digests: Sequence[str]) -> None:
        self._file, self._digests = file, digests
        self._first = -1
        self._kept: Mapping[str, Kept] = {}

    def at(self, place: int) -> Kept | None:
        """What is kept of the file at this place."""
        first = place // _AT_ONCE * _AT_ONCE
        if first != self._first:
            self._kept = {}
            self._kept = load_readings(self._file, self._digests[first : first + _AT_ONCE])
            self._first = first
        return self._kept.get(self._digests[place])
