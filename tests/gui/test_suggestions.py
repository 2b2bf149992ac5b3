"""The demand that the wizard offers for a vague one."""

from decimal import Decimal

import pytest

from caseorg.domain.demands.demand import show_demand
from caseorg.gui.wizard.suggestions import propose
from domain.build import case, order


@pytest.mark.parametrize(
    ("refunded", "line", "offered"),
    [
        (None, "尽快处理", "收到本消息后24小时内全额退款284.00元，原路退回"),
        (50, "尽快处理", "收到本消息后24小时内部分退款234.00元，原路退回"),
        (None, "退还剩余234元", "收到本消息后24小时内部分退款234.00元，原路退回"),
    ],
)
def test_less_than_was_paid_is_not_called_a_full_refund(refunded: int | None, line: str, offered: str) -> None:
    back = None if refunded is None else Decimal(refunded)
    told = case(orders=(order(paid=Decimal(284), refunded=back),))
    assert show_demand(propose(told, line)) == offered
