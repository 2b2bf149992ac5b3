"""A real browser without a screen, spoken to over two pipes: no port, and nothing but the standard library."""

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from waiting import PATIENCE, PATIENCE_MILLISECONDS

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
)


class Page:
    """One page of the browser."""

    def __init__(self, asked: int, answers: int) -> None:
        self._asked, self._answers = os.fdopen(asked, "wb", 0), os.fdopen(answers, "rb")
        self._count, self._rest = 0, b""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")

    def close(self) -> None:
        self._asked.close()
        self._answers.close()

    def call(self, method: str, **values: object) -> Any:
        """What the browser answers."""
        return self._call(method, self._session, **values)

    def open(self, url: str) -> str:
        """Goes to an address; the text that stands there then."""
        self.call("Page.navigate", url=url)
        return str(
            self.run(
                "new Promise(done => document.readyState === 'complete' ? done() : onload = done)"
                ".then(() => document.body.innerText)"
            )
        )

    def run(self, script: str) -> Any:
        """The value of an expression, waited for where it is a promise."""
        answer = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, timeout=PATIENCE_MILLISECONDS
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def wait(self, condition: str) -> None:
        """Waits until an expression holds."""
        assert self.run(
            f"new Promise(done => {{ const look = () => ({condition}) ? done(true) : setTimeout(look, 20); look(); }})"
        )

    def choose(self, selector: str, files: Sequence[Path]) -> None:
        """Chooses files in a field, as a person does in the window that opens."""
        found = self.call("Runtime.evaluate", expression=f"document.querySelector({selector!r})")["result"]["objectId"]
        self.call("DOM.setFileInputFiles", files=list(map(str, files)), objectId=found)

    def shoot(self, out: Path, width: int = 390, height: int = 844, scheme: str = "light") -> None:
        """A picture of the page as a phone shows it."""
        from base64 import b64decode

        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=2, mobile=True)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        out.write_bytes(b64decode(self.call("Page.captureScreenshot")["data"]))

    def _call(self, method: str, session: str = "", **values: object) -> Any:
        self._count += 1
        asked = {"id": self._count, "method": method, "params": values} | ({"sessionId": session} if session else {})
        self._asked.write(json.dumps(asked).encode() + b"\0")
        while (answer := self._next()).get("id") != self._count:
            pass  # an event that nobody waits for
        assert "error" not in answer, answer
        return answer["result"]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            read = os.read(self._answers.fileno(), 1 << 16)
            assert read, "the browser ended"
            self._rest += read
        message, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found


@contextmanager
def browsing(folder: Path, before: Sequence[str] = (), *flags: str) -> Iterator[Page]:
    """Chromium with a new profile; `before` stands before its command, such as what enters another network."""
    read_asked, write_asked = os.pipe()
    read_answers, write_answers = os.pipe()
    high = [os.dup2(one, 60 + number) for number, one in enumerate((read_asked, write_answers))]

    def put_in_place() -> None:
        os.dup2(high[0], 3)
        os.dup2(high[1], 4)

    command = [*before, "chromium", *FLAGS, f"--user-data-dir={folder / 'profile'}", *flags, "about:blank"]
    with (folder / "chromium.log").open("wb") as log:
        running = subprocess.Popen(
            command,
            pass_fds=(3, 4),
            preexec_fn=put_in_place,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={**os.environ, "HOME": str(folder), "LANG": "C.UTF-8"},
        )
    for one in (read_asked, write_answers, *high):
        os.close(one)
    page = None
    try:
        page = Page(write_asked, read_answers)
        yield page
        page._call("Browser.close")
        running.wait(PATIENCE)
    finally:
        running.kill()
        running.wait()
        if page:
            page.close()
