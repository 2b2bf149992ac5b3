"""What is to be known of a composed text beside the text itself, for both faces."""

from collections.abc import Iterator

from caseorg.domain.messages.background import SLOT_NAMES
from caseorg.domain.messages.message import Draft
from caseorg.i18n import remark_text, tr
from caseorg.views.hidden import hidden_lines


def draft_remarks(draft: Draft) -> Iterator[str]:
    """What comes before it, what it lacks, what is doubtful, what it left out and what it hides."""
    if draft.first:
        yield remark_text(draft.first)
    for what in dict.fromkeys(tr(SLOT_NAMES[slot]) for slot in draft.missing):
        yield tr("Missing: {what}", what=what)
    yield from map(remark_text, draft.doubts)
    if draft.asserted:
        yield tr("Please confirm: {what}", what=draft.asserted)
    for piece in draft.left_out:
        yield tr("Left out to keep to {limit} characters: {what}", limit=draft.limit, what=piece)
    if draft.too_long:
        yield tr("Too long: {count} of {limit} characters.", count=draft.length, limit=draft.limit)
    yield from hidden_lines(draft.hidden)
