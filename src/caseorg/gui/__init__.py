"""The window.

PySide looks through the source of every module that is imported after it, for names in snake_case that might be asked
for. None of ours asks; so that no start reads a megabyte of sources, modules are imported as they were before.
"""

import builtins

import PySide6.QtCore  # noqa: F401 — what is taken back here is done when it is first imported

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
