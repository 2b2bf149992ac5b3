"""Which lines are read a second time, by the model that knows more characters, and which of two readings counts.

The quick model does not know 1,300 rarer characters, and is often sure of the wrong one that it tells instead.
"""

import re
from collections.abc import Mapping, Sequence, Set

from caseorg.ocr.characters import has_chinese, is_chinese, is_simplified
from caseorg.ocr.noise import TALLER, is_sign_of_bar, usual_height
from caseorg.ocr.recogniser import Place, RecognisedWords

Scored = tuple[str, float]

_SURE = 0.92  # of a Chinese character; one in thirty of those that are right is less
_AROUND = 2  # characters beside a doubted one, by which it is known
_MOST_OF_LINE = 0.7  # of its characters: reading less again saves something
_QUITE_SURE = 0.995
_SURE_ENOUGH = 0.8
_DOUBTED = 0.01  # the least that counts of what one model says: it may be wrong
_UNHEARD_OF = 0.001  # the same of the thorough one
_UNKNOWN = 2  # counts of a character that the quick one does not know: it cannot speak for it
_TRADITIONAL = 0.1  # the thorough one tends to traditional characters
_LEAST = 0.8  # on average
_AHEAD = 0.05
_ALIKE = frozenset("IlO|")  # as the digits of a count, such as x1, are read
_FEW = 3  # characters: signs of a bar, counts
_HOPELESS = 0.4  # of a digit alone: whatever the thorough one says, both are not sure of it
_TOP = 0.26  # of the width: status bar and title
_LONGEST_NAME = 16
_USUAL = re.compile(
    r"(?:订单|账单|交易|退款|售后|物流|支付|充值|卡密|消息|聊天)(?:详情|信息|记录|列表|进度)|我的订单|(?:退款|支付|交易)成功|"
    r"(?:申请|取消)(?:退款|售后|订单)|联系(?:商家|卖家|客服|买家)|查看(?:物流|卡密|详情)|确认收货|再次购买|再来一单|"
    r"删除订单|(?:追加)?评价|延长收货|提醒发货|复制|更多|余额宝?|零钱通?|花呗|支付宝|微信(?:支付)?|云闪付"
)
_NO_NAME = 0.98  # of the words that pages of a kind have at their top, on buttons and as ways of paying
_CODE = re.compile(r"(?=[A-Za-z0-9-]*[A-Za-z])(?=[A-Za-z0-9-]*\d)[A-Za-z0-9-]{8,}")
_BEARER = re.compile(
    r"公司|[店行社坊厂铺]$|[店行社坊厂铺] ?[>〉›》]|旗舰|专营|专卖|商行|工作室|经营部|商贸|科技|网络|中心|个体|卡盟"
)
_BEARING = (
    r"(?:商家|商户|店铺|店名|卖家|买家|掌柜|收款|付款方|收货人|收件人|联系人|姓名|昵称|名称|对方|客户|会员名|账号|账户|"
    r"用户名|户名|角色|区服|主体|经营者|法人|企业|签收)[^:：]{0,4}"
)
_LABEL = re.compile(_BEARING + "[:：]?$")
_LABELLED = re.compile(_BEARING + r"[:：\s]\s*\S")


def doubtful(words: Sequence[RecognisedWords], boxes: Sequence[Place], width: int) -> list[int]:
    """The numbers of the lines that are to be read again."""
    heights = [box[3] - box[1] for box in boxes]
    tallest = TALLER * usual_height([read.text for read in words], heights, width)
    labels = [box for read, box in zip(words, boxes, strict=True) if _LABEL.search(read.text)]
    return [
        number
        for number, (read, box) in enumerate(zip(words, boxes, strict=True))
        if is_doubtful_anyway(read, box, width) or _is_doubtful_here(read, box, width, tallest, labels)
    ]


def is_doubtful_anyway(words: RecognisedWords, box: Place, width: int) -> bool:
    """Whether it is, whatever else stands on the page."""
    return not is_sign_of_bar(words.text, box[0], box[3], width) and (
        (_is_unsure(words) and len(words.text) > 1) or (_may_be_name(words) and _is_name(words, box, width))
    )


