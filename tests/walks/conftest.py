"""The walks use the window of tests/gui."""

from gui.conftest import open_window, qapp_cls, sample_window, shots, window

__all__ = ["open_window", "qapp_cls", "sample_window", "shots", "window"]
