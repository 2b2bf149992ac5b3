"""An opened data folder: the one thing that is passed to everything that reads or writes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from caseorg.actions.work import UnitOfWork
from caseorg.domain.errors import CaseorgError
from caseorg.evidence.store import EvidenceStore
from caseorg.store.engine import make_engine, sqlite_url, world_errors
from caseorg.store.upgrade import upgrade

if TYPE_CHECKING:
    from caseorg.knowledge.library import Knowledge

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Workspace:
    """`read` answers questions, `write` runs one action in one transaction. Safe to use from several threads."""

    folder: Path
    engine: Engine
    evidence: EvidenceStore
    _loading: Lock = field(default_factory=Lock, repr=False, compare=False)

    def read(self, query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The query's answer, from one consistent state of the data."""
        with world_errors(), Session(self.engine.execution_options(readonly=True)) as session:
            return query(session, *args, **kwargs)

    def write(self, action: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The action's answer, once its changes are on the disk; an error leaves everything as it was."""
        with world_errors(), Session(self.engine) as session, session.begin():
            return action(UnitOfWork(session, self.evidence), *args, **kwargs)

    @property
    def knowledge(self) -> "Knowledge":
        """What is known of the field, with the user's own files; loaded when it is first asked for."""
        with self._loading:  # from Python 3.12 on, a cached property is not for several threads
            return self._knowledge

    @cached_property
    def _knowledge(self) -> "Knowledge":
        from caseorg.knowledge.opening import open_knowledge

        return open_knowledge(self.own_knowledge)

    @property
    def own_knowledge(self) -> Path:
        """Where the user's own knowledge files are, if there are any."""
        return self.folder / "knowledge"

    @property
    def thumbnails(self) -> Path:
        """A folder that may be emptied at any time."""
        return self.folder / "thumbnails"

    @property
    def previews(self) -> Path:
        """Papers that are being looked at; what is older than a day was left behind."""
        return self.folder / "previews"


@contextmanager
def open_workspace(folder: Path) -> Iterator[Workspace]:
    """Opens a data folder, making or upgrading what is needed.

    Raises:
        CaseorgError: the folder cannot be used, or a newer version made it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        store = EvidenceStore(folder / "evidence")
        store.sweep()
    except OSError as error:
        raise CaseorgError(
            "The data folder {folder} cannot be used: {reason}.",
            "Check its permissions or choose another one.",
            folder=folder,
            reason=error.strerror,
        ) from error
    engine = make_engine(sqlite_url(folder / "caseorg.db"))
    try:
        upgrade(engine, folder / "backups")
        yield Workspace(folder, engine, store)
    finally:
        engine.dispose()
