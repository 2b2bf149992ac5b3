"""Where one is among the evidence of a case. Values without Qt."""

from dataclasses import dataclass, replace

from caseorg.domain.case import CaseFile, Evidence, EvidenceId
from caseorg.domain.reading.reading import Box


@dataclass(frozen=True, slots=True)
class Tour:
    """All evidence by the time that it shows; `page` counts from 0, `box` is what one came to see."""

    items: tuple[Evidence, ...] = ()
    place: int = 0
    page: int = 0
    box: Box | None = None

    @property
    def item(self) -> Evidence | None:
        """The piece where one is."""
        return self.items[self.place] if self.place < len(self.items) else None

    def at(self, key: EvidenceId, page: int = 0, box: Box | None = None) -> "Tour":
        """At this piece; where it does not stand any more, one stays."""
        places = [number for number, item in enumerate(self.items) if item.id == key]
        return replace(self, place=places[0], page=page, box=box) if places else self

    def step(self, by: int) -> "Tour":
        """So many pieces on; the first and the last are ends."""
        place = min(max(self.place + by, 0), max(len(self.items) - 1, 0))
        return self if place == self.place else replace(self, place=place, page=0, box=None)

    def turn(self, by: int) -> "Tour":
        """To another page of the same document."""
        pages = (self.item.pages or 1) if self.item else 1
        page = min(max(self.page + by, 0), pages - 1)
        return self if page == self.page else replace(self, page=page, box=None)

    def renewed(self, case: CaseFile) -> "Tour":
        """The case was read again: one stays at the same piece, or where it was."""
        again = replace(self, items=in_order(case))
        if self.item and any(item.id == self.item.id for item in again.items):
            return again.at(self.item.id, self.page, self.box)
        return replace(again, place=min(self.place, max(len(again.items) - 1, 0)), page=0, box=None)


def in_order(case: CaseFile) -> tuple[Evidence, ...]:
    """What stands in the case, by the time that it shows."""
    return tuple(sorted(case.standing_evidence, key=_time))


def _time(item: Evidence) -> tuple[float, int]:
    return (item.taken_at.at if item.taken_at else item.added_at).timestamp(), item.number
