"""The chain of the journal."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.journal.chain import FIRST, JournalEntry, canonical, first_broken, follow

START = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def chain(length: int) -> list[JournalEntry]:
    found: list[JournalEntry] = []
    for number in range(length):
        at = START + timedelta(seconds=number)
        last = found[-1] if found else None
        found.append(follow(last, at=at, case_id="case", action="event.add", details={"text": f"第{number}件事"}))
    return found


def test_each_entry_carries_the_digest_of_the_one_before() -> None:
    first, second = chain(2)
    assert (first.seq, first.previous) == (1, FIRST)
    assert (second.seq, second.previous) == (2, first.digest)


def test_a_chain_left_alone_holds() -> None:
    assert first_broken(chain(0)) is None
    assert first_broken(chain(5)) is None


def test_details_are_written_the_same_way_whatever_their_order() -> None:
    assert (
        canonical({"b": "退款", "a": [1, None]})
        == canonical({"a": [1, None], "b": "退款"})
        == '{"a":[1,null],"b":"退款"}'
    )


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


def test_the_same_instant_in_another_zone_is_no_change() -> None:
    (entry,) = chain(1)
    assert first_broken([replace(entry, at=entry.at.astimezone(timezone(timedelta(hours=8))))]) is None


changed = {
    "seq": st.integers(-1, 99),
    "at": st.datetimes(timezones=st.just(UTC)),
    "case_id": st.text(max_size=5),
    "action": st.text(max_size=5),
    "details": st.text(max_size=20),
    "previous": st.text("0123456789abcdef", min_size=64, max_size=64),
    "digest": st.text("0123456789abcdef", min_size=64, max_size=64),
}


@given(st.data(), st.integers(1, 6), st.sampled_from(sorted(changed)))
def test_changing_any_field_of_any_entry_is_noticed_there(data: st.DataObject, length: int, field: str) -> None:
    entries = chain(length)
    index = data.draw(st.integers(0, length - 1))
    value = data.draw(changed[field].filter(lambda new: new != getattr(entries[index], field)))
    entries[index] = replace(entries[index], **{field: value})
    assert first_broken(entries) == index + 1


@given(st.data(), st.integers(2, 6))
def test_an_entry_made_anew_is_noticed_at_the_next(data: st.DataObject, length: int) -> None:
    entries = chain(length)
    index = data.draw(st.integers(0, length - 2))
    before = entries[index - 1] if index else None
    entries[index] = follow(before, at=START, case_id="case", action="event.add", details="forged")
    assert first_broken(entries) == index + 2


@given(st.data(), st.integers(2, 6))
def test_removing_any_entry_but_the_last_is_noticed_there(data: st.DataObject, length: int) -> None:
    entries = chain(length)
    index = data.draw(st.integers(0, length - 2))
    del entries[index]
    assert first_broken(entries) == index + 1


@given(st.data(), st.integers(2, 6))
def test_swapping_two_entries_is_noticed_at_the_first_of_them(data: st.DataObject, length: int) -> None:
    entries = chain(length)
    one, other = sorted(data.draw(st.lists(st.integers(0, length - 1), min_size=2, max_size=2, unique=True)))
    entries[one], entries[other] = entries[other], entries[one]
    assert first_broken(entries) == one + 1


def test_a_chain_made_anew_without_its_beginning_is_noticed() -> None:
    first, second = chain(2)
    forged = follow(replace(first, digest=FIRST), at=second.at, case_id="case", action="event.add", details="forged")
    assert (forged.seq, forged.previous) == (2, FIRST)
    assert first_broken([forged]) == 1


@given(st.data(), st.integers(1, 6))
def test_an_entry_put_in_twice_is_noticed(data: st.DataObject, length: int) -> None:
    entries = chain(length)
    index = data.draw(st.integers(0, length - 1))
    entries.insert(index, entries[index])
    assert first_broken(entries) == index + 2
