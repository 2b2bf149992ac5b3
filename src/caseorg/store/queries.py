"""Questions to the database; the answers are domain values, never rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from caseorg.domain.case import (
    CaseFile,
    CaseId,
    CaseSummary,
    Event,
    EventId,
    Evidence,
    EvidenceId,
    Person,
    Platform,
    Promise,
    PromiseId,
    Role,
    Shelf,
    Stage,
)
from caseorg.domain.errors import CaseorgError
from caseorg.store.plain import (
    PlainAnswer,
    PlainCase,
    PlainDecision,
    PlainDocument,
    PlainEvent,
    PlainEvidence,
    PlainMessage,
    PlainOrder,
    PlainParty,
    PlainProfile,
    PlainPromise,
)
from caseorg.store.snapshot import AMONG, Source, ask, ask_rows, listed
from caseorg.store.values import (
    answer_of,
    decision_of,
    document_of,
    event_of,
    evidence_of,
    instant,
    maybe_instant,
    message_of,
    one_of,
    order_of,
    party_of,
    person_of,
    promise_of,
    yuan,
)

ME = "me"
R = TypeVar("R", bound=NamedTuple)


def load_profile(source: Source, profile_id: str = ME) -> Person:
    """The complainant; an empty person where none was entered yet."""
    return next(map(person_of, ask_rows(source, PlainProfile, "profiles WHERE id = ?", profile_id)), Person())


def list_cases(source: Source, case_ids: Iterable[str] | None = None) -> tuple[CaseSummary, ...]:
    """All cases or only these, the one touched last first."""
    keys = None if case_ids is None else list(case_ids)
    merchants, orders, counts = _merchants(source, keys), _order_sums(source, keys), _evidence_counts(source, keys)
    return tuple(
        CaseSummary(
            id=CaseId(key),
            title=title,
            platform=one_of(Platform, platform),
            stage=one_of(Stage, stage),
            merchant=merchants.get(key, ""),
            order_number=number or "",
            paid=yuan(paid),
            refunded=yuan(refunded),
            bought=bought or "",
            demand=demand,
            demand_said=maybe_instant(asked_at),
            evidence_count=counts.get(key, 0),
            updated_at=instant(updated_at),
            shelf=one_of(Shelf, shelf),
        )
        for (key, title, platform, stage, shelf, updated_at, demand, asked_at), (number, bought, paid, refunded) in (
            (row, orders.get(row[0], _NO_ORDER)) for row in of_these(source, _LISTED, "id", keys)
        )
    )


# The time of a demand only where there is one: to read a time takes as long as all the rest of a row.
_LISTED = (
    "SELECT id, title, platform, stage, shelf, updated_at, demand, "
    "CASE WHEN demand != '' THEN coalesce(demanded_at, created_at) END FROM cases {these} ORDER BY updated_at DESC, id"
)
_NO_ORDER = ["", "", None, None]


def _merchants(source: Source, keys: Sequence[str] | None) -> dict[str, str]:
    question = f"SELECT case_id, name FROM parties {{these}} AND role = '{Role.MERCHANT}'"  # noqa: S608 — our names
    return dict(of_these(source, question, "case_id", keys))


def _order_sums(source: Source, keys: Sequence[str] | None) -> dict[str, list[Any]]:
    """The first number by its letters, when the first was placed (as text: to read a time takes as long as all the
    rest), what was paid, and what came back of orders whose price is known."""
    question = (
        "SELECT case_id, min(CASE WHEN number != '' THEN number END), min(coalesce(ordered_at, paid_at)), sum(paid), "
        "sum(CASE WHEN paid IS NOT NULL THEN refunded END) FROM orders {these} GROUP BY case_id"
    )
    return {key: sums for key, *sums in of_these(source, question, "case_id", keys)}


def has_evidence(source: Source) -> bool:
    """Whether any case has any, withdrawn or not."""
    return bool(ask(source, "SELECT 1 FROM evidence LIMIT 1"))


def _evidence_counts(source: Source, keys: Sequence[str] | None) -> dict[str, int]:
    question = "SELECT case_id, count(*) FROM evidence {these} AND NOT withdrawn GROUP BY case_id"
    return dict(of_these(source, question, "case_id", keys))


def of_these(source: Source, question: str, column: str, keys: Sequence[str] | None) -> list[Any]:
    """`{these}` in the question becomes the choice of these cases, or of all."""
    if keys is None:
        return ask(source, question.format(these="WHERE true"))
    return ask(source, question.format(these=f"WHERE {column} {AMONG}"), listed(keys))


def newest_case(source: Source) -> CaseId | None:
    """The case touched last of those at hand."""
    found = ask(source, "SELECT id FROM cases WHERE shelf = '' ORDER BY updated_at DESC, id LIMIT 1")
    return CaseId(found[0][0]) if found else None


def find_case(source: Source, beginning: str) -> CaseId:
    """The case whose id begins so.

    Raises:
        CaseorgError: no case does, or more than one.
    """
    wanted = beginning.strip().lower()
    question = "SELECT id FROM cases WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT 2"
    found = ask(source, question, wanted) if wanted else []
    if not found:
        raise CaseorgError("There is no case “{case}”.", "See {list_cases}.", case=beginning)
    if len(found) > 1:
        raise CaseorgError("More than one case begins with “{case}”.", "Give more of its id.", case=beginning)
    return CaseId(found[0][0])


def has_case(source: Source, case_id: CaseId) -> bool:
    """Whether the case is there."""
    return bool(ask(source, "SELECT 1 FROM cases WHERE id = ?1", case_id))


def cases_in_trash(source: Source, case_ids: Sequence[str]) -> frozenset[str]:
    """Those of them that are in the trash."""
    question = f"SELECT id FROM cases WHERE shelf = '{Shelf.TRASH}' AND id {AMONG}"  # noqa: S608 — our names
    return frozenset(key for (key,) in ask(source, question, listed(case_ids)))


def load_case(source: Source, case_id: CaseId) -> CaseFile:
    """The whole case as it is now.

    Raises:
        CaseorgError: there is no such case.
    """
    found = load_cases(source, (case_id,))
    if not found:
        raise CaseorgError("There is no case “{case}”.", "See {list_cases}.", case=case_id)
    return found[0]


def find_whole_case(source: Source, case_id: CaseId) -> CaseFile | None:
    """The same, or None where it is no more."""
    return next(iter(load_cases(source, (case_id,))), None)


def load_cases(source: Source, case_ids: Sequence[CaseId]) -> tuple[CaseFile, ...]:
    """Those of the cases that there are, whole, in the order in which they are named; not for very many at a time."""
    rows = {row.id: row for row in ask_rows(source, PlainCase, f"cases WHERE id {AMONG}", listed(case_ids))}
    people = {key: load_profile(source, key) for key in {row.complainant_id or ME for row in rows.values()}}
    parts = _Parts(source, tuple(rows))
    named = (rows[key] for key in case_ids if key in rows)
    return tuple(parts.case_file(row, people[row.complainant_id or ME]) for row in named)


class _Parts:
    """What belongs to some cases, by case: one question for each table, however many cases they are."""

    def __init__(self, source: Source, keys: Sequence[str]) -> None:
        self._source, self._keys = source, listed(keys)
        of_these = f"WHERE case_id {AMONG}"
        standing = f"{of_these} AND NOT removed"
        self.parties = self._by_case(PlainParty, f"parties {of_these} ORDER BY role")
        self.orders = self._by_case(PlainOrder, f"orders {of_these} ORDER BY position")
        self.answers = self._by_case(PlainAnswer, f"answers {of_these} ORDER BY question")
        self.events = self._by_case(PlainEvent, f"events {standing} ORDER BY at, position")
        self.evidence = self._by_case(PlainEvidence, f"evidence {of_these} ORDER BY number")
        self.messages = self._by_case(PlainMessage, f"messages {standing} ORDER BY made_at")
        self.promises = self._by_case(PlainPromise, f"promises {standing} ORDER BY made_at")
        self.documents = self._by_case(PlainDocument, f"documents {of_these} ORDER BY made_at")
        self.decisions = self._by_case(PlainDecision, f"decisions {standing} ORDER BY decided_at, id")
        self.links = event_links(source, of_these, self._keys)

    def _by_case(self, kind: type[R], rest: str) -> dict[str, list[R]]:
        place = kind._fields.index("case_id")
        found: defaultdict[str, list[R]] = defaultdict(list)
        for row in ask_rows(self._source, kind, rest, self._keys):
            found[row[place]].append(row)
        return found

    def case_file(self, row: PlainCase, complainant: Person) -> CaseFile:
        key = row.id
        events = tuple(_event(event, self.links) for event in self.events[key])
        return CaseFile(
            id=CaseId(key),
            title=row.title,
            platform=one_of(Platform, row.platform),
            stage=one_of(Stage, row.stage),
            demand=row.demand,
            complainant=complainant,
            parties=tuple(map(party_of, self.parties[key])),
            orders=tuple(map(order_of, self.orders[key])),
            events=events,
            evidence=tuple(map(evidence_of, self.evidence[key])),
            messages=tuple(map(message_of, self.messages[key])),
            promises=_promises(self.promises[key], events),
            documents=tuple(map(document_of, self.documents[key])),
            created_at=instant(row.created_at),
            updated_at=instant(row.updated_at),
            revision=row.revision,
            scenario=row.scenario,
            answers=tuple(map(answer_of, self.answers[key])),
            demanded_at=maybe_instant(row.demanded_at),
            decisions=tuple(map(decision_of, self.decisions[key])),
            shelf=one_of(Shelf, row.shelf),
        )


def event_links(source: Source, chosen: str, *values: str) -> dict[str, list[str]]:
    """The evidence of the chosen events, by event, in its order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    events = f"SELECT id FROM events {chosen}"  # noqa: S608 — our names
    question = f"SELECT event_id, evidence_id FROM event_evidence WHERE event_id IN ({events}) ORDER BY position"  # noqa: S608
    for event_id, evidence_id in ask(source, question, *values):
        found[event_id].append(evidence_id)
    return found


