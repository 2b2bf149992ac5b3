"""Keeps what is searched up to date: the texts of the cases that were changed since, and the lines of their files that
are text."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from caseorg.children.scope import current
from caseorg.domain.case import CaseFile, CaseId, Evidence, Shelf
from caseorg.domain.errors import CaseorgError
from caseorg.domain.parties.traits import traits_of_case, traits_of_texts
from caseorg.domain.privacy.words import PersonalWords
from caseorg.domain.progress import Progress
from caseorg.domain.text.lines import TextLine
from caseorg.evidence.text_lines import has_text, text_lines
from caseorg.store.changes import all_stamps
from caseorg.store.journal import JournalEnd, changed_since, journal_end
from caseorg.store.queries import evidence_of_digests, load_cases
from caseorg.store.readings import load_readings
from caseorg.store.search import CaseText, Searched, keep_cases, kept_end, kept_stamps
from caseorg.store.snapshot import Snapshot
from caseorg.store.traits import without_lines
from caseorg.store.words import keep_words, lacking_words
from caseorg.workspace import Workspace

BATCH = 200
_READINGS = 50  # at a time
_MOST_LOOKED_AT = 5000  # lines of a file that are looked through for what cases have in common
MAKER = "lines 1"  # goes up when lines are made otherwise


class Where(StrEnum):
    """What a text is that was found; the values are message ids."""

    TITLE = "Title"
    DEMAND = "Demand"
    SIDE = "Other side"
    ORDER = "Order"
    EVENT = "Event"
    PROMISE = "Promise"
    MESSAGE = "Message"
    EVIDENCE = "Evidence"
    PICTURE = "Picture"
    TEXT = "Text"


@dataclass(frozen=True, slots=True)
class _Present:
    """Where the journal ends, and how the cases are that were changed since, or all; `gone` are no more, or in the
    trash."""

    end: JournalEnd
    stamps: dict[str, str]
    gone: frozenset[str]
    whole: bool


def bring_up_to_date(workspace: Workspace) -> Collection[str]:
    """Folds the texts of cases that were changed since; which were. Those in the trash are not found."""
    file, end = workspace.searchable, kept_end(workspace.searchable)
    present = workspace.read(_present, end)
    if end == present.end:
        return ()
    kept = kept_stamps(file) if present.whole else {}
    stale = [key for key, stamp in present.stamps.items() if kept.get(key) != stamp]
    for start in range(0, len(stale), BATCH):
        current().check()
        cases = workspace.read(load_cases, [CaseId(key) for key in stale[start : start + BATCH]])
        shown = [case for case in cases if case.shelf is not Shelf.TRASH]
        hidden = [case.id for case in cases if case.shelf is Shelf.TRASH]
        keep_cases(file, [_searched(case, present.stamps[case.id], _words(workspace)) for case in shown], hidden)
    keep_cases(file, (), present.gone | (kept.keys() - present.stamps.keys()), present.end)
    return stale


def renew(workspace: Workspace, case_ids: Collection[str] = (), read: Collection[str] = ()) -> bool:
    """Everything, also of these cases, and of pictures that were read just now; whether something may be found that was
    not before."""
    stale = bring_up_to_date(workspace)
    pictures = without_lines(workspace.searchable, {*stale, *case_ids})
    changed = bool(stale) | _keep_traits_of_pictures(workspace, sorted({*pictures, *read}))
    for _ in make_words(workspace):
        current().check()
        changed = True
    return changed


def _keep_traits_of_pictures(workspace: Workspace, digests: Sequence[str]) -> bool:
    """Of those that were read; whether any were."""
    any_read = False
    for start in range(0, len(digests), _READINGS):
        current().check()
        for digest, kept in load_readings(workspace.readings, digests[start : start + _READINGS]).items():
            pages = kept.reading.pages if kept.reading else ()
            found = traits_of_texts((line.text for page in pages for line in page.lines), _words(workspace))
            keep_words(workspace.searchable, digest, kept.engine, found)
            any_read = True
    return any_read


def _words(workspace: Workspace) -> PersonalWords:
    return workspace.knowledge.personal_words


def _present(source: Snapshot, since: JournalEnd | None) -> _Present:
    end = journal_end(source)
    keys = changed_since(source, since) if since else None
    if keys is None:
        return _Present(end, all_stamps(source), frozenset(), whole=True)
    stamps = all_stamps(source, keys) if keys else {}
    return _Present(end, stamps, keys - stamps.keys(), whole=False)


def make_words(workspace: Workspace) -> Iterator[Progress[Evidence]]:
    """The lines of files that are text and have none yet, those that came last first; each is kept before it is told.
    What cannot be read is not tried again, unless the file is not to be had."""
    bring_up_to_date(workspace)
    lacking = lacking_words(workspace.searchable, MAKER)
    wanted = sorted(_pieces(workspace, sorted(lacking)), key=lambda item: item.added_at, reverse=True)
    for done, item in enumerate(wanted, start=1):
        made = _made(workspace, item)
        if made is not None:
            texts = dict.fromkeys(line.text for line in made[:_MOST_LOOKED_AT])
            keep_words(workspace.searchable, item.sha256, MAKER, traits_of_texts(texts, _words(workspace)), made)
        yield Progress(done, len(wanted), item.name, item)


def _pieces(workspace: Workspace, digests: Sequence[str]) -> Iterator[Evidence]:
    for start in range(0, len(digests), BATCH):
        owners = workspace.read(evidence_of_digests, digests[start : start + BATCH])
        yield from (pieces[0][1] for pieces in owners.values())


def _made(workspace: Workspace, item: Evidence) -> tuple[TextLine, ...] | None:
    try:
        return text_lines(workspace.evidence.path(item.sha256), item.name, item.kind)
    except CaseorgError as error:
        return None if isinstance(error.__cause__, OSError) else ()
    except OSError:
        return None


def _searched(case: CaseFile, stamp: str, words: PersonalWords) -> Searched:
    texts = tuple(CaseText(case.id, place, item, text) for place, item, text in _parts(case) if text.strip())
    pieces = {item.sha256: has_text(item) for item in case.standing_evidence}
    return Searched(case.id, stamp, texts, pieces, traits_of_case(case, words))


def _parts(case: CaseFile) -> Iterator[tuple[Where, str, str]]:
    yield from ((Where.TITLE, "", case.title), (Where.DEMAND, "", case.demand))
    for party in case.parties:
        for text in (party.name, party.payee, party.contact, party.phone, party.credit_code, party.website):
            yield Where.SIDE, "", text
    for order in case.orders:
        for text in (order.number, order.transaction, order.account, order.product):
            yield Where.ORDER, "", text
    for event in case.events:
        for text in (event.text, event.agent, event.ticket):
            yield Where.EVENT, event.id, text
    for promise in case.promises:
        yield Where.PROMISE, promise.id, promise.text
    for message in case.messages:
        for text in (message.subject, message.text):
            yield Where.MESSAGE, message.id, text
    for item in case.standing_evidence:
        for text in (item.name, item.source, item.proves):
            yield Where.EVIDENCE, item.id, text
