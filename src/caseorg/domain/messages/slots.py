"""The values of a message's slots: from the case, its story, and what the knowledge adds to them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal

from caseorg.domain.case import CaseFile, Order, Part
from caseorg.domain.demands.demand import BACK, Action, Demand, deadline_text, show_term
from caseorg.domain.demands.reading import dated, demand_lines, for_authority, read_demands, without_deadline
from caseorg.domain.demands.wording import formal
from caseorg.domain.law.statute import together
from caseorg.domain.messages.background import Background
from caseorg.domain.messages.fraud import swindle
from caseorg.domain.messages.narrative import STATE, WORKED_OUT, NarrativeContext, fault_sentence, narrative, state
from caseorg.domain.messages.promised import duration, promised
from caseorg.domain.messages.sentence import Sentence
from caseorg.domain.moments import Moment, Precision, TimeSource, latest_instant, show_chinese
from caseorg.domain.money import capital_yuan, show_yuan
from caseorg.domain.papers.facts import PAPER_PAYMENTS, evidence_reference
from caseorg.domain.parties.respondent import respondents
from caseorg.domain.patterns import regex
from caseorg.domain.scenario import Scenario
from caseorg.domain.story.story import Beat
from caseorg.domain.sums.totals import ClaimStanding, sums_of
from caseorg.domain.text.quoting import quote, with_speech_quoted
from caseorg.domain.text.terms import TermUnit

UNSURE = ("不清楚", "不知道", "不确定")
MAIN_CITATIONS = 3
DAYS_SHOWN = 6
LETTER_DAYS = 15
_TOO_SHORT = (TermUnit.MINUTES, TermUnit.HOURS)  # for a letter, which has to arrive first
_UNDONE = {Action.PERFORM: "履行", Action.RESEND: "补发", Action.REPLACE: "更换"}
_PERFORMED = regex("交付|发货|开通|恢复")
_UNBOUGHT = ("repay", "minor", "unauthorised")  # letters about money that was taken without a purchase
_REMEDY = regex("退款|退还|退换|补发|补足|更换|重新检测")
_INFORMATION = regex("请(?:平台|商家)?(?:说明|提供|告知|核实|核对|查询|逐项|列出)")
_PARTS = (regex("^\\d+年\\d+月"), regex("^\\d+年"))


def blocks(case: CaseFile, background: Background) -> dict[str, tuple[Sentence, ...] | tuple[str, ...]]:
    """The slots that stand for several lines."""
    story = narrative(case, background.story, _told(background))
    open_still = state_text(case, background)
    whole = (*story, Sentence(f"{open_still}。", STATE, group="state")) if open_still else story
    whole = (*whole, *_worked_out(case, background))
    demands, asked_at = _demand_lines(case, background), case.demand_said
    return {
        "facts": whole,
        "since_purchase": _since_purchase(whole) if _names_order(case) else whole,
        "clue": story,
        "demands": tuple(f"{dated(line, asked_at)}。" for line in demands),
        "asked": tuple(f"{without_deadline(line, asked_at)}。" for line in demands),
        "asks": _asks(case, background),
    }


def _worked_out(case: CaseFile, background: Background) -> tuple[Sentence, ...]:
    """`计算：360元÷20星×12星=216元。`, unless the user's own words show it."""
    shown = "÷" in case.demand or "×" in case.demand or background.story.has_mark("worked-out")
    if not background.formula or shown:
        return ()
    return (Sentence(f"计算：{background.formula}。", WORKED_OUT, group="sum"),)


def _demand_lines(case: CaseFile, background: Background) -> tuple[str, ...]:
    asked_at = case.demand_said
    lines = tuple(formal(line, asked_at) for line in demand_lines(case.demand))
    return tuple(for_authority(line, asked_at) for line in lines) if background.to_authority else lines


def _names_order(case: CaseFile) -> bool:
    """Whether lines above the story can say what was bought: else nobody would know what has not come."""
    return any(order.number or order.product for order in case.orders)


