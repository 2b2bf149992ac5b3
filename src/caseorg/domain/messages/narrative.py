"""The story as weighted sentences: what went wrong, the refusal and the purchase stay longest where room is short."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from caseorg.domain.case import CaseFile, Evidence, EvidenceId, Order, Part, Side
from caseorg.domain.messages.promised import PROMISERS
from caseorg.domain.messages.sentence import Sentence, says_again
from caseorg.domain.money import short_yuan
from caseorg.domain.papers.facts import PAPER_PAYMENTS
from caseorg.domain.patterns import regex
from caseorg.domain.story.story import ANSWERS, Beat, Story
from caseorg.domain.text.amounts import in_yuan
from caseorg.domain.text.quoting import quote, with_speech_quoted

FAULT, LAST_ANSWER, REFUND, PURCHASE, CHARGES, DEMANDED, PLATFORM = 100, 95, 90, 85, 85, 70, 70
WORKED_OUT = 65  # goes before a promise, an authority and what has not come, and after all that decides
PROMISED, AUTHORITY, STATE, LAST_CONTACT, LOSS, FURTHER, OTHER = 60, 60, 55, 55, 50, 50, 40
NEVER_LEFT_OUT = 70
_CHARGES_KEPT = 12
_ORDERS_TOLD = 3
_GROUPS = {
    Part.BUY: "purchase",
    Part.FAULT: "fault",
    Part.REFUND: "money",
    Part.LOSS: "money",
    Part.AUTHORITY: "authority",
}
_PAID_WITH = {payment: name if name.endswith("支付") else f"{name}支付" for payment, name in PAPER_PAYMENTS.items()}
_UNNAMED = regex(
    "(?:又|还|再次|后来又?|然后)?(?:说(?![明法好])|回复|答复|回(?:了)?我|回(?=[“：:])|称(?!呼)|让我|叫我|要求我)"
)
_COMPARED = 40  # of the weightiest sentences, which the others are compared with


@dataclass(frozen=True, slots=True)
class NarrativeContext:
    """What a narrative needs beside case and story: where it was bought, the channels' names by their ids, which of
    them are the platform's, whether those who answered are named, and whether the user bought what was paid for."""

    platform: str = ""
    channels: Mapping[str, str] = field(default_factory=dict)
    of_platform: frozenset[str] = frozenset()
    agents: bool = False
    bought: bool = True


def narrative(case: CaseFile, story: Story, context: NarrativeContext) -> tuple[Sentence, ...]:
    """Everything that may be told, in the order of time; nothing twice. Where no event tells of the purchase, the
    orders do."""
    numbers = {item.id: item.number for item in case.standing_evidence}
    weights = _Weights(story)
    sentences = [
        sentence for beat in _placed(story) for sentence in _of_beat(beat, weights.of(beat), numbers, context, case)
    ]
    return tuple(_once(_with_purchase(case, story, sentences, context)))


def fault_sentence(case: CaseFile, story: Story, context: NarrativeContext) -> Sentence | None:
    """What went wrong, in one sentence; None where nothing tells of it."""
    if story.fault is None:
        return None
    numbers = {item.id: item.number for item in case.standing_evidence}
    sentence = max(_of_beat(story.fault, FAULT, numbers, context, case), key=lambda candidate: candidate.weight)
    before = _leading_to(story.fault, story)
    return replace(sentence, text="，".join((*before, sentence.text)), at=story.fault.at)


def _leading_to(fault: Beat, story: Story) -> tuple[str, ...]:
    """What the same event tells before it, such as what was done."""
    beats = story.by_event.get(fault.event, ()) if fault.event else ()
    before = beats[: beats.index(fault)] if fault in beats else ()
    return tuple(beat.text for beat in before if beat.part in (Part.BUY, Part.UNKNOWN))


