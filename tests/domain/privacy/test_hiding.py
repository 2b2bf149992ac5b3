"""Personal data out of public texts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.case import Person
from caseorg.domain.privacy.belongings import masking
from caseorg.domain.privacy.hiding import Cover, Hidden
from caseorg.domain.privacy.kinds import KIND_NAMES, Personal
from domain.build import case, event, order
from domain.knowledge import PERSONAL_WORDS


def mask(text: str, known: dict[str, Personal] | None = None) -> tuple[str, tuple[Hidden, ...]]:
    return Cover(words=PERSONAL_WORDS, known=known or {}).hide(text)


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("phone", "电话13800001234，", "电话138****1234，"),
        ("phone", "+86 138 0000 1234", "****1234"),
        ("phone", "１３８００００１２３４", "１３８****１２３４"),
        ("phone", "座机021-62345678转", "座机****5678转"),
        ("identity", "身份证11010119900307123X。", "身份证****************3X。"),
        ("identity", "110101 19900307 1234", "******************34"),
        ("card", "卡 6222 0212 3456 7894 。", "卡 6222********7894 。"),
        ("code", "卡密：ABCD-EFGH-IJK9-0001", "卡密：AB****01"),
        ("code", "激活码是 8Q7W6E5R4T3Y", "激活码是 8Q****3Y"),
        ("code", "卡密（尾号7Q4K）", "卡密（尾号7**K）"),
        ("code", "密码 abcdefgh12", "密码 ab****12"),
        ("address", "住上海市长宁区示例路88号5栋602室。", "住上海市****。"),
        ("address", "浙江省杭州市西湖区文三路1号", "浙江省杭州市****"),
        ("name", "收款人：王小明，", "收款人：王**，"),
        ("mail", "写信到 lin.xiao@example.com.cn", "写信到 l***@example.com.cn"),
        ("chat", "加微信：abc_12345", "加微信：ab****45"),
        ("chat", "QQ号 123456789", "QQ号 12****89"),
        ("number", "订单号261101-123456789012345，", "订单号2611****2345，"),
        ("number", "交易单号4200000404201909069117582536", "交易单号4200****2536"),
        ("number", "订单号：A-10086-77", "订单号：A-1****-77"),
        ("verification", "验证码是 884213", "验证码是 ******"),
        ("verification", "把1234这个验证码给他", "把****这个验证码给他"),
    ],
)
def test_each_kind_is_masked_in_its_customary_way(kind: str, text: str, shown: str) -> None:
    masked, hidden = mask(text)
    assert masked == shown
    assert [item.kind for item in hidden] == [kind]
    assert all(item.original in text and item.mask in masked for item in hidden)


@pytest.mark.parametrize(
    ("text", "leaked"),
    [
        ("电话138.0000.1234", "0000"),
        ("电话1 3 8 0 0 0 0 1 2 3 4", "0 0 0 0"),
        ("电话138—0000—1234", "0000"),
        ("电话138－0000－1234", "0000"),
        ("电话138\u200b0000\u200b1234", "0000"),
        ("电话138\u00a00000\u30001234", "0000"),
        ("手机一三八零零零零一二三四", "零零零零"),
        ("(0571)88886666", "8888"),
        ("座机8888-6666", "8888"),
        ("身份证110101 1990 0307 1234", "1990"),
        ("银行卡6222 0212 3456 7890 123", "3456"),
        ("银行卡6222.0212.3456.7890", "3456"),
        ("卡密：1234 5678 9012 3456", "5678"),
        ("卡密：abcd efgh ijkl", "efgh"),
        ("卡号12345，密码67890", "67890"),
        ("卡密（1）ABCD1234 （2）EFGH5678", "EFGH"),
        ("卡密分别为ABCD1234、EFGH5678", "EFGH"),
        ("卡密AB12CD34，EF56GH78均被使用", "EF56"),
        ("交易单号4200 0004 0420 1909 0691 1758 2536", "0404"),
        ("订单123456789", "456"),
        ("QQ：1234 56789", "34 567"),
        ("游戏账号player_007", "ayer"),
        ("角色ID：88776655", "7766"),
        ("邮箱zhang.san＠163.com", "hang"),
        ("验证码：12 34 56", "34"),
        ("地址：广东省深圳市南山区软件产业基地1栋A座", "南山"),
        ("文三路一百号", "一百"),
        ("我叫王小明", "小明"),
        ("护照E12345678", "3456"),
    ],
)
def test_no_dress_lets_personal_data_through(text: str, leaked: str) -> None:
    masked, _ = mask(text)
    assert leaked not in masked


@pytest.mark.parametrize("written", ["王小明", "王 小明", "player007", "Player 007", "ｐｌａｙｅｒ－００７", "802-15"])
def test_known_values_are_found_however_they_are_written(written: str) -> None:
    known = {"王小明": Personal.NAME, "player-007": Personal.NUMBER, "80215": Personal.NUMBER}
    assert written not in mask(f"本人{written}购买", known)[0]


def test_a_short_number_of_a_clerk_hides_no_amount() -> None:
    cover = masking(case(events=(event(agent="10", ticket="98015"),)), PERSONAL_WORDS)
    assert cover.hide("2026年10月10日支付10.00元，共198015分")[1] == ()


@pytest.mark.parametrize(
    "text",
    [
        "2026年11月1日14时30分，使用微信支付98.00元，见证据3。",
        "拨打12315，向上海市长宁区市场监督管理局投诉。",
        "页面提示“该卡密已被使用”。",
        "官方客服电话95188、400客服。",
        "《民法典》第五百六十三条第一款第（三）项",
        "GB/T 47746—2026",
        "2026-11-13 14:30支付198.00元，2026.11.14退款50.00元",
        "卡密面值为1000元，共1000张，提示错误码10021",
        "商家地址无法联系，客服电话400-610-1360",
        "Office2021、iPhone15、2026年11月13日14.30支付98.00元",
        "账户余额100.00元",
    ],
)
def test_what_is_public_stays(text: str) -> None:
    assert mask(text) == (text, ())


def test_the_cases_own_data_are_masked_wherever_they_stand() -> None:
    found = case(
        complainant=Person(name="林晓㛃", phone="021-5555", address="幸福里甲二号", id_number="E12345678"),
        orders=(order(number="JD77", transaction="T-9", account="勇者无敌"),),
        events=(event(agent="小蜜0012", ticket="GD-88"),),
    )
    text = "我是林晓㛃（021-5555，E12345678），住幸福里甲二号，单JD77、T-9、GD-88，账号勇者无敌，客服小蜜0012。"
    masked, hidden = masking(found, PERSONAL_WORDS).hide(text)
    for secret in ("林晓㛃", "021-5555", "E12345678", "幸福里", "JD77", "T-9", "GD-88", "勇者无敌", "小蜜0012"):
        assert secret not in masked
    assert len(hidden) == 9
    assert "林**" in masked


def test_hits_that_overlap_are_one() -> None:
    masked, hidden = mask("林晓㛃上海市示例路8号", {"林晓㛃": Personal.NAME, "㛃上海市示例路8号": Personal.ADDRESS})
    assert masked == "****"
    assert len(hidden) == 1
    assert (
        mask("A100200300400500", {"A100200300400500": Personal.NUMBER, "100200": Personal.NUMBER})[0] == "A100****0500"
    )


DIGITS = st.text("0123456789", min_size=4, max_size=12)
SECRETS = st.one_of(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9])[0-9]{3}[0-9X]", fullmatch=True),
    st.from_regex(r"[0-9]{6}-[0-9]{15}", fullmatch=True),
    st.from_regex(r"[A-Z0-9]{4}(-[A-Z0-9]{4}){2,4}", fullmatch=True),
    st.from_regex(r"[0-9]{12,28}", fullmatch=True),
)
LINKS = st.sampled_from(["，", "。", "卡密：", "订单号", "电话 ", "（", "）", "、", "\n", "密码是", "身份证号："])


@given(st.lists(st.tuples(LINKS, SECRETS), min_size=1, max_size=5))
def test_no_more_of_a_secret_remains_than_is_allowed(pieces: list[tuple[str, str]]) -> None:
    masked, hidden = mask("".join(link + secret for link, secret in pieces) + "。")
    for _, secret in pieces:
        assert secret not in masked
        windows = (secret[place : place + 9] for place in range(len(secret) - 8))
        assert not any(window in masked for window in windows)
    assert not re.search(r"\d{9}", masked)
    assert {item.kind for item in hidden} <= set(KIND_NAMES)


@given(st.text("林晓0123456789-AX路号卡密：市 ", max_size=60), st.sampled_from(["林晓", "晓01", "A-1"]))
def test_known_values_never_remain_and_a_text_never_grows(text: str, value: str) -> None:
    masked, _ = mask(text, {value: Personal.NUMBER})
    assert value not in masked
    assert len(masked) <= len(text)


@given(st.text("1380订单号卡密：@aZ-_.林验证码市路号*", max_size=80))
def test_masking_again_finds_nothing_new(text: str) -> None:
    once, _ = mask(text)
    assert mask(once)[0].count("*") >= once.count("*")
    assert len(mask(once)[0]) <= len(once) <= len(text)
