"""Each ground for refusal passes and fails, and the case's answers decide what it cannot tell."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from caseorg.domain.case import Answer, CaseFile, Person, Platform
from caseorg.domain.checks.precheck import Ground, GroundResult, Verdict, precheck
from caseorg.domain.known import Confidence
from caseorg.domain.law.footing import Footing, FootingKind
from caseorg.domain.moments import parse_moment
from caseorg.domain.papers.missing import Missing
from caseorg.domain.parties.marketplace import Operator
from caseorg.domain.scenario import Caution
from domain.build import case, event, evidence, merchant, order

NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
KNOWN: dict[str, Any] = {"source": "令121", "confidence": Confidence.READ, "checked": date(2026, 11, 21)}
YES_NO = {"question": "是吗？", "choices": ("是", "否", "不清楚"), "bad": ("否",), "advice": "请说明。"}
PLATFORM = Operator(id="pdd", name="拼多多", seat="上海市长宁区", **KNOWN)
CHEAT = Caution(
    id="cheat", name="外挂", words=("外挂",), text="不受保护。", advice="请勿使用。", unlawful=True, **KNOWN
)


def ground(key: str, **fields: Any) -> Ground:
    return Ground(id=key, name=key, basis="令121-16", **KNOWN, **fields)


def result(key: str, found: CaseFile, **fields: Any) -> GroundResult:
    """What the ground says of the case; a question is asked where the fields have one."""
    rest = {name: fields.pop(name) for name in ("cautions", "operator", "footing", "now") if name in fields}
    one = ground(key, **fields)
    (only,) = precheck(found, {key: one}, rest.pop("now", NOW), **rest)
    assert only.ground is one
    return only


def verdict(key: str, found: CaseFile, **fields: Any) -> Verdict:
    return result(key, found, **fields).verdict


def answered(question: str, value: str, **fields: Any) -> CaseFile:
    return case(answers=(Answer(question=question, value=value),), **fields)


FULL = case(
    complainant=Person(name="林晓㛃", phone="138", address="上海"),
    parties=(merchant(address="杭州"),),
    orders=(order(number="A-1", ordered_at=parse_moment("2026-11-01 14:30")),),
    events=(event("2026-11-01 14:52", "兑换失败", 2),),
    evidence=(evidence(1, shows=("order",)), evidence(2, shows=("failure",))),
    demand="2026年11月30日前全额退款98元",
)


def test_materials_pass_when_all_are_there() -> None:
    assert verdict("materials", FULL) is Verdict.PASS


@pytest.mark.parametrize(
    ("lacking", "gap"),
    [
        ({"complainant": Person(phone="138", address="上海")}, Missing.NAME),
        ({"complainant": Person(name="林", address="上海")}, Missing.PHONE),
        ({"complainant": Person(name="林", phone="138")}, Missing.ADDRESS),
        ({"parties": (merchant("", address="杭州"),)}, Missing.MERCHANT),
        ({"parties": (merchant(),)}, Missing.MERCHANT_ADDRESS),
        ({"events": ()}, Missing.FACTS),
        ({"demand": " "}, Missing.DEMAND),
        ({"evidence": ()}, Missing.EVIDENCE),
    ],
)
def test_each_missing_material_is_named(lacking: dict[str, Any], gap: Missing) -> None:
    found = result("materials", replace(FULL, **lacking))
    assert (found.verdict, found.gaps) == (Verdict.LACKS, (gap,))
    assert gap.value in str(found.reason)


def test_a_vague_demand_is_no_concrete_one() -> None:
    found = result("materials", replace(FULL, demand="尽快处理"))
    assert (found.verdict, found.gaps) == (Verdict.LACKS, (Missing.DEMAND,))
    found = result("materials", replace(FULL, demand="尽快处理", parties=(merchant(),)))
    assert found.gaps == (Missing.MERCHANT_ADDRESS, Missing.DEMAND)
    assert str(found.reason) == "Still missing: the merchant's address, a concrete demand."


def test_an_order_number_is_no_legal_requirement() -> None:
    assert verdict("materials", replace(FULL, orders=())) is Verdict.PASS


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ((("order",), ("failure",)), Verdict.PASS),
        ((("order",), ("payment",)), Verdict.LACKS),
        ((("failure",), ("chat",)), Verdict.LACKS),
        ((("order", "failure"),), Verdict.PASS),
        ((), Verdict.LACKS),
    ],
)
def test_purchase_and_trouble_both_need_proof(shown: tuple[tuple[str, ...], ...], expected: Verdict) -> None:
    items = tuple(evidence(number, shows=shows) for number, shows in enumerate(shown, start=1))
    assert verdict("no-dispute-proof", case(evidence=items)) is expected


def test_withdrawn_evidence_proves_nothing_and_unnamed_evidence_stands_for_its_event() -> None:
    items = (evidence(1, shows=("order",)), evidence(2))
    told = case(evidence=items, events=(event("2026-11-01", "失败", 2),))
    assert verdict("no-dispute-proof", told) is Verdict.PASS
    assert verdict("no-dispute-proof", replace(told, events=())) is Verdict.LACKS
    withdrawn = replace(told, evidence=(replace(items[0], withdrawn=True), items[1]))
    assert verdict("no-dispute-proof", withdrawn) is Verdict.LACKS


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2029-11-01T15:59:59Z", Verdict.PASS),
        ("2029-11-01T16:00:00Z", Verdict.LACKS),  # midnight in Beijing
    ],
)
def test_three_years_end_with_the_last_day_in_beijing(now: str, expected: Verdict) -> None:
    found = case(events=(event("2026-11-01 14:30", "得知", milestone="harm-known"), event("2020-01-01", "下单")))
    assert verdict("three-years", found, now=datetime.fromisoformat(now)) is expected


def test_three_years_from_a_leap_day_end_on_the_28th() -> None:
    found = case(events=(event("2024-02-29", "得知", milestone="harm-known"),))
    assert verdict("three-years", found, now=datetime(2027, 2, 28, 4, tzinfo=UTC)) is Verdict.PASS
    assert verdict("three-years", found, now=datetime(2027, 3, 1, 4, tzinfo=UTC)) is Verdict.LACKS


def test_a_month_alone_is_not_over_before_its_last_day() -> None:
    found = case(events=(event("2023-11", "得知", milestone="harm-known"),))
    days = {
        datetime(2026, 11, 1, 4, tzinfo=UTC): Verdict.PASS,
        datetime(2026, 11, 30, 4, tzinfo=UTC): Verdict.ASK,
        datetime(2026, 12, 1, 4, tzinfo=UTC): Verdict.LACKS,
    }
    assert {now: verdict("three-years", found, now=now) for now in days} == days


def test_an_old_first_record_asks_when_the_harm_was_known() -> None:
    assert verdict("three-years", case(events=(event("2020-01-01"),))) is Verdict.ASK
    assert verdict("three-years", case(orders=(order(ordered_at=parse_moment("2026-11-01")),))) is Verdict.PASS
    assert verdict("three-years", case()) is Verdict.ASK


def test_duties() -> None:
    assert verdict("duties", FULL) is Verdict.PASS
    assert verdict("duties", FULL, cautions=(CHEAT,)) is Verdict.LACKS
    assert "外挂" in str(result("duties", FULL, cautions=(CHEAT,)).reason)
    assert verdict("duties", case(scenario="fake-service")) is Verdict.LACKS


def test_a_private_person_is_no_business() -> None:
    assert verdict("seller-trades", case(platform=Platform.PDD), **YES_NO) is Verdict.PASS
    private = Footing(kind=FootingKind.PRIVATE_SELLER)
    assert verdict("seller-trades", case(), footing=private, **YES_NO) is Verdict.ASK
    assert "个人卖家" in str(result("seller-trades", case(), footing=replace(private, words=("个人卖家",))).reason)
    on_xianyu = {"platform": Platform.XIANYU, "question": "seller-trades"}
    assert verdict("seller-trades", answered(**on_xianyu, value="是"), **YES_NO) is Verdict.PASS
    assert verdict("seller-trades", answered(**on_xianyu, value="否"), **YES_NO) is Verdict.LACKS


def test_a_dispute_that_another_body_has_accepted_is_refused() -> None:
    asked = {**YES_NO, "bad": ("是",)}
    assert verdict("handled-elsewhere", answered("handled-elsewhere", "否"), **asked) is Verdict.PASS
    assert verdict("handled-elsewhere", answered("handled-elsewhere", "是"), **asked) is Verdict.LACKS
    assert verdict("handled-elsewhere", answered("handled-elsewhere", "不清楚"), **asked) is Verdict.ASK
    for milestone in ("12315-accepted", "12315-stopped", "12315-ended"):
        taken = (event(milestone=milestone),)
        assert verdict("handled-elsewhere", answered("handled-elsewhere", "否", events=taken), **asked) is Verdict.LACKS
    refused = (event(milestone="12315-refused"),)
    assert verdict("handled-elsewhere", answered("handled-elsewhere", "否", events=refused), **asked) is Verdict.PASS
    association = (event(channel="consumer-association"),)
    assert "consumer association" in str(result("handled-elsewhere", case(events=association), **asked).reason)


def test_what_the_user_buys_for() -> None:
    assert verdict("daily-life", answered("daily-life", "是"), **YES_NO) is Verdict.PASS
    assert verdict("daily-life", answered("daily-life", "否"), **YES_NO) is Verdict.LACKS
    assert verdict("daily-life", case(), **YES_NO) is Verdict.ASK
    resale = replace(CHEAT, id="resale", unlawful=False)
    assert "resale" in str(result("daily-life", case(), cautions=(resale,), **YES_NO).reason)
    assert verdict("daily-life", answered("daily-life", "是"), cautions=(resale,), **YES_NO) is Verdict.PASS
    assert "trade" in str(result("daily-life", case(orders=(order(),) * 5), **YES_NO).reason)


@pytest.mark.parametrize(
    ("product", "expected"), [("点卡100元", Verdict.PASS), ("点卡 ×20", Verdict.ASK), ("点卡30张", Verdict.ASK)]
)
def test_many_pieces_are_asked_about(product: str, expected: Verdict) -> None:
    assert verdict("factor-quantity", case(orders=(order(product=product),))) is expected


def test_the_real_identity() -> None:
    person = FULL.complainant
    assert verdict("real-identity", case(), **YES_NO) is Verdict.LACKS
    assert verdict("real-identity", answered("real-identity", "是", complainant=person), **YES_NO) is Verdict.PASS
    assert verdict("real-identity", answered("real-identity", "否", complainant=person), **YES_NO) is Verdict.LACKS
    assert verdict("real-identity", case(complainant=person), **YES_NO) is Verdict.ASK


def test_the_place_is_suggested_and_never_a_reason_to_refuse() -> None:
    key = "platform-address"
    assert verdict(key, case()) is Verdict.ASK
    assert verdict(key, answered(key, "不清楚")) is Verdict.ASK
    assert verdict(key, answered(key, "没有或联系不上"), operator=PLATFORM) is Verdict.PASS
    assert "上海市长宁区" in str(result(key, case(), operator=PLATFORM).reason)


def test_of_a_website_the_seat_of_its_company_is_asked_for() -> None:
    key = "platform-address"
    known = case(platform=Platform.SITE, parties=(merchant(address="北京市海淀区某路1号"),))
    assert verdict(key, known) is Verdict.PASS
    found = result(key, case(platform=Platform.SITE))
    assert (found.verdict, found.gaps) == (Verdict.LACKS, (Missing.MERCHANT_ADDRESS,))


def test_words_of_a_trade_are_asked_about_and_speak_against_an_answer() -> None:
    trade = Footing(kind=FootingKind.BUSINESS, words=("从批发网进货",))
    assert "从批发网进货" in str(result("daily-life", case(), footing=trade, **YES_NO).reason)
    own = Footing(kind=FootingKind.CONSUMER, confirmed=True, doubts=("企业礼品卡",))
    found = result("daily-life", answered("daily-life", "是"), footing=own, **YES_NO)
    assert (found.verdict, "企业礼品卡" in str(found.reason)) == (Verdict.ASK, True)


def test_a_ground_without_a_rule_is_for_the_answer_or_the_user() -> None:
    assert verdict("other", FULL) is Verdict.ASK
    assert verdict("new-one", case(), **YES_NO) is Verdict.ASK
    found = result("new-one", answered("new-one", "否"), **YES_NO)
    assert (found.verdict, str(found.reason)) == (Verdict.LACKS, "You answered “否”. 请说明。")


def test_the_grounds_keep_their_order() -> None:
    keys = ("other", "materials", "duties")
    found = precheck(FULL, {key: ground(key) for key in keys}, NOW)
    assert tuple(one.ground.id for one in found) == keys
