"""What is blackened is what was confirmed; a copy in which anything is left is not given out."""

from dataclasses import replace

import pytest

from caseorg.domain.case import Decision
from caseorg.domain.errors import CaseorgError
from caseorg.domain.privacy.belongings import masking
from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.reading.reading import Box, PageReading, Reading
from caseorg.domain.redaction.audience import Audience
from caseorg.domain.redaction.marks import MarkState, PersonalDataFinder, RedactionMark, decision_kind
from caseorg.domain.redaction.plan import Plan, draw, plan_of
from caseorg.domain.redaction.remains import RereadPage
from domain.build import case, decision, evidence, merchant
from domain.knowledge import PERSONAL_WORDS, READING_WORDS
from domain.reading.pages import page

ITEM = evidence(1)
COVER = masking(case(), PERSONAL_WORDS)
PAGE = page("70 600 40 手机号13800138000请充值\n70 700 40 卡密：AB12-CD34-EF56-GH78\n70 800 40 尽快处理")
GONE = page("70 600 40 手机号■请充值\n70 700 40 卡密：\n70 800 40 尽快处理")


def planned(*said: Decision, read: PageReading = PAGE, audience: Audience = Audience.PUBLIC) -> Plan:
    return plan_of(ITEM, Reading((read,), "reader"), PersonalDataFinder(COVER, audience), said)


def said_to(mark: RedactionMark, *, accepted: bool = True, audience: Audience = Audience.PUBLIC) -> Decision:
    box = mark.box
    corners = (box.left, box.top, box.right, box.bottom)
    told = {"proposal": mark.id, "kind": decision_kind(audience), "evidence": ITEM.id, "box": corners}
    return decision(str(mark.kind), accepted=accepted, **told)


def all_confirmed() -> Plan:
    return planned(*map(said_to, planned().marks))


def again(read: PageReading) -> RereadPage:
    return RereadPage((GONE, read))


def test_a_box_holds_its_value_and_spares_the_words_beside_it() -> None:
    phone, code = planned().marks
    assert (phone.kind, phone.text) == (Personal.PHONE, "13800138000")
    assert (code.kind, code.text) == (Personal.CODE, "AB12-CD34-EF56-GH78")
    line = PAGE.lines[0]
    first, last = line.middles[3], line.middles[13]
    assert first - 28 < phone.box.left < first - 9 and last + 9 < phone.box.right < last + 28
    assert phone.box.top < line.box.top and phone.box.bottom > line.box.bottom
    assert code.box.right > PAGE.lines[1].box.right


def test_nothing_is_blackened_that_was_not_confirmed_for_these_eyes() -> None:
    phone, code = planned().marks
    plan = planned(said_to(phone), said_to(code, accepted=False))
    assert plan.boxes(0) == [phone.box] and not plan.open
    assert [mark.state for mark in plan.marks] == [MarkState.CONFIRMED, MarkState.LEFT]
    other = planned(said_to(phone, audience=Audience.PLATFORM))
    assert other.boxes(0) == [] and len(other.open) == 2


def test_what_another_version_of_the_reader_finds_a_little_elsewhere_was_answered_too() -> None:
    phone, code = planned().marks
    moved = replace(phone, id="other", box=replace(phone.box, left=phone.box.left - 3, right=phone.box.right + 2))
    plan = planned(said_to(moved), said_to(code))
    assert not plan.open and plan.boxes(0) == [moved.box, code.box]


def test_a_drawn_box_takes_in_the_whole_value_and_the_whole_line() -> None:
    line = PAGE.lines[0]
    mark = draw(planned(), 0, Box(line.middles[5], line.box.top + 12, line.middles[9], line.box.bottom - 4))
    assert mark.text == "13800138000"
    assert mark.box.top < line.box.top and mark.box.bottom > line.box.bottom


@pytest.mark.parametrize(("number", "box"), [(1, (0, 0, 9, 9)), (-1, (0, 0, 9, 9)), (0, (2000, 0, 2009, 9))])
def test_there_is_nothing_to_draw_beside_a_page(number: int, box: tuple[int, int, int, int]) -> None:
    with pytest.raises(CaseorgError, match="no such place"):
        draw(planned(), number, Box(*box))


def test_a_copy_in_which_nothing_is_left_passes() -> None:
    assert all_confirmed().remains(0, RereadPage((GONE, GONE), ("请充值", ""))) == ()


