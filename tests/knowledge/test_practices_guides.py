"""Explanations and advice of the source articles that are there to be read.

`row` is the row of docs/practices.md. Where a practice shows in behaviour, its test is beside the behaviour.
"""

import pytest

from caseorg.knowledge.library import Knowledge
from caseorg.views.articles import Section, articles

KNOWLEDGE = Knowledge()


@pytest.mark.parametrize(
    ("row", "guide", "words"),
    [
        (1, "virtual-goods", "游戏点卡 话费充值 会员"),
        (3, "virtual-goods", "没有实物 几秒之间 寄回去"),
        (3, "virtual-goods", "先要靠客服查记录"),
        (4, "virtual-goods", "解释规则 查订单状态 处理售后争议"),
        (6, "virtual-goods", "找得到 会回应 肯负责"),
        (7, "whom-first", "平台官方客服 平台里的商家客服 权限各不相同"),
        (8, "whom-first", "支付失败 订单状态异常 规则争议 平台官方客服"),
        (13, "keep-evidence", "重要的话留在平台里说 平台内的聊天有记录"),
        (17, "robot-loop", "转人工 我要投诉"),
        (19, "promises", "系统繁忙 售后期 到期前提出申请"),
        (26, "promises", "申请升级处理"),
        (27, "promises", "升级率和解决时效 没有得到证实"),
        (34, "before-contact", "网络或运营商延迟"),
        (38, "keep-evidence", "平台里能上传凭证的"),
        (39, "keep-evidence", "微信、QQ容易丢失 平台介入时也可能不认"),
        (43, "promises", "1小时内处理 原话、时间、工号"),
        (44, "promises", "投诉商家"),
        (48, "before-buying", "读商品说明和售后说明"),
        (49, "before-buying", "卡密生成、使用、到账的记录"),
        (50, "before-buying", "弹窗提示常见问题"),
        (54, "virtual-goods", "证据容易消失 责任不容易分清"),
        (56, "what-support-checks", "定制类（代练、设计）要对照事先的约定"),
        (57, "before-contact", "材料一次交齐"),
        (58, "robot-loop", "入口隐蔽 多部门推诿 审核中"),
        (61, "whom-first", "提交退款申请之后，马上在站内客服里说一声"),
        (64, "before-contact", "文字、图片、语音"),
        (65, "phone-notes", "号码只从官网、官方应用、官方公众号里找"),
        (66, "phone-notes", "搜索结果里的号码可能是仿冒的"),
        (67, "phone-notes", "拨打时间 接听人工号 答应什么时候给结果"),
        (70, "social-media", "只作补充 容易漏信息"),
        (71, "before-contact", "订单号、商品名称、下单时间、支付金额"),
        (72, "before-contact", "付款记录 状态页面的截图、录屏 与卖家的聊天记录"),
        (73, "before-contact", "全额退款、部分退款（写金额）、更换"),
        (79, "say-it-clearly", "情绪化的话可能违反聊天规则"),
        (80, "say-it-clearly", "先讲事实，再引规则"),
        (81, "say-it-clearly", "我做了什么，结果是什么，根据哪条规定，要求什么"),
        (84, "promises", "跟进要有礼貌、有间隔、有记录"),
        (86, "how-long", "固定面值、没发货的可以很快退"),
        (87, "how-long", "代练、设计等定制的再加3到7个工作日"),
        (88, "how-long", "第三方商家更久"),
        (89, "before-buying", "售后说明 什么情况可以退，并截图"),
        (91, "what-support-checks", "效果不好 报告、对比来说明"),
        (94, "how-long", "10到30分钟 节假日、促销时要几个小时"),
        (95, "how-long", "工作日9–11点"),
        (97, "keep-evidence", "聊天可能被自动清理，谈完要紧的话马上备份"),
        (98, "evidence-chain", "每个问题至少一件证据"),
        (109, "say-it-clearly", "说得清楚、跟得有理，有网络文章认为能缩短退款时间"),
        (111, "what-support-checks", "先看付款有没有成功 充值接口 最后查到账记录"),
        (111, "what-support-checks", "重置密码，查异常登录"),
        (114, "whom-first", "先看急不急、复不复杂"),
        (119, "before-contact", "列一张问题清单 直接说订单号和问题"),
        (127, "account-stolen", "异地登录提醒、余额变动"),
        (128, "account-stolen", "冻结账号、改密码 优先打官方热线"),
        (129, "account-stolen", "证件信息的，只在官方页面填写"),
        (130, "account-stolen", "工单里提交盗号申诉 查登录和交易记录"),
        (132, "what-support-checks", "“已售罄”“已过期”多半是库存没有更新，可以要求补发"),
        (133, "what-support-checks", "输错激活码、选错区服，请如实说 不要反复提交"),
        (135, "before-contact", "付款记录 报错或者状态页面的截图"),
        (136, "say-it-clearly", "什么时间，做了什么操作，出现什么问题"),
        (138, "say-it-clearly", "14:30用支付宝充值100元游戏点卡 提示支付成功但没有到账"),
        (139, "how-long", "每天10–12点和19–21点"),
        (140, "whom-first", "密码找回、充值流程 帮助中心和常见问题"),
        (141, "prevention", "到期看本应用的提醒"),
    ],
)
def test_one_line_of_the_guide_says_it(row: int, guide: str, words: str) -> None:
    assert any(all(word in line for word in words.split()) for line in KNOWLEDGE.guides[guide].lines), row


