"""Days as people say them: 明天上午, 周五前, 下周三, 月底, 12月5日前, 5号前, 截至2026年12月5日, 晚上八点前.

What is not said in full is read from the day on which it was said, as the first such day that was still to come.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import cache

from caseorg.domain.moments import BEIJING, DAY, Moment, Precision, TimeSource, latest_instant, month_end
from caseorg.domain.patterns import regex
from caseorg.domain.screening import RuleScreen, by_patterns
from caseorg.domain.text.numerals import half_width, read_number


class DayForm(Enum):
    """How a day was said: 明天, 下周三, 月底, 12月5日, 5号, 八点."""

    NEAR = "near"
    WEEK = "week"
    MONTH = "month"
    DATE = "date"
    NUMBER = "number"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class SpokenDay:
    """A day in a text, and the time of it where that was said. `bound` is the word that makes a limit of it: 前, 截至.

    A week, a part of a month and a part of a day stand for their end.
    """

    start: int
    end: int
    at: Moment
    form: DayForm
    bound: str = ""


@dataclass(frozen=True, slots=True)
class _Said:
    """When something was said: the latest instant that its precision allows, and its day."""

    at: datetime
    day: date


def spoken_days(text: str, said_at: Moment) -> Iterator[SpokenDay]:
    """All readings; they may overlap, and may lie before the text was said."""
    plain = half_width(text)
    said_on = _Said(latest_instant(said_at), said_at.local.date())
    for form, pattern, reads in _screen().fitting(plain):
        for match in pattern.finditer(plain):
            try:
                found = reads(match, said_on)
                at = found and _moment(*found)
            except (OverflowError, ValueError):  # no such day, or at the end of the year 9999
                continue
            if at:
                bound = match["lead"] or match["trail"] or ("内" if match.groupdict().get("part") == "内" else "")
                yield SpokenDay(match.start(), match.end(), at, form, bound)


@cache
def _screen() -> "RuleScreen[Form]":
    """Most clauses name no day: which forms they cannot have is known before these are tried."""
    return by_patterns(_FORMS, lambda form: (form[1].pattern,))


def day_patterns() -> tuple[str, ...]:
    """What a text must match to name a day."""
    return tuple(pattern.pattern for _, pattern, _ in _FORMS)


def _moment(day: date, clock: time | None) -> Moment:
    local = datetime.combine(day, clock or time(), BEIJING)
    return Moment(local.astimezone(UTC), Precision.MINUTE if clock else Precision.DAY, TimeSource.TYPED)


Read = tuple[date, time | None] | None
Form = tuple[DayForm, re.Pattern[str], Callable[[re.Match[str], _Said], Read]]
_CHINESE = "零〇一二两三四五六七八九十"
_TWO = rf"(?:[0-9]{{1,2}}|[{_CHINESE}]{{1,3}})"
_YEAR = r"(?:(?P<year>(?:20)?[0-9]{2}|[二2][零〇0][零〇一二三四五六七八九]{2}|[今明去])年)"
_LEAD = r"(?:(?P<lead>截至|截止到?|最迟|最晚|至迟|不[晚迟]于)[于在到至]?\s*)?"
_TRAIL = r"\s*(?P<trail>之前|以前|前(?![台往期后面])|之内|以内|内(?![容存部])|为?止|截止)?"
_PART = r"(?:(?P<part>下班|凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|早|晚)\s*)?"
_CLOCK = rf"(?P<hour>{_TWO})\s*(?:[点时](?P<half>半)?|[:：])\s*(?:(?P<minute>[0-9]{{1,2}})分?)?(?:整|钟)?"
_TIME = rf"{_PART}(?:{_CLOCK})?"
_ENDS = {"下班": 18, "凌晨": 6, "早": 12, "早上": 12, "早晨": 12, "上午": 12, "中午": 14, "下午": 18, "傍晚": 20}
_LATE = ("下午", "傍晚", "晚上", "晚间", "晚")
_AHEAD = {"今": 0, "当": 0, "本": 0, "明": 1, "后": 2, "大": 3}
_TENTHS = {"初": 10, "上旬": 10, "中旬": 20}


def _number(text: str) -> int:
    found = read_number(text)
    if found is None or found != int(found):
        raise ValueError(f"{text} is no whole number")
    return int(found)


def _time(match: re.Match[str]) -> time | None:
    """The end of the named part of the day; None for its last minute."""
    part = match["part"] or ""
    if not match["hour"]:
        return time(_ENDS[part]) if part in _ENDS else None
    hour, minute = _number(match["hour"]), 30 if match["half"] else int(match["minute"] or 0)
    if part in _LATE and hour < 12:
        hour += 12
    return None if (hour, minute) == (24, 0) else time(hour, minute)


def _near(match: re.Match[str], said_at: _Said) -> Read:
    return said_at.day + _AHEAD[match["day"][0]] * DAY, _time(match)


def _weekday(match: re.Match[str], said_at: _Said) -> Read:
    wanted = 6 if match["weekday"] in "日天末" else "一二三四五六".index(match["weekday"])
    week = match["week"] or ""
    ahead = wanted - said_at.day.weekday() + 7 * week.count("下")
    return said_at.day + (ahead + (7 if ahead < 0 and not week else 0)) * DAY, _time(match)


def _week(match: re.Match[str], said_at: _Said) -> Read:
    return said_at.day + (6 - said_at.day.weekday() + 7 * match["week"].count("下")) * DAY, None


def _date(match: re.Match[str], said_at: _Said) -> Read:
    month, day = _number(match["month"]), _number(match["day"])
    if match["year"]:
        return date(_year(match["year"], said_at), month, day), _time(match)
    years = range(said_at.day.year, said_at.day.year + 9)  # until the next 29th of February
    days = (found for year in years if (found := _valid(year, month, day)) and found >= said_at.day)
    coming = next(days, None)
    return (coming, _time(match)) if coming else None


def _month(match: re.Match[str], said_at: _Said) -> Read:
    """The month's last day: 12月前 may leave all of it."""
    month = _number(match["month"])
    year = _year(match["year"], said_at) if match["year"] else said_at.day.year + (month < said_at.day.month)
    return month_end(date(year, month, 1)), None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(text: str, said_at: _Said) -> int:
    if text in _YEARS:
        return said_at.day.year + _YEARS[text]
    return _number(text) + (2000 if len(text) == 2 else 0)


