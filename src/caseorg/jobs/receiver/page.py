"""The page that the phone opens, in its user's language."""

import json
import re
from collections.abc import Mapping
from functools import cache
from html import escape

from caseorg.parsed import parse_toml
from caseorg.resources import resource

_SCRIPTS = {"page.js": "text/javascript", "sha256.js": "text/javascript", "page.css": "text/css"}
_WEIGHTED = re.compile(r"\s*([A-Za-z]+)[^,;]*(?:;\s*q=([01](?:\.\d{0,3})?))?")
File = tuple[bytes, str]  # with its type


def language_of(accepted: str) -> str:
    """`zh` or `en`, whichever a browser that sends this header likes better; Chinese where it likes neither."""
    weights = {"zh": 0.0, "en": 0.0}
    for part in accepted.split(","):
        if (found := _WEIGHTED.match(part)) and (name := found[1].lower()) in weights:
            weights[name] = max(weights[name], float(found[2] or 1))
    return "en" if weights["en"] > weights["zh"] else "zh"


@cache
def page_texts(language: str) -> Mapping[str, str]:
    """What the page says, by key."""
    texts: Mapping[str, str] = parse_toml(resource("phone/texts.toml").read_text(encoding="utf-8"))[language]
    return texts


@cache
def page_file(name: str, language: str) -> File | None:
    """A file of the page; the empty name is the page itself."""
    if name == "":
        return _page(language), "text/html; charset=utf-8"
    if name in _SCRIPTS:
        return resource(f"phone/{name}").read_bytes(), f"{_SCRIPTS[name]}; charset=utf-8"
    return None


def _page(language: str) -> bytes:
    texts = page_texts(language)
    page = resource("phone/page.html").read_text(encoding="utf-8")
    page = re.sub(r"\{(\w+)\}", lambda found: escape(texts[found[1]]) if found[1] in texts else found[0], page)
    inside = json.dumps(texts, ensure_ascii=False).replace("<", "\\u003c")
    return page.replace("{all texts}", inside).encode()
