"""The models in memory: loaded once in a process, and only where their digests are right."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from caseorg.domain.errors import CaseorgError
from caseorg.ocr.engine import DETECTOR, ModelFile, RecogniserFiles
from caseorg.resources import resource

Floats = NDArray[np.float32]
onnxruntime.disable_telemetry_events()  # what Windows' own build would tell Windows


@dataclass(frozen=True, slots=True)
class Network:
    """A model with one input and one output."""

    session: Any

    def __call__(self, values: Floats) -> Floats:
        found: Floats = self.session.run(None, {"x": values})[0]
        return found


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A model that reads a line, and what its classes stand for: nothing, the characters, a space."""

    network: Network
    classes: tuple[str, ...]


@cache
def detector() -> Network:
    """Where lines stand. It uses one thread; several threads may use it at once.

    Raises:
        CaseorgError: its file is missing or damaged.
    """
    return _network(DETECTOR)


@cache
def recogniser(files: RecogniserFiles) -> Recogniser:
    """What lines say. It uses one thread; several threads may use it at once.

    Raises:
        CaseorgError: its files are missing or damaged.
    """
    lines = _content(files.characters).decode("utf-8").replace("\r\n", "\n").removesuffix("\n").split("\n")
    return Recogniser(_network(files.model), ("", *lines, " "))


def _network(file: ModelFile) -> Network:
    """Keeps little memory between two runs: what pictures of different sizes need differs too much."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    options.log_severity_level = 3  # errors alone
    return Network(onnxruntime.InferenceSession(_content(file), options, providers=["CPUExecutionProvider"]))


def _content(file: ModelFile) -> bytes:
    path = resource("models") / file.name
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    if sha256(content).hexdigest() != file.sha256:
        raise CaseorgError(
            "A file needed to read pictures is missing or damaged: {name}.",
            "Install the program again.",
            name=file.name,
        )
    return content
