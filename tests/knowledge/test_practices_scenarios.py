"""What can go wrong, as the source articles tell it: the evidence and statements each problem needs, its causes.

`row` is the row of docs/practices.md.
"""

from dataclasses import replace

import pytest

from caseorg.domain.case import Answer, CaseFile
from caseorg.domain.checks.cautions import find_cautions
from caseorg.domain.checks.completeness import completeness, triage
from caseorg.domain.demands.demand import Action
from caseorg.domain.demands.reading import read_demand
from caseorg.domain.scenario import Family
from caseorg.jobs.sample import SAMPLE
from caseorg.knowledge.agenda import clocks_of
from caseorg.knowledge.checks import check_case
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace
from domain.build import START, case, event, evidence, moment, order

KNOWLEDGE = Knowledge()
SCENARIOS = KNOWLEDGE.scenarios


def lacking(scenario: str, *shown: str) -> set[str]:
    """What a case whose evidence shows these still needs."""
    items = tuple(evidence(number, shows=(key,)) for number, key in enumerate(shown, start=1))
    return {need.proof.id for need in completeness(case(evidence=items), SCENARIOS[scenario], KNOWLEDGE.proofs).lacking}


def suggested(title: str) -> str:
    return triage(case(title=title), SCENARIOS)[0]


@pytest.mark.parametrize(
    ("row", "title", "scenario"),
    [
        (1, "游戏点卡的卡密无效", "card-invalid"),
        (1, "话费充值没到账", "not-arrived"),
        (1, "会员没开通", "membership"),
        (2, "卡密失效", "card-invalid"),
        (2, "到账延迟", "delayed"),
        (2, "商家概不退换，不给退款", "refund-refused"),
        (5, "卡密已被使用", "card-invalid"),
        (52, "商品未到账", "not-arrived"),
        (52, "功能异常", "not-as-described"),
        (52, "服务不符预期", "not-as-described"),
        (53, "游戏点卡兑换失败", "card-invalid"),
        (53, "软件授权掉了", "licence-key"),
        (53, "会员失效", "membership-ended"),
        (58, "多部门推诿，一直审核中", "promise-broken"),
        (75, "会员未开通", "membership"),
        (90, "订单重复支付", "double-payment"),
        (91, "效果未达预期", "not-as-described"),
        (92, "买外挂被封号", "cheating-tool"),
        (93, "论文查重未达标", "paper-check"),
        (110, "账号被盗，余额异常", "account-stolen"),
        (110, "订单超时", "delayed"),
        (110, "商品与描述不符", "not-as-described"),
        (110, "充值失败", "not-arrived"),
        (110, "售后拒绝退款", "refund-refused"),
        (127, "收到异地登录提醒", "account-stolen"),
        (127, "余额异常变动", "account-stolen"),
        (132, "点卡显示已售罄", "sold-out"),
        (132, "下单后显示已过期", "sold-out"),
        (133, "激活码输错了", "wrong-input"),
        (133, "平台选择错误", "wrong-input"),
    ],
)
def test_a_problem_in_the_articles_words_finds_its_scenario(row: int, title: str, scenario: str) -> None:
    assert suggested(title) == scenario, row


@pytest.mark.parametrize(
    ("row", "scenario", "proofs"),
    [
        (29, "card-invalid", {"goods", "failure", "order"}),
        (32, "not-arrived", {"operator-record", "order"}),
        (35, "refund-refused", {"rule", "refusal"}),
        (56, "custom-service", {"agreement"}),
        (72, "not-arrived", {"payment", "chat"}),
        (75, "membership", {"payment", "status"}),
        (91, "not-as-described", {"rule", "failure"}),
        (92, "cheating-tool", {"notice"}),
        (93, "paper-check", {"report", "rule"}),
        (96, "promise-broken", {"chat", "promise"}),
        (96, "membership", {"payment", "chat"}),
        (134, "card-invalid", {"order", "failure"}),
        (134, "sold-out", {"order", "failure"}),
        (134, "wrong-input", {"order", "failure"}),
    ],
)
def test_the_evidence_is_required_and_missed_until_it_is_there(row: int, scenario: str, proofs: set[str]) -> None:
    assert proofs <= lacking(scenario), row
    assert lacking(scenario, *proofs) == set(SCENARIOS[scenario].proofs) - proofs


def test_a_record_of_use_helps_an_invalid_code() -> None:
    """The buyer can seldom get it, so that it is asked of the merchant and not required."""
    assert "operator-record" in SCENARIOS["card-invalid"].helpful
    assert "使用记录" in KNOWLEDGE.proofs["operator-record"].words
    assert "查询该卡密的订单日志与使用记录" in SCENARIOS["card-invalid"].asks[0]


