"""What the police and those who take down swindlers' pages ask for: the transfers, the account paid to, the caller."""

import re
from collections.abc import Iterator

from caseorg.domain.case import CaseFile, Order
from caseorg.domain.moments import show_chinese
from caseorg.domain.money import show_yuan

_CLAUSE = re.compile("[^，,。；;！!？?\\n]+")
_PAYEE = re.compile("收款(?:账号|账户|帐号|方|人|码|卡)|户名|(?<![0-9A-Za-z-])[0-9]{16,19}(?![0-9A-Za-z-])")
_CALLER = re.compile(
    r"https?://|www\.|(?<![0-9])1[3-9][0-9]{9}(?![0-9])|(?:QQ|微信|抖音|支付宝)号|来电号码", re.IGNORECASE
)


def swindle(case: CaseFile) -> dict[str, str]:
    """The slots of a report of fraud; what a piece of evidence is said to show comes before the words of the events."""
    return {
        "transfers": "；".join(filter(None, map(_transfer, case.orders))),
        "payee": _of("payee", _PAYEE, case),
        "caller": _of("caller", _CALLER, case),
    }


def _transfer(order: Order) -> str:
    """`2026年11月1日14时30分，500.00元，交易单号4200`; empty where neither time nor amount is known."""
    at = order.paid_at or order.ordered_at
    if order.paid is None:
        return ""
    number = f"交易单号{order.transaction}" if order.transaction else ""
    return "，".join(filter(None, (show_chinese(at) if at else "", f"{show_yuan(order.paid)}元", number)))


def _of(proof: str, words: re.Pattern[str], case: CaseFile) -> str:
    found = (*_shown(proof, case), *_told(words, case))
    return "；".join(dict.fromkeys(found))


def _shown(proof: str, case: CaseFile) -> Iterator[str]:
    for item in case.standing_evidence:
        if proof in item.shows:
            yield f"{item.proves.strip() or item.name}（{item.label}）"


def _told(words: re.Pattern[str], case: CaseFile) -> Iterator[str]:
    """The clauses with one of the words."""
    for event in case.events:
        if event.in_complaint:
            clauses = (match[0] for match in _CLAUSE.finditer(event.text))
            yield from (clause.strip() for clause in clauses if words.search(clause))
