"""The case as a paper tells it: whole, masked, or without who reports."""

from caseorg.domain.case import CaseFile
from caseorg.domain.messages.channel import Channel, MessageKind, Rung
from caseorg.domain.papers.complaint import ComplaintOptions
from caseorg.domain.papers.pack import PackOptions
from caseorg.domain.papers.report import ReportOptions
from caseorg.domain.privacy.versions import Version, masked, nameless, without_codes
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.recent import remembered
from caseorg.knowledge.respondents import as_named

_masked, _without_codes = remembered(masked), remembered(without_codes)
_LOOK_UP_CODES = (Rung.MERCHANT, Rung.UPGRADE, Rung.PLATFORM)


def printed_version(
    knowledge: Knowledge, case: CaseFile, options: ComplaintOptions | ReportOptions | PackOptions | None
) -> Version:
    """What the paper is made of with these options, and what is hidden in it. A pack tells all unless it is
    masked; no other paper tells a whole card code."""
    case = as_named(knowledge, case)
    match options:
        case ComplaintOptions(masked=True) | PackOptions(masked=True):
            return _masked(case, knowledge.personal_words)
        case ReportOptions(anonymous=True):
            return nameless(case, knowledge.personal_words)
        case PackOptions():
            return Version(case, ())
    return _without_codes(case, knowledge.personal_words)


def sent_version(knowledge: Knowledge, case: CaseFile, channel: Channel, kind: MessageKind) -> Version:
    """What a message over the channel is made of. Merchant and platform look the order up by its card code."""
    case = as_named(knowledge, case)
    if channel.masked or kind is MessageKind.PUBLIC:
        return _masked(case, knowledge.personal_words)
    if channel.rung in _LOOK_UP_CODES:
        return Version(case, ())
    return _without_codes(case, knowledge.personal_words)
