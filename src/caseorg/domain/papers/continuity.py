"""How the screenshots of a chat follow each other, as the evidence pack tells it: facts, and no reason for them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from caseorg.domain.case import Evidence, EvidenceId
from caseorg.domain.reading.agreement import Agreement
from caseorg.domain.reading.continuity import ContinuityVerdict, Doubt, Joint
from caseorg.domain.reading.runs import Continuity, Same

_VERDICTS: Mapping[ContinuityVerdict, str] = MappingProxyType(
    {
        ContinuityVerdict.CONTINUOUS: "连续",
        ContinuityVerdict.GAP: "有缺口",
        ContinuityVerdict.REPEATED: "重复",
        ContinuityVerdict.DISORDER: "顺序可疑",
        ContinuityVerdict.UNSURE: "不确定",
    }
)
_DOUBTS: Mapping[Doubt, str] = MappingProxyType(
    {
        Doubt.LITTLE: "重合太少，不足以判断。",
        Doubt.TWICE: "重合的内容可能是发过两次的同样消息。",
        Doubt.TEXT: "像素相合的部分，识别的文字不一致。",
        Doubt.BLANK: "其中一张内容太少，不足以判断。",
    }
)
_TEXTS: Mapping[Agreement, str] = MappingProxyType(
    {
        Agreement.SAME: "重合部分的文字也一致。",
        Agreement.UNREAD: "仅按像素比对，文字未识别。",
        Agreement.FEW: "仅按像素比对，文字太少。",
        Agreement.DIFFERENT: "文字不一致。",
    }
)
_GAP = "没有找到重合部分，中间可能有未截到的内容。"


@dataclass(frozen=True, slots=True)
class ContinuityRow:
    """Two pieces, what is found, how much both show, and what there is to say of it."""

    before: str
    after: str
    verdict: str
    overlap: str
    remark: str


def continuity_rows(items: Collection[Evidence], found: Continuity) -> tuple[ContinuityRow, ...]:
    """Pair by pair, of those pieces that are printed; then what is there twice."""
    labels = {item.id: item.label for item in items}
    joints = (joint for run in found.runs for joint in run.joints)
    twice = {(same.first, same.second) for same in found.same}
    return (
        *(_row(labels, joint) for joint in joints if _all(labels, joint) and (joint.before, joint.after) not in twice),
        *(_same_row(labels, same) for same in found.same if same.first in labels and same.second in labels),
    )


def _all(labels: Mapping[EvidenceId, str], joint: Joint) -> bool:
    named = (joint.before, joint.after, joint.first, joint.then)
    return all(key is None or key in labels for key in named)


def _row(labels: Mapping[EvidenceId, str], joint: Joint) -> ContinuityRow:
    overlap = f"约{joint.overlap}像素" if joint.overlap else "—"
    remark = "".join(_remarks(labels, joint))
    return ContinuityRow(labels[joint.before], labels[joint.after], _VERDICTS[joint.verdict], overlap, remark)


def _remarks(labels: Mapping[EvidenceId, str], joint: Joint) -> Iterator[str]:
    if joint.doubt:
        yield _DOUBTS[joint.doubt]
    elif joint.verdict is ContinuityVerdict.GAP:
        yield _GAP
    elif joint.first and joint.then:
        yield f"按内容，{labels[joint.then]}接在{labels[joint.first]}之后。"
    if joint.overlap and not joint.doubt:
        yield _TEXTS[joint.text]


def _same_row(labels: Mapping[EvidenceId, str], same: Same) -> ContinuityRow:
    certain = same.text is Agreement.SAME
    remark = "同一画面，后者缩小或重新压缩过；文字和号码一致。" if certain else "可能是同一画面，" + _TEXTS[same.text]
    return ContinuityRow(labels[same.first], labels[same.second], "重复" if certain else "不确定", "整张", remark)
