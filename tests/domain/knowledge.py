"""The shipped entries of one table, read without the rest of the knowledge."""

from pathlib import Path
from typing import TypeVar

from caseorg.domain.checks.wording import WordingRule
from caseorg.domain.known import KnowledgeEntry
from caseorg.domain.privacy.words import WordList, personal_words
from caseorg.domain.reading.words import (
    App,
    Label,
    NumberForm,
    PageRule,
    PaymentWords,
    ReadingWords,
    Speaker,
    WordGroup,
)
from caseorg.domain.scams.links import Site
from caseorg.domain.scams.scam import RedFlag, ServiceFactor
from caseorg.domain.story.words import ActorRule, MarkRule, PartRule, StoryWords
from caseorg.knowledge.reader import read_tables

FOLDER = Path(__file__).parents[2] / "resources/knowledge"
FILES: dict[str, dict[str, type[KnowledgeEntry]]] = {
    "readings.toml": {
        "label": Label,
        "app": App,
        "number": NumberForm,
        "page": PageRule,
        "speaker": Speaker,
        "group": WordGroup,
        "payment": PaymentWords,
    },
    "red_flags.toml": {"flag": RedFlag, "factor": ServiceFactor, "site": Site},
    "story.toml": {"actor": ActorRule, "part": PartRule, "mark": MarkRule},
    "wording.toml": {"rule": WordingRule},
}
K = TypeVar("K", bound=KnowledgeEntry)


def shipped(kind: type[K]) -> list[K]:
    """All entries of this kind, in the order of the file."""
    for file, kinds in FILES.items():
        if kind in kinds.values():
            tables = read_tables((FOLDER / file).read_text(encoding="utf-8"), kinds)
            return [entry for table in tables.values() for entry in table.values() if isinstance(entry, kind)]
    raise LookupError(kind)


def story_words() -> StoryWords:
    """By which words parts and actors are proposed."""
    return StoryWords(tuple(shipped(ActorRule)), tuple(shipped(PartRule)), tuple(shipped(MarkRule)))


WORDS = story_words()
READING_WORDS = ReadingWords(
    labels=tuple(shipped(Label)),
    apps=tuple(shipped(App)),
    numbers=tuple(shipped(NumberForm)),
    pages=tuple(shipped(PageRule)),
    speakers=tuple(shipped(Speaker)),
    groups=tuple(shipped(WordGroup)),
    payments=tuple(shipped(PaymentWords)),
)


def _word_lists() -> dict[str, WordList]:
    texts = ((FOLDER / name).read_text(encoding="utf-8") for name in ("personal_data.toml", "districts.toml"))
    read = (read_tables(text, {"words": WordList})["words"] for text in texts)
    return {key: one for table in read for key, one in table.items() if isinstance(one, WordList)}


PERSONAL_WORDS = personal_words(_word_lists())
