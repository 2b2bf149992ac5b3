"""Which letter a fault calls for: a reminder, a return, a part that is rescinded, or none."""

from collections.abc import Mapping
from dataclasses import dataclass

from caseorg.domain.law.footing import FootingKind
from caseorg.domain.messages.channel import MessageFrame
from caseorg.domain.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(MessageFrame):
    """The frame of one kind of letter.

    On one of `footings` it takes the place of the scenario's own letter, unless that one holds on `any_footing`.
    `before` is the id of the letter that goes first, where the other side was never asked.
    """

    footings: tuple[FootingKind, ...] = ()
    any_footing: bool = False
    before: str = ""


def letter_kind(scenario: Scenario, footing: FootingKind, letters: Mapping[str, Letter], *, urged: bool = True) -> str:
    """The id of the letter; empty where such a case has none. `urged` says that the other side was asked before."""
    own = letters.get(scenario.letter)
    if own is None:
        return ""
    instead = next((letter for letter in letters.values() if footing in letter.footings), own)
    chosen = own if own.any_footing else instead
    return chosen.id if urged or chosen.before not in letters else chosen.before
