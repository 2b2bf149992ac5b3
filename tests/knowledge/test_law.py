"""What a case's texts cite, and what a report may name."""

import pytest

from caseorg.domain.case import Answer, CaseFile, Platform, Side
from caseorg.domain.checks.basis import SHORT
from caseorg.knowledge.drafts import report_doubt
from caseorg.knowledge.law import relied_on, suspected
from caseorg.knowledge.library import Knowledge
from domain.build import case, event, evidence

KNOWLEDGE = Knowledge()
REFUSED = event("2026-11-12 18:20", "客服回复“虚拟商品一经售出概不退换哦”", side=Side.MERCHANT)


def citations(file: CaseFile) -> list[str]:
    return [cited.citation for cited in relied_on(KNOWLEDGE, file)][:SHORT]


def test_what_speaks_against_the_terms_of_the_shop_comes_right_after_what_carries_the_claim() -> None:
    told = case(scenario="card-invalid", events=(REFUSED,))
    assert citations(told) == [f"《消费者权益保护法》第{number}条" for number in ("二十四", "二十六", "五十二")]
    assert [cited.tag for cited in relied_on(KNOWLEDGE, told)][:SHORT] == [
        "不合质量可退货", "“概不退换”无效", "退还货款",
    ]  # fmt: skip


def test_a_tag_of_the_scenario_stands_for_the_usual_one() -> None:
    found = {cited.citation: cited.tag for cited in relied_on(KNOWLEDGE, case(scenario="custom-service"))}
    assert found["《消费者权益保护法》第五十二条"] == "退还服务费用"


@pytest.mark.parametrize(
    ("platform", "answers"),
    [(Platform.XIANYU, ()), (Platform.PDD, (Answer(question="daily-life", value="否"),))],
)
def test_whoever_is_no_consumer_cites_the_civil_code_whatever_the_shop_says(
    platform: Platform, answers: tuple[Answer, ...]
) -> None:
    told = case(scenario="card-invalid", platform=platform, answers=answers, events=(REFUSED,))
    assert citations(told)
    assert all(citation.startswith("《民法典》") for citation in citations(told))


def test_without_a_kind_of_problem_the_articles_of_other_cases_are_cited() -> None:
    assert citations(case())[0] == "《消费者权益保护法》第五十二条"


def test_a_report_names_the_rule_that_the_quoted_term_breaks() -> None:
    for told in (
        case(scenario="card-invalid", events=(REFUSED,)),
        case(scenario="", evidence=(evidence(1, proves="页面写明概不退换"),)),
    ):
        assert suspected(KNOWLEDGE, told) == ("《网络交易监督管理办法》第二十一条第（一）项",)
        assert report_doubt(KNOWLEDGE, told) is None


def test_nothing_on_file_is_said_only_where_it_is_true() -> None:
    assert report_doubt(KNOWLEDGE, case(scenario="card-invalid"))
    assert report_doubt(KNOWLEDGE, case(scenario="auto-renewal")) is None


def test_a_private_seller_breaks_no_rule_for_businesses() -> None:
    assert suspected(KNOWLEDGE, case(platform=Platform.XIANYU, scenario="card-invalid", events=(REFUSED,))) == ()
