"""What the lines of a page mean, in the layouts that apps have; each page is read as a reader would give it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from caseorg.domain.case import Side
from caseorg.domain.moments import Moment, show_moment
from caseorg.domain.reading.meaning import PageMeaning, understand
from caseorg.domain.reading.speech import named_side
from caseorg.domain.reading.words import PageField, PageKind
from domain.knowledge import READING_WORDS
from domain.reading import pages


def meaning(drawn: str, **size: int) -> PageMeaning:
    return understand(pages.page(drawn, **size), READING_WORDS)


def told(found: PageMeaning) -> dict[PageField, str]:
    """What was found once, as it is printed."""
    finds = {field: found.single(field) for field in PageField}
    return {field: _shown(find.value) for field, find in finds.items() if find and not field.value.startswith("other")}


def _shown(value: object) -> str:
    return show_moment(value) if isinstance(value, Moment) else str(value)


def test_an_order() -> None:
    found = meaning(pages.PDD_ORDER)
    assert (found.kind, found.app) == (PageKind.ORDER, "pdd")
    assert told(found) == {
        PageField.ORDER_NUMBER: "261101-123456789012345",
        PageField.PAID: "98.00",
        PageField.ORDERED_AT: "2026-11-01 14:30:12",
        PageField.PAID_AT: "2026-11-01 14:30:25",
        PageField.PAYMENT: "微信支付",
        PageField.ACCOUNT: "13800001234",
        PageField.SHOP: "星河数码卡券专营店",
        PageField.PRODUCT: "【自动发货】星河世界游戏点卡100元面值 卡密直发",
        PageField.STATE: "待收货",
    }


def test_an_order_with_its_values_at_the_right_edge() -> None:
    found = meaning(pages.TAOBAO_ORDER)
    assert (found.kind, found.app) == (PageKind.ORDER, "taobao")
    assert told(found) == {
        PageField.ORDER_NUMBER: "4302514160618747276",
        PageField.TRANSACTION: "2026110222001234567890123456",
        PageField.PAID: "245.00",  # not the total, nor what a coupon took off
        PageField.ORDERED_AT: "2026-11-02 08:59:58",
        PageField.PAID_AT: "2026-11-02 09:00:20",
        PageField.DONE_AT: "2026-11-12 09:00:21",
        PageField.SHOP: "凌波互娱官方旗舰店",
        PageField.PRODUCT: "星河视频会员年卡 12个月",
        PageField.STATE: "交易成功",
    }


def test_a_bill_whose_number_and_payee_go_on_in_the_next_line() -> None:
    found = meaning(pages.WECHAT_BILL)
    assert (found.kind, found.app) == (PageKind.PAYMENT, "wechat-pay")
    assert told(found) == {
        PageField.TRANSACTION: "4200001234202611010987654321",
        PageField.MERCHANT_NUMBER: "XP2026110114302512345678",
        PageField.PAID: "98.00",
        PageField.PAID_AT: "2026-11-01 14:30:25",
        PageField.SHOP: "星河数码卡券专营店",
        PageField.PAYEE: "杭州星河某某数码科技有限公司某某第一分公司",
        PageField.PRODUCT: "星河世界游戏点卡100元",
        PageField.PAYMENT: "招商银行储蓄卡(0832)",
        PageField.STATE: "支付成功",
    }


def test_a_bill_whose_label_stands_between_the_two_lines_of_its_number() -> None:
    found = meaning(pages.ALIPAY_BILL)
    assert (found.kind, found.app) == (PageKind.PAYMENT, "alipay")
    assert told(found)[PageField.TRANSACTION] == "2026111222006412345678901234"
    assert told(found)[PageField.MERCHANT_NUMBER] == "14647709008168020997"
    assert told(found)[PageField.PAID] == "155.00"


def test_a_transfer_to_somebody() -> None:
    found = told(meaning(pages.TRANSFER))
    assert (found[PageField.PAYEE], found[PageField.PAID]) == ("*强", "860.00")
    assert found[PageField.PAID_AT] == "2026-11-21 22:05:40"
    assert found[PageField.TRANSACTION] == "1000050301202611210012345678901"


def test_a_refund_that_was_refused() -> None:
    found = meaning(pages.REFUND)
    assert found.kind is PageKind.REFUND
    assert told(found)[PageField.REFUNDED] == "360.81"
    assert told(found)[PageField.REFUND_NUMBER] == "756743099372691760"
    assert told(found)[PageField.ORDER_NUMBER] == "261011-628861339313617"
    assert PageField.PAID not in told(found)
    assert told(found)[PageField.SHOP] == "极速游戏卡盟"
    assert [(one.side, one.text, one.stamp) for one in found.said] == [
        (Side.MERCHANT, "虚拟商品一经发出不退不换", "2026-11-12 16:56:08"),
        (Side.ME, "提示卡密已被使用，要求退款", "2026-11-13 07:08:01"),
    ]
    assert "商家已拒绝退款申请" in [notice.text for notice in found.notices]


def test_values_below_their_labels() -> None:
    assert told(meaning(pages.BELOW)) == {
        PageField.PAID: "66.60",
        PageField.ORDER_NUMBER: "345329320644",
        PageField.ORDERED_AT: "2026-11-03 10:00",
    }


def test_of_a_list_of_orders_no_sum_is_the_one_that_was_paid() -> None:
    found = meaning(pages.ORDERS)
    assert found.kind is PageKind.ORDERS
    assert found.single(PageField.PAID) is None
    assert found.single(PageField.SHOP) is None


@pytest.mark.parametrize("width", [720, 1080, 1440])
def test_a_chat_has_its_sides_times_and_bubbles_of_several_lines(width: int) -> None:
    drawn = scaled(pages.CHAT, width / 1080)
    found = meaning(drawn, width=width, height=2400 * width // 1080)
    assert (found.kind, found.title) == (PageKind.CHAT, "星河数码卡券专营店")
    assert [(one.side, one.text, one.stamp) for one in found.said] == [
        (Side.ME, "你好，我买的卡密用不了", "昨天 14:05"),
        (Side.ME, "提示该卡密已被使用，订单号是261101-123456789012345", "昨天 14:05"),
        (Side.UNKNOWN, "亲，您好，这边帮您核实一下，1小时内给您处理好", "昨天 14:05"),
        (Side.ME, "已经一天了，请退款98元", "15:18"),
        (Side.UNKNOWN, "虚拟商品一经售出概不退换哦", "15:18"),
        (Side.SYSTEM, "消息已发出，但被对方拒收了。", "15:18"),
    ]
    assert told(found) == {PageField.ORDER_NUMBER: "261101-123456789012345", PageField.SHOP: "星河数码卡券专营店"}


EVEN = """
m 130 50 云上会员专卖店
m 300 36 昨天 14:05
>874 400 46 你好，我买的卡密用不了
206 540 46 亲，您好，这边帮您核实一下
206 680 46 {said}
>874 820 46 请退款
"""


@pytest.mark.parametrize(
    ("said", "clear"),
    [("26110112345678901234567890123", False), ("您的款项我们已经在加急处理中了", True), ("261101-1234567", True)],
)
def test_whose_a_bubble_is_that_fills_the_whole_width_its_place_does_not_tell(said: str, clear: bool) -> None:
    found = meaning(EVEN.format(said=said))
    assert found.kind is PageKind.CHAT
    assert [one.clear for one in found.said] == [True, True, clear, True]


def scaled(drawn: str, factor: float) -> str:
    """The same page on a phone of another width."""
    parts = [line.split(maxsplit=3) for line in drawn.strip().splitlines()]
    return "\n".join(
        f"{_place(place, factor)} {round(int(top) * factor)} {round(int(size) * factor)} {text}"
        for place, top, size, text in parts
    )


def _place(place: str, factor: float) -> str:
    if place == "m":
        return place
    mark = ">" if place[0] == ">" else ""
    return f"{mark}{round(int(place.removeprefix('>')) * factor)}"


def test_that_somebody_is_typing_is_no_title() -> None:
    found = meaning(pages.CHAT.replace("m 130 50 星河数码卡券专营店", "m 130 50 对方正在输入…"))
    assert (found.kind, found.title, len(found.said)) == (PageKind.CHAT, "", 6)


def test_names_above_the_bubbles_of_a_group_are_not_said() -> None:
    found = meaning(pages.GROUP_CHAT)
    assert [(one.name, one.text) for one in found.said] == [
        ("老王代充", "先付款后发货,当天到账".replace(",", "，")),
        ("客服小美", "加我微信wx_demo123更便宜"),
        ("", "好的"),
    ]


def test_the_box_of_a_value_is_the_values_own_and_not_the_lines() -> None:
    found = meaning(pages.PDD_ORDER)
    number, paid = found.single(PageField.ORDER_NUMBER), found.single(PageField.PAID)
    assert number and paid
    line = next(line for line in pages.page(pages.PDD_ORDER).lines if "261101" in line.text)
    assert line.box.left + 5 * 38 < number.where.box.left < line.box.left + 7 * 38
    assert number.where.box.right <= line.box.right
    assert number.where.raw == "261101-123456789012345"
    assert paid.value == Decimal("98.00")
    assert paid.where.raw == "¥ 98.00"


def test_the_clock_of_the_phone() -> None:
    clock = meaning(pages.WECHAT_BILL).clock
    assert clock and f"{clock:%H:%M}" == "09:41"


def test_cards_and_pictures_in_a_chat_are_not_said_and_the_letters_of_portraits_are_no_words() -> None:
    found = meaning(pages.CHAT_WITH_PICTURES)
    assert [(one.side, one.text) for one in found.said] == [
        (Side.ME, "你好，刚买的卡密兑换不了，页面提示“该卡密已被使用”。"),
        (Side.UNKNOWN, "亲，您的截图已收到。"),
        (Side.UNKNOWN, "已为您登记，1小时内处理。"),
    ]
    assert told(found) == {PageField.ORDER_NUMBER: "261101-123456789012345", PageField.SHOP: "星河数码卡券专营店"}


def test_a_card_is_known_by_its_labels_alone() -> None:
    drawn = pages.CHAT_WITH_PICTURES.replace("咨询订单", "我要问这一单").replace("实付¥", "实付款¥")
    assert not [one.text for one in meaning(drawn).said if "这一单" in one.text]


def test_a_form_with_a_time_in_its_middle_is_no_chat() -> None:
    found = meaning(pages.FORM)
    assert (found.kind, [one.text for one in found.notices]) == (
        PageKind.ERROR,
        ["兑换失败", "该卡密已被使用(错误码1043)"],
    )


def test_labels_and_values_of_other_shops() -> None:
    jd, xianyu = meaning(pages.JD_ORDER), meaning(pages.XIANYU_ORDER)
    assert (jd.app, told(jd)[PageField.ORDER_NUMBER], told(jd)[PageField.PAID]) == ("jd", "301234567890", "166.50")
    assert told(jd)[PageField.SHOP] == "星河数码京东自营旗舰店"
    assert (xianyu.app, told(xianyu)[PageField.SHOP], told(xianyu)[PageField.PAID]) == (
        "xianyu",
        "快乐的小鱼干88",
        "860.00",
    )
    assert told(xianyu)[PageField.PRODUCT] == "王者荣耀V8账号出售 安卓QQ区"


def test_two_columns_on_a_tablet() -> None:
    assert told(meaning(pages.TABLET, width=1600)) == {
        PageField.ORDER_NUMBER: "261101-123456789012345",
        PageField.ORDERED_AT: "2026-11-01 14:30:12",
        PageField.PAYMENT: "微信支付",
        PageField.PAID: "98.00",
    }


@pytest.mark.parametrize("drawn", [pages.PRODUCT, pages.BILLS, pages.ORDERS])
def test_prices_coupons_and_lists_are_nothing_that_was_paid(drawn: str) -> None:
    assert meaning(drawn).single(PageField.PAID) is None


def test_the_page_after_paying_tells_the_sum_and_whom() -> None:
    found = meaning(pages.PAID)
    assert (found.kind, told(found)[PageField.PAID], told(found)[PageField.SHOP]) == (
        PageKind.PAYMENT,
        "98.00",
        "星河数码卡券专营店",
    )


def test_a_transfer_in_a_chat_is_not_said_and_the_apps_own_words_are_its_own() -> None:
    found = meaning(pages.TRANSFER_CHAT)
    assert [(one.side, one.text) for one in found.said] == [
        (Side.UNKNOWN, "收到了，马上发号"),
        (Side.ME, "号呢？"),
        (Side.SYSTEM, "对方开启了好友验证，你还不是他（她）好友。"),
    ]


def test_labels_are_found_where_a_reader_left_out_the_blanks() -> None:
    drawn = """
