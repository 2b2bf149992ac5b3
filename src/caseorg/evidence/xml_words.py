"""The words of XML: messages saved from a phone, bills. Attributes count like what stands within."""

from html.parser import HTMLParser
from typing import Any

from caseorg.evidence.chats import value_lines

_DEEPEST = 50
_SENT = "2"  # as the usual program that saves messages says it
Node = dict[str, Any]


def xml_words(text: str) -> str:
    """Its values, line by line; a list of messages as a talk."""
    reader = _XmlReader()
    reader.feed(text)
    reader.close()
    return "\n".join(value_lines(_value(reader.root))) or text


class _XmlReader(HTMLParser):
    """No entity is looked up that a document defines itself, so that none can be a bomb."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: Node = {}
        self._open: list[tuple[str, Node]] = [("", self.root)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node: Node = {name: value or "" for name, value in attrs if not name.startswith("xmlns")}
        above = self._open[-1][1].setdefault(tag, [])
        if isinstance(above, list):  # an attribute may have the name
            above.append(node)
        if len(self._open) < _DEEPEST:
            self._open.append((tag, node))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in (name for name, _ in self._open[1:]):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip():
            node = self._open[-1][1]
            node[""] = f"{node.get('', '')}{data}".strip()

    def unknown_decl(self, data: str) -> None:
        self.handle_data(data.removeprefix("CDATA["))


def _value(node: Node) -> Any:
    if set(node) <= {""}:
        return node.get("", "")
    found = {name or "text": _values(part) if isinstance(part, list) else part for name, part in node.items()}
    if "body" in found and "type" in found and "address" in found:
        found["issend"] = str(int(found["type"] == _SENT))
    return found


def _values(parts: list[Node]) -> Any:
    """One plain value alone stands for itself."""
    values = [_value(part) for part in parts]
    return values[0] if len(values) == 1 and not isinstance(values[0], dict) else values
