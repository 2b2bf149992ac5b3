"""The checkup of a whole case with the knowledge that is shipped."""

import tomllib
from datetime import UTC, datetime

import pytest

from caseorg.actions.event import EventDetails, add_event
from caseorg.domain.case import CaseFile, CaseId, Platform
from caseorg.domain.checks.precheck import Verdict
from caseorg.domain.checks.refusal import RULES
from caseorg.domain.law.statute import find_citations, unknown_citations
from caseorg.domain.moments import parse_moment
from caseorg.domain.papers.missing import Missing
from caseorg.domain.sums.totals import ClaimStanding
from caseorg.jobs.sample import SAMPLE
from caseorg.knowledge.checks import Checkup, check_case
from caseorg.knowledge.library import Knowledge
from caseorg.resources import resource
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace
from domain.build import case, event, order

NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


def verdicts(found: Checkup) -> dict[str, Verdict]:
    return {result.ground.id: result.verdict for result in found.grounds}


@pytest.fixture
def told(sample: Workspace) -> CaseFile:
    return sample.read(load_case, SAMPLE)


def test_the_sample_case_lacks_the_page_with_the_code_and_the_merchants_address(
    knowledge: Knowledge, told: CaseFile
) -> None:
    found = check_case(knowledge, told, NOW)
    assert found.completeness
    assert [need.proof.id for need in found.completeness.lacking] == ["goods"]
    assert [key for key, verdict in verdicts(found).items() if verdict is Verdict.LACKS] == ["materials"]
    assert [result.gaps for result in found.grounds if result.gaps] == [(Missing.MERCHANT_ADDRESS,)]
    assert verdicts(found)["three-years"] is Verdict.PASS


def test_every_sentence_of_the_sample_case_has_its_proof(knowledge: Knowledge, told: CaseFile) -> None:
    found = check_case(knowledge, told, NOW).ledger
    assert (found.unproven, found.unused, found.strays) == ((), (), ())
    assert len(found.claims) == 7


def test_what_the_sample_cases_merchant_may_say(knowledge: Knowledge, told: CaseFile) -> None:
    found = check_case(knowledge, told, NOW)
    assert [one.rule for one in found.objections] == ["code-used", "no-refund", "silence", "nameless"]
    assert found.reckoning.sums.agreement is ClaimStanding.SAME and not found.reckoning.others
    assert (found.demand, found.cautions, found.flags) == ((), (), ())


def test_an_empty_case_is_told_what_it_lacks_and_nothing_fails(knowledge: Knowledge) -> None:
    found = check_case(knowledge, case(title=""), NOW)
    assert (found.completeness, found.suggested, found.ledger.claims, found.objections) == (None, (), (), ())
    assert verdicts(found)["materials"] is Verdict.LACKS
    assert Verdict.PASS not in {verdicts(found)[key] for key in ("no-dispute-proof", "three-years", "real-identity")}
    assert found.demand


def test_a_case_without_a_scenario_has_one_suggested(knowledge: Knowledge) -> None:
    assert check_case(knowledge, case(title="卡密已被使用"), NOW).suggested[0] == "card-invalid"


@pytest.mark.parametrize(
    ("scenario", "platform", "expected"),
    [
        ("promise-broken", Platform.PDD, {"response-times", "follow-up-units-differ"}),
        ("promise-broken", Platform.JD, {"follow-up-units-differ"}),
        ("not-arrived", Platform.SITE, {"invented-rule", "site-timings"}),
        ("not-arrived", Platform.PDD, {"invented-rule"}),
        ("card-invalid", Platform.PDD, {"no-return-rule"}),
        ("double-payment", Platform.PDD, set()),
    ],
)
def test_only_corrections_about_such_goods_and_such_a_place_are_shown(
    knowledge: Knowledge, scenario: str, platform: Platform, expected: set[str]
) -> None:
    found = check_case(knowledge, case(scenario=scenario, platform=platform), NOW)
    assert {one.id for one in found.corrections} == expected


