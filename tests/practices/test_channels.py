"""What is said of a channel where a message is written for it: rows of docs/practices.md."""

import pytest

from caseorg.domain.case import Platform
from practices.places import Shown
from practices.told import INVALID, NOT_ARRIVED, bare


@pytest.mark.parametrize(
    ("row", "channel", "words", "elsewhere"),
    [
        (3, "pdd-merchant", "没有实物可以寄回，先要靠客服查记录", "12315"),
        (4, "pdd-merchant", "客服能做三件事：解释规则、查订单状态、处理售后争议", "12315"),
        (4, "pdd", "客服能做三件事：解释规则、查订单状态、处理售后争议", "court"),
        (6, "pdd", "找得到、会回应、肯负责", "pdd-merchant"),
        (7, "pdd-merchant", "商家客服只管本店订单；涉及平台规则、支付失败的，找拼多多官方客服", "pdd"),
        (8, "pdd", "订单状态异常、平台规则争议、支付失败", "pdd-merchant"),
        (9, "pdd", "我的—全部订单—找到该订单—“联系客服”", "pdd-merchant"),
        (10, "pdd", "客服中心—搜索“卡盟”", "pdd-merchant"),
        (11, "pdd", "声称：通常10秒内接入人工|没有得到平台公开规则的证实", "pdd-merchant"),
        (12, "pdd", "声称：官方客服的权限覆盖全流程，可强制介入第三方售后", "pdd-merchant"),
        (13, "pdd-merchant", "只用App内聊天，沟通记录会留存", "pdd"),
        (14, "pdd-merchant", "商品详情页—“商家客服”", "pdd"),
        (15, "pdd-merchant", "“专属客服”", "pdd"),
        (16, "pdd-merchant", "可以用“咚咚”添加商家客服|这里多半写错了", "pdd"),
        (17, "pdd", "从“我要投诉”提出转人工", "pdd-merchant"),
        (19, "pdd-merchant", "“系统繁忙”不应成为拖过售后期的理由|到期前先提交售后申请", "pdd"),
        (21, "pdd", "客服主动展示工号和姓名|都没有得到平台公开规则的证实", "pdd-merchant"),
        (27, "pdd", "声称：平台考核客服的升级率和解决时效", "pdd-merchant"),
        (37, "pdd", "“申请平台介入”", "pdd-merchant"),
        (38, "pdd", "用“上传凭证”添加截图、录屏", "pdd-merchant"),
        (39, "merchant", "微信、QQ上的聊天容易丢，也难以作为平台处理的凭证", "pdd"),
        (44, "pdd", "订单详情—“投诉商家”；客服作出承诺而未兑现时", "pdd-merchant"),
        (45, "pdd", "声称：投诉商家后平台48小时内介入|没有得到平台公开规则的证实", "pdd-merchant"),
        (46, "12315", "12315由市场监管部门办理，不是消费者协会|与商家协商不成", "pdd"),
        (47, "heimao", "通过公开发布引起商家客服注意；先脱敏，再发布|不以曝光换取赔偿", "12315"),
        (50, "pdd-merchant", "声称：高频问题会有弹窗预警", "pdd"),
        (88, "platform", "声称：第三方商家的订单需要平台协调，时间更长", "pdd"),
        (95, "merchant", "工作日9:00–11:00（网络文章《卡盟退款流程求助》）|账号被盗、被骗钱随时联系", "12315"),
        (97, "merchant", "聊天记录可能被自动清理，谈完即截图备份", "pdd"),
        (99, "platform", "帮助中心—“投诉举报”", "pdd"),
        (100, "consumer-association", "与12315不是一个机构|两处分开办理", "12345"),
        (101, "12377", "不处理退款|12377受理违法和有害信息的举报", "12345"),
        (135, "merchant", "先备齐订单号、商品、支付金额、问题截图", "pdd"),
        (139, "merchant", "每天19:00–21:00（网络文章《允昌卡盟客服怎么联系》）|每天10:00–12:00|两篇说法不同", "12315"),
        (142, "merchant", "两篇说法不同，都没有依据可查|您可以自己选间隔", "12315"),
    ],
)
def test_a_platforms_channel_says_it_and_another_does_not(
    shown: Shown, row: int, channel: str, words: str, elsewhere: str
) -> None:
    text = shown("caseorg.gui.wizard.card.ChannelCard", INVALID, channel)
    assert [one for one in words.split("|") if one not in text] == [], row
    assert words.split("|")[0] not in shown("caseorg.gui.wizard.card.ChannelCard", INVALID, elsewhere), row


