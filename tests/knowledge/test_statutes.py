"""The statutes that come with the application can be cited, found again, and cover the scenarios."""

import re
from datetime import date

import pytest

from caseorg.domain.known import Confidence
from caseorg.domain.law.statute import citation, find_citations, law_called, unknown_citations
from caseorg.knowledge.library import Knowledge

LONGEST_SUMMARY = 80
SAFE_SETS = {
    "消法": "23 24 52 48-7 16 20 48 53 26 44 40 45 55 48-8",
    "电商法": "20 74 51 55 62 57",
    "民法典": "582 577 512 985 497 19 145 157 153",
    "条例": "12 22 10",
    "令116": "32 19",
    "网络交易办法": "21 18",
    "网络消费规定": "1",
    "令121": "13 10",
    "预付规定": "23 25",
    "处罚办法": "6 16 8",
    "反电诈法": "20",
    "证据规定": "14",
    "七日退货办法": "6",
    "未成年人条例": "44",
}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


@pytest.mark.parametrize("law", SAFE_SETS)
def test_what_the_scenarios_cite_is_listed(knowledge: Knowledge, law: str) -> None:
    assert {f"{law}-{article}" for article in SAFE_SETS[law].split()} <= set(knowledge.statutes)


def test_every_citation_is_found_again_and_known(knowledge: Knowledge) -> None:
    for statute in knowledge.statutes.values():
        law = knowledge.laws[statute.law]
        text = f"根据{citation(law, statute)}的规定"
        (found,) = find_citations(text)
        assert found.article == statute.article
        assert law_called(found.title, knowledge.laws) == law
        assert text[found.start : found.end] == citation(law, statute)
        assert not unknown_citations(text, knowledge.laws, knowledge.statutes)


def test_an_id_says_law_and_article(knowledge: Knowledge) -> None:
    for key, statute in knowledge.statutes.items():
        if statute.article:
            assert re.fullmatch(rf"{statute.law}-{statute.article}(-\d+)?", key)
            assert statute.part or key == f"{statute.law}-{statute.article}"
        else:
            assert key == statute.law


def test_summaries_are_short_sentences(knowledge: Knowledge) -> None:
    for statute in knowledge.statutes.values():
        assert 0 < len(statute.summary) <= LONGEST_SUMMARY
        assert statute.summary.endswith("。")


def test_no_two_laws_share_a_name(knowledge: Knowledge) -> None:
    for law in knowledge.laws.values():
        assert law_called(law.title, knowledge.laws) == law
        assert law_called(law.short, knowledge.laws) == law


def test_the_interim_measures_are_known_as_repealed(knowledge: Knowledge) -> None:
    assert knowledge.laws["令20"].repealed == date(2026, 4, 15) == knowledge.laws["令121"].in_force
    assert unknown_citations("《市场监督管理投诉举报处理暂行办法》第九条", knowledge.laws, knowledge.statutes)
    assert not any(statute.law == "令20" for statute in knowledge.statutes.values())


@pytest.mark.parametrize("text", ["《电子商务法》第四十二条", "《虚拟商品退款条款》第三条", "《电子商务法》第八十二条"])
def test_what_is_no_basis_for_a_consumer_is_told(knowledge: Knowledge, text: str) -> None:
    assert unknown_citations(text, knowledge.laws, knowledge.statutes)


def test_what_was_not_read_is_not_called_read(knowledge: Knowledge) -> None:
    for law in knowledge.laws.values():
        if "未核对" in law.source or "转述" in law.source:
            assert law.confidence != Confidence.READ
