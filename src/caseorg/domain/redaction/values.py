"""Values in lines that were misread: which characters belong to one, and which were taken for others."""

from caseorg.domain.patterns import regex
from caseorg.domain.reading.values import TIME
from caseorg.domain.text.sentences import Span

_AS_DIGITS = str.maketrans("OoQDlI|!丨[]〇ZzSsBbgq", "00001111111022558699")
_AS_BARS = str.maketrans("|!丨[]", "11111")
_TOKEN = regex(r"[0-9A-Za-z|!丨\[\]〇]+")
_CHINESE = regex(r"[㐀-鿿]")
_NO_VALUE = frozenset("，。：；、？《》（）“”‘’\"'()<>,;:?¥￥=")  # what stands between a value and other words
_MOST_LETTERS = 0.5  # of a token that is a number
_LONG = regex(r"[^\s㐀-鿿，。：；、？《》（）“”‘’\"'()<>,;:?¥￥=]{8,}")
_DIGITS_OF_LONG = 7
_SERVICE = regex(r"(?<!\d)[48]00[ -]?\d{3}[ -]?\d{4}(?!\d)")  # lines that a business has for everybody


def straightened(text: str) -> str:
    """The text with digits where others were read in their place; every character keeps its position."""
    return _TOKEN.sub(lambda match: _straight(match[0]), text)


def _straight(token: str) -> str:
    digits = sum(map(str.isdecimal, token))
    changed = token.translate(_AS_DIGITS)
    if digits >= len(token) * _MOST_LETTERS and changed.isdecimal():
        return changed
    return token.translate(_AS_BARS) if any(map(str.isalnum, token)) else token


def is_of_value(character: str) -> bool:
    """Whether it may belong to a number, a code or an account, as it was read."""
    return not (character.isspace() or character in _NO_VALUE or is_chinese(character))


def is_chinese(character: str) -> bool:
    """丨 and 〇 are how digits are misread."""
    return bool(_CHINESE.match(character)) and character not in "丨〇"


def whole_value(text: str, span: Span) -> Span:
    """The span to both ends of the value that it begins and ends in."""
    start, end = span
    while start > 0 and is_of_value(text[start]) and is_of_value(text[start - 1]):
        start -= 1
    while end < len(text) and is_of_value(text[end - 1]) and is_of_value(text[end]):
        end += 1
    return Span(start, end)


def to_pause(text: str, span: Span) -> Span:
    """The span up to the next mark or blank: where an address ends that was misread in its middle."""
    end = span.end
    while end < len(text) and not text[end].isspace() and text[end] not in "，。；、,;()（）":
        end += 1
    return Span(span.start, end)


def long_numbers(text: str) -> list[Span]:
    """What is a number by its many digits, however it was misread; dates, times and service lines are none."""
    rest = text
    for known in (TIME, _SERVICE):
        rest = known.sub(lambda match: " " * len(match[0]), rest)
    return [
        Span(*match.span())
        for match in _LONG.finditer(rest)
        if sum(map(str.isdecimal, straightened(match[0]))) >= _DIGITS_OF_LONG
    ]
