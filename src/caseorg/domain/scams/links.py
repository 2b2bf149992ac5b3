"""Addresses in a text that imitate a known site, or that cannot be told from one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.patterns import regex
from caseorg.domain.remark import Remark, remark
from caseorg.domain.text.folding import fold

_LABEL = r"[^\W_㐀-鿿](?:[^\W_㐀-鿿]|-)*"
_END = r"\s，。；、！“”「」\"'<>(),;"
_URL = regex(
    rf"https?://[^{_END}㐀-鿿]*\.[a-z0-9][^{_END}㐀-鿿]*|https?://[^{_END}]+"  # a host in Chinese is rare: 网址https://a.cn打开
    rf"|(?<![a-z0-9_@./-])(?:{_LABEL}\.)+(?:xn--[a-z0-9-]+|[a-z]{{2,}})(?![a-z0-9_@-])"  # 网址a.com打开
)
_FILE = regex(
    r"\.(?:png|jpe?g|gif|webp|heic|bmp|pdf|txt|md|log|docx?|xlsx?|pptx?|html?|eml|json|csv|zip|rar|mp[34]|m4a|mov|apk|exe)$"
)
_NUMBERS = regex(r"[\d.]+|\[[\da-f:.]+\]")
_LOOK_ALIKES = str.maketrans("аесорхуіјѕԁһӏктпнвοανιρτκυ0135", "aecopxyijsdhlktnhboaviptkuoles")
_LONG_NAME = 6  # shorter names are found only as a whole word: jd, tmall
_VERY_LONG_NAME = 9  # may be misspelt twice


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(KnowledgeEntry):
    """`hosts` belong to it with all that stands under them; `brands` are its names that others like to use.

    `short` marks services whose addresses lead on to another place.
    """

    name: str
    hosts: tuple[str, ...]
    brands: tuple[str, ...] = ()
    short: bool = False


@dataclass(frozen=True, slots=True)
class SuspiciousLink:
    """An address at `start` to `end` of the text. `site` is the one that it imitates, None where it shows no name."""

    start: int
    end: int
    host: str
    site: Site | None
    why: Remark


def suspicious_links(text: str, sites: Iterable[Site]) -> tuple[SuspiciousLink, ...]:
    """Imitations of the sites, hosts in special letters or bare numbers, and short links, in the order of the text.

    An address that is not told may be bad all the same: only imitations of these sites are known.
    """
    known = tuple(sites)
    folded = fold(text, blanks=True)
    found = []
    for match in _URL.finditer(folded.text):
        shown, host = _shown_and_host(match[0])
        if judged := _judged(shown, host, known):
            found.append(SuspiciousLink(*folded.original(*match.span()), host, *judged))
    return tuple(found)


def hosts(folded: str) -> Iterator[str]:
    """Where the addresses in a folded text lead, without `www.`; the name of a file is none."""
    for match in _URL.finditer(folded):
        host = _shown_and_host(match[0])[1].removeprefix("www.")
        if "." in host and (match[0].startswith("http") or not _FILE.search(host)):
            yield host


def is_known(host: str, sites: Iterable[Site]) -> bool:
    """Whether it belongs to one of the sites."""
    return any(_under(host, official) for site in sites for official in site.hosts)


def _shown_and_host(address: str) -> tuple[str, str]:
    """`https://pinduoduo.com@evil.cn:8/x` shows a name but leads a browser to evil.cn; `\\` counts as `/`."""
    authority = re.split(r"[/\\?#]", re.sub("^https?://", "", address), maxsplit=1)[0]
    shown, _, host = authority.rpartition("@")
    return shown, re.sub(r":\d*$", "", host).strip(".")


def _judged(shown: str, host: str, sites: tuple[Site, ...]) -> tuple[Site | None, Remark] | None:
    if shown:
        return None, remark("The address shows “{shown}” but leads to “{host}”.", shown=shown, host=host)
    owner = next((site for site in sites if any(_under(host, official) for official in site.hosts)), None)
    if owner:
        short = remark("“{host}” is a short link: where it leads cannot be checked. Do not open it.", host=host)
        return (owner, short) if owner.short else None
    return _imitated(host, sites) or _unreadable(host)


def _imitated(host: str, sites: tuple[Site, ...]) -> tuple[Site, Remark] | None:
    name = _decoded(host)
    for site in sites:
        if any(_imitates(name, brand) for brand in site.brands):
            why = remark(
                "“{host}” looks like {name} but is not its address ({official}).",
                host=host,
                name=site.name,
                official=site.hosts[0],
            )
            return site, why
    return None


def _unreadable(host: str) -> tuple[None, Remark] | None:
    if _decoded(host) != host or not host.isascii():
        return None, remark("“{host}” is written in special letters. It cannot be checked; do not open it.", host=host)
    if _NUMBERS.fullmatch(host):
        return None, remark("“{host}” is a number without a name. It cannot be checked; do not open it.", host=host)
    return None


def _under(host: str, official: str) -> bool:
    return host == official or host.endswith(f".{official}")


def _decoded(host: str) -> str:
    """Labels of the form `xn--…` as they are shown."""
    return ".".join(_decoded_label(label) for label in host.split("."))


def _decoded_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode").casefold()
    except UnicodeError:
        return label


def _imitates(host: str, brand: str) -> bool:
    """The brand within another host, written with look-alike letters, or misspelt as one of its labels."""
    plain = host.translate(_LOOK_ALIKES).replace("rn", "m").replace("vv", "w")
    if len(brand) >= _LONG_NAME or not brand.isascii() or brand.isdigit():
        if brand in host or brand in plain or brand in plain.replace("-", ""):
            return True
    elif {brand} & {*re.split(r"[.-]", host), *re.split(r"[.-]", plain)}:
        return True
    if len(brand) < _LONG_NAME:
        return False
    mistakes = 2 if len(brand) >= _VERY_LONG_NAME else 1
    labels = {*host.split("."), *plain.split(".")}
    return any(_distance(label, brand) <= mistakes for label in labels)


def _distance(word: str, other: str) -> int:
    """Letters to add, drop, change or swap with the next one to come from one to the other."""
    if abs(len(word) - len(other)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(word, start=1):
        now = [i]
        for j, b in enumerate(other, start=1):
            now.append(min(row[j] + 1, now[-1] + 1, row[j - 1] + (a != b)))
            if i > 1 and j > 1 and a == other[j - 2] and word[i - 2] == b:
                now[-1] = min(now[-1], before[j - 2] + 1)
        before, row = row, now
    return row[-1]
