"""Quotation marks: those within others are single ones, and what somebody is told to have said stands in some."""

from caseorg.domain.patterns import regex
from caseorg.domain.text.sentences import sentences

_CLOSING = {"“": "”", "‘": "’"}
_LEVELS = (("‘", "’"), ("“", "”"))  # within double ones, and by turns from there on
_SAYS = "(?:回复|答复|回答|答(?![案应卷])|说(?![明法])|讲(?![究义座])|写道|留言|回(?=[：:]))"
_WHO = "(?:客服|卖家|商家|店家|店主|老板|掌柜|对方|平台|小二|骗子|人家|他们?|她们?)"
# 客服说：好的 is typed as direct speech; so is 他说号卖你了, where 你 means who tells it.
_TYPED = regex(f"(?:{_SAYS}(?:道|过|我)?[：:]|(?P<named>(?:^|[，,；;]){_WHO}[：:])) ?(?P<words>[^“”「」‘’]+)$")
_ADDRESSED = regex(
    f"(?:{_WHO}[^，。；“”]{{0,8}}?|^(?:我|本人)(?:就|又|也)?)(?:回复|说(?![明法])|讲(?![究义座]))(?!了)(?:道|我)?"
    "(?P<words>[^“”「」‘’]*?(?:(?<!迷)你(?!们)|您|亲(?![戚友人属自]))[^“”「」‘’]*)$"
)
_OWN = regex("[，,](?=(?:但|可|不过|然后|后来|结果)?我(?!们)(?:没|不|就|又|说|也|只|才|觉|同|一|都|让|要|再|问))")
_STOPS = "。！？!?；;，, "


def quote(words: str) -> str:
    """The words in quotation marks; their own ones become those of the next level."""
    return f"“{within(words)}”"


def within(words: str) -> str:
    """The words as they stand within quotation marks: their outermost ones are single. A mark that has no other half
    stays."""
    written = list(words)
    opened: list[int] = []
    for place, character in enumerate(words):
        if character in _CLOSING:
            opened.append(place)
        elif opened and character == _CLOSING[words[opened[-1]]]:
            opening = opened.pop()
            written[opening], written[place] = _LEVELS[len(opened) % len(_LEVELS)]
    return "".join(written)


def with_speech_quoted(text: str) -> str:
    """`客服说：好的，请稍等` → `客服说“好的，请稍等”`; what is told in other words than those that were said stays."""
    if "你" not in text and "您" not in text and "亲" not in text and "：" not in text and ":" not in text:
        return text
    return "".join(_quoted(text[start:end]) for start, end in sentences(text))


def _quoted(sentence: str) -> str:
    bare = sentence.rstrip(_STOPS)
    match = _TYPED.search(bare) or _ADDRESSED.search(bare)
    if match is None or not match["words"].strip():
        return sentence
    own = _OWN.search(bare, match.start("words") + 1)
    end = own.start() if own else len(bare)
    words = bare[match.start("words") : end].strip()
    before = bare[: match.start("words")].rstrip("：: ")
    if match.groupdict().get("named"):
        before += "："
    return f"{before}“{words}”{bare[end:]}{sentence[len(bare) :]}"
