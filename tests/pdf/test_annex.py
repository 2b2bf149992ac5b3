"""The complaint's references, annexes and kinds of printing."""

from dataclasses import replace
from pathlib import Path

import pytest

from caseorg.domain.papers.annex import PrintedEvent, PrintedPromise
from caseorg.domain.papers.complaint import ComplaintForm
from pdf.papers import (
    draw_complaint,
    evidence,
    folded,
    inks,
    links,
    most_colour,
    outline,
    page_count,
    page_texts,
    page_words,
    require_page_numbers,
    require_sound,
    require_tidy,
    spots,
)
from pdf.test_complaint import FILLED, long_facts

LONG = "客服回复称系统繁忙请耐心等待" * 40


def happening(number: int, text: str = "联系客服，未退款", *proofs: int) -> PrintedEvent:
    return PrintedEvent(f"2026-11-{number % 28 + 1:02} 14:30", "投诉人", text, tuple(map(evidence, proofs)))


def promise(number: int, text: str = "客服：1小时内处理", result: str = "未兑现") -> PrintedPromise:
    return PrintedPromise("2026-11-01 15:15", text, "2026-11-01 16:15", result, (evidence(number),))


def long_form(count: int) -> ComplaintForm:
    return replace(
        FILLED,
        facts=long_facts(count),
        attachments=tuple(map(evidence, range(1, count + 1))),
        timeline=tuple(happening(number, f"第{number}次联系客服", number) for number in range(1, count + 1)),
        promises=tuple(promise(number, f"客服：第{number}次承诺退款") for number in range(1, count + 1)),
    )


def require_good(path: Path) -> None:
    require_sound(path)
    require_tidy(path)
    require_page_numbers(path)


def test_the_notes_stand_below_the_form_or_where_an_annex_has_room(tmp_path: Path) -> None:
    places = set()
    for count in range(1, 22):
        form = replace(FILLED, attachments=tuple(map(evidence, range(1, count + 1))), timeline=(happening(1),))
        path = draw_complaint(tmp_path, form)
        require_good(path)
        texts = [folded(text) for text in page_texts(path)]
        (signed,) = (number for number, text in enumerate(texts) if "投诉人（签字）" in text)
        (noted,) = (number for number, text in enumerate(texts) if "填表说明" in text)
        assert len(texts) == signed + 2
        places.add((signed, noted))
    assert places == {(0, 0), (0, 1), (1, 1)}


@pytest.mark.parametrize("count", [1, 40])
def test_references_lead_to_the_list_and_back(tmp_path: Path, count: int) -> None:
    path = draw_complaint(tmp_path, long_form(count))
    require_good(path)
    texts = [folded(text) for text in page_texts(path, "-raw")]
    listed = {
        f"证据{n}": next(p for p, text in enumerate(texts, 1) if f"证据{n}客服承诺{n}" in text)
        for n in range(1, count + 1)
    }
    first = {
        f"证据{n}": next(p for p, text in enumerate(texts, 1) if f"（证据{n}）" in text) for n in range(1, count + 1)
    }
    found = links(path)
    assert {link.text for link in found} == set(listed)
    for label in listed:
        targets = sorted(link.target for link in found if link.text == label)
        # twice from the facts' side (facts, timeline, promises), once back
        assert targets == sorted([listed[label]] * 3 + [first[label]])


def test_a_link_leads_to_the_line_itself(tmp_path: Path) -> None:
    path = draw_complaint(tmp_path, long_form(30))
    words = page_words(path)
    places = spots(path)
    assert len(places) == 60
    for place, top in places.items():
        page, label = place.split()
        assert any(label in word.text and 20 < word.top - top < 40 for word in words[int(page) - 1]), place


def test_the_list_leads_back_to_the_first_mention(tmp_path: Path) -> None:
    facts = ("1. 付款。（证据1）", *long_facts(60)[1:], "61. 仍未退款。（证据1）")
    path = draw_complaint(tmp_path, replace(FILLED, facts=facts, attachments=(evidence(1),)))
    assert sorted(link.target for link in links(path)) == [1, page_count(path), page_count(path)]


def test_a_list_entry_that_speaks_of_another_one_is_no_reference(tmp_path: Path) -> None:
    items = (evidence(1, proves="与证据2一致"), evidence(2))
    path = draw_complaint(tmp_path, replace(FILLED, facts=("1. 付款。（证据1、证据2）",), attachments=items))
    assert sorted(link.text for link in links(path)) == ["证据1"] * 2 + ["证据2"] * 2


@pytest.mark.parametrize("before", range(1, 40, 3))
def test_a_link_lies_over_its_words_in_a_stretched_line(tmp_path: Path, before: int) -> None:
    fact = f"1.{'客服答复，' * 3}{'退' * before}证据1{'款，' * 60}"
    path = draw_complaint(tmp_path, replace(FILLED, facts=(fact,)))
    assert {link.text for link in links(path)} == {"证据1"}


def test_a_reference_to_what_is_not_attached_is_plain_text(tmp_path: Path) -> None:
    path = draw_complaint(tmp_path, replace(FILLED, facts=("1. 见证据9。（证据1）",)))
    require_good(path)
    assert [link.text for link in links(path)] == ["证据1", "证据1"]


def test_without_happenings_and_promises_there_is_no_annex(tmp_path: Path) -> None:
    path = draw_complaint(tmp_path, FILLED)
    assert page_count(path) == 1 and "承诺—到期" not in page_texts(path)[0]
    assert [entry.text for entry in outline(path)] == ["投诉登记表"]


def test_forty_promises_flow_under_repeated_headings(tmp_path: Path) -> None:
    form = replace(FILLED, timeline=(happening(1),), promises=tuple(map(promise, range(1, 41))))
    path = draw_complaint(tmp_path, form)
    require_good(path)
    texts = [folded(text) for text in page_texts(path)]
    assert "附件：时间线" in texts[1] and "附件：承诺—到期—结果" in texts[2]
    assert len(texts) > 3
    assert all("附件：承诺—到期—结果（续）" in text and "承诺时间" in text for text in texts[3:])
    assert "".join(texts).count("客服：1小时内处理") == 40
    assert [entry.text for entry in outline(path)] == ["投诉登记表", "附件：时间线", "附件：承诺—到期—结果"]


def test_long_words_in_the_annexes_are_whole(tmp_path: Path) -> None:
    many = tuple(range(1, 60))
    form = replace(
        FILLED, timeline=(happening(1, LONG * 5, *many),), promises=(promise(1, LONG * 5, "□已兑现\n□未兑现"),)
    )
    path = draw_complaint(tmp_path, form)
    require_good(path)
    assert folded("".join(page_texts(path))).count("□已兑现") == 1


def test_as_usual_nothing_is_coloured_and_in_black_and_white_nothing_is_grey(tmp_path: Path) -> None:
    form = replace(long_form(3), masked=True)
    usual = draw_complaint(tmp_path, form)
    assert most_colour(usual) == 0 and inks(usual) - {(0, 0, 0), (1, 1, 1)}
    mono = draw_complaint(tmp_path, form, mono=True)
    require_good(mono)
    assert most_colour(mono) == 0 and inks(mono) <= {(0, 0, 0), (1, 1, 1)}


def test_the_masked_copy_says_what_it_is_on_every_page(tmp_path: Path) -> None:
    path = draw_complaint(tmp_path, replace(long_form(40), masked=True))
    assert all("遮盖版" in text for text in page_texts(path))
    assert not any("遮盖版" in text for text in page_texts(draw_complaint(tmp_path, long_form(40))))
