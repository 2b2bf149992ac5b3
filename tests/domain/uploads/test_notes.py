"""说明.txt: what goes where, and what reads it back."""

from datetime import UTC, datetime
from decimal import Decimal

from caseorg.domain.case import CaseFile, FormerNumber, Person, Platform
from caseorg.domain.checks.jurisdiction import competent_office
from caseorg.domain.messages.channel import Channel, MessageKind
from caseorg.domain.messages.message import Draft
from caseorg.domain.parties.respondent import NAME_BLANK
from caseorg.domain.uploads.notes import SetFile, Squeeze, digests, made_for, show_bytes, upload_note
from caseorg.domain.uploads.plan import Outside, Why
from domain.build import case, evidence, merchant, message, order
from domain.uploads.test_plan import channel

NOW = datetime(2026, 11, 22, 4, 5, tzinfo=UTC)
PAPER = SetFile(name="1_投诉书.pdf", says="投诉书", size=84_600, sha256="a" * 64, pages=2, place=1)
TEXT = SetFile(name="正文.txt", says="正文", size=300, sha256="b" * 64)


def note(of: Channel | None = None, about: CaseFile | None = None, **changes: object) -> str:
    given: dict[str, object] = {"files": (PAPER, TEXT), "outside": (), "squeeze": None}
    draft = Draft(text="请退款。", limit=400, left_out=("商品为点卡。",))
    wanted, some = of or channel(), about or case(demand="1. 退款98元")
    return upload_note(some, wanted, draft, **{**given, **changes}, now=NOW)  # type: ignore[arg-type]


def test_it_says_each_file_and_the_limits_with_their_date() -> None:
    text = note()
    assert "1. 1_投诉书.pdf（85KB，2页）：投诉书" in text and "制作时间：2026-11-22 12:05（北京时间）" in text
    assert "最多4个，每个不超过5MB" in text and "核对日期：2026-11-21" in text and "以页面实际要求为准" in text
    assert "共4字，上限400字" in text and "为不超字数省去：商品为点卡。" in text


def test_it_tells_what_earlier_texts_call_the_evidence() -> None:
    items = (evidence(1, former_numbers=(FormerNumber(3, NOW),)), evidence(2, former_numbers=(FormerNumber(1, NOW),)))
    text = note(about=case(evidence=items, messages=(message(1, "见证据3"),)))
    assert "证据编号对照\n证据3（此前的材料）：现为证据1\n" in text and "现为证据2" not in text
    assert "证据编号对照" not in note()


def test_it_can_be_read_back() -> None:
    assert made_for(note()) == "case"
    assert digests(note()) == {"1_投诉书.pdf": "a" * 64, "正文.txt": "b" * 64}
    assert made_for("别人的说明") is None and digests("别人的说明") == {}


def test_fields_are_filled_from_the_case_or_left_to_the_page() -> None:
    about = case(
        complainant=Person(name="林晓"), parties=(merchant(),), orders=(order(number="26-1", paid=Decimal(98)),)
    )
    text = note(about=about)
    assert (
        "投诉人：林晓（2字）" in text and f"被投诉人：星河数码{NAME_BLANK}\n" in text and "订单号：26-1（4字）" in text
    )
    assert "联系电话：（案件里没有，请在页面填写）" in text and "诉求：" in text
    reported = note(channel(kind=MessageKind.REPORT), about)
    assert "被举报人：星河数码" in reported and "诉求" not in reported
    assert "林晓" not in note(channel(masked=True), about)


def test_the_note_tells_who_the_business_is_and_where_to_file() -> None:
    shop = merchant(
        "星河数码（杭州星河网络有限公司）", address="杭州市余杭区某路1号", credit_code="91350100M000100Y43",
        website="xinghe.example", licence="B2-1", contact="王经理", phone="0571-1", payee="*河",
    )  # fmt: skip
    about = case(parties=(shop,), platform=Platform.SITE)
    text = note(about=about, office=competent_office(about))
    told = (
        "被投诉人：杭州星河网络有限公司（10字）", "统一社会信用代码：91350100M000100Y43（18字）", "店铺名称：星河数码",
        "网址：xinghe.example", "许可证号：B2-1", "联系人：王经理", "电话：0571-1", "付款记录上的收款方：*河",
        "处理单位：杭州市余杭区市场监督管理局",
    )  # fmt: skip
    assert all(line in text for line in told)


def test_it_says_what_was_made_smaller_and_what_is_not_in_it() -> None:
    squeeze = Squeeze(items=(evidence(1), evidence(2)), percent=65, quality=55)
    text = note(squeeze=squeeze, outside=(Outside(evidence(3), Why.LARGE),))
    assert "证据1至2的图片重新压缩（宽高缩小到65%，JPEG质量55）" in text
    assert "证据3（3.png）：超过每个文件的大小限制" in text
    assert all("证据3（3.png）" in note(outside=(Outside(evidence(3), why),)) for why in Why)


def test_for_the_public_the_note_asks_to_read_the_text_once_more_and_says_what_was_left_out() -> None:
    told = note(channel(masked=True))  # made of the masked version of the case, so that nothing in it is private
    assert "再逐字核对" in told and "商品为点卡" in told


def test_sizes_are_told_as_pages_count_them() -> None:
    assert [show_bytes(size) for size in (1, 84_600, 999_999, 4_321_402)] == ["1KB", "85KB", "1000KB", "4.32MB"]
