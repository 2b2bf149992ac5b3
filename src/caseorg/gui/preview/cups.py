"""Printing by CUPS: a PDF goes there with what was asked of the printer; and what Qt leaves out where it prints."""

import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrintEngine, QPrinter
from PySide6.QtWidgets import QRadioButton

_OPTIONS = 0xFE00  # Qt's own key for what it hands on to CUPS: names and values by turns
_FIRST_ERROR = 0x0400  # of the statuses of IPP
_LIBRARY = "libcups.so.2"
_Sides, _Mode = QPrinter.DuplexMode, QPrinter.ColorMode


def prints(printer: QPrinter) -> bool:
    """Whether it is CUPS that the pages go to."""
    return sys.platform == "linux" and printer.outputFormat() == QPrinter.OutputFormat.NativeFormat


def restore_grey(printer: QPrinter, dialog: QPrintDialog) -> None:
    """Grey where it was chosen for a printer of colours: Qt sets the printer's own mode after what was chosen.

    What prints in grey alone makes grey of colours by itself.
    """
    chosen = dialog.findChild(QRadioButton, "grayscale")
    if prints(printer) and isinstance(chosen, QRadioButton):
        own = printer.colorMode() == _Mode.GrayScale
        printer.setColorMode(_Mode.GrayScale if chosen.isChecked() and not own else _Mode.Color)


def send(printer: QPrinter, file: Path) -> bool:
    """Hands a PDF on with all that was asked of the printer, and says whether it was taken."""
    library = ctypes.CDLL(_LIBRARY)
    options, count = ctypes.c_void_p(), 0
    for name, value in _asked(printer):
        count = library.cupsAddOption(name.encode(), value.encode(), count, ctypes.byref(options))
    printing = printer.printerName().encode(), bytes(file), printer.docName().encode()
    job = library.cupsPrintFile(*printing, count, options)
    library.cupsFreeOptions(count, options)
    return bool(job)


def _asked(printer: QPrinter) -> Iterator[tuple[str, str]]:
    """What Qt tells CUPS when it prints itself, under the same names."""
    layout = printer.pageLayout()
    yield "media", layout.pageSize().key()
    if printer.supportsMultipleCopies() and printer.copyCount() > 1:
        yield "copies", str(printer.copyCount())
        if printer.collateCopies():
            yield "Collate", "True"
    yield "sides", _sides(printer.duplex(), layout.orientation())
    yield from _options(printer).items()


def _sides(sides: QPrinter.DuplexMode, turned: QPageLayout.Orientation) -> str:
    if sides == _Sides.DuplexNone:
        return "one-sided"
    if sides == _Sides.DuplexAuto:
        sides = _Sides.DuplexLongSide if turned == QPageLayout.Orientation.Portrait else _Sides.DuplexShortSide
    return "two-sided-long-edge" if sides == _Sides.DuplexLongSide else "two-sided-short-edge"


def _options(printer: QPrinter) -> dict[str, str]:
    """What was chosen in Qt's dialog beside; each name is followed by its value."""
    words = printer.printEngine().property(_key()) or []
    return dict(zip(words[::2], words[1::2], strict=True))


def take_choice(printer: QPrinter) -> dict[str, str]:
    """What was chosen of the pages, which CUPS does not hear of any more: the others need not even be drawn."""
    options = _options(printer)
    taken: dict[str, str] = {name: options.pop(name) for name in ("page-ranges", "page-set") if name in options}
    printer.printEngine().setProperty(_key(), [word for option in options.items() for word in option])
    return taken


def discard(printer: QPrinter) -> None:
    """Has CUPS refuse what Qt sends when the painting ends, for there are no such pages: Qt cannot abort there."""
    printer.printEngine().setProperty(_key(), ["page-ranges", "0-0"])


def _key() -> QPrintEngine.PrintEnginePropertyKey:
    return QPrintEngine.PrintEnginePropertyKey(_OPTIONS)


def refused(printer: QPrinter) -> bool:
    """Whether CUPS did not take what this thread just sent: Qt does not ask."""
    return prints(printer) and int(ctypes.CDLL(_LIBRARY).cupsLastError()) >= _FIRST_ERROR
