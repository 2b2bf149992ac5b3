"""Reading, proposing, packing and redaction need no network: there is none where this runs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import screenshots
from caseorg.ocr.engine import is_available
from waiting import PATIENCE
from walks.pile import NUMBER, SHOP

_ALONE = ("unshare", "-rn")
_PICTURE, _PACK, _COPY, _MASKED = "order.png", "pack.pdf", "copy.png", "masked.pdf"
_COMMANDS = f"""
import socket, sys
from caseorg.cli.app import run
try:
    socket.create_connection(("127.0.0.1", 9), timeout=1)
except OSError as error:
    assert error.errno == 101, error  # not even this machine: there is no network
case = sys.argv[1]
for words in (
    ("add", case, "{_PICTURE}"),
    ("read", case),
    ("propose", case),
    ("accept", case, "--all"),
    ("pack", case, "-o", "{_PACK}"),
    ("redact", case, "1", "--confirm", "all", "-o", "{_COPY}"),
    ("pack", case, "--masked", "-o", "{_MASKED}"),
    ("verify",),
):
    if run(list(words)):
        sys.exit(f"failed: {{words}}")
"""


def _can_unshare() -> bool:
    """Whether a process can be had that has no network; not everybody may, and only Linux has it."""
    if not shutil.which(_ALONE[0]):
        return False
    return subprocess.run([*_ALONE, "true"], capture_output=True, check=False, timeout=PATIENCE).returncode == 0


@pytest.mark.skipif(not is_available(), reason="this machine has no reader")
@pytest.mark.skipif(not _can_unshare(), reason="no process without a network can be had here")
def test_everything_is_done_on_this_machine(new_folder: Path, tmp_path: Path) -> None:
    data = shutil.copytree(new_folder, tmp_path / "data")
    order = {"订单编号": NUMBER, "下单时间": "2026-11-01 14:30:12", "联系电话": "13800138000"}
    picture = screenshots.order(order, shop=SHOP, goods="游戏点卡100元", paid="98.00", state="已发货")
    screenshots.save(picture, tmp_path, _PICTURE)
    given = {**os.environ, "CASEORG_DATA": str(data), "CASEORG_LANGUAGE": "en"}
    caseorg = [sys.executable, "-m", "caseorg"]
    made = subprocess.run(
        [*caseorg, "case", "new", "--title", "A"],
        env=given,
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    done = subprocess.run(
        [*_ALONE, sys.executable, "-c", _COMMANDS, made.stdout.strip()],
        env=given,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert NUMBER in done.stdout
    for name in (_PACK, _COPY, _MASKED):
        assert (tmp_path / name).stat().st_size
