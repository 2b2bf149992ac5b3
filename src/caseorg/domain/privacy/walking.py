"""A case's texts, whatever fields it has: nothing that holds a text can be passed over."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")
Change = Callable[[Any, str, str], str]  # the value that has the text, its field, the text → what stands there instead
_TEXTLESS = (type(None), bool, int, float, Decimal, date, timedelta, Enum)


class FieldText(NamedTuple):
    """A text that is not empty, with the value whose field it is."""

    owner: Any
    field: str
    text: str


def with_texts(value: T, change: Change) -> T:
    """The same dataclass with each text of it and of all within changed."""
    assert is_dataclass(value) and not isinstance(value, type)
    return replace(
        value, **{part.name: _changed(value, part.name, getattr(value, part.name), change) for part in fields(value)}
    )


def _changed(owner: Any, field: str, value: Any, change: Change) -> Any:
    if isinstance(value, _TEXTLESS):
        return value
    if isinstance(value, str):
        return change(owner, field, value)
    if isinstance(value, tuple):
        return tuple(_changed(owner, field, part, change) for part in value)
    if is_dataclass(value):
        return with_texts(value, change)
    raise TypeError(f"{type(owner).__name__}.{field}: a {type(value).__name__} may hold a text that nobody would see")


def texts_of(value: Any) -> Iterator[FieldText]:
    """Every text within, in the order of the fields."""
    found: list[FieldText] = []

    def keep(owner: Any, field: str, text: str) -> str:
        if text.strip():
            found.append(FieldText(owner, field, text))
        return text

    with_texts(value, keep)
    return iter(found)
