"""What can go wrong with virtual goods, and what each case of it needs."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from caseorg.domain.case import Platform
from caseorg.domain.known import Confidence, KnowledgeEntry
from caseorg.domain.law.statute import Article
from caseorg.domain.moments import BEIJING

_DAYS = "一二三四五六日"
_WORKDAYS = (1, 2, 3, 4, 5)  # of a peak


class Family(StrEnum):
    """The problem types that the wizard begins with."""

    CARD = "card"
    ARRIVAL = "arrival"
    AFTER_SALE = "after-sale"
    ACCOUNT = "account"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof(KnowledgeEntry):
    """A kind of evidence, how to get it, and the words by which a file or its description is recognised as one."""

    name: str
    how: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something to find out before contact. The answer is stored under `id`; `choices` empty asks for a text.

    An answer among `stops` means that the trouble may lie with the user or elsewhere; `advice` says what to do then.
    """

    id: str
    text: str
    choices: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """How long something is said to take, and who says so."""

    text: str
    said_by: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(KnowledgeEntry):
    """`statements` are what the text must say, `proofs` ids of required kinds of evidence and `helpful` of others.

    `basis` holds ids of statutes that are safe for a consumer to cite, the one that carries the claim first;
    `basis_private` those against a private seller, `basis_business` those between businesses, `basis_minor` those where
    a minor paid, if they are others. `tags` say in a few words what an article gives here, where that is not what it
    usually gives. `basis_payment` are those against the payment service, `further` those that hold only under the
    condition told in `notes`, `suspected` those of public law that such conduct may break: what a report to an
    authority names. `letter` is the id of the letter that such a fault calls for; without one there is none to write.
    `first` and `later` are ids of channels. `asks` are ready sentences to ask the other side for, `payment_asks`
    those for who can stop a payment. `words` in the title, events or products of a case suggest the scenario. No
    platform means any.
    """

    name: str
    family: Family
    problem: str
    statements: tuple[str, ...]
    proofs: tuple[str, ...]
    basis: tuple[str, ...]
    first: tuple[str, ...]
    later: tuple[str, ...]
    checks: tuple[Question, ...] = ()
    causes: tuple[str, ...] = ()
    helpful: tuple[str, ...] = ()
    basis_private: tuple[str, ...] = ()
    basis_business: tuple[str, ...] = ()
    basis_minor: tuple[str, ...] = ()
    basis_payment: tuple[str, ...] = ()
    tags: tuple[Article, ...] = ()
    letter: str = ""
    further: tuple[str, ...] = ()
    suspected: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    notes: tuple[str, ...] = ()
    warning: str = ""
    urgent: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    platforms: tuple[Platform, ...] = ()
    payment_asks: tuple[str, ...] = ()

    @property
    def is_crime(self) -> bool:
        """Whether the police come first: the other side are swindlers, who are not to be talked with any more."""
        return bool(self.urgent) and self.first[:1] == ("police",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution(KnowledgeEntry):
    """Words in product, title or events that call for a warning: unlawful goods, slow top-ups.

    `unlawful` says that goods so called may not be sold, so that a claim for them is hardly supported.
    """

    name: str
    words: tuple[str, ...]
    text: str
    advice: str
    unlawful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(KnowledgeEntry):
    """What an article said loosely or wrongly, and what holds instead; `scenarios` and `channels` show it.

    One about a platform is shown with a case of that platform alone, and one about certain goods, told by words of
    `goods` in their names, not with other goods.
    """

    said: str
    said_by: str
    holds: str
    scenarios: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    platforms: tuple[Platform, ...] = ()
    goods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide(KnowledgeEntry):
    """A page to read: explanations, prevention, how to keep evidence. `scenarios` are those that it is about."""

    title: str
    lines: tuple[str, ...]
    scenarios: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak(KnowledgeEntry):
    """Hours in which customer service is busy, as one source says; `days` as ISO week days, empty for all."""

    begins: int
    ends: int
    said_by: str
    days: tuple[int, ...] = ()


def is_busy(peak: Peak, now: datetime) -> bool:
    """Whether it is such an hour now, in Beijing."""
    local = now.astimezone(BEIJING)
    return peak.begins <= local.hour < peak.ends and (not peak.days or local.isoweekday() in peak.days)


def show_peak(peak: Peak) -> str:
    """`工作日9:00–11:00`"""
    days = "每天" if not peak.days else "工作日" if peak.days == _WORKDAYS else ""
    days = days or "周" + "、".join(_DAYS[day - 1] for day in peak.days)
    return f"{days}{peak.begins}:00–{peak.ends}:00"
