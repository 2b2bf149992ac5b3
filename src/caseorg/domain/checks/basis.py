"""What a claim rests on: the articles of a scenario for those who stand so to each other, the carrying one first."""

from caseorg.domain.law.footing import FootingKind
from caseorg.domain.law.statute import Article
from caseorg.domain.scenario import Scenario

SHORT = 3  # articles in a text where every character counts


def basis(scenario: Scenario, footing: FootingKind) -> tuple[Article, ...]:
    """The articles to cite, the one that carries the claim first; none where the law gives no claim.

    Consumer law is for consumers alone: who buys to sell, or from a private person, has the Civil Code.
    """
    keys = {
        FootingKind.CONSUMER: scenario.basis,
        FootingKind.MINOR: scenario.basis_minor or scenario.basis,
        FootingKind.BUSINESS: scenario.basis_business,
        FootingKind.PRIVATE_SELLER: scenario.basis_private,
    }[footing]
    tags = {article.statute: article.tag for article in scenario.tags}
    return tuple(Article(key, tags.get(key, "")) for key in keys)
