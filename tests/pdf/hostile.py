"""Documents that are small and take for ever."""

import io

import pikepdf
from pikepdf import Dictionary, Name


def nested_forms(depth: int = 8, calls: int = 20) -> bytes:
    """A page that draws a form many times, which draws another one many times, and so on."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(300, 300))
        form = document.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 300, 300])
        for _ in range(depth):
            below = Dictionary(XObject=Dictionary(X=form))
            about = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": [0, 0, 300, 300], "Resources": below}
            form = document.make_stream(b"/X Do " * calls, **about)
        page.Resources = Dictionary(XObject=Dictionary(X=form))
        page.Contents = document.make_stream(b"/X Do")
        document.save(out)
    return out.getvalue()
