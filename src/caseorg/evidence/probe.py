"""Has a received file looked into, by a worker. What decodes is loaded there alone, never in the program itself."""

import logging
from datetime import UTC, datetime

from caseorg.children.breach import Breach, BreachError, BugError
from caseorg.children.calls import in_worker
from caseorg.evidence.found import Probe
from caseorg.evidence.store import Received

LOOKING = "caseorg.evidence.looking"  # what a worker loads for it


def probe(received: Received, now: datetime | None = None) -> Probe:
    """Looks into the copy that came in now. A picture that cannot be decoded, or lacks pixels, is kept as a file.

    So is a file over which the looking fails in a way that nobody thought of; the log has it.

    Raises:
        OSError: the copy cannot be read.
    """
    now = now or datetime.now(UTC)
    try:
        return _looked_into(received, now)
    except BreachError as error:
        breach = error.breach
    except BugError:
        logging.getLogger("caseorg").exception("a file could not be looked into")
        breach = Breach.CRASH
    from caseorg.evidence.looking import given_up

    return given_up(received, breach, now)


@in_worker
def _looked_into(received: Received, now: datetime) -> Probe:
    from caseorg.evidence.looking import looked_into

    return looked_into(received, now)
