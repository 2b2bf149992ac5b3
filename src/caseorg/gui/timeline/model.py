"""Timeline rows in, roles out."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QAbstractListModel, QDate, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

from caseorg.domain.case import CaseFile, EventId, EvidenceId, Promise, Side
from caseorg.domain.moments import Moment, Precision, TimeSource, show_moment
from caseorg.domain.story.story import Beat, Story, leading
from caseorg.domain.timeline import Day, Row, Silence, TimelineEntry, rows
from caseorg.i18n import tr
from caseorg.views.labels import SIDES
from caseorg.views.story import beats_name, is_proposed
from caseorg.views.timeline_filter import FilterMark, TimelineFilter, marks_of, searched_words, wanted_words

ROW = int(Qt.ItemDataRole.UserRole)
_YEAR_LENGTH = len("2026年")
Index = QModelIndex | QPersistentModelIndex


class TimelineModel(QAbstractListModel):
    """The rows of one case, and the thumbnails that are there so far."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told: tuple[Row, ...] = ()  # with the headings of the days, before anything is left out
        self._rows: tuple[Row, ...] = ()
        self._entries: tuple[TimelineEntry, ...] = ()
        self._filter = TimelineFilter()
        self._words: dict[int, str] = {}  # of the entries, by their place in `_told`
        self._days: dict[int, Day] = {}
        self._beats: Mapping[EventId, tuple[Beat, ...]] = {}
        self._heads: frozenset[str] | None = None  # until they are asked for, both
        self._sides: frozenset[Side] | None = None
        self.thumbnails: dict[EvidenceId, QPixmap] = {}

    def show_case(self, case: CaseFile | None) -> None:
        """Replaces the rows; what the events are taken for stays until the story was read again."""
        self._told = rows(case) if case else ()
        self._heads = self._sides = None
        self._words.clear()
        self._lay()

    def show_only(self, chosen: TimelineFilter) -> None:
        """Leaves out what the filter does not take, and the silences between what it does."""
        if chosen != self._filter:
            self._filter = chosen
            self._lay()

    def _lay(self) -> None:
        self.beginResetModel()
        kept, days, day = list[Row](), dict[int, Day](), None
        taken = self._taken() if self._filter else None
        for number, row in enumerate(self._told):
            if isinstance(row, Day):
                day = row
            elif taken is None or number in taken:
                if day and isinstance(row, TimelineEntry):
                    days[len(kept)], day = day, None
                kept.append(row)
        self._rows, self._days = tuple(kept), days
        self._entries = tuple(row for row in kept if isinstance(row, TimelineEntry))
        self.endResetModel()

    def _taken(self) -> set[int]:
        """The places of the entries that the filter takes."""
        chosen, words = self._filter, wanted_words(self._filter.words)
        return {
            number
            for number, row in enumerate(self._told)
            if isinstance(row, TimelineEntry)
            if not chosen.marks or chosen.takes(marks_of(row, self.beats(row)))
            if not words or all(word in self._searched(number, row) for word in words)
        }

    def _searched(self, number: int, row: TimelineEntry) -> str:
        if number not in self._words:
            self._words[number] = searched_words(row)
        return self._words[number]

    def marks(self) -> Iterator[frozenset[FilterMark]]:
        """Of every entry, whether it is shown or not."""
        return (marks_of(row, self.beats(row)) for row in self._told if isinstance(row, TimelineEntry))

    def heads(self) -> frozenset[str]:
        """Who acted and which part, of all entries; many say the same."""
        if self._heads is None:
            self._heads = frozenset(
                head_text(row, self.beats(row)) for row in self._told if isinstance(row, TimelineEntry)
            )
        return self._heads

    def sides(self) -> frozenset[Side]:
        """Who acted in any of the entries."""
        if self._sides is None:
            acted = (acted_by(row, self.beats(row)) for row in self._told if isinstance(row, TimelineEntry))
            self._sides = frozenset(side for side in acted if side)
        return self._sides

    @property
    def total(self) -> int:
        """How many entries there are, shown or not."""
        return sum(isinstance(row, TimelineEntry) for row in self._told)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that could be shown."""
        return not self._told

    def day_begun(self, row: int) -> Day | None:
        """The day whose first entry this row is."""
        return self._days.get(row)

    @property
    def rows(self) -> tuple[Row, ...]:
        """All that are shown."""
        return self._rows

    @property
    def entries(self) -> tuple[TimelineEntry, ...]:
        """The rows that are shown and are no silences."""
        return self._entries

    def show_story(self, story: Story) -> None:
        """Says what each event is taken for."""
        self._beats = story.by_event
        self._heads = self._sides = None
        if self._filter.marks:
            self._lay()
        elif self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def beats(self, row: TimelineEntry) -> tuple[Beat, ...]:
        """What the row's event tells of; nothing of what is no event, or was not read yet."""
        return self._beats.get(row.event.id, ()) if row.event else ()

    def add_thumbnail(self, evidence: EvidenceId, picture: QPixmap) -> None:
        """Shows a thumbnail wherever its evidence stands."""
        self.thumbnails[evidence] = picture
        for number, row in enumerate(self._rows):
            if isinstance(row, TimelineEntry) and any(item.id == evidence for item in row.evidence):
                index = self.index(number)
                self.dataChanged.emit(index, index)

    def row_of(self, key: str) -> int:
        """The row of an event or, where no row is that event, of evidence; -1 for none."""
        found = [number for number, row in enumerate(self._rows) if isinstance(row, TimelineEntry) and is_at(row, key)]
        return found[0] if found else -1

    def entry_near(self, row: int) -> int:
        """The row of the entry here or last before it; -1 for none."""
        here = range(min(row, len(self._rows) - 1), -1, -1)
        return next((number for number in here if isinstance(self._rows[number], TimelineEntry)), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 — Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            text = row_text(row, self.beats(row) if isinstance(row, TimelineEntry) else ())
            day = self.day_begun(index.row())
            return f"{day_text(day)}，{text}" if day else text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], TimelineEntry):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        return Qt.ItemFlag.NoItemFlags


