"""From a case to the text of a message, what the case does not say yet, and what did not fit."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from caseorg.domain.case import CaseFile
from caseorg.domain.messages.background import BLOCKS, SLOT_NAMES, Background
from caseorg.domain.messages.channel import MessageFrame
from caseorg.domain.messages.fitting import Block, fitted
from caseorg.domain.messages.narrative import NEVER_LEFT_OUT
from caseorg.domain.messages.sentence import Sentence, paragraphs
from caseorg.domain.messages.slots import blocks, plain_values
from caseorg.domain.messages.templates import SLOT, slots
from caseorg.domain.parties.respondent import BLANK
from caseorg.domain.privacy.hiding import Hidden
from caseorg.domain.remark import Remark
from caseorg.domain.sums.explained import demand_doubts

__all__ = ["SLOT_NAMES", "Background", "Draft", "compose", "length", "slots", "values"]

_DEMANDS = frozenset({"demand", "demands", "asked"})
_STATE = frozenset({"state", "facts", "since_purchase"})
_STORY = frozenset({"facts", "since_purchase", "clue"})
_SWINDLERS = frozenset({"caller", "payee"})
BLANKS = {
    "operator": "平台公司名称",
    "institution": "支付机构名称",
    "product": "商品",
    "transfers": "付款时间和金额",
    "account": "号码",
    "claimed": "金额",
    "claimed_capital": "大写金额",
    "name": "姓名",
    "phone": "电话",
    "address": "通讯地址",
}
# How much a line counts where room is short, by the weightiest slot in it; from 70 on it is never left out.
_WEIGHTS = {
    **dict.fromkeys(("demand", "demands", "asked"), 100),
    **dict.fromkeys(("problem", "incident"), 100),
    **dict.fromkeys(("claimed", "claimed_capital", "answer"), 95),
    **dict.fromkeys(("main_basis", "basis", "order_number", "caller", "transfers"), 75),
    **dict.fromkeys(("name", "phone", "merchant", "payee"), 65),
    **dict.fromkeys(("promise", "product", "price", "paid", "address", "merchant_address"), 60),
    **dict.fromkeys(("state", "rules", "term", "last_contact", "ticket"), 55),
    **dict.fromkeys(("evidence", "today", "scenario", "platform", "transaction"), 30),
}
_PHRASE, _OTHER = 15, 20  # a line without slots, and one with slots that are not named above
_OPTIONAL = NEVER_LEFT_OUT - 1  # at most, of a line that is not missed; contacts that decided nothing go before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A composed text. `missing` names the slots without a value, `left_out` holds the very pieces that were left out
    to keep to the limit, `hidden` what was masked. `first` says what comes before sending it, `doubts`
    what is to be mended in the demand that it states. `asserted` is what it says of today as far as the case knows,
    such as `至今未退款`, which the user is asked to confirm."""

    text: str
    subject: str = ""
    missing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    limit: int | None = None
    hidden: tuple[Hidden, ...] = ()
    first: Remark | None = None
    doubts: tuple[Remark, ...] = ()
    asserted: str = ""

    @property
    def length(self) -> int:
        """Characters, line ends counted, as the strictest of the channels count them."""
        return length(self.text)

    @property
    def too_long(self) -> bool:
        """Whether even what must never be left out does not keep to the limit."""
        return self.limit is not None and self.length > self.limit


def length(text: str) -> int:
    """Characters, line ends counted."""
    return len(text) - text.count("\r\n")


def values(case: CaseFile, background: Background) -> dict[str, str]:
    """Every slot with its value; an empty string means not known. A slot of several lines has line ends in it."""
    lines = {name: "\n".join(_texts(block)) for name, block in blocks(case, background).items()}
    return {**plain_values(case, background), **lines}


