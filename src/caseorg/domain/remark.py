"""A sentence of ours about a case, which each face says in the user's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Remark:
    """`text` is a message id of the catalogue (English, with `{name}` fields), `values` fills it.

    Texts of the case and of the knowledge stand in `values` as they are; they are Chinese in either language.
    """

    text: str
    values: Mapping[str, Any]

    def __str__(self) -> str:
        return self.text.format(**self.values)


def remark(text: str, /, **values: Any) -> Remark:
    """`remark("{count} facts have no evidence.", count=2)`"""
    return Remark(text, values)


def listing(items: Sequence[object]) -> Remark:
    """`a, b, c` or `a、b、c`; each thing is said in the user's language where it has one."""
    if len(items) == 1:
        return remark("{only}", only=items[0])
    return remark("{first}, {others}", first=items[0], others=listing(items[1:]))
