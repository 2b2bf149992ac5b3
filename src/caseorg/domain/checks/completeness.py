"""What a scenario asks for, and what of it the case has: evidence, statements, answers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.scenario import Proof, Question, Scenario
from caseorg.domain.story.story import Story
from caseorg.domain.story.words import Look

_TITLE_COUNTS = 3
_URGENT_COUNTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A kind of evidence that the scenario asks for. `guessed`: what is held was recognised by its words alone."""

    proof: Proof
    required: bool
    held: tuple[Evidence, ...]
    guessed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """`questions` are those without an answer, `stopped` those whose answer points elsewhere."""

    needs: tuple[Need, ...]
    questions: tuple[Question, ...]
    stopped: tuple[Question, ...] = ()

    @property
    def lacking(self) -> tuple[Need, ...]:
        """The required kinds of which there is none."""
        return tuple(need for need in self.needs if need.required and not need.held)

    @property
    def share(self) -> float:
        """The part of the required kinds that is held, 0 to 1; 1 where none is required."""
        required = sum(need.required for need in self.needs)
        return 1 - len(self.lacking) / required if required else 1.0


def completeness(case: CaseFile, scenario: Scenario, proofs: Mapping[str, Proof]) -> Completeness:
    """What the case has of what the scenario asks for; required kinds first."""
    return Completeness(
        needs=_needs(case, scenario, proofs),
        questions=tuple(check for check in scenario.checks if not case.answer(check.id)),
        stopped=tuple(check for check in scenario.checks if case.answer(check.id) in check.stops),
    )


def guessed_proofs(item: Evidence, proofs: Mapping[str, Proof]) -> tuple[str, ...]:
    """The kinds that name, source and purpose of a piece suggest, in the order of the knowledge."""
    words = {word for proof in proofs.values() for word in proof.words}
    found = words_in(f"{item.name}\n{item.source}\n{item.proves}", words)
    return tuple(key for key, proof in proofs.items() if not found.isdisjoint(proof.words))


def triage(case: CaseFile, story: Story, scenarios: Mapping[str, Scenario]) -> tuple[str, ...]:
    """The scenarios that the words of the case suggest, best first; none where no word is known.

    Longer words say more than short ones, and the title says in short what the case is about; what cannot wait is not
    to be overlooked among other things.
    """
    topics = story.rules_met(Look.TOPIC)
    products = "\n".join(order.product for order in case.orders)
    weights = {
        key: (
            sum(map(len, {*topics.get(key, ()), *words_in(products, scenario.words)}))
            + _TITLE_COUNTS * sum(map(len, words_in(case.title, scenario.words)))
        )
        * (_URGENT_COUNTS if scenario.urgent else 1)
        for key, scenario in scenarios.items()
        if not scenario.platforms or case.platform in scenario.platforms
    }
    return tuple(sorted((key for key, weight in weights.items() if weight), key=lambda key: -weights[key]))


def _needs(case: CaseFile, scenario: Scenario, proofs: Mapping[str, Proof]) -> tuple[Need, ...]:
    """A piece of which the user said what it shows is not guessed at."""
    guesses = {item: guessed_proofs(item, proofs) for item in case.standing_evidence if not item.shows}
    found: list[Need] = []
    for key in (*scenario.proofs, *scenario.helpful):
        named = tuple(item for item in case.standing_evidence if key in item.shows)
        guessed = tuple(item for item, keys in guesses.items() if key in keys)
        required = key in scenario.proofs
        found.append(
            Need(proof=proofs[key], required=required, held=named or guessed, guessed=not named and bool(guessed))
        )
    return tuple(found)


def words_in(text: str, words: Iterable[str]) -> set[str]:
    """The words that stand in the text anywhere outside a longer one of them."""
    present = [word for word in words if word in text]
    if len(present) < 2:
        return set(present)
    found: set[str] = set()
    reach = 0
    for _, stop, word in sorted(_places(text, present), key=lambda place: (place[0], -place[1])):
        if stop > reach:
            found.add(word)
            reach = stop
    return found


def _places(text: str, words: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    for word in words:
        start = text.find(word)
        while start >= 0:
            yield start, start + len(word), word
            start = text.find(word, start + 1)
