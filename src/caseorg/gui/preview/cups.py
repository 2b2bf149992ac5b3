"""What Qt leaves to CUPS where it prints by it, or leaves out: which pages, to send nothing after all, to hear a no."""

import ctypes
import sys

from PySide6.QtPrintSupport import QPrintEngine, QPrinter

_OPTIONS = 0xFE00  # Qt's own key for what it hands on to CUPS: names and values by turns
_FIRST_ERROR = 0x0400  # of the statuses of IPP


def take_choice(printer: QPrinter) -> dict[str, str]:
    """What was chosen of the pages, which CUPS does not hear of any more: the others need not even be drawn."""
    words = printer.printEngine().property(_key()) or []
    options = dict(zip(words[::2], words[1::2], strict=True))
    taken = {name: options.pop(name) for name in ("page-ranges", "page-set") if name in options}
    printer.printEngine().setProperty(_key(), [word for option in options.items() for word in option])
    return taken


def discard(printer: QPrinter) -> None:
    """Has CUPS refuse what Qt sends when the painting ends, for there are no such pages: Qt cannot abort there."""
    printer.printEngine().setProperty(_key(), ["page-ranges", "0-0"])


def _key() -> QPrintEngine.PrintEnginePropertyKey:
    return QPrintEngine.PrintEnginePropertyKey(_OPTIONS)


def refused(printer: QPrinter) -> bool:
    """Whether CUPS did not take what this thread just sent: Qt does not ask."""
    native = printer.outputFormat() == QPrinter.OutputFormat.NativeFormat
    return sys.platform == "linux" and native and int(ctypes.CDLL("libcups.so.2").cupsLastError()) >= _FIRST_ERROR
