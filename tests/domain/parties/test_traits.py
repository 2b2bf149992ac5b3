"""What tells whether two cases are about the same merchant, however it is written."""

import pytest

from caseorg.domain.parties.traits import Trait, merchant_keys, traits_of_texts
from caseorg.domain.privacy.words import PersonalWords
from caseorg.knowledge.library import Knowledge


@pytest.fixture(scope="module")
def words() -> PersonalWords:
    return Knowledge().personal_words


@pytest.mark.parametrize(
    ("said", "trait", "key"),
    [
        ("请加微信 kefu_8866 办理", Trait.ACCOUNT, "kefu_8866"),
        ("加ＱＱ：１２３４５６７８９", Trait.ACCOUNT, "123456789"),
        ("打 +86 138 0000 1234", Trait.PHONE, "13800001234"),
        ("联系13800001234", Trait.PHONE, "13800001234"),
        ("0571-88886666", Trait.PHONE, "057188886666"),
        ("卡密：abcd-1234-EFGH", Trait.CODE, "abcd1234efgh"),
        ("卡密 9876543210123456", Trait.CODE, "9876543210123456"),
        ("打开https://www.Evil-Shop.cn:8080/x?y=1领取", Trait.SITE, "evil-shop.cn"),
        ("官网 shop.example.top", Trait.SITE, "shop.example.top"),
    ],
)
def test_it_is_found_in_a_text_in_one_form(words: PersonalWords, said: str, trait: Trait, key: str) -> None:
    assert [(one.trait, one.key) for one in traits_of_texts([said], words)] == [(trait, key)]


@pytest.mark.parametrize(
    "said",
    ["截图1.png", "验证码 123456", "订单261101-123456789012345", "昵称：小明客服", "卡密尾号7Q4K", "于2026.11.01"],
)
def test_what_tells_nothing_is_left_out(words: PersonalWords, said: str) -> None:
    assert not traits_of_texts([said], words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("星河数码卡券专营店", "星河數碼卡券專營店 "),
        ("星河（杭州）科技有限公司", "星河(杭州)科技有限公司"),
        ("星河卡券（杭州星河科技有限公司）", "杭州星河科技有限公司"),
        ("ＡＢＣ 数码", "abc数码"),
    ],
)
def test_a_merchant_is_the_same_in_any_dress(one: str, other: str) -> None:
    assert merchant_keys(one) & merchant_keys(other)


@pytest.mark.parametrize("name", ["商家", "个人卖家", "闲鱼卖家", "*明", "某某公司", "店"])
def test_what_many_are_called_is_no_merchant(name: str) -> None:
    assert not merchant_keys(name)
