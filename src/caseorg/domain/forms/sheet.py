"""A channel's form with what goes into each field, in the site's order."""

from collections.abc import Mapping
from dataclasses import dataclass

from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.remark import Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A field of the form. `limit` is in characters, 0 for none known. One with `pick` is chosen on the site; `words`
    are what to look for there."""

    key: str
    label: str
    limit: int = 0
    pick: bool = False
    words: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(KnowledgeEntry):
    """The form of the channel with this id."""

    name: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormEntry:
    """What goes into a field. An empty `value` is a blank; `blank` then says what to look for. `note` says how to fill
    it in, `why` why it is this."""

    field: FormField
    value: str
    blank: str = ""
    why: str | Remark = ""

    @property
    def too_long(self) -> bool:
        """Whether the field does not take it all."""
        return bool(self.field.limit) and len(self.value) > self.field.limit

    @property
    def shown(self) -> str:
        """The value, or in brackets what is to be looked for."""
        return self.value or self.blank


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """The whole form. `left_out` is what the text left out to keep to its limit, `asserted` what it says of today,
    `doubts` what is to be mended in it."""

    form: Form
    entries: tuple[FormEntry, ...]
    left_out: tuple[str, ...] = ()
    asserted: str = ""
    doubts: tuple[Remark, ...] = ()

    @property
    def blanks(self) -> tuple[FormEntry, ...]:
        """The fields that are still to be filled in."""
        return tuple(entry for entry in self.entries if not entry.value and not entry.field.pick)


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value with what is missing of it, and why it is this."""

    value: str
    blank: str = ""
    why: str | Remark = ""


def sheet(form: Form, known: Mapping[str, FieldValue]) -> FilledForm:
    """The form filled; a field that nothing is known of stays blank."""
    return FilledForm(
        form=form, entries=tuple(_entry(field, known.get(field.key, FieldValue(""))) for field in form.fields)
    )


def _entry(field: FormField, filled: FieldValue) -> FormEntry:
    blank = filled.blank or f"〔{field.label}待填〕"
    return FormEntry(field=field, value=filled.value.strip(), blank=blank, why=filled.why)
