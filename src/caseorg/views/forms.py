"""A filled form as both faces show it."""

from caseorg.domain.forms.sheet import FormEntry
from caseorg.domain.remark import Remark
from caseorg.i18n import remark_text


def entry_note(entry: FormEntry) -> str:
    """Why the field has this value, and how it is filled in."""
    why = remark_text(entry.why) if isinstance(entry.why, Remark) else entry.why
    return "；".join(filter(None, (why, entry.field.note)))
