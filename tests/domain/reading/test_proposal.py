"""The id of a proposal: the same for the same value at the same place of the same file, and no other."""

from decimal import Decimal

import pytest

from caseorg.domain.case import Part, Side
from caseorg.domain.moments import Moment, Precision, TimeSource, parse_moment
from caseorg.domain.reading.proposal import ProposalKind, SaidPromise, ToldEvent, Value, proposal_id
from caseorg.domain.reading.reading import Box

BOX = Box(10, 20, 300, 60)
AT = parse_moment("2026-11-01 14:30", TimeSource.PICTURE)
RESOLVED = Moment(AT.at, Precision.MINUTE, TimeSource.RESOLVED)
VALUES: tuple[Value, ...] = (
    "261101-123456789012345",
    Decimal("98.00"),
    AT,
    RESOLVED,
    ("chat", "refusal"),
    ToldEvent(at=AT, side=Side.SERVICE, text="1小时内处理"),
    ToldEvent(at=AT, side=Side.ME, text="1小时内处理"),
)
PROMISE = SaidPromise(side=Side.SERVICE, text="1小时内处理", made_at=AT)


def an_id(
    value: Value, kind: ProposalKind = ProposalKind.EVENT, box: Box = BOX, sha256: str = "ab", page: int = 0
) -> str:
    return proposal_id(sha256, page, box, kind, value)


def test_every_other_value_place_and_kind_has_another_id() -> None:
    ids = [
        *map(an_id, VALUES),
        an_id(PROMISE, ProposalKind.PROMISE),
        an_id("98.00", ProposalKind.PAID),
        an_id("98.00", ProposalKind.REFUNDED),
        an_id("98.00", ProposalKind.PAID, Box(10, 20, 301, 60)),
        an_id("98.00", ProposalKind.PAID, sha256="ac"),
        an_id("98.00", ProposalKind.PAID, page=1),
    ]
    assert len(set(ids)) == len(ids)
    assert {len(one) for one in ids} == {10}


@pytest.mark.parametrize(
    ("one", "same"),
    [
        (Decimal("98"), Decimal("98.00")),
        (
            ToldEvent(at=AT, side=Side.ME, text="请退款"),
            ToldEvent(at=AT, side=Side.ME, text="请退款", part=Part.ASKED),
        ),
    ],
)
def test_what_is_worked_out_beside_the_value_changes_no_id(one: Value, same: Value) -> None:
    assert an_id(one) == an_id(same)
