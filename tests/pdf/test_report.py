"""The report of violations on paper: official, linked, whole, and never mixed up with the complaint."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from caseorg.domain.case import CaseFile, Person, Role
from caseorg.domain.papers.report import ReportForm
from caseorg.domain.parties.respondent import Respondent
from caseorg.domain.privacy.versions import ANONYMOUS
from caseorg.knowledge.drafts import reported
from caseorg.knowledge.library import Knowledge
from domain.stories import complaint_form
from pdf.conftest import Papers
from pdf.papers import (
    draw_complaint,
    draw_report,
    evidence,
    folded,
    folded_text,
    inks,
    links,
    outline,
    page_count,
    page_texts,
    text_in,
)
from pdf.test_complaint import EMPTY, FILLED, long_facts, require_good

KNOWLEDGE = Knowledge()
CLUES = ("涉嫌违反市场监督管理法律、法规、规章的具体线索和相应的事实依据如下，请依法核查。", "线索类型：虚假宣传")
BLANK = ReportForm(
    reporter=EMPTY.complainant,
    respondents=EMPTY.respondents,
    platform="",
    clues=CLUES[:1],
    facts=(),
    attachments=(),
    made_at=EMPTY.made_at,
)
WHOLE = replace(
    BLANK,
    reporter=FILLED.complainant,
    respondents=FILLED.respondents,
    platform="拼多多",
    clues=CLUES,
    facts=FILLED.facts,
    attachments=FILLED.attachments,
)
LABELS = [
    "举报登记表",
    "登记单位：",
    "编号：",
    "姓名",
    "联系电话",
    "联系地址",
    "身份证件号码",
    "名称（姓名）",
    "地址",
    "统一社会信用代码",
    "举报人（签字）：",
    "经办人（签字）：",
]
BODY = (114, 40, 440, 752)  # the boxes with long texts
OF_COMPLAINTS = ("投诉人", "被投诉人", "投诉请求", "消费者权益争议", "是否同意")
OF_REPORTS = ("举报人", "被举报人", "线索类型", "具体线索", "涉嫌")


def test_what_is_missing_is_a_blank_on_one_page(tmp_path: Path) -> None:
    path = draw_report(tmp_path, BLANK)
    require_good(path, "举报人")
    text = folded_text(path)
    assert page_count(path) == 1 and "None" not in text and "交易平台" not in text
    assert [label for label in LABELS if label not in text] == []


def test_the_notes_say_what_a_report_leads_to_and_what_not(tmp_path: Path) -> None:
    notes = folded_text(draw_report(tmp_path, BLANK)).partition("填表说明：")[2]
    for told in (
        "总局令第121号）第二十八条填写，举报人对内容的真实性负责",
        "可以匿名；实名举报的提供真实身份信息，举报人信息依法保密（第三十七条）",
        "不解决退款、赔偿等个人请求；这些请求另填《投诉登记表》，分别处理（第三条、第九条）",
        "法律、法规、规章有规定时才告知处理结果（第三十六条）",
        "涉嫌捏造事实骗取赔偿、敲诈勒索的，依法移送公安机关等部门处理（第四十二条）",
    ):
        assert told in notes, told
    assert "暂行办法" not in notes and "工作日" not in notes  # the five days of the repealed rules are gone


def test_every_field_is_printed_beside_its_label(tmp_path: Path) -> None:
    path = draw_report(tmp_path, WHOLE)
    require_good(path, "举报人")
    lines = [" ".join(line.split()) for line in page_texts(path, "-layout")[0].splitlines()]
    for pair in ("姓名 林晓㛃 联系电话 13800001234", "身份证件号码 3101", "交易平台 拼多多", "线索类型：虚假宣传"):
        assert any(pair in line for line in lines), pair
    text = folded_text(path)
    for value in ("上海市长宁区示例路88号", "星河数码卡券专营店", "示例市示例区", "91310000MA1FL00000"):
        assert value in text


def test_two_hundred_events_flow_over_pages_and_lead_to_their_evidence(tmp_path: Path) -> None:
    items = tuple(evidence(number) for number in range(1, 201))
    path = draw_report(tmp_path, replace(WHOLE, facts=long_facts(200), attachments=items))
    require_good(path, "举报人")
    total = page_count(path)
    assert total > 8
    body = text_in(path, (1, total), *BODY)
    assert folded("".join((*CLUES, *long_facts(200)))) in body
    texts = [folded(text) for text in page_texts(path, "-raw")]
    found = links(path)
    for item in items:
        listed = next(page for page, text in enumerate(texts, 1) if f"{item.label}{item.proves}" in text)
        told = next(page for page, text in enumerate(texts, 1) if f"（{item.label}）" in text)
        assert sorted(link.target for link in found if link.text == item.label) == [told, listed]
    labels = [text_in(path, (number, number), 79, 40, 34, 752) for number in range(1, total + 1)]
    for number, text in enumerate(texts):
        if "联系客服" in text:
            assert set("具体线索和相应的事实依据") <= set(labels[number]), number


@pytest.mark.parametrize("count", range(4, 22))
def test_however_the_page_ends_signature_and_notes_have_their_place(tmp_path: Path, count: int) -> None:
    path = draw_report(tmp_path, replace(WHOLE, attachments=tuple(evidence(number) for number in range(count))))
    require_good(path, "举报人")


def test_long_names_and_addresses_make_their_rows_higher(tmp_path: Path) -> None:
    person = Person(name="林" * 500, phone="1" * 64, address="路" * 500, id_number="3" * 64)
    side = Respondent(role=Role.MERCHANT, company="店" * 500, address="市" * 500, credit_code="9" * 64)
    path = draw_report(tmp_path, replace(WHOLE, reporter=person, respondents=(side,), platform="网" * 200))
    require_good(path, "举报人")
    text = "".join(page_texts(path))
    assert all(text.count(character) >= 500 for character in "林路店市") and text.count("网") >= 200


def test_an_anonymous_file_does_not_name_the_reporter_either(tmp_path: Path) -> None:
    hidden = replace(WHOLE, reporter=Person(name=ANONYMOUS), anonymous=True)
    path = draw_report(tmp_path, hidden)
    require_good(path, "举报人")
    assert "（签字）：匿名举报，不签字" in folded_text(path)
    assert "林晓㛃" not in properties(path) and "林晓㛃" in properties(draw_report(tmp_path, WHOLE))


def properties(path: Path) -> str:
    return subprocess.check_output(["pdfinfo", path], text=True)


def test_it_has_an_outline_and_a_black_and_white_kind(tmp_path: Path) -> None:
    path = draw_report(tmp_path, WHOLE)
    assert [(entry.text, entry.target) for entry in outline(path)] == [("举报登记表", 1)]
    assert inks(path) - {(0.0, 0.0, 0.0), (1.0, 1.0, 1.0)}
    assert inks(draw_report(tmp_path, WHOLE, mono=True)) <= {(0.0,), (1.0,), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)}


def body_of(path: Path) -> str:
    """The paper without its notes, which name the other one."""
    return folded_text(path).partition("填表说明：")[0]


def about(case: CaseFile, scenario: str) -> CaseFile:
    """The sample case as one of this scenario, without annexes."""
    return replace(case, scenario=scenario, promises=(), messages=())


@pytest.mark.parametrize("scenario", ["", *KNOWLEDGE.scenarios])
def test_of_complaint_and_report_neither_says_what_belongs_to_the_other(
    papers: Papers, tmp_path: Path, scenario: str
) -> None:
    case = about(papers.case, scenario)
    asked = complaint_form(case, "拼多多")
    complaint, report = draw_complaint(tmp_path, asked), draw_report(tmp_path, reported(KNOWLEDGE, case))
    assert [words for words in OF_REPORTS if words in body_of(complaint)] == []
    assert [words for words in OF_COMPLAINTS if words in body_of(report)] == []
    for request in asked.requests:
        assert folded(request) in body_of(complaint)
        assert folded(request.partition(" ")[2]) not in folded_text(report)
    rules = reported(KNOWLEDGE, case).clues[-1]
    assert folded(rules) in folded_text(report) and folded(rules) not in folded_text(complaint)
