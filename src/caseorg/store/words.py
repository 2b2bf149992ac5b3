"""The lines of files that are text, as they are searched: by the digests of the files, beside the texts of cases."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from caseorg.domain.parties.traits import FoundTrait
from caseorg.domain.text.alikes import blur
from caseorg.domain.text.lines import TextLine
from caseorg.store.derived import unless_unusable
from caseorg.store.search import TABLES
from caseorg.store.throwaway import connected, transaction


@dataclass(frozen=True, slots=True)
class WordsPlace:
    """A line of the file with this digest."""

    sha256: str
    line: TextLine


def lacking_words(file: Path, maker: str) -> frozenset[str]:
    """The files of cases whose lines this maker has not kept."""
    query = "SELECT sha256 FROM pieces WHERE has_lines AND sha256 NOT IN (SELECT sha256 FROM files WHERE maker = ?)"
    with unless_unusable(file), connected(file, TABLES) as connection:
        return frozenset(digest for (digest,) in connection.execute(query, (maker,)))
    return frozenset()


def keep_words(
    file: Path, sha256: str, maker: str, traits: Iterable[FoundTrait], lines: Iterable[TextLine] = ()
) -> None:
    """In place of what was kept of the same file. Where that cannot be done, they are made again another time."""
    with unless_unusable(file), connected(file, TABLES, make=True) as connection, transaction(connection):
        connection.execute("DELETE FROM files WHERE sha256 = ?", (sha256,))
        made = connection.execute("INSERT INTO files (sha256, maker) VALUES (?, ?)", (sha256, maker)).lastrowid
        found = ((made, trait.trait, trait.key, trait.text) for trait in sorted(traits))
        connection.executemany("INSERT OR IGNORE INTO file_traits VALUES (?, ?, ?, ?)", found)
        for place, line in enumerate(lines):
            connection.execute("INSERT INTO lines VALUES (?, ?, ?)", (made, place, blur(line.text).text))
            row = (made, place, line.page, line.number, line.start, line.text)
            connection.execute("INSERT INTO line_texts VALUES (?, ?, ?, ?, ?, ?)", row)


def find_words(file: Path, wanted: str, most: int, digests: Collection[str] | None = None) -> tuple[WordsPlace, ...]:
    """Where the words stand, or what could be they; of all files or of these, those that came last first, and no more
    than so many."""
    needle = blur(wanted).text
    if not needle:
        return ()
    query = (
        "SELECT sha256, text, number, start, page FROM (SELECT file, place FROM lines WHERE instr(folded, ?) "
        "AND (? OR file IN (SELECT id FROM files WHERE sha256 IN (SELECT value FROM json_each(?)))) "
        "ORDER BY file DESC, place LIMIT ?) JOIN line_texts USING (file, place) "
        "JOIN files ON files.id = file ORDER BY file DESC, place"
    )
    with unless_unusable(file), connected(file, TABLES) as connection:
        rows = connection.execute(query, (needle, digests is None, json.dumps(list(digests or ())), most))
        return tuple(WordsPlace(sha256, TextLine(*line)) for sha256, *line in rows)
    return ()
