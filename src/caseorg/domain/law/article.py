"""What a text cites."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """An article that a text cites: the id of a statute, and in a few words what it says here."""

    statute: str
    tag: str = ""
