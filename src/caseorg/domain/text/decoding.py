"""From the bytes of a text to its characters, where nothing says which encoding they are in.

Chats and mails come in UTF-8, GB 18030, Big5 or UTF-16, with or without a mark, sometimes cut inside a character or
with bytes lost. Valid UTF-8 is UTF-8. Anything else is read in each encoding, and what looks most like a text counts.
"""

import codecs
import re
from dataclasses import dataclass
from itertools import islice

from caseorg.domain.patterns import regex

_MARKS = (  # the longer ones first: that of UTF-16 begins that of UTF-32
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_OF_BYTES = ("utf-8", "gb18030", "big5hkscs")
_WIDE_TOLD = regex(r"[\s\"']*utf[-_]?(?:16|32)", re.IGNORECASE)
_SEVEN_BITS = regex(r"utf-?7|hz|iso-2022-jp")
_SAMPLE = 20_000  # characters that are looked at
_SURE = 0.7  # of a text that nobody says is one
_LIKELY = 0.5  # of most texts of Windows in China; Japanese read as if it were Chinese is below
_SHORT = 20  # characters
_LEAST = 0.35  # of what the characters of a text are worth; in bytes at random it is far below
_LOST = "\ufffd"
_LINE_ENDS = regex(r"\r*\n|\r|\x0b|\x0c|\x1c|\x1d|\x1e|\x85|\u2028|\u2029")
_HALVES = regex(r"([\ud800-\udbff])([\udc00-\udfff])")
_CONTROLS = regex(r"[\x00-\x08\x0e-\x1b\x1f\x7f]")
_COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家"
    "种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十"
    "民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯"
    "月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女"
    "变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基"
    "您请退款订单客服商品付支元号码充值账户卡密店铺收到货价钱费证验联系谢谢购买未已核实申请平台处理联网址微信消息图片"
    "這個們來為國說時會對後過發樣學現當動麼還進開從實軍無與長機問題關點業將兩間體見產制話給門東聲條氣變總電數報結務"
    "場計統區決馬訂單貨價錢費證驗聯繫謝購買請您號碼賬戶店鋪處網頁圖"
)
_PUNCTUATION = frozenset("，。：；！？、“”‘’（）《》【】—…·￥「」『』〔〕～")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`guessed` where neither a mark nor the bytes themselves say the encoding; `lost` counts what is no character."""

    text: str
    encoding: str
    guessed: bool = False
    lost: int = 0


def decode(content: bytes, declared: str = "") -> Decoded | None:
    """The text with its line ends made alike, or None for what is no text; `declared` is an encoding somebody names."""
    for mark, encoding in _MARKS:
        if content.startswith(mark) and not (encoding == "utf-32-le" and len(content) % 4):
            return _read(content.removeprefix(mark), encoding)
    plain = content.strip(b"\0")  # blocks of a disk that were never written
    if content and not plain:
        return None
    if _WIDE_TOLD.match(declared) and not _as_utf8(plain) and (found := _as_told(content, declared)):
        return found
    if _is_narrow(plain):
        if found := _in_seven_bits(plain, declared) or _as_utf8(plain):
            return found
        if declared and (found := _as_told(plain, declared)):
            return found
    return _guess(content, plain)


def is_plainly_text(content: bytes) -> bool:
    """Whether it is sure to be text, though nothing says so: UTF-8, marked, or Chinese that reads like it."""
    decoded = decode(content)
    if not decoded or decoded.guessed:
        return False
    if decoded.encoding == "gb18030" and not (len(decoded.text) >= _SHORT and _worth(decoded.text) >= _SURE):
        return False
    return content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or b"\0" not in content


def _is_narrow(plain: bytes) -> bool:
    return not _is_wide(plain) and not _is_code(plain[:_SAMPLE])


def _is_wide(plain: bytes) -> bool:
    """Bytes between others that are zero; a text of one byte a character has few or none."""
    return plain.count(0) * 8 > len(plain)


def _is_code(plain: bytes) -> bool:
    """Bytes that control a machine; a text has hardly any, unless each character has two bytes."""
    return len(_CONTROLS.findall(plain.decode("latin-1"))) * 10 > len(plain)


def _in_seven_bits(content: bytes, declared: str) -> Decoded | None:
    """Encodings of old mail that write Chinese in letters: the bytes are ASCII, so only what is told counts."""
    found = _SEVEN_BITS.search(declared.lower())
    if not found or not content.isascii():
        return None
    try:
        return _made(content.decode(found[0]), found[0])
    except UnicodeError:
        return None


def _as_utf8(content: bytes) -> Decoded | None:
    try:
        return _made(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    try:  # Java and some databases write each half of a rare character by itself
        halves = content.replace(b"\xc0\x80", b"\0").decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    return _made(_joined(halves), "cesu-8")


def _joined(text: str) -> str:
    """Halves of characters put together; one alone is lost."""
    whole = _HALVES.sub(lambda pair: (pair[1] + pair[2]).encode("utf-16", "surrogatepass").decode("utf-16"), text)
    return re.sub("[\ud800-\udfff]", _LOST, whole)


def _as_told(content: bytes, declared: str) -> Decoded | None:
    """In the encoding that is named, if it can be one; what allows any byte proves nothing and is not believed."""
    name = declared.strip().strip("\"'").lower()
    if re.search(r"gb|936|hz", name):
        name = "gb18030" if "hz" not in name else "hz"
    if re.search(r"8859-1$|latin|1252|ascii|unknown|8bit|binary", name):
        return None
    try:
        read = _made(content.decode(name), name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return None if name.startswith("utf") and _worth(read.text) < _LEAST else read


def _guess(content: bytes, plain: bytes) -> Decoded | None:
    wide = [_read(content[: len(content) // 4 * 4 or None], encoding) for encoding in _WIDE]
    narrow = [*(_read(plain, encoding) for encoding in _OF_BYTES), _line_by_line(plain)] if _is_narrow(plain) else []
    best = max([*narrow, *wide], key=lambda read: _worth(read.text))
    if _worth(best.text) < _LEAST:
        return next((read for read in narrow if read.encoding == "gb18030" and not read.lost and _is_shown(read)), None)
    likely = best.encoding == "gb18030" and not best.lost and _worth(best.text) >= _LIKELY
    return Decoded(best.text, best.encoding, not likely, best.lost)


def _line_by_line(content: bytes) -> Decoded:
    """Logs that were put together are in one encoding here and in another there."""
    lines = []
    for line in content.splitlines(keepends=True):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode("gb18030", "replace"))
    return _made("".join(lines), "utf-8, gb18030")


def _is_shown(read: Decoded) -> bool:
    return not any("\ue000" <= character <= "\uf8ff" for character in islice(read.text, _SAMPLE))


def _read(content: bytes, encoding: str) -> Decoded:
    """With � for what is no character."""
    return _made(content.decode(encoding, "replace"), encoding)


def _made(text: str, encoding: str) -> Decoded:
    shown = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")))
    return Decoded(shown, encoding, lost=shown.count(_LOST))


def _worth(text: str) -> float:
    """At most 1: how much it looks like a text in Chinese or Latin letters."""
    sample = text[:_SAMPLE]
    return sum(map(_points, sample)) / len(sample) if sample else 0.0


def _points(character: str) -> float:
    if character in _COMMON or character in _PUNCTUATION or " " <= character <= "~" or character in "\n\t":
        return 1
    if (
        "\u4e00" <= character <= "\u9fff"
        or "\uff01" <= character <= "\uff5e"
        or "\U0001f300" <= character <= "\U0001faff"
    ):
        return 0.4
    return -3 if character == _LOST or "\ue000" <= character <= "\uf8ff" else -0.5
