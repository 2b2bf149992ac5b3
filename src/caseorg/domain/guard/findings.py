"""What the guard says of what is about to go out."""

from dataclasses import dataclass
from enum import StrEnum

from caseorg.domain.case import EventId, EvidenceId
from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.remark import Remark


class Severity(StrEnum):
    """HOLD stops until its writer has read why; FILL is a gap, REMIND worth a look, EXPLAIN says that it is right."""

    HOLD = "hold"
    FILL = "fill"
    REMIND = "remind"
    EXPLAIN = "explain"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardRule(KnowledgeEntry):
    """`why` says why it hurts its writer, `mend` what to do instead; neither quotes what was written."""

    name: str
    level: Severity
    why: str
    mend: str


class CaseField(StrEnum):
    """A field of the case's form."""

    TITLE = "the title of the case"
    MERCHANT = "the merchant's name"
    DEMAND = "what you demand"
    ORDER = "the order"
    ANSWERS = "the questions"


Place = CaseField | EventId | EvidenceId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardFinding:
    """`quote` are the very words at `place`, empty where the case as a whole is meant; `better` a clean sentence to put
    there, empty where there is none, `replaces` the stretch whose place it takes, empty where it would not fit;
    `detail` says more than the rule's own `why`."""

    rule: GuardRule
    quote: str = ""
    place: Place = None
    better: str = ""
    replaces: str = ""
    detail: Remark | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing goes out before it was read."""
        return self.rule.level is Severity.HOLD


def mended(text: str, finding: GuardFinding) -> str:
    """The text with the better sentence in its place, or nothing where that stretch is not in it any more."""
    if not finding.replaces or finding.replaces not in text:
        return ""
    before, _, after = text.partition(finding.replaces)
    return f"{before}{finding.better.rstrip('。') if after else finding.better}{after}"


class Going(StrEnum):
    """What goes out."""

    MESSAGE = "message"
    COMPLAINT = "complaint"
    REPORT = "report"
    PACK = "pack"
    UPLOAD = "upload"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """`channel` is the id of where it goes, empty where that is open; `kind` that of a message. `public` versions are
    for other eyes than the authority's."""

    what: Going
    channel: str = ""
    kind: str = ""
    public: bool = False
