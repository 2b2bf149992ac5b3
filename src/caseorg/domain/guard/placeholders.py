"""Whether a text is a form's example or still has blanks in it."""

import re

_BLANK = re.compile(
    r"_{2,}|＿{2,}|〔[^〕]*〕|【[^】]*(?:填|写|待)[^】]*】|[XxＸ×]{2,}\s*(?:元|月|日|年)|[XxＸ×]\s*月\s*[XxＸ×]\s*日"
    r"|\{\w+\}|请(?:填写|输入|在此|补充)|(?:待填|待补|待定)|^\s*(?:无|没有|暂无|test|测试|asdf|1+|[.。…·?？]+)\s*$",
    re.IGNORECASE | re.MULTILINE,
)


def is_placeholder(text: str) -> bool:
    """`〔日期待填〕前退还____元` is one, and so is `XX元`; a text of the user's own is not."""
    return bool(_BLANK.search(text))
