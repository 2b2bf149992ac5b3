"""What the next step says: what to do, why, until when, what follows; what cannot wait, and which doors are closed."""

from dataclasses import dataclass
from datetime import datetime

from caseorg.domain.messages.channel import MessageKind
from caseorg.domain.papers.missing import Missing
from caseorg.domain.remark import Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgent:
    """Something that does not wait for the step; `until` where there is a day for it. `pressing` is what may be lost
    within hours or days, rather than what is better done before."""

    do: Remark
    until: datetime | None = None
    pressing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A channel that does not take the matter. The texts are those of the knowledge: why, where it goes instead, and
    when the channel would take it. What is `usual` is not told unasked."""

    channel: str
    name: str
    why: str
    instead: str = ""
    opens: str = ""
    basis: tuple[str, ...] = ()
    usual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """`channel` and `kind` say which message it takes, `gap` what must be entered first, and `before` says so. It
    `sorts` where the pictures are gone through for what the gap asks.

    `urgent` comes before all else. `asks` is what the user has to confirm, for nobody else knows it.
    """

    do: Remark
    why: Remark
    until: datetime | None = None
    then: Remark | None = None
    before: Remark | None = None
    channel: str = ""
    kind: MessageKind | None = None
    gap: Missing | None = None
    sorts: bool = False
    urgent: tuple[Urgent, ...] = ()
    asks: tuple[Remark, ...] = ()
    refused: tuple[Refused, ...] = ()

    @property
    def pressing(self) -> bool:
        """Whether something may be lost by waiting."""
        return any(matter.pressing for matter in self.urgent)