@pytest.mark.parametrize(
    ("row", "scenario", "statements"),
    [
        (30, "card-invalid", ("卡密状态", "使用时间", "错误提示")),
        (33, "not-arrived", ("支付时间（也就是充值时间）", "当前状态")),
        (71, "card-invalid", ("订单号", "商品名称", "下单时间", "支付金额")),
        (83, "delayed", ("页面承诺的到账时间", "到现在超过了多久")),
        (136, "other", ("什么时间、做了什么操作、出现了什么问题",)),
    ],
)
def test_the_text_must_say_it(row: int, scenario: str, statements: tuple[str, ...]) -> None:
    said = SCENARIOS[scenario].statements
    assert all(any(one.startswith(wanted) for one in said) for wanted in statements), row


@pytest.mark.parametrize(
    ("row", "scenario", "causes"),
    [
        (5, "card-invalid", ("系统延迟", "操作失误", "已被他人用掉")),
        (34, "delayed", ("运营商系统拥堵",)),
        (55, "not-arrived", ("网络延迟", "系统故障", "商家操作失误")),
        (132, "sold-out", ("库存没有及时更新",)),
        (133, "wrong-input", ("看错区服、平台", "账号填错")),
    ],
)
def test_the_possible_causes_are_told(row: int, scenario: str, causes: tuple[str, ...]) -> None:
    told = SCENARIOS[scenario].causes
    assert all(any(cause in one for one in told) for cause in causes), row


@pytest.mark.parametrize(
    ("row", "scenario", "ask"),
    [
        (26, "promise-broken", "请升级处理，并告知二级客服的工号"),
        (34, "delayed", "请协调优先处理"),
        (36, "refund-refused", "请书面说明拒绝依据"),
        (49, "not-arrived", "提供充值流水号、到账时间和到账账号"),
        (128, "account-stolen", "请立即冻结账户"),
        (130, "account-stolen", "提供异常登录和交易的时间、设备、地点和去向"),
        (132, "sold-out", "请补发同等面值"),
        (133, "wrong-input", "请指导正确的使用步骤"),
    ],
)
def test_a_ready_sentence_asks_for_it(row: int, scenario: str, ask: str) -> None:
    assert any(ask in one for one in SCENARIOS[scenario].asks), row


@pytest.mark.parametrize(
    ("row", "scenario", "question", "answer", "advice"),
    [
        (124, "not-arrived", "not-arrived.balance", "没有扣款", "没有扣款就没有付成"),
        (124, "not-arrived", "not-arrived.account", "填错了", "如实说明填错"),
        (124, "not-arrived", "not-arrived.network", "还没到时间", "先排除网络延迟"),
        (131, "other", "other.mine", "操作的问题", "请客服指导"),
        (131, "not-as-described", "not-as-described.usage", "还没有", "先分清是商品问题还是操作问题"),
        (133, "wrong-input", "wrong-input.whose", "我填错或选错", "先请客服指导或协助更换"),
    ],
)
def test_a_self_check_stops_where_the_trouble_lies_elsewhere(
    row: int, scenario: str, question: str, answer: str, advice: str
) -> None:
    told = case(scenario=scenario, answers=(Answer(question=question, value=answer),))
    found = check_case(KNOWLEDGE, told, START)
    assert found.completeness
    assert [check.id for check in found.completeness.stopped] == [question], row
    assert advice in found.completeness.stopped[0].advice
    assert [one.gap for one in found.objections if one.rule == "self-check"] == [question]


def test_before_a_topup_is_complained_of_three_things_are_asked() -> None:
    found = completeness(case(), SCENARIOS["not-arrived"], KNOWLEDGE.proofs)
    assert [question.id for question in found.questions] == [
        "not-arrived.balance",
        "not-arrived.account",
        "not-arrived.network",
    ]


def test_an_own_mistake_is_told_honestly() -> None:
    told = case(events=(event(text="我选错了区服，激活码不能用"),), scenario="wrong-input")
    assert "own-mistake" in [one.rule for one in check_case(KNOWLEDGE, told, START).objections]
    notes = SCENARIOS["wrong-input"].notes
    assert any("如实写自己错在哪里" in note for note in notes)
    assert any("先停手" in note for note in notes)


@pytest.mark.parametrize(
    ("row", "scenario", "note"),
    [
        (35, "refund-refused", "不是平台规则原文；请打开平台规则页截图，注明日期"),
        (76, "membership", "第五十三条讲的是预收款"),
        (82, "refund-refused", "“虚拟商品退款条款”第三条是例子，不是真的规定"),
        (90, "double-payment", "事实清楚、材料齐全时处理较快"),
        (91, "not-as-described", "这类问题需要更多材料"),
        (93, "paper-check", "拿报告和承诺逐条对比"),
    ],
)
def test_a_scenario_notes(row: int, scenario: str, note: str) -> None:
    assert any(note in one for one in SCENARIOS[scenario].notes), row


