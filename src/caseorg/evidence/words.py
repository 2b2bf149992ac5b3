"""The words of a text as its reader saw them, whatever they are wrapped in: a mail, a saved page, an exported chat.

The one way from a file to its words, for paper, window, search and fraud check alike.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from caseorg.domain.case import Evidence, MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.domain.files.notes import FileNote
from caseorg.domain.text.decoding import Decoded, decode
from caseorg.evidence.chats import csv_words, json_words
from caseorg.evidence.kinds import promised_type
from caseorg.evidence.mail import Attachment, looks_like_mail, read_mail
from caseorg.evidence.markup import page_words
from caseorg.evidence.rtf import rtf_words
from caseorg.evidence.store import EvidenceStore
from caseorg.evidence.xml_words import xml_words

PLAIN, MAIL, PAGE, JSON, TABLE = "text/plain", "message/rfc822", "text/html", "application/json", "text/csv"
RTF, XML = "text/rtf", "text/xml"
ZIPPED = "application/zip"  # a document of Word and its kind, or another archive
MOST_WRAPPED = 50_000_000  # bytes of a mail with its attachments, or of a page with its pictures
MOST_WORDS = 2_000_000  # characters
_PAGE = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S)
_DECLARED = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\s")
_HEAD = 8192
_GOES_ON = "……（文字很长，这里只列出开头部分，其余见原文件）"


@dataclass(frozen=True, slots=True)
class Words:
    """`wrapping` is the media type of what they were in; `notes` are for the user."""

    text: str
    wrapping: str = PLAIN
    attachments: tuple[Attachment, ...] = ()
    sent_at: datetime | None = None
    notes: tuple[FileNote, ...] = ()


def wrapping_of(name: str, head: bytes) -> str:
    """What the words of a file are wrapped in, told by its beginning, or else by its name."""
    promised = promised_type(name)
    named = promised.media_type if promised and promised.kind is MediaKind.TEXT else PLAIN
    if looks_like_mail(head[:_HEAD]) and (named == MAIL or b"mime-version" in head[:_HEAD].lower()):
        return MAIL
    if named in (MAIL, PAGE, PLAIN) and _PAGE.match(head[:_HEAD].lstrip(b"\xef\xbb\xbf")):
        return PAGE
    if head.startswith(b"{\\rtf"):
        return RTF
    if head.startswith(b"PK\3\4"):
        return ZIPPED
    if named in (XML, PLAIN) and _DECLARED.match(head[:_HEAD]):
        return XML
    return PLAIN if named in (MAIL, RTF, XML) else named


def words_of(name: str, content: bytes) -> Words | None:
    """The words of a file with this name; None where its bytes are no text."""
    wrapping = wrapping_of(name, content[:_HEAD])
    if wrapping == MAIL and (mail := read_mail(content)):
        return _cut(Words(mail.text, MAIL, mail.attachments, mail.sent_at))
    if wrapping == PAGE and (words := page_words(content)):
        return _cut(Words(words, PAGE, notes=_notes(decode(content))))
    if wrapping == RTF:
        return _cut(Words(rtf_words(content), RTF))
    if wrapping == ZIPPED:
        return _in_archive(content)
    decoded = decode(content)
    if decoded is None:
        return None
    text = {JSON: json_words, TABLE: csv_words, XML: xml_words}.get(wrapping, str)(decoded.text)
    return _cut(Words(text, wrapping, notes=_notes(decoded)))


def _in_archive(content: bytes) -> Words | None:
    from caseorg.evidence.office import office_words  # few files need it

    found = office_words(content)
    if found is None:
        return None
    notes = (FileNote.WORDS_ALONE, *((FileNote.DAMAGED,) if found.is_damaged else ()))
    words = Words(found.text, found.media_type, found.pictures, notes=notes)
    return _cut(words, is_cut=found.is_cut)


def _cut(words: Words, *, is_cut: bool = False) -> Words:
    """As much as paper and window can take; that it is not all is said, on paper too."""
    if len(words.text) <= MOST_WORDS and not is_cut:
        return words
    text = f"{words.text[:MOST_WORDS]}\n{_GOES_ON}"
    return replace(words, text=text, notes=(*words.notes, FileNote.BEGINNING_ALONE))


def _notes(decoded: Decoded | None) -> tuple[FileNote, ...]:
    return ((FileNote.GUESSED,) if decoded and decoded.guessed else ()) + (
        (FileNote.LOST,) if decoded and decoded.lost else ()
    )


def read_words(store: EvidenceStore, item: Evidence) -> Words:
    """The words of a piece of evidence that is text.

    Raises:
        CaseorgError: the file is gone or no longer text.
    """
    try:
        words = words_of(item.name, store.path(item.sha256).read_bytes())
    except OSError:
        words = None
    if words is None:
        raise CaseorgError("{label} cannot be read.", "See what is wrong: {verify}.", label=item.label)
    return words
