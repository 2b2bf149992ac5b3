"""What a masked pack shows of each piece of evidence: a redacted copy, a masked text, or a page that says so."""

from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from caseorg.domain.case import CaseFile, Evidence, MediaKind
from caseorg.domain.papers.numbers import numbers_of
from caseorg.domain.privacy.belongings import masking
from caseorg.domain.privacy.hiding import Cover
from caseorg.domain.progress import Progress
from caseorg.domain.redaction.audience import Audience
from caseorg.domain.redaction.record import Redacted, record_lines
from caseorg.domain.remark import Remark, remark
from caseorg.evidence.store import EvidenceStore
from caseorg.evidence.words import read_words
from caseorg.jobs.readings import usual_reader
from caseorg.jobs.redaction import can_redact, ending_of, plan_for, reading_for, redact
from caseorg.jobs.upload_redacted import gone_through
from caseorg.knowledge.respondents import as_named
from caseorg.pdf.evidence_page import EvidenceSheet, text_sheets
from caseorg.sheets.evidence import sheets
from caseorg.workspace import Workspace

_UNSHOWN = "（遮盖版：本件没有经核对的脱敏副本，画面和文字层均未放入）"
_TYPES = {"jpg": "image/jpeg", "pdf": "application/pdf", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class MaskedSheets:
    """The redacted copies, stored by their digests as evidence is, and what masks texts."""

    store: EvidenceStore
    copies: dict[str, Redacted]
    cover: Cover

    @property
    def record(self) -> tuple[str, ...]:
        """The lines of the 脱敏记录; none where there is no copy."""
        return tuple(record_lines(tuple(self.copies.values()))) if self.copies else ()

    def sheets(self, store: EvidenceStore, item: Evidence, *, mono: bool) -> tuple[EvidenceSheet, ...]:
        """The pages of a piece of evidence.

        Raises:
            UnshownError: its copy cannot be shown.
            CaseorgError: a text cannot be read.
        """
        if copy := self.copies.get(item.id):
            shown = replace(item, sha256=copy.sha256, size=copy.size, media_type=_TYPES[ending_of(item)])
            return sheets(self.store, _upright(item, shown, copy), mono=mono)
        if can_redact(item):
            return (EvidenceSheet(remark=_UNSHOWN),)
        if item.kind is MediaKind.TEXT:
            return text_sheets(self.cover.hide(read_words(store, item).text)[0] or "（空白文本）")
        return sheets(store, item, mono=mono)  # a card without stills

    def without(self, items: Iterable[Evidence]) -> tuple[Remark, ...]:
        """What is to be said of pieces of which there is no copy."""
        names = numbers_of([item for item in items if can_redact(item) and item.id not in self.copies])
        return (remark("{names}: no redacted copy, a page says so instead.", names=names),) if names else ()


def _upright(item: Evidence, shown: Evidence, copy: Redacted) -> Evidence:
    """A copy stands upright, whatever its original says of how it is to be turned."""
    return replace(shown, width=copy.width, height=copy.height) if item.kind is MediaKind.IMAGE else shown


def masked_sheets(workspace: Workspace, case: CaseFile, folder: Path) -> Generator[Progress[Any], None, MaskedSheets]:
    """Makes the copies of what the user went through, where pictures can be read.

    Raises:
        CaseorgError: in one of them something can still be read, or was not answered.
        BrokenError: evidence is missing or was altered.
    """
    store = EvidenceStore(folder)
    reader = usual_reader()
    items = gone_through(case) if reader else ()
    copies: dict[str, Redacted] = {}
    for done, item in enumerate(items):
        assert reader
        yield Progress(done, len(items), item.name)
        plan = plan_for(workspace.knowledge, case, item, reading_for(workspace, item, reader), Audience.PUBLIC)
        part = folder / f"copy-{done}"
        copy = redact(workspace, plan, part)
        path = store.path(copy.sha256)
        path.parent.mkdir(exist_ok=True)
        part.rename(path)
        copies[item.id] = replace(copy, name=item.label)
    cover = masking(as_named(workspace.knowledge, case), workspace.knowledge.personal_words)
    return MaskedSheets(store, copies, cover)
