"""Evidence whose file is as it was."""

from typing import TYPE_CHECKING, Protocol

from caseorg.domain.errors import BrokenError

if TYPE_CHECKING:
    from caseorg.domain.case import Evidence
    from caseorg.evidence.store import EvidenceStore


class Named(Protocol):
    """Evidence by what people call it."""

    @property
    def label(self) -> str: ...

    @property
    def name(self) -> str: ...


def require_intact(store: "EvidenceStore", item: "Evidence") -> None:
    """Raises BrokenError if its file is missing or was altered."""
    if not store.is_whole(item.sha256):
        raise broken(item)


def broken(item: Named) -> BrokenError:
    """What to say of evidence whose file is not as it was."""
    return BrokenError(
        "The file of {label} ({name}) is missing or was altered.",
        "Keep the data folder as it is; {doctor} tells what can be made good, {restore_any} brings a backup back.",
        label=item.label,
        name=item.name,
    )
