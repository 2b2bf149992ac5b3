"""Articles that hold only under a condition are told to whoever cites them."""

import pytest

from caseorg.knowledge.conditions import conditions
from caseorg.knowledge.library import Knowledge
from domain.build import case

KNOWLEDGE = Knowledge()
CODE = case(scenario="card-invalid")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("依据《消费者权益保护法》第五十五条赔偿三倍", "有事实表明对方明知"),
        ("依据消法第55条赔偿三倍", "有事实表明对方明知"),
        ("依据《中华人民共和国消费者权益保护法》第四十八条第一款第（八）项", "故意拖延或无理拒绝"),
        ("依据《消费者权益保护法》第四十八条第一款第（七）项", ""),
        ("依据《消费者权益保护法》第二十四条、第五十二条", ""),
        ("依据《民法典》第五十五条", ""),
        ("卡密无效，请退款55元", ""),
    ],
)
def test_the_condition_is_told_where_its_article_is_cited_alone(text: str, told: str) -> None:
    found = conditions(KNOWLEDGE, CODE, text)
    assert bool(found) is bool(told)
    assert all(told in str(one.why) for one in found)
    assert all(text[one.start : one.end].endswith("条") for one in found)


def test_what_we_composed_ourselves_is_not_doubted() -> None:
    text = "依据《消费者权益保护法》第五十五条赔偿三倍"
    assert conditions(KNOWLEDGE, CODE, text, composed=text) == ()


def test_a_condition_belongs_to_a_problem() -> None:
    assert conditions(KNOWLEDGE, case(), "依据消法第五十五条赔偿三倍") == ()


def test_every_article_under_a_condition_says_which() -> None:
    for scenario in KNOWLEDGE.scenarios.values():
        for key in scenario.further:
            statute = KNOWLEDGE.statutes[key]
            text = f"《{KNOWLEDGE.laws[statute.law].short}》第{statute.article}条{statute.part}"
            if key not in scenario.basis and statute.article:
                assert conditions(KNOWLEDGE, case(scenario=scenario.id), text), (scenario.id, key)
