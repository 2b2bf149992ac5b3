"""Times as people remember them: 11月3日, 11月上旬, 昨天14:05, 14:05之后, 11月3日至5日, 11月3日至今.

What leaves the year or the day out is read from the day on which it is typed, as the last such day. What names no
certain time keeps its words, with the year and the day that they left out.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, time

from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import BEIJING, DAY, Moment, Precision, TimeSource, at_end_of, latest_instant, parse_moment
from caseorg.domain.patterns import regex
from caseorg.domain.text.numerals import half_width

_NEAR = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "昨晚": 1, "前天": 2, "大前天": 3}
_TENTHS = {
    "上旬": (1, 10),
    "初": (1, 10),
    "中旬": (11, 20),
    "中": (11, 20),
    "下旬": (21, 31),
    "底": (21, 31),
    "末": (21, 31),
}
_HOURS = {
    "凌晨": (0, 5),
    "早上": (5, 11),
    "上午": (6, 11),
    "中午": (11, 13),
    "下午": (12, 18),
    "傍晚": (17, 19),
    "晚上": (18, 23),
}
_LATER_HALF = ("下午", "傍晚", "晚上")
_NIGHT = ("晚上", "昨晚")
_DUSK = 5  # before this hour, and at twelve, a night's clock may be of the next day
_NOON = 12
_ALMOST_A_YEAR = 360 * DAY

_DATE = (
    r"(?:(?P<near>大前天|前天|昨天|昨日|昨晚|今天|今日)"
    r"|(?:(?P<year>\d{4})[年./-])?(?P<month>\d{1,2})[月./-](?P<day>\d{1,2})[日号]?)"
)
_PARTS = "|".join(_HOURS)
_CLOCK = rf"(?P<part>{_PARTS})?(?P<hour>\d{{1,2}})(?::(?P<minute>\d{{2}})|[点时](?P<spoken>半|\d{{1,2}}分?)?)"
_MONTH = regex(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<tenth>上旬|中旬|下旬|初|中|底|末)?")
_POINT = regex(rf"(?:{_DATE})?(?:{_CLOCK})?")
_PART_OF_DAY = regex(rf"(?:{_DATE})?(?P<span>{_PARTS})")
_AFTER = regex(rf"(?P<from>(?:{_DATE})?(?:{_CLOCK})?)(?P<word>之后|以后|后)")
_BEFORE = regex(rf"(?P<to>(?:{_DATE})?{_CLOCK})(?P<word>之前|以前|前)")
_BETWEEN = regex(r"起?[至到]|~|—+|–|-{1,2}")
_SINCE = regex(r"(?:自从|自|从)?(?P<from>.+?)(?:(?:起|开始)?(?:一?直)?[至到](?:今天?|今日|现在|目前)(?:为止)?|以来|起)")
_DAY_ALONE = regex(r"(?P<day>\d{1,2})[日号]")
_BLANKS = regex(r"\s+")


def parse_told(text: str, now: datetime, around: Moment | None = None) -> Moment:
    """Reads a time that was typed `now`; a clock without a day is of the day of `around`, or of today.

    Raises:
        CaseorgError: the text is no time.
    """
    try:
        return parse_moment(text)
    except CaseorgError:
        plain = _BLANKS.sub("", half_width(text))
        today = now.astimezone(BEIJING).date()
        for reads in _FORMS:
            try:
                found = reads(plain, today, around.local.date() if around else today)
            except (ValueError, OverflowError):  # no such day
                continue
            if found:
                return found
    raise CaseorgError(
        "“{text}” is not a time.",
        "Write it like 2026-11-01 14:30, 11月3日, 昨天14:05, 11月上旬 or 11月3日至5日.",
        text=text,
    )


def _point(text: str, today: date, day: date) -> Moment | None:
    """A day, a time, or both: as exact as any."""
    match = _POINT.fullmatch(text)
    if not text or match is None:
        return None
    on, clock = _day_of(match, today) or day, _clock_of(match)
    return _moment(on, clock, Precision.MINUTE if match["hour"] else Precision.DAY)


def _month(text: str, today: date, _: date) -> Moment | None:
    """A month without its year, or a third of one."""
    match = _MONTH.fullmatch(text)
    if match is None:
        return None
    month = int(match["month"])
    year = int(match["year"]) if match["year"] else today.year - (month > today.month)
    if not match["tenth"]:
        return _moment(date(year, month, 1), time(), Precision.MONTH)
    first, last = _TENTHS[match["tenth"]]
    end = date(year, month, min(last, monthrange(year, month)[1]))
    return _moment(
        date(year, month, first), time(), Precision.DAY, f"{year}年{month}月{match['tenth']}", at_end_of(end)
    )


def _part_of_day(text: str, today: date, day: date) -> Moment | None:
    match = _PART_OF_DAY.fullmatch(text)
    if match is None:
        return None
    on, (first, last) = _day_of(match, today) or day, _HOURS[match["span"]]
    until = datetime.combine(on, time(last, 59), BEIJING)
    return _moment(on, time(first), Precision.MINUTE, f"{_chinese(on)}{match['span']}", until)


def _after(text: str, today: date, day: date) -> Moment | None:
    """After a clock until the end of its day; after a day until today."""
    match = _AFTER.fullmatch(text)
    if match is None or not match["from"]:
        return None
    on = _day_of(match, today) or day
    precision = Precision.MINUTE if match["hour"] else Precision.DAY
    until = at_end_of(on if match["hour"] else max(on, today))
    wording = f"{_chinese(on)}{_clock_text(match)}{match['word']}"
    return _moment(on, _clock_of(match), precision, wording, until)


def _before(text: str, today: date, day: date) -> Moment | None:
    """From the beginning of the day."""
    match = _BEFORE.fullmatch(text)
    if match is None:
        return None
    on = _day_of(match, today) or day
    until = datetime.combine(on, _clock_of(match), BEIJING)
    return _moment(on, time(), Precision.MINUTE, f"{_chinese(on)}{_clock_text(match)}{match['word']}", until)


def _range(text: str, today: date, day: date) -> Moment | None:
    """Wherever it can be divided into a beginning and an end that is not before it."""
    for match in _BETWEEN.finditer(text):
        begin = _one(text[: match.start()], today, day)
        end = begin and _end_of(text[match.end() :], today, begin)
        if begin and end and (until := latest_instant(end)) >= begin.at:
            wording = f"{begin.said or _shown(begin)}{match[0]}{_shown_end(text[match.end() :], begin, end)}"
            return Moment(begin.at, begin.precision, TimeSource.TYPED, wording, until.astimezone(UTC))
    return None


def _since(text: str, today: date, day: date) -> Moment | None:
    """Until the day on which it is typed, which is named: read later, `至今` would mean another."""
    match = _SINCE.fullmatch(text)
    return _range(f"{match['from']}至今天", today, day) if match else None


def _end_of(text: str, today: date, begin: Moment) -> Moment | None:
    """`5日` and a clock alone are of the month and the day of the beginning, a day without its year is in the year
    after it, whenever that is read."""
    start = begin.local.date()
    if match := _DAY_ALONE.fullmatch(text):
        return _moment(start.replace(day=int(match["day"])), time(), Precision.DAY)
    return _one(text, today if _is_near(text) else min(today, start + _ALMOST_A_YEAR), start)


def _shown_end(text: str, begin: Moment, end: Moment) -> str:
    """As it was typed, unless that means another day when it is read in another year, or on another day."""
    known = not _is_near(text) and end.local.year == begin.local.year
    return text if known else end.said or _shown(end)


def _is_near(text: str) -> bool:
    return text.startswith(tuple(_NEAR))


def _one(text: str, today: date, day: date) -> Moment | None:
    try:
        return parse_moment(text)
    except CaseorgError:
        return _point(text, today, day) or _month(text, today, day) or _part_of_day(text, today, day)


def _day_of(match: re.Match[str], today: date) -> date | None:
    if match["near"]:
        return today - _NEAR[match["near"]] * DAY
    if not match["month"]:
        return None
    month, day = int(match["month"]), int(match["day"])
    if match["year"]:
        return date(int(match["year"]), month, day)
    years = (today.year - back for back in range(9))  # the 29th of February is not in every year
    known = (found for year in years if (found := _date(year, month, day)) and found <= today + DAY)
    if found := next(known, None):
        return found
    raise ValueError("no such day")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock_of(match: re.Match[str]) -> time:
    if not match["hour"]:
        return time()
    hour, spoken = int(match["hour"]), match["spoken"] or ""
    minute = 30 if spoken == "半" else int(match["minute"] or spoken.rstrip("分") or 0)
    if (match["part"] in _NIGHT or match["near"] in _NIGHT) and (hour < _DUSK or hour == _NOON):
        raise ValueError("of which day is not said")
    if match["part"] == "凌晨" and hour == _NOON:
        hour = 0
    later = match["part"] in _LATER_HALF or match["near"] == "昨晚" or (match["part"] == "中午" and hour < _NOON - 1)
    return time(hour + _NOON if later and hour < _NOON else hour, minute)


def _clock_text(match: re.Match[str]) -> str:
    """The clock as it was typed; `昨晚` is a day and a part of it."""
    if not match["hour"]:
        return ""
    begin = match.start("part") if match["part"] else match.start("hour")
    part = "晚上" if match["near"] == "昨晚" and not match["part"] else ""
    return part + match.string[begin : match.start("word")]


def _moment(day: date, clock: time, precision: Precision, wording: str = "", until: datetime | None = None) -> Moment:
    at = datetime.combine(day, clock, BEIJING).astimezone(UTC)
    return Moment(at, precision, TimeSource.TYPED, wording, until.astimezone(UTC) if until else None)


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _shown(moment: Moment) -> str:
    day = moment.local.date()
    if moment.precision is Precision.MONTH:
        return f"{day.year}年{day.month}月"
    return _chinese(day) + (f"{moment.local:%H:%M}" if moment.precision is not Precision.DAY else "")


_FORMS: tuple[Callable[[str, date, date], Moment | None], ...] = (
    _month,
    _point,
    _part_of_day,
    _after,
    _before,
    _range,
    _since,
)
