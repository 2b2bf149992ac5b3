"""The scenarios and proofs that come with the application, and the sample case seen through them."""

import re
from dataclasses import replace

import pytest

from caseorg.domain.case import CaseFile, Platform
from caseorg.domain.checks.completeness import completeness, guessed_proofs
from caseorg.domain.known import Confidence, KnowledgeEntry
from caseorg.domain.scenario import Scenario
from caseorg.knowledge.library import Knowledge
from domain.build import case, evidence
from domain.stories import suggested_by_words

KNOWLEDGE = Knowledge()
IDS = (
    "card-invalid not-arrived delayed membership double-payment refund-refused merchant-gone site-gone auto-renewal "
    "false-advertising minor account-stolen cheating-tool fake-service sold-out wrong-input licence-key paper-check "
    "custom-service not-as-described promise-broken slow-topup other private-deal account-recovered boost-banned "
    "card-bound pay-again app-store trade-goods refund-agent membership-ended"
)
PROOFS = (
    "order payment goods failure chat promise rule advert refusal status operator-record attempts licence bill notice "
    "guardianship device report agreement payee caller"
)
URGENT = {"account-stolen", "fake-service", "private-deal", "pay-again", "refund-agent"}
NEVER = re.compile(r"必胜|必赢|一定[赔退]|包[退赔]|保证[退赔成]|百分之百|稳赢|肯定能|暂行办法|消费者协会[（(]?12315")

every_scenario = pytest.mark.parametrize("scenario", KNOWLEDGE.scenarios.values(), ids=lambda scenario: scenario.id)


def undescribed(told: CaseFile) -> CaseFile:
    """The case as it was before the user named what the evidence shows."""
    return replace(told, evidence=tuple(replace(item, shows=()) for item in told.evidence))


def test_every_scenario_and_every_kind_of_evidence_is_there() -> None:
    assert set(KNOWLEDGE.scenarios) == set(IDS.split())
    assert set(KNOWLEDGE.proofs) == set(PROOFS.split())


@every_scenario
def test_a_scenario_is_complete(scenario: Scenario) -> None:
    for words in (scenario.name, scenario.problem, scenario.source):
        assert words.strip()
    assert scenario.statements
    assert scenario.proofs
    assert scenario.first
    assert scenario.later
    assert scenario.asks
    assert scenario.checks
    assert not set(scenario.proofs) & set(scenario.helpful)
    assert not set(scenario.first) & set(scenario.later)
    assert not set(scenario.basis) & set(scenario.further)


@every_scenario
def test_a_question_has_choices_and_an_answer_that_stops_has_advice(scenario: Scenario) -> None:
    for check in scenario.checks:
        assert len(check.choices) > 1
        assert set(check.stops) < set(check.choices)
        assert check.advice or not check.stops


def test_only_what_is_unlawful_and_what_is_for_the_police_has_no_basis_and_says_why() -> None:
    without = [scenario for scenario in KNOWLEDGE.scenarios.values() if not scenario.basis]
    assert all(scenario.is_crime or "第一百五十三条" in scenario.warning for scenario in without)
    assert "cheating-tool" in {scenario.id for scenario in without}


@every_scenario
def test_a_basis_under_a_condition_is_told_in_the_notes(scenario: Scenario) -> None:
    """Whoever reads `消法-53` among the further ones must find in the notes when it holds."""
    notes = "".join(scenario.notes)
    for key in scenario.further:
        article = KNOWLEDGE.statutes[key].article
        assert f"第{chinese(article)}条" in notes or key == "GBT47746", key


def chinese(number: int) -> str:
    """`五十三`"""
    digits = "零一二三四五六七八九"
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = f"{digits[hundreds]}百" if hundreds else ""
    text += f"{digits[tens] if tens > 1 or hundreds else ''}十" if tens else ("零" if hundreds and ones else "")
    return text + (digits[ones] if ones else "")


def test_numbers_of_the_articles_are_claims_with_a_name() -> None:
    expectations = [each for scenario in KNOWLEDGE.scenarios.values() for each in scenario.expectations]
    assert expectations
    for each in expectations:
        assert each.confidence is Confidence.CLAIMED
        assert each.said_by.startswith("网络文章")


@pytest.mark.parametrize("entry", [*KNOWLEDGE.scenarios.values(), *KNOWLEDGE.proofs.values()], ids=lambda e: e.id)
def test_nothing_promises_an_outcome_or_cites_what_is_repealed(entry: KnowledgeEntry) -> None:
    assert not NEVER.search(repr(entry))


@pytest.mark.parametrize("key", sorted(URGENT))
def test_what_cannot_wait_is_said_in_order(key: str) -> None:
    stop, freeze, call, keep = KNOWLEDGE.scenarios[key].urgent
    assert "停" in stop
    assert "冻结" in freeze
    assert "110" in call
    assert "96110" in call
    assert "留存" in keep


