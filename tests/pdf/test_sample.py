"""The sample case's papers, as other programs read them."""

import subprocess

import pikepdf
import pytest

from caseorg.pdf.text import clean
from domain.stories import complaint_form
from pdf.conftest import Papers
from pdf.papers import (
    folded,
    folded_text,
    links,
    outline,
    page_count,
    require_page_numbers,
    require_sound,
    require_tidy,
    stamped_pages,
)


@pytest.mark.parametrize("kind", ["complaint", "pack"])
def test_a_paper_is_a_sound_file_with_its_fonts_in_it(papers: Papers, kind: str) -> None:
    require_sound(getattr(papers, kind), attached=kind == "pack")
    require_tidy(getattr(papers, kind))
    require_page_numbers(getattr(papers, kind))


@pytest.mark.parametrize("kind", ["complaint", "pack"])
def test_a_paper_says_its_language_title_and_author(papers: Papers, kind: str) -> None:
    with pikepdf.open(getattr(papers, kind)) as document:
        assert document.Root.Lang == "zh-CN"
        expected = {"complaint": "投诉登记表：星河数码卡券专营店", "pack": "证据包：点卡卡密无效，商家拖延退款"}
        assert document.docinfo.Title == expected[kind]
        assert document.docinfo.Author == papers.case.complainant.name
    assert "A4" in subprocess.check_output(["pdfinfo", getattr(papers, kind)], text=True)


def test_the_complaint_can_be_copied_out_of_the_paper(papers: Papers) -> None:
    text = folded_text(papers.complaint)
    form = complaint_form(papers.case, "拼多多")
    person, (merchant,) = form.complainant, form.respondents
    for wanted in (person.name, person.phone, person.address, merchant.name, form.platform):
        assert wanted and folded(wanted) in text
    assert folded("".join(form.facts)) in text
    assert folded("".join(form.requests)) in text
    assert papers.case.orders[0].number in text
    for item in form.attachments:
        assert folded(f"{item.label}{item.proves}（{item.source}）") in text


def test_the_pack_names_everything_and_its_index_leads_there(papers: Papers) -> None:
    text = folded_text(papers.pack)
    items = papers.case.standing_evidence
    for wanted in (papers.case.title, papers.case.complainant.name, papers.case.merchant.name, "人民币98.00元"):
        assert folded(wanted) in text
    for item in items:
        assert folded(clean(item.name)) in text and folded(item.proves) in text and item.sha256 in text
    stamped = stamped_pages(papers.pack)
    assert stamped == {"证据1": 3, "证据2": 4, "证据3": 5, "证据4": 6, "证据5": 7}
    assert page_count(papers.pack) == 14
    expected = [(str(number), number + 2) for number in range(1, 6)]
    expected += [("3", 3), ("4", 4), ("5", 5), ("6", 6), ("7-12", 7)]
    assert sorted((link.text, link.target) for link in links(papers.pack)) == sorted(expected)
    assert [entry.target for entry in outline(papers.pack)] == [1, 2, 3, 4, 5, 6, 7, 13, 14]
