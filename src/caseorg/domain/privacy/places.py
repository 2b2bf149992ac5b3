"""Addresses in a text: streets with their doors, districts, schools, and where somebody is said to live."""

import re
from collections.abc import Iterator
from functools import cache

from caseorg.domain.patterns import regex
from caseorg.domain.privacy.words import PersonalWords, longest_of, one_of
from caseorg.domain.text.sentences import Span

_WITHIN = "(?![住在的了我他她寄往到把被给])"  # these stand in no name of a place
_PROVINCE = f"(?:(?:{_WITHIN}[一-龥]){{2,7}}(?:省|自治区))?(?:(?:{_WITHIN}[一-龥]){{2,7}}(?:市|自治州))"
_COUNTED = "[0-9a-z一二三四五六七八九十百零〇-]+"
_MARKS = "省市区县镇乡村路街巷号栋幢楼室"
_LIVING = r"(?:^|(?<=[,。;:、(\s家我他她人现也还都前直儿女]))住[在于]?(?![院宿址所的了])"
_HOME = rf"(?:(?:地址|住址|住所|户籍)\s*(?:[:：]|是(?!否)|为|在)|{_LIVING})"
_BETWEEN = "(?![说的了在和月日上到是有退我把被给又就])"  # nor these between a street and its door
_SUFFIX = regex("[区县旗]")
_AUTONOMOUS = regex("[一-龥]{2,10}族自治[县旗]|[一-龥]{1,6}自治[县旗]")


def find_places(text: str, words: PersonalWords) -> Iterator[Span]:
    """Where the folded text has an address or a part of one; places may overlap."""
    patterns = _patterns(words)
    for match in (match for pattern in patterns.whole for match in pattern.finditer(text)):
        if not patterns.authority.search(match[1]):
            yield Span(*match.span(1))
    for district in _districts(text, words):
        if not patterns.of_authority.match(text, district.end):
            yield Span(district.start, _end(patterns.rest, text, district.end))


def _districts(text: str, words: PersonalWords) -> Iterator[Span]:
    longest = _patterns(words).longest
    for mark in _SUFFIX.finditer(text):
        starts = range(max(0, mark.end() - longest), mark.start())
        for start in starts:
            if text[start : mark.end()] in words.districts:
                yield Span(start, mark.end())
                break
    yield from (Span(*match.span()) for match in _AUTONOMOUS.finditer(text))


def _end(rest: re.Pattern[str], text: str, start: int) -> int:
    found = rest.match(text, start)
    return found.end() if found else start


class _Patterns:
    """`whole` have the address in their first group, `rest` is what belongs to a district before it; `longest` is how
    long the name of a district may be."""

    def __init__(self, words: PersonalWords) -> None:
        street = f"(?:{_WITHIN}[一-龥a-z0-9]){{1,12}}?{one_of(words.streets)}"
        door = f"(?:(?:{_BETWEEN}[一-龥a-z]){{0,8}}?{_COUNTED}{one_of(words.doors)})"
        whole = (
            f"((?:{_PROVINCE})?{street}{door}+[0-9]*)",
            "(?<![0-9])([0-9]{1,4}(?:号楼|栋|幢|单元)[0-9-]*(?:单元|层)?[0-9-]*[室户号]?)",
            "(?<![0-9])([0-9]{3,4}[室户])",
            "(?:在|读|就读于|上)((?!(?:读|上|一[所个]|这|那|某|的|了))(?:(?![在读上的了我他她])[一-龥]){2,12}?(?:小学|中学|高中|初中|幼儿园))(?!生)",
            rf"(?:{one_of(words.homes)}|{_HOME})[:：]?\s*(?=[^,。;()\n]{{0,30}}[{_MARKS}])([^,。;()“”\n]{{3,}})",
        )
        self.whole = tuple(map(re.compile, whole))
        self.longest = longest_of(words.districts)
        self.authority = re.compile(one_of(words.authorities))
        self.of_authority = re.compile(f"[级域]|(?:[一-龥]{{0,4}}区|县)?{one_of(words.authorities)}")
        self.rest = re.compile(f"(?:[一-龥]{{1,6}}区)?(?:[一-龥a-z0-9]{{1,8}}?{one_of(words.streets)})*{door}*[0-9-]*")


@cache
def _patterns(words: PersonalWords) -> _Patterns:
    return _Patterns(words)
