"""Which other cases are about the same merchant, or have an account, a number or a code in common with one.

It is told to the user alone: nothing of one case is ever taken into another, nor into its papers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from caseorg.domain.case import CaseId, CaseSummary
from caseorg.domain.parties.traits import FoundTrait, Trait, merchant_keys, own_keys
from caseorg.domain.scams.links import is_known
from caseorg.knowledge.library import Knowledge
from caseorg.store.queries import list_cases, load_profile
from caseorg.store.traits import cases_with, traits_of
from caseorg.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Common:
    """What they have in common, as this case has it written, and the other cases, the one touched last first."""

    trait: Trait
    texts: tuple[str, ...]
    cases: tuple[CaseSummary, ...]


def in_common(workspace: Workspace, case_id: CaseId) -> tuple[Common, ...]:
    """By kind, as far as what is searched is up to date."""
    having = cases_with(workspace.searchable, traits_of(workspace.searchable, case_id))
    others = {trait: keys - {case_id} for trait, keys in having.items() if keys - {case_id}}
    if not others:
        return ()
    telling = {trait: others[trait] for trait in _telling(workspace, others)}
    known = workspace.read(list_cases, frozenset[str]().union(*telling.values()))
    return tuple(_of_kinds(telling, known))


def _of_kinds(others: dict[FoundTrait, frozenset[str]], known: Iterable[CaseSummary]) -> Iterator[Common]:
    for trait in Trait:
        of_trait = {found: keys for found, keys in others.items() if found.trait is trait}
        keys = frozenset[str]().union(*of_trait.values())
        cases = tuple(case for case in known if case.id in keys)
        if cases:
            yield Common(trait, tuple(dict.fromkeys(found.text for found in of_trait)), cases)


def _telling(workspace: Workspace, found: Iterable[FoundTrait]) -> Iterator[FoundTrait]:
    """Without what many cases have: the complainant's own number, and the names and sites of platforms."""
    own, generic = own_keys(workspace.read(load_profile).phone), _generic_names(workspace.knowledge)
    for trait in found:
        if trait.trait is Trait.PHONE and trait.key in own:
            continue
        if trait.trait is Trait.MERCHANT and trait.key in generic:
            continue
        if trait.trait is Trait.SITE and is_known(trait.key, workspace.knowledge.sites.values()):
            continue
        yield trait


def _generic_names(knowledge: Knowledge) -> frozenset[str]:
    operators = (
        name
        for operator in knowledge.operators.values()
        for name in (operator.name, operator.company, operator.credit_code)
    )
    sites = (name for site in knowledge.sites.values() for name in (site.name, *site.brands))
    places = (place.name for place in knowledge.marketplaces.values())
    return frozenset(key for name in (*operators, *sites, *places) for key in merchant_keys(name))
