"""From the text of a knowledge file to checked values; an error names the entry and the field."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

from caseorg.domain.known import Known

K = TypeVar("K", bound=Known)


class UnreadableError(ValueError):
    """What is wrong with a file, for people to read: `entry “消法-23”, field “article”: Expected int, got str`."""


def read_tables(text: str, kinds: Mapping[str, type[Known]]) -> dict[str, dict[str, Known]]:
    """The entries of each `[[table]]` by their ids.

    Raises:
        UnreadableError: the text is no TOML, has an unknown table, or an entry lacks a field, has an unknown one or
            one of the wrong type, or two entries of a table have the same id.
    """
    content = _parsed(text)
    if unknown := content.keys() - kinds.keys():
        raise UnreadableError(f"unknown table “{min(unknown)}”")
    return {table: _list(content.get(table, []), table, kind) for table, kind in kinds.items()}


def _list(content: Any, table: str, kind: type[K]) -> dict[str, K]:
    if not isinstance(content, list):
        raise UnreadableError(f"“{table}” must be written [[{table}]]")
    found: dict[str, K] = {}
    for number, fields_of_one in enumerate(content, start=1):
        entry = _entry(fields_of_one, kind, f"{table} {number}")
        if entry.id in found:
            raise UnreadableError(f"two entries “{entry.id}”")
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
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableError(str(error)) from error


def _entry(content: Any, kind: type[K], place: str) -> K:
    name = str(content.get("id", place)) if isinstance(content, dict) else place
    try:
        _require_known_fields(content, kind, "")
        return msgspec.convert(content, kind, builtin_types=(date,))
    except msgspec.ValidationError as error:
        what, _, path = str(error).partition(" - at ")
        field = path.strip("`").removeprefix("$").removeprefix(".")
        raise UnreadableError(
            f"entry “{name}”, field “{field}”: {what}" if field else f"entry “{name}”: {what}"
        ) from error
    except UnreadableError as error:
        raise UnreadableError(f"entry “{name}”, {error}") from error


def _require_known_fields(content: Any, kind: Any, path: str) -> None:
    """msgspec passes over what a dataclass does not have; a mistyped field must be told."""
    if is_dataclass(kind) and isinstance(content, dict):
        hints = get_type_hints(kind)
        known = {field.name for field in fields(kind)}
        for name, value in content.items():
            if name not in known:
                raise UnreadableError(f"field “{path}{name}”: unknown")
            _require_known_fields(value, hints[name], f"{path}{name}.")
    elif isinstance(content, list):
        for part in content:
            for inner in get_args(kind):
                _require_known_fields(part, inner, path)
    else:
        for inner in get_args(kind):
            if is_dataclass(inner):
                _require_known_fields(content, inner, path)
