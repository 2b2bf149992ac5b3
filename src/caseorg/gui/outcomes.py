"""What became of every file of an intake, in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from caseorg.actions.evidence import Intake
from caseorg.i18n import error_text, note_text, remark_text, tr

if TYPE_CHECKING:
    from caseorg.jobs.intake import Outcome

NAMED = 3  # so many files are named in a notice


def outcomes_text(outcomes: Sequence["Outcome"], named: int) -> str:
    """Counts and numbers, then what there is to say of at most `named` files."""
    remarks_text = remarks(outcomes)
    lines = [_counts(outcomes), *remarks_text[:named]]
    if len(remarks_text) > named:
        lines.append(tr("… and {count} more.", count=len(remarks_text) - named))
    return "\n".join(lines)


def remarks(outcomes: Sequence["Outcome"]) -> list[str]:
    """A line for each file that is not just added."""
    return [remark for outcome in outcomes if (remark := _remark(outcome))]


def _counts(outcomes: Sequence["Outcome"]) -> str:
    counts = {intake: sum(outcome.intake is intake for outcome in outcomes) for intake in Intake}
    parts = [f"{tr(intake)} {count}" for intake, count in counts.items() if count]
    numbers = [outcome.number for outcome in outcomes if outcome.intake is Intake.ADDED]
    if numbers:
        parts.append(f"证据{numbers[0]}" if len(numbers) == 1 else f"证据{numbers[0]}—证据{numbers[-1]}")
    return "　".join(parts) or tr("Nothing was added.")


def _remark(outcome: "Outcome") -> str:
    name = outcome.file.name or str(outcome.file)
    if outcome.reason:
        return tr("{name}: {reason}", name=name, reason=error_text(outcome.reason))
    if outcome.intake is Intake.DUPLICATE:
        return tr("{name} is already there as {label}.", name=name, label=f"证据{outcome.number}")
    if outcome.flags:
        return tr("{name} has words of refund fraud. Pay nothing to get a refund.", name=name)
    text = " ".join(filter(None, (note_text(outcome.note), *map(remark_text, outcome.remarks))))
    return tr("{name}: {reason}", name=name, reason=text) if text else ""


class OutcomesDialog(QDialog):
    """A text to read and to copy from."""

    def __init__(self, parent: QWidget | None, outcomes: Sequence["Outcome"]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("All results"))
        self.resize(640, 420)
        self.text = QPlainTextEdit(outcomes_text(outcomes, len(outcomes)), readOnly=True)
        self.text.setAccessibleName(tr("All results"))
        buttons = QDialogButtonBox()
        buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.text)
        column.addWidget(buttons)
