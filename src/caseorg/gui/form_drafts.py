"""A form that keeps what is typed into it, and says above its fields what it put back."""

from pathlib import Path

from caseorg.gui.drafts import Clash, DraftKeeper, clash_text
from caseorg.gui.forms import FormDialog
from caseorg.gui.wizard.note_boxes import Notes, NoteTone, WizardNote
from caseorg.i18n import tr


def keep_drafts(dialog: FormDialog, file: Path, *, compare: bool = True) -> DraftKeeper:
    """From now on, in this file; without `compare`, what the fields said before does not count."""
    keeper, notes = DraftKeeper(dialog, dialog.refuse), Notes()
    dialog.add_above(notes)
    dialog.accepted.connect(keeper.drop)
    dialog.rejected.connect(keeper.keep)
    restored, clashes = keeper.open(file, compare=compare)
    for field in restored:
        dialog.reveal(field)

    def show() -> None:
        kept = tr("What you typed last time and did not save stands here again.")
        notes.show_notes(
            [
                *([WizardNote(kept, NoteTone.HINT, tr("Discard it"))] if restored else ()),
                *(WizardNote(clash_text(clash), NoteTone.WARNING, tr("Use what I typed"), clash) for clash in clashes),
            ]
        )

    def choose(clash: Clash | None) -> None:
        if clash is None:
            restored.clear()
            keeper.discard()
        else:
            clashes.remove(clash)
            keeper.take(clash)
            dialog.reveal(keeper.fields[clash.name])
        show()

    notes.offered.connect(choose)
    show()
    return keeper
