"""One guard before anything goes out: it reads all that is stored, also what a text leaves out, and changes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from caseorg.domain.case import CaseFile, Part, Payment
from caseorg.domain.checks.wording import WordingFinding, WordingRule, find_wording, wording_screen
from caseorg.domain.guard.findings import CaseField, Going, GuardFinding, GuardRule, Outgoing, Place
from caseorg.domain.law.footing import Footing, FootingKind
from caseorg.domain.patterns import regex
from caseorg.domain.privacy.others import other_people, our_values
from caseorg.domain.privacy.words import PersonalWords
from caseorg.domain.remark import Remark
from caseorg.domain.story.story import Story
from caseorg.domain.text.placeholders import blanks, is_placeholder
from caseorg.domain.text.sentences import clause_at, phrase, without_clause

YEARS = 3  # 令121 art. 16(4)
_DOORS = {FootingKind.BUSINESS: "not-consumer", FootingKind.PRIVATE_SELLER: "private-seller"}
_PAID = {"paid-wechat": Payment.WECHAT, "paid-alipay": Payment.ALIPAY, "paid-bank": Payment.BANK}
_PEOPLE_NAMED = 5
_SAID = regex(
    "(?:我|本人)[^，。；]{0,10}(?:说|讲|告诉|回复?了?|警告|威胁|骂|留言|发(?:了|过去)?(?:一[条句])?(?:消息|微信|短信|信息))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardContext:
    """What the guard knows of the field and of where it goes: its rules, the wording that it holds, on what footing the
    sides stand, whether the police come first, whether the door is for consumers alone, whether the other side is
    written to, and why the channel does not suit. `values` are those of a message's slots, for better sentences."""

    rules: Mapping[str, GuardRule]
    wording: Sequence[WordingRule]
    values: Mapping[str, str]
    footing: Footing
    people: PersonalWords
    crime: bool = False
    for_consumers: bool = False
    to_other_side: bool = False
    unsuited: Remark | None = None


def guard(
    case: CaseFile, story: Story, going: Outgoing, known: GuardContext, now: datetime
) -> tuple[GuardFinding, ...]:
    """Everything found, each once, what holds first."""
    found = (
        *_worded(case, story, known),
        *_plans(story, known),
        *_doors(story, known, now),
        *_payment(case, story, known),
        *_demand(case, going, known),
        *_people(case, story, known),
    )
    once: dict[tuple[str, str, Place], GuardFinding] = {}
    for finding in found:
        once.setdefault((finding.rule.id, finding.quote, finding.place), finding)
    return tuple(sorted(once.values(), key=lambda finding: not finding.holds))


def stored_texts(case: CaseFile, story: Story) -> Iterator[tuple[Place, str]]:
    """All that the user wrote, by where it stands."""
    yield CaseField.TITLE, case.title
    yield CaseField.MERCHANT, case.merchant.name
    yield CaseField.DEMAND, case.demand
    yield from ((telling.event, telling.typed) for telling in story.tellings)
    for item in case.standing_evidence:
        yield item.id, "\n".join(filter(None, (item.source, item.proves, item.note)))


def _worded(case: CaseFile, story: Story, known: GuardContext) -> Iterator[GuardFinding]:
    """Threats and insults, in their writer's own words."""
    rules = wording_screen(known.wording)
    for place, text in stored_texts(case, story):
        for found in find_wording(text, rules, known.values):
            rule = next(rule for rule in known.wording if rule.id == found.rule)
            event = place in story.by_event
            better, replaces = _of_event(text, found, rule, known) if event else _of_field(text, found, rule, known)
            yield GuardFinding(
                rule=known.rules[rule.held_as],
                quote=phrase(text, found.start, found.end),
                place=place,
                better=better,
                replaces=replaces if event or place is CaseField.DEMAND else "",
            )


def _of_field(text: str, found: WordingFinding, rule: WordingRule, known: GuardContext) -> tuple[str, str]:
    """A clean sentence, and the clause whose place it takes in a demand: what happened is none."""
    better = _clean(found.better, known)
    fits = better and not blanks(better) and rule.held_as == "threat"
    return better, text[slice(*clause_at(text, found.start, found.end))].strip() if fits else ""


