"""The names and lists of a bag (RFC 8493): payload under data/, each file with its SHA-256, the lists listed too."""

from collections.abc import Iterable, Mapping

from caseorg.domain.case import CaseFile, Evidence, EvidenceId
from caseorg.domain.files.filenames import safe_name

PAYLOAD = "data/"
MANIFEST = "manifest-sha256.txt"
TAGS = "tagmanifest-sha256.txt"
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
CASE = "data/案件.json"
JOURNAL = "data/操作记录.jsonl"
PAPERS = "data/文书/"
EVIDENCE = "data/证据/"
WITHDRAWN = "data/已撤下的证据/"
PAGE = "打开我.html"
CHECKER = "核验.py"
NOTE = "说明.txt"


def top_name(case: CaseFile) -> str:
    """The folder that the archive unpacks into."""
    return f"{_plain(case.title)[:40].strip(' .')}-{case.id[:8]}"


def evidence_names(items: Iterable[Evidence]) -> dict[EvidenceId, str]:
    """Where each piece is: under its number and its own name."""
    return {
        item.id: f"{WITHDRAWN if item.withdrawn else EVIDENCE}{_plain(f'证据{item.number:02d} {item.name}')}"
        for item in items
    }


def _plain(name: str) -> str:
    """Without %, which a bag's lists would have to write otherwise."""
    return safe_name(name.replace("%", "％"))


def digest_lines(digests: Mapping[str, str]) -> str:
    """A list of files."""
    return "".join(f"{digest}  {name}\n" for name, digest in digests.items())


def bag_info(octets: int, files: int, day: str) -> str:
    """What a bag says of itself."""
    return (
        f"Bag-Software-Agent: caseorg\nBagging-Date: {day}\nPayload-Oxum: {octets}.{files}\n"
        "External-Description: 未遮盖，含全部个人信息\n"
    )
