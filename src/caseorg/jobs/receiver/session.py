"""Who may send, what was offered and when it ends: the rules, without a network."""

import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from http import HTTPStatus
from threading import Lock

from caseorg.domain.files.filenames import safe_name
from caseorg.jobs.receiver.limits import ReceiverLimits
from caseorg.jobs.receiver.news import Device, End, Ended, News, Offer, TrustRequest

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none is taken for another when the address is typed
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LONGEST_ENDING = 10
_OFTEN = 2  # what came already may come again, where its answer was lost, but not for ever
_TURNING = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class PhoneTrust(StrEnum):
    """What the window said of the phone."""

    ASKED = "asked"
    TRUSTED = "trusted"


class RefusedError(Exception):
    """What a request is answered instead; `why` is a key of the page's texts."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


@dataclass(frozen=True, slots=True)
class Greeting:
    """What a phone that asks is given: a key that it proves itself with, and the digits to compare."""

    key: str
    code: str


class Session:
    """One QR code, one phone. Safe to use from several threads; `tell` is called on any of them."""

    def __init__(self, tell: Callable[[News], object], limits: ReceiverLimits, clock: Callable[[], float]) -> None:
        self.tell, self.limits = tell, limits
        self.token = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
        self.begun_at = datetime.now(UTC)
        self._clock, self._lock = clock, Lock()
        self._begun = self._last = clock()
        self._greeting: Greeting | None = None
        self._trust: PhoneTrust | None = None
        self._offers: dict[tuple[str, str], Offer] = {}
        self._outcomes: dict[int, Mapping[str, str]] = {}
        self.is_known = True  # whether the phone asked for all outcomes that there are
        self._bytes = self._arrived = self._wrong = 0
        self.end_reason: End | None = None

    @property
    def seconds_left(self) -> float:
        """Until it ends where nothing new comes."""
        now = self._clock()
        return min(self._last + self.limits.idle, self._begun + self.limits.longest) - now

    def require_token(self, token: str) -> None:
        """Lets pass who knows the address.

        Raises:
            RefusedError: it is another one, or receiving is over.
        """
        if self.end_reason:
            raise RefusedError(HTTPStatus.GONE, "ended")
        if hmac.compare_digest(token.upper().encode(errors="replace"), self.token.encode()):
            return
        with self._lock:
            self._wrong += 1
            probed = self._wrong > self.limits.wrong
        if probed:
            self.end(End.PROBED)
        raise RefusedError(HTTPStatus.NOT_FOUND, "unknown")

    def greet(self, name: str, address: str) -> Greeting:
        """A phone asks; the window is told. The first one alone may: a second one needs a new code.

        Raises:
            RefusedError: another phone was first.
        """
        with self._lock:
            if self._greeting:
                raise RefusedError(HTTPStatus.CONFLICT, "taken")
            self._greeting = Greeting(secrets.token_urlsafe(24), f"{secrets.randbelow(10_000):04}")
            self._trust = PhoneTrust.ASKED
        self.touch()
        self.tell(TrustRequest(Device(name, address, self._greeting.code)))
        return self._greeting

    def allow(self) -> None:
        """The window's user compared the digits."""
        with self._lock:
            self._trust = PhoneTrust.TRUSTED if self._greeting else None
        self.touch()

    def state(self, key: str) -> Mapping[str, object]:
        """What the phone asks for again and again."""
        self._require_key(key)
        with self._lock:
            self.is_known = True
            return {
                "trust": self._trust,
                "outcomes": {str(number): outcome for number, outcome in self._outcomes.items()},
            }

    def offer(self, key: str, wanted: Offer) -> Offer:
        """A file may come; one that broke off keeps its number when it comes again.

        Raises:
            RefusedError: the phone is not trusted, or it is too much.
        """
        self._require_trusted(key)
        wanted = replace(wanted, name=plain_name(wanted.name))
        if not _SHA256.fullmatch(wanted.sha256):
            raise RefusedError(HTTPStatus.BAD_REQUEST, "failed")
        if not wanted.size:
            raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, "empty")
        with self._lock:
            again = self._offers.get((wanted.sha256, wanted.name))
            if again and again.size == wanted.size:
                self._outcomes.pop(again.number, None)
                return replace(again, left=wanted.left)
            self._require_room(wanted.size)
            made = replace(wanted, number=len(self._offers) + 1)
            self._offers[(made.sha256, made.name)] = made
            self._bytes += made.size
        return made

    def offered(self, key: str, number: int) -> Offer:
        """What was offered under a number.

        Raises:
            RefusedError: nothing was, the phone is not trusted, or it sent too much, however often it is the same.
        """
        self._require_trusted(key)
        with self._lock:
            found = next((candidate for candidate in self._offers.values() if candidate.number == number), None)
        if found is None:
            raise RefusedError(HTTPStatus.NOT_FOUND, "unknown")
        if self._arrived + found.size > _OFTEN * self.limits.total:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "full")
        return found

    def arrived(self, size: int) -> None:
        """A file is whole; its bytes count even where it came before."""
        with self._lock:
            self._arrived += size

    def settle(self, number: int, outcome: Mapping[str, str]) -> None:
        """What became of a file in the case, for the phone to show."""
        with self._lock:
            self._outcomes[number] = outcome
            self.is_known = False

    def touch(self) -> None:
        """Something new came: it does not end for a while."""
        self._last = self._clock()

    def end(self, reason: End) -> None:
        """Takes nothing any more; the first reason is told."""
        with self._lock:
            if self.end_reason:
                return
            self.end_reason = reason
        self.tell(Ended(reason))

    def end_in_time(self) -> None:
        """Ends where its time is over."""
        if self._clock() - self._begun >= self.limits.longest:
            self.end(End.LONG)
        elif self._clock() - self._last >= self.limits.idle:
            self.end(End.IDLE)

    def _require_key(self, key: str) -> None:
        known = self._greeting
        if known is None or not hmac.compare_digest(key.encode(errors="replace"), known.key.encode()):
            raise RefusedError(HTTPStatus.FORBIDDEN, "taken")

    def _require_trusted(self, key: str) -> None:
        self._require_key(key)
        if self._trust is not PhoneTrust.TRUSTED:
            raise RefusedError(HTTPStatus.FORBIDDEN, "waiting")

    def _require_room(self, size: int) -> None:
        if size > self.limits.file:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "large")
        if self._bytes + size > self.limits.total or len(self._offers) >= self.limits.files:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "full")


def plain_name(name: str) -> str:
    """A name that is good on every system, without marks that turn it round; its ending stays, however long it is."""
    stem, dot, ending = _TURNING.sub("", name).rpartition(".")
    if not stem or len(ending) > _LONGEST_ENDING:
        return safe_name(f"{stem}{dot}{ending}")
    return f"{safe_name(stem)}.{safe_name(ending)}"
