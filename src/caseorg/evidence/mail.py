"""The words of a mail, and of a page that a browser saved like one: headers, body, and what is attached."""

import email
import re
from base64 import b64decode
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.message import Message
from email.quoprimime import header_decode
from email.utils import collapse_rfc2231_value, parsedate_to_datetime
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import BEIJING, parse_moment
from caseorg.domain.text.decoding import decode
from caseorg.evidence.kinds import promised_type
from caseorg.evidence.markup import markup_words, page_words

_SHOWN = (("From", "发件人"), ("To", "收件人"), ("Cc", "抄送"), ("Reply-To", "回复地址"))
_HEADER = re.compile(rb"^[!-9;-~]+:[ \t]?", re.MULTILINE)
_KNOWN = re.compile(
    rb"^(from|to|subject|date|received|mime-version|message-id|return-path|delivered-to|snapshot-content-location"
    rb"|content-type|x-[\w-]+):",
    re.IGNORECASE | re.MULTILINE,
)
_MBOX = re.compile(rb"^From [^\n]{0,200}\d{4}[^\n]{0,20}\r?\n(?=[!-9;-~]+:)", re.MULTILINE)
_OF_APPLE = re.compile(rb"^(\d{1,9})[ \t]*\r?\n(?=[!-9;-~]+:)")  # how long the mail is; behind it are notes of Apple's
_OF_PAGES = (
    "text/css",
    "text/x-amp-html",
    "text/javascript",
    "application/javascript",
    "application/x-javascript",
    "font/woff2",
)
_ENCODED_WORD = re.compile(r"=\?([\w.*:-]+)\?([bBqQ])\?([^?]*)\?=")
_ENCODED_WORDS = re.compile(rf"{_ENCODED_WORD.pattern}(?:\s*{_ENCODED_WORD.pattern})*")
_OF_CHINA = re.compile(r"\bCST\b(?=$|\s)")  # which readers of mail take for Chicago's
_DEEPEST = 10
_HEAD = 8192  # bytes that show how lines end
_MOST_PARTS = 2000
_NO_ENDINGS = ("", ".dat", ".tmp", ".bin")
_LEAST_PICTURE = 8000  # bytes
_RULE = "—" * 20


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is attached, by the name it was given; `inside` where it is shown among the words."""

    name: str
    content: bytes
    inside: bool = False

    @property
    def is_ornament(self) -> bool:
        """Whether it is a small picture among the words, such as a line or a face."""
        return self.inside and len(self.content) < _LEAST_PICTURE


@dataclass(frozen=True, slots=True)
class Mail:
    """`sent_at` is None where no date can be read."""

    text: str
    attachments: tuple[Attachment, ...]
    sent_at: datetime | None


def looks_like_mail(head: bytes) -> bool:
    """Whether a file begins with the headers of a mail."""
    plain = _OF_APPLE.sub(b"", _usual_form(head))
    top = re.split(rb"\r?\n\r?\n", _MBOX.sub(b"", plain, count=1), maxsplit=1)[0]
    names = {name.lower() for name in _KNOWN.findall(top)}
    return (
        bool(_HEADER.match(top)) and len(names) >= 2 and bool(names & {b"from", b"mime-version", b"received", b"date"})
    )


def read_mail(content: bytes) -> Mail | None:
    """All mails of the file, one after the other; None where there is none."""
    try:
        mails = [_mail(part) for part in _parted(content)]
    except (MessageError, ValueError, LookupError, RecursionError):
        return None
    text = f"\n{_RULE}\n".join(mail.text for mail in mails)
    attachments = tuple(attachment for mail in mails for attachment in mail.attachments)
    return Mail(text, attachments, mails[0].sent_at) if text.strip() else None


def _usual_form(content: bytes) -> bytes:
    """Without a mark or empty lines before it, in bytes for letters, with line ends that a reader of mail knows."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        content = content.decode("utf-16", "replace").encode()
    plain = content.lstrip(b"\xef\xbb\xbf\r\n \t")
    if b"\r\r\n" in plain[:_HEAD]:
        return plain.replace(b"\r\r\n", b"\r\n")
    return plain if b"\n" in plain[:_HEAD] else plain.replace(b"\r", b"\n")


