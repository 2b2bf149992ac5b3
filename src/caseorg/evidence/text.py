"""Evidence that is text."""

from caseorg.domain.case import Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.evidence.kinds import decode_text
from caseorg.evidence.store import EvidenceStore


def read_text(store: EvidenceStore, item: Evidence) -> str:
    """The content of a text file.

    Raises:
        CaseorgError: the file is gone or no longer text.
    """
    try:
        text = decode_text(store.path(item.sha256).read_bytes())
    except OSError:
        text = None
    if text is None:
        raise CaseorgError("{label} cannot be read.", "Run the verification.", label=item.label)
    return text
