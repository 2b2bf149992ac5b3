"""Eight cases as their screenshots show them, with what no picture says: the title, the demand, answers, and what
happened without a screenshot. What their texts must say stands with the typed cases of the same names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import screenshots
from caseorg.actions.event import EventDetails
from caseorg.domain.case import Answer, CaseDetails, Party, Person, Platform, Role, Side
from caseorg.domain.moments import parse_moment
from ocr.screens import Screen

Draw = Callable[[], Screen]
ME = Person(name="林晓", phone="13800001234", address="上海市长宁区示例路88号")


@dataclass(frozen=True, kw_only=True)
class Gold:
    """`pictures` are drawn, by the names of their files; `details` and `typed` are what the user adds; `told` is what
    the text for 12315 says beside what is expected of the typed case."""

    details: CaseDetails
    pictures: Mapping[str, Draw]
    typed: tuple[EventDetails, ...] = ()
    told: tuple[str, ...] = ()


def _typed(at: str, side: Side, text: str, **more: str) -> EventDetails:
    return EventDetails(at=parse_moment(at), text=text, side=side, **more)


def _case(
    title: str, scenario: str, demand: str, *answers: str, address: str = "", platform: Platform = Platform.OTHER
) -> CaseDetails:
    said = tuple(Answer(question=key, value=value) for key, _, value in (one.partition("=") for one in answers))
    parties = (Party(role=Role.MERCHANT, address=address),) if address else ()
    return CaseDetails(title=title, scenario=scenario, demand=demand, answers=said, parties=parties, platform=platform)


GOLDS: Mapping[str, Gold] = {
    "code-already-used": Gold(
        details=_case(
            "拼多多买的点卡卡密已被使用",
            "card-invalid",
            "退还货款98元，2026年12月5日前原路退回",
            "card-invalid.region=一致",
            "card-invalid.typing=试过，仍失败",
            "card-invalid.page=是",
            "daily-life=是",
            "handled-elsewhere=否",
            "real-identity=是",
            "platform-address=不清楚",
        ),
        told=(
            "14:58.{0,4}商家说：“亲，这边核实，1小时内处理”",
            "18:20.{0,4}商家说：“虚拟商品一经售出概不退换哦”",
            "实付98",
        ),
        pictures={
            "Screenshot_20261112-143112.png": lambda: screenshots.order(
                {"订单编号": "261112-123456789012345", "下单时间": "2026-11-12 14:20:31", "支付方式": "微信支付"},
                shop="星河数码专营店",
                goods="某某网络游戏点卡100元",
                paid="98.00",
                state="已发货",
            ),
            "Screenshot_20261112-200112.png": lambda: screenshots.bill(
                "星河数码专营店",
                "98.00",
                {
                    "当前状态": "支付成功",
                    "支付时间": "2026年11月12日 14:20:31",
                    "支付方式": "零钱",
                    "交易单号": "4200001234202611121234567890",
                },
                title="微信支付账单",
                dark=True,
            ),
            "Screenshot_20261112-144115.png": lambda: screenshots.notice("官方充值中心", "提示：该卡密已被使用"),
            "Screenshot_20261112-182112.png": lambda: screenshots.chat(
                "星河数码专营店",
                (
                    ("at", "14:52"),
                    ("me", "卡密提示已被使用，要求退款"),
                    ("at", "14:58"),
                    ("they", "亲，这边核实，1小时内处理"),
                    ("at", "18:05"),
                    ("me", "还没有处理"),
                    ("at", "18:20"),
                    ("they", "虚拟商品一经售出概不退换哦"),
                ),
                clock="18:21",
            ),
        },
        typed=(
            _typed(
                "2026-11-13 09:10",
                Side.ME,
                "我在订单详情点“投诉商家”申请平台介入",
                channel="pdd",
                milestone="platform-requested",
                ticket="T2026111300871",
            ),
            _typed(
                "2026-11-16 10:00",
                Side.PLATFORM,
                "平台客服回复“商家已提供发货凭证，驳回介入申请”",
                channel="pdd",
                milestone="replied",
            ),
        ),
    ),
    "renewed-without-notice": Gold(
        details=_case(
            "视频会员自动续费没有提醒",
            "auto-renewal",
            "退还9月、10月、11月三笔自动续费共75元，并关闭自动续费，2026年12月5日前",
            address="北京市海淀区中关村大街1号",
        ),
        told=("9月15日8:00，支付宝扣款25", "10月15日8:00，支付宝扣款25", "11月15日8:00，支付宝扣款25"),
        pictures={
            "Screenshot_20261115-083012.png": lambda: screenshots.bills(
                "支付宝账单",
                ("某某视频", "-25.00", "2026-11-15 08:00"),
                ("某某视频", "-25.00", "2026-10-15 08:00"),
                ("某某视频", "-25.00", "2026-09-15 08:00"),
                clock="08:30",
            ),
            "Screenshot_20260815-205912.png": lambda: screenshots.notice(
                "某某视频会员开通页", "连续包月首月1元", "次月起25元/月自动续费", "立即开通", clock="20:59"
            ),
        },
        typed=(
            _typed("2026-08-15 21:00", Side.ME, "我以1元开通首月会员，页面没有明显提示自动续费"),
            _typed("2026-11-15 08:05", Side.ME, "三次扣费前都没有收到提醒"),
            _typed(
                "2026-11-15 09:00",
                Side.ME,
                "我联系App在线客服要求退款，客服回复“自动续费是您同意的，无法退款”",
                channel="platform",
                milestone="refund-demanded",
            ),
        ),
    ),
    "private-transfer-blocked": Gold(
        details=_case("闲鱼买游戏账号被骗，卖家消失", "", "退还860元"),
        told=("付款860.00元给“小鱼", "加微信便宜50"),
        pictures={
            "Screenshot_20261121-220112.png": lambda: screenshots.chat(
                "小鱼号仓",
                (
                    ("at", "21:58"),
                    ("me", "某手游账号还在吗"),
                    ("they", "在的，闲鱼走单要手续费，加微信便宜50"),
                    ("at", "22:00"),
                    ("they", "微信转账给我就发账号"),
                ),
                clock="22:01",
            ),
            "Screenshot_20261121-220612.png": lambda: screenshots.bill(
                "转账-转给小鱼(*强)",
                "860.00",
                {
                    "当前状态": "对方已收钱",
                    "转账时间": "2026年11月21日 22:05:10",
                    "支付方式": "零钱",
                    "转账单号": "1000050001202611211234567890",
                },
                title="微信转账",
            ),
        },
        typed=(
            _typed("2026-11-21 22:30", Side.MERCHANT, "对方说账号被冻结，要再交300元保证金才能发货，我没有再付"),
            _typed("2026-11-21 23:00", Side.MERCHANT, "对方把我拉黑"),
        ),
    ),
    "boosting-half-done": Gold(
        details=_case(
            "淘宝代练没打完就不理人了",
            "custom-service",
            "退还未完成部分的费用216元，2026年12月6日前",
            "platform-address=有且能联系",
            address="江西省南昌市红谷滩区某路88号",
        ),
        told=("约定11月12日前完成20星", "360元÷20星×12星=216元"),
        pictures={
            "Screenshot_20261105-130112.png": lambda: screenshots.order(
                {
                    "订单编号": "4098765432109876543",
                    "创建时间": "2026-11-05 13:00:21",
                    "付款方式": "支付宝",
                    "服务": "淘宝官方客服",
                    "支付宝交易号": "2026110522001412345678901234",
                },
                shop="王者速练工作室",
                goods="代练：星耀到王者20星",
                paid="360.00",
                state="卖家已发货",
                dark=True,
            ),
            "Screenshot_20261105-131012.png": lambda: screenshots.chat(
                "王者速练工作室",
                (
                    ("at", "13:05"),
                    ("me", "星耀到王者20星多久打完"),
                    ("they", "约定11月12日前完成20星"),
                ),
                clock="13:10",
            ),
            "Screenshot_20261110-181012.png": lambda: screenshots.notice(
                "战绩", "当前段位 星耀I", "完成 8/20星", clock="18:10"
            ),
        },
        typed=(
            _typed("2026-11-10 18:00", Side.MERCHANT, "代练只完成8星后不再上线"),
            _typed(
                "2026-11-13 09:00",
                Side.ME,
                "我催促店铺客服，客服说排队中",
                channel="merchant",
                milestone="refund-demanded",
            ),
            _typed("2026-11-20 09:00", Side.ME, "我再次联系，客服没有回复", channel="merchant", milestone="contacted"),
        ),
    ),
    "paid-twice": Gold(
        details=_case("同一订单重复支付两次", "double-payment", "退还多付的68元，2026年12月2日前"),
        told=("19:00，在拼多多店铺“迅捷充值旗舰店”", "19:01，通过微信支付又付款68"),
        pictures={
            "Screenshot_20261122-190512.png": lambda: screenshots.order(
                {"订单编号": "261122-000111222333444", "下单时间": "2026-11-22 19:00:05", "支付方式": "微信支付"},
                shop="迅捷充值旗舰店",
                goods="视频会员季卡",
                paid="68.00",
                state="待发货",
                clock="19:05",
            ),
            "Screenshot_20261122-190612.png": lambda: screenshots.bills(
                "微信账单",
                ("迅捷充值旗舰店", "-68.00", "11月22日 19:01"),
                ("迅捷充值旗舰店", "-68.00", "11月22日 19:00"),
                clock="19:06",
            ),
            "Screenshot_20261122-192112.png": lambda: screenshots.chat(
                "迅捷充值旗舰店",
                (("at", "19:18"), ("me", "付款扣了我两笔68元"), ("at", "19:20"), ("they", "亲，我们这边只收到一笔")),
                clock="19:21",
            ),
        },
    ),
    "bought-for-resale": Gold(
        details=_case(
            "批发卡密进货，有一批无效",
            "card-invalid",
            "退还无效卡密货款4650元",
            "daily-life=否",
            address="广东省广州市天河区某街2号",
            platform=Platform.SITE,
        ),
        pictures={
            "Screenshot_20261101-100512.png": lambda: screenshots.order(
                {"订单编号": "PF20261101", "下单时间": "2026-11-01 10:00:00", "支付方式": "银行卡"},
                shop="亿卡批发商城",
                goods="游戏点卡100元卡密200张批发价93元/张",
                paid="18600.00",
                state="已发货",
                clock="10:05",
            ),
        },
        typed=(
            _typed(
                "2026-11-01 10:00", Side.ME, "我开淘宝店转卖点卡，从亿卡批发网进货200张，其中50张卡密无效，客户找我退款"
            ),
        ),
    ),
    "site-gone": Gold(
        details=_case(
            "企业礼品卡20万元未发货",
            "not-arrived",
            "交付礼品卡200张；不能交付的，2026年12月10日前退还货款200000元",
            "daily-life=是",
            address="上海市浦东新区某路99号",
            platform=Platform.SITE,
        ),
        told=(
            "付款200000.00元给“上海某某网络有限公司”",
            "10月20日10:00，我说：“礼品卡什么时候发货”（证据2）。客服说：“下周发货”",
        ),
        pictures={
            "Screenshot_20261008-093512.png": lambda: screenshots.bill(
                "上海某某网络有限公司",
                "200,000.00",
                {
                    "交易状态": "转账成功",
                    "转账时间": "2026-10-08 09:30:00",
                    "收款方": "上海某某网络有限公司",
                    "转账单号": "20261008093000123456",
                },
                title="银行转账",
            ),
            "Screenshot_20261020-100112.png": lambda: screenshots.chat(
                "网站客服",
                (("at", "10:00"), ("me", "礼品卡什么时候发货"), ("they", "下周发货")),
                clock="10:01",
            ),
        },
        typed=(
            _typed("2026-10-08 09:30", Side.ME, "我在网站购买礼品卡200张用于亲友婚礼回礼，银行转账200000元"),
            _typed("2026-11-20 10:00", Side.MERCHANT, "网站打不开，客服不再回复"),
        ),
    ),
    "insult-threat-and-plan": Gold(
        details=_case("这个骗子店铺太黑心了！！！", "membership", "赶紧退钱，不然曝光你们全家"),
        told=("未开通会员", "实付15"),
        pictures={
            "Screenshot_20261120-101512.png": lambda: screenshots.notice("会员中心", "未开通会员", clock="10:15"),
            "Screenshot_20261120-100512.png": lambda: screenshots.order(
                {"订单编号": "261120-222333444555666", "下单时间": "2026-11-20 10:00:11", "支付方式": "微信支付"},
                shop="云上会员专卖店",
                goods="会员月卡",
                paid="15.00",
                state="已发货",
                clock="10:05",
            ),
        },
        typed=(
            _typed(
                "2026-11-20 10:20",
                Side.ME,
                "这个骗子老板李建国（电话13700001111，住上海市长宁区某路5号）收了我15块钱就不管了，畜生不如！！！",
            ),
            _typed("2026-11-21 10:00", Side.MERCHANT, "我骂了客服，客服把我拉黑了，说我辱骂"),
            _typed("2026-11-22 10:00", Side.ME, "我打算买十单再假一赔三，每单赔500，我懂法，职业打假干了三年"),
        ),
    ),
}
