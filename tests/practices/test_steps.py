"""The next step and the clocks: rows of docs/practices.md."""

from dataclasses import replace
from datetime import timedelta

import pytest

from caseorg.actions.promise import PromiseDetails
from caseorg.domain.case import Side
from caseorg.domain.messages.channel import MessageKind
from practices.places import Shown
from practices.told import CLOSED, INVALID, NOT_ARRIVED, PROMISED, Told, ago, bare, happened, sent

PROVEN = replace(INVALID, proven=True)
ANSWERED = replace(
    PROVEN, events=(*PROVEN.events, happened(ago(90), "客服答复：已登记", Side.SERVICE, channel="pdd-merchant"))
)
UNSOLVED = replace(ANSWERED, messages=(sent(100, MessageKind.FIRST),))
UPGRADED = replace(ANSWERED, messages=(sent(160, MessageKind.FIRST), sent(80, MessageKind.UPGRADE)))
WAITING = replace(INVALID, messages=(sent(30, MessageKind.FIRST),))
ENDING = replace(PROVEN, events=(*PROVEN.events, happened(ago(-10), "售后截止", milestone="after-sale-ends")))
STEPPED_IN = replace(
    INVALID, events=(*INVALID.events, happened(ago(50), "投诉商家", milestone="platform-requested", channel="pdd"))
)


def promised(hours: int) -> Told:
    """A promise of so many hours that is over since one."""
    made = ago(hours + 1)
    promise = PromiseDetails(
        side=Side.SERVICE, text=f"{hours}小时内处理", made_at=made, due=made.at + timedelta(hours=hours)
    )
    talked = happened(made, "联系商家，答复会处理", channel="pdd-merchant")
    return replace(PROVEN, events=(*PROVEN.events, talked), promises=(promise,))


@pytest.mark.parametrize(
    ("row", "case", "words", "elsewhere"),
    [
        (19, ENDING, "请现在就在订单中申请售后", PROVEN),
        (26, UNSOLVED, "要求升级处理：拼多多商家客服", PROVEN),
        (37, UPGRADED, "申请平台介入", UNSOLVED),
        (43, promised(1), "1小时内处理", PROVEN),
        (104, promised(48), "48小时内处理", PROVEN),
        (114, bare("account-stolen"), "不能等的", PROVEN),
        (127, bare("account-stolen"), "先冻结：在官方应用里冻结账户和付款、改密码", PROVEN),
        (128, bare("account-stolen"), "打官方客服热线", PROVEN),
    ],
)
def test_the_next_step_says_it_where_it_is_needed_alone(
    shown: Shown, row: int, case: Told, words: str, elsewhere: Told
) -> None:
    assert words in shown("caseorg.gui.timeline.card.NextStepCard", case), row
    assert words not in shown("caseorg.gui.timeline.card.NextStepCard", elsewhere), row


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (48, "读商品说明和售后说明，截图"),
        (49, "查到卡密生成、使用、到账记录"),
        (50, "弹窗提示的常见问题看一眼"),
        (51, "下次买之前：|先买小额，收到时录屏，马上验证"),
        (89, "售后说明，截图"),
    ],
)
def test_whoever_closes_a_case_is_told_what_to_look_at_next_time(shown: Shown, row: int, words: str) -> None:
    text = shown("caseorg next", CLOSED)
    assert [one for one in words.split("|") if one not in text] == [], row
    assert words.split("|")[0] not in shown("caseorg next", INVALID), row


@pytest.mark.parametrize(
    ("row", "case", "words", "elsewhere"),
    [
        (43, promised(1), "已逾期  1小时内处理", NOT_ARRIVED),
        (45, STEPPED_IN, "平台介入处理（声称）", NOT_ARRIVED),
        (84, WAITING, "通常在24至48小时之间跟进", NOT_ARRIVED),
        (104, PROMISED, "已逾期  48小时内处理", NOT_ARRIVED),
    ],
)
def test_a_clock_is_told_where_it_runs(shown: Shown, row: int, case: Told, words: str, elsewhere: Told) -> None:
    assert words in shown("caseorg due", case), row
    assert words not in shown("caseorg due", elsewhere), row


def test_what_is_overdue_in_any_case_is_told_first(shown: Shown) -> None:
    """From waiting to managing: nobody has to remember what was promised."""
    shown("caseorg due", PROMISED)
    states = [line.split()[2] for line in shown("caseorg due", "").splitlines() if line.startswith("20")]
    assert states[0] == "已逾期"
    assert states == sorted(states, key=lambda state: state != "已逾期")
