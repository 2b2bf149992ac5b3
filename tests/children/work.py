"""Functions for workers to call."""

import ctypes
import os
import sys
import time
from pathlib import Path
from typing import NoReturn

from caseorg.children.calls import in_worker
from caseorg.children.start import program, start
from caseorg.domain.errors import CaseorgError
from waiting import PATIENCE, wait_until


@in_worker
def process() -> int:
    """Where it runs."""
    return os.getpid()


@in_worker
def doubled(text: str, times: int = 2) -> str:
    """What it was given, more than once."""
    return text * times


@in_worker
def wait(begun: Path) -> None:
    """It says that it is there, and waits."""
    begun.touch()
    time.sleep(PATIENCE)


@in_worker
def meet(folder: Path) -> int:
    """It ends as soon as another worker is there too."""
    (folder / str(os.getpid())).touch()
    wait_until(lambda: len(list(folder.iterdir())) > 1)
    return os.getpid()


@in_worker
def work() -> None:
    """It works and does not wait."""
    while True:
        pass


@in_worker
def fill(megabytes: int) -> None:
    """It takes memory, uses it and keeps it."""
    taken = bytearray(b"x" * 1_000_000 * megabytes)
    time.sleep(PATIENCE)
    del taken


@in_worker
def crash() -> None:
    """As a decoder with a fault does."""
    ctypes.string_at(0)


@in_worker
def leave(code: int) -> NoReturn:
    """It ends by itself."""
    os._exit(code)


@in_worker
def refuse() -> NoReturn:
    """What is wrong with the world."""
    raise CaseorgError("{file} is odd.", "Leave it.", file="证据")


@in_worker
def lose() -> NoReturn:
    """What the system says."""
    raise FileNotFoundError(2, "No such file or directory", "/home/lin/秘密.png")


@in_worker
def stumble() -> float:
    """A bug, which says what nobody else is to read."""
    return 1 / int("0" if "13800001234" else "1")


@in_worker
def talk() -> str:
    """What libraries print, and read."""
    print("warning", flush=True)
    sys.stderr.write("warning")
    os.write(1, b"warning")
    os.write(2, b"warning")
    return os.read(0, 1).decode()


@in_worker
def answer(what: str) -> object:
    """Something that is no value."""
    return {"function": os.getpid, "lambda": lambda: 0, "path": Path("x")}[what]


@in_worker
def nested() -> tuple[int, int]:
    """A call within a call stays where it is."""
    return os.getpid(), process()


@in_worker
def sleep_below(seconds: int) -> int:
    """Another program that a worker waits for."""
    command = program(["/bin/sleep", str(seconds)], megabytes=500, seconds=PATIENCE)
    return start(command).wait()
