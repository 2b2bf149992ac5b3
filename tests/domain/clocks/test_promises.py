"""Finding promises in what was said on Monday, 2 November 2026, at 10:05 in Beijing."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caseorg.domain.case import Side
from caseorg.domain.clocks.promises import find_promises
from caseorg.domain.clocks.workdays import make_calendar
from caseorg.domain.moments import BEIJING, Moment, Precision, TimeSource, parse_moment

SAID = parse_moment("2026-11-02 10:05")
CALENDAR = make_calendar({2026}, [], [], [date(2027, 1, 1)])


def dues(text: str, said: Moment = SAID, side: Side = Side.SERVICE) -> list[str]:
    found = find_promises(text, said, CALENDAR, side)
    return [f"{one.due.astimezone(BEIJING):%m-%d %H:%M}" if one.due else "-" for one in found]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("1小时内", "11-02 11:05"),
        ("１小时内", "11-02 11:05"),
        ("24小时内给您答复", "11-03 10:05"),
        ("48小时内处理", "11-04 10:05"),
        ("二十四小时之内回复", "11-03 10:05"),
        ("半小时内", "11-02 10:35"),
        ("一个半小时内处理", "11-02 11:35"),
        ("30分钟后回复您", "11-02 10:35"),
        ("1-2小时给您处理", "11-02 12:05"),
        ("24h内", "11-03 10:05"),
        ("三个工作日内", "11-05 23:59"),
        ("3-5个工作日", "11-09 23:59"),
        ("3－5个工作日到账", "11-09 23:59"),
        ("预计1至3个工作日到账", "11-05 23:59"),
        ("两三天内退款", "11-05 23:59"),
        ("十五天内退回", "11-17 23:59"),
        ("一周内处理好", "11-09 23:59"),
        ("今天下午前", "11-02 18:00"),
        ("今晚给您回复", "11-02 23:59"),
        ("今天下班前给您结果", "11-02 18:00"),
        ("明天上午给您答复", "11-03 12:00"),
        ("明天上午，我们给您答复", "11-03 12:00"),
        ("明天之前", "11-03 23:59"),
        ("明晚8点半前", "11-03 20:30"),
        ("后天会处理", "11-04 23:59"),
        ("周五前", "11-06 23:59"),
        ("下周一会处理", "11-09 23:59"),
        ("下周发货", "11-15 23:59"),
        ("明天退款", "11-03 23:59"),
        ("网站客服说“下周发货”", "11-15 23:59"),
        ("本周内", "11-08 23:59"),
        ("月底前", "11-30 23:59"),
        ("下个月底前", "12-31 23:59"),
        ("11月5日前", "11-05 23:59"),
        ("11月5日18点前", "11-05 18:00"),
        ("2026-11-05前", "11-05 23:59"),
        ("5号前", "11-05 23:59"),
        ("1号前", "12-01 23:59"),
        ("1月5日前", "01-05 23:59"),
        ("晚上八点前", "11-02 20:00"),
        ("9点前", "11-03 09:00"),
        ("今天24点前", "11-02 23:59"),
    ],
)
def test_the_latest_reading_of_the_time_counts(text: str, due: str) -> None:
    assert dues(text) == [due]


@pytest.mark.parametrize("text", ["一会儿给您处理", "尽快为您核实", "亲，马上给您查", "稍后会有专员联系您"])
def test_a_vague_promise_names_no_time(text: str) -> None:
    (found,) = find_promises(text, SAID, CALENDAR)
    assert found.vague and found.due is None


@pytest.mark.parametrize(
    "text",
    [
        "无法在24小时内处理",
        "请您于24小时内提供截图",
        "请2小时内退款",
        "2小时内不处理我就投诉",
        "48小时后再联系我们",
        "七天内无理由退换",
        "卡密需在30天内使用",
        "充值成功后24小时内不支持退款",
        "10分钟前已经给您退款",
        "我们不能保证3个工作日内到账",
        "24小时内没有处理的可以联系我",
        "48小时内未处理可申请平台介入",
        "能24小时内处理吗？",
        "24小时内可以处理吗",
        "多久能处理，24小时内？",
        "请在24小时内提供凭证",
        "我要求24小时内退款",
        "要求24小时内回复",
        "请尽快处理",
        "已经等了24小时",
        "已经等了5个工作日",
        "超过7个工作日了",
        "超过48小时还是这样",
        "3天前就说过了",
        "我11月5日提交了退款",
        "今天客服很忙",
        "今天上午联系过",
        "订单号2410052233",
        "五分之一",
        "",
    ],
)
def test_this_is_no_promise(text: str) -> None:
    assert dues(text) == []


def test_of_what_the_user_wrote_only_what_is_reported_counts() -> None:
    assert dues("24小时内给我退款", side=Side.ME) == []
    assert dues("联系客服，客服承诺48小时内处理", side=Side.ME) == ["11-04 10:05"]
    assert dues("我要求退款，对方说3天内退", side=Side.ME) == ["11-05 23:59"]


def test_each_clause_is_a_promise_of_its_own() -> None:
    text = "您好！1小时内回复，3个工作日内退款到账。 请您放心"
    found = find_promises(text, SAID, CALENDAR)
    assert [one.text for one in found] == ["1小时内回复", "3个工作日内退款到账"]
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]


def test_a_bare_time_takes_the_deed_with_it() -> None:
    (found,) = find_promises(" 24小时内，会有专员联系您。", SAID, CALENDAR)
    assert found.text == "24小时内，会有专员联系您"


def test_hours_after_a_day_count_from_its_end() -> None:
    assert dues("24小时内处理", parse_moment("2026-11-02")) == ["11-03 23:59"]


WORDS = st.lists(
    st.sampled_from("今明后天晚上下午前内周月底号日点半小时个工作一二十百零两3599- :：/.年至~几会给您处理退款，。？\n")
    | st.characters()
).map("".join)
MOMENTS = st.builds(
    lambda at, precision: Moment(at.replace(tzinfo=BEIJING), precision, TimeSource.TYPED),
    st.datetimes(),
    st.sampled_from(Precision),
)


@given(WORDS | st.text(), MOMENTS, st.sampled_from(Side))
@example("2月29日前", SAID, Side.SERVICE)
@example("9999个工作日内", SAID, Side.SERVICE)
@example("百百百十内", SAID, Side.SERVICE)
@example("99点99分前", SAID, Side.SERVICE)
def test_any_text_is_read_and_every_due_time_is_later(text: str, said: Moment, side: Side) -> None:
    for found in find_promises(text, said, CALENDAR, side):
        assert found.text == text[found.start : found.end] != ""
        assert found.vague is (found.due is None)
        assert found.due is None or found.due > said.at
