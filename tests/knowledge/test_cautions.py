"""Cautions are found in what calls for them and not in innocent names."""

import pytest

from caseorg.domain.checks.cautions import find_cautions
from caseorg.knowledge.library import Knowledge
from domain.build import case, order
from domain.stories import story


def found(product: str) -> set[str]:
    told = case(orders=(order(product=product),))
    return {caution.id for caution in find_cautions(told, story(told), Knowledge().cautions.values())}


@pytest.mark.parametrize(
    "product",
    [
        "官方外设键盘鼠标套装",
        "教学辅助材料电子版",
        "播放器会员（支持外挂字幕）",
        "短视频脚本写作模板",
        "官方授权代理店 Q币充值100元",
        "注册机构查询会员月卡",
        "密室破解谜题攻略",
        "新能源慢充电桩充值卡",
        "辅助驾驶地图年卡",
        "游戏加速器代理服务器月卡",
        "视频会员月卡直充",
        "手机话费充值100元快充",
        "防盗号令牌",
        "进销存软件授权码",
        "北京分站会员卡",
    ],
)
def test_an_innocent_product_gives_none(product: str) -> None:
    assert found(product) == set()


@pytest.mark.parametrize(
    "text", ["账号被盗号了，余额没有了", "商家把我的卡密转卖给别人", "客服答应退款72小时内到账", "商家说没有进货"]
)
def test_what_was_done_to_the_user_gives_none(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    ("product", "caution"),
    [
        ("某游戏外挂月卡", "cheat"),
        ("吃鸡辅助 透视自瞄 天卡", "cheat"),
        ("盗来的账号", "stolen-goods"),
        ("视频破解会员永久", "cracked"),
        ("违规代练", "rule-breaking-boost"),
        ("某游戏租号2小时", "account-rental"),
        ("全国慢充话费100元 72小时到账", "slow-topup"),
        ("话费8折 100元", "slow-topup"),
        ("客服让我加微信转账", "off-platform"),
        ("批发点卡拿货价", "resale"),
    ],
)
def test_what_calls_for_a_caution_gets_it(product: str, caution: str) -> None:
    assert caution in found(product)


def test_only_goods_that_may_not_be_sold_are_called_unlawful() -> None:
    cautions = Knowledge().cautions.values()
    assert {caution.id for caution in cautions if caution.unlawful} == {"cheat", "stolen-goods"}
    assert all(caution.text and caution.advice for caution in cautions)
    assert all(len(word) > 1 for caution in cautions for word in caution.words)