def _event(row: PlainEvent, links: dict[str, list[str]]) -> Event:
    return event_of(row, links.get(row.id, ()))


def _promises(rows: Iterable[PlainPromise], events: Iterable[Event]) -> tuple[Promise, ...]:
    """One that was made in an event of an uncertain time is of no more certain time itself."""
    uncertain = {event.id: event.at for event in events if event.at.said}
    found = []
    for promise in map(promise_of, rows):
        at = uncertain.get(promise.event) if promise.event else None
        found.append(replace(promise, made_at=at) if at and at.at == promise.made_at.at else promise)
    return tuple(found)


def last_number(source: Source, case_id: CaseId) -> int:
    """That of the evidence that came last into the case; 0 where there is none."""
    return int(ask(source, "SELECT coalesce(max(number), 0) FROM evidence WHERE case_id = ?", case_id)[0][0])


def last_position(source: Source, case_id: CaseId) -> int:
    """That of the event that was told last; 0 where there is none."""
    return int(ask(source, "SELECT coalesce(max(position), 0) FROM events WHERE case_id = ?", case_id)[0][0])


def present_evidence(source: Source, case_id: CaseId, keys: Sequence[EvidenceId]) -> set[EvidenceId]:
    """Those of them that are evidence of the case."""
    question = f"SELECT id FROM evidence WHERE case_id = ? AND id {AMONG}"  # noqa: S608 — our names
    return {EvidenceId(key) for (key,) in ask(source, question, case_id, listed(keys))}


