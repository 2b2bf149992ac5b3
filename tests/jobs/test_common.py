"""What other cases have in common with one: told to the user, and nowhere else."""

import subprocess
from pathlib import Path

import pytest

from caseorg.actions.case import edit_case, new_case
from caseorg.actions.evidence import withdraw_evidence
from caseorg.actions.shelf import trash
from caseorg.cli.app import run
from caseorg.domain.case import CaseDetails, CaseId, Order, OrderId, Party, Role
from caseorg.jobs.common import in_common
from caseorg.jobs.intake import add_files
from caseorg.jobs.readings import read_case, readable
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.search import search
from caseorg.jobs.searchable import renew
from caseorg.store.queries import load_case
from caseorg.store.traits import forget_pictures
from caseorg.workspace import Workspace
from handmade import Hand, reading
from jobs.test_readings import picture
from work import counted


def case(workspace: Workspace, title: str, *parties: Party, account: str = "") -> CaseId:
    orders = (Order(id=OrderId(""), account=account),) if account else ()
    return workspace.write(new_case, CaseDetails(title=title, parties=parties, orders=orders))


def shop(name: str = "", **fields: str) -> Party:
    return Party(role=Role.MERCHANT, name=name, **fields)


def common(workspace: Workspace, key: CaseId) -> dict[str, set[str]]:
    renew(workspace, [key])
    return {one.trait.value: {other.title for other in one.cases} for one in in_common(workspace, key)}


def test_the_same_merchant_account_number_site_is_told_on_both_sides(workspace: Workspace) -> None:
    first = case(
        workspace,
        "甲",
        shop("星河数码卡券专营店", phone="138 0000 1234", website="https://www.xinghe-ka.cn/a"),
        account="player_0077",
    )
    second = case(workspace, "乙", shop("星河數碼卡券專營店"))
    third = case(workspace, "丙", shop(contact="手机13800001234，网址xinghe-ka.cn"), account="ＰＬＡＹＥＲ_0077")
    case(workspace, "丁", shop("另一家店铺"))
    assert common(workspace, first) == {"merchant": {"乙"}, "account": {"丙"}, "phone": {"丙"}, "site": {"丙"}}
    assert common(workspace, second) == {"merchant": {"甲"}}
    assert common(workspace, third)["phone"] == {"甲"}
    workspace.write(edit_case, second, CaseDetails(title="乙", parties=(shop("改名的店铺"),)))
    assert "merchant" not in common(workspace, first)


def test_what_is_in_the_trash_is_neither_found_nor_told(workspace: Workspace) -> None:
    first = case(workspace, "甲", shop("星河数码卡券专营店"))
    second = case(workspace, "乙", shop("星河数码卡券专营店"))
    assert common(workspace, first) == {"merchant": {"乙"}}
    change = workspace.write(trash, second)
    assert not common(workspace, first)
    assert {hit.case_id for hit in search(workspace, "星河数码")} == {first}
    assert change.undo
    workspace.write(change.undo, second)
    assert common(workspace, first) == {"merchant": {"乙"}}


def test_what_all_cases_have_says_nothing(workspace: Workspace) -> None:
    platform = Party(role=Role.PLATFORM, name="上海寻梦信息技术有限公司", phone="021-88889999")
    first = case(workspace, "甲", shop("拼多多", website="https://mobile.yangkeduo.com/x"), platform)
    case(workspace, "乙", shop("拼多多", website="https://mobile.yangkeduo.com/y"), platform)
    assert not common(workspace, first)


def test_texts_and_pictures_count_as_long_as_they_stand(workspace: Workspace, tmp_path: Path) -> None:
    first, second, third = (case(workspace, title) for title in "甲乙丙")
    (tmp_path / "chat.txt").write_text("客服：加微信 kefu_8866\n卡密 ABCD-1234-EFGH", encoding="utf-8")
    (tmp_path / "1.png").write_bytes(picture(1))
    (tmp_path / "note.txt").write_text("又是 kefu_8866 这个微信：kefu_8866", encoding="utf-8")
    for key, name in ((first, "chat.txt"), (second, "1.png"), (third, "note.txt")):
        list(add_files(workspace, key, [tmp_path / name]))
    found = workspace.read(load_case, second)
    hand = Hand({found.evidence[0].sha256: reading("卡密：abcd-1234-efgh")})
    list(read_case(workspace, readable(found), hand.reader))
    renew(workspace, [second])
    assert common(workspace, first) == {"account": {"丙"}, "code": {"乙"}}
    forget_pictures(workspace.searchable)
    assert "code" not in {one.trait.value for one in in_common(workspace, first)}
    workspace.searchable.unlink()
    assert common(workspace, first) == {"account": {"丙"}, "code": {"乙"}}
    workspace.write(withdraw_evidence, second, (found.evidence[0].id,))
    assert common(workspace, first) == {"account": {"丙"}}


def test_asking_costs_the_same_among_many(workspace: Workspace) -> None:
    first = case(workspace, "甲", shop("星河数码"))
    case(workspace, "乙", shop("星河数码"))

    def cost() -> tuple[int, int]:
        renew(workspace, [first])
        in_common(workspace, first)
        with counted(workspace) as work:
            renew(workspace, [first])
            assert in_common(workspace, first)
        return work.queries, work.steps

    few = cost()
    for number in range(40):
        case(workspace, f"另一件{number}", shop(f"另一家{number}号店"))
    queries, steps = cost()
    assert queries == few[0] and steps <= few[1] * 1.5


SECRET = "丁丁机密标题"


@pytest.fixture
def beside(sample: Workspace) -> Workspace:
    """The sample case, and one beside it that is about the same merchant."""
    known = sample.read(load_case, SAMPLE)
    case(sample, SECRET, *known.parties, account="机密账号0099")
    return sample


def test_it_is_told_on_the_command_line_and_in_no_paper_or_message(
    beside: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ("--data", str(beside.folder))
    for options in ((), ("--json",)):
        assert run([*data, "case", "show", SAMPLE, *options]) == 0
        assert SECRET in capsys.readouterr().out
    assert run([*data, "message", SAMPLE, "--channel", "merchant"]) == 0
    message = capsys.readouterr().out
    assert len(message) > 100 and SECRET not in message
    for paper in ("complaint", "pack"):
        out = tmp_path / f"{paper}.pdf"
        assert run([*data, paper, SAMPLE, "-o", str(out)]) == 0
        text = subprocess.check_output(["pdftotext", "-raw", out, "-"]).decode()
        assert SECRET not in text and "机密账号" not in text
    assert run([*data, "verify"]) == 0
