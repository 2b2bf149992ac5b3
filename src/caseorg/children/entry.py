"""Where every child of ours begins."""

import importlib
from collections.abc import Sequence

from caseorg.children import ending


def enter(arguments: Sequence[str]) -> None:
    """Becomes the child whose module is named, behind the id of whoever started it: its `main` gets the other words."""
    starter, module, *words = arguments
    if not module.startswith("caseorg."):
        raise SystemExit(2)  # the words are ours; nobody types them
    ending.parent = int(starter)
    importlib.import_module(module).main(*words)
