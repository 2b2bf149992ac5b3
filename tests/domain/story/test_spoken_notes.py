"""Notes as people speak: run-on clauses, nobody named, pronouns, asking and answer in one breath."""

from decimal import Decimal

import pytest

from caseorg.domain.case import Event, EventId, Part, Side
from caseorg.domain.moments import parse_moment
from caseorg.domain.story.reading import read_story
from caseorg.domain.story.story import Story
from domain.build import case, order
from domain.knowledge import WORDS


def story(*texts: str) -> Story:
    events = (
        Event(id=EventId(str(n)), at=parse_moment(f"2026-11-{n + 10}T10:00"), text=text, side=Side.UNKNOWN)
        for n, text in enumerate(texts)
    )
    return read_story(case(events=tuple(events)), WORDS)


def parts(text: str) -> list[tuple[str, str]]:
    return [(beat.part.value, beat.actor.value) for beat in story(text).beats]


ONE_BREATH = [
    ("问卖家他说不是他干的", [("asked", "me"), ("refusal", "merchant")]),
    ("微信上问客服她说货源紧张", [("asked", "me"), ("answer", "service")]),
    ("申请退货被店家秒拒", [("asked", "me"), ("refusal", "merchant")]),
    ("再催就说等通知", [("asked", "me"), ("answer", "service")]),
    ("我问老板为啥发错，老板讲先补我30", [("asked", "me"), ("promise", "merchant")]),
    ("库里忽然空了，店家解释说渠道调整", [("", ""), ("answer", "merchant")]),
    ("等了三天左右，店家解释说渠道调整", [("answer", "merchant")]),
    ("京东客服判定支持商家，关闭售后单", [("refusal", "platform")]),
    ("我让他拿出验真截图，他发了一张图", [("asked", "me"), ("answer", "merchant")]),
    ("到东京以后连着三天，客服教我重装", [("answer", "service")]),
    ("先退了我20，说剩下的是手续费", [("refund", ""), ("answer", "service")]),
    ("打了直播平台客服电话，让上传户口本", [("asked", "me")]),
    ("客服答应24小时内处理，到第二天一直没有回复", [("promise", "service"), ("silence", "service")]),
    ("找他他说号卖你了就不归我管", [("asked", "me"), ("refusal", "merchant")]),
    ("我再发消息他就不回了，看他主页还在卖号", [("asked", "me"), ("silence", "merchant")]),
    ("我说那退款吧，回我“虚拟商品不支持退换”", [("asked", "me"), ("refusal", "service")]),
    ("国庆后问，说三个工作日回复，没回", [("asked", "me"), ("promise", "service"), ("silence", "service")]),
    ("发邮件过去，他们回已登记", [("asked", "me"), ("answer", "merchant")]),
    ("客服说好退我一半，下周一前打给我，11月9号打了500就没影了", [("promise", "service"), ("refund", "service")]),
    ("店家写了保证书说永不找回", [("promise", "merchant")]),
    ("表姐申请退款，卖家传了一张截图", [("asked", "me"), ("answer", "merchant")]),
    (
        "找客服，客服说明天处理，然后把我拉黑了",
        [("asked", "me"), ("promise", "service"), ("silence", "service")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ONE_BREATH)
def test_what_was_asked_and_what_they_answered_are_told_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text) == expected
    assert "".join(beat.text for beat in story(text).beats).replace("，", "") == text.replace("，", "")


SPEAKERS = [
    ("打客服热线，话务员讲查不到记录", Side.SERVICE),
    ("后来松口了说可以退一半", Side.SERVICE),
    ("又去找了店铺，人家已读不回", Side.MERCHANT),
    ("找客服，运营专员说不归他们管", Side.SERVICE),
    ("在京东下单，京东那边说不支持", Side.PLATFORM),
    ("接到自称抖音客服的电话，说我开通了百万保障", Side.SERVICE),
    ("冒充京东客服的人说我开了金条", Side.SERVICE),
    ("店家说平台已经结算了，退不了款", Side.MERCHANT),
    ("平台回复说无法证明是孩子操作，只退30%", Side.PLATFORM),
    ("客服说系统显示发货成功", Side.SERVICE),
    ("商家客服说再等等", Side.SERVICE),
    ("我下单时店家说包退", Side.MERCHANT),
    ("技术张伟弄了半天，手机号13712345678，也没成功", Side.UNKNOWN),
]


@pytest.mark.parametrize(("text", "side"), SPEAKERS)
def test_whoever_speaks_without_a_name_is_the_other_side(text: str, side: Side) -> None:
    assert story(text).beats[-1].actor is side


@pytest.mark.parametrize(
    "text",
    [
        "苹果上开通了修图年费会员，首年100",
        "在拼多多买了一张点卡花了98",
        "京东买的加油卡付了294",
        "闲鱼走平台付了860买号",
        "淘宝上拍了一张日服点卡",
    ],
)
def test_the_marketplace_where_one_bought_does_not_act(text: str) -> None:
    assert parts(text) == [("buy", "me")]


@pytest.mark.parametrize(
    "text",
    [
        "卡里一分钱都没有",
        "店员扫了说余额是0",
        "软件弹窗说密钥被停用",
        "都第五天了还没到帐",
        "官方发通知说充值异常，号封了三天",
        "打开就闪退，激活不了",
        "我妈说她从来没订过这个",
        "礼品卡早被别人消费掉了",
        "到东京后一直没信号，客服教我重装也没用",
        "激活时弹窗写着该密钥已超过可激活次数",
        "玩到第三个小时号主上线把我顶了，客服让我等他下线",
        "被挤下线，密码也变了，店家解释说共享号封了正常",
    ],
)
def test_what_went_wrong_is_seen_in_other_words(text: str) -> None:
    assert story(text).beats[0].part is Part.FAULT


@pytest.mark.parametrize(
    "text",
    [
        "客服说已经超过售后时间",
        "客服讲换不了",
        "对方一口咬定是我自己用掉的",
        "店家说最多给50的券",
        "客服回：这个找我们没用，让我自己去找厂家",
        "平台建议自行协商",
        "对方说之前那个人说的不算",
        "淘宝小二让双方举证，5月12号判我败诉",
        "淘宝介入后没支持我",
        "闲鱼说交易完成超过时限不介入",
        "平台回复说无法证明是孩子操作，只退30%",
    ],
)
def test_an_excuse_is_a_refusal(text: str) -> None:
    assert [beat.part for beat in story(text).beats] == [Part.REFUSAL]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("客服说卡密是官方直充，未用过，可以放心购买", [("answer", "service")]),
        ("店家说没用过，放心下单", [("answer", "merchant")]),
        ("下单前问卖家，他说是正版，您可以直接拍", [("asked", "me"), ("answer", "merchant")]),
        ("客服说是官方直充，我就放心购买了", [("answer", "service"), ("buy", "me")]),
        ("客服说可以放心买，我付了98元", [("answer", "service"), ("buy", "me")]),
        ("客服说有货，可我购买后一直没到账", [("answer", "service"), ("fault", "me")]),
    ],
)
def test_to_be_told_to_buy_is_no_purchase(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text) == expected


