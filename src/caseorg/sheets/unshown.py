"""Evidence that turned out to be beyond showing while a paper was drawn: pages say so, and whoever exports is told."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.errors import UnshownError
from caseorg.domain.progress import Progress
from caseorg.domain.remark import Remark, remark

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unshown:
    """What was found so far: whole files, and pages of documents, by the sha256 of the file."""

    files: set[str] = field(default_factory=set)
    pages: dict[str, set[int]] = field(default_factory=dict)

    def add(self, error: UnshownError) -> None:
        """Raises the error again where it says nothing new."""
        before = len(self.files), sum(map(len, self.pages.values()))
        for sha256, page in error.pieces:
            if page is None:
                self.files.add(sha256)
            else:
                self.pages.setdefault(sha256, set()).add(page)
        if before == (len(self.files), sum(map(len, self.pages.values()))):
            raise error

    def shown(self, item: Evidence) -> Evidence:
        """The item as paper can show it."""
        return item.hidden() if item.sha256 in self.files else item

    def case(self, case: CaseFile) -> CaseFile:
        """The same of all its evidence."""
        return replace(case, evidence=tuple(map(self.shown, case.evidence)))

    def told(self, items: Iterable[Evidence]) -> tuple[Remark, ...]:
        """All that cannot be shown of these, also what was known before, at once."""
        listed = tuple(items)
        names = "、".join(f"{item.label}（{item.name}）" for item in listed if self.shown(item).unshown)
        whole = [remark("{names} cannot be shown; a page says so instead.", names=names)] if names else []
        return (*whole, *self._told_pages(listed))

    def _told_pages(self, items: Iterable[Evidence]) -> Iterator[Remark]:
        for item in items:
            if item.sha256 in self.pages and item.sha256 not in self.files:
                pages = "、".join(str(page + 1) for page in sorted(self.pages[item.sha256]))
                yield remark("Pages of {label} that cannot be shown: {pages}.", label=item.label, pages=pages)


def until_shown(unshown: Unshown, draw: Callable[[], Iterator[Progress[T]]]) -> Iterator[Progress[T]]:
    """Draws again as long as something is found that cannot be shown; the bar does not go back."""
    furthest: Progress[T] = Progress(0, 1)
    while True:
        try:
            for step in draw():
                if step.total and step.done * furthest.total >= furthest.done * step.total:
                    furthest = step
                yield replace(step, done=furthest.done, total=furthest.total)
            return
        except UnshownError as error:
            unshown.add(error)
