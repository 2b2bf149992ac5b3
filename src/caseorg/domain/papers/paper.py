"""Which papers there are."""

from enum import StrEnum


class Paper(StrEnum):
    """What can be exported; the value begins the name of its file."""

    COMPLAINT = "投诉书"
    REPORT = "举报书"
    PACK = "证据包"
