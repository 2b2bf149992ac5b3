"""A dozen screenshots of one purchase that went wrong, as they lie on a phone: light and dark, not in their order, two
of them the same."""

from pathlib import Path

from PIL import Image

import screenshots

NUMBER, SHOP, PRODUCT = "261101-123456789012345", "星河数码卡券专营店", "星河世界游戏点卡100元面值"
TRANSACTION = "4200001234202611011234567890"


def draw_pile(folder: Path) -> list[Path]:
    """The files, in the order in which they are dropped."""
    files = [screenshots.save(screen, folder, f"Screenshot_{name}.png") for name, screen in _pictures()]
    with Image.open(files[0]) as order:  # as a chat program makes it again
        copy = folder / "mmexport1762300000000.jpg"
        order.convert("RGB").save(copy, quality=88)
    return [*files[6:], copy, *files[:6]]


def _pictures() -> list[tuple[str, screenshots.Screen]]:
    order = {
        "订单编号": NUMBER,
        "下单时间": "2026-11-01 14:30:12",
        "支付方式": "微信支付",
        "服务": "拼多多官方品质保障",
    }
    paid = {
        "当前状态": "支付成功",
        "支付时间": "2026年11月1日 14:30:20",
        "支付方式": "零钱",
        "交易单号": TRANSACTION,
    }
    refund = {"退款金额": "¥98.00", "申请时间": "2026-11-03 10:05:00", "订单编号": NUMBER, "商家名称": SHOP}
    return [
        ("20261101-143112", screenshots.order(order, shop=SHOP, goods=PRODUCT, paid="98.00", state="待收货")),
        ("20261101-143312", screenshots.bill(SHOP, "98.00", paid, title="微信支付账单", dark=True)),
        ("20261101-145212", screenshots.notice("官方充值中心", "提示：该卡密已被使用", clock="14:52")),
        (
            "20261101-151612",
            screenshots.chat(
                SHOP,
                (
                    ("at", "15:00"),
                    ("me", "卡密提示已被使用，要求退款"),
                    ("they", "亲，24小时内给您退款"),
                    ("at", "15:15"),
                    ("me", "好的，等您处理"),
                ),
                clock="15:16",
            ),
        ),
        (
            "20261102-203012",
            screenshots.chat(
                SHOP,
                (("at", "20:25"), ("me", "还没有收到退款"), ("they", "正在核实，请耐心等待")),
                clock="20:30",
                dark=True,
            ),
        ),
        (
            "20261103-102112",
            screenshots.chat(
                SHOP,
                (("at", "昨天 20:25"), ("me", "还没有收到退款"), ("at", "10:20"), ("they", "虚拟商品售出不退不换")),
                clock="10:21",
            ),
        ),
        ("20261103-103112", screenshots.form("退款详情", "商家已拒绝退款申请", refund, clock="10:31")),
        (
            "20261104-091512",
            screenshots.chat(
                "拼多多官方客服",
                (("at", "09:10"), ("me", "申请平台介入"), ("they", "商家已提供发货凭证，驳回介入申请")),
                clock="09:15",
            ),
        ),
        ("20261101-142512", screenshots.notice("商品详情", PRODUCT, "一经售出概不退换", "立即购买", clock="14:25")),
        ("20261104-092012", screenshots.notice("卡密信息", "卡密：AB12-****-****-GH78", clock="09:20")),
        ("20261104-093012", screenshots.notice("会员中心", "未开通会员", clock="09:30")),
    ]
