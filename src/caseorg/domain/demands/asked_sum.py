"""The sum that a demand asks for among the figures that stand in it."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from caseorg.domain.patterns import regex
from caseorg.domain.text.amounts import SpokenAmount, as_yuan, spoken_amounts
from caseorg.domain.text.numerals import NUMBER, half_width, read_number

_BARE = regex(
    rf"(?:[Rr]efund|退|还|赔|退还|退回|退款|返还|赔偿|赔付|补偿)(?:给?我|给本人)?(?:[^，,。；;、\d]{{0,6}}(?:剩下的|剩余的?|多[收扣付]的|本金"
    rf"|货款|费用?|款|差价|尾款|押金|余额|一?半|{NUMBER}[张个件份条笔次]的?(?:钱|款|费用?)?))?\s*(?P<number>{NUMBER})"
    r"(?![-~—–至到]|\s*[年月日号天周时分点张个件份条笔次星倍折%％级局期元块角赔半])"
)
_TAKEN = regex(
    rf"(?:[把将][^，,。；;\d]{{0,8}}|(?:剩下|剩余|余下|其余|另外)的?\s*)"
    rf"(?P<number>{NUMBER})\s*(?:块|元)?[^，,。；;\d]{{0,4}}退"
)
_BEFORE = regex(
    rf"^(?:请|把|将|要求)?(?:多[收扣付]的|[^，,。；;\d]{{0,8}}的(?:钱|款|费用?))?\s*(?P<number>{NUMBER})\s*$"
)
_TOTAL = regex(r"(?:合计|总计|总共|一共|共计|总额|累计|共)[为是人民币]*\s*$")
_EACH = regex(r"(?:每[张个件份条笔次单月期星]|各)(?:自|退还?|赔偿?|补偿?|返还|扣|为|是)*\s*$")
_COUNT = regex(rf"(?P<count>{NUMBER})\s*[张个件份条笔次单期](?!月)")
_GIVEN = regex(
    r"(?:已付|实付|支付|付款|付了|原价|单价|总价|价值|已退|已经退|标价|售价|其中|每[张个件份条笔次单月]|各)[^，,；;、]{0,4}$"
)
_PARTED = regex(r"^\s*(?:中|里|之中)")
_AND = regex(r"[^，,；;。（(]{0,14}(?:、|和|及|与|加|\+|＋)[^，,；;。（(]{0,14}")
_MOST = 1000


def asked_sum(text: str, start: int, end: int, line: str) -> Decimal | None:
    """The sum in `text[start:end]`, the words that go with an action; `line` tells how many 各25元 are."""
    plain = half_width(text[:end])
    found = tuple(amount for amount in spoken_amounts(plain) if amount.start >= start)
    if not found:
        return _bare(plain[start:])
    kept = _meant(plain, found)
    for amount in reversed(kept):
        if _TOTAL.search(plain, 0, amount.start):
            return amount.amount
    first = kept[0]
    if _EACH.search(plain, 0, first.start):
        return as_yuan(first.amount * _count(half_width(line)))
    return as_yuan(sum((amount.amount for amount in _enumerated(plain, kept)), Decimal(0)))


def _bare(text: str) -> Decimal | None:
    """退我98, 退98, 剩下的48退: a figure right after the word, or all that stands before it."""
    match = _BARE.search(text) or _TAKEN.search(text) or _BEFORE.search(text)
    return as_yuan(read_number(match["number"])) if match else None


def _meant(text: str, found: Sequence[SpokenAmount]) -> Sequence[SpokenAmount]:
    """Without what was paid, a part is asked of, or stands in brackets; unless nothing else is there."""
    asked = [
        amount
        for amount in found
        if not _GIVEN.search(text, 0, amount.start)
        and not _PARTED.match(text, amount.end)
        and text.count("（", 0, amount.start) == text.count("）", 0, amount.start)
        and text.count("(", 0, amount.start) == text.count(")", 0, amount.start)
    ]
    return asked or found


def _count(line: str) -> Decimal:
    counts = (read_number(match["count"]) for match in _COUNT.finditer(line))
    return next((count for count in counts if count is not None and 1 < count <= _MOST), Decimal(1))


def _enumerated(text: str, found: Sequence[SpokenAmount]) -> Sequence[SpokenAmount]:
    """98元和运费10元: those that are joined with the first."""
    for number, (amount, following) in enumerate(pairwise(found), start=1):
        if not _AND.fullmatch(text, amount.end, following.start):
            return found[:number]
    return found