def test_nothing_else_is_urgent() -> None:
    assert {key for key, scenario in KNOWLEDGE.scenarios.items() if scenario.urgent} == URGENT


def test_every_kind_of_evidence_is_asked_for_and_says_how_to_get_it() -> None:
    asked = {key for scenario in KNOWLEDGE.scenarios.values() for key in (*scenario.proofs, *scenario.helpful)}
    assert asked == set(PROOFS.split())
    for proof in KNOWLEDGE.proofs.values():
        assert len(proof.how) > 20
        assert proof.words


def test_the_words_of_the_sample_tell_what_its_pieces_show(sample_case: CaseFile) -> None:
    assert [guessed_proofs(item, KNOWLEDGE.proofs) for item in sample_case.evidence] == [
        ("order",),
        ("payment",),
        ("failure",),
        ("chat", "promise"),
        ("chat", "attempts"),
    ]


def test_the_sample_lacks_the_page_with_the_code(sample_case: CaseFile) -> None:
    for told, guessed in ((sample_case, False), (undescribed(sample_case), True)):
        found = completeness(told, KNOWLEDGE.scenarios["card-invalid"], KNOWLEDGE.proofs)
        assert found.share == 0.8
        assert [need.proof.id for need in found.lacking] == ["goods"]
        assert {need.guessed for need in found.needs if need.required and need.held} == {guessed}


def test_the_sample_is_recognised_by_its_words(sample_case: CaseFile) -> None:
    assert suggested_by_words(sample_case)[0] == "card-invalid"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("话费充了没到账", "not-arrived"),
        ("会员没开通", "membership"),
        ("扣了两次钱", "double-payment"),
        ("商家概不退换，不给退款", "refund-refused"),
        ("自动续费扣钱", "auto-renewal"),
        ("孩子偷偷充值游戏", "minor"),
        ("收到异地登录提醒", "account-stolen"),
        ("买外挂被封号", "cheating-tool"),
        ("客服让我交保证金解冻账户", "fake-service"),
        ("点卡显示已售罄", "sold-out"),
        ("充错号码了", "wrong-input"),
        ("软件激活码激活失败", "licence-key"),
        ("查重报告不准", "paper-check"),
        ("代练没做完", "custom-service"),
        ("效果和描述不符", "not-as-described"),
        ("客服答应了没有兑现", "promise-broken"),
        ("慢充话费三天", "slow-topup"),
        ("店铺关了联系不上", "merchant-gone"),
        ("广告夸大宣传", "false-advertising"),
        ("一直处理中，卡单", "delayed"),
        ("群里买卡付款后被踢", "private-deal"),
        ("闲鱼加微信转账给卖家，收钱后拉黑", "private-deal"),
        ("账号被原主找回", "account-recovered"),
        ("买的号登不上去了，绑定手机被改", "account-recovered"),
        ("代充被封号", "boost-banned"),
        ("代充的点券被官方扣回，余额变成负数", "boost-banned"),
        ("礼品卡被他人绑定", "card-bound"),
        ("兑换券提示已被别人绑定", "card-bound"),
        ("再付一次才能激活", "pay-again"),
        ("店家说卡单要再拍一单激活退款通道", "pay-again"),
        ("苹果App Store误购退款", "app-store"),
        ("进货的点卡有一批无效", "trade-goods"),
        ("找人代退费被骗服务费", "refund-agent"),
        ("会员用了三天就提前失效", "membership-ended"),
        ("年卡会员没到期就被收回", "membership-ended"),
        ("想用成长守护申请退孩子充的钱", "minor"),
    ],
)
def test_a_title_in_plain_words_finds_its_scenario(title: str, expected: str) -> None:
    assert suggested_by_words(case(title=title))[0] == expected


def test_a_vanished_site_is_another_matter_than_a_vanished_shop() -> None:
    assert suggested_by_words(case(title="失联跑路", platform=Platform.SITE)) == ("site-gone",)
    assert suggested_by_words(case(title="失联跑路", platform=Platform.PDD)) == ("merchant-gone",)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("卡密.png", ("goods",)),
        ("话费充值记录.png", ("operator-record",)),
        ("退款被拒.png", ("refusal",)),
        ("微信账单.png", ("payment",)),
        ("会员中心未开通.png", ("status",)),
        ("激活码无效.png", ("failure",)),
        ("户口本.jpg", ("guardianship",)),
        ("IMG_0001.jpg", ()),
    ],
)
def test_a_file_name_suggests_what_it_shows(name: str, expected: tuple[str, ...]) -> None:
    assert guessed_proofs(evidence(1, name=name), KNOWLEDGE.proofs) == expected


def test_whoever_takes_reports_alone_is_named_for_unlawful_matters_alone() -> None:
    """12377 refunds nothing."""
    named = {key for key, one in KNOWLEDGE.scenarios.items() if "12377" in (*one.first, *one.later)}
    assert named <= {"fake-service", "cheating-tool", "site-gone", "private-deal", "pay-again", "refund-agent"}
