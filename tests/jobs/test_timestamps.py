"""Trusted timestamps: asked for, answered by an authority of our own, verified without a network."""

import subprocess
from base64 import encodebytes
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from authority import Authority
from caseorg.actions.evidence import Description, describe_evidence
from caseorg.actions.proposal import accept_proposals
from caseorg.domain.case import CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal.timestamps import TimestampState
from caseorg.domain.papers.pack import PackOptions
from caseorg.domain.reading.proposal import Proposal, ProposalKind, Quote
from caseorg.domain.reading.reading import Box
from caseorg.jobs.papers.pack import export_pack
from caseorg.jobs.timestamps import export_manifest, import_answer, request_timestamp, show_timestamps
from caseorg.jobs.verify import verify
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace
from jobs.test_intake import add, file, screenshots


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa") / "Test Authority").make()


@pytest.fixture
def case(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> CaseId:
    add(workspace, case_id, *screenshots(tmp_path / "shots", 3))
    return case_id


def states(workspace: Workspace, case: CaseId) -> list[tuple[int, TimestampState]]:
    return [(one.files, one.state) for one in show_timestamps(workspace, case)]


def test_a_timestamp_is_asked_for_answered_and_verified(
    workspace: Workspace, case: CaseId, authority: Authority, tmp_path: Path
) -> None:
    assert states(workspace, case) == [(3, TimestampState.NONE)]
    request = request_timestamp(workspace, case, tmp_path / "清单.tsq")
    told = subprocess.run(["openssl", "ts", "-query", "-in", request, "-text"], capture_output=True, check=True).stdout
    assert b"sha256" in told and b"Nonce: 0x" in told and b"Certificate required: yes" in told
    assert states(workspace, case) == [(3, TimestampState.WAITING)]

    shown = import_answer(workspace, case, authority.answer(request), authority.root)
    assert (shown.state, shown.authority) == (TimestampState.VERIFIED, "Test Authority")
    assert shown.at is not None and abs(datetime.now(UTC) - shown.at) < timedelta(minutes=5)
    assert states(workspace, case) == [(3, TimestampState.VERIFIED)]
    for _ in verify(workspace):  # the journal covers request and answer
        pass


def test_what_comes_in_later_is_not_stamped_and_the_earlier_stamp_stays(
    workspace: Workspace, case: CaseId, authority: Authority, tmp_path: Path
) -> None:
    request = request_timestamp(workspace, case, tmp_path / "a.tsq")
    import_answer(workspace, case, authority.answer(request), authority.root)
    add(workspace, case, file(tmp_path / "later.txt", b"later"))
    assert states(workspace, case) == [(4, TimestampState.NONE), (3, TimestampState.VERIFIED)]
    second = request_timestamp(workspace, case, tmp_path / "b.tsq")
    assert states(workspace, case) == [(4, TimestampState.WAITING), (3, TimestampState.VERIFIED)]
    import_answer(workspace, case, authority.answer(second))  # the root is known by now
    assert states(workspace, case) == [(4, TimestampState.VERIFIED), (3, TimestampState.VERIFIED)]


@pytest.mark.parametrize("form", ["text", "token", "text token"])
def test_answers_as_text_or_as_a_token_alone_are_read(
    workspace: Workspace, case: CaseId, authority: Authority, tmp_path: Path, form: str
) -> None:
    request = request_timestamp(workspace, case, tmp_path / "a.tsq")
    answer = authority.answer(request, *(("-token_out",) if "token" in form else ()))
    if "text" in form:
        packed = encodebytes(answer.read_bytes())
        answer.write_bytes(b"-----BEGIN PKCS7-----\n" + packed + b"-----END PKCS7-----\n")
    assert import_answer(workspace, case, answer, authority.root).state is TimestampState.VERIFIED


def test_an_unknown_root_is_not_believed_and_nothing_is_kept(
    workspace: Workspace, case: CaseId, authority: Authority, tmp_path: Path
) -> None:
    stranger = Authority(tmp_path / "Stranger").make()
    request = request_timestamp(workspace, case, tmp_path / "a.tsq")
    answer = stranger.answer(request)
    for root in (None, authority.root):
        with pytest.raises(CaseorgError, match="cannot be trusted: unable to get local issuer certificate"):
            import_answer(workspace, case, answer, root)
    assert states(workspace, case) == [(3, TimestampState.WAITING)]
    assert list((workspace.folder / "timestamp-roots").glob("*")) == []


@pytest.mark.parametrize("asked", [True, False])
def test_an_answer_that_somebody_else_asked_for_counts_for_this_manifest(
    workspace: Workspace, case: CaseId, authority: Authority, tmp_path: Path, asked: bool
) -> None:
    """Authorities take the file itself on their pages."""
    if asked:
        request_timestamp(workspace, case, tmp_path / "a.tsq")
    listed = export_manifest(workspace, case, tmp_path / "清单.txt")
    query = ["openssl", "ts", "-query", "-data", listed, "-sha512", "-cert", "-out", tmp_path / "b.tsq"]
    subprocess.run(query, check=True, capture_output=True)
    import_answer(workspace, case, authority.answer(tmp_path / "b.tsq"), authority.root)
    assert states(workspace, case) == [(3, TimestampState.VERIFIED)]


def test_an_answer_for_another_manifest_is_refused(
    workspace: Workspace, case: CaseId, authority: Authority, tmp_path: Path
) -> None:
    request_timestamp(workspace, case, tmp_path / "a.tsq")
    other = tmp_path / "other.tsq"
    query = ["openssl", "ts", "-query", "-data", authority.root, "-sha256", "-cert", "-out", other]
    subprocess.run(query, check=True, capture_output=True)
    with pytest.raises(CaseorgError, match="another manifest"):
        import_answer(workspace, case, authority.answer(other), authority.root)


@pytest.mark.parametrize("content", [b"", b"no answer", b"\x30\x80", b"-----BEGIN X-----\nAAAA\n-----END X-----\n"])
def test_what_is_no_answer_is_said_to_be(workspace: Workspace, case: CaseId, tmp_path: Path, content: bytes) -> None:
    request_timestamp(workspace, case, tmp_path / "a.tsq")
    with pytest.raises(CaseorgError, match="no timestamp answer"):
        import_answer(workspace, case, file(tmp_path / "a.tsr", content))


def test_any_changed_byte_of_an_answer_is_noticed(
    workspace: Workspace, case: CaseId, authority: Authority, tmp_path: Path
) -> None:
    request = request_timestamp(workspace, case, tmp_path / "a.tsq")
    whole = authority.answer(request).read_bytes()
    import_answer(workspace, case, file(tmp_path / "ok.tsr", whole), authority.root)
    stamped = show_timestamps(workspace, case)[0].at
    for place in range(0, len(whole), 23):
        changed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        try:
            shown = import_answer(workspace, case, file(tmp_path / "changed.tsr", changed))
        except CaseorgError:
            continue
        assert shown.at == stamped  # in what is not signed, such as a certificate that is not needed


def test_without_a_request_or_evidence_it_is_said_what_to_do(
    workspace: Workspace, case_id: CaseId, authority: Authority, tmp_path: Path
) -> None:
    with pytest.raises(CaseorgError, match="no evidence yet"):
        request_timestamp(workspace, case_id, tmp_path / "a.tsq")
    add(workspace, case_id, file(tmp_path / "a.txt", b"words"))
    query = ["openssl", "ts", "-query", "-data", authority.root, "-out", tmp_path / "x.tsq"]
    subprocess.run(query, check=True, capture_output=True)
    with pytest.raises(CaseorgError, match="another manifest"):
        import_answer(workspace, case_id, authority.answer(tmp_path / "x.tsq"))
    with pytest.raises(CaseorgError, match="is no certificate"):
        import_answer(workspace, case_id, authority.answer(tmp_path / "x.tsq"), tmp_path / "a.txt")
    with pytest.raises(CaseorgError, match="data folder"):
        request_timestamp(workspace, case_id, workspace.folder / "a.tsq")


def pack_says(workspace: Workspace, case: CaseId, out: Path) -> str:
    for _ in export_pack(workspace, case, out):
        pass
    text = subprocess.run(["pdftotext", "-l", "99", out, "-"], capture_output=True, check=True).stdout.decode()
    return "".join(text.split())


def test_the_last_page_of_the_pack_says_how_far_it_has_come(
    workspace: Workspace, case: CaseId, authority: Authority, tmp_path: Path
) -> None:
    out = tmp_path / "pack.pdf"
    assert "可信时间戳：未申请" in pack_says(workspace, case, out)
    request = request_timestamp(workspace, case, tmp_path / "a.tsq")
    assert "可信时间戳：待确认" in pack_says(workspace, case, out)
    answer = authority.answer(request)
    import_answer(workspace, case, answer, authority.root)
    assert "可信时间戳：已验证" in pack_says(workspace, case, out)
    subprocess.run(["pdfdetach", "-saveall", out], cwd=tmp_path, check=True)
    assert (tmp_path / "清单.tsr").read_bytes() == answer.read_bytes()
    check = ["openssl", "ts", "-verify", "-in", "清单.tsr", "-data", "清单.txt", "-CAfile", authority.root]
    assert b"Verification: OK" in subprocess.run(check, cwd=tmp_path, check=True, capture_output=True).stdout
    add(workspace, case, file(tmp_path / "later.txt", b"later"))
    assert "可信时间戳：未申请" in pack_says(workspace, case, out)


@pytest.mark.parametrize("grouped", [False, True])
def test_a_pack_in_another_order_holds_the_manifest_that_was_stamped(
    workspace: Workspace, case: CaseId, authority: Authority, tmp_path: Path, grouped: bool
) -> None:
    request = request_timestamp(workspace, case, tmp_path / "a.tsq")
    import_answer(workspace, case, authority.answer(request), authority.root)
    stamped = export_manifest(workspace, case, tmp_path / "stamped.txt").read_bytes()
    first, second, third = workspace.read(load_case, case).evidence
    if grouped:
        for item, proves in ((first, "乙"), (second, "甲"), (third, "乙")):
            workspace.change(describe_evidence, case, item.id, Description(proves=proves))
    else:
        keys = (third.id, first.id, second.id)
        quote = Quote(first.id, 0, Box(0, 0, 9, 9), "")
        order = Proposal(id="0123456789", kind=ProposalKind.SEQUENCE, value=keys, quotes=(quote,))
        workspace.change(accept_proposals, case, [order])
    *_, _ = export_pack(workspace, case, tmp_path / "pack.pdf", PackOptions(grouped=grouped))
    subprocess.run(["pdfdetach", "-saveall", tmp_path / "pack.pdf"], cwd=tmp_path, check=True)
    assert (tmp_path / "清单.txt").read_bytes() == stamped
    check = ["openssl", "ts", "-verify", "-in", "清单.tsr", "-data", "清单.txt", "-CAfile", authority.root]
    assert b"Verification: OK" in subprocess.run(check, cwd=tmp_path, check=True, capture_output=True).stdout
    titles = subprocess.check_output(["pdftotext", tmp_path / "pack.pdf", "-"], text=True)
    shown = [titles.index(item.sha256) for item in (first, second, third)]
    assert shown != sorted(shown)  # on paper they stand in the other order


def test_a_supplement_holds_the_manifest_of_the_whole_case_that_was_stamped(
    workspace: Workspace, case: CaseId, authority: Authority, tmp_path: Path
) -> None:
    request = request_timestamp(workspace, case, tmp_path / "a.tsq")
    import_answer(workspace, case, authority.answer(request), authority.root)
    list(export_pack(workspace, case, tmp_path / "pack.pdf", PackOptions(since=3)))
    subprocess.run(["pdfdetach", "-saveall", tmp_path / "pack.pdf"], cwd=tmp_path, check=True)
    check = ["openssl", "ts", "-verify", "-in", "全案清单.tsr", "-data", "全案清单.txt", "-CAfile", authority.root]
    assert b"Verification: OK" in subprocess.run(check, cwd=tmp_path, check=True, capture_output=True).stdout
    part = (tmp_path / "清单.txt").read_text("utf-8")
    assert part.startswith("证据3\t") and (tmp_path / "全案清单.txt").read_text("utf-8").endswith(part)
    text = subprocess.check_output(["pdftotext", tmp_path / "pack.pdf", "-"], text=True)
    assert "可信时间戳：已验证。全案清单.txt于" in "".join(text.split())


def test_a_masked_pack_tells_no_names_of_the_stamped_manifest(
    workspace: Workspace, case: CaseId, authority: Authority, tmp_path: Path
) -> None:
    add(workspace, case, file(tmp_path / "林晓13800001234.txt", b"words"))
    request = request_timestamp(workspace, case, tmp_path / "a.tsq")
    import_answer(workspace, case, authority.answer(request), authority.root)
    stamped = export_manifest(workspace, case, tmp_path / "stamped.txt").read_text("utf-8")
    assert "13800001234" in stamped
    list(export_pack(workspace, case, tmp_path / "pack.pdf", PackOptions(masked=True)))
    (tmp_path / "out").mkdir()
    subprocess.run(["pdfdetach", "-saveall", tmp_path / "pack.pdf"], cwd=tmp_path / "out", check=True)
    files = list((tmp_path / "out").iterdir())
    assert [one.name for one in files] == ["清单.txt"] and "13800001234" not in files[0].read_text("utf-8")


def test_pinned_roots_are_those_that_are_listed() -> None:
    import tomllib
    from hashlib import sha256

    from cryptography.hazmat.primitives.serialization import Encoding

    from caseorg.evidence.timestamping import _roots
    from caseorg.resources import resource

    listed = {root["sha256"] for root in tomllib.loads(resource("timestamps/roots.toml").read_text("utf-8"))["root"]}
    found = {sha256(root.public_bytes(Encoding.DER)).hexdigest() for root in _roots(Path("/nowhere"))}
    assert found == listed
