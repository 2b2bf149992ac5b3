"""An answer settles on what footing the two sides stand; without one, the user's words propose it."""

import pytest

from caseorg.domain.case import Answer, CaseFile, Platform, Side
from caseorg.domain.law.footing import Footing, FootingKind, footing
from caseorg.knowledge.library import Knowledge
from domain.build import case, event, merchant, order
from domain.stories import story

RULES = Knowledge().footings.values()
CONSUMER, BUSINESS, PRIVATE_SELLER, MINOR = FootingKind


def found(*texts: str, answers: dict[str, str] | None = None, **fields: object) -> Footing:
    given = tuple(Answer(question=key, value=value) for key, value in (answers or {}).items())
    told = case(answers=given, events=tuple(event(text=text, side=Side.UNKNOWN) for text in texts), **fields)
    return footing(told, story(told), RULES)


@pytest.mark.parametrize(
    "text",
    [
        "我开淘宝店转卖点卡，从批发网进货200张",
        "我买来转卖给别人，客户找我退款",
        "卡密是用来出售的",
        "按批发价93元一张拿的",
        "我经营一家网吧，给机器充时长",
        "公司采购了300张礼品卡发福利",
        "我做卡盟代理，充了5000元余额",
        "对公转账付了18600元",
        "我的下家都来催",
    ],
)
def test_words_of_a_trade_propose_one(text: str) -> None:
    assert found(text).kind is BUSINESS
    assert not found(text).confirmed
    assert all(word in text for word in found(text).words)


@pytest.mark.parametrize(
    "text",
    [
        "我不是为了转卖，是自己用的",
        "商家说这张卡是别人转卖的",
        "卡密被卖家转卖给了别人",
        "朋友转卖给我的，我自用",
        "客服回复“批发价不退”",
        "我是在公司上班时买的",
        "我在淘宝店铺买了一张点卡",
        "我在拼多多店铺“星河批发部”买了点卡",
        "给孩子买了会员",
        "我的客服电话打不通",
        "我帮16岁的儿子充值了点券",
        "19岁的儿子充值了1000元",
    ],
)
def test_what_others_said_and_what_is_denied_proposes_nothing(text: str) -> None:
    assert found(text) == Footing(kind=CONSUMER)


@pytest.mark.parametrize(
    "text",
    ["10岁的孩子用我的手机充值3000元", "儿子偷偷买了点券", "发现未成年人充值后找了客服", "监护人不同意也不追认"],
)
def test_words_of_a_minor_propose_one(text: str) -> None:
    assert found(text).kind is MINOR


@pytest.mark.parametrize("text", ["我向一个网友买了账号", "卖家是个人", "个人卖家让我加微信", "群里有人出售游戏号"])
def test_words_of_a_private_person_propose_one(text: str) -> None:
    assert found(text, platform=Platform.OTHER).kind is PRIVATE_SELLER


def test_on_a_second_hand_platform_a_seller_is_private_until_something_speaks_against_it() -> None:
    assert found(platform=Platform.XIANYU) == Footing(kind=PRIVATE_SELLER)
    assert found("卖家主页写着鱼小铺", platform=Platform.XIANYU).kind is CONSUMER
    assert found("卖家没有营业执照", platform=Platform.XIANYU).kind is PRIVATE_SELLER
    assert found("卖家长期大量出售点卡，已售3000", platform=Platform.XIANYU).kind is CONSUMER
    shop = merchant("杭州某某网络有限公司")
    assert found(platform=Platform.XIANYU, parties=(shop,)).kind is CONSUMER


def test_a_seller_with_a_credit_code_is_registered() -> None:
    shop = merchant("小鱼号仓", credit_code="91310000MA1FL8XQ30")
    assert found("我向一个网友买了账号", platform=Platform.XIANYU, parties=(shop,)).kind is CONSUMER


@pytest.mark.parametrize(
    ("answers", "text", "kind"),
    [
        ({"daily-life": "否"}, "自己玩的", BUSINESS),
        ({"daily-life": "是"}, "买来转卖给别人的", CONSUMER),
        ({"seller-trades": "否"}, "在店铺买的", PRIVATE_SELLER),
        ({"seller-trades": "是"}, "个人卖家", CONSUMER),
        ({"minor.age": "不满八周岁"}, "买了点券", MINOR),
        ({"minor.age": "已满十八周岁"}, "孩子充值3000元", CONSUMER),
        ({"daily-life": "否"}, "孩子充值3000元", BUSINESS),
    ],
)
def test_an_answer_counts_before_words(answers: dict[str, str], text: str, kind: FootingKind) -> None:
    told = found(text, answers=answers)
    assert told.kind is kind
    assert told.confirmed is (kind is not CONSUMER or answers.get("daily-life") == "是")


def test_the_scenario_that_was_chosen_is_an_answer_too() -> None:
    assert found(scenario="minor") == Footing(kind=MINOR, confirmed=True)
    assert found(scenario="minor", answers={"minor.age": "已满十八周岁"}).kind is CONSUMER


def test_words_against_an_answer_are_told() -> None:
    told = found("我买来用于转卖", answers={"daily-life": "是"})
    assert told == Footing(kind=CONSUMER, confirmed=True, doubts=("我买来用于转卖",))


def test_title_and_goods_are_read_too() -> None:
    assert found(title="批发卡密进货，有一批无效").words == ("批发卡密进货",)
    assert found(orders=(order(product="企业礼品卡"),)).kind is BUSINESS


def test_without_rules_everybody_is_a_consumer() -> None:
    file: CaseFile = case(platform=Platform.XIANYU, events=(event(text="我进货200张"),))
    assert footing(file, story(file), ()) == Footing(kind=CONSUMER)
