"""What a claim may rest on, for every kind of problem and every footing; and what it never may."""

import pytest

from caseorg.domain.checks.basis import SHORT, basis
from caseorg.domain.law.footing import FootingKind
from caseorg.domain.law.terms import unfair_terms
from caseorg.domain.scenario import Scenario
from caseorg.knowledge.library import Knowledge

KNOWLEDGE = Knowledge()
SCENARIOS = KNOWLEDGE.scenarios
LONGEST_TAG = 12
NO_CLAIM = {"cheating-tool", "fake-service"}  # unlawful goods; swindlers are for the police

# Laws that say where and how to proceed, what is fined, or how to measure, but give the buyer no claim.
NO_BASIS = {
    "令121", "令20", "令116", "处罚办法", "处罚程序规定", "电信申诉办法", "民诉法", "民诉法解释", "证据规定",
    "互联网法院规定", "互联网法院管辖规定", "在线诉讼规则", "个保法", "反电诈法", "治安法", "刑法", "GBT47746",
    "七日退货办法", "短信规定",
}  # fmt: skip
FOR_CONSUMERS = {"消法", "条例", "网络交易办法", "网络消费规定", "预付规定"}
NEVER = {"电商法-18", "电商法-19", "电商法-42", "电商法-82", "消法-25", "消法-25-3", "消法-57"}
QUALITY = {"消法-23", "消法-24", "消法-48-2", "消法-48-4", "民法典-617"}
RESCISSION = {"民法典-563", "民法典-563-3", "民法典-563-4", "民法典-565", "民法典-566"}
PREPAID = {"消法-53", "条例-22"}
SERVICES = {"custom-service", "membership", "membership-ended", "paper-check"}

every_scenario = pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=list(SCENARIOS))
every_footing = pytest.mark.parametrize("footing", FootingKind)


def cited(scenario: Scenario, footing: FootingKind) -> list[str]:
    return [article.statute for article in basis(scenario, footing)]


@every_footing
@every_scenario
def test_no_procedure_no_penal_provision_and_nothing_beside_the_point_is_a_basis(
    scenario: Scenario, footing: FootingKind
) -> None:
    keys = cited(scenario, footing)
    assert not {KNOWLEDGE.statutes[key].law for key in keys} & NO_BASIS
    assert not set(keys) & NEVER


@pytest.mark.parametrize("footing", [FootingKind.BUSINESS, FootingKind.PRIVATE_SELLER])
@every_scenario
def test_consumer_law_is_for_consumers_alone(scenario: Scenario, footing: FootingKind) -> None:
    assert not {KNOWLEDGE.statutes[key].law for key in cited(scenario, footing)} & FOR_CONSUMERS


@every_scenario
def test_a_private_seller_is_no_e_commerce_business(scenario: Scenario) -> None:
    laws = {key for key in cited(scenario, FootingKind.PRIVATE_SELLER) if KNOWLEDGE.statutes[key].law == "电商法"}
    assert laws <= {"电商法-57"}  # against the payment service


@every_footing
@every_scenario
def test_the_first_article_carries_the_claim(scenario: Scenario, footing: FootingKind) -> None:
    keys = cited(scenario, footing)
    assert bool(keys) is (scenario.id not in NO_CLAIM)
    assert all(KNOWLEDGE.statutes[key].carries for key in keys[:1])
    assert len(set(keys)) == len(keys)


@every_footing
@every_scenario
def test_what_stands_in_a_short_text_says_in_few_words_what_it_gives(scenario: Scenario, footing: FootingKind) -> None:
    for article in basis(scenario, footing)[:SHORT]:
        tag = article.tag or KNOWLEDGE.statutes[article.statute].tag
        assert 0 < len(tag) <= LONGEST_TAG, article.statute


@every_footing
@every_scenario
def test_services_goods_and_payments_have_their_own_articles(scenario: Scenario, footing: FootingKind) -> None:
    keys = set(cited(scenario, footing))
    if "消法-48-7" in keys:
        assert scenario.id in SERVICES
    if scenario.id == "double-payment":
        assert not keys & (QUALITY | RESCISSION)
    assert not keys & (PREPAID | RESCISSION)  # under a condition only, or for a letter


@pytest.mark.parametrize(
    ("scenario", "footing", "expected"),
    [
        ("card-invalid", FootingKind.CONSUMER, ["消法-24", "消法-52", "消法-23"]),
        ("card-invalid", FootingKind.BUSINESS, ["民法典-577", "民法典-582", "民法典-617"]),
        ("card-invalid", FootingKind.PRIVATE_SELLER, ["民法典-577", "民法典-582"]),
        ("auto-renewal", FootingKind.CONSUMER, ["消法-52", "条例-10-2", "网络交易办法-18"]),
        ("double-payment", FootingKind.CONSUMER, ["民法典-985", "电商法-74"]),
        ("custom-service", FootingKind.CONSUMER, ["消法-48-7", "消法-52", "电商法-20"]),
        ("merchant-gone", FootingKind.CONSUMER, ["消法-44", "消法-52", "电商法-20"]),
        ("minor", FootingKind.MINOR, ["民法典-157", "民法典-145", "民法典-19"]),
        ("account-stolen", FootingKind.CONSUMER, ["电商法-57"]),
    ],
)
def test_the_first_three(scenario: str, footing: FootingKind, expected: list[str]) -> None:
    assert cited(SCENARIOS[scenario], footing)[:SHORT] == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("虚拟商品一经售出概不退换哦", ["no-return"]),
        ("最终解释权归本店所有", ["sole-interpretation"]),
        ("投诉就不退，本店概不退款", ["no-return", "no-complaint"]),
        ("不支持七天无理由退货", []),
        ("请您先申请退款", []),
    ],
)
def test_a_term_that_a_business_cannot_rely_on_is_found(said: str, expected: list[str]) -> None:
    assert [term.id for term in unfair_terms(said, KNOWLEDGE.terms.values())] == expected
