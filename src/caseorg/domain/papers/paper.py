"""Which papers there are, and what can be chosen for each."""

from enum import StrEnum

from caseorg.domain.papers.complaint import ComplaintOptions
from caseorg.domain.papers.pack import PackOptions
from caseorg.domain.papers.report import ReportOptions

PaperOptions = ComplaintOptions | ReportOptions | PackOptions


class Paper(StrEnum):
    """What can be exported; the value begins the name of its file."""

    COMPLAINT = "投诉书"
    REPORT = "举报书"
    PACK = "证据包"
