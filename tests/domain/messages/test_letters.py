"""Each fault calls for its own letter, by who stands against whom; it threatens nothing but a complaint or a court."""

import re

import pytest

from caseorg.domain.law.footing import FootingKind
from caseorg.domain.messages.letters import Letter, letter_kind
from caseorg.knowledge.library import Knowledge

KNOWLEDGE = Knowledge()
LETTERS = KNOWLEDGE.letters
WITHOUT = {
    "cheating-tool",
    "fake-service",
    "private-deal",
    "pay-again",
    "refund-agent",
    "wrong-input",
}
RESCISSION = re.compile("第五百六十[三五六]条|解除")

every_letter = pytest.mark.parametrize("letter", LETTERS.values(), ids=list(LETTERS))


def kind(scenario: str, footing: FootingKind = FootingKind.CONSUMER, *, urged: bool = True) -> str:
    return letter_kind(KNOWLEDGE.scenarios[scenario], footing, LETTERS, urged=urged)


@pytest.mark.parametrize(
    ("scenario", "footing", "expected"),
    [
        ("not-arrived", FootingKind.CONSUMER, "late"),
        ("site-gone", FootingKind.CONSUMER, "late"),
        ("card-invalid", FootingKind.CONSUMER, "return"),
        ("custom-service", FootingKind.CONSUMER, "partial"),
        ("membership-ended", FootingKind.CONSUMER, "partial"),
        ("double-payment", FootingKind.CONSUMER, "double-payment"),
        ("auto-renewal", FootingKind.CONSUMER, "repay"),
        ("card-invalid", FootingKind.BUSINESS, "trade"),
        ("trade-goods", FootingKind.BUSINESS, "trade"),
        ("account-recovered", FootingKind.PRIVATE_SELLER, "private-seller"),
        ("double-payment", FootingKind.PRIVATE_SELLER, "double-payment"),
        ("double-payment", FootingKind.BUSINESS, "double-payment"),
        ("minor", FootingKind.MINOR, "minor"),
        ("app-store", FootingKind.MINOR, "minor"),
        ("fake-service", FootingKind.CONSUMER, ""),
        ("private-deal", FootingKind.PRIVATE_SELLER, ""),
    ],
)
def test_the_fault_and_the_footing_choose_the_letter(scenario: str, footing: FootingKind, expected: str) -> None:
    assert kind(scenario, footing) == expected


def test_a_part_is_rescinded_only_after_the_other_side_was_asked() -> None:
    assert kind("custom-service", urged=False) == "partial-first"
    assert "没有提供的部分自期限届满时解除" in LETTERS["partial-first"].template
    assert "经催促后仍未完成" in LETTERS["partial"].template
    assert kind("not-arrived", urged=False) == "late"


def test_only_what_needs_no_letter_has_none() -> None:
    assert {key for key in KNOWLEDGE.scenarios if not kind(key)} == WITHOUT


@every_letter
def test_a_letter_names_addressee_facts_demand_day_and_sum_in_words(letter: Letter) -> None:
    companies = {"platform": "{operator}", "unauthorised": "{institution}"}
    assert f"致：{companies.get(letter.id, '{respondent}')}\n" in letter.template
    assert letter.id in companies or "{respondent_address}" in letter.template
    for slot in ("{facts}", "{asked}", "{term}", "{claimed_capital}", "{name}"):
        assert slot in letter.template
    assert letter.template.count("日期") == 1


@every_letter
def test_no_letter_threatens_with_anything_but_a_complaint_or_a_court(letter: Letter) -> None:
    assert not re.search("曝光|征信|报警|公安|三倍|五百元|500|失信|诈骗", letter.template)


@pytest.mark.parametrize("key", ["double-payment", "minor", "repay", "trade", "private-seller"])
def test_where_no_contract_is_given_up_nothing_is_rescinded(key: str) -> None:
    assert not RESCISSION.search(LETTERS[key].template)


@pytest.mark.parametrize("key", ["trade", "private-seller"])
def test_a_letter_among_equals_cites_no_consumer_law(key: str) -> None:
    assert "消费者" not in LETTERS[key].template
