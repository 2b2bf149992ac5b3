"""The decoder of this computer, kept short; and what is done where it is missing or misbehaves."""

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from caseorg.evidence import decoder as subject
from caseorg.evidence.decoder import SIDE, Decoder, find_decoder, length, stills
from waiting import PATIENCE

DECODER = find_decoder()
needs_decoder = pytest.mark.skipif(DECODER is None, reason="ffmpeg and ffprobe are not installed")
RED, BLUE = (254, 0, 0), (0, 0, 254)


def made(path: Path, *arguments: str) -> Path:
    """A file by ffmpeg."""
    subprocess.run(["ffmpeg", "-v", "error", "-y", *arguments, path], check=True, stdin=subprocess.DEVNULL)
    return path


def two_colours(path: Path, size: str = "320x180") -> Path:
    """Three seconds of red, then three of blue."""
    parts = [part for colour in ("red", "blue") for part in ("-f", "lavfi", "-i", f"color={colour}:s={size}:d=3:r=5")]
    return made(path, *parts, "-filter_complex", "concat", "-pix_fmt", "yuv420p")


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_colours(tmp_path_factory.mktemp("film") / "录屏 '1.mp4")


def alike(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 12 for a, b in zip(one, other, strict=True))


@needs_decoder
def test_stills_are_of_their_times_and_a_time_behind_the_end_has_none(film: Path) -> None:
    assert DECODER
    assert length(DECODER, film, "video/mp4") == pytest.approx(6, abs=0.3)
    found = list(stills(DECODER, film, "video/mp4", [1, 2.5, 3.5, 5, 60]))
    assert [at for at, _ in found] == [1, 2.5, 3.5, 5]
    shown = [still.getpixel((160, 90)) for _, still in found]
    assert [alike(one, RED) for one in shown] == [True, True, False, False]
    assert [alike(one, BLUE) for one in shown] == [False, False, True, True]
    assert {still.size for _, still in found} == {(320, 180)}


@needs_decoder
@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("x.mov", "video/quicktime"),
        ("x.mkv", "video/x-matroska"),
        ("x.avi", "video/x-msvideo"),
        ("x.flv", "video/x-flv"),
        ("x.ts", "video/mp2t"),
    ],
)
def test_films_of_every_type_are_read(tmp_path: Path, name: str, media_type: str) -> None:
    assert DECODER
    file = two_colours(tmp_path / name, "1280x720")
    assert length(DECODER, file, media_type) == pytest.approx(6, abs=0.5)
    ((_, still),) = stills(DECODER, file, media_type, [4.5])
    assert still.size == (SIDE, 360) and alike(still.getpixel((9, 9)), BLUE)


@needs_decoder
def test_a_film_is_shown_turned_and_stretched_as_players_show_it(tmp_path: Path) -> None:
    assert DECODER
    plain = made(tmp_path / "1.mp4", "-f", "lavfi", "-i", "testsrc=s=160x120:d=1:r=5")
    turned = made(tmp_path / "2.mp4", "-i", str(plain), "-metadata:s:v", "rotate=90", "-c", "copy")
    wide = made(tmp_path / "3.mp4", "-i", str(plain), "-vf", "setsar=2")
    sizes = [still.size for file in (turned, wide) for _, still in stills(DECODER, file, "video/mp4", [0.5])]
    assert sizes == [(120, 160), (320, 120)]


@needs_decoder
@pytest.mark.parametrize(
    ("name", "media_type"),
    [("x.m4a", "audio/mp4"), ("x.mp3", "audio/mpeg"), ("x.aac", "audio/aac"), ("x.ogg", "audio/ogg"),
     ("x.flac", "audio/flac"), ("x.wav", "audio/wav")],
)  # fmt: skip
def test_sound_has_a_length_and_no_stills(tmp_path: Path, name: str, media_type: str) -> None:
    assert DECODER
    file = made(tmp_path / name, "-f", "lavfi", "-i", "sine=d=2")
    assert length(DECODER, file, media_type) == pytest.approx(2, abs=0.2)
    assert not list(stills(DECODER, file, media_type, [1]))


