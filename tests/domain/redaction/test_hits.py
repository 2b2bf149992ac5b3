"""Personal data on a page is found to its end, however it was misread and over how many lines it goes."""

import pytest

from caseorg.domain.privacy.belongings import masking
from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.reading.reading import PageReading
from caseorg.domain.redaction.audience import HIDDEN, Audience
from caseorg.domain.redaction.hits import find_hits
from domain.build import case, merchant
from domain.knowledge import PERSONAL_WORDS
from domain.reading.pages import page

COVER = masking(case(parties=(merchant("星河数码专营店", phone="4001234567"),)), PERSONAL_WORDS)


def found(read: PageReading, audience: Audience = Audience.PUBLIC) -> list[tuple[Personal, str]]:
    return [
        (hit.kind, "".join(read.lines[line].text[place] for line, place in hit.places))
        for hit in find_hits(read, COVER, HIDDEN[audience])
    ]


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("手机号 13800138000", Personal.PHONE, "13800138000"),
        ("手机号|38OO138oo0请充值", Personal.PHONE, "|38OO138oo0"),
        ("电话138 0013 8O00", Personal.PHONE, "138 0013 8O00"),
        ("我的身份证ll0l05199OO3O71234在这", Personal.IDENTITY, "ll0l05199OO3O71234"),
        ("卡密：AB|2-CD34-EF56-GH7!", Personal.CODE, "AB|2-CD34-EF56-GH7!"),
        ("订单编号：26l1O3-4829|0573648201", Personal.NUMBER, "26l1O3-4829|0573648201"),
        ("微信wxid_8k2l01|3", Personal.CHAT, "wxid_8k2l01|3"),
        ("验证码 58l206", Personal.VERIFICATION, "58l206"),
        ("邮箱abc|2@qq.com。", Personal.MAIL, "abc|2@qq.com"),
        ("卡密 MGTW-XZZX-YU RY-TB5M 复制", Personal.CODE, "MGTW-XZZX-YURY-TB5M"),
        ("A8||51!7O2", Personal.NUMBER, "A8||51!7O2"),
    ],
)
def test_a_value_is_found_to_its_end_however_it_was_misread(line: str, kind: Personal, value: str) -> None:
    read = page(f"70 600 40 {line}")
    ((one, text),) = found(read)
    assert (one, text) == (kind, value)


@pytest.mark.parametrize(
    "line",
    ["下单时间：2026-11-03 09:41:27", "实付款 ¥1,286.50", "星河数码专营店 客服热线4001234567", "卡密提示无效", "14:05"],
)
def test_what_is_nobodys_stays(line: str) -> None:
    assert found(page(f"70 600 40 {line}")) == []


def test_a_label_in_a_cell_of_its_own_tells_what_stands_beside_it() -> None:
    assert found(page("70 600 40 收货人\n400 600 40 张小明\n70 700 40 卡密\n400 700 40 k7p2m9x4")) == [
        (Personal.NAME, "张小明"),
        (Personal.CODE, "k7p2m9x4"),
    ]


def test_a_value_goes_on_in_the_next_line() -> None:
    read = page("180 600 46 亲您的订单是261103482910\n180 660 46 7364|O1还在处理")
    assert found(read) == [(Personal.NUMBER, "2611034829107364|O1")]


def test_values_below_one_another_in_a_form_are_not_one() -> None:
    read = page("70 600 40 订单编号\n400 600 40 261103482910573648\n70 660 40 数量\n400 660 40 12")
    assert found(read) == [(Personal.NUMBER, "261103482910573648")]


def test_an_address_that_was_misread_in_its_middle_is_found_to_its_end() -> None:
    ((kind, text),) = found(page("70 600 40 收货地址：浙江省杭州市西湖区文三路1|8号3栋3O2室王家，谢谢"))
    assert kind is Personal.ADDRESS
    assert text.startswith("浙江省杭州市") and text.endswith("3栋3O2室王家")


def test_merchant_and_platform_see_what_they_look_the_purchase_up_by() -> None:
    read = page(
        "70 500 40 手机号 13800138000\n70 600 40 卡密：AB12-CD34-EF56-GH78\n70 700 40 身份证 110105199003071234\n"
        "70 800 40 邮箱 someone@example.com"
    )
    assert [kind for kind, _ in found(read, Audience.PLATFORM)] == [Personal.IDENTITY]
    assert [kind for kind, _ in found(read, Audience.MERCHANT)] == [Personal.IDENTITY, Personal.MAIL]
    assert len(found(read)) == 4
