"""Page 1: what went wrong, and what to find out before anyone is contacted."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from caseorg.domain.case import CaseDetails
from caseorg.domain.checks.cautions import find_cautions
from caseorg.domain.checks.completeness import triage
from caseorg.domain.known import Confidence
from caseorg.domain.scenario import Family, Scenario
from caseorg.gui.forms import heading
from caseorg.gui.wizard.checks import Checks
from caseorg.gui.wizard.choices import Choice, ChoiceList
from caseorg.gui.wizard.note_boxes import Notes, NoteTone, WizardNote
from caseorg.gui.wizard.page import GAP, Page, column, scrolled, tab_through, wrapped
from caseorg.gui.wizard.state import WizardState
from caseorg.i18n import tr
from caseorg.knowledge.hints import about_problem, corrections_of
from caseorg.knowledge.statements import statements_of
from caseorg.views.statements import marked

FAMILIES = {
    Family.CARD: "Card key",
    Family.ARRIVAL: "Not arrived",
    Family.AFTER_SALE: "After-sale",
    Family.ACCOUNT: "Account",
    Family.OTHER: "Other",
}
_SUGGESTED = 3
_READ = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
_LIST_WIDTH = 340


class ProblemPage(Page):
    """Families above, their scenarios at the left, what the chosen one says and asks at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: WizardState | None = None
        self._family: Family | None = None
        self._suggested: tuple[str, ...] = ()
        self.families = QButtonGroup(self)
        self.list = ChoiceList(tr("What went wrong"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.checks = Checks()
        self._name = heading("")
        self._problem = wrapped(role="faint")
        self._hint = wrapped(tr("Choose what comes closest; the list shows what fits your words first."), "faint")
        self._notes = Notes()
        self._further = wrapped(role="faint")
        self._further.setTextInteractionFlags(_READ)
        self._asks = heading(tr("Find out first"))
        self._to_say = heading(tr("What has to be said"))
        self.statements = wrapped(role="words")
        self.statements.setTextInteractionFlags(_READ)
        self._usual = heading(tr("How long it usually takes (for reference only)"))
        self._spans = wrapped(role="faint")
        self._spans.setTextInteractionFlags(_READ)
        right = QWidget()
        texts = column(right, 8)
        for widget in (self._hint, self._name, self._problem, self._notes, self._asks, self.checks):
            texts.addWidget(widget)
        for widget in (self._to_say, self.statements, self._further, self._usual, self._spans):
            texts.addWidget(widget)
        texts.addStretch()
        below = QHBoxLayout()
        below.setSpacing(GAP)
        below.addWidget(self.list)
        below.addWidget(scrolled(right), 1)
        page = column(self, GAP)
        page.addLayout(self._family_row())
        page.addLayout(below, 1)
        self.list.chosen.connect(self._choose)
        self.checks.changed.connect(self.edited)

    def _family_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for number, label in enumerate(FAMILIES.values()):
            button = QPushButton(tr(label))
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("step", True)
            self.families.addButton(button, number)
            row.addWidget(button, 1)
        self.families.idClicked.connect(self._show_family)
        return row

    def show_state(self, state: WizardState) -> None:
        """The family is the chosen scenario's, or that of the best suggestion."""
        self._state = state
        self._suggested = triage(state.case, state.story, state.knowledge.scenarios)[:_SUGGESTED]
        if self._family is None:
            first = state.scenario or next((state.knowledge.scenarios[key] for key in self._suggested), None)
            self._family = first.family if first else Family.CARD
        self.families.button(list(FAMILIES).index(self._family)).setChecked(True)
        self._fill_list()
        self.refresh(state)

    def refresh(self, state: WizardState) -> None:
        self._state = state
        scenario = state.scenario
        for widget in (self._name, self._problem):
            widget.setVisible(scenario is not None)
        self._hint.setVisible(scenario is None)
        self._asks.setVisible(bool(scenario and scenario.checks))
        self._name.setText(scenario.name if scenario else "")
        self._problem.setText(scenario.problem if scenario else "")
        self._notes.show_notes(tuple(_notes(state, scenario)))
        spans = "\n".join(_spans(scenario)) if scenario else ""
        self._spans.setText(spans)
        for widget in (self._usual, self._spans):
            widget.setVisible(bool(spans))
        self._further.setText("\n".join(f"· {note}" for note in _good_to_know(state)))
        text = "\n".join(marked(statements_of(state.knowledge, state.case)))
        self.statements.setText(text)
        for widget in (self._to_say, self.statements):
            widget.setVisible(bool(text))
        self.checks.show_questions(scenario.checks if scenario else (), state.case)
        tab_through(
            *self.families.buttons(), self.list, *self.checks.fields, self.statements, self._further, self._spans
        )

    def read(self, details: CaseDetails) -> CaseDetails:
        """Answers to other questions stay."""
        given = self.checks.answers()
        asked = {answer.question for answer in given}
        kept = tuple(answer for answer in details.answers if answer.question not in asked)
        answers = (*kept, *(answer for answer in given if answer.value))
        if {(a.question, a.value) for a in answers} == {(a.question, a.value) for a in details.answers}:
            answers = details.answers
        return replace(details, scenario=self.list.key or details.scenario, answers=answers)

    def focus_first(self) -> None:
        self.list.setFocus()

    def _show_family(self, number: int) -> None:
        self._family = tuple(FAMILIES)[number]
        self._fill_list()

    def _fill_list(self) -> None:
        assert self._state
        scenarios = self._state.knowledge.scenarios
        suggested = self._suggested
        rest = (key for key, scenario in scenarios.items() if scenario.family is self._family and key not in suggested)
        choices = [
            Choice(key, scenarios[key].name, scenarios[key].problem, tr("suggested") if key in suggested else "")
            for key in (*suggested, *rest)
        ]
        self.list.show_choices(choices, self._state.case.scenario)

    def _choose(self, key: str) -> None:
        """The questions of the scenario before are no longer asked; what was answered is read first."""
        self.edited.emit()


def _notes(state: WizardState, scenario: Scenario | None) -> Iterator[WizardNote]:
    for caution in find_cautions(state.case, state.story, state.knowledge.cautions.values()):
        tone = NoteTone.URGENT if caution.unlawful else NoteTone.WARNING
        yield WizardNote(f"{caution.name}：{caution.text}{caution.advice}", tone)
    if scenario is None:
        return
    if scenario.urgent:
        yield WizardNote("\n".join(scenario.urgent), NoteTone.URGENT)
    if scenario.warning:
        yield WizardNote(scenario.warning, NoteTone.WARNING)
    if scenario.causes:
        yield WizardNote(tr("Possible causes: {what}", what="；".join(scenario.causes)), NoteTone.HINT)


def _good_to_know(state: WizardState) -> Iterator[str]:
    """Advice about the problem, then what is often said of it and what holds."""
    if state.scenario is None:
        return
    yield from about_problem(state.knowledge, state.scenario)
    for correction in corrections_of(state.knowledge, state.case):
        yield f"“{correction.said}”——{correction.holds}"


def _spans(scenario: Scenario) -> Iterator[str]:
    """How long it is said to take; who says so follows once for all that they say."""
    sources = dict.fromkeys((expectation.said_by, expectation.confidence) for expectation in scenario.expectations)
    for said_by, confidence in sources:
        expectations = (
            expectation
            for expectation in scenario.expectations
            if (expectation.said_by, expectation.confidence) == (said_by, confidence)
        )
        yield from (f"· {expectation.text}" for expectation in expectations)
        source = tr("Source: {source}", source=said_by)
        yield f"{source}（{tr('claimed')}）" if confidence is Confidence.CLAIMED else source
