"""The form of the complainant."""

from PySide6.QtWidgets import QWidget

from caseorg.domain.case import Person
from caseorg.gui.forms import FormDialog, heading, line
from caseorg.i18n import tr


class ProfileDialog(FormDialog):
    """Asks who complains; `person` holds it after it was accepted."""

    def __init__(self, parent: QWidget | None, person: Person) -> None:
        super().__init__(parent, tr("My details"), tr("Save"), self._read)
        self.person = person
        note = heading(tr("They are printed on the complaint and stay on this machine."), "faint")
        self.form.addRow(note)
        self.name = line(self.form, tr("Name"), person.name, tr("As on your identity card"))
        self.phone = line(self.form, tr("Telephone"), person.phone)
        self.address = line(self.form, tr("Address"), person.address, tr("Where letters reach you"))
        optional = tr("Only if the office asks for it")
        self.id_type = line(self.form, tr("Kind of identity document"), person.id_type, optional)
        self.id_number = line(self.form, tr("Document number"), person.id_number, optional)
        self.name.setFocus()

    def _read(self) -> None:
        self.person = Person(
            name=self.name.text().strip(),
            phone=self.phone.text().strip(),
            address=self.address.text().strip(),
            id_type=self.id_type.text().strip(),
            id_number=self.id_number.text().strip(),
        )
