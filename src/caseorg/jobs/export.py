"""What can be exported, for those who export any of it: a short read, then drawing."""

from collections.abc import Callable, Iterator

from caseorg.domain.case import Document
from caseorg.domain.complaint import ComplaintOptions
from caseorg.domain.pack import PackOptions
from caseorg.domain.progress import Progress
from caseorg.domain.report import ReportOptions
from caseorg.jobs.complaint import export_complaint
from caseorg.jobs.pack import export_pack
from caseorg.jobs.paper import Paper
from caseorg.jobs.report import export_report

PaperOptions = ComplaintOptions | ReportOptions | PackOptions
EXPORTS: dict[Paper, Callable[..., Iterator[Progress[Document]]]] = {
    Paper.COMPLAINT: export_complaint,
    Paper.REPORT: export_report,
    Paper.PACK: export_pack,
}