@pytest.mark.parametrize(
    ("row", "guide", "title"),
    [
        (51, "prevention", "从被动等待到主动管理"),
        (48, "before-buying", "购买前看什么"),
        (141, "prevention", "从被动等待到主动管理"),
    ],
)
def test_prevention_has_pages_that_are_found_by_their_titles(row: int, guide: str, title: str) -> None:
    (page,) = (one for one in articles(KNOWLEDGE, Section.GUIDES) if one.title == title)
    assert page.known.id == guide, row
    assert "购买前看什么" in KNOWLEDGE.guides["prevention"].lines[-1]


@pytest.mark.parametrize(
    ("row", "correction", "said", "holds"),
    [
        (11, "response-times", "10秒内接入人工", "没有得到平台公开规则的证实"),
        (16, "dongdong", "咚咚", "京东的商家聊天工具"),
        (21, "response-times", "主动展示工号和姓名", "可以记为“声称”"),
        (35, "no-return-rule", "虚拟商品发货后不支持无理由退款，但商品无效可售后", "现行规则的原文和日期"),
        (45, "response-times", "平台48小时内介入", "不能当作规则引用"),
        (46, "12315-is-not-the-association", "消费者协会12315", "12315由市场监管部门负责"),
        (76, "prepayment-article", "第五十三条", "一次性卡密、点卡不用它"),
        (82, "invented-rule", "《虚拟商品退款条款》第三条", "没有查到这样的统一规定"),
        (92, "cheating-is-no-dispute", "买外挂被封号", "外挂本身违法"),
        (100, "12315-is-not-the-association", "消费者协会（12315平台）", "消费者协会是社会组织"),
        (101, "12377-is-no-refund-body", "网信办违法和不良信息举报中心", "不处理退款"),
        (112, "site-timings", "3分钟给标准方案", "一家网站的宣传"),
        (113, "site-timings", "24小时给结果", "只有截到该网站自己的承诺，才可以要求兑现"),
        (115, "site-timings", "1分钟内首次回复", "一家网站的宣传"),
        (116, "site-timings", "5分钟补单或退款", "一家网站的宣传"),
        (118, "site-timings", "热线每天9:00–21:00", "别家不适用"),
        (126, "site-timings", "工单10分钟补单", "一家网站的宣传"),
        (129, "identity-data", "身份证号、注册手机号", "一律不给"),
        (139, "peak-hours-differ", "每天10–12点和19–21点", "两篇说法不同"),
    ],
)
def test_what_an_article_says_wrongly_is_corrected(row: int, correction: str, said: str, holds: str) -> None:
    entry = KNOWLEDGE.corrections[correction]
    assert said in entry.said, row
    assert holds in entry.holds
    assert entry.said_by.startswith("网络文章")
