"""Whatever the scenario, the channel and the kind: of a long story the heart survives, nothing is said twice or cut."""

from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest

from caseorg.domain.case import CaseFile, Payment, Person, Side
from caseorg.domain.messages.channel import Channel, MessageKind
from caseorg.knowledge.drafts import draft
from caseorg.knowledge.library import Knowledge
from domain.build import START, case, event, evidence, merchant, moment, order

KNOWLEDGE = Knowledge()
NOW = START + timedelta(days=27)
FAULT = "输入后页面提示“该卡密已被使用”"
DEMAND = "2026年12月5日前退还货款98元"
PAIRS = [(channel, kind) for channel in KNOWLEDGE.channels.values() for kind in channel.kinds]
_NO_DEMAND = (MessageKind.REPORT,)  # what is reported is no demand of one's own
TALKS = [
    ("我联系客服询问处理进展，说明卡密无法使用并再次提供了订单截图", Side.ME),
    ("客服回复“系统繁忙，请耐心等待，会有专员与您联系”", Side.SERVICE),
    ("我再次联系店铺客服，要求退款并提供页面截图", Side.ME),
    ("客服说需要我再次提供购买凭证和付款截图，我当场提供", Side.SERVICE),
    ("客服没有回复", Side.SERVICE),
]
LENGTHS = (3, 25)


def long_case(scenario: str, talks: list[tuple[str, Side]]) -> CaseFile:
    told = [
        event(moment(0), "我在店铺购买游戏点卡100元一张，微信支付98元", 1),
        event(moment(1), FAULT, 2),
        *(event(moment(2 + 3 * place), text, side=side) for place, (text, side) in enumerate(talks)),
        event(moment(2 + 3 * len(talks)), "客服回复“虚拟商品概不退换”", side=Side.SERVICE),
    ]
    return case(
        scenario=scenario,
        complainant=Person(name="林晓", phone="13800001234", address="上海市长宁区示例路88号"),
        parties=(merchant("星河数码专营店"),),
        orders=(order(number="261112-123456789012345", product="游戏点卡", paid=Decimal(98), payment=Payment.WECHAT),),
        events=tuple(told),
        evidence=(evidence(1), evidence(2)),
        demand=DEMAND,
    )


@pytest.mark.parametrize("scenario", KNOWLEDGE.scenarios)
def test_the_heart_of_a_long_story_survives_over_every_channel(scenario: str) -> None:
    chosen = Random(scenario)
    for length in LENGTHS:
        found = long_case(scenario, chosen.choices(TALKS, k=length))
        for channel, kind in PAIRS:
            require_heart(found, channel, kind)


def require_heart(found: CaseFile, channel: Channel, kind: MessageKind) -> None:
    made = draft(KNOWLEDGE, found, channel, kind, NOW)
    where = f"{channel.id} {kind.value}\n{made.text}"
    assert FAULT in made.text, where
    assert not made.too_long, where
    if kind not in _NO_DEMAND:
        assert "98" in made.text, where
        assert "退还货款98" in made.text or kind is MessageKind.DEMAND_LETTER, where
    lines = [line for line in made.text.splitlines() if len(line) > 12]
    assert len(lines) == len(set(lines)), where
    for told in found.events:
        assert told.text in made.text or told.text[:14] not in made.text, where