_YEARS = {"今": 0, "明": 1, "去": -1}


def _number_of_month(match: re.Match[str], said_at: _Said) -> Read:
    day, which = _number(match["day"]), match["which"] or ""
    if which:
        later = {"上": -1, "下": 1}.get(which[0], 0)
        return month_end(said_at.day, later).replace(day=day), _time(match)
    for later in range(13):
        last = month_end(said_at.day, later)
        if day <= last.day and last.replace(day=day) >= said_at.day:
            return last.replace(day=day), _time(match)
    return None


def _part_of_month(match: re.Match[str], said_at: _Said) -> Read:
    which, part = match["which"], match["part"]
    if which.endswith("年"):
        return date(_year(which[0], said_at) if which[0] in _YEARS else said_at.day.year, 12, 31), None
    named = which.removesuffix("月")
    if named in _MONTHS:
        found = _end_of_part(month_end(said_at.day, _MONTHS[named]), part)
        ahead = not named and found < said_at.day
        return _end_of_part(month_end(said_at.day, 1), part) if ahead else found, None
    month = _number(named)
    ends = (_end_of_part(month_end(date(said_at.day.year + later, month, 1)), part) for later in (0, 1))
    return next(end for end in ends if end >= said_at.day), None


_MONTHS = {"": 0, "本": 0, "这": 0, "这个": 0, "当": 0, "下": 1, "下个": 1}


def _end_of_part(last: date, part: str) -> date:
    return last.replace(day=_TENTHS.get(part, last.day))


def _clock(match: re.Match[str], said_at: _Said) -> Read:
    """The next such time."""
    clock = _time(match)
    passed = datetime.combine(said_at.day, clock or time.max, BEIJING) <= said_at.at
    return said_at.day + (DAY if passed else timedelta()), clock


_FORMS: tuple[Form, ...] = (
    (
        DayForm.NEAR,
        regex(
            rf"{_LEAD}(?P<day>今[天日]|今(?=[早晚上下凌])|明[天日]|明(?=[早晚上下])|大后天|(?<![以之然今])后[天日]|当[天日]|本日)"
            rf"{_TIME}{_TRAIL}"
        ),
        _near,
    ),
    (
        DayForm.WEEK,
        regex(
            rf"{_LEAD}(?<![上每个0-9{_CHINESE}])(?P<week>本|这个?|下下个?|下个?)?(?:周|星期|礼拜)"
            rf"(?P<weekday>[一二三四五六日天末])(?!内){_TIME}{_TRAIL}"
        ),
        _weekday,
    ),
    (
        DayForm.WEEK,
        regex(rf"{_LEAD}(?P<week>本|这个?|下下个?|下个?)(?:周|星期|礼拜)(?![一二三四五六日天末]){_TRAIL}"),
        _week,
    ),
    (
        DayForm.DATE,
        regex(rf"{_LEAD}{_YEAR}?(?<![0-9{_CHINESE}])(?P<month>{_TWO})月(?P<day>{_TWO})[日号]?{_TIME}{_TRAIL}"),
        _date,
    ),
    (
        DayForm.DATE,
        regex(
            rf"{_LEAD}(?<![0-9/.-])(?:(?P<year>20[0-9]{{2}})(?P<mark>[/.-]))?(?P<month>[0-9]{{1,2}})[/.-](?(mark)(?<=(?P=mark)))"
            rf"(?P<day>[0-9]{{1,2}})[日号]?(?![0-9.]*\s*(?:元|块|折|倍|%|星|个|张|小时|天|万)){_TIME}{_TRAIL}"
        ),
        _date,
    ),
    (
        DayForm.MONTH,
        regex(rf"{_LEAD}{_YEAR}?(?<![个0-9{_CHINESE}])(?P<month>{_TWO})月份?(?P<trail>之前|以前|前(?![台往期后面]))"),
        _month,
    ),
    (
        DayForm.NUMBER,
        regex(
            rf"{_LEAD}(?<![每0-9月{_CHINESE}])(?:(?P<which>本|这个?|下个?|上个?|当)月)?(?P<day>{_TWO})[日号](?!内)"
            rf"{_TIME}{_TRAIL}"
        ),
        _number_of_month,
    ),
    (
        DayForm.MONTH,
        regex(
            rf"{_LEAD}(?<![上去每个0-9{_CHINESE}])(?P<which>(?:本|这个?|下个?|当|{_TWO})?月|[今明]?年)份?"
            rf"(?P<part>底|末|内(?![容存部])|初|[上中下]旬){_TRAIL}"
        ),
        _part_of_month,
    ),
    (DayForm.CLOCK, regex(rf"{_LEAD}{_PART}{_CLOCK}{_TRAIL}"), _clock),
)
