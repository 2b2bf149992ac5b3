"""Events and evidence in order, with days and silences."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.case import CaseFile, EventId, Side
from caseorg.domain.moments import Moment, Precision, TimeSource
from caseorg.domain.timeline import SILENCE, Day, Silence, TimelineEntry, entries, records, rows
from domain.build import case, event, evidence, message, moment, promise


def told(found: CaseFile) -> list[str]:
    """The timeline in short: event texts and evidence names."""
    return [entry.text for entry in entries(found)]


def test_events_and_evidence_stand_in_time_order() -> None:
    found = case(
        events=(event("2026-11-02 10:00", "联系客服"), event("2026-11-01 14:30", "下单")),
        evidence=(evidence(1, "2026-11-01 15:00"), evidence(2, "2026-11-03")),
    )
    assert told(found) == ["下单", "1.png", "联系客服", "2.png"]


def test_what_has_no_time_stands_last_under_a_heading_of_its_own() -> None:
    found = case(evidence=(evidence(1), evidence(2, "2026-11-01"), evidence(3)))
    assert told(found) == ["2.png", "1.png", "3.png"]
    assert [row.day is None for row in rows(found) if isinstance(row, Day)] == [False, True]


def test_the_same_instant_keeps_the_order_of_the_evidence() -> None:
    at = "2026-11-01 14:30"
    assert told(case(evidence=tuple(evidence(number, at) for number in (1, 2, 3)))) == ["1.png", "2.png", "3.png"]


def test_evidence_of_an_event_is_not_told_again() -> None:
    found = case(events=(event("2026-11-02", "兑换失败", 2, 1),), evidence=(evidence(1, "2026-11-01"), evidence(2)))
    (entry,) = entries(found)
    assert [item.number for item in entry.evidence] == [2, 1]


def test_withdrawn_evidence_is_gone_but_its_event_stays() -> None:
    withdrawn = evidence(1, "2026-11-01", withdrawn=True)
    found = case(events=(event("2026-11-02", "兑换失败", 1),), evidence=(withdrawn, evidence(2, "2026-11-03")))
    assert told(found) == ["兑换失败", "2.png"]
    assert entries(found)[0].evidence == ()


def test_a_message_that_was_sent_refers_to_its_evidence_which_keeps_its_own_place() -> None:
    kept = message(2, "只保存", sent_at=None)
    found = case(
        events=(event(moment(0), "下单"), event(moment(3), "客服答复")),
        messages=(message(1, "请退款", 1), kept),
        evidence=(evidence(1, moment(5)),),
    )
    assert told(found) == ["下单", "请退款", "客服答复", "1.png"]
    _, entry, *_ = entries(found)
    assert (entry.key, entry.side, [item.number for item in entry.evidence]) == ("message-请退款", Side.ME, [1])
    assert entry.at and entry.at.source is TimeSource.RECORDED


def test_what_a_message_refers_to_makes_no_silence_where_it_was_taken() -> None:
    taken = tuple(evidence(number, moment(30 * number)) for number in range(1, 9))
    found = case(events=(event(moment(0), "下单"),), messages=(message(250, "请退款", *range(1, 9)),), evidence=taken)
    assert not [row for row in rows(found) if isinstance(row, Silence)]


def test_evidence_of_an_event_ends_a_silence_at_the_time_when_it_was_taken() -> None:
    asked, told_later = event(moment(0), "联系客服", 1, 2), event(moment(100), "答复")
    found = case(events=(asked, told_later), evidence=(evidence(1, moment(30)), evidence(2, moment(60))))
    assert not [row for row in rows(found) if isinstance(row, Silence)]
    without = case(events=(asked, told_later), evidence=(evidence(1, moment(30)), evidence(2)))
    assert [row.length for row in rows(without) if isinstance(row, Silence)] == [timedelta(hours=70)]
    assert [one.at.at for one in records(found) if one.at] == [moment(h).at for h in (0, 30, 60, 100)]


def test_a_message_ends_a_silence() -> None:
    found = case(events=(event(moment(0), "下单"), event(moment(90), "答复")), messages=(message(45),))
    assert not any(isinstance(row, Silence) for row in rows(found))


def test_a_promise_stands_with_its_event_or_alone() -> None:
    told_of = promise(1, "1小时内处理", event=EventId("event-联系客服"))
    alone = promise(2, "明天答复")
    orphan = promise(3, "三天内处理", event=EventId("removed"))
    found = case(events=(event(moment(1), "联系客服"),), promises=(told_of, alone, orphan))
    assert told(found) == ["联系客服", "明天答复", "三天内处理"]
    first, second, _ = entries(found)
    assert (first.promises, first.key) == ((told_of,), "event-联系客服")
    assert (second.promises, second.key, second.side) == ((alone,), "promise-明天答复", Side.SERVICE)


def test_each_beijing_day_has_one_heading() -> None:
    found = case(
        events=(event("2026-11-01 00:10", "a"), event("2026-11-01 23:50", "b"), event("2026-11-02 00:10", "c"))
    )
    assert [str(row.day) if isinstance(row, Day) else row.text for row in rows(found)] == [
        "2026-11-01",
        "a",
        "b",
        "2026-11-02",
        "c",
    ]


def silences(*times: Moment) -> list[timedelta]:
    found = case(events=tuple(event(at, str(number)) for number, at in enumerate(times)))
    return [row.length for row in rows(found) if isinstance(row, Silence)]


def test_two_days_without_a_record_are_a_silence() -> None:
    assert silences(moment(0), moment(47.9)) == []
    assert silences(moment(0), moment(48)) == [timedelta(hours=48)]
    assert silences(moment(0), moment(71), moment(72)) == [timedelta(hours=71)]


def test_a_silence_claims_no_more_than_the_times_prove() -> None:
    day = Precision.DAY
    assert silences(moment(0, day), moment(48, day)) == []  # it may have been the evening of that day
    assert silences(moment(0, day), moment(72, day)) == [timedelta(hours=48)]
    assert silences(moment(0, Precision.MONTH), moment(900)) == []
    assert silences(moment(0), moment(900, Precision.MONTH)) == []


def test_an_undated_item_ends_no_silence() -> None:
    found = case(events=(event("2026-11-01"),), evidence=(evidence(1),))
    assert not [row for row in rows(found) if isinstance(row, Silence)]


times = st.none() | st.builds(moment, st.integers(-2000, 2000), st.sampled_from(Precision))


@st.composite
def cases(draw: st.DrawFn) -> CaseFile:
    drawn = draw(st.lists(st.tuples(times, st.booleans()), max_size=8))
    items = tuple(evidence(n, at, withdrawn=gone) for n, (at, gone) in enumerate(drawn, start=1))
    dated = times.filter(bool)
    links = st.lists(st.integers(1, 9), max_size=3, unique=True)
    told = draw(st.lists(st.tuples(dated, links), max_size=6))
    return case(evidence=items, events=tuple(event(at, str(n), *linked) for n, (at, linked) in enumerate(told)))


@given(cases())
def test_every_standing_item_is_told_alone_once_or_with_its_events(found: CaseFile) -> None:
    linked = {key for one in found.events for key in one.evidence}
    shown = entries(found)
    alone = [entry.evidence[0].id for entry in shown if entry.event is None]
    assert sorted(alone) == sorted(item.id for item in found.standing_evidence if item.id not in linked)
    for one in found.events:
        (entry,) = (entry for entry in shown if entry.event == one)
        standing = [item.id for item in found.standing_evidence]
        assert [item.id for item in entry.evidence] == [key for key in one.evidence if key in standing]


@given(cases())
def test_time_never_goes_back_and_headings_and_silences_agree_with_it(found: CaseFile) -> None:
    shown = rows(found)
    assert [row for row in shown if isinstance(row, TimelineEntry)] == list(entries(found))
    dated = [entry.at.at for entry in entries(found) if entry.at]
    assert dated == sorted(dated)
    assert [entry.at is None for entry in entries(found)] == sorted(entry.at is None for entry in entries(found))
    heading = None
    for row in shown:
        if isinstance(row, Day):
            assert heading is None or row != heading
            heading = row
        elif isinstance(row, TimelineEntry):
            assert heading is not None
            assert heading.day == (row.at.local.date() if row.at else None)
        else:
            assert row.length >= SILENCE


def test_what_is_known_to_the_month_stands_under_the_month_and_not_under_its_first_day() -> None:
    found = case(events=(event("2026-11", "商家多次推脱"), event("2026-11-01 14:30", "下单")))
    headings = [(row.day, row.month_only) for row in rows(found) if isinstance(row, Day)]
    assert headings == [(date(2026, 11, 1), True), (date(2026, 11, 1), False)]


def test_events_of_the_same_minute_keep_the_order_of_the_complaint() -> None:
    at = "2026-11-01 14:30"
    first, second = event(at, "付款", 2), event(at, "未收到卡密", 1)
    found = case(events=(first, second), evidence=(evidence(1, at), evidence(2, at), evidence(3, at)))
    assert told(found) == ["付款", "未收到卡密", "3.png"]


def test_a_time_that_is_not_certain_stands_under_its_own_words_and_hides_no_day() -> None:
    told = Moment(moment(-10).at, Precision.DAY, TimeSource.TYPED, "2026年11月上旬", moment(200).at)
    found = rows(case(events=(event(told, "介绍"), event(text="付款"), event(moment(260), "催"))))
    assert [row.said or str(row.day) for row in found if isinstance(row, Day)][:2] == ["2026年11月上旬", "2026-11-01"]
    assert [row.text for row in found if isinstance(row, TimelineEntry)] == ["介绍", "付款", "催"]