def doubted_part(words: RecognisedWords, box: Place, width: int) -> slice:
    """Which of the characters of such a line are to be read again, with some around them: all of a name, a code, or
    what is short."""
    places = [at for at, scored in enumerate(zip(words.text, words.scores, strict=True)) if _is_unsure_of(*scored)]
    whole = slice(0, len(words.text))
    named = _may_be_name(words) and _is_name(words, box, width)
    if named or not places or words.score < _LEAST or _CODE.search(words.text):
        return whole
    part = slice(max(0, places[0] - _AROUND), min(whole.stop, places[-1] + 1 + _AROUND))
    return part if part.stop - part.start <= _MOST_OF_LINE * whole.stop else whole


def _is_unsure_of(character: str, score: float) -> bool:
    return is_chinese(character) and score < _SURE


def _is_doubtful_here(words: RecognisedWords, box: Place, width: int, tallest: float, labels: Sequence[Place]) -> bool:
    """Whether it is for what stands around it."""
    return not is_sign_of_bar(words.text, box[0], box[3], width) and (
        (_is_unsure(words) and box[3] - box[1] <= tallest) or (_may_be_name(words) and _follows(box, labels))
    )


def _is_unsure(words: RecognisedWords) -> bool:
    text = words.text.strip()
    if len(text) == 1:
        return is_chinese(text) or (text.isdigit() and _HOPELESS <= words.score < _QUITE_SURE)
    if len(text) < _FEW:
        return words.score < _SURE and (has_chinese(text) or not _ALIKE.isdisjoint(text))
    unsure = any(map(_is_unsure_of, words.text, words.scores))
    return unsure or words.score < _LEAST or bool(_CODE.search(words.text))


def _may_be_name(words: RecognisedWords) -> bool:
    return has_chinese(words.text) and (words.score < _NO_NAME or not _USUAL.fullmatch(words.text.strip()))


def _is_name(words: RecognisedWords, box: Place, width: int) -> bool:
    text = words.text
    in_title = box[3] < width * _TOP and len(text) <= _LONGEST_NAME
    return in_title or bool(_BEARER.search(text) or _LABELLED.search(text))


def _follows(box: Place, labels: Sequence[Place]) -> bool:
    """Whether a label of a name stands before it on its row."""
    middle = (box[1] + box[3]) / 2
    return any(label[1] < middle < label[3] and label[0] < box[0] for label in labels)


def better(quick: RecognisedWords, thorough: RecognisedWords, known: Set[str]) -> RecognisedWords:
    """Of two readings of a line; where they are of one length, character by character.

    `known` are the characters that the quick one may tell.
    """
    if len(quick.text) != len(thorough.text):
        return thorough if thorough.score > quick.score - _AHEAD else quick
    both = zip(quick.chances, thorough.chances, strict=True)
    chosen = [_likeliest(one, other, known) for one, other in both]
    return RecognisedWords(
        "".join(character for character, _ in chosen), tuple(score for _, score in chosen), quick.middles
    )


def _likeliest(quick: Mapping[str, float], thorough: Mapping[str, float], known: Set[str]) -> Scored:
    """Of Chinese characters what both hold for the likeliest, else rather what the thorough one tells."""
    tops = _top(quick), _top(thorough)
    if any(map(is_chinese, tops)):
        chosen = max(
            sorted(quick.keys() | thorough.keys()), key=lambda candidate: _weight(candidate, quick, thorough, known)
        )
    else:
        chosen = tops[quick[tops[0]] < _QUITE_SURE or thorough[tops[1]] >= _SURE_ENOUGH]
    scores = [model.get(chosen, 0.0) for model in ((quick, thorough) if chosen in known else (thorough,))]
    return chosen, sum(scores) / len(scores)


def _top(chances: Mapping[str, float]) -> str:
    return max(chances, key=lambda candidate: chances[candidate])


def _weight(candidate: str, quick: Mapping[str, float], thorough: Mapping[str, float], known: Set[str]) -> float:
    of_quick = max(quick.get(candidate, 0), _DOUBTED) if candidate in known else _UNKNOWN
    usual = 1 if is_simplified(candidate) or not is_chinese(candidate) else _TRADITIONAL
    return of_quick * max(thorough.get(candidate, 0), _UNHEARD_OF) * usual if candidate else 0