@pytest.mark.parametrize(
    ("row", "channel", "words", "elsewhere"),
    [
        (60, "site-chat", "个人中心、订单详情页或帮助中心里的在线客服", "site-hotline"),
        (61, "site-chat", "提交退款申请后随即联系在线客服", "site-hotline"),
        (65, "site-hotline", "号码只从网站首页、官方App或官方公众号取得|大额异常", "site-chat"),
        (66, "site-hotline", "搜索到的“客服电话”可能是仿冒号码", "site-chat"),
        (67, "site-hotline", "通话时记下：客服工号、处理时间、承诺的反馈时点", "site-chat"),
        (69, "site-social", "官方微博—私信；确需公开时@官方账号|官方微信公众号—留言", "site-chat"),
        (70, "site-social", "社交账号只作补充|话分散在多个账号容易丢失信息", "site-chat"),
        (94, "site-chat", "声称：平时10至30分钟回复，节假日和促销期数小时", "site-hotline"),
        (
            112,
            "site-chat",
            "声称：充值失败、订单卡单3分钟内给出标准方案|这是一家网站的宣传，别家不适用",
            "site-hotline",
        ),
        (113, "site-hotline", "声称：账户盗用、商品权益争议24小时内给结果|这是一家网站的宣传", "site-chat"),
        (115, "site-chat", "声称：约1分钟首次回复|网站或App—“联系客服”|错误截图|这是一家网站的宣传", "site-hotline"),
        (116, "site-chat", "声称：有支付截图和订单编号时约5分钟补单或退款|这是一家网站的宣传", "site-hotline"),
        (117, "site-chat", "到账延迟、订单状态异常、简单操作问题", "site-hotline"),
        (
            118,
            "site-hotline",
            "有网络文章称9:00—21:00，以网站公示为准|账户被盗、大额异常|这是一家网站的宣传",
            "site-chat",
        ),
        (119, "site-hotline", "先写好问题清单，接通后直接说重点|节假日排队较久", "site-chat"),
        (120, "site-ticket", "“工单中心”—提交工单|先用在线客服沟通|聊天记录|补充描述", "site-chat"),
        (121, "site-ticket", "每张工单有唯一编号：记到经过里，用它查进度", "site-chat"),
        (122, "site-ticket", "责任不清、需要留下正式记录的售后争议", "site-chat"),
        (123, "site-social", "声称：2至4小时回复|声称：不直接处理订单，只作引导分流|不紧急", "site-chat"),
        (124, "site-chat", "支付账户是否已扣款、卡号或账号是否填对、是否网络延迟", "site-ticket"),
        (125, "site-chat", "充值时间|订单号|支付截图", "site-ticket"),
        (126, "site-ticket", "声称：已支付未到账的工单通常10分钟内补单|这是一家网站的宣传", "site-chat"),
        (128, "site-hotline", "账户被盗先请客服冻结账户并改密码，再提交工单申诉", "site-chat"),
        (129, "site-hotline", "身份证号、注册手机号只在官方流程内核对时提供", "site-social"),
    ],
)
def test_a_sites_channel_says_it_and_another_does_not(
    shown: Shown, row: int, channel: str, words: str, elsewhere: str
) -> None:
    text = shown("caseorg.gui.wizard.card.ChannelCard", NOT_ARRIVED, channel)
    assert [one for one in words.split("|") if one not in text] == [], row
    assert words.split("|")[0] not in shown("caseorg.gui.wizard.card.ChannelCard", NOT_ARRIVED, elsewhere), row


@pytest.mark.parametrize(
    ("row", "scenario", "channel"),
    [
        (114, "account-stolen", "网站客服热线"),
        (114, "delayed", "网站在线客服"),
        (117, "delayed", "网站在线客服"),
        (118, "account-stolen", "网站客服热线"),
        (128, "account-stolen", "网站客服热线"),
    ],
)
def test_the_channel_that_suits_the_problem_comes_up(shown: Shown, row: int, scenario: str, channel: str) -> None:
    assert shown("caseorg.gui.wizard.channel.ChannelPage", bare(scenario, Platform.SITE)) == channel, row


def test_the_platform_comes_up_for_payments_and_the_shop_for_codes(shown: Shown) -> None:
    assert shown("caseorg.gui.wizard.channel.ChannelPage", bare("double-payment")) == "拼多多平台客服（介入、投诉商家）"
    assert shown("caseorg.gui.wizard.channel.ChannelPage", INVALID) == "拼多多商家客服"
