"""What personal data looks like in a text: telephone numbers, identities, cards, codes, accounts, plates."""

import re
from collections.abc import Iterator
from functools import cache

from caseorg.domain.privacy.kinds import GROUPS, Personal
from caseorg.domain.privacy.words import PersonalWords, one_of
from caseorg.domain.text.sentences import Span

_GAP = r"[ .·*_/‐-―-]{0,2}"  # how people part the digits of one number
_LINK = r"(?:号码|号|码)?\s*(?:[:=]|是|为)?\s*[(“\"「【]?\s*"
_WORD = "(?:(?=[a-z-]*[0-9])[a-z0-9][a-z0-9-]{4,}[a-z0-9]|[a-z]{8,})(?![a-z0-9-])"
_ITEM = r"[\s、,;/和及与]{1,3}(?:\([0-9]{1,2}\)|[0-9]{1,2}[.、)])?\s?"  # the next of several codes
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_NEW = "(?<![更最全刷重创以翻])"  # 更新v12345 is a version, 新a12345 a plate

_NUMBERS = (
    (Personal.PHONE, rf"(?<![0-9])((?:\+?86{_GAP})?1{_GAP}[3-9](?:{_GAP}[0-9]){{9}})(?![0-9])"),
    (Personal.PHONE, "([一幺][三四五六七八九][零〇一幺二两三四五六七八九]{9})"),
    (Personal.PHONE, rf"(?<![0-9])(\(?0[0-9]{{2,3}}\)?{_GAP}[0-9]{{3,4}}{_GAP}[0-9]{{4}})(?![0-9])"),
    (Personal.PHONE, r"(?:电话|手机|座机|固话)[号码]{0,2}[: ]{0,2}((?!400|800)[0-9](?:[ -]?[0-9]){6,13})(?![0-9])"),
    (
        Personal.IDENTITY,
        rf"(?<![0-9])([1-9][0-9]{{5}}{_GAP}(?:18|19|20)[0-9]{{2}}{_GAP}(?:0[1-9]|1[0-2])"
        rf"{_GAP}(?:0[1-9]|[12][0-9]|3[01]){_GAP}[0-9]{{3}}[0-9x])(?![0-9])",
    ),
    (Personal.IDENTITY, "(?<![0-9])([1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3})(?![0-9])"),
    (Personal.IDENTITY, rf"(?:身份证|证件|护照|通行证){_LINK}([a-z]?[0-9]{{6,17}}[0-9x])(?![0-9a-z])"),
    (
        Personal.PLATE,
        rf"{_NEW}([{_PROVINCES}]\s?[a-hj-np-z]\s?[·•.]?\s?(?=[a-z]*[0-9])[a-hj-np-z0-9]{{5,6}})(?![a-z0-9])",
    ),
    (Personal.PLATE, rf"([{_PROVINCES}]\s?[a-hj-np-z]\s?[·•.]?\s?[a-hj-np-z0-9]{{4}}[挂学警港澳领])"),
    (Personal.PLATE, r"(?:车牌|牌照)(?:号码|号)?\s*(?:[:=]|是|为)?\s*([a-z][·•.]?[a-z0-9]{5,6})(?![a-z0-9])"),
    (Personal.CARD, rf"(?<![0-9])([0-9]{{4}}(?:{_GAP}[0-9]{{4}}){{3}}(?:{_GAP}[0-9]{{1,3}})?)(?![0-9])"),
    (Personal.MAIL, r"((?<![a-z0-9_.+-])[a-z0-9_.+-]{1,64} ?@ ?[a-z0-9-]{1,63}(?: ?\. ?[a-z0-9-]{1,63})+)"),
    (Personal.CODE, "(?<![a-z0-9-])([a-z0-9]{4,}(?:-[a-z0-9]{4,}){2,})(?![a-z0-9-])"),
    (Personal.VERIFICATION, r"验证码[^0-9,。;\n]{0,8}([0-9](?: ?[0-9]){3,7})(?![0-9])"),
    (Personal.VERIFICATION, r"(?<![0-9])([0-9]{4,8})[^0-9,。;\n]{0,6}验证码"),
    (Personal.CHAT, rf"(?:qq|扣扣)群?{_LINK}([0-9](?:[ -]?[0-9]){{4,11}})(?![0-9])"),
    (Personal.CHAT, "(?<![a-z0-9_])(wxid_[a-z0-9]+)"),
    (Personal.NUMBER, r"(?<![a-z0-9-])([0-9]{6}[ -]{1,2}[0-9]{15,18})(?![a-z0-9-])"),
    (Personal.NUMBER, "(?<![0-9])(?![48]00[0-9]{7}(?![0-9]))([0-9]{9,32})(?![0-9])"),
    (Personal.NUMBER, r"(?<![0-9.])(?![48]00[ -])([0-9]{3,}(?:[ .·_-]{1,2}[0-9]{3,}){2,})(?![0-9])"),
    (
        Personal.NUMBER,
        rf"(?:订单|交易|商户|支付|退款|流水|工单|投诉|运单|单)(?:编号|单号|号码|号){_LINK}"
        "([a-z0-9][a-z0-9_-]{4,}[a-z0-9])(?![a-z0-9_-])",
    ),
)


