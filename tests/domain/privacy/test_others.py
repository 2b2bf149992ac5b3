"""Other people in the texts of a case, with their places."""

from caseorg.domain.case import Person
from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.privacy.others import other_people, our_values
from domain.build import case, merchant, order
from domain.knowledge import PERSONAL_WORDS

OURS = our_values(
    case(
        complainant=Person(name="林晓", phone="13800001234", address="上海市长宁区示例路88号"),
        parties=(merchant("星河数码", phone="021-62345678", contact="陈经理", payee="陈大文"),),
        orders=(order(number="261101-123456789012345", account="player-007"),),
    )
)


def test_each_is_quoted_with_its_place() -> None:
    text = "我骂了客服。老板李建国（电话13700001111）不退，他的车是沪A12345"
    found = other_people([("title", "店铺不退款"), ("event 1", text)], PERSONAL_WORDS)
    assert [(one.kind, one.words, one.place, one.after) for one in found] == [
        (Personal.NAME, "李建国", "event 1", "老板"),
        (Personal.PHONE, "13700001111", "event 1", ""),
        (Personal.PLATE, "沪A12345", "event 1", ""),
    ]
    assert all(text[one.start : one.end] == one.words for one in found)
    assert found[0].clause == "老板李建国（电话13700001111）不退"


def test_a_name_that_one_text_introduces_is_found_in_all() -> None:
    found = other_people([(1, "王子涵又充了300元"), (2, "我儿子王子涵，9岁")], PERSONAL_WORDS)
    assert [(one.place, one.words, one.after) for one in found] == [(1, "王子涵", "儿子"), (2, "王子涵", "儿子")]


def test_the_user_the_reported_side_and_the_order_are_no_other_people() -> None:
    text = (
        "我是林晓，电话138 0000 1234，住上海市长宁区示例路88号，在星河数码买卡，联系人陈经理，收款人陈大文，"
        "订单261101-123456789012345，账号player-007，商家电话13600001111，客服热线95188"
    )
    assert other_people([("", text)], PERSONAL_WORDS, OURS) == ()
    assert len(other_people([("", text)], PERSONAL_WORDS)) > 5


def test_an_authority_is_nobodys_address() -> None:
    assert other_people([("", "向上海市长宁区市场监督管理局和杭州市西湖区人民法院提交")], PERSONAL_WORDS) == ()
    assert [one.words for one in other_people([("", "他住长宁区示例路5号")], PERSONAL_WORDS)] == ["长宁区示例路5号"]
