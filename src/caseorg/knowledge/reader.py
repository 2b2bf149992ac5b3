"""From the text of a knowledge file to checked values; an error names the entry and the field."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.remark import Remark, remark
from caseorg.parsed import parse_toml

K = TypeVar("K", bound=KnowledgeEntry)


class UnreadableError(ValueError):
    """What is wrong with a file, for people to read: `entry “消法-23”, field “article”: expected …, got …`."""

    def __init__(self, reason: Remark) -> None:
        super().__init__(reason)
        self.reason = reason


_TYPES = {
    "int": "a whole number",
    "str": "text",
    "float": "a number",
    "bool": "true or false",
    "date": "a date",
    "datetime": "a date with time",
    "array": "a list",
    "object": "a table",
    "null": "nothing",
}
_TYPE_FAULT = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_LACKING = re.compile(r"Object missing required field `([^`]+)`")
_NO_CHOICE = re.compile(r"Invalid enum value '([^']*)'")
_PLACE = re.compile(r" \(at line (\d+), column \d+\)$")


def _fault(what: str) -> Remark:
    """What msgspec says, as a sentence of ours where it is one of the usual ones."""
    if match := _TYPE_FAULT.fullmatch(what):
        return remark("expected {wanted}, got {present}", wanted=_type(match[1]), present=_type(match[2]))
    if match := _LACKING.fullmatch(what):
        return remark("the field “{field}” is missing", field=match[1])
    if match := _NO_CHOICE.fullmatch(what):
        return remark("“{value}” is none of the values there are", value=match[1])
    return remark("{what}", what=what)


def _type(names: str) -> Remark:
    known = [remark(_TYPES[name]) if name in _TYPES else remark("{what}", what=name) for name in names.split(" | ")]
    whole = known.pop(0)
    for name in known:
        whole = remark("{one} or {other}", one=whole, other=name)
    return whole


def read_tables(text: str, kinds: Mapping[str, type[KnowledgeEntry]]) -> dict[str, dict[str, KnowledgeEntry]]:
    """The entries of each `[[table]]` by their ids.

    Raises:
        UnreadableError: the text is no TOML, has an unknown table, or an entry lacks a field, has an unknown one or
            one of the wrong type, or two entries of a table have the same id.
    """
    content = _parsed(text)
    if unknown := content.keys() - kinds.keys():
        raise UnreadableError(remark("unknown table “{table}”", table=min(unknown)))
    return {table: _list(content.get(table, []), table, kind) for table, kind in kinds.items()}


def _list(content: Any, table: str, kind: type[K]) -> dict[str, K]:
    if not isinstance(content, list):
        raise UnreadableError(remark("“{table}” must be written [[{table}]]", table=table))
    found: dict[str, K] = {}
    for number, fields_of_one in enumerate(content, start=1):
        entry = _entry(fields_of_one, kind, f"{table} {number}")
        if entry.id in found:
            raise UnreadableError(remark("two entries “{entry}”", entry=entry.id))
        found[entry.id] = entry
    return found


def read_one(text: str, key: str, kind: type[K]) -> K:
    """A file that is one entry; its id is the file's name.

    Raises:
        UnreadableError: as read_tables.
    """
    return _entry({"id": key, **_parsed(text)}, kind, key)


def _parsed(text: str) -> dict[str, Any]:
    try:
        return parse_toml(text)
    except ValueError as error:  # tomllib's, which is loaded only where something is parsed anew
        raise UnreadableError(_syntax(str(error))) from error


def _syntax(what: str) -> Remark:
    place = _PLACE.search(what)
    if place is None:
        return remark("the text ends too early or is no TOML ({what})", what=what)
    return remark("line {number} is not written correctly ({what})", number=place[1], what=what[: place.start()])


def _entry(content: Any, kind: type[K], place: str) -> K:
    name = str(content.get("id", place)) if isinstance(content, dict) else place
    try:
        _require_known_fields(content, kind, "")
        return msgspec.convert(content, kind, builtin_types=(date,))
    except msgspec.ValidationError as error:
        what, _, path = str(error).partition(" - at ")
        field = path.strip("`").removeprefix("$").removeprefix(".")
        raise UnreadableError(in_entry(name, in_field(field, _fault(what)))) from error
    except UnreadableError as error:
        raise UnreadableError(in_entry(name, error.reason)) from error


def in_entry(name: str, reason: Remark) -> Remark:
    """The reason with the entry that it is about."""
    return remark("entry “{entry}”, {reason}", entry=name, reason=reason)


def in_field(field: str, reason: Remark) -> Remark:
    """The reason with the field that it is about, if one is named."""
    return remark("field “{field}”: {reason}", field=field, reason=reason) if field else reason


def _require_known_fields(content: Any, kind: Any, path: str) -> None:
    """msgspec passes over what a dataclass does not have; a mistyped field must be told."""
    hints = _hints(kind)
    if hints is not None and isinstance(content, dict):
        for name, value in content.items():
            if name not in hints:
                raise UnreadableError(in_field(f"{path}{name}", remark("unknown field")))
            if _has_fields(hints[name]):
                _require_known_fields(value, hints[name], f"{path}{name}.")
    elif isinstance(content, list):
        for part in content:
            for inner in filter(_has_fields, get_args(kind)):
                _require_known_fields(part, inner, path)
    else:
        for inner in get_args(kind):
            if is_dataclass(inner):
                _require_known_fields(content, inner, path)


@cache
def _hints(kind: Any) -> Mapping[str, Any] | None:
    """The kinds of a dataclass's fields; None of what has none."""
    if not is_dataclass(kind):
        return None
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


@cache
def _has_fields(kind: Any) -> bool:
    """Whether there is a dataclass in it."""
    return is_dataclass(kind) or any(map(_has_fields, get_args(kind)))
