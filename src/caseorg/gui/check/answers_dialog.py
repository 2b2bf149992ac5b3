"""What only the user can tell about the grounds for refusal."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QWidget

from caseorg.domain.case import Answer, CaseDetails
from caseorg.domain.checks.precheck import Ground
from caseorg.gui.forms import FormDialog, heading
from caseorg.i18n import tr


class AnswersDialog(FormDialog):
    """Asks the questions of the pre-check; `details` are the case's with the answers after it was accepted."""

    def __init__(self, parent: QWidget | None, details: CaseDetails, grounds: Iterable[Ground]) -> None:
        super().__init__(parent, tr("Pre-check for 12315"), tr("Save"), self._read)
        self.details = details
        given = {answer.question: answer.value for answer in details.answers}
        self.choices: dict[str, QComboBox] = {}
        for ground in grounds:
            if ground.question:
                question = heading(ground.question, "words")
                question.setWordWrap(True)
                self.form.addRow(question)
                box = self.choices[ground.id] = _choice(ground, given.get(ground.id, ""))
                self.form.addRow(box)
        for box in list(self.choices.values())[:1]:
            box.setFocus()

    def _read(self) -> None:
        asked = {question: str(box.currentData()) for question, box in self.choices.items()}
        others = tuple(answer for answer in self.details.answers if answer.question not in asked)
        answers = tuple(Answer(question=question, value=value) for question, value in asked.items() if value)
        self.details = replace(self.details, answers=others + answers)


def _choice(ground: Ground, given: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(ground.question)
    box.addItem(tr("Not answered yet"), "")
    for choice in ground.choices:
        box.addItem(choice, choice)
    box.setCurrentIndex(max(0, box.findData(given)))
    return box
