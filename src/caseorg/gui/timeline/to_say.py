"""In the form of an event: what the case does not say without it, marked as the words are typed."""

from dataclasses import replace

from PySide6.QtWidgets import QFormLayout

from caseorg.actions.event import EventDetails
from caseorg.domain.case import CaseFile, Event
from caseorg.gui.forms import wrapped
from caseorg.i18n import tr
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.statements import statements_met
from caseorg.knowledge.stories import statements_typed, story_of
from caseorg.views.statements import marked_briefly


class ToSay:
    """A row of the form; hidden where nothing is missing."""

    def __init__(self, form: QFormLayout, case: CaseFile, event: Event | None, knowledge: Knowledge) -> None:
        others = tuple(candidate for candidate in case.events if event is None or candidate.id != event.id)
        self._case, self._knowledge = replace(case, events=others), knowledge
        self._told = story_of(knowledge, self._case).statements if case.scenario else frozenset[str]()
        found = statements_met(knowledge, self._case, self._told)
        self._missing = frozenset(
            candidate.text for candidate in found if not candidate.said and not candidate.optional
        )
        self.label = wrapped(role="faint")
        form.addRow(tr("What has to be said"), self.label)
        form.setRowVisible(self.label, bool(self._missing))

    def show_typed(self, typed: EventDetails) -> None:
        """Marks what the words say."""
        if self._missing:
            statements = self._told | statements_typed(self._knowledge, typed.at, typed.text)
            found = statements_met(self._knowledge, self._case, statements)
            self.label.setText(marked_briefly(statement for statement in found if statement.text in self._missing))