def promises_in(source: Source, case_id: CaseId, event_id: EventId) -> tuple[PromiseId, ...]:
    """The promises that are noted as made in the event."""
    question = "SELECT id FROM promises WHERE case_id = ? AND event_id = ?"
    return tuple(PromiseId(key) for (key,) in ask(source, question, case_id, event_id))


def find_duplicate(source: Source, case_id: CaseId, sha256: str) -> Evidence | None:
    """The case's evidence with the same bytes, withdrawn or not."""
    found = ask_rows(source, PlainEvidence, "evidence WHERE case_id = ? AND sha256 = ?", case_id, sha256)
    return next(map(evidence_of, found), None)


def present_digests(source: Source, digests: Iterable[str]) -> frozenset[str]:
    """Those of them that are evidence of some case, withdrawn or not."""
    return frozenset(digests).intersection(digest for (digest,) in ask(source, "SELECT DISTINCT sha256 FROM evidence"))


def evidence_of_digests(source: Source, digests: Iterable[str]) -> dict[str, tuple[tuple[CaseId, Evidence], ...]]:
    """By digest, the pieces that have these bytes and were not withdrawn, each with its case; none of the trash."""
    kept = f"case_id NOT IN (SELECT id FROM cases WHERE shelf = '{Shelf.TRASH}')"  # noqa: S608 — our names
    rest = f"evidence WHERE sha256 {AMONG} AND NOT withdrawn AND {kept}"
    found: dict[str, tuple[tuple[CaseId, Evidence], ...]] = {}
    for row in ask_rows(source, PlainEvidence, rest, listed(digests)):
        found[row.sha256] = (*found.get(row.sha256, ()), (CaseId(row.case_id), evidence_of(row)))
    return found
