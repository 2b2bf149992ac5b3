"""People's names in a text: after who they are (儿子王小明), before what they do (张三说), on forms, in signatures."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from caseorg.domain.patterns import regex
from caseorg.domain.privacy.words import PersonalWords, begins, longest_of, one_of

_LINK = r"\s*(?:的?(?:名字)?(?:叫做|叫|是|为)|名叫|名字|:|=)?\s*[(“\"「【]?\s*"
_COLON = r"\s*(?:[:=]|是)\s*[(“\"「【]?\s*"
_HAN = regex("[一-龥]")
_CLAUSE = r"(?:^|(?<=[,。;!?:、\s“\"「()…]))"
_NEVER_GIVEN = frozenset("的了是在把被给让不没也就又们我你他她它这那个某说吗呢吧啊或与为以及和跟")
_SHOPS = frozenset({"商家", "卖家", "店家", "商户", "号商", "代理", "代理商", "对方"})
_SHOP_FOLLOWS = regex(
    "[^的了是在把被给让开收说,。;:\\s]{0,6}?(?:店|公司|工作室|商行|商城|经营部|专营|数码|网络|科技|卡盟)"
)
_MAKING = "开的|开店|经营|收的|卖的|代收|签收|收款|负责"
_NEXT = regex(r"\s?[、和与及跟]\s?")


class Name(NamedTuple):
    """A name at `start` to `end`; `after` is the word that told it, empty for a signature."""

    start: int
    end: int
    after: str


@dataclass(frozen=True, eq=False, slots=True)
class _Lexicon:
    """What is looked for, and the words that are asked about a place."""

    introduced: re.Pattern[str]
    labelled: re.Pattern[str]
    called: re.Pattern[str]
    titled: re.Pattern[str]
    acting: re.Pattern[str]
    quoted: re.Pattern[str]
    signed: re.Pattern[str]
    words: PersonalWords
    longest_no_name: int
    longest_after: int


@cache
def _lexicon(words: PersonalWords) -> _Lexicon:
    people = words.relatives | words.roles
    plain = f"[{''.join(sorted(words.surnames))}]" if words.surnames else "(?!)"
    of_two = one_of(words.surnames_of_two)
    also_words = f"[{''.join(sorted(words.surnames_also_words))}]" if words.surnames_also_words else "(?!)"
    surname = f"(?:{of_two}|{plain})"
    free = "(?<![一-龥])|(?<=[和跟找向给叫系是的由被让请与])"
    return _Lexicon(
        introduced=re.compile(f"(?P<after>{one_of(people | words.labels | words.givings | words.callings)}){_LINK}"),
        labelled=re.compile(
            f"(?P<after>{one_of(words.labels)}){_COLON}(?P<name>[一-龥]{{2,4}}(?![一-龥·])|[一-龥]+·[一-龥·]+)"
        ),
        called=re.compile(
            f"(?:(?P<after>{one_of(people)})(?:的名字)?叫|(?P<named>名叫|名字叫|名字是|真名是?|大名|小名叫?|化名)):?"
            "(?P<name>[一-龥]{2,3})(?![一-龥])"
        ),
        titled=re.compile(
            f"(?P<name>{surname}[一-龥]{{0,2}}?|(?:{free}){also_words})(?P<after>{one_of(words.titles)})"
        ),
        acting=re.compile(
            f"{_CLAUSE}(?P<name>{surname}[一-龥]{{1,2}}?)(?={one_of(words.sayings)})"
            f"|(?<=[是由])(?P<maker>{surname}[一-龥]{{1,2}}?)(?={_MAKING})"
        ),
        quoted=re.compile(
            f"(?P<after>{one_of(people - _SHOPS)})\\s?[“\"「『‘'](?P<name>[一-龥a-z0-9_]{{2,6}})[”\"」』’']"
        ),
        signed=re.compile(rf"\n\s*(?P<name>{surname}[一-龥]{{1,2}})\s*(?=\n|$)"),
        words=words,
        longest_no_name=longest_of(words.no_names),
        longest_after=longest_of(words.after_names),
    )


def find_names(text: str, words: PersonalWords) -> Iterator[Name]:
    """The names in a folded text, in no order; places may overlap."""
    lexicon = _lexicon(words)
    for match in lexicon.introduced.finditer(text):
        yield from _introduced(text, match.end(), match["after"], lexicon)
    for pattern in (lexicon.labelled, lexicon.called, lexicon.quoted):
        for match in pattern.finditer(text):
            plain = not _NEVER_GIVEN.intersection(match["name"]) and not _of_business(match["name"], words)
            if plain and not _no_name(text, match.start("name"), lexicon):
                yield Name(*match.span("name"), match["after"] or "名叫")
    for pattern in (lexicon.titled, lexicon.acting, lexicon.signed):
        for match in pattern.finditer(text):
            group = "maker" if match.groupdict().get("maker") else "name"
            if not _no_name(text, match.start(group), lexicon) and not set(match[group][1:2]) & _NEVER_GIVEN:
                title = match.groupdict().get("after") or ""
                yield Name(match.start(group), match.end("after") if title else match.end(group), title)


def is_person(name: str, words: PersonalWords) -> bool:
    """Whether the whole of a folded text is the name of a person rather than of a business."""
    bare = re.sub(r"\s", "", name)
    lexicon = _lexicon(words)
    if _no_name(bare, 0, lexicon) or _of_business(bare, words):
        return False
    if re.fullmatch(r"\*{1,2}[一-龥]{1,2}|[一-龥]\*{1,3}|[一-龥]\*[一-龥]", bare):
        return True
    titled = lexicon.titled.fullmatch(bare)
    return titled is not None or _name_end(bare, 0, lexicon, strict=False) == len(bare) > 1


def given_name(name: str, words: PersonalWords) -> str:
    """The two characters by which a family calls somebody; empty where the name has no such."""
    given = name[1:] if len(name) == 3 else name[2:] if name[:2] in words.surnames_of_two else ""
    return given if len(given) == 2 and given not in words.no_names else ""


def names_of_file(text: str, words: PersonalWords) -> Iterator[Name]:
    """Parts of a folded file's name that are a name or begin with one: `李建国_微信.png`, `王小明身份证`."""
    lexicon = _lexicon(words)
    for match in re.finditer(r"[一-龥]+", text):
        end = _name_end(text, match.start(), lexicon, strict=False)
        if end is not None and (end == match.end() or begins(text, end, words.after_names, lexicon.longest_after)):
            yield Name(match.start(), end, "")


