"""Addresses that imitate known sites are named; the sites' own are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.scams.links import Site, suspicious_links
from domain.knowledge import shipped

SITES = shipped(Site)


def found(text: str) -> list[tuple[str, str | None]]:
    """Host and imitated site of each address that is told."""
    return [(link.host, link.site.id if link.site else None) for link in suspicious_links(text, SITES)]


@pytest.mark.parametrize(
    "text",
    [
        "https://mobile.yangkeduo.com/order.html?order_sn=261101-1",
        "pinduoduo.com",
        "打开https://www.12315.cn，登录后投诉。",
        "http://tsgs.12315.cn/index",
        "https://m.tb.cn/h.abc",
        "https://detail.tmall.com/item.htm?id=1",
        "https://item.jd.com/1.html",
        "https://www.goofish.com/item?id=1",
        "https://www.alipay.com/",
        "https://mp.weixin.qq.com/s/abc",
        "https://pay.weixin.qq.com",
        "https://example.com/refund",
        "https://www.smartmall.com/x",
        "https://docs.jdk.dev",
        "版本1.2.3和文件a.txt，金额50.00元",
        "发邮件到pinduoduo@example.com",
    ],
)
def test_own_addresses_and_others_pass(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://pinduoduo-kefu.com/refund", "pdd"),
        ("https://pinduoduo.com.refund.top/", "pdd"),
        ("www.pinduodou.com", "pdd"),
        ("https://mypinduoduo.com", "pdd"),
        ("http://pindou-duo.cn", "pdd"),
        ("yangkedou.com", "pdd"),
        ("https://pdd-tuikuan.cn", "pdd"),
        ("https://pinduodou.bj.cn", "pdd"),  # registered below a province
        ("https://pinduodou.vercel.app/refund", "pdd"),  # below somebody who lets others build sites
        ("https://pinduodou.refund-cn.top", "pdd"),
        ("https://www.taoba0.com/", "taobao"),
        ("https://toabao.com", "taobao"),
        ("https://tmall.refund-cn.com", "taobao"),
        ("https://jd.kefu-service.com/a", "jd"),
        ("https://jd-com.cn", "jd"),
        ("https://goofisn.com", "xianyu"),
        ("https://xianyu-trade.com", "xianyu"),
        ("https://a1ipay.com/pay", "alipay"),
        ("https://alipay.com-refund.cn", "alipay"),
        ("https://weixin-pay.top", "wechat"),
        ("https://vveixin.com", "wechat"),
        ("https://12315-tousu.com", "12315"),
        ("https://www.cn12315.net", "12315"),
        ("https://ｐｉｎｄｕｏｄｕｏ－kefu.com", "pdd"),
        ("https://pin\u200bduoduo-kefu.com", "pdd"),
        ("https://pіnduoduo.com", "pdd"),  # a Cyrillic і
        ("https://xn--pnduoduo-13h.com", "pdd"),
        ("http://拼多多退款.com/", "pdd"),
        ("https://t.cn/A6abc", "short-links"),
        ("https://bit.ly/abc", "short-links"),
        ("https://xn--80ak6aa92e.com", None),
        ("https://例子.com", None),
        ("http://47.98.1.2:8080/refund", None),
        ("https://pinduoduo.com@evil.cn/x", None),
        ("HTTPS://TAOBAO.COM.EVIL.CN", "taobao"),
    ],
)
def test_imitations_and_what_cannot_be_checked_are_told(address: str, site: str | None) -> None:
    text = f"😀退款请打开：{address}，填写资料"
    (link,) = suspicious_links(text, SITES)
    assert (link.site.id if link.site else None) == site
    assert text[link.start : link.end] == address
    assert link.host in str(link.why)


def test_a_browser_goes_where_we_say() -> None:
    assert found("https://pinduoduo.com@evil.cn:8/x") == [("evil.cn", None)]
    assert found("https://taobao.evil.cn\\@www.taobao.com/") == [("taobao.evil.cn", "taobao")]
    assert found("https://www.taobao.com:443/x") == []
    assert found("https://www.taobao.com./x") == []


ADDRESSES = st.text(st.sampled_from("htps:/.@-w?#[]\\xn0123jdcomtaobao拼多多 。і\u200b")).map("https://".__add__)


@given(ADDRESSES | st.text())
def test_offsets_lie_within(text: str) -> None:
    for link in suspicious_links(text, SITES):
        assert 0 <= link.start < link.end <= len(text)
        assert str(link.why)
