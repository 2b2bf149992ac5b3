"""What every command is given; loads nothing that a window need not wait for."""

from dataclasses import dataclass

from caseorg.settings import Settings


@dataclass(frozen=True, slots=True)
class Context:
    """Travels as typer's context object."""

    settings: Settings
