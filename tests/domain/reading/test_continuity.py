"""How pictures follow each other, on strips made by hand: what was cut apart is put together again."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.case import EvidenceId
from caseorg.domain.reading.agreement import Agreement, PageRows, agreement
from caseorg.domain.reading.bars import Bars, common_bars
from caseorg.domain.reading.continuity import ContinuityVerdict, Doubt, Joint, Shot, join
from caseorg.domain.reading.overlap import LEAST
from caseorg.domain.reading.reading import PageReading
from caseorg.domain.reading.runs import find_runs, same_pictures
from caseorg.domain.reading.strip import WIDTH, Strip, blocks
from chats import read

TOP, BOTTOM, CONTENT = 60, 40, 400
BARS = Bars(TOP, BOTTOM, titled=True)
_BLANK = bytes(8)


def rows(seed: int, count: int) -> list[tuple[bytes, bytes]]:
    """Lines of text of 20 rows each, 12 blank rows between two, 30 between two messages of one to three lines."""
    chance = random.Random(seed)
    made: list[tuple[bytes, bytes]] = []
    while len(made) < count:
        for _ in range(chance.randint(1, 3)):
            for _ in range(5):  # a stroke is some rows high
                bits = chance.getrandbits(64)
                one = (bits & chance.getrandbits(64)).to_bytes(8), (~bits & chance.getrandbits(64)).to_bytes(8)
                made += [one] * 4
            made += [(_BLANK, _BLANK)] * 12
        made += [(_BLANK, _BLANK)] * 18
    return made[:count]


def strip(parts: list[tuple[bytes, bytes]]) -> Strip:
    more, less = (b"".join(part[which] for part in parts) for which in (0, 1))
    return Strip(1080, more, less, bytes([237]) * len(parts))


TITLE, INPUT = rows(1, TOP), rows(2, BOTTOM)
CHAT = rows(3, 6000)


def shot(name: str, at: int, content: int = CONTENT, chat: list[tuple[bytes, bytes]] = CHAT) -> Shot:
    return Shot(EvidenceId(name), strip([*TITLE, *chat[at : at + content], *INPUT]))


def joined(*places: int) -> tuple[Joint, ...]:
    shots = [shot(str(number), at) for number, at in enumerate(places)]
    return find_runs([replace(one, chat=True) for one in shots])[0].joints


@given(st.integers(0, 4000), st.integers(1, 2 * CONTENT), st.booleans())
def test_a_chat_that_was_cut_anywhere_is_put_together_again(at: int, step: int, back: bool) -> None:
    places = (at + step, at) if back else (at, at + step)
    joint = join(*(shot(str(place), place) for place in places), BARS)
    both = CONTENT - step
    if both >= CONTENT - 8:
        assert joint.verdict is ContinuityVerdict.REPEATED
    elif joint.verdict in (ContinuityVerdict.CONTINUOUS, ContinuityVerdict.DISORDER):
        assert joint.verdict is (ContinuityVerdict.DISORDER if back else ContinuityVerdict.CONTINUOUS)
        assert joint.overlap == 2 * both and both >= LEAST
    elif joint.verdict is ContinuityVerdict.GAP:
        assert both < LEAST
    else:  # little is on both, or one whole message
        assert joint.doubt in (Doubt.LITTLE, Doubt.TWICE) and both < 2 * LEAST


@given(st.integers(0, 2**32), st.integers(0, 2**32), st.integers(100, 900))
def test_two_chats_never_go_on_from_each_other(one: int, other: int, content: int) -> None:
    shots = [shot(str(seed), 0, content, rows(seed + 10, content)) for seed in (one, other + 2**33)]
    assert join(*shots, BARS).verdict in (ContinuityVerdict.GAP, ContinuityVerdict.UNSURE)


def test_a_run_is_told_pair_by_pair() -> None:
    found = joined(0, 300, 300, 900, 700, 3000, 3370)
    assert [joint.verdict for joint in found] == [
        ContinuityVerdict.CONTINUOUS,
        ContinuityVerdict.REPEATED,
        ContinuityVerdict.GAP,
        ContinuityVerdict.DISORDER,
        ContinuityVerdict.GAP,
        ContinuityVerdict.UNSURE,
    ]
    expected = [200, 800, 0, 400, 0, 60]  # less what is blank beside the bars, for that may belong to them
    assert [joint.overlap for joint in found] == pytest.approx(expected, abs=16)


def test_what_goes_on_elsewhere_in_the_run_is_found_there() -> None:
    first, second = joined(0, 600, 300)
    assert (first.verdict, first.first, first.then) == (ContinuityVerdict.DISORDER, "0", "2")
    assert (second.verdict, second.first, second.then) == (ContinuityVerdict.DISORDER, "2", "1")


def test_a_part_of_a_longer_picture_is_there_twice() -> None:
    for pair in ((shot("a", 0, 1500), shot("b", 500)), (shot("b", 500), shot("a", 0, 1500))):
        assert join(*pair, BARS).verdict is ContinuityVerdict.REPEATED


def test_one_whole_message_may_have_been_sent_twice() -> None:
    message = [row for _ in range(5) for row in rows(77, 160) if row != (_BLANK, _BLANK)][:100]
    gap = [(_BLANK, _BLANK)] * 40
    before = strip([*TITLE, *rows(5, 300), *gap, *message, *gap, *INPUT])
    after = strip([*TITLE, *gap, *message, *gap, *rows(6, 300), *INPUT])
    joint = join(Shot(EvidenceId("a"), before), Shot(EvidenceId("b"), after), BARS)
    assert (joint.verdict, joint.doubt) == (ContinuityVerdict.UNSURE, Doubt.TWICE)


def test_messages_that_were_sent_twice_do_not_go_on_where_the_rest_differs() -> None:
    """As a shop answers again and again: high up in one picture, first in the next."""
    again = rows(88, 150)
    before = strip([*TITLE, *rows(5, 200), *again, *rows(6, 250), *INPUT])
    after = strip([*TITLE, *again, *rows(7, 450), *INPUT])
    joint = join(Shot(EvidenceId("a"), before), Shot(EvidenceId("b"), after), BARS)
    assert joint.verdict is ContinuityVerdict.GAP


def test_a_notice_that_floats_over_the_content_does_no_harm() -> None:
    before, after = shot("a", 0, 800), shot("b", 300, 800)
    notice = rows(9, 30)
    covered = [*TITLE, *CHAT[300:320], *notice, *CHAT[350:1100], *INPUT]
    assert join(before, replace(after, strip=strip(covered)), BARS).verdict is ContinuityVerdict.CONTINUOUS


def test_bars_are_what_stays_and_the_clock_may_move_on() -> None:
    clock = [[*rows(seed, 16), *[(_BLANK, _BLANK)] * 10] for seed in (20, 21)]
    shots = [
        strip([*one, *TITLE[:20] * 2, *CHAT[at : at + 500], *INPUT]) for one, at in zip(clock, (0, 333), strict=True)
    ]
    bars = common_bars(*shots)
    assert bars.titled and abs(bars.top - 66) <= 12 and abs(bars.bottom - BOTTOM) <= 30
    other = strip([*clock[0], *rows(30, 40), *CHAT[:500], *INPUT])
    assert not common_bars(shots[1], other).titled


def test_pictures_that_show_too_little_are_not_certain() -> None:
    blank = [(_BLANK, _BLANK)] * CONTENT
    joint = join(shot("a", 0), replace(shot("b", 0), strip=strip([*TITLE, *blank, *INPUT])), BARS)
    assert (joint.verdict, joint.doubt) == (ContinuityVerdict.UNSURE, Doubt.BLANK)


def test_pages_that_are_no_chat_do_not_follow_each_other() -> None:
    """Two order pages have one title, and nothing lies between them."""
    pages = [replace(shot(str(at), at), chat=False) for at in (0, 1000, 2000)]
    assert find_runs(pages) == ()
    assert find_runs([replace(one, chat=None) for one in pages]) == ()
    assert [joint.verdict for joint in find_runs([replace(one, chat=True) for one in pages])[0].joints] == [
        ContinuityVerdict.GAP
    ] * 2


TEXTS = ("您好在吗", "订单261101-123456789012345", "请核实后退款", "好的马上处理")


def page(*texts: str, top: int = 400) -> PageReading:
    return PageReading(1080, 2400, tuple(read(60, top + 90 * place, text) for place, text in enumerate(texts)))


@pytest.mark.parametrize(
    ("texts", "strict", "says"),
    [
        (TEXTS, True, Agreement.SAME),
        ((TEXTS[0], TEXTS[1].replace("0", "O"), "请核实后迟款", TEXTS[3]), True, Agreement.SAME),  # misread
        ((TEXTS[0], TEXTS[1].replace("345", "346"), *TEXTS[2:]), False, Agreement.DIFFERENT),
        ((TEXTS[0], TEXTS[1], "请核实后退款1元", TEXTS[3]), True, Agreement.DIFFERENT),
        ((TEXTS[0], TEXTS[1], "请核实后退款1", TEXTS[3]), False, Agreement.SAME),
        (("别的话说了很多", "完全不是一回事", "也没有订单号", "再见"), False, Agreement.DIFFERENT),
        ((), False, Agreement.DIFFERENT),
        (TEXTS[:3], False, Agreement.SAME),  # one line was not found
    ],
)
def test_text_confirms_what_pixels_say(texts: tuple[str, ...], strict: bool, says: Agreement) -> None:
    here, there = PageRows(page(*TEXTS), 0, 1200), PageRows(page(*texts, top=800), 200, 1000)
    assert agreement(here, there, strict=strict) is says


def test_of_little_text_nothing_is_said() -> None:
    assert agreement(PageRows(page("您好"), 0, 1200), PageRows(page("您好"), 0, 1200)) is Agreement.FEW


def test_text_that_differs_makes_it_uncertain() -> None:
    before, after = shot("a", 0), shot("b", 100)
    there = page(*TEXTS, top=400)
    moved = page(*TEXTS, top=200)
    same = join(replace(before, page=there), replace(after, page=moved), BARS)
    assert (same.verdict, same.text) == (ContinuityVerdict.CONTINUOUS, Agreement.SAME)
    other = page(*("别的话说了很多", "订单261101-999", "也没有", "再见了您"), top=200)
    found = join(replace(before, page=there), replace(after, page=other), BARS)
    assert (found.verdict, found.doubt) == (ContinuityVerdict.UNSURE, Doubt.TEXT)


def test_a_picture_twice_is_told_once_the_numbers_agree() -> None:
    one, two, other = shot("a", 0), shot("b", 0), shot("c", 700)
    assert [(same.first, same.second, same.text) for same in same_pictures([one, two, other])] == [
        ("a", "b", Agreement.UNREAD)
    ]
    read_one, read_two = replace(one, page=page(*TEXTS)), replace(two, page=page(*TEXTS))
    assert same_pictures([read_one, read_two])[0].text is Agreement.SAME
    number = page(TEXTS[0], TEXTS[1].replace("345", "346"), *TEXTS[2:])
    assert same_pictures([read_one, replace(two, page=number)]) == ()


def test_blocks_are_parted_by_blank_rows() -> None:
    mark, blank = (b"\1" * 8, _BLANK), (_BLANK, _BLANK)
    made = strip([blank, mark, mark, blank, mark, *[blank] * 4, mark])
    assert list(blocks(made, 2)) == [(1, 5), (9, 10)]
    assert list(blocks(made, 1)) == [(1, 3), (4, 5), (9, 10)]
    assert list(blocks(strip([blank] * 5), 1)) == []
    assert made.turned().turned() == made and WIDTH == 540