@pytest.mark.parametrize(
    ("read", "left"),
    [
        ("70 600 40 手机号13800138000请充值", {Personal.PHONE}),
        ("70 600 40 l38OO请充值", {Personal.PHONE}),
        ("70 600 40 手机号■38000请充值", {Personal.PHONE}),
        ("70 600 40 手机号\n300 600 40 O0l38请充值", {Personal.PHONE}),
        ("70 700 40 D34-EF", {Personal.CODE}),
        ("70 900 40 身份证110105199003071234", {Personal.IDENTITY}),
        ("70 600 40 手机号8000请充值", set()),
    ],
)
def test_what_either_recogniser_reads_of_it_is_left(read: str, left: set[Personal]) -> None:
    plan = all_confirmed()
    assert set(plan.remains(0, again(page(read)))) == left
    assert set(plan.remains(0, RereadPage((page(read), GONE)))) == left


def test_what_stands_beside_a_box_is_read_without_asking_where_lines_are() -> None:
    assert all_confirmed().remains(0, RereadPage((GONE, GONE), ("", "3-4EF5"))) == (Personal.CODE,)


def test_ink_beside_a_box_is_left() -> None:
    assert all_confirmed().remains(0, RereadPage((GONE, GONE), (), inked=(1,))) == (Personal.CODE,)


def test_other_words_may_stand_beside_a_box_but_no_rest_of_its_value() -> None:
    plan = all_confirmed()
    line = PAGE.lines[0]
    phone = plan.spots(0)[0]
    assert any(left <= line.middles[2] < right for left, right in phone.known)
    assert any(left <= line.middles[14] < right for left, right in phone.known)
    shorter = replace(plan.said[0], box=replace(phone.box, right=line.middles[12] + 5))
    spot = replace(plan, said=(shorter, plan.said[1])).spots(0)[0]
    assert not any(left <= line.middles[13] < right for left, right in spot.known)


def test_a_day_may_be_seen_though_a_number_begins_with_it() -> None:
    read = page("70 600 40 订单编号：20261103094127482910\n70 700 40 下单时间：2026-11-03 09:41:27")
    plan = planned(*map(said_to, planned(read=read).marks), read=read)
    assert plan.remains(0, again(page("70 700 40 下单时间：2026-11-03 09:41:27"))) == ()
    assert plan.remains(0, again(page("70 700 40 编号27482"))) == (Personal.NUMBER,)


def test_what_was_left_visible_may_be_read() -> None:
    phone, code = planned().marks
    plan = planned(said_to(phone), said_to(code, accepted=False))
    assert plan.remains(0, again(page("70 700 40 卡密：AB12-CD34-EF56-GH78"))) == ()


def test_words_that_now_stand_behind_a_label_are_no_name() -> None:
    read = page("70 600 40 收货人\n400 600 40 张小明\n900 600 40 复制")
    plan = planned(*map(said_to, planned(read=read).marks), read=read)
    assert plan.remains(0, again(page("70 600 40 收货人\n900 600 40 复制"))) == ()
    assert plan.remains(0, again(page("70 600 40 张小明"))) == (Personal.NAME,)


def test_what_only_its_label_tells_is_proposed_and_the_shop_stays() -> None:
    read = page("70 600 40 充值账号：小鱼爱吃饭\n70 700 40 商家：星河数码专营店\n70 800 40 收货人：张小明")
    shop = masking(case(parties=(merchant("星河数码专营店"),)), PERSONAL_WORDS)
    marks = plan_of(
        ITEM, Reading((read,), "reader"), PersonalDataFinder(shop, Audience.PUBLIC, READING_WORDS), ()
    ).marks
    assert [mark.text for mark in marks] == ["小鱼爱吃饭", "张小明"]


def test_what_a_rule_found_was_not_drawn_whatever_its_kind() -> None:
    cover = replace(COVER, own={"小鱼爱吃饭": Personal.UNKNOWN})
    read = Reading((page("70 600 40 转给小鱼爱吃饭\n70 700 40 尽快处理"),), "reader")
    (found,) = plan_of(ITEM, read, PersonalDataFinder(cover, Audience.PUBLIC), ()).marks
    drawn = draw(planned(), 0, Box(70, 800, 200, 840))
    said = [said_to(found), said_to(drawn)]
    marks = plan_of(ITEM, read, PersonalDataFinder(cover, Audience.PUBLIC), said).marks
    assert [(mark.kind, mark.state, mark.drawn) for mark in marks] == [
        (Personal.UNKNOWN, MarkState.CONFIRMED, False),
        (Personal.UNKNOWN, MarkState.CONFIRMED, True),
    ]