@needs_decoder
@pytest.mark.parametrize("media_type", ["video/mp4", "video/x-matroska", "audio/mpeg", "video/x-flv"])
def test_a_list_of_other_files_opens_none_of_them(film: Path, tmp_path: Path, media_type: str) -> None:
    assert DECODER
    (tmp_path / "other.mp4").write_bytes(film.read_bytes())
    disguised = tmp_path / "disguised.mp4"
    disguised.write_text("ffconcat version 1.0\nfile other.mp4\n", encoding="utf-8")
    unguarded = subprocess.check_output(["ffprobe", "-v", "quiet", "-show_streams", disguised], text=True)
    assert "codec_type=video" in unguarded
    for text in (disguised.read_text(encoding="utf-8"), "#EXTM3U\n#EXTINF:6,\nother.mp4\n#EXT-X-ENDLIST\n"):
        disguised.write_text(text, encoding="utf-8")
        assert length(DECODER, disguised, media_type) is None
        assert not list(stills(DECODER, disguised, media_type, [0]))


@needs_decoder
def test_a_file_of_another_type_than_told_is_not_read(film: Path) -> None:
    assert DECODER
    assert length(DECODER, film, "video/x-matroska") is None
    assert not list(stills(DECODER, film, "audio/silk", [1]))


@needs_decoder
def test_a_damaged_film_has_no_stills(film: Path, tmp_path: Path) -> None:
    assert DECODER
    content = film.read_bytes()
    start, end = content.index(b"mdat") + 4, content.index(b"moov")
    (tmp_path / "x.mp4").write_bytes(content[:start] + bytes(end - start) + content[end:])
    assert not list(stills(DECODER, tmp_path / "x.mp4", "video/mp4", [1, 5]))
    (tmp_path / "x.mp4").write_bytes(content[: len(content) // 2])
    assert not list(stills(DECODER, tmp_path / "x.mp4", "video/mp4", [1, 5]))


@needs_decoder
def test_the_environment_makes_it_write_nothing(film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert DECODER
    monkeypatch.setenv("FFREPORT", f"file={tmp_path / 'report.log'}:level=48")
    assert length(DECODER, film, "video/mp4")
    assert not list(tmp_path.iterdir())


def program(path: Path, script: str) -> str:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
    path.chmod(0o755)
    return str(path)


@dataclass
class Slow:
    """A program that would take very long; all that it starts holds a pipe open."""

    path: str
    pipe: int

    @property
    def was_ended(self) -> bool:
        """Once nobody is left of it: nobody came to an end, for that would have been told."""
        os.set_blocking(self.pipe, True)
        return os.read(self.pipe, 1) == b""


@contextmanager
def slow(folder: Path, script: str) -> Iterator[Slow]:
    """WAIT in the script is what takes long."""
    os.mkfifo(folder / "pipe")
    pipe = os.open(folder / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    wait = f"(sleep {PATIENCE}; echo ended >&9)"
    yield Slow(program(folder / "slow", f"exec 9>{folder}/pipe\n{script.replace('WAIT', wait)}"), pipe)
    os.close(pipe)


@pytest.mark.parametrize(
    "script",
    ["WAIT", "exec >&-; WAIT", "WAIT & echo 7"],
    ids=["hangs", "closes its output and goes on", "leaves a child with its output"],
)
def test_a_decoder_that_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setattr(subject, "_SECONDS", 1.0)
    with slow(tmp_path, script) as hanging:
        decoder = Decoder(hanging.path, hanging.path)
        assert length(decoder, tmp_path / "x", "video/mp4") == (7 if "7" in script else None)
        assert not list(stills(decoder, tmp_path / "x", "video/mp4", [1, 2, 3]))
        assert hanging.was_ended


def test_all_films_together_have_so_much_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []
    now = [100.0]

    def takes_all(_command: Sequence[str], _most: int, seconds: float) -> bytes:
        given.append(seconds)
        now[0] += seconds
        return b""

    monkeypatch.setattr(subject, "time", SimpleNamespace(monotonic=lambda: now[0]))
    monkeypatch.setattr(subject, "_output", takes_all)
    decoder = Decoder("none", "none", left=30.0)
    for _ in range(3):
        assert length(decoder, tmp_path / "x", "video/mp4") is None
        assert not list(stills(decoder, tmp_path / "x", "video/mp4", [1, 2]))
    assert given == [20.0, 10.0] and decoder.left <= 0


def test_once_the_time_is_over_no_decoder_is_started(tmp_path: Path) -> None:
    late = program(tmp_path / "late", f"touch {tmp_path}/started; echo 7")
    for left, started in ((0.0, False), (PATIENCE, True)):
        length(Decoder(late, late, left=left), tmp_path / "x", "video/mp4")
        assert (tmp_path / "started").exists() is started


def test_a_decoder_ends_when_we_are_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def interrupted(child: "subprocess.Popen[bytes]", timeout: float | None = None) -> int:
        monkeypatch.undo()
        started.append(child)
        raise KeyboardInterrupt

    with slow(tmp_path, "exec >&-; WAIT") as hanging:
        monkeypatch.setattr(subprocess.Popen, "wait", interrupted)
        with pytest.raises(KeyboardInterrupt):
            length(Decoder(hanging.path, hanging.path), tmp_path / "x", "video/mp4")
        assert started[0].returncode == -signal.SIGKILL and hanging.was_ended


def test_a_decoder_that_does_not_stop_writing_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By what it wrote, not because its time was over."""
    monkeypatch.setattr(subject, "_SECONDS", PATIENCE)
    loud = program(tmp_path / "loud", "exec yes 1")
    decoder = Decoder(loud, loud, left=PATIENCE)
    assert length(decoder, tmp_path / "x", "video/mp4") is None
    assert not list(stills(decoder, tmp_path / "x", "video/mp4", [1]))
    assert decoder.left > 0


@pytest.mark.parametrize("answer", ["", "N/A", "nan", "inf", "-1", "0"])
def test_an_answer_that_is_no_length_is_none(tmp_path: Path, answer: str) -> None:
    told = program(tmp_path / "told", f"echo '{answer}'")
    assert length(Decoder(told, told), tmp_path / "x", "video/mp4") is None


@needs_decoder
def test_a_codec_that_is_not_in_use_is_not_opened(tmp_path: Path) -> None:
    assert DECODER
    for codec, opened in (("huffyuv", False), ("mjpeg", True)):
        file = made(tmp_path / f"{codec}.avi", "-f", "lavfi", "-i", "testsrc=s=64x64:d=1:r=5", "-c:v", codec)
        assert bool(list(stills(DECODER, file, "video/x-msvideo", [0.5]))) is opened


def test_both_programs_are_told_the_codecs(tmp_path: Path) -> None:
    told = program(tmp_path / "told", 'case "$*" in *"-codec_whitelist h264,"*,mp3,*) echo 7;; esac')
    assert length(Decoder(told, told), tmp_path / "x", "audio/mpeg") == 7


def test_a_decoder_has_little_memory_and_writes_no_file(tmp_path: Path) -> None:
    limited = program(tmp_path / "limited", "[ $(ulimit -v) -le 2000000 ] && echo 7")
    assert length(Decoder(limited, limited), tmp_path / "x", "video/mp4") == 7
    writing = program(tmp_path / "writing", f"echo x > {tmp_path}/written; echo 7")
    assert length(Decoder(writing, writing), tmp_path / "x", "video/mp4") is None
    assert not (tmp_path / "written").stat().st_size


def test_a_decoder_that_fails_or_is_gone_says_nothing(tmp_path: Path) -> None:
    failing = program(tmp_path / "failing", "echo 5; exit 1")
    assert length(Decoder(failing, failing), tmp_path / "x", "video/mp4") is None
    gone = str(tmp_path / "gone")
    assert length(Decoder(gone, gone), tmp_path / "x", "video/mp4") is None


def test_without_both_programs_there_is_no_decoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_decoder() is None
    program(tmp_path / "ffmpeg", "")
    assert find_decoder() is None
    program(tmp_path / "ffprobe", "")
    assert find_decoder() == Decoder(str(tmp_path / "ffmpeg"), str(tmp_path / "ffprobe"))


def test_a_program_in_the_folder_that_we_were_started_in_is_not_the_decoder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ffmpeg", "ffprobe"):
        program(tmp_path / name, "")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".")
    assert find_decoder() is None
