"""What the journal says of things, and what it said last."""

import json
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from caseorg.domain.case import (
    CaseDetails,
    CaseId,
    Event,
    Evidence,
    Order,
    OrderId,
    Party,
    Promise,
    PromiseId,
    Role,
    Side,
)
from caseorg.domain.journal.chain import JournalEntry, canonical, follow
from caseorg.domain.journal.record import (
    Recorded,
    StoredCase,
    StoredEvent,
    StoredPromise,
    case_record,
    event_record,
    evidence_record,
    plain,
    promise_record,
    replay,
)
from caseorg.domain.moments import Moment, Precision, TimeSource
from domain.build import event, evidence

CASE = CaseId("case")
AT = datetime(2026, 11, 1, 6, 30, 5, 123456, tzinfo=UTC)
NOTHING = Recorded({}, {}, {}, {}, {}, {}, {})
MOMENT = Moment(AT, Precision.SECOND, TimeSource.EXIF)


def said(*told: tuple[str, object]) -> Recorded:
    """What entries of these actions and details come to."""

    def entries() -> Iterable[JournalEntry]:
        last = None
        for action, details in told:
            last = follow(last, at=AT, case_id=CASE, action=action, details=details)
            yield last

    return replay(entries())


def test_a_moment_keeps_its_instant_its_precision_and_its_source() -> None:
    told = {"at": "2026-11-01T06:30:05.123456+00:00", "precision": "second", "source": "exif"}
    assert plain(MOMENT) == told
    assert plain(replace(MOMENT, at=AT.astimezone(timezone(timedelta(hours=8))))) == told


@pytest.mark.parametrize(("paid", "told"), [("98", "98.00"), ("98.5", "98.50"), ("1E+2", "100.00")])
def test_yuan_are_written_the_same_way(paid: str, told: str) -> None:
    assert plain(Decimal(paid)) == told


def test_a_record_has_every_field_and_is_json() -> None:
    item, told = evidence(1, MOMENT), CaseDetails(title="a", orders=(Order(id=OrderId("1"), paid_at=MOMENT),))
    stored = StoredEvent(event(MOMENT, "付款", 1), 3, True)
    for form, kind, more in (
        (evidence_record(item), Evidence, set()),
        (event_record(stored), Event, {"position", "removed"}),
        (
            case_record(CASE, StoredCase(told, None, AT)),
            CaseDetails,
            {"id", "complainant", "created_at", "demanded_at", "shelf"},
        ),
    ):
        assert form.keys() == {part.name for part in fields(kind)} | more
        assert json.loads(canonical(form)) == form


def test_parties_and_orders_are_written_whole() -> None:
    order = Order(id=OrderId("1"), number="A1", product="b", paid=Decimal("9.9"), ordered_at=MOMENT)
    party = Party(role=Role.MERCHANT, name="a", contact="b", address="c", phone="d", credit_code="e")
    form = case_record(CASE, StoredCase(CaseDetails(title="a", parties=(party,), orders=(order,)), None, AT))
    assert form["parties"] == [
        {
            "role": "merchant",
            "name": "a",
            "contact": "b",
            "address": "c",
            "phone": "d",
            "credit_code": "e",
            "licence": "",
            "website": "",
            "payee": "",
        }
    ]
    assert form["orders"] == [
        {
            "id": "1",
            "number": "A1",
            "product": "b",
            "paid": "9.90",
            "ordered_at": plain(MOMENT),
            "paid_at": None,
            "refunded": None,
            "payment": "",
            "transaction": "",
            "account": "",
        }
    ]


def test_what_the_first_version_wrote_is_completed() -> None:
    """It knew nothing of scenarios, answers, refunds, contacts and proofs: they were empty then."""
    details = CaseDetails(title="a", orders=(Order(id=OrderId("1"), number="A1"),))
    forms = {
        "case.new": (case_record(CASE, StoredCase(details, None, AT)), {"scenario", "answers", "demanded_at"}),
        "event.add": (event_record(StoredEvent(event(), 1, False)), {"channel", "agent", "ticket", "milestone"}),
        "evidence.add": (evidence_record(evidence(1)), {"shows"}),
    }
    for action, (form, later) in forms.items():
        old = {name: value for name, value in form.items() if name not in later}
        if "orders" in old:
            new_fields = {"refunded", "payment", "transaction", "account"}
            old["orders"] = [{name: order[name] for name in order.keys() - new_fields} for order in old["orders"]]
        assert said((action, old)) == said((action, form)) != NOTHING


@pytest.mark.parametrize("last", ["promise.settle", "promise.remove", "promise.restore"])
def test_the_last_entry_about_a_promise_counts(last: str) -> None:
    promise = Promise(id=PromiseId("1"), side=Side.SERVICE, text="1小时内处理", made_at=MOMENT, due=AT)
    new = promise_record(StoredPromise(replace(promise, kept=False), True))
    found = said(("promise.add", promise_record(StoredPromise(promise, False))), (last, new))
    assert found == replace(NOTHING, promises={promise.id: (CASE, new)})


@pytest.mark.parametrize("last", ["evidence.describe", "evidence.withdraw", "evidence.restore"])
def test_the_last_entry_about_evidence_counts(last: str) -> None:
    one, other = evidence(1), evidence(2)
    new = evidence_record(replace(one, proves="b", withdrawn=True))
    found = said(("evidence.add", evidence_record(one)), ("evidence.add", evidence_record(other)), (last, new))
    assert found.evidence == {one.id: (CASE, new), other.id: (CASE, evidence_record(other))}
    assert list(found.evidence) == [one.id, other.id]
    assert found == replace(NOTHING, evidence=found.evidence)


@pytest.mark.parametrize("last", ["event.edit", "event.remove", "event.restore"])
def test_the_last_entry_about_an_event_counts(last: str) -> None:
    told = event()
    new = event_record(StoredEvent(replace(told, text="b"), 1, True))
    found = said(("event.add", event_record(StoredEvent(told, 1, False))), (last, new))
    assert found == replace(NOTHING, events={told.id: (CASE, new)})


def test_the_last_entry_about_a_case_counts() -> None:
    first, last = (case_record(CASE, StoredCase(CaseDetails(title=title), None, AT)) for title in "ab")
    assert said(("case.new", first), ("case.edit", last)) == replace(NOTHING, cases={CASE: (CASE, last)})


@pytest.mark.parametrize(
    ("action", "details"),
    [
        ("profile.set", {"id": "me"}),
        ("evidence.burn", {"id": "1"}),
        ("event.add", {}),
        ("event.add", [1]),
        ("event.add", None),
        ("event.add", {"id": [1]}),
    ],
)
def test_what_says_nothing_of_them_is_passed_over(action: str, details: object) -> None:
    assert said((action, details)) == NOTHING