def is_at(entry: TimelineEntry, key: str) -> bool:
    """Whether the row is the place of this event, message, promise or evidence; a message only refers to evidence."""
    items = () if entry.message else entry.evidence
    return key in (entry.key, *(promise.id for promise in entry.promises), *(item.id for item in items))


def row_text(row: Row, beats: tuple[Beat, ...] = ()) -> str:
    """A row as it is read aloud."""
    if isinstance(row, Day):
        return day_text(row)
    if isinstance(row, Silence):
        return silence_text(row.length)
    labels = "、".join(item.label for item in row.evidence)
    head = tr("{part} (proposed)", part=head_text(row, beats)) if proposed(beats) else head_text(row, beats)
    promises = ("　".join(part for part in line if part) for line in promise_lines(row, datetime.now(UTC)))
    return "，".join(part for part in (time_text(row.at), head, row.text, *promises, labels) if part)


def head_text(row: TimelineEntry, beats: tuple[Beat, ...] = ()) -> str:
    """Who acted, and which part of the story it is, of each thing that it tells; or what kind of thing it is."""
    if row.message:
        return tr("I sent a message")
    if beats:
        return beats_name(beats)
    return tr(SIDES[row.side]) if row.side else tr("Evidence")


def acted_by(row: TimelineEntry, beats: tuple[Beat, ...] = ()) -> Side | None:
    """Whose doing it is; None for evidence by itself."""
    first = leading(beats)
    return first.actor if first else row.side


def proposed(beats: tuple[Beat, ...]) -> bool:
    """Whether something of it waits for the user's word."""
    return any(map(is_proposed, beats))


def promise_lines(row: TimelineEntry, now: datetime) -> tuple[tuple[str, str], ...]:
    """For each promise `Promised: within 1 hour` and `due 2026-11-01 16:15  broken`.

    The words of a promise that stands alone are those of the row and not said again.
    """
    promised = ("" if row.event is None else tr("Promised: {what}", what=promise.text) for promise in row.promises)
    return tuple(zip(promised, (_due_and_state(promise, now) for promise in row.promises), strict=True))


def _due_and_state(promise: Promise, now: datetime) -> str:
    due = show_moment(Moment(promise.due, Precision.MINUTE, TimeSource.RECORDED)) if promise.due else ""
    parts = (tr("due {time}", time=due) if due else tr("no time named"), promise_state(promise, now))
    return "　".join(part for part in parts if part)


def promise_state(promise: Promise, now: datetime) -> str:
    """How it stands; nothing while it is running."""
    if promise.kept is not None:
        return tr("kept") if promise.kept else tr("broken")
    return tr("overdue") if promise.due and promise.due < now else ""


def day_text(row: Day) -> str:
    """The heading of a day, with its weekday."""
    if row.day is None or row.said:
        return row.said or tr("Time unknown")
    day = QDate(row.day.year, row.day.month, row.day.day)
    return QLocale().toString(day, tr("MMMM yyyy") if row.month_only else tr("dddd, d MMMM yyyy"))


def short_day_text(row: Day) -> str:
    """`11-01`, `2026-11` where only the month is known; the year stands in what is read aloud."""
    if row.day is None or row.said:
        return row.said[_YEAR_LENGTH:] or tr("Time unknown")
    return f"{row.day:%Y-%m}" if row.month_only else f"{row.day:%m-%d}"


def time_text(moment: Moment | None) -> str:
    """The time of day as far as it is known; the day stands in the heading."""
    if moment is None or moment.said or moment.precision in (Precision.DAY, Precision.MONTH):
        return ""
    return f"{moment.local:%H:%M}"


def silence_text(length: timedelta) -> str:
    """`3 days 10 hours without a record`"""
    days, hours = divmod(int(length.total_seconds() // 3600), 24)
    if not hours:
        return tr("{days} days without a record", days=days)
    return tr("{days} days {hours} hours without a record", days=days, hours=hours)
