"""Text comes out of evidence as it was written."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.case import Evidence, EvidenceId, MediaKind
from caseorg.domain.errors import CaseorgError
from caseorg.evidence.kinds import decode_text
from caseorg.evidence.store import EvidenceStore
from caseorg.evidence.text import read_text

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"))


@given(TEXT)
def test_utf8_and_utf16_are_read_back(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert decode_text(text.encode(encoding)) == text


@given(st.text("订单号退款客服您好，。：卡密", min_size=4))
def test_gb18030_is_read_back(text: str) -> None:
    assert decode_text((text + "\n").encode("gb18030")) == text + "\n"


@pytest.mark.parametrize("content", [b"a\0b", b"\xff\xff\xff", b"\x80abc"])
def test_what_is_no_text_is_none(content: bytes) -> None:
    assert decode_text(content) is None


def test_text_that_is_gone_is_a_clear_error(tmp_path: Path) -> None:
    item = Evidence(
        id=EvidenceId("1"),
        number=3,
        name="chat.txt",
        sha256="ab" * 32,
        size=1,
        kind=MediaKind.TEXT,
        media_type="text/plain",
        added_at=datetime(2026, 11, 1, tzinfo=UTC),
    )
    with pytest.raises(CaseorgError, match="证据3 cannot be read"):
        read_text(EvidenceStore(tmp_path), item)