def shapes(text: str, words: PersonalWords) -> Iterator[tuple[Span, Personal]]:
    """Where the folded text has something that looks like personal data; places may overlap."""
    for kind, pattern in patterns(words):
        for match in pattern.finditer(text):
            if kind is not Personal.CARD or _passes_luhn(match[1]):
                yield Span(*match.span(1)), kind


@cache
def patterns(words: PersonalWords) -> tuple[tuple[Personal, re.Pattern[str]], ...]:
    """For folded text. The first group is what is hidden."""
    of_words = (*_codes(one_of(words.codes)), *_accounts(words))
    return tuple((kind, re.compile(pattern)) for kind, pattern in (*_NUMBERS, *of_words))


def _codes(code: str) -> Iterator[tuple[Personal, str]]:
    yield (
        Personal.CODE,
        rf"{code}[^a-z0-9,。;\n]{{0,8}}(?:\([0-9]\)|[0-9][.、)])?\s?(?<![a-z0-9])({_WORD}(?:{_ITEM}{_WORD})*)",
    )
    yield Personal.CODE, rf"{code}{_LINK}([a-z0-9]{{4,5}}(?:[ -][a-z0-9]{{4,5}}){{2,}})(?![a-z0-9-])"
    yield (
        Personal.CODE,
        rf"{code}{_LINK}(?=[a-z]*[0-9])([a-z0-9]{{4,5}})(?![a-z0-9.:-]|\s?[年月日元张个次枚位条])",
    )
    yield Personal.CODE, rf"{code}[^a-z0-9,。;\n]{{0,4}}尾号(?:为|是|:)?([a-z0-9]{{4,}})"


def _accounts(words: PersonalWords) -> Iterator[tuple[Personal, str]]:
    account = rf"(?<![a-z]){one_of(words.accounts)}群?(?:账号|账户|号)?(?:id)?"
    end = r"(?![a-z0-9_.-]|\s?元)"
    value = r"[a-z0-9][a-z0-9_-]{4,29}"
    separator = r"\s?(?:[:=是为]\s?[(“\"「]?|[(“\"「])\s?"
    yield Personal.CHAT, rf"{account}{_LINK}@?(?=[a-z_-]*[0-9])({value}){end}"
    yield Personal.CHAT, rf"{account}{separator}@?({value}){end}"
    yield Personal.CHAT, rf"{account}(?<=[一-龥])({value}){end}"
    yield Personal.CHAT, rf"{account}{separator}(?=[a-z_-]*[0-9])([a-z0-9][a-z0-9_-]{{3}}){end}"
    named = rf"(?<![a-z]){one_of(words.nicknames)}"
    yield Personal.CHAT, rf"{named}(?:是|为|叫做|叫|:)?\s?[“\"「『【‘(]([^”\"」』】’)\n]{{1,20}})[”\"」』】’)]"
    yield Personal.CHAT, rf"{named}(?:是|为|叫做|叫|:)\s?([一-龥a-z0-9_]{{2,12}})(?=[\s,。;、!?:()\n]|$)"


def _passes_luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(GROUPS.sub("", number))]
    doubled = (digit * 2 for digit in digits[1::2])
    return (sum(digits[0::2]) + sum(digit - 9 if digit > 9 else digit for digit in doubled)) % 10 == 0
