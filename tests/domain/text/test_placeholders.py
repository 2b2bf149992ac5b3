"""What still waits to be filled in."""

import pytest

from caseorg.domain.text.placeholders import is_placeholder

EXAMPLE = "例如：2026年11月30日前退还货款98.00元"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 。",
        "（\u3000）元",
        EXAMPLE,
        "无",
        "测试。",
        "111",
        *[
            "退还____元",
            "退还XX元",
            "退款x元，X月X日前",
            "请填写",
            "请填写诉求",
            "退还〔金额〕元",
            "退还{paid}元",
            "《金额》",
            "待补",
        ],
        "2026年11月30日前退还货款98.00元",
    ],
)
def test_a_template_says_nothing_yet(text: str) -> None:
    assert is_placeholder(text, [EXAMPLE])


@pytest.mark.parametrize(
    "text",
    [
        "退还98元",
        "更换卡密7F3K-****-****-9Q2A",
        "退还Xbox会员98元",
        "某某网络游戏点卡退款98元",
        "请填写退款原因后退款98元",
        "iPhoneX退款98元",
        "2026年12月1日前退还货款98.00元",
    ],
)
def test_what_somebody_wrote_is_none(text: str) -> None:
    assert not is_placeholder(text, [EXAMPLE])
