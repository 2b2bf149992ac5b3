"""What the checkup of a case tells, in both faces: rows of docs/practices.md."""

from dataclasses import replace

import pytest

from caseorg.domain.case import Platform
from caseorg.jobs.sample import SAMPLE
from practices.places import Shown
from practices.told import (
    INVALID,
    NOT_ARRIVED,
    PROMISED,
    Told,
    bare,
    demanding,
    happened,
    telling,
    titled,
    with_scenario,
)

STATED = replace(
    NOT_ARRIVED,
    events=(*NOT_ARRIVED.events, happened("2026-11-02", "充值账号尾号3B7Q，订单显示已完成，账户余额里实际仍是0元")),
)
OVERDUE = with_scenario(
    replace(
        INVALID, events=(*INVALID.events, happened("2026-11-01 17:30", "商品页写明30分钟内到账，到现在已超过2小时30分"))
    ),
    "delayed",
)
MINE = telling("我选错了区服，激活码不能用", "wrong-input")


@pytest.mark.parametrize(
    ("row", "case", "words", "elsewhere"),
    [
        (1, titled("游戏点卡的卡密无效"), "可能是：卡密无效、已被使用或重复", titled("某事")),
        (2, titled("到账延迟"), "可能是：到账延迟", titled("某事")),
        (
            29,
            bare("card-invalid"),
            "缺：卡密或发货页面|缺：错误提示|缺：订单详情|有更好：运营商或游戏充值记录",
            bare("not-arrived"),
        ),
        (30, bare("card-invalid"), "缺 卡密状态|缺 使用时间|缺 错误提示", INVALID),
        (32, bare("not-arrived"), "缺：运营商或游戏充值记录|缺：订单详情", bare("card-invalid")),
        (33, bare("not-arrived"), "缺 当前状态|缺 支付时间（也就是充值时间）", STATED),
        (
            35,
            bare("refund-refused"),
            "但不是平台规则的原文|现行规则的原文和日期|缺：规则或商品页承诺原文|缺：拒绝退款的答复",
            bare("double-payment"),
        ),
        (54, bare("card-invalid"), "证据容易消失，责任也不容易分清|充值之前就开始录屏", replace(INVALID, proven=True)),
        (56, bare("custom-service"), "缺：定制约定|定制服务要对照约定说话", bare("card-invalid")),
        (
            57,
            bare("card-invalid"),
            "缺：订单详情|缺：付款凭证|缺：卡密或发货页面|缺：错误提示|缺：与客服的沟通记录",
            replace(INVALID, proven=True),
        ),
        (58, bare("promise-broken"), "有更好：多次联系的记录|每次联系都留一张", bare("card-invalid")),
        (71, bare("card-invalid"), "缺 下单时间|缺 订单号|缺 商品名称|缺 支付金额", INVALID),
        (
            72,
            bare("not-arrived"),
            "缺：付款凭证|缺：与客服的沟通记录|缺：运营商或游戏充值记录",
            replace(NOT_ARRIVED, proven=True),
        ),
        (75, bare("membership"), "缺：会员或账户状态|缺：付款凭证", bare("card-invalid")),
        (76, bare("membership"), "第五十三条只管预收款|一次性卡密、点卡不用它", bare("card-invalid")),
        (79, telling("你们平台就是骗子"), "也可能违反聊天规则", INVALID),
        (80, telling("卡密不对"), "先讲事实，再引规则", INVALID),
        (82, bare("delayed"), "没有查到这样的统一规定|不能直接引用", bare("double-payment")),
        (83, bare("delayed"), "缺 到现在超过了多久|缺 页面承诺的到账时间", OVERDUE),
        (90, bare("double-payment"), "事实清楚、材料齐全时处理较快", bare("card-invalid")),
        (
            91,
            bare("not-as-described"),
            "这类问题需要更多材料|缺：规则或商品页承诺原文|缺：错误提示",
            bare("card-invalid"),
        ),
        (92, bare("cheating-tool"), "外挂本身违法|请求很可能得不到支持|缺：登录提醒或封号通知", bare("card-invalid")),
        (93, bare("paper-check"), "缺：查重或检测报告|要拿报告和承诺逐条对比", bare("card-invalid")),
        (96, bare("promise-broken"), "缺：客服的承诺|缺：与客服的沟通记录", bare("card-invalid")),
        (98, bare("membership"), "缺：订单详情", replace(with_scenario(INVALID, "membership"), proven=True)),
        (109, telling("卡密不对"), "说得清楚、跟得有理，有网络文章认为能缩短退款时间", INVALID),
        (111, bare("not-arrived"), "先看付款有没有成功，再看充值接口有没有返回，最后查到账记录", bare("card-invalid")),
        (111, bare("account-stolen"), "先重置密码，再查异常登录", bare("card-invalid")),
        (
            124,
            bare("not-arrived"),
            "请回答：支付账户的余额扣了吗|号、手机号或账号、区服填对了吗|等过商品页写明的到账时间吗",
            bare("card-invalid"),
        ),
        (127, bare("account-stolen"), "先做这些|马上冻结：在官方应用里冻结账户、改密码", bare("card-invalid")),
        (
            129,
            bare("account-stolen"),
            "联系客服前准备好身份证号、注册手机号|聊天、电话里向您要证件照、密码、验证码的，一律不给",
            bare("card-invalid"),
        ),
        (
            131,
            bare("other", mine="操作的问题"),
            "操作问题先看帮助中心、常见问题，或请客服指导",
            bare("other", mine="商品或服务的问题"),
        ),
        (
            131,
            bare("not-as-described", usage="还没有"),
            "先分清是商品问题还是操作问题",
            bare("not-as-described", usage="试过也问过"),
        ),
        (
            133,
            bare("wrong-input", whose="我填错或选错"),
            "先请客服指导或协助更换",
            bare("wrong-input", whose="商品页没写清"),
        ),
        (133, bare("wrong-input"), "如实写自己错在哪里|先停手", bare("card-invalid")),
        (134, bare("card-invalid"), "缺：错误提示|缺：订单详情", bare("account-stolen")),
        (134, bare("sold-out"), "缺：错误提示|缺：订单详情", bare("account-stolen")),
        (134, bare("wrong-input"), "缺：错误提示|缺：订单详情", bare("account-stolen")),
        (136, bare("other"), "缺 什么时间、做了什么操作、出现了什么问题", with_scenario(NOT_ARRIVED, "other")),
        (140, bare("other"), "只是找回密码、弄不清充值流程的，先看帮助中心和常见问题", bare("card-invalid")),
        (140, bare("wrong-input"), "只是找回密码、弄不清充值流程的，先看帮助中心和常见问题", bare("card-invalid")),
        (142, bare("account-stolen"), "一篇说准备好，另两篇说不要给", bare("card-invalid")),
        (142, bare("delayed"), "1小时、24小时、48小时、每24到48小时，各处不一", bare("card-invalid")),
    ],
)
def test_the_checkup_says_it_where_it_is_needed_alone(
    shown: Shown, row: int, case: Told, words: str, elsewhere: Told
) -> None:
    for found, other in (
        (
            shown("caseorg.gui.check.dialog.CheckupDialog", case),
            shown("caseorg.gui.check.dialog.CheckupDialog", elsewhere),
        ),
        (shown("caseorg check", case), "" if elsewhere.proven else shown("caseorg check", elsewhere)),
    ):
        assert [one for one in words.split("|") if one not in found] == [], row
        assert words.split("|")[0] not in other, row


