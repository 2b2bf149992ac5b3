"""The slots in the template of a text: `{order_number}`."""

from caseorg.domain.patterns import regex

SLOT = regex(r"\{(\w+)\}")


def slots(template: str) -> tuple[str, ...]:
    """The names of the slots in a template or a line of it, each once."""
    return tuple(dict.fromkeys(SLOT.findall(template)))
