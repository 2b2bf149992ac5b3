"""Times as chats print them between what is said: 14:05, 昨天 14:05, 星期三 下午3:20, 11月21日 09:18, 5分钟前.

What is not printed in full is counted from when the picture was taken, as the last such time before.
"""

import re
from datetime import UTC, date, datetime, time, timedelta

from caseorg.domain.moments import BEIJING, DAY, Moment, Precision, TimeSource
from caseorg.domain.patterns import regex

_WEEKDAYS = "一二三四五六日"
_PART = r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|深夜|[AaPp]\.?[Mm]\.?)?"
_CLOCK = r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?P<after> ?[AaPp]\.?[Mm]\.?)?"
_DAY = (
    r"(?:(?P<near>今天|昨天|前天|昨日|今日)|(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])"
    r"|(?:(?P<year>(?:20)?\d\d)[-/.年] ?)?(?P<month>\d{1,2})(?P<mark>[-/.月]) ?(?P<day>\d\d?)日?"
    r"(?: ?(?:星期|周)[一二三四五六日天])?)"
)
STAMP = regex(rf"(?:{_DAY} ?)?{_PART} ?{_CLOCK}")
_DATE = regex(
    r"(?P<year>20\d\d)[-/.年] ?(?P<month>\d{1,2})[-/.月] ?(?P<day>\d\d?)日?(?: ?(?:星期|周)[一二三四五六日天])?"
)
_AGO = regex(r"(?:(?P<number>\d{1,3}) ?(?P<unit>秒|分钟|小时|天)前|刚刚)")
_UNITS = {"秒": timedelta(seconds=1), "分钟": timedelta(minutes=1), "小时": timedelta(hours=1), "天": DAY}
_BACK = {"今": 0, "昨": 1, "前": 2}
_LATE = ("下午", "傍晚", "晚上", "晚间", "深夜")
_SLACK = timedelta(minutes=5)  # between the clocks of a phone and of a chat


def is_stamp(text: str) -> bool:
    """Whether the whole of it is such a time."""
    plain = text.strip()
    return any(pattern.fullmatch(plain) for pattern in (STAMP, _DATE, _AGO))


def find_stamp(text: str) -> str:
    """The first such time within a text, the longest there is; empty where there is none."""
    found = (match for pattern in (STAMP, _DATE) for match in pattern.finditer(text))
    best = min(found, key=lambda match: (match.start(), -len(match[0])), default=None)
    return best[0].strip() if best else ""


def names_day(text: str) -> bool:
    """Whether such a time says of which day it is."""
    match = STAMP.fullmatch(text.strip())
    return match is None or any(match[part] for part in ("near", "weekday", "month"))


def resolve(text: str, taken: Moment | None, day: date | None = None) -> Moment | None:
    """The time; None where it cannot be known. `day` is that of a date printed above, of a picture `taken` then.

    Only what is printed in full is a time of the picture's own.
    """
    plain = text.strip()
    if (ago := _AGO.fullmatch(plain)) and taken:
        return _ago(ago, taken)
    if date_alone := _DATE.fullmatch(plain):
        found = _date(int(date_alone["year"]), int(date_alone["month"]), int(date_alone["day"]))
        return _moment(found, None, 0, in_full=True) if found else None
    match = STAMP.fullmatch(plain)
    clock = _clock(match) if match else None
    if match is None or clock is None:
        return None
    in_full = bool(match["year"])
    found = _day(match, taken, clock, day)
    return _moment(found, clock, int(bool(match["second"])), in_full=in_full) if found else None


def _ago(match: re.Match[str], taken: Moment) -> Moment:
    """To the minute where minutes were counted, else to the day."""
    back = _UNITS[match["unit"]] * int(match["number"]) if match["unit"] else timedelta()
    exact = match["unit"] in (None, "秒", "分钟")
    at = taken.at - back
    if not exact:
        at = at.astimezone(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
    return Moment(at.replace(second=0), Precision.MINUTE if exact else Precision.DAY, TimeSource.RESOLVED)


def _moment(day: date, clock: time | None, seconds: int, *, in_full: bool) -> Moment:
    at = datetime.combine(day, clock or time(), BEIJING).astimezone(UTC)
    precision = Precision.DAY if clock is None else Precision.SECOND if seconds else Precision.MINUTE
    return Moment(at, precision, TimeSource.PICTURE if in_full else TimeSource.RESOLVED)


def _clock(match: re.Match[str]) -> time | None:
    """Of 24 hours; 晚上12点 is of which day is not said."""
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    part = (match["part"] or match["after"] or "").strip().lower()
    late = part.startswith("p") or part in _LATE
    if hour == 24 or (part in _LATE and hour == 12 and part != "下午"):
        return None
    if (late and hour < 12) or (part == "中午" and hour < 10):
        hour += 12
    elif (part.startswith("a") or part in ("凌晨", "上午")) and hour == 12:
        hour = 0
    return time(hour, minute, second)


def _day(match: re.Match[str], taken: Moment | None, clock: time, day: date | None) -> date | None:
    if match["year"] and match["month"]:
        year = int(match["year"])
        return _date(year if year > 99 else 2000 + year, int(match["month"]), int(match["day"]))
    if not any(match[part] for part in ("near", "weekday", "month")) and day:
        return day
    if taken is None:
        return None
    local = taken.local
    if match["near"]:
        return local.date() - _BACK[match["near"][0]] * DAY
    if match["weekday"]:
        back = (local.weekday() - _WEEKDAYS.index(match["weekday"].replace("天", "日"))) % 7
        return local.date() - (back or 7) * DAY
    if match["month"]:
        return _last_such(int(match["month"]), int(match["day"]), local.date())
    if taken.precision in (Precision.DAY, Precision.MONTH):
        return local.date()
    later = datetime.combine(local.date(), clock, BEIJING) > local + _SLACK
    return local.date() - later * DAY


def _last_such(month: int, day: int, until: date) -> date | None:
    """The last such day until this one; the 29th of February is not in every year."""
    years = (until.year - back for back in range(9))
    return next((found for year in years if (found := _date(year, month, day)) and found <= until + DAY), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