@pytest.mark.parametrize(
    ("row", "case", "words", "better"),
    [
        (25, telling("您好，卡密不对。"), "卡密不对", "261101-123456789012345"),
        (31, telling("我买的卡密不对，请看看。"), "卡密不对", "页面提示“无效”"),
        (42, demanding("赶紧解决"), "赶紧解决", "请于__月__日__时前"),
        (42, telling("赶紧解决"), "赶紧解决", "24小时内重新发卡或退款10元"),
        (74, demanding("麻烦处理一下"), "麻烦处理一下", "请于__月__日__时前"),
        (74, telling("麻烦处理一下"), "麻烦处理一下", "24小时内重新发卡或退款10元"),
        (77, telling("你们平台就是骗子"), "你们平台就是骗子", "10元游戏点卡"),
        (78, demanding("必须马上处理"), "必须马上处理", "请于__月__日__时前"),
        (78, telling("必须马上处理"), "必须马上处理", "24小时内重新发卡或退款10元"),
        (137, telling("我的账号充值不了。", "not-arrived"), "充值不了", "261101-123456789012345"),
    ],
)
def test_what_would_be_asked_back_is_put_better_and_not_said_again(
    shown: Shown, row: int, case: Told, words: str, better: str
) -> None:
    for found in (shown("caseorg check", case), shown("caseorg.gui.check.dialog.CheckupDialog", case)):
        lines = found.splitlines()
        (at,) = (number for number, line in enumerate(lines) if line.strip().startswith(f"“{words}”："))
        assert better in lines[at + 1], row
        assert words not in lines[at + 1], row
    assert f"“{words}”：" not in shown("caseorg check", INVALID)


