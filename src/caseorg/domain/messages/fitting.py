"""Keeping a text to a limit: what weighs least goes first, sentence by sentence, and everything left out is told."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from caseorg.domain.messages.narrative import NEVER_LEFT_OUT
from caseorg.domain.messages.sentence import Sentence, paragraphs

Piece = tuple[int, int]  # the places of a block and of what stands in it
REFILLS = 20


@dataclass(frozen=True, slots=True)
class Block:
    """One line, several lines, or a narrative, under a heading that goes where nothing stands below it.

    `weight` is that of each line; a sentence has its own.
    """

    told: tuple[Sentence, ...] | tuple[str, ...]
    weight: int = 0
    heading: str = ""
    numbered: bool = False


def fitted(blocks: tuple[Block, ...], fits: Callable[[str], bool] | None) -> tuple[str, tuple[str, ...]]:
    """The text with as much as fits, and the pieces that it leaves out.

    What weighs least goes first, of the same weight what stands later; what fits nevertheless is put back. What must
    never go stays, also where it does not fit.
    """
    whole = _rendered(blocks, frozenset())
    if fits is None or fits(whole):
        return whole, ()
    going = _going(blocks)
    count = bisect_left(range(len(going)), True, key=lambda step: fits(_rendered(blocks, frozenset(going[:step]))))
    gone = frozenset(going[:count])
    for piece in going[:count][: -REFILLS - 1 : -1]:
        if fits(_rendered(blocks, gone - {piece})):
            gone -= {piece}
    return _rendered(blocks, gone), tuple(_left_out(blocks, gone))


def _going(blocks: tuple[Block, ...]) -> list[Piece]:
    """The pieces in the order in which they are left out."""
    weighed = [
        (_weight(block, number), (place, number))
        for place, block in enumerate(blocks)
        for number in range(len(block.told))
    ]
    light = [(weight, piece) for weight, piece in weighed if weight < NEVER_LEFT_OUT]
    return [piece for _, piece in sorted(light, key=lambda ranked: (ranked[0], -ranked[1][0], -ranked[1][1]))]


def _weight(block: Block, number: int) -> int:
    sentence = block.told[number]
    return sentence.weight if isinstance(sentence, Sentence) else block.weight


def _rendered(blocks: tuple[Block, ...], gone: frozenset[Piece]) -> str:
    lines: list[str] = []
    for place, block in enumerate(blocks):
        kept = [block.told[number] for number in range(len(block.told)) if (place, number) not in gone]
        if kept and block.heading:
            lines.append(block.heading)
        lines += _lines(block, kept)
    return "\n".join(lines)


def _lines(block: Block, parts: Sequence[Sentence | str]) -> Iterator[str]:
    sentences = [part for part in parts if isinstance(part, Sentence)]
    if sentences:
        yield from paragraphs(sentences)
    texts = [part for part in parts if isinstance(part, str)]
    numbered = block.numbered and len(texts) > 1
    yield from (f"{number}. {text}" if numbered else text for number, text in enumerate(texts, start=1))


def _left_out(blocks: tuple[Block, ...], gone: frozenset[Piece]) -> Iterator[str]:
    for place, number in sorted(gone):
        sentence = blocks[place].told[number]
        yield sentence.whole if isinstance(sentence, Sentence) else sentence
