"""What the wizard says while a message is prepared: rows of docs/practices.md."""

import pytest

from practices.places import Shown
from practices.told import INVALID, Told, bare, demanding, titled


@pytest.mark.parametrize(
    ("row", "title", "problem"),
    [
        (1, "游戏点卡的卡密无效", "卡密无效、已被使用或重复"),
        (1, "话费充值没到账", "充值未到账"),
        (1, "会员没开通", "会员未开通"),
        (2, "卡密失效", "卡密无效、已被使用或重复"),
        (2, "到账延迟", "到账延迟"),
        (2, "商家概不退换，不给退款", "拒绝退款（“虚拟商品概不退换”）"),
        (5, "卡密已被使用", "卡密无效、已被使用或重复"),
        (52, "商品未到账", "充值未到账"),
        (52, "功能异常", "功能不符或效果未达预期"),
        (52, "服务不符预期", "功能不符或效果未达预期"),
        (53, "游戏点卡兑换失败", "卡密无效、已被使用或重复"),
        (53, "软件授权掉了", "软件授权或激活码问题"),
        (53, "会员失效", "会员提前失效、时长不足"),
        (58, "多部门推诿，一直审核中", "客服承诺没有兑现"),
        (75, "会员未开通", "会员未开通"),
        (90, "订单重复支付", "重复支付或多扣"),
        (91, "效果未达预期", "功能不符或效果未达预期"),
        (92, "买外挂被封号", "外挂、盗号物品、违规代练"),
        (93, "论文查重未达标", "查重服务未达标"),
        (110, "账号被盗，余额异常", "账号被盗或余额异常"),
        (110, "订单超时", "到账延迟"),
        (110, "商品与描述不符", "功能不符或效果未达预期"),
        (110, "充值失败", "充值未到账"),
        (110, "售后拒绝退款", "拒绝退款（“虚拟商品概不退换”）"),
        (114, "收到异地登录提醒", "账号被盗或余额异常"),
        (127, "收到异地登录提醒", "账号被盗或余额异常"),
        (127, "余额异常变动", "账号被盗或余额异常"),
        (132, "点卡显示已售罄", "下单后显示已售罄或已过期"),
        (132, "下单后显示已过期", "下单后显示已售罄或已过期"),
        (133, "激活码输错了", "填错号码、激活码或选错区服"),
        (133, "平台选择错误", "填错号码、激活码或选错区服"),
    ],
)
def test_a_problem_in_the_articles_words_is_suggested_first(shown: Shown, row: int, title: str, problem: str) -> None:
    assert shown("caseorg.gui.wizard.problem.ProblemPage", titled(title)).startswith(f"{problem} 建议\n"), row
    assert "建议" not in shown("caseorg.gui.wizard.problem.ProblemPage", titled("某事"))


@pytest.mark.parametrize(
    ("row", "scenario", "words"),
    [
        (5, "card-invalid", "系统延迟|操作失误|已被他人用掉"),
        (34, "delayed", "运营商系统拥堵|协调优先处理"),
        (40, "card-invalid", "三十分钟内重发卡密|《拼多多卡盟客服怎么找》（声称）"),
        (41, "not-arrived", "二十四小时内核实到账状态|《拼多多卡盟客服怎么找》（声称）"),
        (43, "promise-broken", "一小时内处理|（声称）"),
        (45, "promise-broken", "四十八小时内介入|《拼多多卡盟客服怎么找》（声称）"),
        (55, "not-arrived", "商家操作失误|网络延迟|系统故障"),
        (86, "not-arrived", "标准面值商品未发货时可能很快退款|《卡盟退款流程求助》（声称）"),
        (87, "custom-service", "代练、设计）退款另加三到七个工作日|《卡盟退款流程求助》（声称）"),
        (88, "refund-refused", "第三方卖家的订单要更久，由平台协调|（声称）"),
        (90, "double-payment", "未到账、重复支付这类客观问题退款较快|（声称）"),
        (94, "delayed", "十到三十分钟答复，节假日和促销期以小时计|《卡盟退款流程求助》（声称）"),
        (104, "promise-broken", "四十八小时内处理而没有反馈，就可以升级|（声称）"),
        (112, "not-arrived", "充值失败、订单卡单三分钟内给标准方案|《允昌卡盟客服怎么联系》（声称）"),
        (113, "account-stolen", "二十四小时内给结果，由多部门处理|（声称）"),
        (113, "card-invalid", "商品权益争议二十四小时内给结果|（声称）"),
        (115, "delayed", "在线客服首次回复约一分钟|（声称）"),
        (116, "not-arrived", "约五分钟补单或退款|（声称）"),
        (123, "promise-broken", "两到四小时回复，只作引导，不处理订单|（声称）"),
        (126, "not-arrived", "已支付未到账的工单通常十分钟内补单|（声称）"),
        (132, "sold-out", "库存没有及时更新"),
        (133, "wrong-input", "看错区服、平台|账号填错"),
    ],
)
def test_the_page_of_the_problem_tells_causes_and_what_is_claimed(
    shown: Shown, row: int, scenario: str, words: str
) -> None:
    text = shown("caseorg.gui.wizard.problem.ProblemPage", bare(scenario))
    assert [one for one in words.split("|") if one not in text] == [], row
    assert words.split("|")[0] not in shown("caseorg.gui.wizard.problem.ProblemPage", bare("site-gone")), row


@pytest.mark.parametrize(
    ("row", "demand", "words"),
    [
        (42, "赶紧解决", "建议改为：|没有写明要对方做什么"),
        (73, "部分退款", "“部分退款”没有写明金额|全额退款|更换"),
        (74, "麻烦处理一下", "建议改为：|没有写明要对方做什么"),
        (78, "必须马上处理", "建议改为：|没有写明要对方做什么"),
    ],
)
def test_a_vague_demand_is_put_better_on_its_page(shown: Shown, row: int, demand: str, words: str) -> None:
    text = shown("caseorg.gui.wizard.demand.DemandPage", demanding(demand))
    assert [one for one in words.split("|") if one not in text] == [], (row, text)
    better = next(line for line in text.splitlines() if line.startswith("建议改为："))
    assert demand == "部分退款" or demand not in better
    assert words.split("|")[0] not in shown("caseorg.gui.wizard.demand.DemandPage", INVALID), row


@pytest.mark.parametrize(
    ("row", "case", "words", "elsewhere"),
    [
        (30, bare("card-invalid"), "缺 卡密状态", INVALID),
        (71, bare("card-invalid"), "缺 订单号", INVALID),
        (83, bare("delayed"), "缺 到现在超过了多久", INVALID),
        (136, bare("other"), "缺 什么时间、做了什么操作、出现了什么问题", INVALID),
    ],
)
def test_what_is_to_be_said_is_marked_while_one_writes(
    shown: Shown, row: int, case: Told, words: str, elsewhere: Told
) -> None:
    held = words.replace(" ", "\N{NO-BREAK SPACE}", 1)
    assert held in shown("caseorg.gui.wizard.facts.FactsPage", case), row
    assert words in shown("caseorg.gui.wizard.problem.ProblemPage", case), row
    assert held not in shown("caseorg.gui.wizard.facts.FactsPage", elsewhere), row
