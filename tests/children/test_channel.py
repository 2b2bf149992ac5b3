"""What is taken for an answer."""

import io
import os
import pickle
import subprocess
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from caseorg.children.channel import Values
from caseorg.domain.case import MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import Moment, Precision, TimeSource
from caseorg.domain.remark import Remark


class Calls:
    """What an answer looks like that is to do something when it is read."""

    def __init__(self, function: object, *words: object) -> None:
        self._call = function, words

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self._call


def read(value: object) -> object:
    return Values(io.BytesIO(pickle.dumps(value, protocol=5))).load()


@pytest.mark.parametrize(
    "value",
    [
        (1, 2.5, "证据", b"\0" * 100_000, bytearray(b"x"), None, True, {"a": [1]}, {1, 2}, frozenset({3})),
        Moment(datetime(2026, 11, 1, 14, 30, tzinfo=UTC), Precision.SECOND, TimeSource.EXIF),
        (MediaKind.IMAGE, Decimal("98.00"), Remark("{a}", {"a": 1})),
    ],
)
def test_values_are_read(value: object) -> None:
    assert read(value) == value


def test_an_error_of_the_world_is_read() -> None:
    error = read(CaseorgError("{file} is odd.", file="x"))
    assert isinstance(error, CaseorgError) and str(error) == "x is odd."


@pytest.mark.parametrize(
    "value",
    [
        Calls(os.system, "true"),
        Calls(subprocess.Popen, ["true"]),
        Calls(eval, "1"),
        Calls(getattr, Decimal, "real"),
        os.getpid,
        Calls,
    ],
)
def test_nothing_else_is(value: object) -> None:
    with pytest.raises(pickle.UnpicklingError, match="is no value"):
        read(value)


@pytest.mark.parametrize("name", ["os.system", "Path.unlink"])
def test_nor_what_a_module_of_ours_uses(name: str) -> None:
    module = "caseorg.evidence.store"
    packed = b"\x80\x05" + b"".join(b"\x8c" + bytes([len(part)]) + part.encode() for part in (module, name)) + b"\x93."
    with pytest.raises(pickle.UnpicklingError, match="is no value"):
        Values(io.BytesIO(packed)).load()
