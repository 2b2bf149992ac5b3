"""The case as a paper tells it: whole, masked, or without who reports."""

from caseorg.domain.case import CaseFile
from caseorg.domain.complaint import ComplaintOptions
from caseorg.domain.pack import PackOptions
from caseorg.domain.privacy.versions import Version, masked, nameless
from caseorg.domain.report import ReportOptions
from caseorg.knowledge.library import Knowledge


def printed_version(
    knowledge: Knowledge, case: CaseFile, options: ComplaintOptions | ReportOptions | PackOptions | None
) -> Version:
    """What the paper is made of with these options, and what is hidden in it."""
    match options:
        case ComplaintOptions(masked=True):
            return masked(case, knowledge.personal_words)
        case ReportOptions(anonymous=True):
            return nameless(case, knowledge.personal_words)
    return Version(case, ())
