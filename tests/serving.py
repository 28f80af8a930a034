"""A running `portal serve`, for tests and measurements."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psutil

from portal.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_SECONDS = 180.0


def free_port() -> int:
    """A port of this machine that nobody holds now."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


class Serving:
    """A running `portal serve` of its own, in demo mode and an empty folder."""

    def __init__(self, folder: Path, *, seeded: bool = False, database_url: str = "") -> None:
        port, mail_port = free_port(), free_port()
        own = {"PORTAL_DEMO": "true", "PORTAL_PORT": str(port), "PORTAL_DEMO_SMTP_PORT": str(mail_port)}
        store = {"PORTAL_DATABASE_URL": database_url} if database_url else {}
        self._settle(folder, port, own | store)
        if seeded:
            with self.log.open("wb") as log:
                seed = self._command("demo")
                subprocess.run(seed, cwd=folder, env=self.environment, stdout=log, stderr=log, check=True)
        self._start()

    def _settle(self, folder: Path, port: int, variables: Mapping[str, str]) -> None:
        """Where it lives, and with which variables its processes are started."""
        self.folder, self.port, self.log = folder, port, folder / "serve.log"
        path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        self.environment = os.environ | variables | {"PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}

    def _start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self._command("serve"), cwd=self.folder, env=self.environment, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        self.parent = psutil.Process(self.process.pid)

    @property
    def base_url(self) -> str:
        """Where it is served, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def data(self) -> Path:
        """The folder of its database, its customer register and its mail."""
        return self.folder / "var"

    @property
    def mail_folder(self) -> Path:
        """Where the mail lies that it sent."""
        return self.data / "mailbox"

    @property
    def database_url(self) -> str:
        """SQLAlchemy's address of the portal's own database."""
        return self.environment.get("PORTAL_DATABASE_URL", f"sqlite:///{self.data}/portal.sqlite3")

    @property
    def settings(self) -> Settings:
        """The settings that it runs with, but for its ports."""
        return Settings(
            _env_file=None,  # type: ignore[call-arg]  # pydantic-settings takes it
            demo=True, data_dir=self.data, database_url=self.database_url, base_url=self.base_url,
        )  # fmt: skip

    @property
    def told(self) -> dict[str, Any]:
        """What `portal demo` wrote of where to go and as whom to sign in."""
        told: dict[str, Any] = json.loads((self.data / "demo.json").read_text("utf-8"))
        return told

    def portal(self, *words: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of `portal` beside it, with the same settings and perhaps further variables."""
        return subprocess.run(
            self._command(*words), cwd=self.folder, env=self.environment | variables, capture_output=True, text=True,
            timeout=60, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    @staticmethod
    def _command(*words: str) -> list[str]:
        return [sys.executable, "-m", "portal.cli", *words]

    def end(self) -> None:
        """Stop it, and kill what does not stop."""
        everything: list[psutil.Process] = []
        with suppress(psutil.NoSuchProcess):
            everything = self.all()
        with suppress(ProcessLookupError):
            self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE_SECONDS / 4)
        for process in everything:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self.process.wait(PATIENCE_SECONDS)

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
            with urlopen(f"{self.base_url}/healthz", timeout=2):
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