def _introduced(text: str, start: int, after: str, lexicon: _Lexicon) -> Iterator[Name]:
    """The name that stands here, and those that follow it in a list."""
    while start < len(text):
        if after in _SHOPS and _SHOP_FOLLOWS.match(text, start):
            return
        end = _name_end(text, start, lexicon, strict=True)
        if end is None and (after in lexicon.words.roles or after in lexicon.words.relatives):
            end = _nick_end(text, start, lexicon)
        if end is None:
            return
        yield Name(start, end, after)
        following = _NEXT.match(text, end)
        if following is None:
            return
        start = following.end()


def _name_end(text: str, start: int, lexicon: _Lexicon, *, strict: bool) -> int | None:
    """Where the name that begins here ends. Where it begins like a word, `strict` wants an end after it."""
    words = lexicon.words
    two = text[start : start + 2] in words.surnames_of_two
    plain = two or text[start : start + 1] in words.surnames
    if not plain and text[start : start + 1] not in words.surnames_also_words:
        return None
    if not two and _no_name(text, start, lexicon):
        return None
    given = start + (2 if two else 1)
    if not _HAN.match(text, given) or text[given] in _NEVER_GIVEN:
        return None
    end = given + 1
    if _HAN.match(text, end) and not begins(text, end, words.after_names, lexicon.longest_after):
        end += 1
    return end if plain or not strict or _ended(text, end, lexicon) else None


def _nick_end(text: str, start: int, lexicon: _Lexicon) -> int | None:
    """小李, 老王, 阿强姐, 晓晓: only after a role or a relative, where nothing else is meant."""
    first, second = text[start : start + 1], text[start + 1 : start + 2]
    if first == second and _HAN.match(first) and not _no_name(text, start, lexicon):
        return start + 2 if _ended(text, start + 2, lexicon) else None
    if first not in ("小", "老", "阿") or not _HAN.match(second) or _no_name(text, start, lexicon):
        return None
    end = start + (3 if text[start + 2 : start + 3] in ("姐", "哥", "妹", "弟") else 2)
    named = second in lexicon.words.surnames
    return end if named or (first != "老" and _ended(text, end, lexicon)) else None


def _ended(text: str, end: int, lexicon: _Lexicon) -> bool:
    return not _HAN.match(text, end) or begins(text, end, lexicon.words.after_names, lexicon.longest_after)


def _no_name(text: str, start: int, lexicon: _Lexicon) -> bool:
    return begins(text, start, lexicon.words.no_names, lexicon.longest_no_name)


def _of_business(name: str, words: PersonalWords) -> bool:
    return any(word in name for word in words.business)


def repeated(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, the longest first."""
    return tuple(sorted(dict.fromkeys(names), key=lambda name: (-len(name), name)))