def _of_event(text: str, found: WordingFinding, rule: WordingRule, known: GuardContext) -> tuple[str, str]:
    """What the event tells beside it: no other sentence can take its place, for on that day nothing else happened. A
    threat that was uttered stays in the record."""
    threat = rule.held_as == "threat"
    if threat and _SAID.search(text[: found.end]):
        return "", ""
    if rest := _clean(without_clause(text, found.start, found.end), known):
        return rest, text.strip()
    return "" if threat else _clean(found.better, known), ""


def _clean(better: str, known: GuardContext) -> str:
    """A better sentence may quote the case, and with it what is held: then there is none."""
    return "" if find_wording(better, known.wording, known.values) else better


def _plans(story: Story, known: GuardContext) -> Iterator[GuardFinding]:
    for beat in story.marked("plan-to-claim"):
        quote = next(clause for mark, clause in beat.marked if mark == "plan-to-claim")
        yield GuardFinding(rule=known.rules["plan-to-claim"], quote=quote, place=beat.event)


def _doors(story: Story, known: GuardContext, now: datetime) -> Iterator[GuardFinding]:
    """Whatever keeps the channel from taking the matter; its own reason only where no rule of ours says why."""
    found = (*_door(known), *_fraud(story, known), *_late(story, known, now))
    yield from found
    if known.unsuited and not found:
        yield GuardFinding(rule=known.rules["wrong-door"], detail=known.unsuited)


def _door(known: GuardContext) -> Iterator[GuardFinding]:
    """Who is no consumer, or was sold to by a private person, goes through other doors."""
    if known.for_consumers and (rule := _DOORS.get(known.footing.kind)):
        yield GuardFinding(rule=known.rules[rule], quote="；".join(dict.fromkeys(known.footing.words)))


def _fraud(story: Story, known: GuardContext) -> Iterator[GuardFinding]:
    """More money asked for, or paid outside the platform and then nobody there: the police come first."""
    private = story.marked("private-payment") if story.gone else ()
    beats = [beat for beat in (*story.marked("more-money"), *private) if beat.event]
    if not (known.for_consumers or known.to_other_side) or not (beats or known.crime):
        return
    first = beats[0] if beats else None
    yield GuardFinding(
        rule=known.rules["fraud"], quote=first.text if first else "", place=first.event if first else None
    )


def _late(story: Story, known: GuardContext, now: datetime) -> Iterator[GuardFinding]:
    """Counted from the last thing that the other side did or that went wrong."""
    if not known.for_consumers or story.fault is None:
        return
    days = [beat.at for beat in story.told if beat.at and (beat.by_others or beat.part is Part.FAULT)]
    last = max((day.at for day in days), default=None)
    if last and last < _years_before(now, YEARS):
        yield GuardFinding(rule=known.rules["too-late"], quote=story.fault.text, place=story.fault.event)


def _years_before(now: datetime, years: int) -> datetime:
    try:
        return now.replace(year=now.year - years)
    except ValueError:  # 29 February
        return now.replace(year=now.year - years, day=28)


def _payment(case: CaseFile, story: Story, known: GuardContext) -> Iterator[GuardFinding]:
    """The events name one way of paying, and the orders another."""
    paid = {order.payment for order in case.orders} - {Payment.UNKNOWN, Payment.OTHER}
    payments = [(_PAID[mark], clause, beat) for beat in story.told for mark, clause in beat.marked if mark in _PAID]
    if paid and payments and not paid.intersection(payment for payment, _, _ in payments):
        _, clause, beat = payments[0]
        yield GuardFinding(rule=known.rules["payment-conflict"], quote=clause, place=beat.event)


def _demand(case: CaseFile, going: Outgoing, known: GuardContext) -> Iterator[GuardFinding]:
    if going.what in (Going.REPORT, Going.PACK):
        return
    if not case.demand.strip():
        yield GuardFinding(rule=known.rules["empty-demand"], place=CaseField.DEMAND)
    elif is_placeholder(case.demand):
        yield GuardFinding(rule=known.rules["template-demand"], quote=case.demand.strip(), place=CaseField.DEMAND)


def _people(case: CaseFile, story: Story, known: GuardContext) -> Iterator[GuardFinding]:
    """Other people's names and numbers; of many the first few."""
    texts = [(place, text) for place, text in stored_texts(case, story) if place is not CaseField.MERCHANT]
    places: dict[str, Place] = {}
    for person in other_people(texts, known.people, our_values(case)):
        places.setdefault(person.words, person.place)
    for words, place in list(places.items())[:_PEOPLE_NAMED]:
        yield GuardFinding(rule=known.rules["other-people"], quote=words, place=place)
