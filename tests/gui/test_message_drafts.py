"""The texts of messages that were kept without being sent."""

from datetime import timedelta

from caseorg.domain.case import FormerNumber
from caseorg.domain.messages.channel import MessageKind
from caseorg.gui.wizard.drafts import kept_drafts, to_keep
from domain.build import START, case, evidence, message


def test_a_kept_text_goes_on_with_the_numbers_that_evidence_has_now() -> None:
    """Sent as it was written, it would call another piece 证据2."""
    until = START + timedelta(hours=2)
    first, second = (evidence(now, former_numbers=(FormerNumber(then, until),)) for now, then in ((1, 2), (2, 1)))
    kept = message(1, "见证据2", kind=MessageKind.FIRST, sent_at=None)
    found = case(evidence=(first, second), messages=(kept,))
    assert kept_drafts(found) == {("merchant", MessageKind.FIRST): "见证据1"}
    assert to_keep(kept_drafts(found), found) == ()
