"""What reads pictures, by name and digest. Importing it loads nothing."""

from hashlib import sha256
from importlib.util import find_spec
from typing import NamedTuple

_VERSION = 5  # goes up with every change of this package after which pictures read otherwise
_NEEDED = ("numpy", "onnxruntime")


class ModelFile(NamedTuple):
    """A file in resources/models and its sha256."""

    name: str
    sha256: str


class RecogniserFiles(NamedTuple):
    """A model that reads lines, and the characters that it knows, one a line."""

    model: ModelFile
    characters: ModelFile


DETECTOR = ModelFile("tiny-detector.onnx", "193bab7a04fca699a6c82e6abb5b81bdb28177f0abd4062552b04908dafb19f8")
TINY = RecogniserFiles(
    ModelFile("tiny-recogniser.onnx", "9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6"),
    ModelFile("tiny-characters.txt", "2af150bab777d86fa1ce821f6a37eabea90f1bb99ab9c41f031262e892a747bc"),
)
SMALL = RecogniserFiles(
    ModelFile("small-recogniser.onnx", "5435fd747c9e0efe15a96d0b378d5bd157e9492ed8fd80edf08f30d02fa24634"),
    ModelFile("small-characters.txt", "769e7fa79bb297b5f18d8dbd149e364a45bc61f2b3f574e5ea836f0b261c23a6"),
)


def _name() -> str:
    digests = "".join(file.sha256 for file in (DETECTOR, *TINY, *SMALL))
    return f"PP-OCRv6 {_VERSION} {sha256(digests.encode()).hexdigest()[:12]}"


ENGINE = _name()
"""Names this reader with its models: what another one read is made anew."""


def is_available() -> bool:
    """Whether this machine has what reading takes; for some machines nobody builds it."""
    return all(find_spec(name) for name in _NEEDED)
