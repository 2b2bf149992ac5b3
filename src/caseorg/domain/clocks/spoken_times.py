"""Times as people say them in a chat: `1小时内`, `3-5个工作日`, `明天上午`, `周五前`, `11月5日前`.

Each is read as its latest possible end, so that nobody is called late before every reading has passed.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from caseorg.domain.clocks.workdays import DAY, Calendar, add_workdays
from caseorg.domain.moments import BEIJING, Moment, Precision

END_OF_DAY = time(23, 59)
_DIGITS = "零一二三四五六七八九"
_N = r"(?:[0-9]{1,4}(?:\.[0-9])?|[零一二两三四五六七八九十百半]{1,5})"
_BEFORE = r"\s*(?P<before>之前|以前|前|之内|以内|内)?"
_PART = r"(?P<part>下班|凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|早|晚)?"
_CLOCK = rf"(?:(?P<hour>{_N})\s*(?:[点时](?P<half>半)?|[:：])\s*(?:(?P<minute>[0-9]{{1,2}})分?)?(?:整|钟)?)?"
_ENDS = {"下班": 18, "凌晨": 6, "早": 12, "早上": 12, "早晨": 12, "上午": 12, "中午": 14, "下午": 18, "傍晚": 20}
_LATE = ("下午", "傍晚", "晚上", "晚间", "晚")


@dataclass(frozen=True, slots=True)
class SpokenTime:
    """`bounded` says that the words name an end (内, 前); others such as `明天` may only tell when something was."""

    start: int
    end: int
    due: datetime
    bounded: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """When something was said: the latest instant that its precision allows, and its day."""

    at: datetime
    day: date
    calendar: Calendar


def spoken_times(text: str, said_at: Moment, calendar: Calendar) -> Iterator[SpokenTime]:
    """The times in the text that lie after it was said; of overlapping readings the longest, then the first."""
    try:
        said = _Said(latest_instant(said_at), said_at.local.date(), calendar)
        found = list(_read(text, said, said_at.at))
    except (OverflowError, ValueError):  # at the end of the year 9999
        return
    taken: list[SpokenTime] = []
    for one in sorted(found, key=lambda one: one.start - one.end):
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one)
    yield from sorted(taken, key=lambda one: one.start)


def _read(text: str, said: _Said, after: datetime) -> Iterator[SpokenTime]:
    for pattern, due_of in _FORMS:
        for match in pattern.finditer(text):
            due = due_of(match, said)
            if due is not None and due > after:
                yield SpokenTime(match.start(), match.end(), due, _bounded(match))


def _bounded(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    return bool(groups["before"]) if "before" in groups else True


def latest_instant(moment: Moment) -> datetime:
    """The last minute that the moment's precision allows, in Beijing time."""
    local = moment.local
    if moment.precision is Precision.DAY:
        return at_end_of(local.date())
    if moment.precision is Precision.MONTH:
        return at_end_of(_month_end(local.date(), 0))
    return local


def at_end_of(day: date) -> datetime:
    """The last minute of a day in Beijing time."""
    return datetime.combine(day, END_OF_DAY, BEIJING)


def number(text: str) -> float | None:
    """`3`, `1.5`, `三`, `二十四`, `半`; of `两三` the greater."""
    if text[0].isascii():
        return float(text)
    plain = text.replace("两", "二")
    if plain == "半":
        return 0.5
    if "半" in plain:
        return None
    if re.fullmatch(rf"[{_DIGITS}]{{2,}}", plain):
        return float(_DIGITS.index(plain[-1]))
    match = re.fullmatch(rf"(?:([{_DIGITS}])百)?零?(?:([{_DIGITS}]?)(十))?([{_DIGITS}]?)", plain)
    if match is None:
        return None
    hundreds, tens, ten, ones = match.groups()
    value = 100 * _DIGITS.index(hundreds or "零") + _DIGITS.index(ones or "零")
    return float(value + (10 * _DIGITS.index(tens or "一") if ten else 0))


def _duration(match: re.Match[str], said: _Said) -> datetime | None:
    amount, unit = number(match["amount"]), match["unit"]
    if amount is None:
        return None
    amount += 0.5 if match["half"] else 0
    if unit in _MINUTES:
        return said.at + timedelta(minutes=_MINUTES[unit] * amount)
    if unit == "工作日":
        return at_end_of(add_workdays(said.calendar, said.day, min(int(amount), 250)).latest)
    if unit.endswith("月"):
        return at_end_of(said.day + 31 * amount * DAY)
    return at_end_of(said.day + (7 if unit in ("周", "星期", "礼拜") else 1) * amount * DAY)


