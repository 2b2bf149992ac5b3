"""What the commands share: the settings, and how a data folder is opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import typer

from caseorg.domain.case import CaseId
from caseorg.settings import Settings
from caseorg.store.queries import find_case
from caseorg.workspace import Workspace, open_workspace


@dataclass(frozen=True, slots=True)
class Context:
    """Travels as typer's context object."""

    settings: Settings


def given(**options: object) -> dict[str, Any]:
    """The options that were given on the command line."""
    return {name: value for name, value in options.items() if value is not None}


@contextmanager
def opened(context: typer.Context) -> Iterator[Workspace]:
    """The workspace of the command's data folder."""
    shared = context.find_object(Context)
    assert shared
    with open_workspace(shared.settings.data) as workspace:
        yield workspace


@contextmanager
def opened_case(context: typer.Context, beginning: str) -> Iterator[tuple[Workspace, CaseId]]:
    """The workspace, and the case whose id begins so."""
    with opened(context) as workspace:
        yield workspace, workspace.read(find_case, beginning)
