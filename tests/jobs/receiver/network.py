"""A network of two machines, where one may be made; else this machine's own address, which is no loopback either."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Network:
    """The address to listen at, and what stands before a command that is to run on the other machine."""

    address: str
    before: Sequence[str] = ()


@contextmanager
def network() -> Iterator[Network]:
    """Two ends of a cable, one of them in a namespace of its own."""
    name = f"phone{os.getpid()}"
    net = f"10.213.{os.getpid() % 250}"
    if not _ip("netns", "add", name):
        yield Network(own_address())
        return
    try:
        near, far = f"n{os.getpid()}", f"f{os.getpid()}"
        made = (
            _ip("link", "add", near, "type", "veth", "peer", "name", far, "netns", name)
            and _ip("address", "add", f"{net}.1/24", "dev", near)
            and _ip("link", "set", near, "up")
            and _ip("-n", name, "address", "add", f"{net}.2/24", "dev", far)
            and _ip("-n", name, "link", "set", far, "up")
            and _ip("-n", name, "link", "set", "lo", "up")
        )
        yield Network(f"{net}.1", ("ip", "netns", "exec", name)) if made else Network(own_address())
    finally:
        _ip("netns", "delete", name)  # the cable goes with it


def own_address() -> str:
    """The address that this machine would use; asking for it sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        asked.connect(("192.0.2.1", 9))
        return str(asked.getsockname()[0])


def _ip(*words: str) -> bool:
    if not (ip := shutil.which("ip", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")):
        return False
    return subprocess.run([ip, *words], capture_output=True, check=False).returncode == 0
