"""What a verification says of cases that were purged."""

from collections.abc import Iterable, Iterator

from caseorg.domain.journal.purges import Purge
from caseorg.domain.moments import BEIJING
from caseorg.i18n import tr


def purge_lines(purges: Iterable[Purge]) -> Iterator[str]:
    """One line a case: when, which, how much, why."""
    for purge in purges:
        stays = purge.tombstone
        yield tr(
            "Purged on {when}: “{title}” ({files} files, {events} events). Reason: {reason}",
            when=f"{purge.at.astimezone(BEIJING):%Y-%m-%d %H:%M}",
            title=stays.title,
            files=len(stays.files),
            events=stays.events,
            reason=stays.reason,
        )
