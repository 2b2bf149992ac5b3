"""A time together with where it came from and how exact it is.

Times are stored in UTC and shown in Beijing time, which has had no daylight saving since 1991.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

from caseorg.domain.errors import CaseorgError

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
DAY = timedelta(days=1)
END_OF_DAY = time(23, 59)


class TimeSource(StrEnum):
    """Who says so; the order is from the most to the least trusted."""

    TYPED = "typed"
    RECORDED = "recorded"  # caseorg noted the instant itself
    EXIF = "exif"
    MEDIA = "media"
    MAIL = "mail"
    PICTURE = "picture"  # read off what the evidence shows
    FILENAME = "filename"
    RESOLVED = "resolved"  # `昨天14:05` on a picture, counted from when that was taken
    FILE = "file"


class Precision(StrEnum):
    """The smallest part of the time that is known."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Moment:
    """The earliest instant that the known parts allow, in UTC.

    `said` is how a time that is not certain was told, such as 2026年11月上旬; `until` is then the last minute that this
    allows.
    """

    at: datetime
    precision: Precision
    source: TimeSource
    said: str = ""
    until: datetime | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a Moment needs a time zone")

    @property
    def local(self) -> datetime:
        """The instant in Beijing time."""
        return self.at.astimezone(BEIJING)


def latest_instant(moment: Moment) -> datetime:
    """The last minute that the moment's precision allows, in Beijing time."""
    local = moment.local
    if moment.until:
        return moment.until.astimezone(BEIJING)
    if moment.precision is Precision.DAY:
        return at_end_of(local.date())
    if moment.precision is Precision.MONTH:
        return at_end_of(month_end(local.date()))
    return local


def at_end_of(day: date) -> datetime:
    """The last minute of a day in Beijing time."""
    return datetime.combine(day, END_OF_DAY, BEIJING)


def month_end(day: date, later: int = 0) -> date:
    """The last day of the month, or of one so many months later."""
    year, month = divmod(day.year * 12 + day.month + later, 12)
    return date(year, month + 1, 1) - DAY


_FORMS = (
    (Precision.SECOND, "%Y-%m-%d %H:%M:%S"),
    (Precision.MINUTE, "%Y-%m-%d %H:%M"),
    (Precision.DAY, "%Y-%m-%d"),
    (Precision.MONTH, "%Y-%m"),
)
_SHOWN = {Precision.SECOND: 19, Precision.MINUTE: 16, Precision.DAY: 10, Precision.MONTH: 7}  # characters


def parse_moment(text: str, source: TimeSource = TimeSource.TYPED) -> Moment:
    """Reads `2026-11-01T14:30`, `2026/11/1 14:30:05`, `2026年11月1日 14:30`, `2026-11-01` or `2026-11`.

    A time without an offset is Beijing time; `2026-11-01T06:30Z` and `+00:00` are understood too.

    Raises:
        CaseorgError: the text is no time of these forms.
    """
    plain = _plain(text)
    for precision, form in _FORMS:
        try:
            local = datetime.strptime(plain, form).replace(tzinfo=BEIJING)
        except ValueError:
            continue
        return Moment(_utc(local, text), precision, source)
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise _not_a_time(text)
    return Moment(_utc(instant, text), Precision.SECOND if instant.second else Precision.MINUTE, source)


def parse_past(text: str, now: datetime) -> Moment:
    """A time at which something was done; a day more is left for clocks and zones that are off.

    Raises:
        CaseorgError: the text is no time, or one that is still to come.
    """
    moment = parse_moment(text)
    if moment.at > now + timedelta(days=1):
        raise CaseorgError("“{text}” is still to come.", "Give the time at which it happened.", text=text)
    return moment


def _not_a_time(text: str) -> CaseorgError:
    return CaseorgError("“{text}” is not a time.", "Write it like 2026-11-01 14:30.", text=text)


def _utc(instant: datetime, text: str) -> datetime:
    try:
        instant.astimezone(BEIJING)  # the last hours of the year 9999 have no Beijing time to show
        return instant.astimezone(UTC)
    except OverflowError:
        raise _not_a_time(text) from None


def _plain(text: str) -> str:
    """Brings the written forms to `2026-11-1 14:30`."""
    plain = text.strip().replace("：", ":").replace("/", "-").replace("T", " ")
    plain = re.sub(r"^(\d{4})\.(\d{1,2})(?:\.(\d{1,2}))?", lambda date: "-".join(filter(None, date.groups())), plain)
    plain = re.sub(r"(上午|下午|晚上)\s*(\d{1,2})", _in_24_hours, plain)
    plain = re.sub(r"(?<=\d)\s*[年月]\s*(?=\d)", "-", plain)
    plain = re.sub(r"(?<=\d)\s*日\s*", " ", plain)
    plain = re.sub(r"(?<=\d)\s*[时点]\s*(?=\d)", ":", plain)
    plain = re.sub(r"(?<=\d)\s*[时点]$", ":00", plain)
    plain = re.sub(r"(?<=\d)\s*分\s*(?=\d)", ":", plain)
    return re.sub(r"\s+", " ", re.sub(r"[月分秒]$", "", plain.strip())).strip()


def _in_24_hours(match: re.Match[str]) -> str:
    hour = int(match[2])
    if match[1] == "晚上" and hour == 12:
        return match[0]  # of which day is not said: no time
    return f" {hour + 12 if match[1] != '上午' and hour < 12 else hour}"


def show_moment(moment: Moment) -> str:
    """Beijing time to the known precision, such as `2026-11-01 14:30`; what is not certain in its own words."""
    return moment.said or moment.local.isoformat(" ", "seconds")[: _SHOWN[moment.precision]]


def show_chinese(moment: Moment) -> str:
    """The form for papers, such as `2026年11月1日14时30分`."""
    if moment.said:
        return moment.said
    local = moment.local
    text = f"{local.year}年{local.month}月"
    if moment.precision is Precision.MONTH:
        return text
    text += f"{local.day}日"
    if moment.precision is Precision.DAY:
        return text
    return f"{text}{local.hour}时{local.minute:02}分"