def state(case: CaseFile, story: Story, undone: str, money: bool) -> str:
    """`至今未退款`: what has not come, as far as the case knows; its user is asked to confirm it. Empty where the story
    says so itself, or all came back. `undone` says what else was to be done: 补发, 更换."""
    if not story.told or "still-open" in story.told[-1].marks:
        return ""
    refunded = sum(order.refunded or 0 for order in case.orders)
    if undone:
        return f"至今未{undone}，也未退款" if money else f"至今未{undone}"
    if story.of(Part.REFUND):
        return ""
    if refunded:
        return f"至今只退回{short_yuan(Decimal(refunded))}元" if refunded < (case.paid_amount or 0) else ""
    return "至今未退款" if money else ""


class _Weights:
    """How much each beat counts, by its part and its place in the story."""

    def __init__(self, story: Story) -> None:
        beats = story.told
        self._fault = story.fault
        refusals = [beat for beat in beats if beat.part is Part.REFUSAL]
        self._answers = [story.last_answer, *refusals[-1:]]
        self._answers += [beat for beat in refusals if beat.actor is not Side.PLATFORM][-1:]
        self._platform = [beat for beat in beats if beat.actor is Side.PLATFORM and beat.part in ANSWERS][-1:]
        asked = [beat for beat in beats if beat.part is Part.ASKED]
        demanding = (beat for beat in asked if _demands(beat))
        self._demanded = next(demanding, None)
        self._last_contact = asked[-1] if asked else None
        self._purchases = [beat for beat in beats if beat.part is Part.BUY]
        self._charged = [beat for beat in beats if beat.part is Part.FAULT and beat.charges][:_CHARGES_KEPT]

    def of(self, beat: Beat) -> int:
        """The weight of what the beat chiefly says."""
        if beat is self._fault:
            return FAULT
        if any(beat is reply for reply in self._answers):
            return LAST_ANSWER
        if any(beat is reply for reply in self._platform) or beat is self._demanded:
            return DEMANDED
        if beat is self._last_contact:
            return LAST_CONTACT
        return self._by_part(beat)

    def _by_part(self, beat: Beat) -> int:
        match beat.part:
            case Part.BUY:
                paying = bool(beat.charges) and beat in self._purchases[:_ORDERS_TOLD]
                return PURCHASE if paying or beat in self._purchases[:1] else OTHER
            case Part.FAULT:
                return CHARGES if any(beat is charge for charge in self._charged) else FURTHER
            case Part.REFUND:
                return REFUND
            case Part.PROMISE:
                return PROMISED
            case Part.AUTHORITY:
                return AUTHORITY
            case Part.LOSS:
                return LOSS
        return OTHER


def _demands(beat: Beat) -> bool:
    return beat.milestone == "refund-demanded" or "refund-demand" in beat.marks


def _placed(story: Story) -> Iterator[Beat]:
    """In the order of time; what has none stands behind the purchase."""
    undated = [beat for beat in story.told if beat.at is None]
    dated = [beat for beat in story.told if beat.at is not None]
    first_talk = next((n for n, beat in enumerate(dated) if beat.part is not Part.BUY), len(dated))
    yield from (*dated[:first_talk], *undated, *dated[first_talk:])


def _of_beat(
    beat: Beat, weight: int, numbers: Mapping[EvidenceId, int], context: NarrativeContext, case: CaseFile
) -> Iterator[Sentence]:
    """Its sentences; those beside the one that matters weigh less."""
    proofs = tuple(sorted(numbers[key] for key in set(beat.evidence) & numbers.keys()))
    details = tuple(_details(beat, context))
    texts = beat.sentences or (_unworded(beat, context),)
    for place, worded in enumerate(texts):
        last = place == len(texts) - 1
        text, timed = beat.opening if place == 0 and beat.sentences else (worded, True)
        yield Sentence(
            text=in_yuan(with_speech_quoted(_with_speaker(beat, text) if place == 0 and beat.whole else text)),
            weight=weight if place == beat.core else min(weight, FURTHER),
            group=_group(beat, context),
            at=beat.at if timed and (place == 0 or place == beat.core) else None,
            proofs=proofs if last or place == beat.core else (),
            details=details if last else (),
            event=beat.event,
        )


