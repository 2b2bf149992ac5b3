"""A case as others may read it: masked for the public, or without a word of who reports. Every text of it passes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from caseorg.domain.case import CaseFile, Order, Party, Person
from caseorg.domain.patterns import regex
from caseorg.domain.privacy.belongings import kept_by_authority, masking, own_values, people, references
from caseorg.domain.privacy.fields import HELD, KEPT, Holds
from caseorg.domain.privacy.hiding import Cover, Hidden, Spared, bare
from caseorg.domain.privacy.kinds import Personal, shown
from caseorg.domain.privacy.names import names_of_file
from caseorg.domain.privacy.walking import with_texts
from caseorg.domain.privacy.words import PersonalWords, one_of
from caseorg.domain.reading.proposal import ProposalKind
from caseorg.domain.text.sentences import Span

ANONYMOUS = "（匿名举报）"
LEFT_OUT = "（略）"
_REPORTER = "举报人"
_OF_REPORTED = frozenset({Personal.PHONE, Personal.ADDRESS, Personal.MAIL, Personal.CHAT, Personal.NUMBER})
_CONTACT = (
    "(?:的|联系|客服|服务|办公|注册|经营|实际|发货|位于|在)*"
    r"(?:电话|手机|座机|热线|号码|号|地址|住所|邮箱|网址|微信|qq|抖音)*(?:是|为|在|:|\(|\s)*$"
)
_ORDER = regex(r"\s*[A-Za-z0-9][A-Za-z0-9_-]*\s*")
_TAIL = 4  # characters in which 尾号 stands before the end of a code
_BEFORE = 30  # characters before a number that may say whose it is
Treated = tuple[str, tuple[Hidden, ...]]
Treat = Callable[[Any, str, Personal | Holds, str], Treated]


@dataclass(frozen=True, slots=True)
class Version:
    """The case with other texts, and what was hidden in them, each once."""

    case: CaseFile
    hidden: tuple[Hidden, ...]

    def told(self, *texts: str) -> tuple[Hidden, ...]:
        """What is hidden in these texts that were made of the case."""
        together = "\n".join(texts)
        return tuple(item for item in self.hidden if item.mask in together)


def masked(case: CaseFile, words: PersonalWords) -> Version:
    """For the public: private people's data is masked, what a shop publishes of itself stays."""
    cover = masking(case, words)

    def treat(owner: Any, field: str, held: Personal | Holds, text: str) -> Treated:
        if isinstance(held, Personal):
            return _whole(held, text)
        return _business(owner, field, text, cover) if held is Holds.BUSINESS else _words(held, text, cover)

    return _version(case, treat)


def nameless(case: CaseFile, words: PersonalWords) -> Version:
    """For an authority, without who reports; other people are left out too. The reported side and the order numbers
    stay, for the authority needs them."""
    reporter = bare(case.complainant.name)

    def show(kind: Personal, original: str) -> str:
        return _REPORTER if reporter and bare(original) == reporter else LEFT_OUT

    cover = Cover(
        words=words,
        own=own_values(case, of_orders=True),
        known=people(case, words),
        kept=kept_by_authority(case),
        spared=of_reported(words),
        show=show,
    )

    def treat(owner: Any, field: str, held: Personal | Holds, text: str) -> Treated:
        if isinstance(owner, Party) or (isinstance(owner, Order) and field == "number" and _ORDER.fullmatch(text)):
            return cover.hide_own(text)
        return (LEFT_OUT, (Hidden(held, text, LEFT_OUT),)) if isinstance(held, Personal) else _words(held, text, cover)

    found = _version(case, treat)
    return replace(found, case=replace(found.case, complainant=Person(name=ANONYMOUS)))


def without_codes(case: CaseFile, words: PersonalWords) -> Version:
    """For whoever needs no card code, which is as good as money: its first and last characters stand for it. All else
    in the case stays."""
    cover = Cover(words=words, kept=references(case), kinds=frozenset({Personal.CODE}), spared=_no_code(words))

    def treat(_owner: Any, _field: str, held: Personal | Holds, text: str) -> Treated:
        return cover.hide(text) if held in (Holds.PROSE, Holds.FILE_NAME) else (text, ())

    return _version(case, treat)


def _no_code(words: PersonalWords) -> Spared:
    """Only the end of a code is told, or nothing says that the digits are one."""
    introduced = re.compile(one_of(words.codes) + "[^,。;]*$")

    def spared(text: str, span: Span, kind: Personal) -> bool:
        before = text[max(0, span.start - _BEFORE) : span.start]
        digits = bare(text[slice(*span)]).isdecimal()
        return before[-_TAIL:].find("尾号") >= 0 or (digits and introduced.search(before) is None)

    return spared


def _version(case: CaseFile, treat: Treat) -> Version:
    """A field that is not known is hidden wholly."""
    hidden: list[Hidden] = []

    def change(owner: Any, field: str, text: str) -> str:
        key = (type(owner), field)
        if key in KEPT or not text.strip():
            return text
        treated, more = treat(owner, field, HELD.get(key, Personal.UNKNOWN), text)
        hidden.extend(more)
        return treated

    names = tuple(item for item in case.decisions if item.kind == ProposalKind.NAME)  # papers tell no others
    changed = with_texts(replace(case, decisions=names), change)
    return Version(changed, tuple(dict.fromkeys(item for item in hidden if item.original != item.mask)))


def _whole(kind: Personal, text: str) -> Treated:
    mask = shown(kind, text.strip())
    return mask, (Hidden(kind, text, mask),)


def _words(held: Holds, text: str, cover: Cover) -> Treated:
    if held is not Holds.FILE_NAME:
        return cover.hide(text)
    return cover.hide(text, names_of_file)


def _business(party: Party, field: str, text: str, cover: Cover) -> Treated:
    """What is public of a business stays but for the user's own data; the rest is masked like anybody's."""
    kind = cover.known.get(text.strip())
    if kind is not None:
        return _whole(kind, text)
    return cover.hide_own(text) if field == "address" and party.credit_code else cover.hide(text)


def of_reported(words: PersonalWords) -> Spared:
    """Whether a place of a folded text is said to be the reported side's: `商家电话13600001111`."""
    introduced = re.compile(one_of(words.of_the_business) + _CONTACT)

    def said(text: str, span: Span, kind: Personal) -> bool:
        before = text[max(0, span.start - _BEFORE) : span.start]
        return kind in _OF_REPORTED and introduced.search(before) is not None

    return said
