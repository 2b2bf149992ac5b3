"""Signs: what of a case decides which doors are open, each with what of the story shows it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from caseorg.domain.case import CaseFile, Part, Platform, Side
from caseorg.domain.clocks.happenings import Happening
from caseorg.domain.law.footing import Footing, FootingKind
from caseorg.domain.moments import BEIJING, DAY, latest_instant
from caseorg.domain.parties.marketplace import Operator
from caseorg.domain.scenario import Scenario
from caseorg.domain.story.story import ANSWERS, Beat, Story

Signs = Mapping[str, tuple[Beat, ...]]

_PAYMENT_MARKS = {"paid-wechat": "payment:wechat", "paid-alipay": "payment:alipay", "paid-bank": "payment:bank"}
_GONE_SCENARIOS = ("merchant-gone", "site-gone")
_OFFICIAL = ("police-told", "office-asked", "office-refused", "taken-elsewhere")
COURSE = (
    "gone", "silent", "asked", "refused", "payment-answered", "police-informed", "12315-told", "12315-over",
    "handled-elsewhere", "over-three-years", "marketplace", "own-site", "crime", "addressee", "transaction",
)  # fmt: skip
_NO_ANSWER = (Part.ASKED, Part.SILENCE, Part.BUY, Part.ASIDE)
_YEARS = 3  # 令121 art. 16(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What signs are read from; `story` and `happened` end now. `names` are words of names by the sign they give."""

    case: CaseFile
    story: Story
    happened: tuple[Happening, ...]
    footing: Footing
    scenario: Scenario | None
    operator: Operator | None
    names: Mapping[str, tuple[str, ...]]
    now: datetime


def so_far(story: Story, now: datetime) -> Story:
    """The story without what is still to come."""
    return replace(story, beats=tuple(beat for beat in story.beats if beat.at is None or beat.at.at <= now))


def holds(signs: Iterable[str], when: Iterable[str], unless: Iterable[str] = ()) -> bool:
    """Whether one of `when` is there, and none of `unless`; `a + b` needs both, an empty one nothing."""
    present = frozenset(signs)
    return _any(present, when) and not _any(present, unless)


def _any(present: frozenset[str], wanted: Iterable[str]) -> bool:
    return any(present.issuperset(parts(condition)) for condition in wanted)


def parts(condition: str) -> tuple[str, ...]:
    """`a + b` → its signs."""
    return tuple(part for piece in condition.split("+") if (part := piece.strip()))


def shown_by(signs: Signs, when: Iterable[str]) -> tuple[Beat, ...]:
    """The beats behind the conditions that hold, in the order of time."""
    present = frozenset(signs)
    met = (part for condition in when if present.issuperset(parts(condition)) for part in parts(condition))
    found = dict.fromkeys(beat for part in met for beat in signs[part] if beat.text)
    return tuple(sorted(found, key=lambda beat: beat.at.at if beat.at else datetime.max.replace(tzinfo=BEIJING)))


def read_signs(facts: Facts) -> Signs:
    """All signs of the case, by their ids."""
    found: dict[str, tuple[Beat, ...]] = dict(_of_words(facts.story))
    found |= {key: () for key in _plain(facts) if key not in found}
    found |= _paid_by(facts, found)
    for key, beats in _of_course(facts, found):
        found[key] = beats
    return found


def _of_words(story: Story) -> Iterator[tuple[str, tuple[Beat, ...]]]:
    """The marks of what happened; what is planned or felt is no sign."""
    found: dict[str, list[Beat]] = {}
    for beat in story.beats:
        for mark in sorted(beat.marks) if beat.marked and beat.part is not Part.ASIDE else ():
            found.setdefault(mark, []).append(beat)
    return ((mark, tuple(beats)) for mark, beats in found.items())


def _plain(facts: Facts) -> Iterator[str]:
    """What the case says outright: its platform, footing, scenario, answers and milestones."""
    case = facts.case
    yield f"platform:{case.platform}"
    yield "marketplace" if _on_a_marketplace(facts) else "own-site"
    yield facts.footing.kind
    yield f"scenario:{case.scenario}"
    if facts.scenario and facts.scenario.is_crime:
        yield "crime"
    yield from (f"{answer.question}={answer.value}" for answer in case.answers)
    yield from (f"milestone:{happening.milestone}" for happening in facts.happened)
    if case.merchant.name and case.merchant.address:
        yield "addressee"
    if any(order.transaction for order in case.orders):
        yield "transaction"
    named = f"{case.merchant.name} {case.merchant.payee}"
    yield from (key for key, words in facts.names.items() if any(word in named for word in words))


