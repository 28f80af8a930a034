"""`portal serve`: a small parent that migrates, starts web, worker and (in demo mode) the mailbox, and restarts each.

No process outlives its parent, however that one ends: the children ask the kernel for a signal when this process
dies, each has a process group that is swept before it is started again, and the WSGI process, which granian starts
in its turn, watches granian's main process.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from types import FrameType
from typing import Protocol

from portal.domain.errors import Misconfigured
from portal.settings import Settings
from portal.storage import house
from portal.storage.database import migrate
from portal.storage.opening import open_store

BLOCKING_THREADS = 4
TICK_SECONDS = 0.2
GRACE_SECONDS = 12.0
"""How long children may finish what they do; granian gives its own child less."""
WEB_GRACE_SECONDS = 8
STEADY_SECONDS = 60.0
"""A child that lived this long is restarted at once the next time."""
FIRST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 30.0
PORT_PATIENCE_SECONDS = 10.0

_SIGNAL_ON_PARENTS_DEATH = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class Output(Protocol):
    """Where the parent says what happens."""

    def __call__(self, line: str) -> None:
        """Say one line."""


@dataclass
class Child:
    """One process that is kept running."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0
    failures: int = 0

    def start(self, now: float) -> None:
        """Start it in a process group of its own, bound to this process's life."""
        bound = _bound_to(os.getpid())
        self.process = subprocess.Popen(self.command, process_group=0, preexec_fn=bound)  # noqa: S603, PLW1509  # our own command; this process has one thread
        self.started = now

    def ended(self) -> int | None:
        """The exit code, once it has ended."""
        return self.process.poll() if self.process else None

    def put_off(self, now: float) -> float:
        """Sweep its group, and say after how many seconds it is started again: longer each time it fails early."""
        self.sweep()
        self.process = None
        self.failures = 0 if now - self.started > STEADY_SECONDS else self.failures + 1
        wait = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * (1 << min(10, max(0, self.failures - 1))))
        self.due = now + wait
        return wait

    def sweep(self) -> None:
        """End whatever is left of its process group."""
        if self.process:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return


class Parent:
    """Keeps its children running until it is told to stop."""

    def __init__(self, children: Sequence[Child], say: Output, at_first: Callable[[], bool]) -> None:
        self.children = children
        self.say = say
        self.at_first = at_first
        self.stopping = False

    def run(self) -> int:
        """Run until SIGTERM, SIGINT or SIGHUP; return the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._told_to_stop)
        greeted = False
        try:
            while not self.stopping:
                self._look_after_all()
                greeted = greeted or self.at_first()
                time.sleep(TICK_SECONDS)
        finally:
            self._stop_all()
        return 0

    def _told_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _look_after_all(self) -> None:
        for child in self.children:
            now, code = time.monotonic(), child.ended()
            if code is not None:
                self.say(f"{child.name} ended with {code}; it starts again in {child.put_off(now):g} s")
            elif child.process is None and now >= child.due:
                child.start(now)

    def _stop_all(self) -> None:
        running = [child.process for child in self.children if child.process]
        for process in running:
            process.terminate()
        until = time.monotonic() + GRACE_SECONDS
        for process in running:
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.say(f"process {process.pid} did not stop in {GRACE_SECONDS:g} s; it is killed")
        for child in self.children:
            child.sweep()


def serve(settings: Settings) -> int:
    """Migrate, then serve until told to stop.

    Raises:
        Misconfigured: the settings are unsafe, or the port is another program's.
    """
    settings.require_safe()
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    _await_free_port(settings.host, settings.port, "PORTAL_PORT")
    migrate(settings.database_url)

    def greet() -> bool:
        if not _answers(settings.host, settings.port):
            return False
        _say_line(_greeting(settings))
        return True

    return Parent(children_of(settings), _say_line, greet).run()


def children_of(settings: Settings) -> list[Child]:
    """The processes of one machine."""
    web = Child("web", web_command(settings.host, settings.port))
    worker = Child("worker", (sys.executable, "-m", "portal.cli", "worker"))
    mailbox = Child("mailbox", (sys.executable, "-m", "portal.demo.mailbox"))
    return [mailbox, web, worker] if settings.demo else [web, worker]


def web_command(host: str, port: int, target: str = "portal.web_process:web_app") -> tuple[str, ...]:
    """The command of the web server; its access log stays off, for paths hold references."""
    fixed = ("--interface", "wsgi", "--factory", "--http", "1", "--workers", "1", "--no-ws", "--log-level", "warning")
    limits = ("--blocking-threads", str(BLOCKING_THREADS), "--workers-kill-timeout", str(WEB_GRACE_SECONDS))
    return (sys.executable, "-m", "granian", *fixed, *limits, "--host", host, "--port", str(port), target)


def _bound_to(parent: int) -> Callable[[], None]:
    """What a new process does before it becomes the command: it asks for SIGTERM when `parent` ends."""

    def ask() -> None:
        if _libc:
            _libc.prctl(_SIGNAL_ON_PARENTS_DEATH, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return ask


def _await_free_port(host: str, port: int, variable: str) -> None:
    """A server that is just stopping may hold the port for a moment; another program holds it for good."""
    until = time.monotonic() + PORT_PATIENCE_SECONDS
    while not _is_free(host, port):
        if time.monotonic() > until:
            raise Misconfigured(f"Another program holds port {port} of {host}. Stop it, or set {variable} to another.")
        time.sleep(TICK_SECONDS)


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def _answers(host: str, port: int) -> bool:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # asked for by the operator
    try:
        with socket.create_connection((reachable, port), timeout=TICK_SECONDS):
            return True
    except OSError:
        return False


def _greeting(settings: Settings) -> str:
    lines = [f"The portal is at {settings.base_url}/ and staff sign in at {settings.staff_base_url}/staff/login"]
    if settings.demo:
        lines.append(
            f"The demo's mail is read at {settings.mailbox_url}; its staff are in {settings.data_dir}/demo.json"
        )
    if not _serves_anybody(settings):
        lines.append("No company is set up here yet. This makes a link by which one is: portal setup")
    return "\n".join(lines)


def _serves_anybody(settings: Settings) -> bool:
    store = open_store(settings)
    with closing(store.database):
        return bool(house.controllers(store))


def _say_line(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
