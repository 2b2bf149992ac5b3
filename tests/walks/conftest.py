"""The walks use the window of tests/gui."""

from gui.conftest import _only_what_a_test_does, dressed, open_window, qapp_cls, sample_window, shots, window

__all__ = ["_only_what_a_test_does", "dressed", "open_window", "qapp_cls", "sample_window", "shots", "window"]
