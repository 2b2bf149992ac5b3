"""The complaint: what is missing is a blank, what is long flows, and the signature has company."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseorg.domain.case import Person, Role
from caseorg.domain.papers.complaint import ComplaintForm
from caseorg.domain.parties.respondent import NAME_BLANK, PUBLISHED_BLANK, Respondent
from caseorg.pdf.table import GROUP_WIDTH
from pdf.papers import (
    MADE_AT,
    draw_complaint,
    evidence,
    folded,
    folded_text,
    page_count,
    page_texts,
    page_words,
    require_page_numbers,
    require_sound,
    require_tidy,
    text_in,
)

EMPTY = ComplaintForm(
    complainant=Person(),
    respondents=(Respondent(role=Role.MERCHANT),),
    platform="",
    facts=(),
    requests=(),
    attachments=(),
    missing=(),
    made_at=MADE_AT,
)
FILLED = ComplaintForm(
    complainant=Person(
        name="林晓㛃", phone="13800001234", address="上海市长宁区示例路88号", id_type="身份证", id_number="3101"
    ),
    respondents=(
        Respondent(
            role=Role.MERCHANT,
            company="星河数码卡券专营店",
            contact="王经理",
            address="示例市示例区",
            phone="400-000-0000",
            credit_code="91310000MA1FL00000",
        ),
    ),
    platform="拼多多",
    facts=("1. 2026年11月1日14时30分，下单购买。（证据1）",),
    requests=("1. 退还货款98.00元。",),
    attachments=(evidence(1),),
    missing=(),
    made_at=MADE_AT,
)
LABELS = [
    "投诉登记表",
    "登记单位：",
    "编号：",
    "姓名",
    "联系电话",
    "证件类型",
    "证件号码",
    "联系地址",
    "名称（姓名）",
    "联系人",
    "地址",
    "统一社会信用代码",
    "是否同意公示投诉信息",
    "是否同意委托调解",
    "投诉人（签字）：",
    "经办人（签字）：",
]
FACTS = (97, 560)  # left edge and width of the boxes with long texts


def long_facts(count: int) -> tuple[str, ...]:
    return tuple(
        f"{number}. 2026年11月1日，第{number}次联系客服，客服回复“请耐心等待”，未退款。（证据{number}）"
        for number in range(1, count + 1)
    )


def require_good(path: Path, who: str = "投诉人") -> None:
    """The signatures and all the notes are on the last page, and not alone there."""
    require_sound(path)
    require_tidy(path)
    require_page_numbers(path)
    last = folded(page_texts(path)[-1])
    assert f"{who}（签字）：" in last and "经办人（签字）：" in last
    assert "填表说明：" in last and "附件见《证据目录》" in last
    signature = next(word.top for word in page_words(path)[-1] if word.text.startswith(f"{who}（签字"))
    above = [word for word in page_words(path)[-1] if word.bottom < signature and word.left > FACTS[0]]
    assert above, "the signature stands alone"


def test_what_is_missing_is_a_blank_on_one_page(tmp_path: Path) -> None:
    path = draw_complaint(tmp_path, EMPTY)
    require_good(path)
    text = folded_text(path)
    assert page_count(path) == 1
    assert "None" not in text and "交易平台" not in text
    for label in LABELS:
        assert label in text, label


def test_every_field_is_printed_beside_its_label(tmp_path: Path) -> None:
    path = draw_complaint(tmp_path, FILLED)
    require_good(path)
    lines = [" ".join(line.split()) for line in page_texts(path, "-layout")[0].splitlines()]
    for pair in (
        "姓名 林晓㛃 联系电话 13800001234",
        "证件类型 身份证 证件号码 3101",
        "联系地址 上海市长宁区示例路88号",
    ):
        assert any(pair in line for line in lines), pair
    text = folded_text(path)
    for value in ("星河数码卡券专营店", "王经理", "示例市示例区", "400-000-0000", "91310000MA1FL00000", "拼多多"):
        assert value in text
    assert "□是□否" in text


def test_two_hundred_events_flow_over_pages_under_the_repeated_label(tmp_path: Path) -> None:
    form = replace(FILLED, facts=long_facts(200), attachments=tuple(evidence(number) for number in range(1, 201)))
    path = draw_complaint(tmp_path, form)
    require_good(path)
    total = page_count(path)
    assert total > 8
    body = text_in(path, (1, total), 114, 40, 440, 752)
    assert folded("".join(form.facts)) in body
    for item in form.attachments:
        assert f"{item.label}{item.proves}（{item.source}）" in body
    labels = [text_in(path, (number, number), 79, 40, 34, 752) for number in range(1, total + 1)]
    pages = range(1, total + 1)
    with_facts = [number for number in pages if "联系客服" in text_in(path, (number, number), 114, 40, 440, 752)]
    assert len(with_facts) > 4
    for number in with_facts:
        assert sorted("消费者权益争议事实依据") == sorted(set(labels[number - 1]) & set("消费者权益争议事实依据"))


@pytest.mark.parametrize("count", range(12, 52))
def test_however_the_page_ends_the_signature_has_company(tmp_path: Path, count: int) -> None:
    path = draw_complaint(tmp_path, replace(FILLED, attachments=tuple(evidence(number) for number in range(count))))
    require_good(path)
    body = text_in(path, (1, page_count(path)), 114, 40, 440, 752)
    assert all(f"证据{number}客服承诺{number}（手机录音）" in body for number in range(count))


@pytest.mark.parametrize("lines", range(22, 32))
def test_however_low_the_facts_begin_their_label_is_in_its_cell(tmp_path: Path, lines: int) -> None:
    person = replace(FILLED.complainant, address="路" * 33 * lines)
    path = draw_complaint(tmp_path, replace(FILLED, complainant=person, facts=long_facts(14)))
    require_good(path)
    text = text_in(path, (1, page_count(path)), 114, 40, 440, 752)
    assert folded("".join(long_facts(14))) in text
    for words in page_words(path):
        label = [word for word in words if word.text in "消费者权益争议事实依据" and len(word.text) == 1]
        assert all(word.left >= 79 and word.right <= 79.4 + GROUP_WIDTH for word in label), label


_LINES = st.lists(st.text(st.sampled_from("退款客服，。（）98.元 a"), min_size=1, max_size=120), max_size=40).map(tuple)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_LINES, _LINES, st.integers(0, 60))
def test_nothing_is_lost_and_no_page_overruns(
    tmp_path: Path, facts: tuple[str, ...], requests: tuple[str, ...], attachments: int
) -> None:
    items = tuple(evidence(number) for number in range(attachments))
    path = draw_complaint(tmp_path, replace(FILLED, facts=facts, requests=requests, attachments=items))
    require_tidy(path)
    body = text_in(path, (1, page_count(path)), 114, 40, 440, 752)
    assert folded("".join(facts)) in body and folded("".join(requests)) in body


def test_long_names_and_addresses_make_their_rows_higher(tmp_path: Path) -> None:
    person = Person(name="林" * 500, phone="1" * 64, address="路" * 500, id_type="证" * 64, id_number="3" * 64)
    side = Respondent(
        role=Role.MERCHANT, company="店" * 500, contact="王" * 500, address="市" * 500, credit_code="9" * 64
    )
    path = draw_complaint(tmp_path, replace(FILLED, complainant=person, respondents=(side,)))
    require_good(path)
    text = "".join(page_texts(path))
    for character in "林路店王市":
        assert text.count(character) >= 500


def test_what_is_not_known_of_the_business_is_a_blank_with_its_words(tmp_path: Path) -> None:
    shop = Respondent(role=Role.MERCHANT, shop="星河数码专营店", address_blank=PUBLISHED_BLANK)
    path = draw_complaint(tmp_path, replace(FILLED, respondents=(shop,)))
    require_good(path)
    text = folded_text(path)
    assert folded(f"星河数码专营店{NAME_BLANK}") in text and folded(PUBLISHED_BLANK) in text
    assert "网址" not in text and "许可证号" not in text


def test_whatever_tells_who_it_is_stands_in_the_block_of_each(tmp_path: Path) -> None:
    shop = Respondent(
        role=Role.MERCHANT, company="杭州星河网络有限公司", shop="星河数码", website="https://xinghe.example/shop",
        licence="浙B2-20260001", payee="*河科技", address="杭州市余杭区某路1号", contact="王经理",
    )  # fmt: skip
    platform = Respondent(role=Role.PLATFORM, company="上海某某信息技术有限公司", address="上海市长宁区")
    path = draw_complaint(tmp_path, replace(FILLED, respondents=(shop, platform)))
    require_good(path)
    text = folded_text(path)
    labels = ("店铺名称", "网址", "许可证号", "付款记录上的收款方")
    values = (*(value for value in (shop.company, shop.shop, shop.website, shop.licence, shop.payee)), platform.company)
    assert all(folded(one) in text for one in (*labels, *values))
    with pikepdf.open(path) as document:
        assert document.docinfo.Title == "投诉登记表：杭州星河网络有限公司、上海某某信息技术有限公司"
