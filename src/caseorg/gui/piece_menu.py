"""What can be done with a piece of evidence, wherever it is seen."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from caseorg.domain.case import Evidence, MediaKind
from caseorg.evidence.thumbnails import has_picture
from caseorg.gui.menus import ContextMenu, add_choice, copy_text
from caseorg.i18n import tr

Act = Callable[[Evidence], object]


@dataclass(frozen=True, slots=True)
class PieceMenus:
    """One act for each choice; `offer` puts the menu at a page."""

    view: Act
    show: Act
    write: Act
    redact: Act
    play: Act
    source: Act
    move: Act
    withdraw: Act

    def offer(
        self, widget: QWidget, piece_at: Callable[[QPoint], Evidence | None], *, viewed: bool = False
    ) -> ContextMenu:
        """For the piece that the page has at a place; `viewed` where it is looked at in the whole window already."""

        def fill(menu: QMenu, place: QPoint) -> None:
            if item := piece_at(place):
                self.fill(menu, item, viewed=viewed)

        return ContextMenu(widget, fill)

    def fill(self, menu: QMenu, item: Evidence, *, viewed: bool = False) -> None:
        """What there is to do with this piece."""

        def add(text: str, act: Act, keys: str = "") -> None:
            add_choice(menu, text, partial(act, item), keys)

        if not viewed:
            add(tr("Look at the evidence"), self.view, "F11")
        add(tr("Show on the timeline"), self.show)
        if item.kind in (MediaKind.VIDEO, MediaKind.AUDIO):
            add(tr("Play"), self.play)
        menu.addSeparator()
        add(tr("Write event"), self.write)
        add(tr("Change the source …"), self.source)
        add(tr("Move to another case …"), self.move)
        if has_picture(item) and item.printable:
            add(tr("Redacted copies …"), self.redact)
        add(tr("Copy the name"), lambda item: copy_text(f"{item.label} {item.name}"))
        menu.addSeparator()
        add(tr("Withdraw"), self.withdraw)
