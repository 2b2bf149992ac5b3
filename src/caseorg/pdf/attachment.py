"""A file inside a PDF, which readers list under attachments."""

from collections.abc import Sequence
from datetime import datetime

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas


def attach(canvas: Canvas, files: Sequence[tuple[str, str, bytes]], made_at: datetime) -> None:
    """Puts files into the document: name, a name for readers that know ASCII alone, and content."""
    document = canvas._doc
    listed = []
    for name, plain_name, content in sorted(files, key=lambda file: file[1]):
        listed += [pdfdoc.PDFString(plain_name), _attached(document, name, plain_name, content, made_at)]
    names = pdfdoc.PDFDictionary({"EmbeddedFiles": pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray(listed)})})
    document.Catalog.Names = names


def _attached(
    document: pdfdoc.PDFDocument, name: str, plain_name: str, content: bytes, made_at: datetime
) -> pdfdoc.PDFObjectReference:
    date = pdfdoc.PDFString(f"D:{made_at:%Y%m%d%H%M%S}+00'00'")
    parameters = pdfdoc.PDFDictionary({"Size": len(content), "CreationDate": date, "ModDate": date})
    stream = pdfdoc.PDFStream(
        pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("EmbeddedFile"), "Params": parameters}),
        content,
    )
    file = document.Reference(stream)
    specification = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Filespec"),
            "F": pdfdoc.PDFString(plain_name),
            "UF": pdfdoc.PDFString(name),
            "EF": pdfdoc.PDFDictionary({"F": file, "UF": file}),
        }
    )
    return document.Reference(specification)
