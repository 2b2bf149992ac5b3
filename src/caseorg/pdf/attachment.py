"""A file inside a PDF, which readers list under attachments."""

from datetime import datetime

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas


def attach(canvas: Canvas, name: str, plain_name: str, content: bytes, made_at: datetime) -> None:
    """Puts the one attachment of the document into it; `plain_name` is for readers that know ASCII alone."""
    document = canvas._doc
    date = pdfdoc.PDFString(f"D:{made_at:%Y%m%d%H%M%S}+00'00'")
    parameters = pdfdoc.PDFDictionary({"Size": len(content), "CreationDate": date, "ModDate": date})
    stream = pdfdoc.PDFStream(
        pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("EmbeddedFile"), "Params": parameters}),
        content,
    )
    file = document.Reference(stream)
    said = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Filespec"),
            "F": pdfdoc.PDFString(plain_name),
            "UF": pdfdoc.PDFString(name),
            "EF": pdfdoc.PDFDictionary({"F": file, "UF": file}),
        }
    )
    listed = pdfdoc.PDFArray([pdfdoc.PDFString(plain_name), document.Reference(said)])
    names = pdfdoc.PDFDictionary({"EmbeddedFiles": pdfdoc.PDFDictionary({"Names": listed})})
    document.Catalog.Names = names