@pytest.mark.parametrize(("row", "demand"), [(42, "赶紧解决"), (74, "麻烦处理一下"), (78, "必须马上处理")])
def test_it_is_no_demand_either(shown: Shown, row: int, demand: str) -> None:
    told = f"“{demand}”没有写明要对方做什么"
    assert told in shown("caseorg check", demanding(demand)), row
    assert "没有写明要对方做什么" not in shown("caseorg check", INVALID)


def test_the_page_that_says_more_is_named_where_something_is_missing_or_could_be_put_better(shown: Shown) -> None:
    assert "caseorg knowledge show keep-evidence" in shown("caseorg check", bare("card-invalid"))
    assert "caseorg knowledge show say-it-clearly" in shown("caseorg check", telling("卡密不对"))
    assert "caseorg knowledge show say-it-clearly" not in shown("caseorg check", INVALID)
    whole = shown("caseorg.gui.check.dialog.CheckupDialog", replace(INVALID, proven=True))
    assert "指南：怎样留证据" not in whole
    assert "指南：客服通常怎么查" in whole


def test_what_a_problem_notes_of_an_article_is_told_to_whoever_cites_it(shown: Shown) -> None:
    cited = telling("依据消法第五十五条，要求三倍赔偿。")
    assert "有事实表明对方明知" in shown("caseorg check", cited).partition("== 措辞 ==")[2].partition("== 提醒 ==")[0]
    assert (
        "有事实表明对方明知"
        not in shown("caseorg check", INVALID).partition("== 措辞 ==")[2].partition("== 提醒 ==")[0]
    )


def test_an_own_mistake_is_told_honestly(shown: Shown) -> None:
    assert "“是您自己填错或选错了。”" in shown("caseorg check", MINE)
    assert "“是您自己填错或选错了。”" not in shown("caseorg check", INVALID)


def test_a_case_goes_round_the_loop_from_kind_to_result(shown: Shown) -> None:
    """问题分类-证据提交-诉求明确-结果跟进"""
    found = shown("caseorg check", SAMPLE)
    assert "80%" in found
    assert found.index("== 完整度 ==") < found.index("== 要说清楚的几点 ==") < found.index("== 诉求 ==")
    assert "诉求与订单一致" in found
    assert "请写明诉求" in shown("caseorg check", bare("card-invalid"))
    assert "48小时内处理" in shown("caseorg due", PROMISED)


def test_the_chain_of_evidence_grows_to_be_whole(shown: Shown) -> None:
    assert "░░░░░░░░░░ 0%" in shown("caseorg check", bare("membership"))
    assert "████████░░ 80%" in shown("caseorg check", SAMPLE)


def test_only_corrections_about_such_goods_and_such_a_place_are_shown(shown: Shown) -> None:
    assert "一家网站的宣传" in shown("caseorg check", bare("not-arrived", Platform.SITE))
    assert "一家网站的宣传" not in shown("caseorg check", bare("not-arrived"))


def test_the_articles_own_good_sentences_are_left_alone(shown: Shown) -> None:
    good = telling("您好，订单号123456789，10元游戏点卡的卡密（尾号3B7Q）提示“无效”，请在24小时内重新发卡或退款10元。")
    assert shown("caseorg check", good).partition("== 措辞 ==\n")[2].startswith("  没有需要补充的。")
