"""Personal data on a page that only its place tells: behind the label of a form, or before a telephone number."""

from collections.abc import Iterator, Mapping

from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.privacy.names import is_person
from caseorg.domain.privacy.words import PersonalWords
from caseorg.domain.reading.finds import Find
from caseorg.domain.reading.meaning import PageMeaning
from caseorg.domain.reading.passage import Passage, row_passage, rows
from caseorg.domain.reading.reading import Line, PageReading
from caseorg.domain.reading.values import PHONE
from caseorg.domain.reading.words import PageField
from caseorg.domain.redaction.hits import RedactionHit
from caseorg.domain.text.folding import fold

_LONGEST_NAME = 4


def find_labelled(page: PageReading, meaning: PageMeaning, words: PersonalWords) -> Iterator[RedactionHit]:
    """What is personal whatever it looks like, each to the end of its value."""
    numbers = {line: number for number, line in enumerate(page.lines)}
    for find in meaning.finds:
        if kind := _kind(find, words):
            yield _hit(kind, find.where, numbers)
    for where in _recipients(page, words):
        yield _hit(Personal.NAME, where, numbers)


def _hit(kind: Personal, where: Passage, numbers: Mapping[Line, int]) -> RedactionHit:
    return RedactionHit(kind, tuple((numbers[where.lines[line]], place) for line, place in where.places if line >= 0))


def _kind(find: Find, words: PersonalWords) -> Personal | None:
    """What the label calls the value; nothing of a sum or a time."""
    label = fold(find.label).text
    if not isinstance(find.value, str):
        return None
    if label in words.codes:
        return Personal.CODE
    if label in words.homes:
        return Personal.ADDRESS
    if label in words.nicknames or find.field is PageField.ACCOUNT:
        return Personal.CHAT
    return Personal.NAME if label in words.labels and is_person(find.value, words) else None


def _recipients(page: PageReading, words: PersonalWords) -> Iterator[Passage]:
    """Before a telephone number, as on a label of goods."""
    for row in rows(page):
        whole = row_passage(row)
        match = PHONE.search(whole.text)
        before = whole.text[: match.start()].rstrip() if match else ""
        if 1 < len(before) <= _LONGEST_NAME and is_person(before, words):
            yield whole.part(0, len(before))
