"""How long one file may keep us: what is slow again and again is given up."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from caseorg.children.breach import BreachError
from caseorg.domain.errors import BrokenError, CaseorgError, UnshownError

MOST_SECONDS = 180.0


def unshown(sha256: str, page: int | None = None) -> UnshownError:
    """What to raise for a file that cannot be shown, or for a page of it; a page says so instead."""
    return UnshownError("A picture cannot be shown.", "Try again.", pieces=frozenset({(sha256, page)}))


class Patience:
    """The seconds that are left for a file, whoever looks into it; as a value it goes along with its pictures."""

    def __init__(self, sha256: str) -> None:
        self._sha256, self._left = sha256, MOST_SECONDS

    @contextmanager
    def looking(self, page: int | None = None) -> Iterator[None]:
        """While something is decoded.

        Raises:
            UnshownError: that cannot be, or nothing of the file any more.
        """
        if self._left <= 0:
            raise unshown(self._sha256)
        begun = time.monotonic()
        try:
            yield
        except BrokenError:
            raise
        except BreachError as error:
            self._left = 0
            raise unshown(self._sha256) from error
        except CaseorgError as error:
            raise unshown(self._sha256, page) from error
        finally:
            self._left -= time.monotonic() - begun
