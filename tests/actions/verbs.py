"""What actions/ offers to write with, found by looking."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import get_origin

from caseorg import actions
from caseorg.actions.change import Change
from caseorg.actions.work import Adding, UnitOfWork

Verb = Callable[..., object]


def verbs() -> dict[str, Verb]:
    """The public functions of actions/ that are given a transaction first, by name."""
    found: dict[str, Verb] = {}
    for part in pkgutil.iter_modules(actions.__path__, "caseorg.actions."):
        module = importlib.import_module(part.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            first = next(iter(inspect.signature(function).parameters.values()), None)
            if own and first and first.annotation in (Adding, UnitOfWork):
                found[name] = function
    return found


def is_change(verb: Verb) -> bool:
    """Whether it brings its own way back."""
    return get_origin(inspect.signature(verb).return_annotation) is Change
