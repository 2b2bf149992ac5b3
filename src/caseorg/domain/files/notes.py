"""What there is to say of a file that came in."""

from enum import StrEnum


class FileNote(StrEnum):
    """Each is a message id of the catalogue; evidence keeps them, one a line."""

    MISNAMED = "The name says otherwise, but the content was recognised."
    UNKNOWN = "Its content is not what the name says; it is kept as a file."
    NOT_SHOWN = "Kept as a file: its type cannot be shown here."
    DAMAGED = "It is cut off or damaged; add it again from its source if you can."
    TOO_LARGE = "The picture is too large to be shown; it is kept as a file."
    UNDECODED = "The picture cannot be decoded; it is kept as a file."
    SLOW = "Kept as a file: to open it takes too long."
    LARGE = "Kept as a file: to open it takes too much memory."
    CRASHED = "Kept as a file: what opens it crashes over it."
    LONG = "Kept as a file: the text is too long to be shown."
    BEGINNING_ALONE = "The text is very long: only its beginning is shown and printed; the file is kept whole."
    TO_PDF = "Kept as a file: it cannot be shown here. Save it as a PDF too, and add that."
    TO_UNPACK = "Kept as a file: what is packed in it cannot be shown. Unpack it, and add what is in it."
    WORDS_ALONE = "Only its words are shown and printed, without its layout; the original shows all."
    FIRST_ALONE = "Only its first picture is shown and printed."
    LOCKED = "Kept as a file: a password protects it."
    CLOSED = "Kept as a file: the document cannot be opened."
    FONTS_LOST = "Some of its text may not show: its fonts are not in the document. The original shows it."
    GUESSED = "How its characters are encoded was guessed; please compare it with the original."
    OF_SYSTEM = "Left out: the system's own file, no evidence."
    LINK_TO_FOLDER = "Left out: a link to a folder."
    OWN_FOLDER = "Left out: caseorg keeps its data there."
    EMPTY_FOLDER = "The folder is empty."
    CLOSED_FOLDER = "Left out: the folder cannot be read."
    LOST = "Some of its bytes are no characters; they are shown as �."


def joined(*notes: str) -> str:
    """As evidence keeps them, each once."""
    return "\n".join(dict.fromkeys(line for note in notes for line in note.splitlines()))
