"""Which of the times that a file gives can be true, which one counts, and which others disagree with it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from caseorg.domain.moments import BEIJING, Moment, Precision, TimeSource
from caseorg.domain.remark import Remark, remark

# Clocks that were never set begin on the first day of a year, or the last one in zones west of theirs, and go on.
_DEFAULT_DAYS = frozenset(f"{year}-{day}" for year in range(2008, 2016) for day in ("01-01", "12-31"))
_EARLIEST = datetime(2008, 1, 2, tzinfo=BEIJING)  # what is older is such a clock too: 1970, 1980, 2000, 2002-12-08
_NO_WORD = datetime(1990, 1, 1, tzinfo=BEIJING)  # before it a field was left empty
_TOLERATED = timedelta(days=1)  # for clocks and zones that are off
_OPEN = {Precision.MONTH: timedelta(days=31), Precision.DAY: timedelta(days=1)}
_OUTER = (TimeSource.FILE, TimeSource.FILENAME)
SOURCES = {
    TimeSource.TYPED: remark("entered by hand"),
    TimeSource.RECORDED: remark("noted by caseorg"),
    TimeSource.EXIF: remark("recorded in the photo"),
    TimeSource.MEDIA: remark("recorded in the recording"),
    TimeSource.MAIL: remark("date of the mail"),
    TimeSource.PICTURE: remark("read off the picture"),
    TimeSource.FILENAME: remark("from the file name"),
    TimeSource.RESOLVED: remark("worked out from the picture"),
    TimeSource.FILE: remark("time of the file"),
}


def is_plausible(moment: Moment, now: datetime) -> bool:
    """Whether a file that comes in now can be of that time."""
    if not _EARLIEST <= moment.at <= now + _TOLERATED:
        return False
    if moment.precision is not Precision.SECOND or moment.source is TimeSource.FILENAME:
        return True
    shown = [moment.at.astimezone(zone) for zone in (UTC, BEIJING)]
    new_year = any((local.month, local.day, local.hour, local.minute) == (1, 1, 0, 0) for local in shown)
    return not (new_year or any(f"{local:%Y-%m-%d}" in _DEFAULT_DAYS for local in shown))


def chosen(moments: Iterable[Moment], now: datetime) -> tuple[Moment | None, tuple[Moment, ...]]:
    """The first of the times that can be true, and those of the others that disagree with it.

    What the file itself says is among the others even where it cannot be true. The time of the file in the file system
    disagrees with nothing that can be: every copy changes it.
    """
    moments = [moment for moment in moments if moment.at >= _NO_WORD]
    first = next((moment for moment in moments if is_plausible(moment, now)), None)
    inner = [moment for moment in moments if moment.source not in _OUTER or is_plausible(moment, now)]
    if first is None:
        return None, tuple(dict.fromkeys(moment for moment in inner))
    return first, tuple(dict.fromkeys(moment for moment in inner if disagree(first, moment, now)))


def disagree(first: Moment, other: Moment, now: datetime) -> bool:
    """Whether they are more than a day apart; the time of the file in the file system may be later at any time."""
    if TimeSource.FILE in (first.source, other.source) and is_plausible(other, now):
        return False
    earlier, later = sorted((first, other), key=lambda moment: moment.at)
    return later.at - earlier.at - _OPEN.get(earlier.precision, timedelta()) > _TOLERATED


def disagreement(first: Moment | None, other: Moment) -> Remark:
    """In words."""
    values = {"other": other, "other_source": SOURCES[other.source]}
    if first is None:
        return remark("{other} cannot be its time ({other_source}).", **values)
    return remark(
        "Two times disagree: {first} ({source}) and {other} ({other_source}).",
        first=first,
        source=SOURCES[first.source],
        **values,
    )
