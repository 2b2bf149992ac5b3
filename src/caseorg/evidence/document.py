"""PDF documents, read by pdfium."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2

_ONE_AT_A_TIME = threading.Lock()  # pdfium ends the process where two threads are in it


@contextmanager
def opened_document(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The document; other threads wait meanwhile.

    Raises:
        pypdfium2.PdfiumError: it is damaged, or a password protects it.
    """
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(path)
        try:
            yield document
        finally:
            document.close()
