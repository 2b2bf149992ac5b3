"""One catalogue for the window and the command line: English message ids, Chinese texts."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Final

from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import Moment, show_moment
from caseorg.domain.remark import Remark
from caseorg.domain.text.quoting import within
from caseorg.domain.ways import Way
from caseorg.parsed import parse_toml
from caseorg.resources import resource

ENGLISH: Final = "en"
_language = ENGLISH
_window = False
_texts: Mapping[str, str] = {}


def use_language(language: str) -> None:
    """Chooses the language of every text that is made from now on; English needs no catalogue."""
    global _language, _texts
    if language != _language:
        _texts = {} if language == ENGLISH else load_catalogue(language)
        _language = language


@cache
def load_catalogue(language: str) -> Mapping[str, str]:
    """English message id → text, all sections of resources/i18n/<language>.toml together."""
    sections = parse_toml(resource(f"i18n/{language}.toml").read_text(encoding="utf-8"))
    return {key: text for section in sections.values() for key, text in section.items()}


def tr(message: str, /, **values: object) -> str:
    """The text in the chosen language, with its {fields} filled."""
    if not values:
        return _texts.get(message) or message
    text = _texts.get(message) or _of_one(message, values)
    return text.format(**_within_quotes(text, values))


def _within_quotes(text: str, values: Mapping[str, object]) -> Mapping[str, object]:
    """What the text quotes has the quotation marks of the next level."""
    if not any(isinstance(value, str) and "“" in value for value in values.values()):
        return values
    return {
        name: within(value) if isinstance(value, str) and f"“{{{name}}}”" in text else value
        for name, value in values.items()
    }


def _of_one(message: str, values: Mapping[str, object]) -> str:
    """English says `1 file` where it says `2 files`."""
    single = [f"{{{name}}}" for name, value in values.items() if value == 1]
    for phrase, text in _singulars() if single else ():
        if phrase in message and any(name in phrase for name in single):
            message = message.replace(phrase, text)
    return message


@cache
def _singulars() -> tuple[tuple[str, str], ...]:
    """The longest phrase first: it says more of what stands around the number."""
    return tuple(sorted(load_catalogue(ENGLISH).items(), key=lambda pair: -len(pair[0])))


def listed(items: Iterable[str]) -> str:
    """Several things in one sentence: `a, b, c` or `a、b、c`."""
    return tr(", ").join(items)


def in_a_row(*sentences: str) -> str:
    """Sentences one after another, those that say something; between Chinese ones stands no space."""
    return " ".join(filter(None, sentences)).replace("。 ", "。")


def remark_text(remark: Remark) -> str:
    """The remark in the chosen language; an enum, a time or a remark among its values is said in it too."""
    values = {name: _value_text(value) for name, value in remark.values.items()}
    return tr(remark.text, **values)


def note_text(note: str) -> str:
    """The message ids of a note, one a line, in the chosen language."""
    return " ".join(map(tr, note.splitlines()))


def _value_text(value: object) -> object:
    if isinstance(value, Remark):
        return remark_text(value)
    if isinstance(value, Way):
        return way_text(value)
    if isinstance(value, Moment):
        return show_moment(value)
    return tr(value.value) if isinstance(value, StrEnum) else value


def use_window(shown: bool = True) -> None:
    """Whether what is advised is named by its menu, or by its command."""
    global _window
    _window = shown


def way_text(way: Way) -> str:
    """“caseorg verify”, or in the window “案件 → 核验”."""
    return f"“{' → '.join(map(tr, way.entry))}”" if _window and way.entry else str(way)


def _error_value_text(name: str, value: object) -> object:
    """The system's reason for a failure may be in the catalogue too."""
    if isinstance(value, Remark):
        return remark_text(value)
    if isinstance(value, Way):
        return way_text(value)
    return tr(str(value)) if name == "reason" else value


def error_text(error: CaseorgError) -> str:
    """What is wrong and what to do, in one line whatever the names in it hold."""
    values = {name: _error_value_text(name, value) for name, value in error.values.items()}
    text = " ".join(tr(part, **values) for part in (error.what, error.advice) if part)
    return in_a_row(*text.splitlines())
