"""Which lines are read a second time, by the model that knows more characters, and which of two readings counts.

The quick model does not know 1,300 rarer characters, and is often sure of the wrong one that it tells instead.
"""

import re
from collections.abc import Iterable, Sequence

import numpy as np

from caseorg.ocr.characters import is_chinese, is_simplified
from caseorg.ocr.models import Recogniser
from caseorg.ocr.noise import TALLER, usual_height
from caseorg.ocr.recogniser import Numbers, Place, Words

Scored = tuple[str, float]

_SURE = 0.9  # of a Chinese character; one in thirty of those that are right is less
_QUITE_SURE = 0.995
_SURE_ENOUGH = 0.8
_LIKELY, _LIKELY_TOO = 0.95, 0.9  # less of a character: it may be another
_POSSIBLE = 0.03  # of that other
_LEAST = 0.8  # on average
_AHEAD = 0.05
_FEW = 3  # characters: signs of a bar, counts
_TOP = 0.26  # of the width: status bar and title
_LONGEST_NAME = 16
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


def doubtful(words: Sequence[Words], boxes: Sequence[Place], width: int) -> list[int]:
    """The numbers of the lines that are to be read again."""
    heights = [box[3] - box[1] for box in boxes]
    tallest = TALLER * usual_height([one.text for one in words], heights, width)
    labels = [box for one, box in zip(words, boxes, strict=True) if _LABEL.search(one.text)]
    return [
        number
        for number, (one, box) in enumerate(zip(words, boxes, strict=True))
        if (_is_unsure(one) and (len(one.text) > 1 or box[3] - box[1] <= tallest))
        or (_has_chinese(one.text) and (_is_name(one.text, box, width) or _follows(box, labels)))
    ]


def _is_unsure(words: Words) -> bool:
    text = words.text.strip()
    if len(text) < _FEW:
        return len(text) == 1 or (_has_chinese(text) and words.score < _SURE)
    chinese = (score for one, score in _characters(words) if is_chinese(one))
    return min(chinese, default=1.0) < _SURE or words.score < _LEAST or bool(_CODE.search(words.text))


def _is_name(text: str, box: Place, width: int) -> bool:
    in_title = box[3] < width * _TOP and len(text) <= _LONGEST_NAME
    return in_title or bool(_BEARER.search(text) or _LABELLED.search(text))


def _follows(box: Place, labels: Sequence[Place]) -> bool:
    """Whether a label of a name stands before it on its row."""
    middle = (box[1] + box[3]) / 2
    return any(label[1] < middle < label[3] and label[0] < box[0] for label in labels)


def unknown(quick: Recogniser, thorough: Recogniser) -> Numbers:
    """The classes of the thorough one, among simplified characters, that the quick one lacks."""
    known = frozenset(quick.classes)
    rare = (
        at for at, one in enumerate(thorough.classes) if is_chinese(one) and is_simplified(one) and one not in known
    )
    return np.fromiter(rare, np.intp)


def better(quick: Words, thorough: Words) -> Words:
    """Of two readings of a line; where they are of one length, character by character."""
    if len(quick.text) != len(thorough.text):
        return thorough if thorough.score > quick.score - _AHEAD else quick
    rarer = thorough.rarer or (("", 0.0),) * len(thorough.text)
    chosen = [_better_of(*three) for three in zip(_characters(quick), _characters(thorough), rarer, strict=True)]
    return Words("".join(one for one, _ in chosen), tuple(score for _, score in chosen), quick.middles)


def _characters(words: Words) -> Iterable[Scored]:
    return zip(words.text, words.scores, strict=True)


def _better_of(quick: Scored, thorough: Scored, rarer: Scored) -> Scored:
    """A character that neither is sure of is rather one that the quick one does not know.

    The thorough one tends to traditional characters. Where both agree, it is as sure as both on average.
    """
    if is_chinese(quick[0]) and quick[1] < _LIKELY and thorough[1] < _LIKELY_TOO and rarer[1] > _POSSIBLE:
        return rarer
    if quick[0] == thorough[0]:
        return quick[0], (quick[1] + thorough[1]) / 2
    if is_simplified(quick[0]) > is_simplified(thorough[0]) and quick[1] > _LIKELY_TOO:
        return quick
    if quick[1] >= _QUITE_SURE and thorough[1] < _SURE_ENOUGH:
        return quick[0], thorough[1]
    return thorough


def _has_chinese(text: str) -> bool:
    return any(map(is_chinese, text))
