"""`portal serve` in earnest: whatever is killed, it comes back, and nothing is left behind."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import psutil
import pytest

from tests.serving import PATIENCE_SECONDS, ROOT, Serving


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    started = Serving(tmp_path)
    everything: list[psutil.Process] = []
    try:
        started.until(started.is_whole, "up")
        everything = started.all()
        yield started
    finally:
        with suppress(psutil.NoSuchProcess):
            everything += started.all()
        for process in everything:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        started.process.wait(PATIENCE_SECONDS)


def _gone(processes: list[psutil.Process]) -> bool:
    return not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in processes)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=["TERM", "KILL"])
def test_it_leaves_nothing_behind(serving: Serving, number: signal.Signals) -> None:
    before = serving.all()
    assert len(before) >= 5  # parent, mailbox, worker, granian and granian's child
    serving.process.send_signal(number)
    code = serving.process.wait(PATIENCE_SECONDS)
    serving.until(lambda: _gone(before), "gone")
    assert code == (-number if number == signal.SIGKILL else 0)
    assert not serving.answers()


def test_it_starts_again_what_was_killed(serving: Serving) -> None:
    [below_granian] = serving.child("granian").children()
    for victim in (below_granian, serving.child("portal.cli worker"), serving.child("portal.demo.mailbox")):
        victim.kill()
        serving.until(lambda victim=victim: _gone([victim]), "gone")
        serving.until(serving.is_whole, "whole again")
    granian = serving.child("granian")
    killed = [granian, *granian.children()]
    granian.kill()
    serving.until(lambda: _gone(killed), "gone")
    serving.until(serving.is_whole, "whole again")
    serving.process.send_signal(signal.SIGINT)
    assert serving.process.wait(PATIENCE_SECONDS) == 0


def test_it_frees_the_port_when_parent_and_granian_are_killed_together(serving: Serving) -> None:
    before = serving.all()
    granian = serving.child("granian")
    granian.suspend()
    serving.process.kill()
    granian.kill()
    serving.until(lambda: _gone(before), "gone")
    assert not serving.answers()


def test_it_says_what_to_set_when_the_port_is_taken(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        own = {"PORTAL_DEMO": "true", "PORTAL_PORT": str(taken.getsockname()[1]), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "portal.cli", "serve"]
        ended = subprocess.run(command, cwd=tmp_path, env=os.environ | own, capture_output=True, text=True, timeout=60)
    assert ended.returncode != 0
    assert "PORTAL_PORT" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_it_does_not_start_without_keys(tmp_path: Path, command: str) -> None:
    started = [sys.executable, "-m", "portal.cli", command]
    own = os.environ | {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run(started, cwd=tmp_path, env=own, capture_output=True, text=True, timeout=60)
    assert ended.returncode != 0
    assert "PORTAL_SECRET_KEY is not set" in ended.stderr
    assert "PORTAL_MASTER_KEY is not set" in ended.stderr
    assert "Traceback" not in ended.stderr
