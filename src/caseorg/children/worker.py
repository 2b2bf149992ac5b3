"""A child that calls functions for us: what decodes files of strangers happens here."""

import importlib
import pickle
import traceback
from typing import Any

from caseorg.children import calls
from caseorg.children.breach import Breach
from caseorg.children.channel import READY, own_pipes
from caseorg.children.ending import end_with_parent
from caseorg.children.limits import limit_memory
from caseorg.domain.errors import CaseorgError


def main(*modules: str) -> None:
    """Answers until nobody asks any more; loads the modules before."""
    end_with_parent()
    orders, answers = own_pipes()
    limit_memory()
    calls.inside = True
    try:
        answers.write(READY)
        answers.flush()
        for module in modules:
            importlib.import_module(module)
        while True:
            order = pickle.load(orders)  # noqa: S301 — of whoever started it
            pickle.dump(_answer(order), answers, protocol=5)
            answers.flush()
    except (EOFError, OSError, pickle.UnpicklingError):
        return  # nobody is there


def _answer(order: tuple[Any, tuple[Any, ...], dict[str, Any]]) -> tuple[str, object]:
    function, arguments, more = order
    try:
        return "value", function(*arguments, **more)
    except CaseorgError as error:
        return "error", error
    except OSError as error:
        return "system", (error.errno, error.strerror)
    except MemoryError:
        return "breach", Breach.MEMORY.value
    except Exception as error:  # noqa: BLE001 — told where it is waited for
        frames = "".join(traceback.format_tb(error.__traceback__))  # not what it says, for that may quote a file
        return "bug", f"{type(error).__name__} in a child of ours:\n{frames}"
