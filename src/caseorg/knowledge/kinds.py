"""Of which kind the entries of each table are, by the place of its class: only what is read is loaded."""

from collections.abc import Mapping
from importlib import import_module

from caseorg.domain.known import KnowledgeEntry

TABLES: Mapping[str, Mapping[str, str]] = {
    "cautions.toml": {"caution": "scenario.Caution"},
    "corrections.toml": {"correction": "scenario.Correction"},
    "deadlines.toml": {"milestone": "clocks.deadline.Milestone", "deadline": "clocks.deadline.DeadlineRule"},
    "districts.toml": {"words": "privacy.words.WordList"},
    "doors.toml": {
        "name_sign": "steps.doors.NameSign",
        "closed_door": "steps.doors.ClosedDoor",
        "situation": "steps.doors.Situation",
        "danger": "steps.doors.Danger",
        "waiver": "steps.doors.Waiver",
    },
    "footing.toml": {"footing": "law.footing.FootingRule"},
    "forms.toml": {"form": "forms.sheet.Form"},
    "grounds.toml": {"ground": "checks.precheck.Ground"},
    "guard.toml": {"rule": "guard.findings.GuardRule"},
    "guides.toml": {"guide": "scenario.Guide"},
    "hints.toml": {"hint": "steps.hints.Hint"},
    "letters.toml": {"letter": "messages.letters.Letter"},
    "messages.toml": {"frame": "messages.channel.MessageFrame"},
    "payees.toml": {"payee": "parties.payees.PayeePattern"},
    "peaks.toml": {"peak": "scenario.Peak"},
    "personal_data.toml": {"words": "privacy.words.WordList"},
    "platforms.toml": {"platform": "parties.marketplace.Marketplace", "operator": "parties.marketplace.Operator"},
    "proofs.toml": {"proof": "scenario.Proof"},
    "readings.toml": {
        "label": "reading.words.Label",
        "app": "reading.words.App",
        "number": "reading.words.NumberForm",
        "page": "reading.words.PageRule",
        "speaker": "reading.words.Speaker",
        "group": "reading.words.WordGroup",
        "payment": "reading.words.PaymentWords",
    },
    "red_flags.toml": {"flag": "scams.scam.RedFlag", "factor": "scams.scam.ServiceFactor", "site": "scams.links.Site"},
    "statements.toml": {"statement": "checks.statements.StatementRule"},
    "statutes.toml": {"law": "law.statute.Law", "statute": "law.statute.Statute"},
    "story.toml": {"actor": "story.words.ActorRule", "part": "story.words.PartRule", "mark": "story.words.MarkRule"},
    "terms.toml": {"term": "law.terms.UnfairTerm"},
    "wording.toml": {"rule": "checks.wording.WordingRule"},
}
FOLDERS: Mapping[str, str] = {"channels": "messages.channel.Channel", "scenarios": "scenario.Scenario"}


def kinds_in(file: str) -> Mapping[str, type[KnowledgeEntry]]:
    """The kinds of the tables of a file."""
    return {table: kind_at(place) for table, place in TABLES[file].items()}


def kind_at(place: str) -> type[KnowledgeEntry]:
    """The class at its place in the domain."""
    module, _, name = place.rpartition(".")
    kind: type[KnowledgeEntry] = getattr(import_module(f"caseorg.domain.{module}"), name)
    return kind
