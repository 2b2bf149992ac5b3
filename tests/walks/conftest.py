"""The walks use the window of tests/gui."""

from gui.conftest import (
    _only_what_a_test_does,
    _seen_sample,
    dressed,
    open_window,
    qapp_cls,
    sample_folder,
    sample_window,
    shots,
    window,
)

__all__ = [
    "_only_what_a_test_does",
    "_seen_sample",
    "dressed",
    "open_window",
    "qapp_cls",
    "sample_folder",
    "sample_window",
    "shots",
    "window",
]