def test_what_is_not_done_yet_did_not_happen() -> None:
    assert parts("打算12月初去12315投诉") == [("aside", "me")]
    assert parts("商家说准备起诉我") == [("answer", "merchant")]


def test_the_number_of_an_authority_is_not_part_of_a_longer_number() -> None:
    told = story("我打了12315投诉", "我打1100元给他", "客服电话13712315678一直占线")
    assert [beat.event for beat in told.of(Part.AUTHORITY)] == ["0"]


def test_a_plan_of_the_other_side_is_none_of_the_users() -> None:
    told = story("客服说卡单了，需要再拍一单激活退款通道", "拼多多下单话费200", "我打算再买十单索赔")
    assert [beat.event for beat in told.marked("plan-to-claim")] == ["2"]


def test_what_nobody_knows_a_word_for_is_what_went_wrong_where_they_were_asked_about_it_next() -> None:
    told = story("我买了一张点卡，付款98元", "充进去以后号里是一堆乱码", "我联系客服要求退款", "客服说再看看")
    assert told.fault is not None
    assert told.fault.text == "充进去以后号里是一堆乱码"
    assert told.fault.confirmed is False


def test_what_happened_to_others_is_no_part_of_it() -> None:
    assert parts("我朋友也被坑了800") == [("aside", "me")]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("都四天了我爸手机还是停机，查话费没加钱", "fault"),
        ("打过去客服电话是空号", "silence"),
        ("号被顶下来了，密保手机也换了，应该是号主找回了", "fault"),
        ("激活完第二天微软账户被锁了", "fault"),
        ("我把会议软件卸了，银行卡也打电话挂失了", ""),
        ("20元自动打到我零钱了", "refund"),
        ("商家拒了，理由：已使用", "refusal"),
        ("闲鱼小法庭判了，说超过售后期", "refusal"),
        ("收到短信：不予受理，理由被投诉人地址不在本辖区", "authority"),
        ("在网站买了5张加油卡，公司付的不对是我自己付的", "buy"),
    ],
)
def test_everyday_words_say_what_happened(text: str, part: str) -> None:
    assert [beat.part.value for beat in story(text).beats] == [part]