def test_the_exception_for_returns_is_not_the_rule_of_a_platform() -> None:
    correction = KNOWLEDGE.corrections["no-return-rule"]
    assert "不是平台规则的原文" in correction.holds
    assert {"refund-refused", "card-invalid"} <= set(correction.scenarios)
    assert "消法-24" in SCENARIOS["refund-refused"].basis
    assert "日期" in KNOWLEDGE.proofs["rule"].how


def test_a_membership_is_not_complained_of_by_the_article_on_prepayment_alone() -> None:
    membership = SCENARIOS["membership"]
    assert "消法-53" in membership.further
    assert "消法-53" not in membership.basis
    assert {"消法-16", "消法-48-7", "消法-52", "电商法-20", "民法典-577"} <= set(membership.basis)
    assert "只管预收款" in KNOWLEDGE.corrections["prepayment-article"].holds


def test_cheating_tools_are_no_ordinary_dispute() -> None:
    told = case(orders=(order(product="某游戏外挂月卡"),), scenario="cheating-tool")
    assert [caution.unlawful for caution in find_cautions(told, KNOWLEDGE.cautions.values())] == [True]
    assert SCENARIOS["cheating-tool"].basis == ()
    assert "第一百五十三条" in SCENARIOS["cheating-tool"].warning
    assert "cheating-tool" in KNOWLEDGE.corrections["cheating-is-no-dispute"].scenarios


def test_a_stolen_account_is_frozen_before_anything_is_written() -> None:
    urgent = SCENARIOS["account-stolen"].urgent
    assert "冻结账户、改密码" in urgent[1]
    assert SCENARIOS["account-stolen"].first[0] == "site-hotline"
    assert any("先热线冻结、改密码，再用工单申诉" in note for note in SCENARIOS["account-stolen"].notes)


@pytest.mark.parametrize(
    ("row", "line", "action"),
    [(73, "全额退款50元", Action.REFUND), (73, "部分退款30元", Action.PARTIAL), (73, "更换商品", Action.REPLACE)],
)
def test_the_three_demands_are_understood(row: int, line: str, action: Action) -> None:
    demand = read_demand(line, moment())
    assert demand and demand.action is action, row


def test_all_that_is_missing_is_told_at_once() -> None:
    """Against the loop of handing in, waiting, handing in more, waiting again."""
    assert lacking("card-invalid") == set(SCENARIOS["card-invalid"].proofs)
    assert any("材料一次交齐" in note for note in KNOWLEDGE.channels["site-ticket"].notes)


def test_the_chain_of_evidence_grows_to_be_whole() -> None:
    wanted = SCENARIOS["membership"].proofs
    shares = []
    for count in range(len(wanted) + 1):
        held = tuple(evidence(number, shows=(key,)) for number, key in enumerate(wanted[:count], start=1))
        shares.append(completeness(case(evidence=held), SCENARIOS["membership"], KNOWLEDGE.proofs).share)
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)


def test_each_contact_in_vain_is_kept_as_evidence() -> None:
    attempts = KNOWLEDGE.proofs["attempts"]
    assert "每次联系都留一张" in attempts.how
    assert "attempts" in SCENARIOS["promise-broken"].helpful
    assert any("多部门推诿" in line and "截图" in line for line in KNOWLEDGE.guides["robot-loop"].lines)


@pytest.fixture
def told(sample: Workspace) -> CaseFile:
    return sample.read(load_case, SAMPLE)


def test_a_case_goes_round_the_loop_from_kind_to_result(told: CaseFile) -> None:
    """问题分类-证据提交-诉求明确-结果跟进"""
    assert triage(told, SCENARIOS)[0] == "card-invalid"
    found = check_case(KNOWLEDGE, told, START)
    assert found.completeness and found.completeness.share > 0.5
    assert found.demand == ()
    assert check_case(KNOWLEDGE, replace(told, demand="处理一下"), START).demand != ()
    assert any(clock.promise for clock in clocks_of(KNOWLEDGE, told, story_of(KNOWLEDGE, told), START))


def test_the_families_of_problems_are_those_of_the_articles() -> None:
    families = {key: one.family for key, one in SCENARIOS.items()}
    assert families["card-invalid"] is Family.CARD
    assert families["delayed"] is families["not-arrived"] is Family.ARRIVAL
    assert families["refund-refused"] is Family.AFTER_SALE
    assert families["account-stolen"] is Family.ACCOUNT
