"""What can be chosen for a paper."""

from caseorg.domain.papers.complaint import ComplaintOptions
from caseorg.domain.papers.pack import PackOptions
from caseorg.domain.papers.report import ReportOptions

PaperOptions = ComplaintOptions | ReportOptions | PackOptions