40 22 40 14:31
m 130 50 订单详情
70 400 40 共1件商品实付款：¥98.00
70 500 40 订单编号：261101-123456789012345下单时间：2026-11-01 14:30:12支付时间：2026-11-01 14:30:25
"""
    assert told(meaning(drawn)) == {
        PageField.PAID: "98.00",
        PageField.ORDER_NUMBER: "261101-123456789012345",
        PageField.ORDERED_AT: "2026-11-01 14:30:12",
        PageField.PAID_AT: "2026-11-01 14:30:25",
    }


TOP = """
40 22 40 20:02
m 130 50 星河数码专营店
m 300 36 19:20
"""
MINE = "240 {} 43 激活码提示已被其他账号激活，\n240 {} 43 请退款168元\n"
THEIRS = "204 {} 43 亲亲稍等，这边帮您核实一下\n"


def test_a_bubble_in_two_lines_is_told_from_a_shorter_one_of_the_other_side() -> None:
    mine_first = meaning(TOP + MINE.format(350, 415) + THEIRS.format(570))
    theirs_first = meaning(TOP + THEIRS.format(350) + MINE.format(480, 545))
    assert [bubble.side for bubble in mine_first.said] == [Side.ME, Side.UNKNOWN]
    assert [bubble.side for bubble in theirs_first.said] == [Side.UNKNOWN, Side.ME]


def test_whose_a_single_bubble_over_the_whole_width_is_cannot_be_told() -> None:
    assert [bubble.clear for bubble in meaning(TOP + MINE.format(350, 415)).said] == [False]


WITHOUT_PORTRAITS = """
40 22 40 15:20
m 130 50 青柠游戏小铺
m 300 36 昨天 14:05
70 380 46 已经反馈给技术部门了请耐心
70 440 46 等
>1010 560 46 还是没到账
70 700 46 今晚12点前一定到账
>1010 840 46 订单号1990934563810343320
"""
CUT_CHAT = """
210 40 46 麻烦您提供一下充值账号
>870 180 46 订单号1934235214415723501
210 320 46 最迟周五给您退款
>870 460 46 麻烦给个准话
"""
TITLE_AT_THE_LEFT = """
40 22 40 15:20
110 115 50 沐沐虚拟小店
m 262 36 下午3:45
210 380 46 稍等，我查一下订单
>870 520 46 等了两天了
"""
BILL_WITH_VALUES_AT_THE_RIGHT = """
40 22 40 10:21
m 130 46 账单详情
m 400 46 四海通讯充值店
m 480 90 -434.00
60 800 40 交易单号
>1020 800 40 4200080904202609095674680
>1020 862 40 953
60 950 40 商户单号
>1020 950 40 1425021038566977368955
60 1040 40 支付时间
>1020 1040 40 2026年9月9日 10:11:12
"""
ORDER_WITHOUT_ITS_TOP = """
50 30 42 阿木的杂货
>1030 30 36 进店
310 130 40 视频会员季卡
>1030 130 40 ￥68.00
>1030 300 46 实付款：￥68.00
50 400 40 订单编号
>930 400 40 1990934563810343320
>1030 400 36 复制
50 500 40 创建时间
>1030 500 40 2026-11-01 14:30:12
"""


def said(drawn: str) -> list[tuple[Side, str]]:
    return [(one.side, one.text) for one in meaning(drawn).said]


def test_a_chat_without_portraits_has_its_sides_too() -> None:
    assert said(WITHOUT_PORTRAITS) == [
        (Side.UNKNOWN, "已经反馈给技术部门了请耐心等"),
        (Side.ME, "还是没到账"),
        (Side.UNKNOWN, "今晚12点前一定到账"),
        (Side.ME, "订单号1990934563810343320"),
    ]


def test_a_chat_that_was_cut_at_its_top_begins_with_what_was_said() -> None:
    found = meaning(CUT_CHAT)
    assert (found.kind, found.title) == (PageKind.CHAT, "")
    assert [side for side, _ in said(CUT_CHAT)] == [Side.UNKNOWN, Side.ME] * 2


BUTTON_IN_BUBBLE = """
40 22 40 14:05
m 130 50 星辰点卡专营店
m 260 34 昨天 14:05
210 360 44 虚拟商品一经发货不支持退款
>870 520 44 请退还98元，否则我会向12315
230 580 44 投诉
210 740 44 亲，先别急
"""


def test_a_word_of_a_button_that_ends_a_bubble_belongs_to_it() -> None:
    found = meaning(BUTTON_IN_BUBBLE.replace(">870 520", "230 520"))
    assert [(one.side, one.text) for one in found.said][1] == (Side.ME, "请退还98元，否则我会向12315投诉")


def test_a_time_at_the_top_of_a_cut_picture_is_no_clock_of_the_phone() -> None:
    found = meaning(BUTTON_IN_BUBBLE.replace("40 22 40 14:05\nm 130 50 星辰点卡专营店\nm 260 34", "m 22 34"))
    assert found.clock is None and found.said[0].text == "虚拟商品一经发货不支持退款"
    form = meaning("40 22 30 下单时间：2026-11-03 20:15:02\n40 90 30 订单号：301234567890", width=1366, height=768)
    assert form.clock is None and form.kind is PageKind.ORDER


TEXT_MESSAGES = """
40 22 40 14:05
m 130 50 95588
m 230 34 今天 20:16
80 340 40 【工商银行】您尾号1234卡11月3日20:
70 400 40 15快捷支付支出(财付通-星辰点卡)98.00元
80 620 40 【工商银行】您尾号1234卡11月5日10:
70 680 40 02入账退款98.00元，余额1,121.45元。
80 840 40 【拼多多】您的退款申请已被商家驳回，
70 900 40 请登录APP查看。
"""


def test_text_messages_are_of_whoever_they_name_and_not_the_users_own() -> None:
    found = meaning(TEXT_MESSAGES)
    assert [(one.side, one.name) for one in found.said] == [
        (Side.UNKNOWN, "工商银行"),
        (Side.UNKNOWN, "工商银行"),
        (Side.UNKNOWN, "拼多多"),
    ]
    sides = [named_side(one.name, READING_WORDS) for one in found.said]
    assert sides == [Side.SYSTEM, Side.SYSTEM, Side.PLATFORM]


GOODS_IN_CHAT = """
40 22 40 14:05
m 130 50 星辰点卡专营店
390 260 38 100元话费慢充72小时到账
384 362 44 ¥98.00
688 360 36 发送宝贝
m 478 34 2026-11-03 20:15
>872 580 44 充了三天没到账
210 730 44 亲爱的，稍等帮您查询
210 890 44 12″
>872 1030 44 那我再等一天
"""


def test_goods_shown_in_a_chat_and_lengths_of_voices_are_not_said() -> None:
    assert [one.text for one in meaning(GOODS_IN_CHAT).said] == [
        "充了三天没到账",
        "亲爱的，稍等帮您查询",
        "那我再等一天",
    ]


GROUP = """
50 22 44 14:05
m 140 54 点卡售后群(128)
m 255 36 昨天 14:05
190 507 33 店长老李
226 586 48 亲在的，请问有什么可以帮您
>942 750 48 我昨天买的充值卡提示已被使用
190 946 33 客服小美
226 1030 48 麻烦您提供一下订单编号
190 1324 33 店长老李
226 1405 48 这边帮您登记了，24小时内给您
226 1472 48 处理结果
190 1768 33 店长老李
226 1850 48 虚拟商品一经发货不支持退款
"""


def test_names_above_the_bubbles_of_a_group_are_no_edge_of_bubbles() -> None:
    drawn = pages.page(GROUP, width=1170, height=2532)
    names = {line: replace(line.box, bottom=line.box.bottom + 11) for line in drawn.lines if len(line.text) == 4}
    lines = [replace(line, box=names.get(line, line.box)) for line in drawn.lines]  # small ones are found too high
    found = understand(replace(drawn, lines=tuple(lines)), READING_WORDS)
    assert [(one.side, one.name) for one in found.said] == [
        (Side.UNKNOWN, "店长老李"),
        (Side.ME, ""),
        (Side.UNKNOWN, "客服小美"),
        (Side.UNKNOWN, "店长老李"),
        (Side.UNKNOWN, "店长老李"),
    ]


def test_a_mail_that_refuses_is_a_mail() -> None:
    found = meaning(
        "40 22 40 14:05\n60 200 52 关于您退款申请的回复\n60 290 34 发件人：客服 <noreply@example.com>\n"
        "60 345 34 收件人：林晓\n60 500 42 经核实，该充值码已被兑换，\n60 580 42 根据规定无法为您办理退款。"
    )
    assert found.kind is PageKind.MAIL and len(found.notices) == 2


def test_a_time_is_no_title() -> None:
    found = meaning(TITLE_AT_THE_LEFT)
    assert found.title == "沐沐虚拟小店"
    assert [one.stamp for one in found.said] == ["下午3:45"] * 2


def test_a_number_at_the_right_edge_goes_on_below() -> None:
    found = meaning(BILL_WITH_VALUES_AT_THE_RIGHT)
    number, other = found.single(PageField.TRANSACTION), found.single(PageField.MERCHANT_NUMBER)
    assert number and number.value == "4200080904202609095674680953"
    assert other and other.value == "1425021038566977368955"


def test_a_shop_is_told_by_the_way_into_it_on_a_page_without_its_top_too() -> None:
    found = meaning(ORDER_WITHOUT_ITS_TOP)
    shop, number = found.single(PageField.SHOP), found.single(PageField.ORDER_NUMBER)
    assert shop and shop.value == "阿木的杂货"
    assert number and number.value == "1990934563810343320"


ON_A_COMPUTER = """
300 20 28 星河数码专营店
40 100 24 星河数码专营店:客服小星 2026-11-12 14:58:20
40 140 28 亲，这边核实，1小时内处理
40 220 24 tb小鱼 2026-11-12 15:02:11
40 260 28 我等了很久了
40 300 28 请退款
40 380 24 星河数码专营店:客服小星 2026-11-12 18:20:05
40 420 28 虚拟商品一经售出概不退换哦
"""


def test_a_chat_on_a_computer_has_its_speakers_in_lines_of_their_own() -> None:
    found = understand(pages.page(ON_A_COMPUTER, width=900), READING_WORDS)
    assert [(one.side, one.stamp, one.text) for one in found.said] == [
        (Side.SERVICE, "2026-11-12 14:58:20", "亲，这边核实，1小时内处理"),
        (Side.ME, "2026-11-12 15:02:11", "我等了很久了请退款"),
        (Side.SERVICE, "2026-11-12 18:20:05", "虚拟商品一经售出概不退换哦"),
    ]


DESKTOP_WITH_LIST = """
330 18 24 星辰点卡专营店:小美
70 30 20 星辰点卡专营店
70 60 15 最近消息……
>1500 100 16 tb林晓88 2026-11-03 20:15:40
70 120 20 云上会员店
>1485 140 20 您好，卡密提示已被使用
70 150 15 最近消息……
70 210 20 物流助手
340 212 16 星辰点卡专营店:小美 2026-11-03 20:16:10
355 250 20 亲，麻烦截图发一下
>1500 320 16 tb林晓88 2026-11-03 20:17:02
>1485 360 20 已发，请退款98元
70 362 15 最近消息……
"""


def test_a_chat_on_a_computer_has_a_list_of_chats_beside_it_and_its_user_at_the_right() -> None:
    found = meaning(DESKTOP_WITH_LIST, width=1920, height=1080)
    assert [(one.side, one.text, one.stamp) for one in found.said] == [
        (Side.ME, "您好，卡密提示已被使用", "2026-11-03 20:15:40"),
        (Side.UNKNOWN, "亲，麻烦截图发一下", "2026-11-03 20:16:10"),
        (Side.ME, "已发，请退款98元", "2026-11-03 20:17:02"),
    ]


def test_lists_with_times_are_no_chats() -> None:
    chats = "m 130 50 消息\n70 300 40 星河数码专营店 14:58\n70 360 36 亲，在的\n70 500 40 小鱼 15:02\n70 560 36 好的"
    assert not said(chats)
    listed = "m 130 50 物流详情\n70 300 40 已发货 2026-11-12 14:58\n70 400 40 运输中 2026-11-12 18:20\n70 500 40 杭州"
    assert not said(listed)


@pytest.mark.parametrize(
    ("drawn", "product"),
    [
        (  # an address above, a kind of the goods in smaller type below
            "250 320 40 收货地址\n250 380 40 李四 139****8888\n250 440 36 江苏省南京市玄武区\n"
            "300 700 40 星河视频会员年卡\n>1010 700 40 ¥198.00\n300 770 32 默认规格\n>1010 770 32 ×1",
            "星河视频会员年卡",
        ),
        (  # a tag before the name, which goes on in the next line
            "300 690 30 品牌\n370 690 40 星河世界游戏点卡100元\n300 750 40 卡密直发\n>1010 690 40 ¥98\n>1010 750 34 x1",
            "星河世界游戏点卡100元卡密直发",
        ),
        (  # the price below the name
            "300 340 34 感谢您的购买，欢迎再来\n400 700 42 游戏充值卡50美元\n400 770 42 邮箱发货\n400 850 34 ¥ 365.00",
            "游戏充值卡50美元邮箱发货",
        ),
        (  # two goods in one order
            "330 700 40 星河视频会员年卡\n>1010 700 40 ¥268.00\n330 900 40 星河音乐会员月卡\n>1010 900 40 ¥15.00",
            "星河视频会员年卡、星河音乐会员月卡",
        ),
        ("300 340 34 感谢您的购买，欢迎再次光临\n300 700 40 如有疑问请联系在线客服", None),
    ],
)
def test_the_goods_of_an_order_are_known_by_their_place_and_size(drawn: str, product: str | None) -> None:
    number = "70 1300 38 订单编号\n>1010 1300 38 4302514160618747276 复制"
    found = meaning(f"m 130 50 订单详情\n54 200 60 交易成功\n{drawn}\n{number}")
    assert told(found).get(PageField.PRODUCT) == product
