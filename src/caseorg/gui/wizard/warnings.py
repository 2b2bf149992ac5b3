"""Which warnings about fraud were read: a wizard that is opened anew asks for other words or another warning only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from caseorg.domain.scams.scam import RedFlag
from caseorg.knowledge.checks import Alarm
from caseorg.store.drafts import Typed, read_draft, write_draft


def keyed(alarms: Iterable[Alarm]) -> Mapping[str, RedFlag]:
    """The red flags, each under a digest of what it warns of and of the words that raise it."""
    flags, words = dict[str, RedFlag](), defaultdict[str, set[str]](set)
    for alarm in alarms:
        flags[alarm.flag.id] = alarm.flag
        words[alarm.flag.id].add(alarm.words)
    return {_key(flag, words[flag.id]): flag for flag in flags.values()}


def _key(flag: RedFlag, words: Iterable[str]) -> str:
    text = "\n".join((flag.id, flag.name, flag.why, flag.advice, *sorted(words)))
    return sha256(text.encode()).hexdigest()


def read_warnings(file: Path) -> frozenset[str]:
    """Those that were read in this case."""
    return frozenset(read_draft(file))


def keep_warnings(file: Path, flags: Mapping[str, RedFlag]) -> None:
    """Notes that these were read.

    Raises:
        CaseorgError: it cannot be written.
    """
    write_draft(file, {key: Typed("", flag.name) for key, flag in flags.items()})
