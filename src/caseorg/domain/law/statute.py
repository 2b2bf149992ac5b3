"""Statutes that may be cited: which law, which article, what it says in our own words, and citations in a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.patterns import regex
from caseorg.domain.text.numerals import chinese_number, read_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Law(KnowledgeEntry):
    """`title` is the full one without marks, `short` the printed one; `repealed` is the first day without it.

    For a standard, `short` is its number.
    """

    title: str
    short: str
    in_force: date
    repealed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statute(KnowledgeEntry):
    """An article of a law (`law` is its id). `part` names paragraph or item as it is cited, such as `第（八）项`.

    A standard is cited whole; its article is 0. `tag` says in a few words what it gives; `carries` that a claim can
    rest on it alone.
    """

    law: str
    article: int
    summary: str
    tag: str = ""
    carries: bool = False
    when: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """What a text cites: the id of a statute, and in a few words what it gives here."""

    statute: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation in a text, at `text[start:end]`: of one article, or with article 0 of a standard or a law as such.

    The first article after a title includes the title; each further one stands alone.
    """

    start: int
    end: int
    title: str
    article: int


_NUMBER = r"(?:[0-9０-９]{1,4}|[零〇一二两三四五六七八九十百千]{1,9})"
_NUMBERS = rf"{_NUMBER}(?:[、,，]{_NUMBER})*"
_ITEMS = rf"第?\s?[（(]?{_NUMBER}[）)]?(?:[、,，和及][（(]?{_NUMBER}[）)]?)*\s?[款项目]"
_AND = r"\s*(?:以及|或者|[、,，和及与或至到])\s*"
_ARTICLES = regex(rf"第\s?(?P<numbers>{_NUMBERS})\s?条(?:之{_NUMBER})?(?:(?:{_AND}|\s?){_ITEMS})*")
_TITLE = regex(r"《(?P<title>[^《》]+(?:《[^《》]+》[^《》]*)?)》")
_BEFORE_ARTICLE = regex(r"\s*(?:[（(][^（）()]{1,30}[）)])?\s*的?\s*")
_NEXT_ARTICLE = regex(_AND)
_STANDARD = regex(r"(?P<title>GB(?:/[TZ])?\s?\d{3,6}(?:\.\d+)?\s?[-–—]{1,2}\s?\d{4})(?:《[^《》]+》)?")
_CITATION = regex("(《[^》]+》)(.+)")
_SHORTEST_TAIL = 6


def citation(law: Law, statute: Statute) -> str:
    """As it is printed: 《消费者权益保护法》第四十八条第一款第（八）项, or a standard's number and 《title》."""
    if not statute.article:
        return f"{law.short}《{law.title}》"
    return f"《{law.short}》第{chinese_number(statute.article)}条{statute.part}"


def together(citations: Iterable[str]) -> str:
    """The articles of a law together: `《消费者权益保护法》第二十三条、第五十二条，《电子商务法》第二十条`."""
    laws: dict[str, list[str]] = defaultdict(list)
    for law in dict.fromkeys(citations):
        match = _CITATION.fullmatch(law)
        laws[match[1] if match else law].append(match[2] if match else "")
    return "，".join(title + "、".join(articles) for title, articles in laws.items())


def find_citations(text: str) -> tuple[Cited, ...]:
    """The articles that stand after a title in 《》, in Chinese or Arabic numerals, and the standards."""
    standards = (Cited(match.start(), match.end(), match["title"], 0) for match in _STANDARD.finditer(text))
    articles = (cited for title in _TITLE.finditer(text) for cited in _articles_after(title, text))
    return tuple(sorted((*standards, *articles), key=lambda cited: (cited.start, cited.article)))


def _articles_after(title: re.Match[str], text: str) -> Iterator[Cited]:
    """The articles of one title: `《…》第十六条、第四十八条第一款` has two."""
    start, at, gap = title.start(), title.end(), _BEFORE_ARTICLE
    while (between := gap.match(text, at)) and (found := _ARTICLES.match(text, between.end())):
        start = start if gap is _BEFORE_ARTICLE else found.start()
        for number in re.split("[、,，]", found["numbers"]):
            yield Cited(start, found.end(), title["title"], int(read_number(number) or 0))
        at, gap = found.end(), _NEXT_ARTICLE


def unknown_citations(text: str, laws: Mapping[str, Law], statutes: Mapping[str, Statute]) -> tuple[Cited, ...]:
    """Citations of what we do not know, of articles that we do not list, and of laws that were repealed.

    A repealed law is told where only its title stands, too.
    """
    if "《" not in text and "GB" not in text:
        return ()
    cited = find_citations(text)
    starts = {mention.start for mention in cited}
    bare = [
        Cited(title.start(), title.end(), title["title"], 0)
        for title in _TITLE.finditer(text)
        if title.start() not in starts
    ]
    if not cited and not bare:
        return ()
    listed = {(statute.law, statute.article) for statute in statutes.values()}
    called = {title: law_called(title, laws) for title in {mention.title for mention in (*cited, *bare)}}
    unknown = [mention for mention in cited if not _holds(mention, called[mention.title], listed)]
    unknown += [mention for mention in bare if (law := called[mention.title]) and law.repealed]
    return tuple(sorted(unknown, key=lambda mention: (mention.start, mention.article)))


def _holds(cited: Cited, law: Law | None, listed: set[tuple[str, int]]) -> bool:
    return law is not None and law.repealed is None and (law.id, cited.article) in listed


def law_called(title: str, laws: Mapping[str, Law]) -> Law | None:
    """The law with this title, full, short or only its end (《投诉举报处理办法》); its id is a name too (《消法》)."""
    wanted = _plain(title)
    names = [(law, _plain(name)) for law in laws.values() for name in (law.title, law.short, law.id)]
    same = (law for law, name in names if name == wanted)
    ends = (law for law, name in names if len(wanted) >= _SHORTEST_TAIL and name.endswith(wanted))
    return next(same, None) or next(ends, None)


def _plain(title: str) -> str:
    """Titles differ in marks, parentheses, dashes and whether they name the country."""
    plain = re.sub(r"[\s《》〈〉<>]|中华人民共和国", "", title)
    return re.sub(r"[-–—]+", "-", plain.translate(str.maketrans("（）", "()")))
