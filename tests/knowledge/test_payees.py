"""A payee is read from what the user says that a bill proves."""

import pytest

from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.respondents import named_payees
from domain.build import case, evidence

KNOWLEDGE = Knowledge()


def named(*told: str, shows: tuple[str, ...] = ("payment",)) -> list[str]:
    items = tuple(evidence(number, proves=text, shows=shows) for number, text in enumerate(told, start=1))
    found = named_payees(KNOWLEDGE, case(evidence=items))
    return [payee.name for payee in found]


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("已向星河数码专营店付款98元", ["星河数码专营店"]),
        ("收款方 星河数码专营店", ["星河数码专营店"]),
        ("收款方：上海某某网络有限公司，200000元", ["上海某某网络有限公司"]),
        ("银行转账200000元，收款 上海某某网络有限公司", ["上海某某网络有限公司"]),
        ("收款人显示“*强”", ["*强"]),
        ("商户全称：星河（北京）科技有限公司", ["星河（北京）科技有限公司"]),
        ("收款方为杭州星河网络有限公司", ["杭州星河网络有限公司"]),
        ("微信转账给*强860元", ["*强"]),
        ("付款给星河卡券", ["星河卡券"]),
        ("收款成功，98元", []),
        ("已向商家付款98元", []),
        ("订单号、实付98元和下单时间", []),
        ("收款方是我自己", []),
        ("", []),
    ],
)
def test_names(told: str, names: list[str]) -> None:
    assert named(told) == names


def test_each_is_named_once_with_its_first_evidence_and_only_bills_count() -> None:
    assert named("收款方：星河", "收款方：星河", "收款方：月亮") == ["星河", "月亮"]
    assert named("收款方：星河", shows=("chat",)) == []
    assert named("支付凭证，收款方：星河", shows=()) == ["星河"]


def test_withdrawn_evidence_names_nobody() -> None:
    item = evidence(1, proves="收款方：星河", shows=("payment",), withdrawn=True)
    assert named_payees(KNOWLEDGE, case(evidence=(item,))) == ()
