"""Fake customer service as the source articles tell of it: what raises a flag, and the three things to check.

`row` is the row of docs/practices.md.
"""

import pytest

from caseorg.domain.scams.scam import Trust, find_flags, judge_service
from caseorg.knowledge.library import Knowledge

KNOWLEDGE = Knowledge()
FACTORS = KNOWLEDGE.service_factors


def flags(text: str) -> set[str]:
    return {found.flag.id for found in find_flags(text, KNOWLEDGE.red_flags.values())}


def trust(text: str, **answers: bool) -> dict[str, Trust]:
    """How the three factors stand, by what the other side wrote and what the user answered."""
    judged = judge_service(FACTORS.values(), find_flags(text, KNOWLEDGE.red_flags.values()), answers)
    return {factor.id: stands for factor, stands in judged}


@pytest.mark.parametrize(
    ("row", "text", "expected"),
    [
        (18, "我在网上搜到“拼多多卡盟客服电话”，对方让我转账500元解冻账户。", {"outside-contact", "unfreeze"}),
        (66, "我在百度搜索到的客服电话，打过去说能退款。", {"outside-contact"}),
        (105, "退款需交保证金100元，退款成功后返还。", {"refund-fee"}),
        (106, "需要您先转账解冻账户，才能退款。", {"unfreeze"}),
        (107, "请先支付手续费，再告诉我银行卡密码和验证码。", {"refund-fee", "codes"}),
        (108, "请点击链接办理退款，或者加我的微信。", {"leave-platform", "outside-contact"}),
    ],
)
def test_a_trick_of_fake_service_raises_its_flag(row: int, text: str, expected: set[str]) -> None:
    assert expected <= flags(text), row
    told = [KNOWLEDGE.red_flags[key] for key in expected]
    assert all(flag.advice and flag.why for flag in told)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (66, "号码请从官网或者官方公众号获取。"),
        (107, "退款不收任何手续费，也不会要您的银行卡密码、验证码。"),
        (108, "退款全程在App内办理，请勿点击外部链接，请勿添加私人微信。"),
    ],
)
def test_true_service_that_says_so_raises_none(row: int, text: str) -> None:
    assert flags(text) == set(), row


def test_only_the_entry_in_the_application_is_trusted() -> None:
    assert trust("", origin=True)["origin"] is Trust.MET
    assert trust("", origin=False)["origin"] is Trust.FAILED
    assert trust("请加我微信办理退款。", origin=True)["origin"] is Trust.FAILED
    assert "联系客服" in FACTORS["origin"].question
    assert "主动找来" in FACTORS["origin"].advice


def test_a_staff_number_and_a_name_must_be_verifiable() -> None:
    assert all(word in FACTORS["identity"].question for word in ("工号", "姓名", "核实"))
    assert trust("我们没有工号，您放心。", identity=True)["identity"] is Trust.FAILED
    assert trust("我是客服小林，工号10086。")["identity"] is Trust.OPEN
    assert "客服主动展示工号和姓名" in KNOWLEDGE.corrections["response-times"].said


@pytest.mark.parametrize(
    "text",
    ["请提供一下银行卡密码。", "把验证码发给我。", "转账500元解冻账户才能退。", "先支付30元手续费，财务才打款。"],
)
def test_whoever_asks_for_codes_or_money_is_no_true_service(text: str) -> None:
    assert trust(text, conduct=True)["conduct"] is Trust.FAILED


def test_what_is_not_official_may_be_a_swindle() -> None:
    lines = KNOWLEDGE.guides["real-or-fake"].lines
    assert any("只认应用内“联系客服”或者官网公布的入口" in line for line in lines)
    assert any("真正的退款不要银行卡密码、验证码" in line for line in lines)
    assert any("退款的每一步都在平台里完成" in line for line in lines)


def test_identity_data_belongs_into_the_official_pages_alone() -> None:
    correction = KNOWLEDGE.corrections["identity-data"]
    assert "身份证号、注册手机号" in correction.said
    assert "只在官方应用、官网的申诉流程里填写" in correction.holds
    assert {"account-stolen", "fake-service"} <= set(correction.scenarios)
    assert "too-much-identity" in flags("请拍身份证正反面发过来，核实账号。")
    assert flags("请在App内的申诉页面上传身份证照片。") == set()