def _on_a_marketplace(facts: Facts) -> bool:
    """A platform with shops of others on it, or one whose operator is known."""
    if facts.case.platform is Platform.OTHER:
        return facts.operator is not None or facts.case.scenario == "merchant-gone"
    return facts.case.platform is not Platform.SITE


def _paid_by(facts: Facts, found: Signs) -> dict[str, tuple[Beat, ...]]:
    """How it was paid: what the story says comes before what the order says."""
    marked = {sign: found[mark] for mark, sign in _PAYMENT_MARKS.items() if mark in found}
    paid = {
        mark: tuple(beat for beat in beats if beat.part in (Part.BUY, Part.FAULT)) for mark, beats in marked.items()
    }
    payments = {sign: beats for sign, beats in paid.items() if beats}
    return payments or {f"payment:{order.payment}": () for order in facts.case.orders if order.payment}


def known_signs(marks: Iterable[str], names: Iterable[str]) -> frozenset[str]:
    """The signs that need no id of another entry behind a colon, nor an answer."""
    return frozenset((*marks, *names, *COURSE, *FootingKind))


def _of_course(facts: Facts, found: Signs) -> Iterator[tuple[str, tuple[Beat, ...]]]:
    """What the course of the story shows."""
    story = facts.story
    if gone := _gone(story):
        yield "gone", (gone,)
    elif facts.case.scenario in _GONE_SCENARIOS:
        yield "gone", ()
    if silent := _silent(story):
        yield "silent", (silent,)
    if any(beat.channel in ("wechat-pay", "alipay") and beat.part not in _NO_ANSWER for beat in story.beats):
        yield "payment-answered", ()
    if story.of(Part.ASKED):
        yield "asked", ()
    if refusals := tuple(beat for beat in story.of(Part.REFUSAL) if beat.by_others):
        yield "refused", refusals
    yield from _of_authorities(facts, found)
    lapses = lapses_at(facts)
    if lapses and facts.now >= lapses:
        yield "over-three-years", ()


def _of_authorities(facts: Facts, found: Signs) -> Iterator[tuple[str, tuple[Beat, ...]]]:
    """What was told to police and offices, and what they did: only what the story takes for that."""
    official = {key: tuple(beat for beat in found.get(key, ()) if beat.part is Part.AUTHORITY) for key in _OFFICIAL}
    if official["police-told"]:
        yield "police-informed", official["police-told"]
    if official["office-asked"]:
        yield "12315-told", official["office-asked"]
    if over := tuple(beat for beat in official["office-refused"] if beat in official["office-asked"]):
        yield "12315-over", over
    if official["taken-elsewhere"] or facts.case.answer("handled-elsewhere") == "是":
        yield "handled-elsewhere", official["taken-elsewhere"]


def _gone(story: Story) -> Beat | None:
    """They cannot be reached any more, unless they spoke again since."""
    gone = story.gone
    if gone is None or gone.at is None:
        return gone
    bought = [beat.at.at for beat in story.of(Part.BUY) if beat.at]
    if bought and gone.at.at < min(bought):
        return None
    return None if _spoke_since(story, gone.at.at) else gone


def _silent(story: Story) -> Beat | None:
    """Their last word is none at all."""
    silences = [beat for beat in story.of(Part.SILENCE) if beat.actor is not Side.PLATFORM]
    last = silences[-1] if silences else None
    return last if last and last.at and not _spoke_since(story, last.at.at) else None


def _spoke_since(story: Story, moment: datetime) -> bool:
    spoken = (beat for beat in story.of(*ANSWERS) if beat.actor in (Side.MERCHANT, Side.SERVICE))
    return any(beat.at is not None and beat.at.at > moment for beat in spoken)


def lapses_at(facts: Facts) -> datetime | None:
    """From when on the user has known for more than three years, as far as it is known since when."""
    known = harm_day(facts)
    return datetime.combine(after_years(known, _YEARS) + DAY, time(), BEIJING) if known else None


def harm_day(facts: Facts) -> date | None:
    """Since when the user knew: as named, else the day of what went wrong (of several charges the last), else that of
    the order. Where that is not certain, the last day that is possible: nothing is closed to the user too early."""
    named = [latest_instant(happening.at).date() for happening in facts.happened if happening.milestone == "harm-known"]
    if named:
        return min(named)
    faults = [beat for beat in facts.story.told if beat.part is Part.FAULT]
    if charged := [charge.day for beat in faults for charge in beat.charges]:
        return max(charged)
    if facts.story.fault and facts.story.fault.at:
        return latest_instant(facts.story.fault.at).date()
    ordered = [order.ordered_at.local.date() for order in facts.case.orders if order.ordered_at]
    return max(ordered, default=None)


def after_years(day: date, years: int) -> date:
    """The same day so many years later; 29 February ends on the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
