"""Which other cases have a merchant, an account or a number in common with one, beside what is searched."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from caseorg.domain.parties.traits import FoundTrait, Trait
from caseorg.store.derived import unless_unusable
from caseorg.store.search import TABLES
from caseorg.store.throwaway import connected, transaction


def traits_of(file: Path, case_id: str) -> tuple[FoundTrait, ...]:
    """Of the case and of its files."""
    query = (
        "SELECT trait, key, text FROM case_traits WHERE case_id = ?1 UNION ALL "
        "SELECT trait, key, text FROM pieces JOIN files USING (sha256) JOIN file_traits ON file = files.id "
        "WHERE case_id = ?1"
    )
    with unless_unusable(file), connected(file, TABLES) as connection:
        first: dict[tuple[str, str], str] = {}
        for trait, key, text in connection.execute(query, (case_id,)):
            first.setdefault((trait, key), text)
        return tuple(FoundTrait(Trait(trait), key, text) for (trait, key), text in first.items())
    return ()


def cases_with(file: Path, wanted: Iterable[FoundTrait]) -> Mapping[FoundTrait, frozenset[str]]:
    """The cases that have each of them, in the case or in one of its files."""
    query = (
        "SELECT case_id FROM case_traits WHERE trait = ?1 AND key = ?2 UNION "
        "SELECT case_id FROM file_traits JOIN files ON files.id = file JOIN pieces USING (sha256) "
        "WHERE trait = ?1 AND key = ?2"
    )
    with unless_unusable(file), connected(file, TABLES) as connection:
        return {
            trait: frozenset(key for (key,) in connection.execute(query, (trait.trait, trait.key))) for trait in wanted
        }
    return {}


def without_lines(file: Path, case_ids: Iterable[str]) -> frozenset[str]:
    """The digests of what the cases have besides texts, as far as its traits are not kept."""
    query = "SELECT sha256 FROM pieces WHERE case_id = ? AND NOT has_lines AND sha256 NOT IN (SELECT sha256 FROM files)"
    with unless_unusable(file), connected(file, TABLES) as connection:
        return frozenset(digest for key in case_ids for (digest,) in connection.execute(query, (key,)))
    return frozenset()


def forget_pictures(file: Path) -> None:
    """What was taken from readings goes with them."""
    with unless_unusable(file), connected(file, TABLES) as connection, transaction(connection):
        connection.execute("DELETE FROM files WHERE sha256 IN (SELECT sha256 FROM pieces WHERE NOT has_lines)")
