"""What a scenario asks for, and what of it the case has: evidence, statements, answers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from caseorg.domain.case import CaseFile, Evidence, Order, Payment
from caseorg.domain.scenario import Proof, Question, Scenario

_TITLE_COUNTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A kind of evidence that the scenario asks for. `guessed`: what is held was recognised by its words alone."""

    proof: Proof
    required: bool
    held: tuple[Evidence, ...]
    guessed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """`questions` are those without an answer, `stopped` those whose answer points elsewhere.

    `said` tells for the statements that the form of a case has a field for whether that is filled; whether the text
    makes the others, only its reader can tell.
    """

    needs: tuple[Need, ...]
    statements: tuple[str, ...]
    questions: tuple[Question, ...]
    said: Mapping[str, bool]
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
    said = {statement: is_said(case) for statement in scenario.statements if (is_said := _field(statement))}
    return Completeness(
        needs=_needs(case, scenario, proofs),
        statements=scenario.statements,
        questions=tuple(check for check in scenario.checks if not case.answer(check.id)),
        said=MappingProxyType(said),
        stopped=tuple(check for check in scenario.checks if case.answer(check.id) in check.stops),
    )


def guessed_proofs(item: Evidence, proofs: Mapping[str, Proof]) -> tuple[str, ...]:
    """The kinds that name, source and purpose of a piece suggest, in the order of the knowledge."""
    words = {word for proof in proofs.values() for word in proof.words}
    found = _longest(f"{item.name}\n{item.source}\n{item.proves}", words)
    return tuple(key for key, proof in proofs.items() if not found.isdisjoint(proof.words))


def triage(case: CaseFile, scenarios: Mapping[str, Scenario]) -> tuple[str, ...]:
    """The scenarios that the words of the case suggest, best first; none where no word is known.

    Longer words say more than short ones, and the title says in short what the case is about.
    """
    text = "\n".join((*(event.text for event in case.events), *(order.product for order in case.orders)))
    weights = {
        key: _length(text, scenario.words) + _TITLE_COUNTS * _length(case.title, scenario.words)
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


def _longest(text: str, words: Iterable[str]) -> set[str]:
    """The words that stand in the text anywhere outside a longer one of them."""
    found: set[str] = set()
    taken: list[range] = []
    for word in sorted(words, key=len, reverse=True):
        for place in _places(text, word):
            if not any(place.start >= other.start and place.stop <= other.stop for other in taken):
                found.add(word)
                taken.append(place)
    return found


def _length(text: str, words: Iterable[str]) -> int:
    """How much of what the words say is in the text."""
    return sum(map(len, _longest(text, words)))


def _places(text: str, word: str) -> Iterable[range]:
    start = text.find(word)
    while start >= 0:
        yield range(start, start + len(word))
        start = text.find(word, start + 1)


def _field(statement: str) -> Callable[[CaseFile], bool] | None:
    """The field of a case that makes the statement, by the words with which it begins."""
    return next((said for beginning, said in _FIELDS.items() if statement.startswith(beginning)), None)


def _in_orders(known: Callable[[Order], object]) -> Callable[[CaseFile], bool]:
    """Every order must say it: one order number does not speak for two orders."""
    return lambda case: bool(case.orders) and all(known(order) for order in case.orders)


_FIELDS: Mapping[str, Callable[[CaseFile], bool]] = {
    "订单号": _in_orders(lambda order: order.number),
    "商品名称": _in_orders(lambda order: order.product),
    "下单时间": _in_orders(lambda order: order.ordered_at),
    "支付金额": _in_orders(lambda order: order.paid is not None),
    "支付时间": _in_orders(lambda order: order.paid_at),
    "支付方式": _in_orders(lambda order: order.payment is not Payment.UNKNOWN),
    "交易单号": _in_orders(lambda order: order.transaction),
    "充值账号": _in_orders(lambda order: order.account),
    "商家名称": lambda case: bool(case.merchant.name),
    "诉求": lambda case: bool(case.demand.strip()),
}
