"""What was found as rows: a heading for each case, and its hits below."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from caseorg.domain.case import CaseId
from caseorg.domain.text.alikes import place_of
from caseorg.domain.text.sentences import Span
from caseorg.i18n import tr
from caseorg.jobs.search import SearchHit, search
from caseorg.store.queries import list_cases
from caseorg.workspace import Workspace

ROW = int(Qt.ItemDataRole.UserRole)
SHOWN = 100  # hits; more are not looked through
_BEFORE = 12  # characters in front of what was found
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Heading:
    """A case with hits."""

    title: str
    count: int


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A hit with its text in one line; what was found stands at `span` of it."""

    hit: SearchHit
    text: str
    span: Span | None


AnyRow = Heading | FoundRow


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The answer to `wanted`, with the titles of the cases."""

    wanted: str = ""
    hits: Sequence[SearchHit] = ()
    titles: Mapping[CaseId, str] = field(default_factory=dict)


def find(workspace: Workspace, wanted: str, case_id: CaseId | None) -> SearchAnswer:
    """What is found in a case, or in all for None."""
    hits = search(workspace, wanted, SHOWN, case_id)
    titles = {case.id: case.title for case in workspace.read(list_cases, {hit.case_id for hit in hits})}
    return SearchAnswer(wanted, hits, titles)


def rows_of(found: SearchAnswer, first: CaseId | None) -> tuple[AnyRow, ...]:
    """By case, `first` in front; else by the order of the hits."""
    return tuple(row for case_id in _cases(found.hits, first) for row in _of_case(found, case_id))


def _cases(hits: Sequence[SearchHit], first: CaseId | None) -> Sequence[CaseId]:
    cases = list(dict.fromkeys(hit.case_id for hit in hits))
    return sorted(cases, key=lambda case_id: case_id != first)


def _of_case(found: SearchAnswer, case_id: CaseId) -> Iterator[AnyRow]:
    hits = [hit for hit in found.hits if hit.case_id == case_id]
    yield Heading(found.titles.get(case_id, ""), len(hits))
    for hit in hits:
        yield _row(hit, found.wanted)


def _row(hit: SearchHit, wanted: str) -> FoundRow:
    """A long text is cut in front, so that what was found is seen."""
    text = " ".join(hit.text.split())
    span = place_of(text, wanted)
    cut = max(0, span.start - _BEFORE) if span and len(text) > 3 * _BEFORE else 0
    if span and cut:
        text, span = "…" + text[cut:], Span(span.start - cut + 1, span.end - cut + 1)
    return FoundRow(hit, text, span)


def place_text(hit: SearchHit) -> str:
    """Where it stands."""
    if hit.evidence is None:
        return tr(hit.place)
    page = " " + tr("p. {page}", page=hit.page + 1) if hit.page else ""
    line = " " + tr("line {line}", line=hit.line + 1) if hit.line is not None and not page else ""
    return hit.evidence.label + (page or line)


class FoundModel(QAbstractListModel):
    """Rows in, roles out; only hits can be selected."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[AnyRow] = ()

    def show_rows(self, rows: Sequence[AnyRow]) -> None:
        """Replaces them."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def step(self, row: int, by: int) -> int:
        """The next row with a hit in this direction, else the same."""
        places = range(row + by, len(self.rows) if by > 0 else -1, by)
        return next((place for place in places if isinstance(self.rows[place], FoundRow)), row)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 — Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _aloud(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], FoundRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


def _aloud(row: AnyRow) -> str:
    if isinstance(row, Heading):
        return row.title
    alike = "" if row.hit.exact else tr("similar")
    return "，".join(part for part in (place_text(row.hit), alike, row.text) if part)
