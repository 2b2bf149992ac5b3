"""The calendar of published schedules, the law of statutory holidays, and the user's own table."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.clocks.workdays import DAY, Calendar, PeriodEnd, add_days, add_months, add_workdays, make_calendar
from caseorg.knowledge.library import LAST_GOOD, Knowledge
from caseorg.knowledge.opening import open_knowledge

CALENDAR = Knowledge().calendar
SCHEDULE = """
[[year]]
id = "2027"
off = [{off}]
work = [2027-02-20]
source = "国务院办公厅关于2027年部分节假日安排的通知"
confidence = "A"
checked = 2026-11-21
"""
STATUTORY = sorted(day for day in CALENDAR.statutory if day.year == 2027)
OFF = ", ".join(map(str, [*STATUTORY, date(2027, 2, 9), date(2027, 2, 10)]))


def one(day: str) -> PeriodEnd:
    return PeriodEnd(date.fromisoformat(day), date.fromisoformat(day))


@pytest.mark.parametrize(
    ("start", "seven", "fifteen"),
    [
        ("2026-04-15", "2026-04-24", "2026-05-09"),
        ("2026-09-24", "2026-10-12", "2026-10-22"),
        ("2026-10-01", "2026-10-15", "2026-10-27"),
        ("2026-02-13", "2026-03-02", "2026-03-12"),
        ("2026-04-28", "2026-05-11", "2026-05-21"),
        ("2026-11-20", "2026-12-01", "2026-12-11"),
    ],
)
def test_working_days_of_2026(start: str, seven: str, fifteen: str) -> None:
    day = date.fromisoformat(start)
    assert (add_workdays(CALENDAR, day, 7), add_workdays(CALENDAR, day, 15)) == (one(seven), one(fifteen))


@pytest.mark.parametrize(
    ("start", "earliest", "latest"),
    [
        ("2026-08-05", "2026-10-08", "2026-10-08"),
        ("2026-10-20", "2026-12-19", "2026-12-21"),
        ("2026-07-30", "2026-09-28", "2026-09-28"),
    ],
)
def test_sixty_natural_days(start: str, earliest: str, latest: str) -> None:
    span = add_days(CALENDAR, date.fromisoformat(start), 60)
    assert (span.earliest, span.latest) == (date.fromisoformat(earliest), date.fromisoformat(latest))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2019-09-29", "2019-10-14"),
        ("2020-01-20", "2020-02-06"),  # the Spring Festival that was prolonged to 2 February
        ("2020-09-29", "2020-10-15"),
        ("2021-02-08", "2021-02-23"),
        ("2022-01-28", "2022-02-11"),
        ("2023-09-27", "2023-10-12"),
        ("2024-02-08", "2024-02-23"),
        ("2025-01-27", "2025-02-12"),
    ],
)
def test_seven_working_days_over_the_long_holidays(start: str, end: str) -> None:
    assert add_workdays(CALENDAR, date.fromisoformat(start), 7) == one(end)


def unpublished_from(year: int) -> Calendar:
    """As it was before the schedule of the year came out, which also settles the last days of December before it."""

    def known(day: date) -> bool:
        return day < date(year - 1, 12, 21)

    earlier = [known_year for known_year in CALENDAR.known if known_year < year]
    return make_calendar(earlier, filter(known, CALENDAR.off), filter(known, CALENDAR.work), CALENDAR.statutory)


@pytest.mark.parametrize("year", range(2008, 2027))
def test_without_its_schedule_the_range_of_a_year_holds_the_truth(year: int) -> None:
    """The prolonged Spring Festival of 2020 (to 2 February) lies within the reach of five days after a long holiday.

    The day off of 3 September 2015 was decreed for that year alone and stands among its statutory days: such a day
    cannot be foreseen by any range.
    """
    blind = unpublished_from(year)
    for number in range(-30, 366):
        start = date(year, 1, 1) + number * DAY
        for count in (1, 7, 15):
            truth = add_workdays(CALENDAR, start, count)
            found = add_workdays(blind, start, count)
            assert found.earliest <= truth.earliest <= truth.latest <= found.latest, (start, count)
        rolled, blindly = add_days(CALENDAR, start, 60), add_days(blind, start, 60)
        assert blindly.earliest <= rolled.earliest <= rolled.latest <= blindly.latest, start


KNOWN_DAYS = st.dates(date(2004, 1, 1), date(2026, 6, 30))
ANY_DAYS = st.dates(date(2004, 1, 1), date(2100, 12, 31))
COUNTS = st.integers(0, 40)


@given(KNOWN_DAYS, COUNTS, COUNTS)
def test_in_known_years_periods_add_up(start: date, first: int, second: int) -> None:
    middle = add_workdays(CALENDAR, start, first)
    assert middle.earliest == middle.latest
    assert add_workdays(CALENDAR, middle.latest, second) == add_workdays(CALENDAR, start, first + second)


@given(ANY_DAYS, COUNTS, COUNTS)
def test_a_range_lies_within_that_of_its_parts(start: date, first: int, second: int) -> None:
    whole, middle = add_workdays(CALENDAR, start, first + second), add_workdays(CALENDAR, start, first)
    assert add_workdays(CALENDAR, middle.earliest, second).earliest <= whole.earliest
    assert whole.latest <= add_workdays(CALENDAR, middle.latest, second).latest


@given(ANY_DAYS, st.integers(0, 300))
def test_every_date_has_an_answer(start: date, count: int) -> None:
    for span in (add_workdays(CALENDAR, start, count), add_days(CALENDAR, start, count)):
        assert start <= span.earliest <= span.latest
        assert span.latest.year <= 2026 or span.reasons or span.latest == start
    assert add_months(CALENDAR, start, count).latest - start < timedelta(days=31 * count + 40)


def test_every_year_to_2100_has_its_statutory_days() -> None:
    counted = {year: sum(day.year == year for day in CALENDAR.statutory) for year in range(2025, 2101)}
    both = {2028, 2031, 2039, 2058, 2066, 2077, 2085}  # Mid-Autumn falls on one of the National Days
    assert counted == {year: 12 if year in both else 13 for year in range(2025, 2101)}
    assert {date(2027, 2, 5), date(2027, 6, 9), date(2027, 9, 15), date(2100, 4, 5)} <= CALENDAR.statutory


def user_folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "workdays.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_users_table_makes_a_year_known(tmp_path: Path) -> None:
    knowledge = open_knowledge(user_folder(tmp_path, SCHEDULE.format(off=OFF)))
    assert knowledge.problems == []
    assert add_workdays(knowledge.calendar, date(2027, 2, 4), 1) == one("2027-02-11")
    assert add_workdays(knowledge.calendar, date(2027, 2, 19), 1) == one("2027-02-20")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('id = "2027"', 'id = "next"', "entry “next”, field “id”: must be a year such as 2027"),
        ("2027-02-09", "2029-02-09", "entry “2027”, field “off”: 2029-02-09 is not in 2027"),
        ("2027-10-01, ", "", "entry “2027”, field “off”: the public holiday 2027-10-01 is missing"),
        ("[2027-02-20]", "[2027-02-22]", "entry “2027”, field “work”: 2027-02-22 is not a Saturday or Sunday"),
        ("[2027-02-20]", "[2027-02-06]", "entry “2027”, field “work”: 2027-02-06 is also in “off”"),
        ("work =", "works =", "entry “2027”, field “works”: unknown field"),
        ("[2027-02-20]", '"2027-02-20"', "entry “2027”, field “work”: expected a list, got text"),
    ],
)
def test_a_faulty_table_is_named_and_the_last_good_one_is_used(tmp_path: Path, old: str, new: str, fault: str) -> None:
    good = SCHEDULE.format(off=OFF)
    open_knowledge(user_folder(tmp_path, good))
    assert old in good
    knowledge = open_knowledge(user_folder(tmp_path, good.replace(old, new)))
    assert [str(problem.values["reason"]) for problem in knowledge.problems] == [fault]
    assert (tmp_path / LAST_GOOD / "workdays.toml").exists()
    assert 2027 in knowledge.calendar.known


def test_a_faulty_table_without_a_good_one_leaves_ours(tmp_path: Path) -> None:
    knowledge = open_knowledge(user_folder(tmp_path, "[[year"))
    assert len(knowledge.problems) == 1
    assert knowledge.calendar == CALENDAR
