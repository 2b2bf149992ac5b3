"""The walks use the window of tests/gui."""

from gui.conftest import dressed, open_window, qapp_cls, sample_window, shots, window

__all__ = ["dressed", "open_window", "qapp_cls", "sample_window", "shots", "window"]
