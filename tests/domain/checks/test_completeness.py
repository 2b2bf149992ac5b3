"""What of a scenario's needs a case has, and which scenario its words suggest."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.case import Answer, CaseFile, Platform
from caseorg.domain.checks.completeness import completeness, guessed_proofs
from caseorg.domain.checks.completeness import triage as triage_by_story
from caseorg.domain.known import Confidence
from caseorg.domain.scenario import Family, Proof, Question, Scenario
from domain.build import case, event, evidence, order
from domain.stories import story_by

KNOWN: dict[str, Any] = {"source": "x", "confidence": Confidence.GENERAL, "checked": date(2026, 11, 21)}


def proof(key: str, *words: str) -> Proof:
    return Proof(id=key, name=key, how="截图", words=words, **KNOWN)


def scenario(**fields: Any) -> Scenario:
    """A card that does not work, unless said otherwise."""
    given = {
        "id": "card",
        "name": "卡密无效",
        "family": Family.CARD,
        "problem": "",
        "statements": (),
        "proofs": ("order", "failure"),
        "basis": (),
        "first": ("merchant",),
        "later": (),
    }
    return Scenario(**{**given, **KNOWN, **fields})


PROOFS = {
    "order": proof("order", "订单"),
    "goods": proof("goods", "卡密"),
    "failure": proof("failure", "卡密无效", "提示"),
    "chat": proof("chat", "聊天"),
}


def test_what_the_user_named_is_held_and_not_guessed() -> None:
    found = completeness(case(evidence=(evidence(1, shows=("order",)),)), scenario(), PROOFS)
    assert [(need.proof.id, len(need.held), need.guessed) for need in found.needs] == [
        ("order", 1, False),
        ("failure", 0, False),
    ]
    assert [need.proof.id for need in found.lacking] == ["failure"]
    assert found.share == 0.5


@pytest.mark.parametrize("field", ["name", "source", "proves"])
def test_words_of_name_source_or_purpose_are_a_guess(field: str) -> None:
    (need,) = completeness(case(evidence=(evidence(1, **{field: "订单详情页"}),)), scenario(), PROOFS).needs[:1]
    assert need.held
    assert need.guessed


def test_where_the_user_named_one_the_guesses_are_not_needed() -> None:
    items = (evidence(1, name="订单.png"), evidence(2, shows=("order",)))
    need = completeness(case(evidence=items), scenario(), PROOFS).needs[0]
    assert need.held == items[1:]
    assert not need.guessed


def test_a_piece_that_the_user_named_is_not_guessed_at() -> None:
    items = (evidence(1, name="订单.png", shows=("failure",)),)
    found = completeness(case(evidence=items), scenario(), PROOFS)
    assert [need.proof.id for need in found.lacking] == ["order"]


def test_withdrawn_evidence_counts_for_nothing() -> None:
    items = (evidence(1, shows=("order",), withdrawn=True), evidence(2, name="卡密无效.png", withdrawn=True))
    assert completeness(case(evidence=items), scenario(), PROOFS).share == 0


def test_helpful_kinds_are_told_and_do_not_count() -> None:
    found = completeness(case(), scenario(proofs=("order",), helpful=("chat",)), PROOFS)
    assert [(need.proof.id, need.required) for need in found.needs] == [("order", True), ("chat", False)]
    assert [need.proof.id for need in found.lacking] == ["order"]


def test_nothing_required_is_complete() -> None:
    assert completeness(case(), scenario(proofs=()), PROOFS).share == 1


@given(st.lists(st.sampled_from([*PROOFS, "unknown"]), max_size=4), st.permutations(list(PROOFS)))
def test_one_more_piece_never_lowers_the_share(shown: list[str], wanted: list[str]) -> None:
    asked = scenario(proofs=tuple(wanted))
    items = tuple(evidence(number, shows=(key,)) for number, key in enumerate(shown, start=1))
    shares = [completeness(case(evidence=items[:count]), asked, PROOFS).share for count in range(len(items) + 1)]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)
    assert (shares[-1] == 1) == (set(PROOFS) <= set(shown))


def test_a_word_inside_a_longer_one_does_not_count() -> None:
    assert guessed_proofs(evidence(1, proves="页面说卡密无效"), PROOFS) == ("failure",)
    assert guessed_proofs(evidence(1, proves="卡密页，后来卡密无效"), PROOFS) == ("goods", "failure")


def test_words_do_not_reach_from_one_text_into_the_next() -> None:
    assert guessed_proofs(evidence(1, name="聊", source="天", proves=""), PROOFS) == ()


def test_questions_without_an_answer_are_open_and_some_answers_point_elsewhere() -> None:
    checks = (
        Question(id="card.region", text="区服对吗？", choices=("对", "不对"), stops=("不对",)),
        Question(id="card.typing", text="输对了吗？", choices=("对", "不对"), stops=("不对",)),
        Question(id="card.shared", text="给过别人吗？", choices=("没有", "有"), stops=("有",)),
    )
    answers = (Answer(question="card.region", value="不对"), Answer(question="card.typing", value="对"))
    found = completeness(case(answers=answers), scenario(checks=checks), PROOFS)
    assert found.questions == checks[2:]
    assert found.stopped == checks[:1]


SCENARIOS = {
    "card": scenario(words=("卡密无效", "无效")),
    "refused": scenario(words=("拒绝退款", "概不退换")),
    "gone": scenario(words=("失联",), platforms=(Platform.SITE,)),
}


def triage(told: CaseFile, scenarios: dict[str, Scenario]) -> tuple[str, ...]:
    by_ids = {key: replace(one, id=key) for key, one in scenarios.items()}
    return triage_by_story(told, story_by(told, scenarios=by_ids), by_ids)


def test_the_words_of_title_events_and_products_suggest_scenarios() -> None:
    assert triage(case(title="卡密无效"), SCENARIOS) == ("card",)
    assert triage(case(title="点卡", events=(event(text="对方拒绝退款"),)), SCENARIOS) == ("refused",)
    assert triage(case(title="点卡", orders=(order(product="无效卡"),)), SCENARIOS) == ("card",)
    assert triage(case(title="点卡"), SCENARIOS) == ()


def test_the_title_says_more_than_an_event() -> None:
    told = (event(text="卡密无效"),)
    assert triage(case(title="拒绝退款", events=told), SCENARIOS) == ("refused", "card")


def test_a_scenario_of_another_platform_is_not_suggested() -> None:
    assert triage(case(title="失联", platform=Platform.PDD), SCENARIOS) == ()
    assert triage(case(title="失联", platform=Platform.SITE), SCENARIOS) == ("gone",)
