"""Column types that keep what a database would lose."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from caseorg.domain.errors import CaseorgError
from caseorg.store.columns import UtcTime, Yuan

SQLITE = SQLiteDialect()
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(datetime.min + timedelta(1), datetime.max - timedelta(1), timezones=ZONES))  # noqa: DTZ901
def test_a_time_comes_back_as_the_same_instant_in_utc(at: datetime) -> None:
    stored = UtcTime().process_bind_param(at, SQLITE)
    read = UtcTime().dialect_impl(SQLITE).result_processor(SQLITE, None)
    again = read(stored and stored.isoformat(" ", timespec="microseconds"))  # as SQLite keeps it
    assert stored is not None
    assert stored.tzinfo is None
    assert (again, again and again.tzinfo) == (at, UTC)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        UtcTime().process_bind_param(datetime(2026, 11, 1), SQLITE)  # noqa: DTZ001


@pytest.mark.parametrize("stored", ["2026-11-\x131", "", 5])
def test_a_time_that_nobody_wrote_is_damage(stored: object) -> None:
    read = UtcTime().dialect_impl(SQLITE).result_processor(SQLITE, None)
    with pytest.raises(CaseorgError, match="damaged"):
        read(stored)


@given(st.integers(-(10**15), 10**15))
def test_yuan_are_exact_to_the_fen(fen: int) -> None:
    amount = Decimal(fen) / 100
    stored = Yuan().process_bind_param(amount, SQLITE)
    assert (stored, Yuan().process_result_value(stored, SQLITE)) == (fen, amount)


def test_less_than_a_fen_is_refused_and_not_rounded() -> None:
    with pytest.raises(ValueError, match="fen"):
        Yuan().process_bind_param(Decimal("0.005"), SQLITE)


def test_an_amount_comes_back_with_two_decimals() -> None:
    assert str(Yuan().process_result_value(9800, SQLITE)) == "98.00"
    assert Yuan().process_result_value(None, SQLITE) is None
