"""The values of a message's slots: from the case, and from what the knowledge adds to it."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from caseorg.domain.case import CaseFile, Order
from caseorg.domain.facts import PAPER_PAYMENTS, evidence_reference
from caseorg.domain.messages.arithmetic import arithmetic
from caseorg.domain.messages.background import Background
from caseorg.domain.messages.demand import (
    Demand,
    deadline_text,
    demand_lines,
    read_demand,
    read_demands,
    without_deadline,
)
from caseorg.domain.messages.promised import last_answer, promised
from caseorg.domain.messages.swindle import swindle
from caseorg.domain.messages.telling import (
    Telling,
    action_and_trouble,
    contacts,
    duration,
    facts,
    flat,
    happened,
    problem,
    quoted,
)
from caseorg.domain.moments import Moment, Precision, TimeSource, show_chinese
from caseorg.domain.money import capital_yuan, show_yuan
from caseorg.domain.scenario import Scenario
from caseorg.domain.statute import together

UNSURE = ("不清楚", "不知道", "不确定")
MAIN_CITATIONS = 3
DAYS_SHOWN = 6
LETTER_DAYS = 15
SHORTEST_LETTER_TERM = timedelta(days=7)
_REMEDY = re.compile("退款|退还|退换|补发|补足|更换|重新检测")
_INFORMATION = re.compile("请(?:平台|商家)?(?:说明|提供|告知|核实|核对|查询|逐项|列出)")
_PARTS = (re.compile("^\\d+年\\d+月"), re.compile("^\\d+年"))


def blocks(case: CaseFile, background: Background) -> dict[str, tuple[Telling | str, ...]]:
    """The slots that stand for several lines."""
    names, demands = background.channels, demand_lines(case.demand)
    return {
        "facts": facts(case, names),
        "happened": happened(case, names),
        "attempts": contacts(case, names),
        "demands": tuple(f"{line}。" for line in demands),
        "asked": tuple(f"{without_deadline(line)}。" for line in demands),
        "asks": _asks(case, background),
    }


def _asks(case: CaseFile, background: Background) -> tuple[str, ...]:
    """Beside a demand of an amount no other remedy is offered: the other side would choose the lesser."""
    scenario = background.scenario
    if scenario is None:
        return ()
    asks = (*scenario.payment_asks, *scenario.asks) if background.stops_payments else scenario.asks
    if not any(demand.amount is not None for demand in read_demands(case.demand)):
        return asks
    return tuple(kept for ask in asks if (kept := _without_remedy(ask)))


def _without_remedy(ask: str) -> str:
    """`请说明原因；如不能补发，请退款。` → `请说明原因。`; what remains must ask for information."""
    if not _REMEDY.search(ask):
        return ask
    kept = [part for part in ask.rstrip("。").split("；") if _INFORMATION.match(part) and not _REMEDY.search(part)]
    return f"{'；'.join(kept)}。" if kept else ""


def plain_values(case: CaseFile, background: Background) -> dict[str, str]:
    """The slots of one line; an empty string means not known."""
    made = contacts(case, background.channels)
    known = {
        "name": case.complainant.name,
        "phone": case.complainant.phone,
        "address": case.complainant.address,
        "platform": background.platform,
        "merchant": case.merchant.name,
        "merchant_address": case.merchant.address,
        "scenario": background.scenario.name if background.scenario else "",
        "purchase": "购买" if case.answer("daily-life") == "否" else "为生活消费购买",
        "evidence": evidence_reference(case.standing_evidence),
        "today": _day(background.now),
        "checks": _checks(case, background.scenario),
        "result": _result(case, made, background.now),
        **_orders(case.orders),
        **_money(case),
        **swindle(case),
        **_incident(case),
        **_contacts(case, made, background.now),
        **promised(case, background.now),
        "basis": together(background.citations),
        "main_basis": together(background.citations[:MAIN_CITATIONS]),
        "rules": together(background.suspected),
        **_demand(case.demand, background.now),
    }
    return {name: flat(value) for name, value in known.items()}


def _day(instant: datetime) -> str:
    return show_chinese(Moment(instant, Precision.DAY, TimeSource.TYPED))


def _listed(parts: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(part for part in parts if part))


def _orders(orders: tuple[Order, ...]) -> dict[str, str]:
    times = [show_chinese(order.ordered_at) for order in orders if order.ordered_at]
    return {
        "order_number": _listed(order.number for order in orders),
        "product": _listed(order.product for order in orders),
        "ordered_at": _listed(times) if len(times) == len(orders) else "",  # one alone would stand for all
        "payment": _listed(PAPER_PAYMENTS.get(order.payment, "") for order in orders),
        "transaction": _listed(order.transaction for order in orders),
        "account": _listed(order.account for order in orders),
    }


def _money(case: CaseFile) -> dict[str, str]:
    sums = arithmetic(case)
    owed = sums.owed if sums.owed and sums.owed > 0 else None
    return {
        "paid": _yuan(sums.paid),
        "price": _price(sums.paid, sums.refunded),
        "paid_capital": capital_yuan(sums.paid) if sums.paid is not None else "",
        "refunded": _yuan(sums.refunded or None),
        "owed": _yuan(owed),
        "owed_capital": capital_yuan(owed) if owed is not None else "",
    }


def _price(paid: Decimal | None, refunded: Decimal) -> str:
    """`284.00元，已退50.00元`"""
    if paid is None:
        return ""
    return f"{show_yuan(paid)}元" + (f"，已退{show_yuan(refunded)}元" if refunded else "")


def _yuan(amount: Decimal | None) -> str:
    return show_yuan(amount) if amount is not None else ""


def _result(case: CaseFile, made: tuple[Telling, ...], now: datetime) -> str:
    """`商家曾于…承诺“…”，至今已逾期2天；对方最近答复“不退”；截至2026年11月21日仍未解决，尚有98.00元未退还`; empty
    without events and promises."""
    promise = promised(case, now)["promise"]
    if not promise and not any(event.in_complaint for event in case.events):
        return ""
    last = last_answer(case, made, now)
    said = f"{promise}；" if promise else ""
    answer = f"对方最近答复“{last.answer}”；" if last else ""
    owed = _money(case)["owed"]
    rest = f"，尚有{owed}元未退还" if owed else ""
    return f"{said}{answer}截至{_day(now)}仍未解决{rest}"


def _incident(case: CaseFile) -> dict[str, str]:
    """什么时间 + 做了什么操作 + 出现了什么问题, together in `incident` and one by one."""
    event = problem(case)
    if event is None:
        return dict.fromkeys(("when", "action", "trouble", "problem", "incident", "error"), "")
    text = flat(event.text).rstrip("。")
    action, trouble = action_and_trouble(text)
    return {
        "when": show_chinese(event.at),
        "action": action or _purchase(case),
        "trouble": trouble,
        "problem": text,
        "incident": f"{show_chinese(event.at)}，{text}",
        "error": quoted(text),
    }


def _purchase(case: CaseFile) -> str:
    """`使用支付宝支付50.00元购买游戏点卡`"""
    known = {**_orders(case.orders), **_money(case)}
    if not known["paid"] or not known["product"]:
        return ""
    return f"{'使用' if known['payment'] else ''}{known['payment']}支付{known['paid']}元购买{known['product']}"


def _contacts(case: CaseFile, told: tuple[Telling, ...], now: datetime) -> dict[str, str]:
    """`contacts` sums up the user's own: `商家客服2次（2026年11月1日、2日）；平台客服1次（2026年11月5日）`."""
    if not told:
        return dict.fromkeys(("contacts", "contact_count", "last_contact", "answer", "waited", "ticket"), "")
    asked = [telling for telling in told if telling.asked] or told
    paths: dict[str, list[Telling]] = defaultdict(list)
    for telling in asked:
        paths[telling.path].append(telling)
    last = last_answer(case, told, now)
    return {
        "contacts": "；".join(f"{path}{len(tellings)}次（{_days(tellings)}）" for path, tellings in paths.items()),
        "contact_count": str(len(asked)),
        "last_contact": show_chinese(asked[-1].at),
        "answer": f"“{last.answer}”（{show_chinese(last.at)}）" if last else "",
        "waited": duration(asked[-1].at.at, now),
        "ticket": _listed(telling.ticket for telling in told),
    }


