"""脱敏记录: which copies were made of which evidence, what was blackened in them, and who looked afterwards."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from caseorg.domain.case import Evidence
from caseorg.domain.moments import BEIJING
from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.redaction.audience import Audience

RECORD = "脱敏记录.txt"
TITLE = "脱敏记录"
_KINDS: Mapping[Personal, str] = MappingProxyType(
    {
        Personal.VERIFICATION: "验证码",
        Personal.IDENTITY: "证件号码",
        Personal.PLATE: "车牌号",
        Personal.CODE: "卡密",
        Personal.CHAT: "聊天或游戏账号",
        Personal.NAME: "姓名",
        Personal.ADDRESS: "地址",
        Personal.MAIL: "邮箱",
        Personal.PHONE: "电话号码",
        Personal.CARD: "银行卡号",
        Personal.NUMBER: "订单或交易号",
        Personal.UNKNOWN: "其他（手工框选）",
    }
)
_FOR: Mapping[Audience, str] = MappingProxyType(
    {Audience.MERCHANT: "商家", Audience.PLATFORM: "平台", Audience.PUBLIC: "公开"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """A copy that was made of evidence and looked at again: its digest, its size in bytes and (of its first page) in
    pixels, the kinds of what is black in it, each as often as there are blocks, and the reader that found nothing more.
    """

    evidence: Evidence
    audience: Audience
    kinds: tuple[Personal, ...]
    name: str
    sha256: str
    size: int
    width: int
    height: int
    pages: int
    reader: str
    made_at: datetime


def record_text(copies: Sequence[Redacted]) -> str:
    """The record as a file."""
    return "\n".join([TITLE, *record_lines(copies), ""])


def record_lines(copies: Sequence[Redacted]) -> Iterator[str]:
    """What it says below its title; nothing of what was hidden."""
    first = copies[0]
    yield f"用途：{_FOR[first.audience]}"
    yield f"制作时间：{first.made_at.astimezone(BEIJING):%Y-%m-%d %H:%M}（北京时间）"
    yield "做法：在副本上以实心色块覆盖并重新编码，除画面外的信息全部去除；原件没有改动。"
    yield (
        f"核对：副本由识别程序（{first.reader}）的两个模型各重新识别一遍，并检查色块两侧，未再读出所遮盖的内容。"
        "程序可能漏认，发出前请再看一遍画面。"
    )
    for redacted in copies:
        yield ""
        named = f"（{redacted.name}）" if redacted.name != redacted.evidence.label else ""
        yield f"{redacted.evidence.label}{named}"
        yield f"遮盖：{_counted(redacted.kinds)}"
        yield f"原件SHA-256：{redacted.evidence.sha256}"
        yield f"副本SHA-256：{redacted.sha256}"


def _counted(kinds: Iterable[Personal]) -> str:
    counts = Counter(kinds)
    text = "、".join(f"{_KINDS[kind]}{counts[kind]}处" for kind in Personal if counts[kind])
    return text or "没有要遮盖的内容"
