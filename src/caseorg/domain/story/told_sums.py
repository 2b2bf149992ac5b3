"""What the words of a case tell of its sums: what may be claimed by them, and which sums they name otherwise.

The texts come as the beats of the story; nothing else of a case is read here.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from caseorg.domain.case import EventId, Part
from caseorg.domain.money import show_yuan
from caseorg.domain.patterns import regex
from caseorg.domain.remark import Remark, remark
from caseorg.domain.story.amounts import told_amounts
from caseorg.domain.story.story import Beat, Charge
from caseorg.domain.sums.calculator import (
    ClaimProposal,
    bad_pieces,
    deductions,
    less_refunded,
    repeated_payment,
    undone_part,
    unused_days,
)
from caseorg.domain.sums.totals import Sums
from caseorg.domain.text.amounts import SpokenAmount, as_yuan
from caseorg.domain.text.numerals import NUMBER, half_width, read_number

_UNIT = "星|局|关|级|集|节|课时|次|天|个月|张|个|份|件|套|瓶|把|盘|场|段|小时|单|条|季"
_COUNT = regex(rf"(?<!第)(?P<count>{NUMBER})\s*(?P<unit>{_UNIT})")
_DONE = regex(
    rf"(?:只|仅|才|已)?(?:完成|打|做|上|玩|用|播|给|发|充|洗|去|吃|练|剪|消费|核销|收到|到账|交付)(?:了|到|过)?\s*(?P<count>{NUMBER})\s*(?P<unit>{_UNIT})"
)
_UNDONE = regex(
    rf"(?:未完成|没有?完成|没有?打完|没有?上|剩余?下?|还[剩差有]|尚[差有余]|没有?用|未使?用|少[了给]?)的?\s*(?P<count>{NUMBER})\s*(?P<unit>{_UNIT})"
)
_BAD = regex(
    rf"(?:其中|有)?\s*(?P<count>{NUMBER})\s*(?P<unit>张|个|份|件|单|套|条)[^，,。；;\d]{{0,12}}?"
    r"(?:无效|失效|不能用|用不了|打不开|已被|错误|不可用|作废|充不了|[没未]有?到账|[没未]有?收到|不能兑换)"
)
_EACH = regex(
    rf"(?:单价|批发价|每(?:张|个|份|件|单|套|条))\s*(?P<price>{NUMBER})\s*元|(?P<by>{NUMBER})\s*元\s*/\s*[张个份件单套条]"
)
_FAILED_ON = regex(
    rf"第\s*(?P<count>{NUMBER})\s*天[^。；;]{{0,10}}?(?:失效|被封|掉|停|没了|不能用|用不了|过期|收回|登不上)"
)
_REPEATED = regex(
    rf"(?:(?P<months>(?:{NUMBER}月份?[、和及,，]*){{2,24}})|(?P<count>{NUMBER})\s*(?:个月|次|笔))[^。；;\d]{{0,8}}?"
    rf"(?:各|每[月次笔]|都)[^。；;\d]{{0,6}}?(?P<each>{NUMBER})\s*元"
)
_MOST_REPEATS = 36
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class OtherSum:
    """A sum in the words of an event that is not what the orders or the demand say."""

    event: EventId
    amount: Decimal
    says: Remark


def propose_claims(sums: Sums, beats: Iterable[Beat], products: Sequence[str] = ()) -> tuple[ClaimProposal, ...]:
    """What may be claimed by what happened, each sum once: never more than is open. What came back may be
    a part of it or not."""
    if sums.paid is None:
        return ()
    all_beats = tuple(beats)
    texts = tuple(half_width(text) for text in (*products, *(beat.text for beat in all_beats)))
    charged = tuple(_by_charges(sums.paid, all_beats)) or tuple(_by_repeats(texts))
    found = (*charged, *_by_bad_pieces(sums.paid, texts), *_by_units(sums.paid, texts))
    open_still = sums.paid - sums.refunded
    rest = (less_refunded(claim, sums.refunded) for claim in found) if sums.refunded else ()
    kept = {claim.amount: claim for claim in reversed((*found, *rest)) if 0 < claim.amount <= open_still}
    return tuple(reversed(kept.values()))


def _by_charges(paid: Decimal, beats: Iterable[Beat]) -> Iterator[ClaimProposal]:
    """Several on one day are one price paid again; of several days they are deductions that come together."""
    charges = [charge for beat in beats if beat.part in (Part.FAULT, Part.BUY) for charge in beat.charges]
    for amount in dict.fromkeys(charge.amount for charge in charges):
        same = [charge for charge in charges if charge.amount == amount]
        days = {charge.day for charge in same}
        if len(same) > 1 and len(days) == 1 and amount * len(same) == paid:
            yield repeated_payment(paid, len(same))
    taken = _taken(beats)
    if len({charge.day for charge in taken}) > 1:
        yield deductions([charge.amount for charge in taken])


def _by_repeats(texts: Sequence[str]) -> Iterator[ClaimProposal]:
    """9月、10月、11月各扣25元, 连续三个月每月扣25元, 扣了3次，每次25元: without days of their own."""
    for match in (match for text in texts for match in _REPEATED.finditer(text)):
        count = match["months"].count("月") if match["months"] else read_number(match["count"])
        amount = as_yuan(read_number(match["each"]))
        if amount and count is not None and 1 < count <= _MOST_REPEATS:
            yield deductions([amount] * int(count))


def _taken(beats: Iterable[Beat]) -> tuple[Charge, ...]:
    """What was taken without having been bought; one that two events tell of counts once."""
    taken = _once_each(beat for beat in beats if beat.part is Part.FAULT)
    return tuple(sorted(taken, key=lambda charge: charge.day))


def _once_each(beats: Iterable[Beat]) -> Iterator[Charge]:
    """What several tell of once; what one tells of twice (`328元两次`) is two."""
    counts: Counter[Charge] = Counter()
    for beat in beats:
        counts |= Counter(beat.charges)
    return counts.elements()


def _by_bad_pieces(paid: Decimal, texts: Sequence[str]) -> Iterator[ClaimProposal]:
    for bad, unit in _counts(_BAD, texts):
        price = next(_prices(texts), None)
        total = max((count for count, of in _counts(_COUNT, texts) if of == unit and count > bad), default=None)
        if price is not None:
            yield bad_pieces(price, bad, unit)
        elif total is not None:
            yield undone_part(paid, total, bad, unit)


def _prices(texts: Sequence[str]) -> Iterator[Decimal]:
    for match in (match for text in texts for match in _EACH.finditer(text)):
        price = read_number(match["price"] or match["by"])
        if price:
            yield price


def _by_units(paid: Decimal, texts: Sequence[str]) -> Iterator[ClaimProposal]:
    """Of 20 stars 8 were done, or 12 are left; of 30 days it failed on the 12th, which counts as unused."""
    counts = _counts(_COUNT, texts)

    def whole(unit: str, part: int) -> int | None:
        return max((count for count, of in counts if of == unit and count > part), default=None)

    for left, unit in _counts(_UNDONE, texts):
        if (total := whole(unit, left)) is not None:
            yield undone_part(paid, total, left, unit)
    for done, unit in _counts(_DONE, texts):
        if (total := whole(unit, done)) is not None:
            yield undone_part(paid, total, total - done, unit)
    for day, _ in _counts(_FAILED_ON, texts):
        if (total := whole("天", day - 1)) is not None:
            yield unused_days(paid, total, total - day + 1)


def _counts(pattern: re.Pattern[str], texts: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """How many of what, each once."""
    return tuple(dict.fromkeys(_all_counts(pattern, texts)))


def _all_counts(pattern: re.Pattern[str], texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    for match in (match for text in texts for match in pattern.finditer(text)):
        number = read_number(match["count"])
        if number is not None and number == int(number) and 0 < number <= _MOST:
            yield int(number), match.groupdict().get("unit") or ""


_PAID = regex(r"(?:实付|支付|付款|付了|转账|转了|花了|花费|收了我)[^，,。；;\d]{0,6}$")
_REFUNDED = regex(r"(?:已退款?|退回了|退了我?|退还了|返还了)[^，,。；;\d]{0,4}$")
_NOT_YET = regex(r"要求|请|应|不|没|未|只|同意|答应|承诺|可以|申请|愿意|最多|说")
_CLAIMED = regex(r"(?:要求|请求|申请|主张|我请)[^，,。；;]{0,8}(?:退|赔|返还)[^，,。；;\d]{0,6}$")


def other_sums(sums: Sums, beats: Iterable[Beat], proposals: Sequence[ClaimProposal] = ()) -> tuple[OtherSum, ...]:
    """The sums that are said to have been paid, refunded or asked for and are not those of orders and demand."""
    of_events = [beat for beat in beats if beat.event]
    parts = {part for proposal in proposals for part in (proposal.amount, *proposal.parts)}
    fits = partial(_fits_paid, sums, parts, _all_paid(of_events))
    found = [
        OtherSum(beat.event, amount.amount, says)
        for beat in of_events
        if beat.event
        for amount in told_amounts(beat.text)
        if (says := _says(sums, beat, amount, fits(amount.amount), parts))
    ]
    return tuple({(other.event, other.amount): other for other in found}.values())


def _says(sums: Sums, beat: Beat, amount: SpokenAmount, fits_paid: bool, parts: set[Decimal]) -> Remark | None:
    clause = re.split(r"[，,。；;]", beat.text[: amount.start])[-1]
    values = {"amount": show_yuan(amount.amount)}
    if sums.claimed is not None and _CLAIMED.search(clause):
        agreeing = {sums.claimed, sums.back, *parts}
        return (
            None
            if amount.amount in agreeing
            else remark(
                "{amount} yuan were asked for as an event tells, the demand says {claimed}. Which is right?",
                claimed=show_yuan(sums.claimed),
                **values,
            )
        )
    if (beat.part is Part.REFUND or _REFUNDED.search(clause)) and not _NOT_YET.search(clause):
        orders = {order.refunded for order in sums.orders}
        return (
            None
            if amount.amount in {sums.refunded, *orders}
            else remark(
                "{amount} yuan came back as an event tells, the orders say {refunded}. Which is right?",
                refunded=show_yuan(sums.refunded),
                **values,
            )
        )
    if sums.paid is not None and _PAID.search(clause) and not fits_paid:
        return remark(
            "{amount} yuan were paid as an event tells, the orders say {paid}. Which is right?",
            paid=show_yuan(sums.paid),
            **values,
        )
    return None


def _all_paid(beats: Sequence[Beat]) -> frozenset[Decimal]:
    """All that was taken, and all that was paid, together."""
    return frozenset(_together(kept) for kept in (beats, [beat for beat in beats if beat.part is Part.BUY]))


def _together(beats: Iterable[Beat]) -> Decimal:
    return sum((charge.amount for charge in _once_each(beats)), Decimal(0))


def _fits_paid(sums: Sums, parts: set[Decimal], together: Collection[Decimal], amount: Decimal) -> bool:
    """The whole price, that of an order, a figure of a proposal, one of equal payments, or a part of what adds up."""
    if sums.paid is None or amount in {sums.paid, *parts, *(order.paid for order in sums.orders)}:
        return True
    return sums.paid in together or (amount > 0 and sums.paid % amount == 0 and sums.paid / amount <= 12)
