"""Giving out a copy without what was blackened, once nothing of it can be read any more."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from caseorg.domain.case import CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.files.filenames import safe_name
from caseorg.domain.progress import Progress
from caseorg.domain.redaction.audience import AUDIENCE_NAMES
from caseorg.domain.redaction.plan import Plan
from caseorg.domain.redaction.record import Redacted
from caseorg.gui.folders import documents_folder
from caseorg.gui.redaction.work import export
from caseorg.gui.tasks import TaskRunner
from caseorg.i18n import tr
from caseorg.jobs.redaction import ending_of


class CopyExport:
    """Asks where the copy goes and writes it; the next one is offered the same folder."""

    def __init__(self, asker: QWidget, tasks: TaskRunner) -> None:
        self._asker, self._tasks, self._folder = asker, tasks, documents_folder()

    def ask(self, plan: Plan) -> Path | None:
        """Where the copy goes; None where the user chose nothing."""
        ending = ending_of(plan.evidence)
        name = safe_name(f"{plan.evidence.label}_{tr(AUDIENCE_NAMES[plan.audience])}")
        chosen, _ = QFileDialog.getSaveFileName(
            self._asker, tr("Export the copy …"), str(self._folder / f"{name}.{ending}"), f"*.{ending}"
        )
        if not chosen:
            return None
        self._folder = Path(chosen).parent
        return Path(chosen)

    def start(
        self,
        case_id: CaseId,
        plan: Plan,
        out: Path,
        then: Callable[[Redacted | CaseorgError], object],
        ended: Callable[[], object],
    ) -> None:
        """Writes it and reads it again; `then` hears what came of it, `ended` that nothing is at work any more."""

        def each(progress: Progress[Redacted | CaseorgError]) -> None:
            if progress.item is not None:
                then(progress.item)

        job = partial(export, case_id=case_id, plan=plan, out=out)
        label = tr("Exporting {file}", file=out.name)
        self._tasks.run(self._asker, label, job, each).ended.connect(ended)
