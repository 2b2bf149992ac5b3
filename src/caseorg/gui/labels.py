"""How values of the domain are called in the window."""

from decimal import Decimal

from caseorg.domain.case import Platform, Side, Stage
from caseorg.domain.moments import Moment, TimeSource, show_moment
from caseorg.domain.money import show_yuan
from caseorg.i18n import tr

SIDES = {
    Side.ME: "Me",
    Side.MERCHANT: "Merchant",
    Side.PLATFORM: "Platform",
    Side.SERVICE: "Customer service",
    Side.SYSTEM: "System",
}
STAGES = {
    Stage.COLLECTING: "Collecting evidence",
    Stage.CONTACTED: "Merchant contacted",
    Stage.ESCALATED: "Escalated",
    Stage.COMPLAINED: "Complaint filed",
    Stage.CLOSED: "Closed",
}
PLATFORMS = {
    Platform.OTHER: "Other",
    Platform.PDD: "Pinduoduo",
    Platform.TAOBAO: "Taobao / Tmall",
    Platform.JD: "JD.com",
    Platform.XIANYU: "Xianyu",
    Platform.SITE: "A website of its own",
}
SOURCES = {
    TimeSource.TYPED: "typed in",
    TimeSource.RECORDED: "noted by caseorg",
    TimeSource.EXIF: "recorded in the photo",
    TimeSource.FILENAME: "from the file name",
    TimeSource.FILE: "time of the file",
}
_UNITS = ("B", "KB", "MB", "GB")


def disputed(amount: Decimal | None) -> str:
    """What was paid and not refunded yet; nothing where that is not known."""
    return tr("in dispute ¥{amount}", amount=show_yuan(amount)) if amount is not None else ""


def moment_with_source(moment: Moment | None) -> str:
    """`2026-11-01 14:30 (from the file name)`"""
    if moment is None:
        return tr("time unknown")
    return f"{show_moment(moment)}　{tr(SOURCES[moment.source])}"


def file_size(size: int) -> str:
    """`1.2 MB`"""
    amount = float(size)
    for unit in _UNITS[:-1]:
        if amount < 1024:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1024
    return f"{amount:.1f} {_UNITS[-1]}"
