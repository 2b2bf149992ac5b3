"""Jobs that a start must know of. Each is loaded on the thread that runs it: no start waits for it."""

from collections.abc import Iterator

from caseorg.domain.progress import Progress
from caseorg.workspace import Workspace


def check_database(workspace: Workspace) -> Iterator[Progress[None]]:
    from caseorg.jobs.verify import check_database

    yield from check_database(workspace)
