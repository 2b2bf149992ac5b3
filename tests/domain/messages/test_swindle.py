"""What a report of fraud takes from the events."""

from time import perf_counter

import pytest

from caseorg.domain.messages.swindle import swindle
from domain.build import case, event


def test_payee_and_caller_are_the_clauses_that_tell_of_them() -> None:
    told = swindle(case(events=(event(text="对方来电号码13800001234，要我转账，收款人：张三。我转了"),)))
    assert (told["caller"], told["payee"]) == ("对方来电号码13800001234", "收款人：张三")


@pytest.mark.parametrize("character", ["1", "一"])
def test_a_long_text_without_marks_takes_no_time(character: str) -> None:
    begin = perf_counter()
    assert swindle(case(events=(event(text=character * 100_000),)))["payee"] == ""
    assert perf_counter() - begin < 1