def _with_speaker(beat: Beat, text: str) -> str:
    """`又说要自己加速` → `客服又说要自己加速`: who speaks is named in an event of its own."""
    return f"{PROMISERS[beat.actor]}{text}" if beat.by_others and _UNNAMED.match(text) else text


def _details(beat: Beat, context: NarrativeContext) -> Iterator[str]:
    if context.agents and beat.agent and not beat.holds(beat.agent):
        yield f"客服：{beat.agent}"
    if beat.ticket and not beat.holds(beat.ticket):
        yield f"编号{beat.ticket}"


def _unworded(beat: Beat, context: NarrativeContext) -> str:
    """What a sent message or a noted promise says of itself."""
    if beat.promise:
        return f"{PROMISERS.get(beat.actor, '对方')}答应{quote(beat.text)}"
    name = context.channels.get(beat.channel, beat.channel)
    return f"我通过{name}发送书面消息"


def _group(beat: Beat, context: NarrativeContext) -> str:
    if beat.part in _GROUPS:
        return _GROUPS[beat.part]
    platform = beat.actor is Side.PLATFORM or beat.channel in context.of_platform
    return "platform" if platform or beat.milestone == "platform-requested" else "talk"


def _with_purchase(
    case: CaseFile, story: Story, sentences: list[Sentence], context: NarrativeContext
) -> list[Sentence]:
    """The purchase in the user's words, with the sum where they lack it, or else in those of the orders."""
    bought = [beat for beat in story.told if beat.part is Part.BUY]
    paid = case.paid_amount
    if not bought:
        ordered = context.bought and any(order.product for order in case.orders)
        charged = not ordered and any(
            beat.amounts or beat.charges or (paid and beat.names(paid)) for beat in story.told
        )
        return sentences if charged else [*_of_orders(case, context), *sentences]
    if not context.bought or paid is None or any(beat.amounts or beat.charges or beat.names(paid) for beat in bought):
        return sentences
    place = max(n for n, sentence in enumerate(sentences) if sentence.group == "purchase")
    sentences[place] = _adding(sentences[place], f"，实付{short_yuan(paid)}元")
    return sentences


def _adding(sentence: Sentence, more: str) -> Sentence:
    return replace(sentence, text=sentence.text.rstrip("。，") + more)


def _of_orders(case: CaseFile, context: NarrativeContext) -> Iterator[Sentence]:
    proofs = tuple(item.number for item in case.standing_evidence if _shows_purchase(item))
    orders = [order for order in case.orders if order.product or order.paid is not None]
    for order in orders[:_ORDERS_TOLD]:
        yield Sentence(
            text=_bought(order, case, context),
            weight=PURCHASE,
            group="purchase",
            at=order.ordered_at or order.paid_at,
            proofs=proofs if len(orders) == 1 else (),
        )


def _shows_purchase(item: Evidence) -> bool:
    return bool({"order", "payment"} & set(item.shows))


def _bought(order: Order, case: CaseFile, context: NarrativeContext) -> str:
    """`我在拼多多“星河数码”买游戏点卡，微信支付98元`; what is not known drops out. Who never bought it only paid."""
    place = f"在{context.platform}" if context.platform else ""
    shop = f"“{case.merchant.name}”" if case.merchant.name and case.merchant.name not in context.platform else ""
    where = place + shop if place else (f"在{shop}" if shop else "")
    paid = f"，{_PAID_WITH.get(order.payment, '付款')}{short_yuan(order.paid)}元" if order.paid is not None else ""
    if not context.bought:
        return f"{paid.removeprefix('，') or '付款'}（{order.product or '商品不详'}）"
    return f"我{where}购买{order.product or '商品'}{paid}"


def _once(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Without what is said again: the same words, or words that a weightier sentence has in it."""
    weighty = sorted(sentences, key=lambda other: -other.weight)[:_COMPARED]
    seen: set[tuple[str, object]] = set()
    for sentence in sentences:
        key = (sentence.text, sentence.at)
        others = [other.text for other in weighty if other is not sentence and other.weight > sentence.weight]
        if key in seen or says_again(sentence.text, others):
            continue
        seen.add(key)
        yield sentence