def _parted(content: bytes) -> list[bytes]:
    """The mails of a file that holds several."""
    plain = _usual_form(content)
    if counted := _OF_APPLE.match(plain):
        return [plain[counted.end() :][: int(counted[1])]]
    if not plain.startswith(b"From "):
        return [plain]
    return [part for part in _MBOX.split(plain) if part.strip()]


def _mail(content: bytes) -> Mail:
    message = email.message_from_bytes(content)
    attachments: list[Attachment] = []
    lines = list(_message_lines(message, attachments, 0))
    return Mail("\n".join(lines).strip(), tuple(attachments), _sent_at(message))


def _message_lines(message: Message, attachments: list[Attachment], depth: int) -> Iterator[str]:
    start = len(attachments)
    body = "\n\n".join(filter(None, _bodies(message, attachments, depth)))
    yield from _headers(message)
    own = [attachment for attachment in attachments[start:] if not attachment.inside]
    if own:
        yield f"附件：{'、'.join(f'{attachment.name}（{_size(len(attachment.content))}）' for attachment in own)}"
    if pictures := len(attachments) - start - len(own):
        yield f"文内图片：{pictures}张"
    yield ""
    yield body


def _headers(message: Message) -> Iterator[str]:
    for name, label in _SHOWN:
        if value := _header(message, name):
            yield f"{label}：{value}"
    if value := _header(message, "Date"):
        at = _sent_at(message)
        yield f"时间：{at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}（北京时间，原文：{value}）" if at else f"时间：{value}"
    if value := _header(message, "Subject"):
        yield f"主题：{value}"
    if value := _header(message, "Snapshot-Content-Location"):
        yield f"网页地址：{value}"


def _sent_at(message: Message) -> datetime | None:
    """By the Date header, or else by the last server that received it."""
    received = [str(value).rpartition(";")[2] for value in message.get_all("Received", [])]
    for text in (_header(message, "Date").partition("、")[0], *received):
        try:
            at = parsedate_to_datetime(_OF_CHINA.sub("+0800", text.strip()))
        except (ValueError, TypeError, IndexError, OverflowError):
            if found := _written(text):
                return found
            continue
        try:
            return (at if at.tzinfo else at.replace(tzinfo=UTC if "-0000" in text else BEIJING)).astimezone(UTC)
        except OverflowError:
            continue
    return None


def _written(text: str) -> datetime | None:
    """As programs write it that know no rules for mail: `2024-05-21 14:30:22`."""
    try:
        return parse_moment(text).at
    except CaseorgError:
        return None


def _header(message: Message, name: str) -> str:
    """All headers of this name on one line."""
    raw = [value for key, value in message.raw_items() if key.lower() == name.lower()]
    return "、".join(filter(None, map(_plain, raw)))


def _plain(value: object) -> str:
    """A header's words, whatever charset they name; the parser lets raw bytes through as halves of characters."""
    try:
        raw = str(value).encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        text = str(value)
    else:
        text = _decoded(raw, "")
    return " ".join(_ENCODED_WORDS.sub(_unpacked, text).split())


def _unpacked(run: re.Match[str]) -> str:
    """Encoded words side by side; a character may be cut between two of the same charset."""
    text, waiting, before = "", b"", ""
    for charset, form, packed in _ENCODED_WORD.findall(run[0]):
        if charset.lower() != before:
            text, waiting, before = text + _decoded(waiting, before), b"", charset.lower()
        waiting += _of_base64(packed) if form in "bB" else header_decode(packed).encode("latin-1", "replace")
    return text + _decoded(waiting, before)


def _of_base64(packed: str) -> bytes:
    try:
        return b64decode(packed + "=" * (-len(packed) % 4))
    except ValueError:
        return packed.encode()


def _decoded(content: bytes, charset: str) -> str:
    found = decode(content, charset.partition("*")[0]) if content else None
    return found.text if found else content.decode("latin-1")


