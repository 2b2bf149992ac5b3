"""What a report of fraud takes from the events."""

from decimal import Decimal
from time import thread_time

import pytest

from caseorg.domain.messages.fraud import swindle
from caseorg.domain.story.reading import read_story
from domain.build import case, event, moment, order
from domain.knowledge import WORDS


def test_payee_and_caller_are_the_clauses_that_tell_of_them() -> None:
    found = case(events=(event(text="对方来电号码13800001234，要我转账，收款人：张三。我转了"),))
    told = swindle(found, read_story(found, WORDS))
    assert (told["caller"], told["payee"]) == ("对方来电号码13800001234", "收款人：张三")


def test_a_transfer_has_the_time_of_the_event_that_tells_of_it() -> None:
    found = case(
        orders=(order(paid=Decimal(19999)),),
        events=(
            event(moment(), "对方要我把钱转到安全账户，我转了19999"),
            event(moment(1), "又要我再转5000解冻"),
        ),
    )
    told = swindle(found, read_story(found, WORDS))
    assert told["transfers"] == "2026年11月1日14时30分，19,999.00元"


def test_several_transfers_are_told_one_by_one() -> None:
    found = case(
        orders=(order(paid=Decimal(20000)),),
        events=(event(moment(), "他让我把钱转到认证账户，我先转了5000，又转了1万2，再转三千"),),
    )
    told = swindle(found, read_story(found, WORDS))
    assert told["transfers"] == "2026年11月1日14时30分，5,000.00元、12,000.00元、3,000.00元，共20,000.00元"


@pytest.mark.parametrize("character", ["1", "一"])
def test_a_long_text_without_marks_takes_no_time(character: str) -> None:
    found = case(events=(event(text=character * 100_000),))
    begin = thread_time()
    assert swindle(found, read_story(found, WORDS))["payee"] == ""
    assert thread_time() - begin < 1
