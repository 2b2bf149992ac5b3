"""The sample case, made when it is asked for."""

from functools import partial

from PySide6.QtWidgets import QApplication

from caseorg.gui.desk import Desk
from caseorg.i18n import tr


def open_sample(desk: Desk) -> None:
    """Makes the sample case where it is not there yet, and opens it, unless the user went on meanwhile."""
    from caseorg.jobs.sample import SAMPLE, make_sample  # with all that writes

    before = desk.case_id

    def made() -> None:
        if desk.case_id == before and QApplication.activeModalWidget() is None:
            desk.open_case(SAMPLE)
        else:
            desk.notify(tr("The sample case is ready."), (tr("Open"), partial(desk.open_case, SAMPLE)))

    desk.tasks.run(desk, tr("Sample case"), make_sample, done=made)
