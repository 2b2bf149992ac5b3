"""Cases of which the rows of docs/practices.md are told, stored when they are asked for."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from caseorg.actions.event import EventDetails
from caseorg.actions.message import MessageDetails
from caseorg.actions.promise import PromiseDetails
from caseorg.domain.case import Answer, CaseDetails, Order, OrderId, Party, Payment, Platform, Role, Side, Stage
from caseorg.domain.messages.channel import MessageKind
from caseorg.domain.moments import Moment, Precision, TimeSource, parse_moment

NOW = datetime.now(UTC)
SHOP = (Party(role=Role.MERCHANT, name="星河数码", address="杭州市余杭区示例路1号"),)


@dataclass(frozen=True)
class Told:
    """What the user told. `proven`: with a piece of evidence that shows all there is to show (in the window only)."""

    details: CaseDetails
    events: tuple[EventDetails, ...] = ()
    promises: tuple[PromiseDetails, ...] = ()
    messages: tuple[MessageDetails, ...] = ()
    proven: bool = False


def ago(hours: float) -> Moment:
    return Moment(NOW - timedelta(hours=hours), Precision.MINUTE, TimeSource.TYPED)


def titled(title: str) -> Told:
    """Nothing but a title."""
    return Told(CaseDetails(title=title))


def bare(scenario: str, platform: Platform = Platform.PDD, **answers: str) -> Told:
    """Nothing but the kind of problem, and answers to its questions by what follows the dot."""
    given = tuple(Answer(question=f"{scenario}.{name}", value=value) for name, value in answers.items())
    return Told(CaseDetails(title="某事", platform=platform, scenario=scenario, answers=given))


def demanding(demand: str) -> Told:
    """A demand in these words, else all that a message takes."""
    return replace(INVALID, details=replace(INVALID.details, demand=demand))


def telling(text: str, scenario: str = "card-invalid") -> Told:
    """One more event in these words."""
    told = EventDetails(at=parse_moment("2026-11-02 10:00"), text=text, side=Side.ME)
    details = replace(INVALID.details, scenario=scenario)
    return replace(INVALID, details=details, events=(*INVALID.events, told))


def order(number: str, product: str, paid: int, **more: object) -> Order:
    values = {"ordered_at": parse_moment("2026-11-01 14:30"), "payment": Payment.ALIPAY, **more}
    return Order(id=OrderId(""), number=number, product=product, paid=Decimal(paid), **values)  # type: ignore[arg-type]


def happened(at: str | Moment, text: str, side: Side = Side.ME, **more: object) -> EventDetails:
    when = parse_moment(at) if isinstance(at, str) else at
    return EventDetails(at=when, text=text, side=side, **more)  # type: ignore[arg-type]


def sent(hours: float, kind: MessageKind, channel: str = "pdd-merchant") -> MessageDetails:
    """So many hours ago."""
    return MessageDetails(channel=channel, text="请退款10元", kind=kind, sent_at=ago(hours).at)


def with_scenario(told: Told, scenario: str, platform: Platform | None = None) -> Told:
    details = replace(told.details, scenario=scenario, platform=platform or told.details.platform)
    return replace(told, details=details)


INVALID = Told(
    CaseDetails(
        title="点卡卡密无效",
        platform=Platform.PDD,
        scenario="card-invalid",
        parties=SHOP,
        orders=(order("261101-123456789012345", "10元游戏点卡", 10),),
        demand="24小时内重新发卡或退款10元",
    ),
    events=(
        happened("2026-11-01 14:30", "支付宝付款10元购买10元游戏点卡"),
        happened("2026-11-01 14:52", "在官方充值页面输入卡密（尾号3B7Q），页面提示“无效”", Side.SYSTEM),
    ),
)
NOT_ARRIVED = Told(
    CaseDetails(
        title="点卡没到账",
        platform=Platform.SITE,
        scenario="not-arrived",
        parties=SHOP,
        orders=(order("20240501A1", "50元游戏点卡", 50),),
        demand="24小时内核实并全额退款50元",
    ),
    events=(happened("2026-11-01 14:30", "使用支付宝付款50元购买游戏点卡，提示支付成功，至今未收到卡密"),),
)
PROMISED = replace(
    NOT_ARRIVED,
    events=(
        *NOT_ARRIVED.events,
        happened("2026-11-01 15:00", "在平台客服提交退款申请", channel="site-chat"),
        happened(
            "2026-11-01 15:05", "客服承诺“48小时内处理”", Side.SERVICE, channel="site-chat", agent="007", ticket="GD1"
        ),
    ),
    promises=(
        PromiseDetails(
            side=Side.SERVICE,
            text="48小时内处理",
            made_at=parse_moment("2026-11-01 15:05"),
            due=parse_moment("2026-11-03 15:05").at,
        ),
    ),
)
CLOSED = replace(INVALID, details=replace(INVALID.details, stage=Stage.CLOSED))
