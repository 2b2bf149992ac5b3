"""All that the pictures of a case propose for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from caseorg.domain.case import CaseFile, EvidenceId, Part, Platform
from caseorg.domain.reading.charge_events import of_charges
from caseorg.domain.reading.events import EventSaying, of_page, of_purchase, of_talk, part_of
from caseorg.domain.reading.evidence_sayings import of_evidence
from caseorg.domain.reading.meaning import understand
from caseorg.domain.reading.order_sayings import of_case, page_purchase
from caseorg.domain.reading.piles import duplicates, sequence
from caseorg.domain.reading.proposal import Proposal, ProposalKind, proposal_id
from caseorg.domain.reading.purchases import key_of, orders_of, purchases
from caseorg.domain.reading.reading import Reading
from caseorg.domain.reading.sayings import Saying
from caseorg.domain.reading.shown import Shown, shown
from caseorg.domain.reading.standing import proposals_from
from caseorg.domain.reading.talks import spoken, worth_telling
from caseorg.domain.reading.words import GroupName, ReadingWords
from caseorg.domain.story.story import Story
from caseorg.domain.story.words import StoryWords


def pages_of(case: CaseFile, readings: Mapping[EvidenceId, Reading], words: ReadingWords) -> tuple[Shown, ...]:
    """The pages of the standing evidence that were read, understood."""
    return tuple(
        shown(item, number, page, understand(page, words))
        for item in case.standing_evidence
        if item.id in readings
        for number, page in enumerate(readings[item.id].pages)
    )


def proposals(
    case: CaseFile, story: Story, readings: Mapping[EvidenceId, Reading], words: ReadingWords, spoken_by: StoryWords
) -> tuple[Proposal, ...]:
    """What the pictures propose. The story is the case's own as it stands, read by the same words as what is said."""
    pages = pages_of(case, readings, words)
    about = [(page, found) for page in pages if (found := page_purchase(page, words))]
    groups = purchases([found for _, found in about])
    keys = [key_of(group, place) for place, group in enumerate(groups)]
    sayings = [*of_case(pages, words)]
    event_sayings: list[EventSaying] = []
    for key, group in zip(keys, groups, strict=True):
        sayings += [replace(saying, purchase=key) for found in group for saying in found.sayings]
        event_sayings += of_purchase(
            [page for page, found in about if any(found is purchase for purchase in group)], words
        )
    renews = any(words.group(GroupName.RENEWALS).search(text) for page in pages for text in page.texts)
    event_sayings += [
        saying for page in pages for saying in (*of_page(page, words), *of_charges(page, words, renews=renews))
    ]
    place = _place(case, sayings)
    fault_known = bool(story.of(Part.FAULT)) or any(part_of(saying) is Part.FAULT for saying in event_sayings)
    talk = worth_telling(spoken(case, pages, words), words)
    event_sayings += of_talk(place, talk, words, spoken_by, fault_known=fault_known)
    sayings += _events(case, event_sayings)
    by_piece = _by_piece(event_sayings)
    sayings += [
        saying for page in _firsts(pages) for saying in of_evidence(page, by_piece.get(page.evidence.id, ()), words)
    ]
    sayings += [*duplicates(pages), *sequence(pages)]
    orders = dict(zip(keys, orders_of(case, groups), strict=True))
    return proposals_from(case, story, sayings, orders)


def _by_piece(sayings: Sequence[EventSaying]) -> Mapping[EvidenceId, Sequence[EventSaying]]:
    found: dict[EvidenceId, list[EventSaying]] = {}
    for saying in sayings:
        for piece in saying.pieces:
            found.setdefault(piece, []).append(saying)
    return found


def _place(case: CaseFile, sayings: Sequence[Saying]) -> Platform:
    """Where it was bought: as the case says, or else as all pictures do."""
    named = {saying.value for saying in sayings if saying.kind is ProposalKind.PLATFORM}
    if case.platform is not Platform.OTHER or len(named) != 1:
        return case.platform
    return next((platform for platform in named if isinstance(platform, Platform)), Platform.OTHER)


def _events(case: CaseFile, sayings: Sequence[EventSaying]) -> Iterator[Saying]:
    """Each event with its promises, which name it."""
    digests = {item.id: item.sha256 for item in case.evidence}
    for saying in sayings:
        yield saying.event
        quote = saying.event.quote
        event = proposal_id(digests[quote.evidence], quote.page, quote.box, ProposalKind.EVENT, saying.event.value)
        for promise in saying.promises:
            yield replace(saying.event, kind=ProposalKind.PROMISE, value=replace(promise, event=event))


def _firsts(pages: Sequence[Shown]) -> tuple[Shown, ...]:
    """The first page of each piece."""
    return tuple({page.evidence.id: page for page in reversed(pages)}.values())[::-1]