def _since_purchase(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Without the purchase, which other lines tell; one that an event tells with what came of it stays."""
    further = {sentence.event for sentence in sentences if sentence.event and sentence.group != "purchase"}
    return tuple(sentence for sentence in sentences if sentence.group != "purchase" or sentence.event in further)


def _told(background: Background) -> NarrativeContext:
    scenario = background.scenario
    bought = scenario is None or not (scenario.is_crime or scenario.letter in _UNBOUGHT)
    return NarrativeContext(
        background.platform, background.channels, background.of_platform, background.names_agents, bought
    )


def state_text(case: CaseFile, background: Background) -> str:
    """What has not come, by what is demanded; the user is asked whether it is so."""
    demands = read_demands(case.demand, case.demand_said)
    actions = {asked.action for demand in demands for asked in (demand, demand.otherwise) if asked is not None}
    undone = next((_asked_for(action, case, background) for action in _UNDONE if action in actions), "")
    return state(case, background.story, undone, bool(actions.intersection(BACK)) or not actions)


def _asked_for(action: Action, case: CaseFile, background: Background) -> str:
    """The demand's own word for what was to be done, but never 未交付 of something that came and did not work."""
    word = _PERFORMED.search(case.demand) if action is Action.PERFORM else None
    came = background.story.has_mark("code-used", "code-dead")
    return word[0] if word and not (came and word[0] in ("交付", "发货")) else _UNDONE[action]


def _asks(case: CaseFile, background: Background) -> tuple[str, ...]:
    """Beside a demand of an amount no other remedy is offered: the other side would choose the lesser."""
    scenario = background.scenario
    if scenario is None:
        return ()
    asks = (*scenario.payment_asks, *scenario.asks) if background.stops_payments else scenario.asks
    if not any(demand.amount is not None for demand in read_demands(case.demand, case.demand_said)):
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
    known = {
        "name": case.complainant.name,
        "phone": case.complainant.phone,
        "address": case.complainant.address,
        "platform": background.platform,
        "merchant": case.merchant.name,
        "merchant_address": case.merchant.address,
        **_respondent(case),
        "scenario": background.scenario.name if background.scenario else "",
        "evidence": evidence_reference(case.standing_evidence),
        "today": _day(background.now),
        "checks": _checks(case, background.scenario),
        "state": state_text(case, background),
        **_orders(case.orders),
        **_money(case),
        **swindle(case, background.story),
        **_fault(case, background),
        **_contacts(background),
        **promised(case, background.story, background.now),
        "terms": f"{quote(terms)}的说法" if (terms := background.story.refund_terms) else "",
        "basis": together(background.citations),
        "main_basis": together(map(_tagged(background), background.citations[:MAIN_CITATIONS])),
        "rules": together(background.suspected),
        "institution": background.institution,
        "operator": background.operator,
        "payment_basis": together(background.payment_citations),
        **_demand(case, background),
    }
    return {name: " ".join(value.split()) for name, value in known.items()}


def _respondent(case: CaseFile) -> dict[str, str]:
    """Whom a letter is addressed to; what is not known stands in it as a blank."""
    first, *_ = sides = respondents(case)
    return {
        "respondent": _listed(side.shown_name for side in sides),
        "respondent_address": "；".join(side.shown_address for side in sides),
        "credit_code": first.credit_code,
        "website": first.website,
    }


def _tagged(background: Background) -> Callable[[str], str]:
    """`《消费者权益保护法》第二十四条（不合质量可退货）`"""
    return lambda cited: f"{cited}（{background.tags[cited]}）" if background.tags.get(cited) else cited


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
    sums = sums_of(case)
    return {
        "paid": _yuan(sums.paid),
        "price": _price(sums.paid, sums.refunded),
        "paid_capital": capital_yuan(sums.paid) if sums.paid is not None else "",
        "refunded": _yuan(sums.refunded or None),
        "claimed": _yuan(sums.claimed),
        "claimed_capital": capital_yuan(sums.claimed) if sums.claimed is not None else "",
        "rescinded": "本次买卖中请求退款的部分" if sums.agreement is ClaimStanding.LESS else "本次买卖",
    }


def _price(paid: Decimal | None, refunded: Decimal) -> str:
    """`284.00元，已退50.00元`"""
    if paid is None:
        return ""
    return f"{show_yuan(paid)}元" + (f"，已退{show_yuan(refunded)}元" if refunded else "")


def _yuan(amount: Decimal | None) -> str:
    return show_yuan(amount) if amount is not None else ""


def _fault(case: CaseFile, background: Background) -> dict[str, str]:
    """What went wrong: `problem` alone, `incident` with its time, `error` the words of the page or of the refusal."""
    sentence = fault_sentence(case, background.story, _told(background))
    fault = background.story.fault
    if sentence is None or fault is None:
        return dict.fromkeys(("when", "problem", "incident", "error"), "")
    text = sentence.text.rstrip("。")
    when = show_chinese(fault.at) if fault.at else ""
    return {
        "when": when,
        "problem": text,
        "incident": f"{when}，{text}" if when else text,
        "error": fault.quotes[-1] if fault.quotes else "",
    }


def _contacts(background: Background) -> dict[str, str]:
    """`contacts` sums up the user's own: `商家客服2次（2026年11月1日、2日）；平台客服1次（2026年11月5日）`."""
    asked, last = background.story.contacts, background.story.last_answer
    paths: dict[str, list[Beat]] = defaultdict(list)
    for beat in asked:
        paths[background.channels.get(beat.channel, "客服")].append(beat)
    latest = next((beat.at for beat in reversed(asked) if beat.at), None)
    return {
        "contacts": "；".join(f"{path}{len(beats)}次（{_days(beats)}）" for path, beats in paths.items()),
        "contact_count": str(len(asked)) if asked else "",
        "last_contact": show_chinese(latest) if latest else "",
        "answer": _answer(last) if last and last.part is not Part.SILENCE else "",
        "waited": duration(latest.at, background.now) if latest else "",
        "ticket": _listed(beat.ticket for beat in background.story.beats),
    }


def _answer(beat: Beat) -> str:
    """`“概不退换”（2026年11月12日18时20分）`; where nothing is quoted, the user's words."""
    quoted = quote(beat.quotes[-1]) if beat.quotes else with_speech_quoted(beat.alone)
    return f"{quoted}（{show_chinese(beat.at)}）" if beat.at else quoted


def _days(beats: list[Beat]) -> str:
    """`2026年11月1日、2日、12月3日`: year and month are said where they change; of many days the first and the last."""
    shown: list[str] = []
    before = ""
    days = list(dict.fromkeys(_day_of(beat.at) for beat in beats if beat.at))
    if len(days) > DAYS_SHOWN:
        return f"{days[0]}至{days[-1]}"
    for day in days:
        same = next((part for part in _PARTS if (begin := part.match(day)) and before.startswith(begin[0])), None)
        shown.append((same.sub("", day) if same else "") or day)
        before = day
    return "、".join(shown)


def _day_of(moment: Moment) -> str:
    if moment.said:
        return moment.said
    precision = Precision.MONTH if moment.precision is Precision.MONTH else Precision.DAY
    return show_chinese(Moment(moment.at, precision, moment.source))


def _checks(case: CaseFile, scenario: Scenario | None) -> str:
    """What the user found before contact, as `支付账户余额是否已扣除：是`."""
    asked = ((question.text, case.answer(question.id)) for question in (scenario.checks if scenario else ()))
    return "；".join(f"{_stated(text)}：{answer}" for text, answer in asked if answer not in ("", *UNSURE))


def _stated(question: str) -> str:
    """The user's own question as a heading: `您填对了吗？（再看一遍）` → `我填对了`."""
    return re.split("[？?]", question)[0].strip().removesuffix("吗").replace("您", "我")


def _demand(case: CaseFile, background: Background) -> dict[str, str]:
    lines = [dated(line, case.demand_said) for line in _demand_lines(case, background)]
    demands = read_demands(case.demand, case.demand_said)
    return {
        "demand": lines[0] if len(lines) == 1 else "；".join(f"（{n}）{line}" for n, line in enumerate(lines, start=1)),
        "deadline": next((shown for demand in demands if (shown := deadline_text(demand))), ""),
        "term": _letter_term(demands, background.now),
    }


def _letter_term(demands: tuple[Demand, ...], now: datetime) -> str:
    """The demand's own day as long as it is still to come, or its own term in days; else a reasonable one."""
    days = [demand.by for demand in demands if demand.by and latest_instant(demand.by) > now]
    if days:
        return f"{show_chinese(days[0])}前"
    terms = [show_term(demand.term) for demand in demands if demand.term and demand.term.unit not in _TOO_SHORT]
    return f"收到本函之日起{terms[0] if terms else f'{LETTER_DAYS}日'}内"
