"""A running `portal serve`, for tests and measurements."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_SECONDS = 60.0


def free_port() -> int:
    """A port of this machine that nobody holds now."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


class Serving:
    """A running `portal serve` of its own, in demo mode and an empty folder."""

    def __init__(self, folder: Path, *, seeded: bool = False) -> None:
        self.port, mail_port = free_port(), free_port()
        own = {"PORTAL_DEMO": "true", "PORTAL_PORT": str(self.port), "PORTAL_DEMO_SMTP_PORT": str(mail_port)}
        path = {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        environment = os.environ | own | path
        self.log = folder / "serve.log"
        with self.log.open("wb") as log:
            if seeded:
                seed = [sys.executable, "-m", "portal.cli", "demo"]
                subprocess.run(seed, cwd=folder, env=environment, stdout=log, stderr=log, check=True)
            command = [sys.executable, "-m", "portal.cli", "serve"]
            self.process = subprocess.Popen(
                command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        self.parent = psutil.Process(self.process.pid)

    def all(self) -> list[psutil.Process]:
        """The parent and every process below it."""
        return [self.parent, *self.parent.children(recursive=True)]

    def child(self, word: str) -> psutil.Process:
        """The child whose command holds `word`."""
        return next(child for child in self.parent.children() if word in " ".join(child.cmdline()))

    def has(self, word: str) -> bool:
        """Whether a child whose command holds `word` runs."""
        with suppress(psutil.NoSuchProcess):
            return any(word in " ".join(child.cmdline()) for child in self.parent.children())
        return False

    def answers(self) -> bool:
        """Whether the port speaks HTTP."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2):
                return True
        except HTTPError as error:
            error.close()
            return True
        except (URLError, OSError):
            return False

    def is_whole(self) -> bool:
        """Whether every part runs; fails when the parent gave up."""
        assert self.process.poll() is None, self.log.read_text()[-4000:]
        return self.answers() and self.has("portal.cli worker") and self.has("portal.demo.mailbox")

    def until(self, met: Callable[[], bool], what: str) -> None:
        """Wait for it, or fail with what the parent said."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not met():
            assert time.monotonic() < until, f"not {what}:\n{self.log.read_text()[-4000:]}"
            time.sleep(0.1)
