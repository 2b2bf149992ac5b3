"""What a phone does, by hand: raw requests to a receiver."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPConnection
from queue import Queue
from typing import Any

from caseorg.evidence.store import EvidenceStore
from caseorg.jobs.receiver.limits import Pace, ReceiverLimits
from caseorg.jobs.receiver.news import Ended, News
from caseorg.jobs.receiver.server import Receiver
from caseorg.jobs.receiver.session import Session
from waiting import PATIENCE


@dataclass(slots=True)
class Clock:
    """Stands still until it is set."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass(slots=True)
class Phone:
    """Speaks to a receiver; `news` is what the window was told."""

    receiver: Receiver
    news: "Queue[News]"
    clock: Clock
    key: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
        """The status and the body of the answer to a path below the token's."""
        return self.request(method, f"/{self.receiver.session.token}/{path}", body, **headers)

    def request(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
        address, port = self.receiver.server_address[0], self.receiver.server_port
        connection = HTTPConnection(str(address), port, timeout=PATIENCE)
        sent = {"X-Key": self.key, **{name.replace("_", "-"): value for name, value in headers.items()}}
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            self.headers = dict(answer.getheaders())
            return answer.status, answer.read()
        finally:
            connection.close()

    def hello(self, **headers: str) -> str:
        """Asks to be trusted; the digits that it shows."""
        status, body = self.ask("POST", "hello", b"{}", **headers)
        assert status == 200, body
        greeting = json.loads(body)
        self.key = greeting["key"]
        return str(greeting["code"])

    def be_trusted(self) -> None:
        self.hello()
        self.receiver.session.allow()
        self.news.get(timeout=PATIENCE)

    def offer(self, content: bytes, **said: object) -> tuple[int, Any]:
        offered = {"name": "图.png", "size": len(content), "sha256": sha256(content).hexdigest(), **said}
        status, body = self.ask("POST", "offer", json.dumps(offered).encode())
        return status, json.loads(body)

    def send(self, content: bytes, name: str = "图.png", **said: object) -> tuple[int, Any]:
        """Offers a file and sends it."""
        status, made = self.offer(content, name=name, **said)
        if status != 200:
            return status, made
        status, body = self.ask("PUT", f"file/{made['number']}", content)
        return status, json.loads(body)

    def begin_sending(self, content: bytes, size: int, **said: object) -> socket.socket:
        """Sends only the beginning of a file of `size` bytes."""
        _, made = self.offer(content, size=size, **said)
        head = (
            f"PUT /{self.receiver.session.token}/file/{made['number']} HTTP/1.1\r\nHost: {self.receiver.host}\r\n"
            f"X-Key: {self.key}\r\nContent-Length: {size}\r\n\r\n"
        )
        return self.connect(head.encode() + content)

    def connect(self, sent: bytes) -> socket.socket:
        line = socket.create_connection(self.receiver.server_address[:2], timeout=PATIENCE)
        line.sendall(sent)
        return line

    def told(self, kind: type[News]) -> Any:
        """The next news of this kind."""
        while not isinstance(found := self.news.get(timeout=PATIENCE), kind):
            assert not isinstance(found, Ended)
        return found


@contextmanager
def receiving(
    store: EvidenceStore, address: str = "127.0.0.1", limits: ReceiverLimits | None = None, pace: Pace | None = None
) -> Iterator[Phone]:
    """A receiver that listens, and a phone that knows its address."""
    news: Queue[News] = Queue()
    clock = Clock()
    receiver = Receiver(address, Session(news.put, limits or ReceiverLimits(), clock), store, pace or Pace(), clock)
    receiver.start()
    try:
        yield Phone(receiver, news, clock)
    finally:
        receiver.close()