@pytest.mark.parametrize(("product", "told"), [("", True), ("30元话费充值", True), ("线上绘画课一期", False)])
def test_what_an_article_says_of_other_goods_is_not_corrected(knowledge: Knowledge, product: str, told: bool) -> None:
    one = case(scenario="refund-refused", platform=Platform.PDD, orders=(order(product=product),))
    found = {correction.id for correction in check_case(knowledge, one, NOW).corrections}
    assert ({"no-return-rule", "invented-rule"} <= found) is told
    assert "refund-only" in found


def test_heated_words_unlawful_goods_and_fraud_are_told_with_their_events(knowledge: Knowledge) -> None:
    one = case(
        orders=(order(product="游戏外挂月卡"),),
        events=(
            event("2026-11-01", "你们平台就是骗子"),
            event("2026-11-02", "自称客服的人要我先转账500元解冻账户才能退款", channel="site-chat"),
        ),
        demand="赶紧解决！！",
    )
    found = check_case(knowledge, one, NOW)
    assert "cheat" in [caution.id for caution in found.cautions]
    assert verdicts(found)["duties"] is Verdict.LACKS
    assert {(worded.event, worded.text) for worded in found.wording} >= {(None, "！！")}
    assert any(worded.event == "event-你们平台就是骗子" for worded in found.wording)
    assert found.flags
    assert all(alarm.words in one.events[1].text for alarm in found.flags)


def test_a_repealed_law_in_an_event_is_found(knowledge: Knowledge) -> None:
    text = "依据《市场监督管理投诉举报处理暂行办法》第十二条投诉"
    found = check_case(knowledge, case(events=(event(text=text),)), NOW)
    assert "unknown-citation" in [worded.finding.rule for worded in found.wording]


def test_every_ground_has_a_rule_or_is_for_the_user(knowledge: Knowledge) -> None:
    asked = {key for key, ground in knowledge.grounds.items() if ground.question}
    assert knowledge.grounds.keys() - asked - RULES.keys() == {"other", "factor-same-contact"}
    assert knowledge.grounds.keys() >= RULES.keys()


def test_bad_answers_are_among_the_choices(knowledge: Knowledge) -> None:
    for ground in knowledge.grounds.values():
        assert set(ground.bad) <= set(ground.choices), ground.id


def test_every_law_that_our_own_texts_cite_is_known(knowledge: Knowledge) -> None:
    texts = tomllib.loads(resource("i18n/zh_CN.toml").read_text(encoding="utf-8"))
    cited = 0
    for text in texts["check"].values():
        assert unknown_citations(text, knowledge.laws, knowledge.statutes) == (), text
        cited += len(find_citations(text))
    assert cited >= 8
    assert not any("暂行办法" in text for section in texts.values() for text in section.values())


def test_a_later_event_shows_in_the_next_checkup(knowledge: Knowledge, sample: Workspace, told: CaseFile) -> None:
    details = EventDetails(at=parse_moment("2026-11-12 10:00"), text="我填错了账号。")
    sample.write(add_event, CaseId(told.id), details)
    found = check_case(knowledge, sample.read(load_case, SAMPLE), NOW)
    assert {one.rule for one in found.objections} >= {"own-mistake", "unproven"}
    assert [claim.text for claim in found.ledger.unproven] == ["我填错了账号。"]


def test_what_looks_like_a_fraud_is_for_the_police_before_any_problem_was_chosen(knowledge: Knowledge) -> None:
    swindled = case(events=(event(text="客服让我把备用金里的钱转到安全账户，又要再转5000解冻"),))
    found = check_case(knowledge, swindled, NOW)
    assert not swindled.scenario and verdicts(found)["duties"] is Verdict.LACKS
    assert any("110" in line for line in found.urgent)

    bought = check_case(knowledge, case(events=(event(text="卡密无效，店家说概不退换"),)), NOW)
    assert verdicts(bought)["duties"] is Verdict.PASS and bought.urgent == ()
