"""What a look into a received file found."""

from dataclasses import dataclass

from caseorg.domain.moments import Moment
from caseorg.evidence.kinds import FileType


@dataclass(frozen=True, slots=True)
class Probe:
    """What was found in the file. `note` holds message ids for the user, one a line.

    `told` is what the file itself says of its time; `taken_at` is what counts, with others that disagree with it.
    `words` are the first of a text, `attachments` the names of what is attached to a mail.
    """

    type: FileType
    taken_at: Moment | None = None
    other_times: tuple[Moment, ...] = ()
    told: tuple[Moment, ...] = ()
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    note: str = ""
    words: str = ""
    attachments: tuple[str, ...] = ()
