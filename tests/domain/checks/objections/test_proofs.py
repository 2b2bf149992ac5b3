"""What evidence shows: the user's word, or else its words."""

from datetime import date

from caseorg.domain.checks.ledger import ledger
from caseorg.domain.checks.objections.proofs import PURCHASE, showing, shows
from caseorg.domain.known import Confidence
from caseorg.domain.scenario import Proof
from domain.build import case, evidence, order
from domain.stories import story

ORDER = Proof(
    id="order",
    name="订单详情",
    how="",
    words=("订单",),
    source="",
    confidence=Confidence.GENERAL,
    checked=date(2026, 11, 21),
)
PROOFS = {"order": ORDER}


def test_words_count_where_the_user_said_nothing() -> None:
    assert shows(evidence(1, source="拼多多 订单详情"), PROOFS) == {"order"}
    assert shows(evidence(1, source="拼多多 订单详情", shows=("chat",)), PROOFS) == {"chat"}
    assert shows(evidence(1), PROOFS) == frozenset()


def test_withdrawn_evidence_shows_nothing() -> None:
    items = (evidence(1, name="订单1.png"), evidence(2, name="订单2.png", withdrawn=True))
    assert [item.number for item in showing(case(evidence=items), PURCHASE, PROOFS)] == [1]


def test_an_order_rests_on_a_page_that_was_recognised() -> None:
    found = case(orders=(order(number="A-1"),), evidence=(evidence(1, name="订单.png"),))
    assert [item.number for item in ledger(found, story(found), PROOFS).claims[0].evidence] == [1]
    assert ledger(found, story(found)).claims[0].evidence == ()
