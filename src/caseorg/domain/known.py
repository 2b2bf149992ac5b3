"""What the application knows of the field: entries with a source, how sure it is, and the date it was checked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Confidence(StrEnum):
    """How far an entry can be relied on; CLAIMED is shown as 声称, never as a rule."""

    READ = "A"
    NAMED = "B"
    CLAIMED = "S"
    GENERAL = "G"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeEntry:
    """What every entry carries. READ: the full text was read; NAMED: a named third party says so; CLAIMED: marketing;
    GENERAL: general knowledge, unverified.
    """

    id: str
    source: str
    confidence: Confidence
    checked: date
