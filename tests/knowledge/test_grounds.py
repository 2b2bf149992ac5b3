"""The grounds for refusal are those of 令121 art. 16, each with a rule or a question, and the place of art. 13."""

from caseorg.domain.checks.refusal import RULES
from caseorg.knowledge.library import Knowledge

ASKED = {"daily-life", "seller-trades", "handled-elsewhere", "real-identity", "platform-address", "many-complaints"}
BY_HAND = {"other", "factor-same-contact"}


def test_every_item_of_article_16_has_a_ground() -> None:
    grounds = Knowledge().grounds.values()
    assert {ground.basis for ground in grounds} == {f"令121-16-{item}" for item in range(1, 8)} | {
        "令121-13",
        "令121-17",
    }
    assert {ground.basis for ground in grounds} <= set(Knowledge().statutes)


def test_every_ground_has_a_rule_or_a_question() -> None:
    grounds = Knowledge().grounds
    assert {key for key, ground in grounds.items() if ground.question} == ASKED
    assert set(grounds) - set(RULES) - ASKED == BY_HAND


def test_bad_answers_are_among_the_choices() -> None:
    for ground in Knowledge().grounds.values():
        assert set(ground.bad) <= set(ground.choices)
        assert bool(ground.choices) == bool(ground.question)
        assert ground.advice


def test_no_answer_about_the_place_is_a_reason_to_refuse() -> None:
    ground = Knowledge().grounds["platform-address"]
    assert ground.choices == ("有且能联系", "没有或联系不上", "不清楚")
    assert not ground.bad
