"""What the wizard's pages show: the case with what was typed put in, and what was chosen for the message."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cached_property

from caseorg.domain.case import CaseDetails, CaseFile
from caseorg.domain.checks.completeness import Completeness, completeness
from caseorg.domain.checks.ledger import Ledger, ledger
from caseorg.domain.messages.channel import MessageKind
from caseorg.domain.privacy.belongings import masking
from caseorg.domain.privacy.hiding import Cover
from caseorg.domain.scams.scam import RedFlag
from caseorg.domain.scenario import Scenario
from caseorg.domain.story.story import Story
from caseorg.gui.wizard.warnings import keyed
from caseorg.knowledge.checks import alarms
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of


@dataclass(frozen=True)
class WizardState:
    """One moment of the wizard. `channel` and `kind` are what the message is for; `warned` the red flags that the
    user has read."""

    case: CaseFile
    knowledge: Knowledge
    now: datetime
    channel: str = ""
    kind: MessageKind | None = None
    warned: frozenset[str] = frozenset()

    @cached_property
    def cover(self) -> Cover:
        """What hides personal data in a text that everybody may read."""
        return masking(self.case, self.knowledge.personal_words)

    @property
    def scenario(self) -> Scenario | None:
        """The chosen scenario; None while there is none, or the knowledge no longer has it."""
        return self.knowledge.scenarios.get(self.case.scenario)

    @cached_property
    def story(self) -> Story:
        """What happened in the case as it was typed, part by part."""
        return story_of(self.knowledge, self.case)

    @cached_property
    def ledger(self) -> Ledger:
        """What papers tell, and what shows it."""
        return ledger(self.case, self.story, self.knowledge.proofs)

    @cached_property
    def completeness(self) -> Completeness | None:
        """What the case has of what the chosen scenario asks for."""
        return completeness(self.case, self.scenario, self.knowledge.proofs) if self.scenario else None

    @cached_property
    def flags(self) -> Mapping[str, RedFlag]:
        """The red flags that the events raise."""
        return keyed(alarms(self.knowledge, self.story))

    @property
    def unread_flags(self) -> tuple[RedFlag, ...]:
        """Those that the user has not read yet."""
        return tuple(flag for key, flag in self.flags.items() if key not in self.warned)


def with_details(case: CaseFile, details: CaseDetails, now: datetime | None = None) -> CaseFile:
    """The case as it would be with these details; a demand that was typed is said `now`."""
    asked_at = now if details.demand != case.demand else case.demanded_at
    return replace(
        case, demanded_at=asked_at, **{part.name: getattr(details, part.name) for part in fields(CaseDetails)}
    )
