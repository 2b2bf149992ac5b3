"""Which lines are read a second time, by the model that knows more characters, and which of two readings counts.

The quick model does not know 1,300 rarer characters, and is often sure of the wrong one that it tells instead.
"""

import re
from collections.abc import Iterable, Sequence

from caseorg.ocr.recogniser import Place, Words

_SURE = 0.97  # of a Chinese character; one in fourteen of those that are right is less
_QUITE_SURE = 0.995
_SURE_ENOUGH = 0.9
_LEAST = 0.8  # on average
_AHEAD = 0.05
_TOP = 0.26  # of the width: status bar and title
_LONGEST_NAME = 16
_CODE = re.compile(r"(?=[A-Za-z0-9-]*[A-Za-z])(?=[A-Za-z0-9-]*\d)[A-Za-z0-9-]{8,}")
_BEARER = re.compile(
    r"公司|[店行社坊厂铺]$|[店行社坊厂铺] ?[>〉›》]|旗舰|专营|专卖|商行|工作室|经营部|商贸|科技|网络|中心|个体|卡盟"
)
_LABEL = re.compile(
    r"商家|商户|店铺|店名|卖家|买家|掌柜|收款|付款方|收货人|收件人|联系人|姓名|昵称|名称|对方|客户|会员名|账号|账户|"
    r"用户名|户名|角色|区服|主体|经营者|法人|企业|签收"
)


def doubtful(words: Sequence[Words], boxes: Sequence[Place], width: int) -> list[int]:
    """The numbers of the lines that are to be read again."""
    labels = [box for one, box in zip(words, boxes, strict=True) if _LABEL.search(one.text)]
    return [
        number
        for number, (one, box) in enumerate(zip(words, boxes, strict=True))
        if _is_unsure(one) or (_has_chinese(one.text) and (_is_name(one.text, box, width) or _follows(box, labels)))
    ]


def _is_unsure(words: Words) -> bool:
    if not words.text.strip():
        return False
    chinese = (score for one, score in _characters(words) if is_chinese(one))
    return min(chinese, default=1.0) < _SURE or words.score < _LEAST or bool(_CODE.search(words.text))


def _is_name(text: str, box: Place, width: int) -> bool:
    in_title = box[3] < width * _TOP and len(text) <= _LONGEST_NAME
    return in_title or bool(_BEARER.search(text) or _LABEL.search(text))


def _follows(box: Place, labels: Sequence[Place]) -> bool:
    """Whether a label of a name stands before it on its row."""
    middle = (box[1] + box[3]) / 2
    return any(label[1] < middle < label[3] and label[0] < box[0] for label in labels)


def better(quick: Words, thorough: Words) -> Words:
    """Of two readings of a line; where they are of one length, character by character."""
    if len(quick.text) != len(thorough.text):
        return thorough if thorough.score > quick.score - _AHEAD else quick
    pairs = zip(
        zip(quick.text, quick.scores, strict=True), zip(thorough.text, thorough.scores, strict=True), strict=True
    )
    chosen = [_better_of(*pair) for pair in pairs]
    return Words("".join(one for one, _ in chosen), tuple(score for _, score in chosen), quick.middles)


def _characters(words: Words) -> Iterable[tuple[str, float]]:
    return zip(words.text, words.scores, strict=True)


def _better_of(quick: tuple[str, float], thorough: tuple[str, float]) -> tuple[str, float]:
    if quick[0] == thorough[0]:
        return max(quick, thorough)
    return quick if quick[1] >= _QUITE_SURE and thorough[1] < _SURE_ENOUGH else thorough


def _has_chinese(text: str) -> bool:
    return any(map(is_chinese, text))


def is_chinese(character: str) -> bool:
    """Whether it is one of the usual range: the extensions lie elsewhere, and the models know none of them."""
    return "\u3400" <= character <= "\u9fff"