class LaterValues(Mapping[str, str]):
    """The same, put together when the first of them is asked for: most texts that are looked at ask for none."""

    def __init__(self, make: Callable[[], Mapping[str, str]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[str, str]:
        return self._make()

    def __getitem__(self, name: str) -> str:
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def compose(case: CaseFile, frame: MessageFrame, limit: int | None, background: Background) -> Draft:
    """Fills the frame; where it is longer than `limit` characters, what weighs least is left out and told.

    What went wrong, the sum and the demand, the refusal and the last answer are never left out, and no sentence is cut:
    a text may stay too long. What the articles give is said only where nothing has to be left out for it.
    """
    whole = _composed(case, frame, limit, background)
    crowded = bool(whole.left_out) or whole.too_long
    return _composed(case, frame, limit, replace(background, tags={})) if crowded and background.tags else whole


def _composed(case: CaseFile, frame: MessageFrame, limit: int | None, background: Background) -> Draft:
    known, by_block = plain_values(case, background), blocks(case, background)
    filled = {**known, **{name: "x" if lines else "" for name, lines in by_block.items()}}
    required = "\n".join(line for line in frame.template.splitlines() if not line.startswith("~"))
    lines = tuple(_blocks(frame.template, with_blanks(known, required) if frame.blanks else known, by_block))
    text, left_out = fitted(lines, None if limit is None else lambda text: length(text) <= limit)
    asked = slots(frame.template)
    return Draft(
        text=text,
        subject=_subject(frame.subject, known),
        missing=(*_missing(slots(required), filled), *_without_fault(by_block, asked, known)),
        left_out=left_out,
        limit=limit,
        doubts=demand_doubts(case, background.now) if _DEMANDS.intersection(asked) else (),
        asserted=known["state"] if _STATE.intersection(asked) and known["state"] in text else "",
    )


def _missing(asked: tuple[str, ...], filled: Mapping[str, str]) -> Iterator[str]:
    return (name for name in asked if not filled.get(name) or BLANK in filled[name])


def _without_fault(lines: Mapping[str, object], asked: tuple[str, ...], known: Mapping[str, str]) -> Iterator[str]:
    """A story that tells everything but what went wrong asks for nothing that anybody could grant. Of swindlers it is
    enough who they are and what they did."""
    if known["problem"] or "problem" in asked or _SWINDLERS.intersection(asked):
        return
    if any(lines.get(name) for name in _STORY.intersection(asked)):
        yield "problem"


def with_blanks(known: Mapping[str, str], required: str) -> dict[str, str]:
    """`〔通讯地址待填〕` for what is not known: it is seen where it stands, and told beside."""
    blanks = {name: f"〔{BLANKS[name]}待填〕" for name in slots(required) if name in BLANKS and not known.get(name)}
    return {**known, **blanks}


def _subject(templates: str, known: Mapping[str, str]) -> str:
    filled = (_fill(line, known) for line in templates.strip().splitlines())
    return next((line for line in filled if line), "")


def _blocks(
    template: str, known: Mapping[str, str], lines: Mapping[str, tuple[Sentence, ...] | tuple[str, ...]]
) -> Iterator[Block]:
    """The frame's lines filled, without those whose value is not known; a heading is one with its block."""
    typed = [(line.startswith("~"), line.removeprefix("~").strip()) for line in template.strip().splitlines()]
    heading = ""
    for (optional, line), (_, following) in pairwise([*typed, (False, "")]):
        if line.endswith("：") and _block(following):
            heading = _fill(line, known)
        elif block := _block(line):
            weight = min(_WEIGHTS.get(block, _OTHER), _OPTIONAL if optional else 100)
            yield Block(lines[block], weight, heading, numbered=True)
            heading = ""
        elif text := _fill(line, known):
            yield Block((text,), min(_weight(line), _OPTIONAL) if optional else _weight(line))


def _weight(line: str) -> int:
    return max((_WEIGHTS.get(name, _OTHER) for name in slots(line)), default=_PHRASE)


def _block(line: str) -> str:
    """The slot of several lines that the line is, or nothing."""
    return next((name for name in BLOCKS if line == f"{{{name}}}"), "")


def _fill(line: str, known: Mapping[str, str]) -> str:
    """The line with its values, or nothing where one is not known."""
    if not all(known.get(name) for name in slots(line)):
        return ""
    return SLOT.sub(lambda match: known[match[1]], line)


def _texts(given: tuple[Sentence, ...] | tuple[str, ...]) -> tuple[str, ...]:
    sentences = [sentence for sentence in given if isinstance(sentence, Sentence)]
    return paragraphs(sentences) or tuple(sentence for sentence in given if isinstance(sentence, str))
