"""Killed at every write, sync, rename and removal: what was told stays, and the next time works."""

from itertools import count

import pytest

from reliability.machine import KILLED, SPREAD, Adder, Ground, records, require_sound, traced

CALLS = ("write", "pwrite64", "fsync", "fdatasync", "rename", "unlink", "mkdir")


@pytest.mark.parametrize("call", CALLS)
def test_killed_at_any_such_call_nothing_is_half_done(ground: Ground, adder: Adder, call: str) -> None:
    usual = len(adder.calls(call, ground.copy("undisturbed")))
    for number in count(1):
        data = ground.copy(number)
        code, _ = adder.add(data, "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}")
        require_sound(data, leftovers=1)
        assert records(data) == 2 or code == KILLED
        ground.add_again(data)
        if code != KILLED:
            break
    assert code == 0 and number > max(1, usual - SPREAD)


@pytest.mark.parametrize("call", ["fsync", "rename"])
def test_what_the_command_told_before_it_was_killed_stays(ground: Ground, call: str) -> None:
    for number in count(1):
        data = ground.copy(number)
        done = traced(ground.command(data), "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}")
        told = "added" in done.stdout
        require_sound(data, leftovers=1)
        assert records(data) == 2 or not told
        ground.add_again(data)
        if done.returncode == 0:
            assert told and number > 1
            break
        assert done.returncode == KILLED