def _days(tellings: list[Telling]) -> str:
    """`2026年11月1日、2日、12月3日`: year and month are said where they change; of many days the first and the last."""
    shown: list[str] = []
    before = ""
    days = list(dict.fromkeys(_day_of(telling.at) for telling in tellings))
    if len(days) > DAYS_SHOWN:
        return f"{days[0]}至{days[-1]}"
    for day in days:
        same = next((part for part in _PARTS if (begin := part.match(day)) and before.startswith(begin[0])), None)
        shown.append((same.sub("", day) if same else "") or day)
        before = day
    return "、".join(shown)


def _day_of(moment: Moment) -> str:
    precision = Precision.MONTH if moment.precision is Precision.MONTH else Precision.DAY
    return show_chinese(Moment(moment.at, precision, moment.source))


def _checks(case: CaseFile, scenario: Scenario | None) -> str:
    """What the user found before contact, as `支付账户余额是否已扣除：是`."""
    asked = ((question.text, case.answer(question.id)) for question in (scenario.checks if scenario else ()))
    return "；".join(f"{_stated(text)}：{answer}" for text, answer in asked if answer not in ("", *UNSURE))


def _stated(question: str) -> str:
    """The user's own question as a heading: `您填对了吗？（再看一遍）` → `我填对了`."""
    return re.split("[？?]", question)[0].strip().removesuffix("吗").replace("您", "我")


def _demand(text: str, now: datetime) -> dict[str, str]:
    lines = demand_lines(text)
    demands = [demand for line in lines if (demand := read_demand(line))]
    return {
        "demand": lines[0] if len(lines) == 1 else "；".join(f"（{n}）{line}" for n, line in enumerate(lines, start=1)),
        "deadline": next((shown for demand in demands if (shown := deadline_text(demand))), ""),
        "term": _letter_term(demands, now),
    }


def _letter_term(demands: list[Demand], now: datetime) -> str:
    """The demand's own date where a letter arrives well before it, or else a reasonable term."""
    dates = [demand.by for demand in demands if demand.by and demand.by.at >= now + SHORTEST_LETTER_TERM]
    return f"{show_chinese(dates[0])}前" if dates else f"收到本函之日起{LETTER_DAYS}日内"
