"""The plan of the evidence pack."""

from datetime import timedelta
from decimal import Decimal

import pytest

from caseorg.domain.case import CaseFile, Document, DocumentId, MediaKind, Person
from caseorg.domain.errors import CaseorgError
from caseorg.domain.papers.pack import (
    PackOptions,
    form_of,
    manifest,
    original_of,
    pack_plan,
    supplement_start,
)
from caseorg.domain.parties.respondent import NAME_BLANK
from domain.build import START, case, evidence, merchant, order

GROUPED = PackOptions(grouped=True)
SUMS = ("人民币1,050.50元", "人民币50.00元")  # paid and claimed


def test_the_pack_holds_the_standing_evidence_and_the_cover_says_whose_it_is() -> None:
    found = case(
        complainant=Person(name="林晓㛃", phone="138"),
        parties=(merchant("星河数码有限公司"),),
        orders=(order(number="A1", paid=Decimal("1050")), order(number="A2", paid=Decimal("0.5")), order()),
        evidence=(evidence(1), evidence(2, withdrawn=True), evidence(3)),
        demand="退款50元",
    )
    plan = pack_plan(found, "拼多多")
    assert [item.number for item in plan.items] == [1, 3]
    assert plan.title == found.title and not plan.supplement
    values = ["林晓㛃", "138", "星河数码有限公司", "拼多多", "A1、A2", *SUMS]
    assert [value for _, value in plan.cover] == values


def test_what_is_not_known_is_a_blank_on_the_cover() -> None:
    assert {value for _, value in pack_plan(case(), "").cover} == {"", NAME_BLANK}


def test_what_finds_the_business_stands_on_the_cover_too() -> None:
    shop = merchant("星河数码（杭州星河网络有限公司）", credit_code="91350100M000100Y43", website="xinghe.example")
    rows = pack_plan(case(parties=(shop,)), "").cover
    assert rows[2:5] == (
        ("被投诉人", "杭州星河网络有限公司"), ("信用代码", "91350100M000100Y43"), ("网址", "xinghe.example"),
    )  # fmt: skip


def proving(*purposes: str) -> CaseFile:
    return case(evidence=tuple(evidence(number, proves=text) for number, text in enumerate(purposes, start=1)))


def test_what_proves_the_same_stands_together_under_its_heading_if_wanted() -> None:
    found = proving("付款", "", "拒绝\n退款", "付款 ", "", "拒绝  退款", "卡密无效")
    (alone,) = pack_plan(found, "").groups
    assert alone.heading == "" and [item.number for item in alone.items] == [1, 2, 3, 4, 5, 6, 7]
    groups = {group.heading: [item.number for item in group.items] for group in pack_plan(found, "", GROUPED).groups}
    assert groups == {"一、付款": [1, 4], "二、拒绝 退款": [3, 6], "三、卡密无效": [7], "四、其他": [2, 5]}
    assert list(groups) == sorted(groups, key=lambda heading: "一二三四".index(heading[0]))


def test_where_nothing_says_what_it_proves_there_are_no_groups() -> None:
    assert [group.heading for group in pack_plan(proving("", " "), "", GROUPED).groups] == [""]
    assert pack_plan(case(), "", GROUPED).items == ()


def test_the_pack_is_dated_by_the_case_not_by_the_clock() -> None:
    later = START + timedelta(days=3)
    found = case(
        evidence=(evidence(1, added_at=later), evidence(2, added_at=later + timedelta(days=1), withdrawn=True))
    )
    assert pack_plan(found, "").made_at == later
    assert pack_plan(case(), "").made_at == case().created_at


def test_a_supplement_holds_what_came_later_and_goes_on_with_the_numbers() -> None:
    found = case(evidence=tuple(evidence(number, withdrawn=number == 5) for number in range(1, 8)))
    for since, numbers, said in (
        (4, [4, 6, 7], "证据4、6至7，接证据1至3之后"),
        (2, [2, 3, 4, 6, 7], "证据2至4、6至7，接证据1之后"),
        (7, [7], "证据7，接证据1至6之后"),
    ):
        plan = pack_plan(found, "", PackOptions(since=since))
        assert plan.supplement and [item.number for item in plan.items] == numbers
        assert dict(plan.cover)["证据编号"] == said


@pytest.mark.parametrize(
    ("since", "said"), [(8, "no evidence from 证据8"), (1, "证据2 at the earliest"), (-3, "证据2")]
)
def test_a_supplement_without_anything_in_it_or_before_it_is_refused(since: int, said: str) -> None:
    found = case(evidence=tuple(evidence(number, withdrawn=number > 6) for number in range(1, 9)))
    with pytest.raises(CaseorgError, match=said):
        pack_plan(found, "", PackOptions(since=since))


def exported(days: float, kind: str = "pack") -> Document:
    at = START + timedelta(days=days)
    return Document(id=DocumentId(f"{kind}-{days}"), kind=kind, name="a.pdf", sha256="", pages=1, made_at=at)


def test_a_supplement_is_offered_from_the_first_piece_after_the_last_pack() -> None:
    items = tuple(evidence(number, added_at=START + timedelta(days=number)) for number in range(1, 6))
    assert supplement_start(case(evidence=items)) is None
    assert supplement_start(case(evidence=items, documents=(exported(3.5, "complaint"),))) is None
    assert supplement_start(case(evidence=items, documents=(exported(3.5), exported(1.5)))) == 4
    assert supplement_start(case(evidence=items, documents=(exported(9),))) is None
    assert supplement_start(case(evidence=items, documents=(exported(0),))) == 2
    gone = (*items[:3], evidence(4, added_at=items[3].added_at, withdrawn=True), items[4])
    assert supplement_start(case(evidence=gone, documents=(exported(3.5),))) == 5


def test_the_form_is_what_the_law_calls_it_and_nothing_is_called_an_original() -> None:
    told = {}
    for kind in MediaKind:
        item = evidence(1, kind=kind, pages=2 if kind is MediaKind.PDF else None)
        told[kind.value] = form_of(item), original_of(item)
    assert told == {
        "image": ("电子数据（图片）", "打印件"),
        "pdf": ("电子数据（文档）", "打印件"),
        "text": ("电子数据（文本）", "打印件"),
        "audio": ("视听资料（录音）", "电子文件（另附）"),
        "video": ("视听资料（录像）", "电子文件（另附）"),
        "other": ("电子数据", "电子文件（另附）"),
    }
    assert original_of(evidence(1, kind=MediaKind.PDF)) == "电子文件（另附）"


def test_the_manifest_has_a_line_for_each_piece_whatever_it_is_called() -> None:
    items = (evidence(1, name="a\tb\nc\u2028.png"), evidence(12, name="聊天.png"))
    assert manifest(items).decode() == f"证据1\t{1:064}\ta b c .png\n证据12\t{12:064}\t聊天.png\n"
