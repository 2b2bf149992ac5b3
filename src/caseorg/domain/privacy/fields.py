"""What each text field of a case holds, for those versions of its papers that others read.

A new field has to be named here; until it is, its text is hidden wholly.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from caseorg.domain.annotation import Annotation
from caseorg.domain.case import (
    Answer,
    CaseFile,
    Decision,
    Document,
    Event,
    Evidence,
    Message,
    Order,
    Party,
    Person,
    Promise,
)
from caseorg.domain.moments import Moment
from caseorg.domain.privacy.kinds import Personal


class Holds(StrEnum):
    """What a field holds that is not one piece of personal data as a whole."""

    PROSE = "words of the user, in which personal data may stand"
    FILE_NAME = "a file's name, which may be a person's"
    BUSINESS = "what a business publishes of itself, unless it is a private person"


Field = tuple[type, str]

HELD: Mapping[Field, Personal | Holds] = MappingProxyType(
    {
        (CaseFile, "title"): Holds.PROSE,
        (CaseFile, "demand"): Holds.PROSE,
        (Person, "name"): Personal.NAME,
        (Person, "phone"): Personal.PHONE,
        (Person, "address"): Personal.ADDRESS,
        (Person, "id_number"): Personal.IDENTITY,
        (Party, "name"): Holds.BUSINESS,
        (Party, "contact"): Holds.BUSINESS,
        (Party, "address"): Holds.BUSINESS,
        (Party, "phone"): Holds.BUSINESS,
        (Party, "website"): Holds.BUSINESS,
        (Party, "payee"): Holds.BUSINESS,
        (Order, "number"): Personal.NUMBER,
        (Order, "transaction"): Personal.NUMBER,
        (Order, "account"): Personal.CHAT,
        (Order, "product"): Holds.PROSE,
        (Event, "text"): Holds.PROSE,
        (Event, "agent"): Personal.NAME,
        (Event, "ticket"): Personal.NUMBER,
        (Evidence, "name"): Holds.FILE_NAME,
        (Evidence, "source"): Holds.PROSE,
        (Evidence, "proves"): Holds.PROSE,
        (Evidence, "note"): Holds.PROSE,
        (Annotation, "text"): Holds.PROSE,
        (Message, "text"): Holds.PROSE,
        (Message, "subject"): Holds.PROSE,
        (Promise, "text"): Holds.PROSE,
        (Document, "name"): Holds.FILE_NAME,
        (Answer, "value"): Holds.PROSE,
        (Decision, "value"): Holds.FILE_NAME,
    }
)

_OUR_ID = "a random number of ours by which things find each other; it tells nothing"
_KNOWLEDGE = "an id of the knowledge, chosen from a list"
_DIGEST = "computed from a file's bytes; without them nobody finds what they were"

KEPT: Mapping[Field, str] = MappingProxyType(
    {
        (CaseFile, "id"): _OUR_ID,
        (CaseFile, "scenario"): _KNOWLEDGE,
        (Person, "id_type"): "the kind of a document, such as 身份证",
        (Party, "credit_code"): "published in the register of businesses; people have none",
        (Party, "licence"): "published with the licence for the trade",
        (Order, "id"): _OUR_ID,
        (Event, "id"): _OUR_ID,
        (Event, "evidence"): _OUR_ID,
        (Event, "channel"): _KNOWLEDGE,
        (Event, "milestone"): _KNOWLEDGE,
        (Evidence, "id"): _OUR_ID,
        (Evidence, "sha256"): _DIGEST,
        (Evidence, "media_type"): "the kind of a file, told by its bytes",
        (Evidence, "shows"): _KNOWLEDGE,
        (Message, "id"): _OUR_ID,
        (Message, "channel"): _KNOWLEDGE,
        (Message, "kind"): _KNOWLEDGE,
        (Message, "attached"): _OUR_ID,
        (Promise, "id"): _OUR_ID,
        (Promise, "event"): _OUR_ID,
        (Document, "id"): _OUR_ID,
        (Document, "kind"): "one of our papers",
        (Document, "sha256"): _DIGEST,
        (Answer, "question"): _KNOWLEDGE,
        (Moment, "said"): "a time in words, of which the program knows each",
        (Decision, "id"): _OUR_ID,
        (Decision, "proposal"): "a digest of a file, a place in it and what stands there",
        (Decision, "kind"): "what of a case pictures can propose",
        (Decision, "evidence"): _OUR_ID,
        (Decision, "made"): _OUR_ID,
    }
)