def _bodies(message: Message, attachments: list[Attachment], depth: int, *, first: bool = True) -> Iterator[str]:
    """What is to be read of a part and those in it; what is attached is put on the list. The first part of several is
    the text itself, whether it has a name or not.
    """
    kind = message.get_content_type()
    if depth > _DEEPEST or len(attachments) > _MOST_PARTS:
        yield "……"
    elif kind == "message/rfc822" and message.is_multipart():
        for inner in _forwarded(message):
            yield "\n".join((_RULE, "转发的邮件", *_message_lines(inner, attachments, depth + 1), _RULE))
    elif message.is_multipart():
        parts = [part for part in message.get_payload() if isinstance(part, Message)]
        if kind == "multipart/alternative":
            yield _best([list(_bodies(part, attachments, depth + 1)) for part in parts])
        else:
            for part in parts:
                yield from _bodies(part, attachments, depth + 1, first=part is parts[0])
    else:
        content = _content(message)
        if kind.startswith("multipart/"):  # it names no boundary, or none of its parts is there
            yield _decoded(content, "").strip()
        elif kind in ("text/plain", "text/html") and not _is_attached(message, first=first):
            yield _part_words(content, kind, message)
        elif content and kind not in _OF_PAGES:
            attachments.append(Attachment(_name(message, len(attachments) + 1), content, _is_inside(message)))


def _forwarded(message: Message) -> Iterator[Message]:
    """The mails within, also one that is packed as no rule allows."""
    packed = str(message.get("Content-Transfer-Encoding", "")).strip().lower() == "base64"
    for inner in message.get_payload():
        if isinstance(inner, Message):
            body = inner.get_payload() if packed and not inner.keys() else None
            yield email.message_from_bytes(_of_base64("".join(body.split()))) if isinstance(body, str) else inner


def _best(versions: list[list[str]]) -> str:
    """Of several versions of one text the first, unless it says much less than another: a hint to use HTML."""
    texts = ["\n\n".join(filter(None, version)) for version in versions]
    longest = max(texts, key=_said, default="")
    return next((text for text in texts if _said(text) * 2 >= _said(longest)), longest)


def _said(text: str) -> int:
    return len(re.sub(r"\s|〔.*?〕", "", text))


def _part_words(content: bytes, kind: str, message: Message) -> str:
    charset = str(message.get_param("charset") or "")
    if kind == "text/html":
        return page_words(content, charset) or ""
    text = _decoded(content, charset)
    return markup_words(text) if re.match(r"\s*(?:<!doctype html|<html)", text, re.IGNORECASE) else text.strip()


def _content(message: Message) -> bytes:
    payload = message.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _is_attached(message: Message, *, first: bool) -> bool:
    return message.get_content_disposition() == "attachment" or (bool(_given_name(message)) and not first)


def _is_inside(message: Message) -> bool:
    shown = message.get("Content-ID") or message.get("Content-Location")
    return (
        message.get_content_maintype() == "image" and bool(shown) and message.get_content_disposition() != "attachment"
    )


def _readable(message: Message, header: str) -> Message:
    """The message, or what stands in this header where it was written in raw bytes, as old programs do."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == header.lower()), "")
    if raw.isascii():
        return message
    alone = Message()
    alone[header] = _plain(raw)
    return alone


def _given_name(message: Message) -> str:
    for name, header in (("filename", "Content-Disposition"), ("name", "Content-Type")):
        value = _readable(message, header).get_param(name, header=header)
        if value:
            return _plain(collapse_rfc2231_value(value))
    return ""


def _name(message: Message, number: int) -> str:
    """The name that it was given, else that of the place it was saved from, else a number."""
    place = PurePosixPath(unquote(urlsplit(_header(message, "Content-Location")).path)).name
    ending = message.get_content_subtype().removeprefix("x-")
    name = _given_name(message) or place or f"附件{number}"
    name = re.split(r"[/\\]", name)[-1].strip().strip(".") or f"附件{number}"
    known = {"jpeg": "jpg", "rfc822": "eml", "plain": "txt", "octet-stream": "", "svg+xml": "svg"}.get(ending, ending)
    own = PurePosixPath(name).suffix.lower()
    if not known or own not in _NO_ENDINGS or (own and promised_type(f"x.{known}") is None):
        return name
    return f"{name}.{known}"


def _size(size: int) -> str:
    return (
        f"{size / 1_048_576:.1f}MB" if size >= 1_048_576 else f"{size / 1024:.0f}KB" if size >= 1024 else f"{size}字节"
    )
