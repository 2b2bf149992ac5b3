"""The scenario's questions for the user, with the advice that an answer calls for."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from caseorg.domain.case import Answer, CaseFile
from caseorg.domain.scenario import Question
from caseorg.gui.forms import empty
from caseorg.gui.wizard.fields import ComboBox, text_field
from caseorg.gui.wizard.note_boxes import Notes, NoteTone, WizardNote
from caseorg.gui.wizard.page import column, wrapped
from caseorg.i18n import tr


class Checks(QWidget):
    """A row a question; `changed` when one was answered."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._questions: tuple[Question, ...] = ()
        self.fields: list[ComboBox | QLineEdit] = []
        self._advice: list[Notes] = []
        self._column = column(self, 6)

    def show_questions(self, questions: Sequence[Question], case: CaseFile) -> None:
        """Asks these, with the case's answers; the rows of the same questions are kept."""
        if tuple(questions) != self._questions:
            self._questions = tuple(questions)
            empty(self._column)
            self.fields, self._advice = [], []
            for question in self._questions:
                self._add(question)
        for question, field in zip(self._questions, self.fields, strict=True):
            answer = case.answer(question.id)
            if isinstance(field, QLineEdit):
                if field.text().strip() != answer:
                    field.setText(answer)
            else:
                field.choose(answer)
        self._show_advice()

    def answers(self) -> tuple[Answer, ...]:
        """What stands in the fields; an empty value for what is not answered."""
        given = zip(self._questions, self.fields, strict=True)
        return tuple(Answer(question=question.id, value=_value(field)) for question, field in given)

    def focus_first(self) -> None:
        """The first question without an answer."""
        for field in self.fields:
            if not _value(field):
                field.setFocus()
                return

    def _add(self, question: Question) -> None:
        field: ComboBox | QLineEdit
        if question.choices:
            field = ComboBox(question.text)
            field.addItem(tr("Please choose"), "")
            for choice in question.choices:
                field.addItem(choice, choice)
            field.currentIndexChanged.connect(self._tell)
        else:
            field = text_field(question.text)
            field.textEdited.connect(self._tell)
        advice = Notes()
        for widget in (wrapped(question.text), field, advice):
            self._column.addWidget(widget)
        self.fields.append(field)
        self._advice.append(advice)

    def _tell(self) -> None:
        self._show_advice()
        self.changed.emit()

    def _show_advice(self) -> None:
        for question, field, notes in zip(self._questions, self.fields, self._advice, strict=True):
            stops = question.advice and _value(field) in question.stops
            notes.show_notes([WizardNote(question.advice, NoteTone.WARNING)] if stops else [])


def _value(field: ComboBox | QLineEdit) -> str:
    return field.text().strip() if isinstance(field, QLineEdit) else str(field.currentData() or "")
