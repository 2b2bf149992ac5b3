"""Counting days over a small calendar of its own."""

from datetime import date

import pytest

from caseorg.domain.clocks.workdays import (
    Calendar,
    PeriodEnd,
    add_days,
    add_months,
    add_workdays,
    doubtful,
    make_calendar,
    roll,
)

NATIONAL = [date(2027, 10, day) for day in (1, 2, 3)]


def plain(*known: int, off: tuple[str, ...] = (), work: tuple[str, ...] = ()) -> Calendar:
    days = [[date.fromisoformat(day) for day in days] for days in (off, work)]
    return make_calendar(known, *days, NATIONAL)


def test_the_first_day_is_not_counted() -> None:
    monday = date(2027, 3, 1)
    assert add_workdays(plain(2027), monday, 1) == PeriodEnd(date(2027, 3, 2), date(2027, 3, 2))
    assert add_workdays(plain(2027), monday, 0) == PeriodEnd(monday, monday)


def test_an_exchanged_weekend_is_worked_and_its_weekday_is_not() -> None:
    calendar = plain(2027, off=("2027-03-05",), work=("2027-03-06",))
    assert add_workdays(calendar, date(2027, 3, 4), 1).earliest == date(2027, 3, 6)


def test_without_a_schedule_the_end_is_a_range_with_the_reason() -> None:
    span = add_workdays(plain(), date(2027, 9, 28), 7)
    assert span.earliest < date(2027, 10, 11) < span.latest
    assert [str(reason)[:33] for reason in span.reasons] == ["The holiday schedule of 2027 is n"]


def test_far_from_holidays_the_range_is_one_day_and_still_says_so() -> None:
    span = add_workdays(plain(), date(2027, 6, 1), 5)
    assert span.earliest == span.latest == date(2027, 6, 8)
    assert span.reasons[0].values == {"year": 2027}


def test_the_last_days_of_a_known_year_wait_for_the_next_schedule() -> None:
    new_year = date(2030, 1, 1)  # a Tuesday: the Monday before it may be off, or two days after it
    calendar = make_calendar([2029], [], [], [new_year])
    span = add_workdays(calendar, date(2029, 12, 28), 1)
    assert (span.earliest, span.latest) == (date(2029, 12, 29), date(2030, 1, 3))
    assert {reason.values["year"] for reason in span.reasons} == {2030}


@pytest.mark.parametrize("weekday", range(7))
def test_a_single_holiday_on_monday_or_friday_needs_no_exchange(weekday: int) -> None:
    holiday = date(2031, 6, 2 + weekday)
    assert bool(doubtful(make_calendar([], [], [], [holiday]), 2031)) is (weekday not in (0, 4))


def test_a_period_that_ends_on_a_public_holiday_ends_after_it() -> None:
    calendar = plain(2027, off=("2027-10-04", "2027-10-05"))
    span = add_days(calendar, date(2027, 9, 1), 30)
    assert (span.earliest, span.latest) == (date(2027, 10, 6), date(2027, 10, 6))
    assert str(span.reasons[0]) == "2027-10-01 is a public holiday: the period ends on the first day after it."


def test_an_end_on_an_ordinary_weekend_has_both_readings() -> None:
    span = roll(plain(2027), date(2027, 3, 6))
    assert (span.earliest, span.latest) == (date(2027, 3, 6), date(2027, 3, 8))
    assert [str(reason) for reason in span.reasons] == [
        "Whether an end on an ordinary weekend moves to Monday is open."
    ]


def test_a_worked_weekend_is_an_ordinary_end() -> None:
    assert roll(plain(2027, work=("2027-03-06",)), date(2027, 3, 6)) == PeriodEnd(date(2027, 3, 6), date(2027, 3, 6))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2027-01-31", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2027-08-31", 5, "2028-01-31"),
        ("2027-11-30", 1, "2027-12-30"),
        ("2028-02-29", 36, "2031-02-28"),
    ],
)
def test_months_end_on_the_same_day_or_the_last_one(start: str, months: int, end: str) -> None:
    assert add_months(plain(2027, 2028, 2031), date.fromisoformat(start), months).earliest == date.fromisoformat(end)
