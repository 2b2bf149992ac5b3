"""All that the application knows of the field. A file of the same name in the user's folder stands in for ours."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from caseorg.domain.clocks.workdays import Calendar
from caseorg.domain.errors import CaseorgError
from caseorg.domain.remark import remark
from caseorg.knowledge import calendar
from caseorg.knowledge.entries import Entries
from caseorg.knowledge.kept_ways import kept_ways
from caseorg.knowledge.kinds import FOLDERS, TABLES, kind_at, kinds_in
from caseorg.knowledge.reader import UnreadableError, read_one, read_tables
from caseorg.resources import resource

if TYPE_CHECKING:
    from caseorg.domain.checks.precheck import Ground
    from caseorg.domain.checks.statements import StatementRule
    from caseorg.domain.checks.wording import WordingRule
    from caseorg.domain.clocks.deadline import DeadlineRule, Milestone
    from caseorg.domain.forms.sheet import Form
    from caseorg.domain.guard.findings import GuardRule
    from caseorg.domain.law.footing import FootingRule
    from caseorg.domain.law.statute import Law, Statute
    from caseorg.domain.law.terms import UnfairTerm
    from caseorg.domain.messages.channel import Channel, MessageFrame
    from caseorg.domain.messages.letters import Letter
    from caseorg.domain.parties.marketplace import Marketplace, Operator
    from caseorg.domain.parties.payees import PayeePattern
    from caseorg.domain.privacy.words import PersonalWords, WordList
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
    from caseorg.domain.scenario import Caution, Correction, Guide, Peak, Proof, Scenario
    from caseorg.domain.steps.doors import ClosedDoor, Danger, NameSign, Situation, Waiver
    from caseorg.domain.steps.hints import Hint
    from caseorg.domain.story.words import ActorRule, MarkRule, PartRule, StoryWords

LAST_GOOD = ".last-good"
T = TypeVar("T")


class Knowledge:
    """The entries by their ids, in the order of their files; each file is read when it is first asked for.

    A file in `folder` that cannot be used is told in `problems`; the last one of that name that could be used, or
    else ours, stands in for it.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.problems: list[CaseorgError] = []
        self._files: dict[str, dict[str, Any]] = {}
        self._reading = Lock()

    @cached_property
    def channels(self) -> "Mapping[str, Channel]":
        return self._folder("channels")

    @cached_property
    def scenarios(self) -> "Mapping[str, Scenario]":
        return self._folder("scenarios")

    @cached_property
    def calendar(self) -> Calendar:
        """The published schedules, the user's over ours; days near holidays of later years are doubtful."""
        ours = calendar.read_workdays(resource(f"knowledge/{calendar.FILE}").read_text(encoding="utf-8"))
        user = self._use(calendar.FILE, partial(calendar.read_workdays, statutory=ours.statutory))
        return calendar.build_calendar(ours, user or ours)

    @cached_property
    def personal_words(self) -> "PersonalWords":
        """The words by which personal data is found in a text."""
        from caseorg.domain.privacy.words import personal_words

        return personal_words(self.word_lists)

    @property
    def word_lists(self) -> "Mapping[str, WordList]":
        """The same as they are written, by their ids."""
        files = ("personal_data.toml", "districts.toml")
        return {key: entry for file in files for key, entry in self._table(file, "words").items()}

    @property
    def frames(self) -> "Mapping[str, MessageFrame]":
        """The message frames by the values of their kinds."""
        return self._table("messages.toml", "frame")

    @property
    def letters(self) -> "Mapping[str, Letter]":
        """The letters by the faults that they are for."""
        return self._table("letters.toml", "letter")

    @property
    def laws(self) -> "Mapping[str, Law]":
        return self._table("statutes.toml", "law")

    @property
    def statutes(self) -> "Mapping[str, Statute]":
        return self._table("statutes.toml", "statute")

    @property
    def statements(self) -> "Mapping[str, StatementRule]":
        """How one sees that what a scenario needs said was said."""
        return self._table("statements.toml", "statement")

    @property
    def terms(self) -> "Mapping[str, UnfairTerm]":
        return self._table("terms.toml", "term")

    @property
    def proofs(self) -> "Mapping[str, Proof]":
        return self._table("proofs.toml", "proof")

    @property
    def milestones(self) -> "Mapping[str, Milestone]":
        return self._table("deadlines.toml", "milestone")

    @property
    def deadlines(self) -> "Mapping[str, DeadlineRule]":
        return self._table("deadlines.toml", "deadline")

    @property
    def red_flags(self) -> "Mapping[str, RedFlag]":
        return self._table("red_flags.toml", "flag")

    @property
    def service_factors(self) -> "Mapping[str, ServiceFactor]":
        return self._table("red_flags.toml", "factor")

    @property
    def sites(self) -> "Mapping[str, Site]":
        return self._table("red_flags.toml", "site")

    @cached_property
    def story_words(self) -> "StoryWords":
        """By which words parts and actors are proposed."""
        from caseorg.domain.story.words import StoryWords

        actors, parts, marks = self.story_actors, self.story_parts, self.story_marks
        return StoryWords(tuple(actors.values()), tuple(parts.values()), tuple(marks.values()), find_ways=kept_ways)

    @property
    def story_actors(self) -> "Mapping[str, ActorRule]":
        return self._table("story.toml", "actor")

    @property
    def story_parts(self) -> "Mapping[str, PartRule]":
        return self._table("story.toml", "part")

    @property
    def story_marks(self) -> "Mapping[str, MarkRule]":
        return self._table("story.toml", "mark")

    @cached_property
    def reading_words(self) -> "ReadingWords":
        """The words by which pages on screenshots are understood."""
        from caseorg.domain.reading.words import ReadingWords

        return ReadingWords(
            labels=tuple(self.page_labels.values()),
            apps=tuple(self.page_apps.values()),
            numbers=tuple(self.page_numbers.values()),
            pages=tuple(self.page_rules.values()),
            speakers=tuple(self.page_speakers.values()),
            groups=tuple(self.page_words.values()),
            payments=tuple(self.page_payments.values()),
        )

    @property
    def page_labels(self) -> "Mapping[str, Label]":
        return self._table("readings.toml", "label")

    @property
    def page_apps(self) -> "Mapping[str, App]":
        return self._table("readings.toml", "app")

    @property
    def page_numbers(self) -> "Mapping[str, NumberForm]":
        return self._table("readings.toml", "number")

    @property
    def page_rules(self) -> "Mapping[str, PageRule]":
        return self._table("readings.toml", "page")

    @property
    def page_speakers(self) -> "Mapping[str, Speaker]":
        return self._table("readings.toml", "speaker")

    @property
    def page_words(self) -> "Mapping[str, WordGroup]":
        return self._table("readings.toml", "group")

    @property
    def page_payments(self) -> "Mapping[str, PaymentWords]":
        return self._table("readings.toml", "payment")

    @property
    def name_signs(self) -> "Mapping[str, NameSign]":
        return self._table("doors.toml", "name_sign")

    @property
    def closed_doors(self) -> "Mapping[str, ClosedDoor]":
        return self._table("doors.toml", "closed_door")

    @property
    def situations(self) -> "Mapping[str, Situation]":
        return self._table("doors.toml", "situation")

    @property
    def dangers(self) -> "Mapping[str, Danger]":
        return self._table("doors.toml", "danger")

    @property
    def waivers(self) -> "Mapping[str, Waiver]":
        return self._table("doors.toml", "waiver")

    @property
    def wording(self) -> "Mapping[str, WordingRule]":
        return self._table("wording.toml", "rule")

    @property
    def grounds(self) -> "Mapping[str, Ground]":
        return self._table("grounds.toml", "ground")

    @property
    def footings(self) -> "Mapping[str, FootingRule]":
        return self._table("footing.toml", "footing")

    @property
    def forms(self) -> "Mapping[str, Form]":
        """The channels' forms by the ids of the channels."""
        return self._table("forms.toml", "form")

    @property
    def guard(self) -> "Mapping[str, GuardRule]":
        return self._table("guard.toml", "rule")

    @property
    def payees(self) -> "Mapping[str, PayeePattern]":
        return self._table("payees.toml", "payee")

    @property
    def cautions(self) -> "Mapping[str, Caution]":
        return self._table("cautions.toml", "caution")

    @property
    def corrections(self) -> "Mapping[str, Correction]":
        return self._table("corrections.toml", "correction")

    @property
    def guides(self) -> "Mapping[str, Guide]":
        return self._table("guides.toml", "guide")

    @property
    def hints(self) -> "Mapping[str, Hint]":
        """One line of advice each, and where it is shown."""
        return self._table("hints.toml", "hint")

    @property
    def peaks(self) -> "Mapping[str, Peak]":
        return self._table("peaks.toml", "peak")

    @property
    def marketplaces(self) -> "Mapping[str, Marketplace]":
        return self._table("platforms.toml", "platform")

    @property
    def operators(self) -> "Mapping[str, Operator]":
        return self._table("platforms.toml", "operator")

    def check(self) -> None:
        """Reads every file, so that `problems` is complete."""
        for folder in (self.channels, self.scenarios):
            len(folder)
        self.calendar  # noqa: B018 — reads it
        for file, tables in TABLES.items():
            for table in tables:
                self._table(file, table)

    def _table(self, file: str, table: str) -> Mapping[str, Any]:
        """A file is read whole, so that its tables are of one version."""
        with self._reading:
            if file not in self._files:
                kinds = kinds_in(file)
                self._files[file] = self._use(file, lambda text: read_tables(text, kinds)) or {}
            found: Mapping[str, Any] = self._files[file][table]
            return found

    def _folder(self, name: str) -> Mapping[str, Any]:
        kind = kind_at(FOLDERS[name])
        places = (self.folder, resource("knowledge")) if self.folder else (resource("knowledge"),)
        files = {file.name for place in places for file in (place / name).glob("*.toml")}
        keys = sorted(file.removesuffix(".toml") for file in files)
        return Entries(keys, lambda key: self._use(f"{name}/{key}.toml", partial(read_one, key=key, kind=kind)))

    def _use(self, name: str, read: Callable[[str], T]) -> T | None:
        """What `read` makes of the first of the files of this name that can be used; None where there is none.

        The last good one stands in for one that is broken, not for one that was taken away.
        """
        ours = resource("knowledge") / name
        places = [self.folder / name, self.folder / LAST_GOOD / name, ours] if self.folder else [ours]
        while places:
            file = places.pop(0)
            try:
                return read(file.read_text(encoding="utf-8"))
            except FileNotFoundError:
                places = places[-1:]
            except (OSError, UnicodeDecodeError, UnreadableError) as error:
                self.problems.append(unusable(file, error))
                if not places:
                    raise self.problems[-1] from error
        return None


def unusable(file: Path, error: Exception) -> CaseorgError:
    """Says what is wrong with a file or folder."""
    reason: object = error
    if isinstance(error, OSError):
        reason = error.strerror
    elif isinstance(error, UnreadableError):
        reason = error.reason
    elif isinstance(error, UnicodeDecodeError):
        reason = remark("it is not written in UTF-8")
    return CaseorgError(
        "The knowledge file {file} cannot be used: {reason}.",
        "Correct or remove it; until then the last good one is used.",
        file=file,
        reason=reason,
    )