_MINUTES = {"小时": 60, "钟头": 60, "h": 60, "H": 60, "分钟": 1, "分": 1, "min": 1}
_DAYS = {"今": 0, "当": 0, "本": 0, "明": 1, "后": 2}


def _near_day(match: re.Match[str], said: _Said) -> datetime | None:
    return _on(said.day + _DAYS[match["day"][0]] * DAY, match)


def _weekday(match: re.Match[str], said: _Said) -> datetime | None:
    wanted = 6 if match["weekday"] in "日天末" else "一二三四五六".index(match["weekday"])
    week = match["week"] or ""
    ahead = wanted - said.day.weekday()
    if "下" in week or (not week and ahead < 0):
        ahead += 7
    return _on(said.day + ahead * DAY, match)


def _week(match: re.Match[str], said: _Said) -> datetime | None:
    return at_end_of(said.day + (6 - said.day.weekday() + (7 if "下" in match["week"] else 0)) * DAY)


def _month_day(match: re.Match[str], said: _Said) -> datetime | None:
    year, month, day = (int(match[name]) if match[name] else None for name in ("year", "month", "day"))
    for later in range(13):
        ahead = said.day.month - 1 + later
        try:
            found = date(year or said.day.year + ahead // 12, month or ahead % 12 + 1, day or 1)
        except ValueError:
            continue
        if year or found >= said.day:
            return _on(found, match)
        if month:
            return _on(found.replace(year=found.year + 1), match) if (month, day) != (2, 29) else None
    return None


def _month_last(match: re.Match[str], said: _Said) -> datetime | None:
    if "年" in match["which"]:
        return at_end_of(date(said.day.year, 12, 31))
    return at_end_of(_month_end(said.day, 1 if "下" in match["which"] else 0))


def _month_end(day: date, later: int) -> date:
    year, month = divmod(day.year * 12 + day.month + later, 12)
    return date(year, month + 1, 1) - DAY


def _bare_clock(match: re.Match[str], said: _Said) -> datetime | None:
    today = _on(said.day, match)
    return today + DAY if today and today <= said.at else today


def _on(day: date, match: re.Match[str]) -> datetime | None:
    """The end of the named part of a day; `24点` is its last minute."""
    part = match["part"] or ""
    if not match["hour"]:
        return datetime.combine(day, time(_ENDS[part]) if part in _ENDS else END_OF_DAY, BEIJING)
    hour, minute = number(match["hour"]), 30 if match["half"] else int(match["minute"] or 0)
    if hour is None or hour != int(hour) or minute > 59:
        return None
    if part in _LATE and hour < 12:
        hour += 12
    if hour == 24:
        return at_end_of(day)
    return datetime.combine(day, time(int(hour), minute), BEIJING) if hour < 24 else None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Said], datetime | None]], ...] = (
    (
        re.compile(
            rf"(?P<range>{_N}\s*(?:个|天|小时|分钟)?\s*(?:-{{1,2}}|~|—{{1,2}}|–|至|到)\s*)?(?P<amount>{_N})\s*个?(?P<half>半)?\s*"
            r"(?P<unit>小时|钟头|h|H|分钟|min|分(?!钟)|工作日|(?:自然)?[天日]|周|星期|礼拜|(?<=个)月)"
            r"\s*(?P<before>之内|以内|内|左右|之后|以后|后)?(?![0-9前之以])"
        ),
        _duration,
    ),
    (re.compile(rf"(?P<day>今天|今日|今|明天|明日|明|后天|当天|当日|本日){_PART}\s*{_CLOCK}{_BEFORE}"), _near_day),
    (
        re.compile(
            rf"(?P<week>本|这个?|下个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末])(?!内){_PART}\s*{_CLOCK}{_BEFORE}"
        ),
        _weekday,
    ),
    (re.compile(rf"(?P<week>本|这个?|下个?)(?:周|星期|礼拜)(?![一二三四五六日天末]){_BEFORE}"), _week),
    (
        re.compile(
            rf"(?:(?P<year>20[0-9]{{2}})[年/.-])?(?<![0-9])(?P<month>[0-9]{{1,2}})[月/.-](?P<day>[0-9]{{1,2}})[日号]?"
            rf"{_PART}\s*{_CLOCK}{_BEFORE}"
        ),
        _month_day,
    ),
    (
        re.compile(rf"(?P<year>)(?P<month>)(?<![0-9月])(?P<day>[0-9]{{1,2}})[日号]{_PART}\s*{_CLOCK}{_BEFORE}"),
        _month_day,
    ),
    (re.compile(rf"(?P<which>本月|这个?月|下个?月|年|月)(?:底|末|内(?!容)){_BEFORE}"), _month_last),
    (re.compile(rf"{_PART}\s*{_CLOCK.removesuffix('?')}{_BEFORE}"), _bare_clock),
)
