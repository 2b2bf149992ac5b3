"""Text as it is meant, not as it is dressed: one width, small letters, simplified, no blanks inside words."""

import unicodedata
from dataclasses import dataclass
from functools import cache

from caseorg.domain.patterns import regex
from caseorg.domain.text.sentences import Span

_VARIANTS = (
    "驗验證证碼码號号帳账賬账帐账戶户轉转匯汇專专線线網网絡络聯联繫系費费認认貸贷徵征償偿傳传報报銀银統统單单開开關关閉闭"
    "凍冻結结級级遠远協协訂订錢钱寶宝賠赔雙双內内儲储會会員员續续點点擊击鏈链鍵键請请將将為为現现這这個个們们說说讓让給给"
    "馬马時时過过後后還还減减據据視视頻频議议錄录製制險险騙骗詐诈監监條条資资訊讯標标準准優优當当發发處处額额紅红實实體体"
    "數数虛虚遊游戲戏樂乐龍龙華华東东車车書书場场廣广業业產产萬万億亿與与師师飛飞馬马鳥鸟魚鱼圖图聲声術术類类極极達达選选"
    "臉脸識识無无須须應应該该護护輸输誤误嗎吗飛飞釘钉電电話话掃扫購购貨货稅税繳缴異异響响則则舊旧門门係系"
    "營营買买賣卖來来對对問问題题種种務务檢检測测試试經经幫帮謝谢麼么歡欢樣样兩两幾几動动機机圓圆幣币確确補补換换價价錯错滿满"
    "簡简擇择頁页頭头歸归國国區区縣县導导陽阳陳陈張张劉刘楊杨黃黄趙赵吳吴孫孙葉叶蘇苏蔣蒋許许鄭郑馮冯鄧邓蕭萧羅罗"
)
_SIMPLIFIED = str.maketrans(dict(zip(_VARIANTS[::2], _VARIANTS[1::2], strict=True)))
_MARK = r"[-._*·•~^|+/\\]"
_ORNAMENT = regex(rf"{_MARK}(?<=[㐀-鿿].){_MARK}?(?=[㐀-鿿])")  # a mark first: that is looked for fast


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` to search in; its character `i` comes from character `places[i]` of the original."""

    text: str
    places: tuple[int, ...]

    def original(self, start: int, end: int) -> Span:
        """Where a stretch of `text` that is not empty stands in the original."""
        return Span(self.places[start], self.places[end - 1] + 1)


def fold(text: str, blanks: bool = False) -> Folded:
    """Folds a text; `blanks` stay where they separate words, as around addresses. Line ends always stay."""
    if _PLAIN.issuperset(text):
        new = text.translate(_TABLE)
        if blanks or not _ORNAMENT.search(new):
            return Folded(new, tuple(range(len(new))))
    pairs = [
        (new, place)
        for place, old in enumerate(text)
        for new in _folded(old)
        if blanks or new == "\n" or not new.isspace()
    ]
    if not blanks:
        pairs = _without_ornaments(pairs)
    return Folded("".join(new for new, _ in pairs), tuple(place for _, place in pairs))


def folded_text(text: str) -> str:
    """The text of `fold(text)`, for whoever needs no places."""
    return _ORNAMENT.sub("", text.translate(_UNSPACED))


def _without_ornaments(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """`加-微.信` without the marks between its characters."""
    text = "".join(new for new, _ in pairs)
    dropped = {at for match in _ORNAMENT.finditer(text) for at in range(*match.span())}
    return [pair for at, pair in enumerate(pairs) if at not in dropped]


_PLAIN: set[str] = set()  # the characters that were met so far and of which one stands for one
_TABLE: dict[int, str] = {}


@cache
def _folded(character: str) -> str:
    """What stands for one character: nothing for those that are not seen, several for `㎏`."""
    new = _folded_anew(character)
    if len(new) == 1 and (new == "\n" or not new.isspace()):
        _TABLE[ord(character)] = new
        _PLAIN.add(character)
    return new


class _Unspaced(dict[int, str]):
    """Character → what stands for it where blanks go; filled as characters are met."""

    def __missing__(self, key: int) -> str:
        self[key] = new = "".join(one for one in _folded(chr(key)) if one == "\n" or not one.isspace())
        return new


_UNSPACED = _Unspaced()


def _folded_anew(character: str) -> str:
    if character == "\n":
        return character
    if unicodedata.category(character) in ("Cf", "Mn", "Cc", "Co"):
        return " " if character.isspace() else ""
    return unicodedata.normalize("NFKC", character).casefold().translate(_SIMPLIFIED)
