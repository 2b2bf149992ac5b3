"""What Qt leaves out where it prints by CUPS: to send nothing after all, and to hear that nothing was taken."""

import ctypes
import sys

from PySide6.QtPrintSupport import QPrintEngine, QPrinter

_OPTIONS = 0xFE00  # Qt's own key for what it hands on to CUPS
_FIRST_ERROR = 0x0400  # of the statuses of IPP


def discard(printer: QPrinter) -> None:
    """Has CUPS refuse what Qt sends when the painting ends, for there are no such pages: Qt cannot abort there."""
    printer.printEngine().setProperty(QPrintEngine.PrintEnginePropertyKey(_OPTIONS), ["page-ranges", "0-0"])


def refused(printer: QPrinter) -> bool:
    """Whether CUPS did not take what this thread just sent: Qt does not ask."""
    native = printer.outputFormat() == QPrinter.OutputFormat.NativeFormat
    return sys.platform == "linux" and native and int(ctypes.CDLL("libcups.so.2").cupsLastError()) >= _FIRST_ERROR
