"""What there is to say of a message that was kept, where its evidence changed since."""

from collections.abc import Iterator

from caseorg.domain.case import CaseFile, Message
from caseorg.domain.papers.numbers import numbers_of
from caseorg.domain.papers.renumbering import meant
from caseorg.domain.remark import Remark, remark


def message_notes(case: CaseFile, message: Message) -> Iterator[Remark]:
    """What went with it and was withdrawn, and which number of its text is another one now."""
    gone = [item for item in case.evidence if item.withdrawn and item.id in message.attached]
    if gone:
        yield remark("Sent along, withdrawn since: {label}", label=numbers_of(gone))
    for renumbered in meant(case, message):
        yield remark(
            "{old} in this text has the number {new} now", old=renumbered.old_labels, new=renumbered.item.label
        )
