"""A demand as one says it, written as an office reads it: `退我152块钱，12月5号之前` → `退还152元，12月5日前`."""

from caseorg.domain.demands.reading import read_line
from caseorg.domain.moments import Moment
from caseorg.domain.patterns import regex

_WHO = "(?:贵司|贵方|贵公司|商家|卖家|店家|店铺|平台|对方|你们|您|你)?"
_ASKS = (
    "(?=退|返|还|赔|补|换|更换|重|开通|恢复|交付|发货|继续|履行|充值|关闭|取消|停止"
    r"|书面|说明|提供|在|于|\d|收到|全额|按)"
)
_SAID = tuple(
    (regex(pattern), written)
    for pattern, written in (
        (rf"^(?:我(?:要求|想要?|要|就要)|希望|麻烦){_WHO}{_ASKS}", ""),
        (rf"^请{_WHO}[于在]?{_ASKS}", ""),
        (r"^[Rr]efund\s*(?=\d)", "退还"),
        (r"^(?:全部?|都|全都)退(?:了|掉|款|给我)?(?=$|[，,。；;])", "全额退款"),
        (r"^(\d[\d,.]*)(?:块|元)?[全都]?部?退(?:了|掉|给我)?(?=$|[，,。；;])", r"退还\1"),
        (
            r"^([^，,。；;]{1,8}的(?:钱|部分|费用)|(?:剩下|剩余|余下|其余)的?\s*\d[\d,.]*)(?:块|元)?(?:都|全|全部)?"
            r"退(?:还|回|了|掉)?(?:给我)?(?=$|[，,。；;])",
            r"退还\1",
        ),
        (r"退(?=(?:剩下的?|剩余的?)?余额)", "退还"),
        (r"(?<=\d)\s*块(?:钱)?(?![\d一二两三四五六七八九])", "元"),
        (r"[把将]([^，,。；;]{1,12}?)(?:全部|全额)?退(?:还|回|了|掉)?给?(?:我|本人|(?=$|[，,。；;]))", r"退还\1"),
        (r"退(?:还|回|款)?给?我(?=\s*[\d¥])", "退还"),
        (r"(?<!退)还给?我(?=\s*[\d¥])", "退还"),
        (r"赔偿?给?我(?=\s*[\d¥])", "赔偿"),
        (r"退(?=\s*\d)", "退还"),
        (r"(?<!包)赔(?=\s*\d)", "赔偿"),
        (r"退钱", "退款"),
        (
            r"((?:退还|退款|赔偿|返还|追回|补偿)(?:\d{1,3}[张个件份条笔次])?[^，,。；;、\d]{0,6}\s*\d[\d,]*(?:\.\d{1,2})?)(?=$|[，,。；;、])",
            r"\1元",
        ),
        (r"(\d月\d{1,2})号", r"\1日"),
        (r"(?<=[日末底])之前", "前"),
    )
)


def formal(line: str, said_at: Moment) -> str:
    """The line in such words, where it then asks for exactly the same; else as it was typed."""
    written = line
    for pattern, words in _SAID:
        written = pattern.sub(words, written)
    return written if written and read_line(written, said_at) == read_line(line, said_at) else line
