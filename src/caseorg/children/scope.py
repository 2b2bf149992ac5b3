"""Work that can be stopped from another thread, whatever it waits for."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Stopped(BaseException):
    """Leaves whatever was under way: nobody waits any more."""


class Scope:
    """What is done on the threads that took it over with `taken`."""

    def __init__(self) -> None:
        self.stopped = False
        self._enders: set[Callable[[], object]] = set()
        self._lock = threading.Lock()

    def stop(self) -> None:
        """Ends what is waited for; nothing new begins."""
        with self._lock:
            self.stopped = True
            enders = tuple(self._enders)
        for end in enders:
            end()

    def check(self) -> None:
        """Raises Stopped where it is."""
        if self.stopped:
            raise Stopped

    @contextmanager
    def ending(self, end: Callable[[], object]) -> Iterator[None]:
        """While something is waited for that `end` ends.

        Raises:
            Stopped: it is stopped, now or already.
        """
        with self._lock:
            if self.stopped:
                raise Stopped
            self._enders.add(end)
        try:
            yield
        except Exception as error:
            if self.stopped:
                raise Stopped from error  # whatever comes of ending it
            raise
        finally:
            with self._lock:
                self._enders.discard(end)


_of_thread = threading.local()


def current() -> Scope:
    """The scope of this thread; one that nobody stops where it took over none."""
    found: Scope | None = getattr(_of_thread, "scope", None)
    return found or Scope()


def take(scope: Scope) -> None:
    """Makes it this thread's, for good."""
    _of_thread.scope = scope


@contextmanager
def taken(scope: Scope) -> Iterator[None]:
    """Makes it this thread's for a while."""
    before = getattr(_of_thread, "scope", None)
    _of_thread.scope = scope
    try:
        yield
    finally:
        _of_thread.scope = before
