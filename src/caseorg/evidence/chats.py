"""The words of chats that a program exported as JSON or CSV: who said what when. What is unknown is kept as it is."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from html import unescape
from typing import Any

from caseorg.domain.moments import BEIJING

# Names of columns, as programs write them, without spaces and dashes; the first that holds something counts.
_TIMES = (
    "strtime",
    "formattedtime",
    "sendtime",
    "senttime",
    "msgtime",
    "createtime",
    "datetime",
    "createat",
    "createdat",
    "sentat",
    "timestamp",
    "time",
    "date",
    "ts",
    "发送时间",
    "消息时间",
    "时间",
    "日期",
)
_SPEAKERS = (
    "contactname",
    "sendername",
    "senderdisplayname",
    "displayname",
    "sendernickname",
    "nickname",
    "nick",
    "fromname",
    "remark",
    "sender",
    "from",
    "author",
    "speaker",
    "username",
    "user",
    "name",
    "role",
    "talker",
    "fromuser",
    "address",
    "发送者",
    "发送人",
    "发言人",
    "说话人",
    "昵称",
    "用户",
    "姓名",
)
_TEXTS = ("strcontent", "content", "text", "msg", "message", "body", "words", "消息内容", "内容", "消息", "正文")
_MINE = ("issender", "issend", "isself", "self", "isme")
_KINDS = ("typename", "type", "msgtype", "kind", "类型")
_LEAST_END = 4
_OTHER_NAMES = ("file", "room", "group", "chat", "type", "app", "display", "host", "class", "tag")
_XML = re.compile(r"^\s*<\?xml|^\s*<msg\b")
_XML_WORDS = re.compile(r"<(title|des|content|label|poiname)>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</\1>", re.DOTALL)
_TAGGED = re.compile(
    r"</(?:p|div|span|a|b|i|font|strong|em|li|ul|td|body|html)>|<(?:br|img)\b[^<>]*>|&nbsp;", re.IGNORECASE
)
_LINE_OF_HTML = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h\d)\s*>", re.IGNORECASE)
_PICTURE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_SCRIPT = re.compile(r"\s*(?:(?:var|let|const)\s+)?[\w$.\[\]'\"]*\s*[=(]\s*([\[{].*[\]}])\s*\)?\s*;?\s*", re.DOTALL)
_LAST_COMMA = re.compile(r'("(?:\\.|[^"\\])*")|,(?=\s*[\]}])')
_BETWEEN = "[]{}, \t\r\n"
_DELIMITERS = ",\t;|"
_MOST_BEFORE = 30  # lines before the names of the columns
_MOST_BROKEN = 2000
_DEEPEST = 30
_TOO_MANY = 100_000  # records


def json_words(text: str) -> str:
    """The words of JSON, of one value or of one a line; what cannot be read stays as it stands."""
    for whole in (text, _unwrapped(text)):
        try:
            return "\n".join(value_lines(json.loads(whole)))
        except (ValueError, RecursionError):
            continue
    dropped: dict[str, None] = {}
    records = list(map(_record, text.splitlines()))
    if any(records):
        lines = [
            _of_record(record, dropped) if record else line
            for record, line in zip(records, text.splitlines(), strict=True)
        ]
    else:
        lines = [_of_record(part, dropped) if isinstance(part, dict) else part for part in _pieces(text)]
    return "\n".join((*map(_unescaped, lines), *_left_out(dropped)))


def _record(line: str) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _unwrapped(text: str) -> str:
    """Without what makes a script of it, and without commas behind the last of several."""
    inner = _SCRIPT.fullmatch(text)
    return _LAST_COMMA.sub(lambda found: found[1] or "", inner[1] if inner else text)


def _pieces(text: str) -> Iterator[dict[str, Any] | str]:
    """The objects that are whole, of JSON that is cut off or damaged, and what stands between them."""
    decoder, position, start, tried = json.JSONDecoder(), 0, 0, 0
    while (start := text.find("{", start)) >= 0 and tried < _MOST_BROKEN:
        try:
            value, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            start, tried = start + 1, tried + 1
            continue
        if between := text[position:start].strip(_BETWEEN):
            yield between
        yield value
        position = start = end
    if rest := text[position:].strip(_BETWEEN):
        yield rest


def _of_record(record: Mapping[str, Any], dropped: dict[str, None]) -> str:
    return _said(record, dropped) or _noted(record)


def _unescaped(line: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), line)


def csv_words(text: str) -> str:
    """The words of a table; of one that is no chat, its cells."""
    first = next((line for line in text.splitlines()[:_MOST_BEFORE] if any(mark in line for mark in _DELIMITERS)), "")
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if row]
    except csv.Error:
        return text
    return table_words(rows)


def table_words(rows: Sequence[Sequence[str]]) -> str:
    """Who said what when; of a table that is no chat, its cells."""
    before = next((number for number, row in enumerate(rows[:_MOST_BEFORE]) if _is_head(row)), len(rows))
    dropped: dict[str, None] = {}
    lines = [_row(rows[before], row, dropped) for row in rows[before + 1 :]]
    return "\n".join((*("  ".join(row) for row in rows[:before]), *lines, *_left_out(dropped)))


def _is_head(row: Sequence[str]) -> bool:
    return bool(_column(row, _TEXTS) and (_column(row, _TIMES) or _column(row, _SPEAKERS)))


def _row(head: Sequence[str], row: Sequence[str], dropped: dict[str, None]) -> str:
    if len(row) != len(head):
        return "  ".join(row)
    return _said(dict(zip(head, row, strict=True)), dropped) or "  ".join(row)


def value_lines(value: Any) -> list[str]:
    """A value of JSON as lines; a list of messages as a talk."""
    dropped: dict[str, None] = {}
    return [*_lines(value, "", dropped, 0), *_left_out(dropped)]


def _lines(value: Any, indent: str, dropped: dict[str, None], depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        yield f"{indent}{_compact(value)}"
    elif isinstance(value, dict):
        for key, part in value.items():
            if isinstance(part, dict | list) and part:
                yield f"{indent}{key}："
                yield from _lines(part, indent if _is_talk(part) else f"{indent}  ", dropped, depth + 1)
            elif part not in (None, "", [], {}):
                yield f"{indent}{key}：{_plain(part)}"
    elif isinstance(value, list):
        talk = _is_talk(value)
        for part in value[:_TOO_MANY]:
            line = _said(part, dropped) if talk and isinstance(part, dict) else ""
            if line:
                yield indent + line
            elif talk and isinstance(part, dict):
                yield indent + _noted(part)
            elif _is_row(part):
                yield indent + "  ".join(map(_plain, part))
            elif talk or not isinstance(part, dict | list):
                yield f"{indent}{_compact(part) if isinstance(part, dict | list) else _plain(part)}"
            else:
                yield from _lines(part, indent, dropped, depth + 1)
    else:
        yield f"{indent}{_plain(value)}"


def _is_talk(value: Any) -> bool:
    """A list whose records mostly say something, and who or when."""
    if not isinstance(value, list) or not value:
        return False
    records = [part for part in value[:200] if isinstance(part, dict)]
    talking = sum(
        bool(_column(part, _TEXTS) and (_column(part, _TIMES) or _column(part, _SPEAKERS))) for part in records
    )
    return talking * 2 > len(value[:200])


def _column(names: Mapping[str, Any] | Sequence[str], known: Sequence[str]) -> str:
    """The name among them that comes first among the known ones, or else ends like one, such as `senderNick`."""
    plain = {re.sub(r"[\s_\-\ufeff]", "", str(name)).lower(): str(name) for name in names}
    if found := next((plain[name] for name in known if name in plain), ""):
        return found
    ends = tuple(name for name in known if len(name) >= _LEAST_END)
    return next(
        (column for name, column in plain.items() if name.endswith(ends) and not name.startswith(_OTHER_NAMES)), ""
    )


def _said(record: Mapping[str, Any], dropped: dict[str, None]) -> str:
    """`2024-05-21 14:30:22 客服：您好`; nothing where it says nothing."""
    columns = [_filled(record, known) for known in (_TIMES, _SPEAKERS, _TEXTS, _MINE, _KINDS)]
    time, speaker, text, mine, kind = columns
    if not text:
        return ""
    words = _words(record[text])
    if not words:
        return ""
    who = _name(record[speaker]) if speaker else ""
    if mine and str(record[mine]).lower() in ("1", "true"):
        who = "我"
    elif mine and not who:
        who = "对方"
    dropped.update(dict.fromkeys(str(name) for name in record if name not in (time, speaker, text, mine, kind)))
    when = _time(record[time]) if time else ""
    return f"{' '.join(filter(None, (when, who)))}：{words}" if when or who else words


def _noted(record: Mapping[str, Any]) -> str:
    """Of a record that says nothing, such as a picture or a call, all that it holds, when and by whom."""
    time, speaker = _filled(record, _TIMES), _filled(record, _SPEAKERS)
    rest = {
        key: value for key, value in record.items() if key not in (time, speaker) and value not in (None, "", [], {})
    }
    fields = "；".join(
        f"{key}：{_compact(value) if isinstance(value, dict | list) else _plain(value)}" for key, value in rest.items()
    )
    who = _name(record[speaker]) if speaker else ""
    return f"{' '.join(filter(None, (_time(record[time]) if time else '', who)))}：{fields}".removeprefix("：")


def _is_row(value: Any) -> bool:
    """A few plain values side by side, as in a table."""
    return isinstance(value, list) and 0 < len(value) <= 20 and not any(isinstance(part, dict | list) for part in value)


def _filled(record: Mapping[str, Any], known: Sequence[str]) -> str:
    """The first of the known columns that holds something."""
    filled = [name for name, value in record.items() if value not in (None, "", [], {})]
    return _column(filled, known)


def _name(value: Any) -> str:
    if isinstance(value, dict):
        column = _filled(value, _SPEAKERS) or next(iter(value), "")
        return _name(value[column]) if column else ""
    return _plain(value)


def _words(value: Any) -> str:
    """Also of a message in parts."""
    if isinstance(value, dict):
        column = _filled(value, _TEXTS)
        more = [f"[{value[key]}]" for key in ("src", "url", "file", "path", "filename") if value.get(key)]
        return " ".join(filter(None, (_words(value[column]) if column else "", *more))) or _compact(value)
    if isinstance(value, list):
        return "".join(map(_words, value))
    if isinstance(value, str) and value.lstrip().startswith(("{", "[")):
        try:
            packed = json.loads(value)
        except (ValueError, RecursionError):
            return _plain(value)
        return _words(packed) if isinstance(packed, dict | list) and packed else _plain(value)
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    text = str(value).strip()
    if _XML.search(text):
        parts = [words.strip() for _, words in _XML_WORDS.findall(text) if words.strip()]
        return " ".join(dict.fromkeys(parts)) or text
    return _without_tags(text) if _TAGGED.search(text) else text


def _without_tags(text: str) -> str:
    """What a program wrote as HTML into a cell."""
    plain = _TAG.sub("", _PICTURE.sub("[图片]", _LINE_OF_HTML.sub("\n", text)))
    return re.sub(r"\n{2,}", "\n", unescape(plain).replace("\xa0", " ")).strip() or text


def _time(value: Any) -> str:
    """Seconds or milliseconds since 1970, and what names a zone, as Beijing time; anything else as it is."""
    text = str(value).strip()
    if re.fullmatch(r"1\d{9}(?:\d{3})?(?:\.\d+)?", text):
        at = datetime.fromtimestamp(int(text[:10]), UTC).astimezone(BEIJING)
        return f"{at:%Y-%m-%d %H:%M:%S}"
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)", text):
        try:
            return f"{datetime.fromisoformat(text).astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"
        except (ValueError, OverflowError):
            return text
    return re.sub(r"^(\d{4}-\d\d-\d\d)T(?=\d\d:\d\d)", r"\1 ", text)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _left_out(dropped: Mapping[str, None]) -> Iterator[str]:
    if dropped:
        yield f"（此处只列时间、发言人和内容；其余栏目见原文件：{'、'.join(list(dropped)[:30])}）"
