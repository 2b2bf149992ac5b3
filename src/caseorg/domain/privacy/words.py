"""The words by which personal data is found in a text; they are data, see resources/knowledge."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.text.folding import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList(KnowledgeEntry):
    """Words parted by blanks and line ends."""

    text: str


@dataclass(frozen=True, eq=False, kw_only=True)
class PersonalWords:
    """Each list as a set of folded words; a list's id has hyphens where its field has underscores."""

    surnames: frozenset[str]
    surnames_also_words: frozenset[str]
    surnames_of_two: frozenset[str]
    relatives: frozenset[str]
    roles: frozenset[str]
    titles: frozenset[str]
    labels: frozenset[str]
    callings: frozenset[str]
    givings: frozenset[str]
    after_names: frozenset[str]
    sayings: frozenset[str]
    no_names: frozenset[str]
    business: frozenset[str]
    of_the_business: frozenset[str]
    codes: frozenset[str]
    accounts: frozenset[str]
    nicknames: frozenset[str]
    homes: frozenset[str]
    streets: frozenset[str]
    doors: frozenset[str]
    authorities: frozenset[str]
    districts: frozenset[str]


def list_ids() -> tuple[str, ...]:
    """The ids of all lists that there must be."""
    return tuple(field.name.replace("_", "-") for field in fields(PersonalWords))


def personal_words(lists: Mapping[str, WordList]) -> PersonalWords:
    """The lists by their ids, folded; one that is missing is empty."""
    texts = {key.replace("-", "_"): lists[key].text if key in lists else "" for key in list_ids()}
    return PersonalWords(**{name: frozenset(fold(text, blanks=True).text.split()) for name, text in texts.items()})


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; of none it never matches."""
    ranked = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ranked))})" if ranked else "(?!)"


def begins(text: str, start: int, words: frozenset[str], longest: int) -> bool:
    """Whether one of the words stands at this place of the text."""
    return any(text[start : start + length] in words for length in range(1, longest + 1))


def longest_of(words: frozenset[str]) -> int:
    """The length of the longest."""
    return max(map(len, words), default=0)
