"""Answers what a browser asks. Bodies of files are raw: nothing is unpacked, nothing is held in memory."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from caseorg.domain.case import BY_BROWSER
from caseorg.domain.errors import CaseorgError
from caseorg.evidence.store import Received
from caseorg.jobs.receiver.agents import device_name
from caseorg.jobs.receiver.body import Body
from caseorg.jobs.receiver.listening import Listening
from caseorg.jobs.receiver.news import Arrived, Broken, Offer
from caseorg.jobs.receiver.page import language_of, page_file
from caseorg.jobs.receiver.session import RefusedError

_MOST_ASKED = 4096  # bytes of what is asked in JSON
_JSON = "application/json"
_ALWAYS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class HttpReply:
    """A body and its type."""

    body: bytes
    kind: str = _JSON
    status: HTTPStatus = HTTPStatus.OK
    location: str = ""


class Handler(BaseHTTPRequestHandler):
    """One request a connection, which the server limits in time."""

    server: Listening
    protocol_version = "HTTP/1.1"
    timeout = 60  # the server's own limits come first

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def version_string(self) -> str:
        """Nobody needs to know more."""
        return "caseorg"

    def log_message(self, *values: object) -> None:
        """Names of files are nobody's business."""

    def _answer(self) -> None:
        try:
            reply = self._reply()
        except RefusedError as refused:
            reply = HttpReply(_json({"why": refused.why}), status=refused.status)
        self.send_response(reply.status)
        for name, value in {**_ALWAYS, "Content-Type": reply.kind, "Content-Length": str(len(reply.body))}.items():
            self.send_header(name, value)
        if reply.location:
            self.send_header("Location", reply.location)
        self.end_headers()
        self.wfile.write(reply.body)
        self.close_connection = True

    def _reply(self) -> HttpReply:
        self._require_ours()
        _, token, *rest = self.path.split("/")
        self.server.session.require_token(token)
        match self.command, rest:
            case "GET", []:  # it was typed without its end
                return HttpReply(b"", status=HTTPStatus.TEMPORARY_REDIRECT, location=f"/{self.server.session.token}/")
            case "GET", ["state"]:
                return HttpReply(_json(self.server.session.state(self._key)))
            case "GET", [name]:
                return self._file(name)
            case "POST", ["hello"]:
                return self._hello()
            case "POST", ["offer"]:
                return self._offer()
            case "PUT", ["file", number] if re.fullmatch(r"[0-9]{1,6}", number):
                return self._take(self.server.session.offered(self._key, int(number)))
        raise RefusedError(HTTPStatus.NOT_FOUND, "unknown")

    def _require_ours(self) -> None:
        """No page of another site asks through its user's browser, whatever name it gives this address."""
        ours = self.server.host
        if self.headers.get_all("Host") != [ours]:
            raise RefusedError(HTTPStatus.MISDIRECTED_REQUEST, "unknown")
        if self.headers.get("Origin", f"http://{ours}") != f"http://{ours}" or not self.path.startswith("/"):
            raise RefusedError(HTTPStatus.FORBIDDEN, "unknown")

    @property
    def _key(self) -> str:
        return self.headers.get("X-Key", "")

    def _file(self, name: str) -> HttpReply:
        found = page_file(name, language_of(self.headers.get("Accept-Language", "")))
        if found is None:
            raise RefusedError(HTTPStatus.NOT_FOUND, "unknown")
        return HttpReply(*found)

    def _hello(self) -> HttpReply:
        self._asked()
        greeting = self.server.session.greet(device_name(self.headers.get("User-Agent", "")), self.client_address[0])
        return HttpReply(_json({"key": greeting.key, "code": greeting.code}))

    def _offer(self) -> HttpReply:
        match self._asked():
            case {"name": str(name), "size": int(size), "sha256": str(sha256), **rest} if size >= 0:
                modified, left = _number(rest.get("modified")), int(_number(rest.get("left")))
            case _:
                raise RefusedError(HTTPStatus.BAD_REQUEST, "failed")
        made = self.server.session.offer(self._key, Offer(0, name, size, sha256, modified, left))
        return HttpReply(_json({"number": made.number}))

    def _asked(self) -> Mapping[str, Any]:
        """What stands in the body, in JSON."""
        length = self._length()
        if length > _MOST_ASKED:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "failed")
        try:
            asked = json.loads(self.rfile.read(length) or b"{}")
        except (ValueError, RecursionError):
            asked = None
        if not isinstance(asked, dict):
            raise RefusedError(HTTPStatus.BAD_REQUEST, "failed")
        return asked

    def _length(self) -> int:
        lengths = self.headers.get_all("Content-Length") or []
        if len(lengths) != 1 or not re.fullmatch(r"[0-9]{1,15}", lengths[0]) or self.headers.get("Transfer-Encoding"):
            raise RefusedError(HTTPStatus.LENGTH_REQUIRED, "failed")
        return int(lengths[0])

    def _take(self, offer: Offer) -> HttpReply:
        """Streams the file to the disk, compares it with what the phone worked out, and hands it on."""
        session = self.server.session
        if self._length() != offer.size:
            raise RefusedError(HTTPStatus.BAD_REQUEST, "failed")
        try:
            received = self.server.store.receive_stream(
                Body(self.server, self.connection, self.rfile, offer), self._sent(offer)
            )
        except CaseorgError as error:
            session.tell(Broken(offer, error))
            raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, "broken") from error
        if session.end_reason:
            self.server.store.discard(received)
            raise RefusedError(HTTPStatus.GONE, "ended")
        session.arrived(offer.size)
        session.touch()
        session.tell(Arrived(offer, received))
        return HttpReply(_json({"sha256": received.sha256}))

    def _sent(self, offer: Offer) -> Received:
        """A time after the session began is that of sending: it says nothing of the file."""
        begun = self.server.session.begun_at.timestamp()
        modified = offer.modified if 0 < offer.modified < begun else 0
        return Received(Path(), offer.name, offer.sha256, offer.size, datetime.fromtimestamp(modified, UTC), BY_BROWSER)


def _json(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) and abs(value) < 1e15 else 0.0