@pytest.mark.parametrize(
    ("text", "bought"),
    [
        ("淘宝买100话费付了99.8，手抖填错一位，充到不认识的号上去了", "淘宝买100话费付了99.8"),
        ("拼了个年卡68块，结果发来一个账号密码叫我登他的号", "拼了个年卡68块"),
        ("我表姐帮我拍的点卡两张共148，两张都提示卡密已被使用", "我表姐帮我拍的点卡两张共148"),
    ],
)
def test_what_was_bought_and_what_was_wrong_with_it_are_two(text: str, bought: str) -> None:
    first, second = story(text).beats
    assert (first.part, first.text, second.part) == (Part.BUY, bought, Part.FAULT)


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("花了一百八十六块五", ["186.5"]),
        ("我先转了5000，又转了1万2，再转三千", ["5000", "12000", "3000"]),
        ("孩子拿手机，10.2充648、10.3充328两次、10.5充了一千二，大人不知道", ["648", "328", "328", "1200"]),
        ("卡里花9.9充了100话费，每月要扣八百", ["9.9"]),
        ("花68买了年卡激活码", ["68"]),
        ("银行卡转帐1900到一个个人户头", ["1900"]),
        ("孩子分别充了648元、2000元、3832元", ["648", "2000", "3832"]),
        ("先退了我20，说剩下的是手续费", ["20"]),
        ("我付了3次都没成功", []),
    ],
)
def test_sums_are_read_without_their_unit_and_in_a_row(text: str, paid: list[str]) -> None:
    assert [str(charge.amount.normalize()) for beat in story(text).beats for charge in beat.charges] == [
        str(Decimal(amount).normalize()) for amount in paid
    ]


def test_the_first_thing_that_names_the_price_is_the_purchase() -> None:
    events = (
        Event(id=EventId("1"), at=parse_moment("2026-11-10T10:00"), text="上门那家弄的，一共1200", side=Side.UNKNOWN),
    )
    told = read_story(case(events=events, orders=(order(paid=Decimal("1200")),)), WORDS)
    assert [beat.part for beat in told.beats] == [Part.BUY]


def test_charges_of_several_days_are_read_without_the_words_for_days_and_money() -> None:
    (beat,) = story("账单里8月20、9月20、10月20各扣了15").beats
    assert [(charge.day.month, str(charge.amount)) for charge in beat.charges] == [(8, "15"), (9, "15"), (10, "15")]
