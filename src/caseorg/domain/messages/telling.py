"""How the case's events are told in a message: what happened, which contacts there were, how it stands now."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from caseorg.domain.case import CaseFile, Event, Promise, Side
from caseorg.domain.moments import Moment, Precision, TimeSource, show_chinese

_CONTACT = re.compile(
    "联系|沟通|咨询|询问|客服|致电|拨打|来电|工单|催促|催办|催告|退款申请|申请退款|申请售后|售后申请|介入|投诉|举报|答复|回复|拒绝"
)
_ASKED = re.compile("^[^，。；“]*(?:联系|致电|拨打|咨询|询问|催|申请|投诉|举报|发送)(?!.{0,2}(?:我|本人))")
_PATH = re.compile("客服|商家|店铺|卖家|平台|12315|电话|热线|邮件|邮箱|工单|微信|支付宝")
_TROUBLE = re.compile(
    "未|无法|不能|失败|无效|错误|报错|已被|没有|过期|不符|不足|重复|多扣|误扣|自动续费|封禁|被封|拒|少|停用|停止|关闭|失联|异常|超时|延迟|缺货|售罄"
)
_REFUSAL = re.compile("拒绝|拒退|不予|概不|不退|不支持|驳回")
_PURCHASE = re.compile("下单|付款|支付|购买|充值")
_WRONG = re.compile(
    "未到账|没到账|不到账|未收到|没收到|未开通|没开通|未生效|未充|无效|失败|错误|报错|已被|封号|封禁|被封|异常|无法|不能|打不开"
    "|多扣|误扣|重复扣|自动续费|过期|不符|停用|失联|缺货|售罄"
)
_SHOWN = re.compile("(?:提示|显示)(?!.{0,6}(?:成功|已付款|已支付|已发货|已完成))")
_BOUGHT = re.compile("下单|付款|支付|购买")
_FAULTS = frozenset({"failure", "status", "notice"})  # proofs of the knowledge
_QUOTED = re.compile("[“「『](.{1,300}?)[”」』]")
_SAID = re.compile(
    f"(?<!我)(?<!本人)(?:回复|答复|回应|告知|表示|承诺|答应|称|说)[^，。；“「『”」』]{{0,6}}{_QUOTED.pattern}"
)
_OPENING, _CLOSING = "（(“「『【《", "）)”」』】》"
_STOPS = "。！？!?…；;，, "
_OTHERS = (Side.MERCHANT, Side.PLATFORM, Side.SERVICE)
_NEAR = timedelta(hours=1)
HOURS_SHOWN = 48


@dataclass(frozen=True, slots=True)
class Telling:
    """One event or sent message as a sentence: when, what, and in brackets who answered and by what proof.

    `path` says with whom one talked, `asked` that the user did, `answer` what the others said in their own words. The
    `key` one tells what went wrong; it is shortened last of all.
    """

    at: Moment
    body: str
    details: tuple[str, ...] = ()
    path: str = ""
    ticket: str = ""
    key: bool = False
    asked: bool = True
    answer: str = ""

    def sentence(self, after: "Telling | None" = None, body: str = "") -> str:
        """`2026年11月1日15时15分，联系商家客服。（证据4）`; the year is not said again `after` one of the same year."""
        when = show_chinese(self.at)
        if after and after.at.local.year == self.at.local.year:
            when = when.removeprefix(f"{self.at.local.year}年")
        said = (body or self.body).strip()
        stop = "" if said.endswith(("。", "！", "？", "!", "?", "…", ".", "．")) else "。"
        bracket = f"（{'；'.join(self.details)}）" if self.details else ""
        return f"{when}，{said}{stop}{bracket}"

    @property
    def first_clause(self) -> str:
        """The body up to its first comma or stop outside brackets and quotations; the whole where there is none."""
        depth = 0
        for place, character in enumerate(self.body):
            depth += (character in _OPENING) - (character in _CLOSING)
            if place and depth <= 0 and character in _STOPS:
                return self.body[:place]
        return self.body

    @property
    def refuses(self) -> bool:
        """Whether it tells of a refusal, which a shorter text should keep."""
        return bool(_REFUSAL.search(self.body))

    @property
    def after_first_clause(self) -> str:
        """The rest of the body."""
        return self.body.removeprefix(self.first_clause).lstrip(_STOPS)


def happened(case: CaseFile, names: Mapping[str, str]) -> tuple[Telling, ...]:
    """What happened beside the contacts."""
    return tuple(telling for event, telling in _tellings(case, names) if not is_contact(event))


def contacts(case: CaseFile, names: Mapping[str, str]) -> tuple[Telling, ...]:
    """The contacts so far: events, and messages that were sent without an event of their own; by time."""
    events = [telling for event, telling in _tellings(case, names) if is_contact(event)]
    return tuple(sorted([*events, *_sent(case, names)], key=lambda telling: telling.at.at))


def facts(case: CaseFile, names: Mapping[str, str]) -> tuple[Telling, ...]:
    """Every event that is to be told, contacts included, in the order of the case."""
    return tuple(telling for _, telling in _tellings(case, names))


def is_contact(event: Event) -> bool:
    """Whether the event tells of talking with the other side or with an authority."""
    return bool(event.channel or event.agent or event.ticket or event.milestone or _CONTACT.search(event.text))


def problem(case: CaseFile) -> Event | None:
    """The event that tells what went wrong; None without events.

    A proof of the fault says most, then words of an error, then a refusal; the user's own doing counts before a talk
    about it, and the last event is taken only where nothing tells of trouble.
    """
    told = _told(case)
    own = [event for event in told if not is_contact(event)]
    shown = {item.id: frozenset(item.shows) for item in case.standing_evidence}
    proofs = {event.id: frozenset[str]().union(*(shown.get(item, ()) for item in event.evidence)) for event in told}
    candidates = (
        *(event for event in own if proofs[event.id] & _FAULTS and not _is_purchase(event)),
        *(event for event in own if _WRONG.search(event.text)),
        *(event for event in own if _SHOWN.search(event.text) and not _BOUGHT.search(event.text)),
        *(event for event in told if _WRONG.search(event.text)),
        *(event for event in told if proofs[event.id] & _FAULTS and not _is_purchase(event)),
        *(event for event in own if _TROUBLE.search(event.text)),
        *(event for event in told if "refusal" in proofs[event.id] or _REFUSAL.search(event.text)),
        *(event for event in reversed(own) if not _PURCHASE.search(event.text)),
        *(event for event in told if _TROUBLE.search(event.text)),
        *reversed(told),
    )
    return next(iter(candidates), None)


def _is_purchase(event: Event) -> bool:
    """It tells of buying, and of nothing that went wrong with it."""
    return bool(_BOUGHT.search(event.text)) and not _TROUBLE.search(event.text)


def action_and_trouble(text: str) -> tuple[str, str]:
    """What was done, and what came of it: parted at the clause that first tells of trouble."""
    clauses = re.split("(?<=[，；])", text.strip().rstrip("。"))
    for number, clause in enumerate(clauses):
        if _TROUBLE.search(clause):
            return "".join(clauses[:number]).rstrip("，；"), "".join(clauses[number:])
    return "", "".join(clauses)


def quoted(text: str) -> str:
    """The last words in quotation marks."""
    return _last(_QUOTED, text)


def _last(pattern: re.Pattern[str], text: str) -> str:
    found: list[str] = pattern.findall(text)
    return found[-1] if found else ""


def duration(begin: datetime, end: datetime) -> str:
    """`36小时` below two days, `11天` beyond; empty where nothing or less than an hour has passed."""
    hours = int((end - begin).total_seconds() // 3600)
    if hours < 1:
        return ""
    return f"{hours}小时" if hours < HOURS_SHOWN else f"{hours // 24}天"


def late_or_last_promise(case: CaseFile, now: datetime) -> Promise | None:
    """The last promise that was not kept in time, or else the last that is not kept yet."""
    open_ones = sorted(
        (promise for promise in case.promises if not promise.kept), key=lambda promise: promise.made_at.at
    )
    late = [promise for promise in open_ones if promise.kept is False or (promise.due and promise.due <= now)]
    return next(reversed(late or open_ones), None)


def flat(text: str) -> str:
    """What the user typed, in one line."""
    return " ".join(text.split())


def _told(case: CaseFile) -> tuple[Event, ...]:
    return tuple(event for event in case.events if event.in_complaint and event.text.strip())


def _tellings(case: CaseFile, names: Mapping[str, str]) -> Iterator[tuple[Event, Telling]]:
    wrong = problem(case)
    key = wrong.id if wrong else None
    numbers = {item.id: item.number for item in case.standing_evidence}
    for event in _told(case):
        proofs = sorted(numbers[item] for item in set(event.evidence) & numbers.keys())
        yield event, _of_event(event, proofs, names, event.id == key)


def _of_event(event: Event, proofs: list[int], names: Mapping[str, str], key: bool) -> Telling:
    details = (
        f"渠道：{names.get(event.channel, event.channel)}" if event.channel and not _PATH.search(event.text) else "",
        f"客服：{event.agent}" if event.agent else "",
        f"工单号：{event.ticket}" if event.ticket else "",
        "、".join(f"证据{number}" for number in proofs),
    )
    given = tuple(detail for detail in details if detail)
    others = event.side in _OTHERS
    answer = _last(_QUOTED if others else _SAID, event.text)
    text = flat(event.text)
    asked = not others or bool(_ASKED.search(text))
    return Telling(event.at, text, given, _path(event, names), event.ticket, key, asked, answer)


def _path(event: Event, names: Mapping[str, str]) -> str:
    """The channel, or with whom one talked as far as the event tells."""
    if event.channel:
        return names.get(event.channel, event.channel)
    words = ((r"12315", "12315"), ("平台|官方|介入", "平台客服"), ("商家|店铺|卖家|店家", "商家客服"))
    said = next((path for pattern, path in words if re.search(pattern, event.text)), "客服")
    return {Side.MERCHANT: "商家客服", Side.PLATFORM: "平台客服"}.get(event.side, said)


def _sent(case: CaseFile, names: Mapping[str, str]) -> Iterable[Telling]:
    """Sent messages; one within the hour of an event over the same channel is told by that event."""
    told: dict[str, list[datetime]] = defaultdict(list)
    for event in _told(case):
        if event.side is Side.ME:
            told[event.channel].append(event.at.at)
    for times in told.values():
        times.sort()
    for message in case.messages:
        if message.sent_at is None or _is_near(message.sent_at, told[message.channel]):
            continue
        at, name = (
            Moment(message.sent_at, Precision.MINUTE, TimeSource.TYPED),
            names.get(message.channel, message.channel),
        )
        yield Telling(at, f"通过{name}发送书面消息", path=name)


def _is_near(instant: datetime, times: list[datetime]) -> bool:
    """Whether one of the times, in their order, is within the hour."""
    place = bisect_left(times, instant - _NEAR)
    return place < len(times) and times[place] <= instant + _NEAR
