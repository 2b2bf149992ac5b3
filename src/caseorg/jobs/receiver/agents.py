"""What a phone says it is, in words that its user knows."""

import re

_DEVICES = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("HarmonyOS", r"HarmonyOS|OpenHarmony"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("Mac", r"Macintosh"),
    ("Linux", r"Linux"),
)
# The first that fits: most say that they are Safari or Chrome too.
_BROWSERS = (
    ("微信", r"MicroMessenger"),
    ("QQ", r"\bQQ/|MQQBrowser"),
    ("支付宝", r"AlipayClient"),
    ("UC", r"UCBrowser"),
    ("华为浏览器", r"HuaweiBrowser|ArkWeb"),
    ("小米浏览器", r"MiuiBrowser"),
    ("Edge", r"\bEdgA?/|EdgiOS"),
    ("Firefox", r"Firefox|FxiOS"),
    ("Chrome", r"Chrome|CriOS"),
    ("Safari", r"Safari"),
)


def device_name(agent: str) -> str:
    """From what its browser calls itself, such as `iPhone · Safari`; empty where that says nothing."""
    found = (_first(_DEVICES, agent), _first(_BROWSERS, agent))
    return " · ".join(filter(None, found))


def _first(names: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, agent)), "")
