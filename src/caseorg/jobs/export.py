"""What can be exported, for those who export any of it: a short read, then drawing.

What draws is loaded when something is drawn: a window that starts does not wait for it.
"""

from collections.abc import Callable, Iterator
from typing import Any

from caseorg.domain.case import Document
from caseorg.domain.complaint import ComplaintOptions
from caseorg.domain.pack import PackOptions
from caseorg.domain.progress import Progress
from caseorg.domain.report import ReportOptions
from caseorg.jobs.paper import Paper

PaperOptions = ComplaintOptions | ReportOptions | PackOptions
Steps = Iterator[Progress[Document]]


def _complaint(*given: Any, **options: Any) -> Steps:
    from caseorg.jobs.complaint import export_complaint

    return export_complaint(*given, **options)


def _report(*given: Any, **options: Any) -> Steps:
    from caseorg.jobs.report import export_report

    return export_report(*given, **options)


def _pack(*given: Any, **options: Any) -> Steps:
    from caseorg.jobs.pack import export_pack

    return export_pack(*given, **options)


EXPORTS: dict[Paper, Callable[..., Steps]] = {
    Paper.COMPLAINT: _complaint,
    Paper.REPORT: _report,
    Paper.PACK: _pack,
}
