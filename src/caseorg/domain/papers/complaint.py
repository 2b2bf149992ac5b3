"""From a case to the fields of the official complaint form (投诉登记表 that goes with 令121)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from caseorg.domain.case import CaseFile, Evidence, Person
from caseorg.domain.demands.reading import dated, for_authority, typed_lines
from caseorg.domain.demands.wording import formal
from caseorg.domain.money import capital_yuan, show_yuan
from caseorg.domain.papers.annex import PrintedEvent, PrintedPromise, happenings, promise_rows
from caseorg.domain.papers.facts import case_facts
from caseorg.domain.papers.missing import Missing, missing
from caseorg.domain.papers.renumbering import Renumbered, renumbered
from caseorg.domain.parties.respondent import Respondent, respondents
from caseorg.domain.story.story import Story
from caseorg.domain.sums.totals import sums_of

_COUNTED = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_LIST_NUMBER = rf"[(（]\s*{_COUNTED}\s*[)）]|{_COUNTED}\s*[.．、)）](?!\d)|[①-⑳]"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintForm:
    """The form's fields as they are printed; an empty string is a blank to fill by hand. `claimed` is the sum that the
    requests come to."""

    complainant: Person
    respondents: tuple[Respondent, ...]
    platform: str
    facts: tuple[str, ...]
    requests: tuple[str, ...]
    claimed: str = ""
    attachments: tuple[Evidence, ...]
    missing: tuple[Missing, ...]
    timeline: tuple[PrintedEvent, ...] = ()
    promises: tuple[PrintedPromise, ...] = ()
    renumbered: tuple[Renumbered, ...] = ()
    masked: bool = False
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintOptions:
    """How the complaint is printed: in black and white; with personal data masked, which 12315 does not take."""

    mono: bool = False
    masked: bool = False


def complaint_form(
    case: CaseFile,
    story: Story,
    platform: str,
    channels: Mapping[str, str] = MappingProxyType({}),
    *,
    masked: bool = False,
) -> ComplaintForm:
    """Everything that the paper says. `platform` says where it was bought, empty for not known, and `channels` gives
    the names of the channels over which messages were sent. A masked one is made of the masked version of the case."""
    return ComplaintForm(
        complainant=case.complainant,
        respondents=respondents(case),
        platform=platform,
        facts=case_facts(case, story),
        requests=_requests(case),
        claimed=_claimed(case),
        attachments=case.standing_evidence,
        renumbered=renumbered(case),
        missing=missing(case),
        timeline=happenings(case, story, channels),
        promises=promise_rows(case),
        masked=masked,
        made_at=case.gathered_at,
    )


def _requests(case: CaseFile) -> tuple[str, ...]:
    """One request a line; the numbers are ours, whatever the user typed."""
    lines = [line for typed in typed_lines(case.demand) if (line := typed.strip().rstrip("；;。，,"))]
    kept = [text for number, line in enumerate(lines, start=1) if (text := _unnumbered(line, number))]
    asked_at = case.demand_said
    addressed = (for_authority(formal(text, asked_at), asked_at) for text in kept)
    return tuple(f"{number}. {dated(text, asked_at)}。" for number, text in enumerate(addressed, start=1))


def _claimed(case: CaseFile) -> str:
    """`请求金额：人民币216.00元（大写：贰佰壹拾陆元整）。`, or nothing where the demand names no sum."""
    claimed = sums_of(case).claimed
    return "" if claimed is None else f"请求金额：人民币{show_yuan(claimed)}元（大写：{capital_yuan(claimed)}）。"


def _unnumbered(line: str, number: int) -> str:
    """Takes a list number off the line. `1.50元` and `3、5号订单` begin with none, but the second `2、3倍` does."""
    return re.sub(rf"^(?:{_LIST_NUMBER}|{number}[、)）])[\s、]*", "", line)
