"""The walks use the window of tests/gui."""

from gui.conftest import application, open_window, qapp_cls, sample_window, shots, window

__all__ = ["application", "open_window", "qapp_cls", "sample_window", "shots", "window"]
