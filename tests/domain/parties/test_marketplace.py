"""Which company is behind the place of purchase."""

import pytest
from tests.domain.build import case, order

from caseorg.domain.case import CaseFile, Party, Payment, Platform, Role
from caseorg.domain.parties.marketplace import Operator, operator_of, payment_operator
from caseorg.knowledge.library import Knowledge

KNOWLEDGE = Knowledge()


def company(file: CaseFile) -> str:
    found = operator_of(file, KNOWLEDGE.marketplaces, KNOWLEDGE.operators)
    return found.id if found else ""


def shop(name: str) -> tuple[Party, ...]:
    return (Party(role=Role.MERCHANT, name=name),)


@pytest.mark.parametrize(
    ("platform", "expected"),
    [
        (Platform.PDD, "pdd"),
        (Platform.TAOBAO, "taobao"),
        (Platform.JD, "jd"),
        (Platform.XIANYU, "xianyu"),
        (Platform.SITE, ""),
        (Platform.OTHER, ""),
    ],
)
def test_a_platform_has_its_usual_operator_and_a_website_none(platform: Platform, expected: str) -> None:
    assert company(case(platform=platform, title="点卡", parties=shop("某店"), orders=())) == expected


def test_the_shops_name_tells_two_operators_of_one_place_apart() -> None:
    assert company(case(platform=Platform.TAOBAO, title="点卡", parties=shop("某某天猫旗舰店"), orders=())) == "tmall"


@pytest.mark.parametrize(
    ("title", "product", "expected"),
    [
        ("抖音直播间买的会员", "会员", "douyin"),
        ("自动扣费", "App Store 订阅", "app-store"),
        ("孩子充值", "王者荣耀点券", "tencent-games"),
        ("充值没到账", "蛋仔派对彩虹币", "netease-games"),
        ("话费", "话费", ""),
    ],
)
def test_elsewhere_only_what_the_case_names_counts(title: str, product: str, expected: str) -> None:
    file = case(platform=Platform.OTHER, title=title, parties=shop(""), orders=(order(product=product),))
    assert company(file) == expected


def test_a_payment_service_is_a_company_too() -> None:
    paid = {payment: payment_operator(payment, KNOWLEDGE.operators) for payment in Payment}
    assert {payment for payment, found in paid.items() if found} == {Payment.WECHAT, Payment.ALIPAY}


@pytest.mark.parametrize("operator", KNOWLEDGE.operators.values(), ids=list(KNOWLEDGE.operators))
def test_no_company_is_given_as_certain(operator: Operator) -> None:
    assert operator.confidence == "G"
    assert "为准" in operator.source
    assert not operator.credit_code
