"""Every entry as a page to read: a title, labelled parts, and the corrections that belong to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from caseorg.domain.case import Platform
from caseorg.domain.clocks.deadline import DeadlineRule, Unit
from caseorg.domain.known import Confidence, KnowledgeEntry
from caseorg.domain.law.statute import Law, Statute, citation
from caseorg.domain.messages.channel import Channel, Uploads
from caseorg.domain.parties.marketplace import Marketplace
from caseorg.domain.remark import Remark, remark
from caseorg.domain.scenario import Correction, Expectation, Guide, Peak, Proof, Question
from caseorg.knowledge.library import Knowledge
from caseorg.views.labels import PLATFORMS

Line = str | Remark


class KnowledgeSection(StrEnum):
    """The kinds of entries, by the names under which one asks for them; the first ten are for reading."""

    CHANNELS = "channels"
    SCENARIOS = "scenarios"
    STATUTES = "statutes"
    DEADLINES = "deadlines"
    FLAGS = "red-flags"
    GUIDES = "guides"
    CORRECTIONS = "corrections"
    PEAKS = "peaks"
    MARKETPLACES = "marketplaces"
    OPERATORS = "operators"
    PROOFS = "proofs"
    CAUTIONS = "cautions"
    GROUNDS = "grounds"
    FOOTINGS = "footings"
    PAYEES = "payees"
    WORDING = "wording"
    GUARD = "guard"
    FORMS = "forms"
    TERMS = "terms"
    STATEMENTS = "statements"
    ACTORS = "story-actors"
    PARTS = "story-parts"
    MARKS = "story-marks"
    CLOSED_DOORS = "closed-doors"
    SITUATIONS = "situations"
    DANGERS = "dangers"
    WAIVERS = "waivers"
    NAME_SIGNS = "name-signs"
    WORD_LISTS = "word-lists"
    HINTS = "hints"
    FRAMES = "frames"
    LETTERS = "letters"
    LAWS = "laws"
    MILESTONES = "milestones"
    FACTORS = "service-factors"
    SITES = "sites"
    PAGE_LABELS = "page-labels"
    PAGE_APPS = "page-apps"
    PAGE_NUMBERS = "page-numbers"
    PAGE_RULES = "page-rules"
    PAGE_SPEAKERS = "page-speakers"
    PAGE_WORDS = "page-words"
    PAGE_PAYMENTS = "page-payments"


READING = tuple(KnowledgeSection)[:10]
SECTIONS = {
    KnowledgeSection.CHANNELS: "Channels",
    KnowledgeSection.SCENARIOS: "Problems",
    KnowledgeSection.STATUTES: "Statutes",
    KnowledgeSection.DEADLINES: "Periods",
    KnowledgeSection.FLAGS: "Scam warnings",
    KnowledgeSection.GUIDES: "Guides",
    KnowledgeSection.CORRECTIONS: "Corrections",
    KnowledgeSection.PEAKS: "Busy hours",
    KnowledgeSection.MARKETPLACES: "Whose a shop is",
    KnowledgeSection.OPERATORS: "Companies behind the platforms",
    KnowledgeSection.PROOFS: "Kinds of evidence",
    KnowledgeSection.CAUTIONS: "Cautions",
    KnowledgeSection.GROUNDS: "Grounds for refusal",
    KnowledgeSection.FOOTINGS: "Which law holds",
    KnowledgeSection.PAYEES: "Payees on bills",
    KnowledgeSection.WORDING: "Wording",
    KnowledgeSection.GUARD: "What is looked for before anything goes out",
    KnowledgeSection.FORMS: "Forms",
    KnowledgeSection.TERMS: "Unfair terms",
    KnowledgeSection.STATEMENTS: "How a statement is seen",
    KnowledgeSection.ACTORS: "Words for who acted",
    KnowledgeSection.PARTS: "Words for the parts of the story",
    KnowledgeSection.MARKS: "Words for what is said beside",
    KnowledgeSection.CLOSED_DOORS: "Channels that do not take a matter",
    KnowledgeSection.SITUATIONS: "Where to turn first",
    KnowledgeSection.DANGERS: "What not to put off",
    KnowledgeSection.WAIVERS: "What such cases need not have",
    KnowledgeSection.NAME_SIGNS: "What names tell",
    KnowledgeSection.WORD_LISTS: "Words that tell personal data",
    KnowledgeSection.HINTS: "Hints where they are needed",
    KnowledgeSection.FRAMES: "Message frames",
    KnowledgeSection.LETTERS: "Letters",
    KnowledgeSection.LAWS: "Laws",
    KnowledgeSection.MILESTONES: "Milestones",
    KnowledgeSection.FACTORS: "Signs of true customer service",
    KnowledgeSection.SITES: "Known sites",
    KnowledgeSection.PAGE_LABELS: "Labels on pages",
    KnowledgeSection.PAGE_APPS: "Apps and sites on screenshots",
    KnowledgeSection.PAGE_NUMBERS: "Forms of numbers",
    KnowledgeSection.PAGE_RULES: "Kinds of pages",
    KnowledgeSection.PAGE_SPEAKERS: "Who speaks in chats",
    KnowledgeSection.PAGE_WORDS: "Words on pages",
    KnowledgeSection.PAGE_PAYMENTS: "Ways of paying on pages",
}
_CLAIMING = (
    KnowledgeSection.CHANNELS,
    KnowledgeSection.SCENARIOS,
    KnowledgeSection.DEADLINES,
    KnowledgeSection.GUIDES,
    KnowledgeSection.PEAKS,
)
CONFIDENCE = {
    Confidence.READ: "the full text was read",
    Confidence.NAMED: "a named third party says so",
    Confidence.CLAIMED: "claimed by the source, not confirmed",
    Confidence.GENERAL: "general knowledge, not verified",
}
_LABELS = {
    "warning": "Beware",
    "urgent": "Do this first",
    "problem": "What goes wrong",
    "summary": "What it says",
    "suited": "Good for",
    "entry": "How to get there",
    "prerequisites": "Needed first",
    "hours": "Hours",
    "url": "Web address",
    "phone": "Telephone number",
    "kinds": "Messages",
    "limit": "Length limit",
    "claims": "Claimed",
    "terms": "How long it takes",
    "needs": "Have ready",
    "uploads": "Files",
    "platforms": "Platforms",
    "masked": "Public",
    "checks": "Find out first",
    "causes": "Possible causes",
    "statements": "Say clearly",
    "proofs": "Evidence needed",
    "helpful": "Evidence that helps",
    "basis": "Basis",
    "basis_private": "Basis against a private seller",
    "basis_business": "Basis between businesses",
    "basis_minor": "Basis where a minor paid",
    "basis_payment": "Basis against the payment service",
    "further": "Basis under a condition",
    "suspected": "What a report may name",
    "letter": "Letter",
    "first": "Where to turn first",
    "later": "Where to turn next",
    "asks": "What to ask for",
    "payment_asks": "What to ask who can stop the payment",
    "expectations": "What to expect",
    "notes": "Notes",
    "when": "When it applies",
    "starts": "Runs from",
    "amount": "Period",
    "extension": "Extension",
    "ends": "Ends with",
    "mine": "Whose turn",
    "why": "Why",
    "instead": "Where it goes instead",
    "opens": "When it would be taken",
    "text": "What to know",
    "how": "How to get it",
    "question": "Question",
    "choices": "Answers",
    "licence": "Where it is shown whose a shop is",
    "nobody": "Where nobody is found",
    "operators": "Operated by",
    "company": "Company",
    "seat": "Registered in",
    "credit_code": "Credit code",
    "note": "Note",
    "hosts": "Official addresses",
    "advice": "What to do",
    "mend": "What to do instead",
    "better": "Better",
    "subject": "Subject",
    "template": "Frame",
    "lines": "To read",
    "holds": "What holds",
    "said_by": "Said by",
    "days": "Days",
    "guide": "More to read",
    "scenarios": "Concerns problems",
    "channels": "Concerns channels",
    "short": "Short title",
    "in_force": "In force since",
    "repealed": "Repealed from",
}
_REFERENCES = {
    "letter": "letters",
    "before": "letters",
    "proofs": "proofs",
    "helpful": "proofs",
    "basis": "statutes",
    "basis_private": "statutes",
    "basis_business": "statutes",
    "basis_minor": "statutes",
    "basis_payment": "statutes",
    "further": "statutes",
    "suspected": "statutes",
    "first": "channels",
    "later": "channels",
    "scenarios": "scenarios",
    "channels": "channels",
    "starts": "milestones",
    "ends": "milestones",
    "kinds": "frames",
    "operators": "operators",
    "guide": "guides",
}
_PERIODS = {
    Unit.HOURS: "{count} hours",
    Unit.DAYS: "{count} days",
    Unit.WORKDAYS: "{count} working days",
    Unit.MONTHS: "{count} months",
    Unit.YEARS: "{count} years",
}
_DAYS = {1: "Monday", 2: "Tuesday", 3: "Wednesday", 4: "Thursday", 5: "Friday", 6: "Saturday", 7: "Sunday"}


@dataclass(frozen=True, slots=True)
class LabelledLines:
    """Lines under a label; `claimed` lines are told as claims."""

    label: Remark
    lines: tuple[Line, ...]
    claimed: bool = False


@dataclass(frozen=True, slots=True)
class KnowledgeArticle:
    """An entry as it is read. `corrections` are those that name the entry."""

    section: KnowledgeSection
    known: KnowledgeEntry
    title: str
    parts: tuple[LabelledLines, ...]
    corrections: tuple[Correction, ...] = ()

    @property
    def claimed(self) -> bool:
        """Whether all of it is a claim. Of a pattern or a kind of proof it only says where that was seen."""
        return self.known.confidence is Confidence.CLAIMED and self.section in _CLAIMING

    def holds(self, words: str) -> bool:
        """Whether each of the words, separated by spaces, stands somewhere in it."""
        lines = (str(line) for part in self.parts for line in part.lines)
        corrected = (text for correction in self.corrections for text in (correction.said, correction.holds))
        text = "\n".join((self.known.id, self.title, *lines, *corrected, self.known.source)).casefold()
        return all(word in text for word in words.casefold().split())


def articles(knowledge: Knowledge, section: KnowledgeSection) -> tuple[KnowledgeArticle, ...]:
    """The entries of a kind in the order of their files."""
    entries: Mapping[str, KnowledgeEntry] = getattr(knowledge, section.value.replace("-", "_"))
    return tuple(_article(knowledge, section, entry) for entry in entries.values())


def _article(knowledge: Knowledge, section: KnowledgeSection, entry: KnowledgeEntry) -> KnowledgeArticle:
    parts = tuple(_parts(knowledge, entry))
    return KnowledgeArticle(section, entry, title(knowledge, entry), parts, _corrections(knowledge, section, entry))


def title(knowledge: Knowledge, entry: KnowledgeEntry) -> str:
    """How an entry is called."""
    match entry:
        case Statute() if law := knowledge.laws.get(entry.law):
            return citation(law, entry)
        case Law():
            return f"《{entry.title}》"
        case Guide():
            return entry.title
        case Correction():
            return entry.said
        case Marketplace():
            return entry.name or entry.title
        case Peak():
            return f"{entry.begins}:00–{entry.ends}:00"
    return str(getattr(entry, "name", entry.id))


def _corrections(knowledge: Knowledge, section: KnowledgeSection, entry: KnowledgeEntry) -> tuple[Correction, ...]:
    if section not in (KnowledgeSection.CHANNELS, KnowledgeSection.SCENARIOS):
        return ()
    return tuple(
        correction for correction in knowledge.corrections.values() if entry.id in getattr(correction, section.value)
    )


def _parts(knowledge: Knowledge, entry: KnowledgeEntry) -> Iterator[LabelledLines]:
    """The labels tell the order; what has no value has no part."""
    present = {field.name for field in fields(entry)}
    for name in _LABELS:
        if name in present and (lines := tuple(_lines(knowledge, entry, name))):
            yield LabelledLines(remark(_LABELS[name]), lines, name == "claims")


def _lines(knowledge: Knowledge, entry: KnowledgeEntry, name: str) -> Iterator[Line]:
    value = getattr(entry, name)
    if name in _REFERENCES and isinstance(value, str | tuple):
        known: Mapping[str, KnowledgeEntry] = getattr(knowledge, _REFERENCES[name])
        keys = (value,) if isinstance(value, str) else value
        yield from (_reference(knowledge, known.get(key), key) for key in keys)
    elif name in ("amount", "extension") and isinstance(entry, DeadlineRule):
        if value:
            yield remark(_PERIODS[entry.unit], count=value)
    elif name == "limit" and isinstance(entry, Channel):
        yield remark("{count} characters", count=value)
    elif name == "days":
        yield from (remark(_DAYS[day]) for day in value)
    else:
        yield from _plain(value, name)


def _reference(knowledge: Knowledge, entry: KnowledgeEntry | None, key: str) -> str:
    """What is named by its id, as its title; a proof with the way to it, a statute with what it says."""
    if entry is None:
        return key
    text = entry.how if isinstance(entry, Proof) else entry.summary if isinstance(entry, Statute) else ""
    return "：".join(filter(None, (title(knowledge, entry), text)))


def _plain(value: Any, name: str) -> Iterator[Line]:
    match value:
        case bool():
            if value:
                yield remark("Mask personal data first.") if name == "masked" else remark("You have to act in time.")
        case Platform():
            yield remark(PLATFORMS[value])
        case str():
            yield from value.splitlines()
        case date():
            yield value.isoformat()
        case Question():
            yield from _question(value)
        case Expectation():
            yield _expectation(value)
        case Uploads():
            kinds = "、".join(value.types)
            yield remark("{count} files of {size} MB: {types}", count=value.files, size=value.megabytes, types=kinds)
        case tuple():
            for item in value:
                yield from _plain(item, name)


def _question(question: Question) -> Iterator[Line]:
    yield question.text + (f"（{'／'.join(question.choices)}）" if question.choices else "")
    if question.stops:
        yield remark("If “{answers}”: {advice}", answers="／".join(question.stops), advice=question.advice)


def _expectation(expected: Expectation) -> Remark:
    if expected.confidence is Confidence.CLAIMED:
        return remark("Claimed: {text} ({said_by})", text=expected.text, said_by=expected.said_by)
    return remark("{text} ({said_by})", text=expected.text, said_by=expected.said_by)
