"""The choices of what an event is, and of who acted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from caseorg.domain.case import Event, Part, Side
from caseorg.domain.story.story import Beat, leading
from caseorg.i18n import tr
from caseorg.views.labels import PARTS, SIDES

C = TypeVar("C", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """An event with what it tells of."""

    event: Event
    beats: tuple[Beat, ...]

    @property
    def leading(self) -> Beat | None:
        """The beat that it is shown as."""
        return leading(self.beats)


Current = Callable[[], ShownEvent | None]


def part_menu(parent: QWidget, current: Current, choose: Callable[[Event, Part], object]) -> QMenu:
    """What the event is; filled when it opens."""

    def fill(menu: QMenu, shown: ShownEvent) -> None:
        beat = shown.leading
        proposal = tr(PARTS[beat.part]) if beat and beat.part and not shown.event.part else ""
        _fill(menu, choices(PARTS, Part.UNKNOWN, proposal), shown.event.part, lambda part: choose(shown.event, part))

    return _menu(tr("Change the part"), parent, current, fill)


def side_menu(parent: QWidget, current: Current, choose: Callable[[Event, Side], object]) -> QMenu:
    """Who acted; filled when it opens."""

    def fill(menu: QMenu, shown: ShownEvent) -> None:
        beat = shown.leading
        proposal = tr(SIDES[beat.actor]) if beat and beat.actor and not shown.event.side else ""
        _fill(menu, choices(SIDES, Side.UNKNOWN, proposal), shown.event.side, lambda side: choose(shown.event, side))

    return _menu(tr("Change who acted"), parent, current, fill)


def choices(names: Mapping[C, str], empty: C, proposal: str) -> dict[C, str]:
    """`As proposed: Refusal` and what else can be chosen."""
    proposed = tr("As proposed: {what}", what=proposal) if proposal else tr("As proposed")
    return {empty: proposed, **{value: tr(name) for value, name in names.items() if value != empty}}


def _menu(title: str, parent: QWidget, current: Current, fill: Callable[[QMenu, ShownEvent], None]) -> QMenu:
    menu = QMenu(title, parent)

    def opens() -> None:
        menu.clear()
        if shown := current():
            fill(menu, shown)

    menu.aboutToShow.connect(opens)
    return menu


def _fill(menu: QMenu, names: Mapping[C, str], chosen: C, choose: Callable[[C], object]) -> None:
    """The present choice is ticked and has the keyboard; the first hands it back to the proposal."""
    group = QActionGroup(menu)
    for value, name in names.items():
        action = group.addAction(name)
        action.setCheckable(True)
        action.setChecked(value == chosen)
        action.triggered.connect(lambda _=False, value=value: choose(value))
        menu.addAction(action)
        if value == chosen:
            menu.setActiveAction(action)
    menu.insertSeparator(menu.actions()[1])
