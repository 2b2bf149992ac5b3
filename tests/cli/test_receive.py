"""caseorg receive: a phone on the command line, with the rules that the window has."""

import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPConnection
from typing import Any

import pytest

from caseorg.cli.receive import _own_address
from caseorg.gui.phone import addresses
from caseorg.gui.phone.addresses import NetworkAddress
from cli.conftest import COMMAND, Cli
from jobs.receiver import network
from jobs.test_readings import picture
from waiting import PATIENCE

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is another thing there")


@dataclass(slots=True)
class Terminal:
    """The command, and a phone that read its address."""

    process: "subprocess.Popen[str]"
    url: str
    key: str = ""

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, Any]:
        host, token = self.url.removeprefix("http://").strip("/").split("/")
        connection = HTTPConnection(host, timeout=PATIENCE)
        try:
            connection.request(method, f"/{token}/{path}", body, {"X-Key": self.key})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def hello(self) -> str:
        """The digits that the phone shows."""
        _, greeting = self.ask("POST", "hello", b"{}")
        self.key = greeting["key"]
        return str(greeting["code"])

    def type(self, text: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{text}\n")
        self.process.stdin.flush()

    def wait_for(self, known: Callable[[dict[str, Any]], bool]) -> None:
        """Asks again and again, as the page does."""
        while not known(self.ask("GET", "state")[1]):
            pass

    def send(self, content: bytes, name: str, left: int) -> str:
        """The file comes, and what became of it is asked for."""
        digest = sha256(content).hexdigest()
        offer = {"name": name, "size": len(content), "sha256": digest, "left": left}
        _, made = self.ask("POST", "offer", json.dumps(offer).encode())
        assert self.ask("PUT", f"file/{made['number']}", content) == (200, {"sha256": digest})
        outcomes: dict[str, Any] = {}
        self.wait_for(lambda state: bool(outcomes.update(state["outcomes"]) or str(made["number"]) in outcomes))
        return str(outcomes[str(made["number"])]["state"])

    def end(self) -> tuple[int, str, str]:
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err


@contextmanager
def receiving(case: str, *options: str) -> Iterator[Terminal]:
    command = [str(COMMAND), "receive", case, "--address", network.own_address(), *options]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8") as process:
        assert process.stderr
        shown = iter(process.stderr.readline, "")
        url = next(line.strip() for line in shown if line.startswith("http://"))
        try:
            yield Terminal(process, url)
        finally:
            process.kill()


def test_the_phone_that_shows_the_digits_sends_until_its_last_file(cli: Cli, case: str) -> None:
    with receiving(case) as terminal:
        terminal.type(terminal.hello())
        terminal.wait_for(lambda state: state["trust"] == "trusted")
        assert terminal.send(picture(1), "IMG_1.png", left=1) == "added"
        assert terminal.send(picture(1), "IMG_1b.png", left=1) == "duplicate"
        assert terminal.send(picture(2), "IMG_2.png", left=0) == "added"
        code, out, err = terminal.end()
    assert code == 0, err
    assert [line.split("\t")[:3] for line in out.splitlines()] == [
        ["added", "证据1", "IMG_1.png"],
        ["duplicate", "证据1", "IMG_1b.png"],
        ["added", "证据2", "IMG_2.png"],
    ]
    assert "nothing more" in err
    kept = json.loads(cli("case", "show", case, "--json").out)["evidence"]
    assert [item["name"] for item in kept] == ["IMG_1.png", "IMG_2.png"]
    assert cli("verify").code == 0


@pytest.mark.parametrize("typed", ["", "12345", "yes"])
def test_nobody_lets_a_phone_in_without_having_looked(case: str, typed: str) -> None:
    with receiving(case) as terminal:
        terminal.hello()
        terminal.type(typed)
        code, out, err = terminal.end()
    assert (code, out) == (0, "")
    assert "refused" in err


def test_it_goes_on_where_asked_and_ends_with_ctrl_c(case: str) -> None:
    with receiving(case, "--stay") as terminal:
        terminal.type(terminal.hello())
        terminal.wait_for(lambda state: state["trust"] == "trusted")
        assert terminal.send(picture(1), "a.png", left=0) == "added"
        assert terminal.send(picture(2), "b.png", left=0) == "added"
        terminal.process.send_signal(signal.SIGINT)
        code, out, err = terminal.end()
    assert code == 0
    assert len(out.splitlines()) == 2
    assert "ended" in err


def test_the_code_is_drawn_with_its_margin(case: str) -> None:
    command = [str(COMMAND), "receive", case, "--address", network.own_address()]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr
        lines = []
        for line in iter(process.stderr.readline, ""):
            if line.startswith("http://"):
                break
            lines.append(line.rstrip("\n"))
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
    assert len({len(line) for line in lines}) == 1
    assert set("".join(lines)) == set("█▀▄ ")
    assert set(lines[0]) == {"█"} and all(line.startswith("██") and line.endswith("██") for line in lines)


@pytest.mark.parametrize("address", ["127.0.0.1", "8.8.8.8", "home", "::1"])
def test_no_address_that_the_internet_or_nobody_reaches_is_listened_at(cli: Cli, case: str, address: str) -> None:
    result = cli("receive", case, "--address", address)
    assert result.code == 2
    assert "no address of a local network" in result.err


def test_the_likeliest_network_is_taken_as_in_the_window(cli: Cli, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    places = (NetworkAddress("Wi-Fi", "192.168.1.7"), NetworkAddress("br-1", "10.0.0.2"))
    monkeypatch.setattr(addresses, "local_places", lambda: places)
    assert _own_address("") == "192.168.1.7"
    assert _own_address("10.0.0.2") == "10.0.0.2"
    monkeypatch.setattr(addresses, "local_places", lambda: ())
    result = cli("receive", case)
    assert result.code == 2
    assert "in no local network" in result.err
