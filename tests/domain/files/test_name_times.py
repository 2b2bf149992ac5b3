"""The times in file names, and what looks like one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.files.name_times import moments_in_name
from caseorg.domain.files.plausibility import chosen, disagreement, is_plausible
from caseorg.domain.moments import BEIJING, Moment, Precision, TimeSource, show_moment

EXACT = "2024-05-21 14:30:22"
NOW = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "name",
    [
        "Screenshot 2024-05-21 at 2.30.22\u202fPM.png",
        "截屏_20240521_143022.jpg",
        "IMG_0001(20240521-143022).JPG",
        "VID_20240521_143022_HDR10PLUS.mp4",
        "lv_0_20240521143022.mp4",
        "Record_2024_05_21_14_30_22.mp3",
        "通话录音@客服(95188)_20240521143022.mp3",
        "20240521-143022_95188_out.wav",
        "Screenshot_20240521-143022~2.png",
        "QQ20240521-143022.png",
        "CleanShot 2024-05-21 at 14.30.22@2x.png",
        "wx_camera_1716273022.jpg",
        "Screenshot 2024-05-21 at 2.30.22\u00a0PM (2).png",
        "Screen Shot 2024-05-21 at 2.30.22 pm.png",
        "截屏2024-05-21 下午2.30.22.png",
        "屏幕快照 2024-05-21 下午2.30.22.png",
        "截屏2024-05-21 14.30.22.png",
        "屏幕截图 2024-05-21 143022.png",
        "应用 2024_5_21 14_30_22.png",
        "2024-05-21 14-30-22.mkv",
        "Game 5_21_2024 2_30_22 PM.mp4",
        "WhatsApp Image 2024-05-21 at 2.30.22 PM.jpeg",
        "photo_2024-05-21_14-30-22.jpg",
        "signal-2024-05-21-14-30-22-123.jpg",
        "signal-2024-05-21-143022.jpg",
        "QQ图片20240521143022.jpg",
        "微信图片_2024-05-21_143022_123.jpg",
        "微信图片_20240521143022_123_45.jpg",
        "mmexport1716273022123.jpg",
        "mmexport0123456789abcdef0123456789abcdef_1716273022123.jpeg",
        "wx_camera_1716273022123.jpg",
        "microMsg.1716273022123.jpg",
        "企业微信截图_17162730227867.png",
        "RPReplay_Final1716273022.mp4",
        "RPReplay_Final1716273022 2.MP4",
        "PXL_20240521_063022123.mp4",
        "PXL_20240521_063022123.MP.jpg",
        "PXL_20240521_063022123~2.jpg",
        "IMG20240521143022.jpg",
        "20240521_143022.heic",
        "Screenshot_20240521_143022_com.tencent.mm.jpg",
        "Screenshot_2024-05-21-14-30-22-12_0123abc.jpg",
        "Screenshot_2024_0521_143022.png",
        "IMG_20240521_143022_123.jpg",
        "screen-20240521-143022-1716273022.mp4",
        "Screenrecorder-2024-05-21-14-30-22-123.mp4",
        "SVID_20240521_143022_1.mp4",
        "Record_2024-05-21-14-30-22_abcd.mp4",
        "13800001234_20240521143022.amr",
        "张三(13800001234)_20240521143022.mp3",
        "Call recording 13800001234_240521_143022.m4a",
        "Voice 240521_143022.m4a",
        "2024-05-21T06_30_22Z.png",
        "2024-05-21T06:30:22.123Z.png",
        "20240521T063022Z.png",
        "2024-05-21 06-30-22 UTC.png",
        "2024-05-21T14-30-22+0800.png",
        "2024-05-21T01-30-22-05:00.png",
        "2024-05-21 14.30.22 GMT+8.png",
        "录屏2024年05月21日14时30分22秒.mp4",
        "录屏2024年5月21日 下午2时30分22秒.mp4",
        "Screenshot_1716273022.png",
        "1716273022123.jpg",
        "订单截图_20240521_143022.png",
        "image_1716273022123.png",
        "20240521143022123.jpg",
        "ScreenRecording_05-21-2024 14-30-22_1.mp4",
        "photo_1@21-05-2024_14-30-22.jpg",
        "XRecorder_21052024_143022.mp4",
        "vlcsnap-2024-05-21-14h30m22s123.png",
        "Screenshot_2024-05-21_at_14.30.22.png",
        "QQ_1716273022123.png",
        "QQ20240521143022.png",
        "DSC20240521143022.jpg",
        "V_20240521_143022_vHDR_On.mp4",
        "2024.05.21-14.30.22.png",
        "20240521_063022000_iOS.heic",
        "20240521_063022000_iOS 1.jpg",
        "Photo 2024-05-21 14 30 22.jpg",
        "照片 2024-5-21 下午2 30 22.jpg",
        "网页捕获_21-5-2024_143022_mobile.yangkeduo.com.jpeg",
        "Capture d’écran 2024-05-21 à 14.30.22.png",
    ],
)
def test_the_second_in_the_names_of_many_programs_is_found(name: str) -> None:
    moment = next(moments_in_name(name))
    assert (show_moment(moment), moment.precision, moment.source) == (EXACT, Precision.SECOND, TimeSource.FILENAME)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("截屏2024-05-21 上午12.30.22.png", "2024-05-21 00:30:22"),
        ("Screenshot 2024-05-21 at 12.30.22 AM.png", "2024-05-21 00:30:22"),
        ("Screenshot 2024-05-21 at 12.30.22 PM.png", "2024-05-21 12:30:22"),
        ("IMG-20240521-WA0001.jpg", "2024-05-21"),
        ("2024-05-21 01-30-22 -0500.png", "2024-05-21 01:30:22"),
        ("VID_20240521_1430.mp4", "2024-05-21 14:30"),
        ("聊天记录2024-05-21.txt", "2024-05-21"),
        ("20240521_0001.mp3", "2024-05-21"),
        ("订单2024-05-21.png", "2024-05-21"),
        ("2024-05-21到账截图.png", "2024-05-21"),
        ("Screenshot_20261101-143112_订单.png", "2026-11-01 14:31:12"),
        ("FullSizeRender 2024-05-21 晚上12.30.png", "2024-05-21"),
        ("2024.05.21 14.30 客服.png", "2024-05-21 14:30"),
        ("CamScanner 05-06-2024 14.30.jpg", "2024-05-06 14:30"),
        ("photo_2@05-06-2024_14-30-22.jpg", "2024-06-05 14:30:22"),
        ("Photo on 21-05-2024 at 14.30.jpg", "2024-05-21 14:30"),
        ("20240521 14点30.jpg", "2024-05-21 14:30"),
        ("20240521-0930.png", "2024-05-21 09:30"),
        ("网页截图_20240521_14302.png", "2024-05-21"),
    ],
)
def test_halves_of_the_day_days_alone_and_less_exact_times_are_found(name: str, shown: str) -> None:
    assert show_moment(next(moments_in_name(name))) == shown


@pytest.mark.parametrize(
    "name",
    [
        "会员有效期至2030-12-31.png",
        "DD20240521143022.pdf",
        "Order-20240521143022.pdf",
        "有效期2024-05-21至2025-05-21.jpg",
        "身份证有效期20140521-20240521.jpg",
        "20240521-20240530账单.pdf",
        "保质期20241231.jpg",
        "截止2024年12月31日.png",
        "Screenshot (12).png",
        "1716273022_abc.png",
        "优惠券有效期至2024-12-31.png",
        "2024-12-31到期.png",
        "会员到期20241231.png",
        "账单2024-05-01至2024-05-31.pdf",
        "2024.05.01-2024.05.31流水.pdf",
        "订单20240521143022.png",
        "订单号2024052114302212.png",
        "订单号：20240521143022.png",
        "交易号2024-05-21 1430.png",
        "SF1716273022123.png",
        "订单1716273022123.png",
        "QQ1716273022.png",
        "1716273022.png",
        "v2024.05.21.apk",
        "1080x2010.png",
        "2010x1205.png",
        "20101205x1080.png",
        "4200002345202405211234567890.png",
        "2024052122001412345678901234.png",
        "261101-123456789012345.png",
        "20261101123456789012.png",
        "20240230.png",
        "IMG_1234.HEIC",
        "订单261101-123456789012345.png",
        "120240521.png",
        "mmexport171627302200.jpg",
        "2024-12-31前有效.png",
        "valid until 2024-12-31.png",
        "20241301_143022.png",
        "",
        "18612345678 订单.png",
        "msg_1430220521246a1b2c3d4e5f.amr",
        "7c1f4a1716273022123.jpg",
        "05-06-2024 14-30-22.png",  # the fifth of June, or the sixth of May
        "2024052114302.png",
        "010-20240521.mp3",
        "金额20240521.00.png",
        "1716273022123元.png",
        "id=20240521143022.png",
        "2024-05-21_2024-06-01.csv",
        "2024.05.21-06.01.csv",
        "预计2024-06-01到账.png",
        "2024052114302212.png",
        "退货1716273022123.jpg",
        "物流_1716273022123.jpg",
        "条码1716273022123.jpg",
        "拼多多单号240521-1716273022123.jpg",
        "激活码 20240521-1430-2200.png",
        "投诉单20240521143022.jpg",
        "第20240521143022号.png",
        "彩票20240521期.png",
        "v0200fg10000cp1716273022123.mp4",
        "活动20240520-0522.jpg",
        "群聊的聊天记录(20240501 - 20240521).html",
        "成立日期2012-05-21营业执照.jpg",
        "消费者权益保护法(2013-10-25修正).pdf",
    ],
)
def test_numbers_periods_versions_and_resolutions_are_no_time(name: str) -> None:
    assert not list(moments_in_name(name))


@given(st.text(max_size=40) | st.text("20145-_. :/年月日时分秒TZ+APM上下午至到期xX号", max_size=30))
def test_any_name_is_read_without_an_error(name: str) -> None:
    for moment in moments_in_name(name):
        show_moment(moment)


instants = st.integers(1_230_800_000, 1_795_700_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(instants, st.sampled_from(["\u202f", "\u00a0", " ", ""]))
def test_a_time_written_in_twelve_hours_is_read_back(at: datetime, space: str) -> None:
    hour = f"{at.hour % 12 or 12}.{at:%M.%S}"
    half = at.hour >= 12
    local = at.replace(tzinfo=BEIJING)
    for name in (
        f"Screenshot {at:%Y-%m-%d} at {hour}{space}{'PM' if half else 'AM'}.png",
        f"截屏{at:%Y-%m-%d} {'下午' if half else '上午'}{space}{hour}.png",
    ):
        assert next(moments_in_name(name)).at == local


@given(instants, st.integers(-11, 13))
def test_a_time_written_with_its_offset_is_that_instant(at: datetime, hours: int) -> None:
    shifted = at + timedelta(hours=hours)
    assert next(moments_in_name(f"{shifted:%Y-%m-%dT%H-%M-%S}{hours:+03}00.png")).at == at


def moment(text: str, source: TimeSource, precision: Precision = Precision.SECOND) -> Moment:
    return Moment(datetime.fromisoformat(text).replace(tzinfo=BEIJING), precision, source)


@pytest.mark.parametrize(
    "text",
    [
        "1970-01-01 08:00:00",
        "1980-01-01 00:00:00",
        "2000-01-01 03:12:44",
        "2002-12-08 12:00:00",
        "2010-01-01 00:04:10",
        "2015-01-01 11:00:00",
        "2018-01-01 00:00:03",
        "2026-11-30 12:00:00",
        "2031-05-21 14:30:22",
    ],
)
def test_a_dead_clock_and_the_future_are_no_time(text: str) -> None:
    assert not is_plausible(moment(text, TimeSource.EXIF), NOW)


@pytest.mark.parametrize("text", ["2024-05-21 14:30:22", "2024-01-01 09:00:00", "2026-11-28 20:00:00"])
def test_a_usual_time_is_plausible(text: str) -> None:
    assert is_plausible(moment(text, TimeSource.EXIF), NOW)


CAMERA = moment("2018-03-01 10:00:00", TimeSource.EXIF)
NAMED = moment("2024-05-21 14:30:22", TimeSource.FILENAME)
COPIED = moment("2026-02-03 12:00:00", TimeSource.FILE)
DEAD = moment("2018-01-01 00:00:03", TimeSource.EXIF)


@pytest.mark.parametrize(
    ("told", "first", "others"),
    [
        ((CAMERA, NAMED, COPIED), CAMERA, (NAMED,)),
        ((DEAD, NAMED, COPIED), NAMED, (DEAD,)),
        ((DEAD, COPIED), COPIED, (DEAD,)),
        ((NAMED, COPIED), NAMED, ()),
        ((moment("2024-05-21 23:59:59", TimeSource.EXIF), NAMED), moment("2024-05-21 23:59:59", TimeSource.EXIF), ()),
        ((moment("2030-12-31", TimeSource.FILENAME, Precision.DAY), COPIED), COPIED, ()),
        ((moment("1904-01-01", TimeSource.MEDIA),), None, ()),
        ((), None, ()),
    ],
)
def test_the_first_plausible_time_counts_and_what_disagrees_is_kept(
    told: tuple[Moment, ...], first: Moment | None, others: tuple[Moment, ...]
) -> None:
    assert chosen(told, NOW) == (first, others)


def test_a_day_alone_agrees_with_all_of_the_day_and_its_neighbours() -> None:
    day = moment("2024-05-21", TimeSource.FILENAME, Precision.DAY)
    assert chosen((moment("2024-05-22 23:00:00", TimeSource.EXIF), day), NOW)[1] == ()
    assert chosen((moment("2024-05-23 01:00:00", TimeSource.EXIF), day), NOW)[1] == (day,)


def test_a_disagreement_names_both_sources() -> None:
    said = disagreement(CAMERA, NAMED)
    assert (said.values["first"], said.values["other"]) == (CAMERA, NAMED)
    assert {str(said.values[key]) for key in ("source", "other_source")} == {
        "recorded in the photo",
        "from the file name",
    }
