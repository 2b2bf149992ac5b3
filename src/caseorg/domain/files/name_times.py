"""The time that phones, computers and programs write into the names of their files.

What looks like a time and is none (an order number, a resolution, the end of a period) is left alone: no time is better
than a wrong one.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

from caseorg.domain.moments import BEIJING, Moment, Precision, TimeSource
from caseorg.domain.patterns import regex

_YEAR = r"(?<!\d)(?P<year>20\d\d)"
_NO_DATE = r"(?!20\d\d(?:[-_./年]|[01]\d[0-3]\d(?!\d)))"
_HALF = r"(?P<half>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上)?"
_ZONE = (
    r"(?:[.,]\d{1,9})?"
    r"(?P<zone>Z(?![A-Za-z\d])|[ _]?(?:UTC|GMT)(?:[+-]\d{1,2}(?!\d))?|[+-](?:0\d|1[0-4]):?(?:00|15|30|45)(?!\d))?"
)
_CLOCK = r"(?P<hour>\d\d?)[-_.:h时点](?P<minute>\d\d)(?:[-_.:m分](?P<second>\d\d)(?:s\d{0,3}|(?!\d)))?(?!\d)[分秒]?"
_SPACED = r"(?P<hour>\d\d?) (?P<minute>\d\d) (?P<second>\d\d)(?!\d)"
_FORMS = tuple(
    regex(form, re.IGNORECASE)
    for form in (
        # 2024-05-21 at 2.30.22 PM, 2024-05-21 下午2.30.22, 2024_5_21 14_30_22, 2024年5月21日14时30分
        rf"{_YEAR}[-_./年](?P<month>\d\d?)[-_./月](?P<day>\d\d?)(?!\d)日?(?:[-_, T]|(?:at|à|um)[ _])*{_HALF} ?{_CLOCK}"
        rf"(?: ?(?P<half_after>[ap]\.?m\b\.?))?{_ZONE}",
        # 2024-5-21 下午2 30 22
        rf"{_YEAR}[-_.](?P<month>\d\d?)[-_.](?P<day>\d\d?) {_HALF} ?{_SPACED}",
        # 20240521_143022, 20240521143022, 2024_0521_143022, 2024-05-21 143022, 20240521_063022123
        rf"{_YEAR}[-_.年]?(?P<month>\d\d)[-_.月]?(?P<day>\d\d)日?[-_. T]{{0,2}}{_NO_DATE}(?P<hour>\d\d)"
        rf"[-_.:时点]?(?P<minute>\d\d)(?:[-_.:分]?(?P<second>\d\d)(?=\d{{3}}(?!\d)|(?!\d))|(?!\d))[分秒]?{_ZONE}",
        # 240521_143022, as recorders of calls write it
        r"(?<![\d-])(?P<year>2\d)(?P<month>\d\d)(?P<day>\d\d)_(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?!\d)",
        # 5_21_2024 2_30_22 PM, as a recorder of games writes it
        r"(?<!\d)(?P<month>\d\d?)_(?P<day>\d\d?)_(?P<year>20\d\d) (?P<hour>\d\d?)_(?P<minute>\d\d)_(?P<second>\d\d) "
        r"(?P<half_after>[AP]M)\b",
        # 05-21-2024 14-30-22, 21-5-2024_143022 of a browser, 21052024_143022: which one is the month, `_moment` decides
        rf"(?<!\d)(?P<first>\d\d)-(?P<then>\d\d)-(?P<year>20\d\d)(?:[-_ ]| at ){_CLOCK}",
        r"(?<!\d)(?P<first>\d\d?)-(?P<then>\d\d?)-(?P<year>20\d\d)_(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?!\d)",
        r"(?<!\d)(?P<first>\d\d)(?P<then>\d\d)(?P<year>20\d\d)_(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?!\d)",
        rf"{_YEAR}[-_./年](?P<month>\d\d?)[-_./月](?P<day>\d\d?)(?!\d)日?",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
    )
)
_MONTH_FIRST = regex(r"(?:ScreenRecording_|CamScanner )$")  # an iPhone; else the day is, as with Telegram
_DAY_FIRST = regex(r"(?:@|Photo on |XRecorder_)$", re.IGNORECASE)
_IN_UTC = regex(r"PXL_$")  # the camera of Pixel phones
_OF_ONEDRIVE = regex(r"(?:\d{3})?_iOS\b")  # what it takes from an iPhone has the time in UTC
_KEY = regex(r"[A-Za-z]\d+[A-Za-z]+$")  # letters and digits without an end are no word of a program
_LETTERS_OF_HEX = regex(r"[0-9a-f]*[a-f][0-9a-f]*", re.IGNORECASE)
_LONGEST_QQ = 11  # digits
_LONGEST_PERIOD = timedelta(days=31)
_EPOCH = regex(r"(?<!\d)(?P<seconds>1[2-9]\d{8})(?P<rest>\d{3,4})?(?!\d)")
# So few digits may be anything; these words are put before them by programs.
_SECONDS_AFTER = regex(
    r"(?:RPReplay_Final|mmexport(?:[0-9a-f]{32}_)?|wx_camera_|microMsg\.|qq_pic_merged_|weibo_img_|screen(?:shot|cap|"
    r"_?record(?:er|ing)?)?|(?:^|[_\-])(?:img|image|photo|pic|picture|vid|video|rec|record|recording|capture|camera|file|"
    r"temp|tmp|export|crop|cropped)|截图|截屏|录屏|录音|图片|照片|视频|拍照|相机)[-_ ]*$",
    re.IGNORECASE,
)
_SCREENSHOT_OF_WORK = regex(r"企业微信(?:截图|录屏)_?$")  # seconds and four digits more
_CARRIER = regex(
    r"(?<![A-Za-z])(?!IMG|VID|REC|MOV|PIC|DSC|CAM|SCR|CAP|WX|QQ)[A-Z]{1,3}$"
)  # SF1716273022123 is a parcel
_NUMBERED = regex(
    r"(?:订单|运单|流水|快递|快件|包裹|物流|退货|面单|投诉单|受理单|工单|交易|房间|第|order|trade|bill|(?<![a-z])no\.?|(?<![a-z])sn"
    r"|(?<![a-z])id|qq|uid|号码?|编码|条形?码|激活码|兑换码|礼包码|序列|卡密|cdk(?:ey)?|券码|尾号|金额|余额|单价|价格)"
    r"[-_:#( =]*(?:\d+-)*$",
    re.IGNORECASE,
)
_NUMBER = regex(r"(?:号码?|激活码|兑换码|礼包码|序列)[-_:#( ]*$")
_COUNTED = regex(r"[期号批元]")  # 20240521期 is a lottery's
_AREA = regex(r"(?<!\d)0\d{2,3}-$")  # 010-20240521 is a telephone
_VERSION = regex(r"(?:(?<![a-z])v[-. ]*|(?:版本?|version)[-_. ]*)$", re.IGNORECASE)
_END_BEFORE = regex(
    r"(?:成立|注册|登记|签发|核准|生效|施行|修订|修正)(?:日期|时间|于)[为是:_( ]*$"
    r"|(?:有效|到期|截止|截至|期限|使用期|保质|生产|生日|出生|过期|失效|终止|续费|预计|最晚|最迟|承诺|约定|至|到|~|—|–|valid|expir\w*|(?<![a-z])exp|"
    r"until|thru|through)(?:期|日|日期|时间)?[至到为于是:_\-( ]*$"
    r"|20\d\d[-_./年]?\d\d?[-_./月]?\d\d?日? *- *$|20\d\d-\d\d?-\d\d?_$",
    re.IGNORECASE,
)
_END_AFTER = regex(
    r"[-_ ]*(?:[)]|日)?[-_ ]*(?:之?前|到期|截止|过期|失效|为?止|有效|至|到(?![账货店了])|before|expire|"
    r"[~—–](?! ?\d(?!\d))|- ?20\d\d(?![\dx×])|- ?20\d{6}|_20\d\d-\d\d?-\d|修正|修订|施行)",
    re.IGNORECASE,
)
_ACROSS = regex(r"\d[x×*]$", re.IGNORECASE), regex(r"[x×*]\d", re.IGNORECASE)
_MORNING = ("凌晨", "清晨", "早上", "上午", "a")


def moments_in_name(name: str) -> Iterator[Moment]:
    """The times in a file's name, the most exact first; whether one of them can be true is not asked here.

    A time without a zone is Beijing time, but for the cameras that write UTC.
    """
    plain = unicodedata.normalize("NFKC", name)  # macOS writes unusual spaces
    for form in _FORMS:
        for match in form.finditer(plain):
            before, after = plain[: match.start()], plain[match.end() :]
            if _is_time(before, match[0], after) and (found := _moment(match, before, after)):
                yield found
    for match in _EPOCH.finditer(plain):
        if _is_epoch(match, plain[: match.start()], plain[match.end() :]):
            yield Moment(datetime.fromtimestamp(int(match["seconds"]), UTC), Precision.SECOND, TimeSource.FILENAME)


def _is_time(before: str, found: str, after: str) -> bool:
    if _NUMBER.search(before) or (found.isdecimal() and _is_number(before, found, after)):
        return False
    if _is_period(found + after):
        return False
    if _VERSION.search(before) or _END_BEFORE.search(before) or _END_AFTER.match(after):
        return False
    return not (_ACROSS[0].search(before) or _ACROSS[1].match(after))


def _is_number(before: str, digits: str, after: str) -> bool:
    return bool(
        _is_numbered(before, digits) or _CARRIER.search(before) or _AREA.search(before) or _COUNTED.match(after)
    )


def _is_period(name: str) -> bool:
    """Begins with two days like 20240520-0531: what soon follows the first one is no clock."""
    ends = re.match(r"(20\d\d)[-.]?(\d\d)[-.]?(\d\d)-(\d\d)[-.]?(\d\d)(?![-.:]?\d)", name)
    if not ends:
        return False
    try:
        first, last = (date(int(ends[1]), int(ends[month]), int(ends[month + 1])) for month in (2, 4))
    except ValueError:
        return False
    return timedelta() < last - first <= _LONGEST_PERIOD


def _is_numbered(before: str, digits: str) -> bool:
    """Whether a word before says that it is a number; one of QQ is shorter."""
    number = _NUMBERED.search(before)
    return bool(number and not (number[0].lower().startswith("qq") and len(digits) > _LONGEST_QQ))


def _is_hexadecimal(before: str, digits: str, after: str) -> bool:
    """A part of a digest or of some key."""
    beside = [re.search(r"[0-9A-Za-z]*$", before), re.match(r"[0-9A-Za-z]*", after)]
    left, right = (found[0] if found else "" for found in beside)
    return bool((left or right) and _LETTERS_OF_HEX.fullmatch(left + digits + right))


def _is_epoch(match: re.Match[str], before: str, after: str) -> bool:
    if _is_number(before, match[0], after) or _ACROSS[1].match(after):
        return False
    if _is_hexadecimal(before, match[0], after) or _KEY.search(before):
        return False
    match len(match["rest"] or ""):
        case 3:
            return True
        case 4:
            return bool(_SCREENSHOT_OF_WORK.search(before))
    return bool(_SECONDS_AFTER.search(before))


def _moment(match: re.Match[str], before: str, after: str) -> Moment | None:
    parts = match.groupdict()
    if "first" in parts and not _ordered(parts, before):
        return None
    year = int(parts["year"] or 0)
    try:
        month, number = int(parts["month"] or 0), int(parts["day"] or 0)
        day = datetime(year if year > 99 else 2000 + year, month, number, tzinfo=BEIJING)
    except ValueError:
        return None
    hour = _hour(parts) if parts.get("hour") else None
    minute, second = int(parts.get("minute") or 0), int(parts.get("second") or 0)
    if hour is None or minute > 59 or second > 59 or (hour == 0 and not parts["second"] and match[0].endswith("0001")):
        return Moment(day.astimezone(UTC), Precision.DAY, TimeSource.FILENAME)
    zone = UTC if _IN_UTC.search(before) or _OF_ONEDRIVE.match(after) else _zone(parts.get("zone") or "")
    at = day.replace(hour=hour, minute=minute, second=second, tzinfo=zone).astimezone(UTC)
    return Moment(at, Precision.SECOND if parts["second"] else Precision.MINUTE, TimeSource.FILENAME)


def _ordered(parts: dict[str, str | None], before: str) -> bool:
    """Finds out which comes first, day or month, and puts them in their places; False where that is open."""
    first, then = int(parts["first"] or 0), int(parts["then"] or 0)
    if first > 12 or (then <= 12 and _DAY_FIRST.search(before)):
        first, then = then, first
    elif then <= 12 and first != then and not _MONTH_FIRST.search(before):
        return False
    parts["month"], parts["day"] = str(first), str(then)
    return True


def _hour(parts: dict[str, str | None]) -> int | None:
    """Of 24; None where it is none."""
    hour = int(parts["hour"] or 0)
    half = (parts.get("half") or parts.get("half_after") or "").lower()
    if hour > 23 or (hour == 12 and half == "晚上"):  # of which day is not said
        return None
    if not half or hour > 12:
        return hour
    if half.startswith(_MORNING):
        return hour % 12
    return hour if half == "中午" and hour > 9 else hour % 12 + 12


def _zone(text: str) -> timezone:
    """`Z`, `UTC`, `GMT+8`, `+0800`, `-05:30`; Beijing where nothing is said."""
    if not text:
        return BEIJING
    offset = re.search(r"([+-])(\d\d?):?(\d\d)?$", text)
    if offset is None:
        return UTC
    distance = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    return timezone(distance if offset[1] == "+" else -distance) if distance < timedelta(hours=15) else BEIJING
