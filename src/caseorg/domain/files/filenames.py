"""Names for files that are handed to people: good on every system."""

import re
import unicodedata

from caseorg.domain.patterns import regex

LONGEST = 180  # bytes; systems allow 255, and a suffix and a counter follow
_RESERVED = regex(r"(?i:con|prn|aux|nul|com\d|lpt\d)")


def safe_name(text: str) -> str:
    """The text as a file name: NFC, no separators or control characters, at most `LONGEST` bytes, never empty."""
    name = unicodedata.normalize("NFC", text)
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]+', "_", name)
    name = name.encode()[:LONGEST].decode(errors="ignore").strip(" .")
    return f"_{name}" if not name or _RESERVED.fullmatch(name.split(".")[0]) else name
