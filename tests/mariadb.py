"""A real MariaDB for the tests, from Debian's mariadb-server: one server for all of pytest's processes.

As with PostgreSQL, a process of its own (`python tests/mariadb.py FOLDER PORT PID`) looks after it, and stops it once
process PID is gone. It speaks on a socket in its folder and on 127.0.0.1, to the user `tester`.
"""

import contextlib
import fcntl
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pymysql

from tests.in_memory import folder_in_memory

START_SECONDS = 90.0
TICK_SECONDS = 0.25
USER = PASSWORD = "tester"
QUICK_NOT_DURABLE = (
    "--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync", "--innodb-buffer-pool-size=32M",
    "--innodb-log-file-size=8M", "--skip-log-bin", "--performance-schema=off", "--sync-frm=0",
    "--aria-group-commit=none", "--innodb-doublewrite=0",
)  # fmt: skip
MISSING = "The tests run on a real MariaDB too. As root: make servers"
MAKE_USER = (
    f"CREATE USER '{USER}'@'%' IDENTIFIED BY '{PASSWORD}';",
    f"GRANT ALL ON *.* TO '{USER}'@'%' WITH GRANT OPTION;",
)


def url_of(port: int, database: str, user: str = USER, password: str = PASSWORD) -> str:
    """SQLAlchemy's address of `database` on the server at `port`."""
    return f"mysql+pymysql://{user}:{password}@127.0.0.1:{port}/{database}"


def shared_server(root: Path, main_pid: int) -> tuple[Path, int]:
    """The folder and port of the server that lives as long as process `main_pid`; started once under `root`."""
    noted = root / "mariadb-folder"
    with (root / "mariadb-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not noted.exists():
            noted.write_text("\n".join(map(str, _start(main_pid))))
    folder, port = noted.read_text().splitlines()
    return Path(folder), int(port)


@contextlib.contextmanager
def fresh_database(port: int) -> Iterator[str]:
    """An empty database of its own; gives its name."""
    name = f"test_{uuid4().hex}"
    with administration(port) as cursor:
        cursor.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
        try:
            yield name
        finally:
            cursor.execute(f"DROP DATABASE {name}")


@contextlib.contextmanager
def administration(port: int) -> Iterator[Any]:
    """A cursor that may do everything."""
    held = pymysql.connect(
        host="127.0.0.1", port=port, user=USER, password=PASSWORD, autocommit=True, ssl_disabled=True
    )  # fmt: skip
    with contextlib.closing(held), held.cursor() as cursor:
        yield cursor


def _start(main_pid: int) -> tuple[Path, int]:
    if not shutil.which("mariadbd"):
        raise RuntimeError(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="portal-mariadb-", dir=folder_in_memory()))
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with (folder / "log").open("wb") as log:
        keeper = subprocess.Popen(
            [sys.executable, __file__, str(folder), str(port), str(main_pid)],
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and keeper.poll() is None:
        with contextlib.suppress(pymysql.err.OperationalError), administration(port):
            keeper.returncode = 0  # It outlives this process on purpose, so nobody waits for it.
            return folder, port
        time.sleep(TICK_SECONDS)
    said = (folder / "log").read_text(errors="replace")[-3000:]
    shutil.rmtree(folder, ignore_errors=True)
    raise RuntimeError(f"MariaDB did not start:\n{said}")


def _keep(folder: Path, port: int, main_pid: int) -> None:
    """Run the server until `main_pid` is gone; as root, in the name of nobody."""
    as_root = os.geteuid() == 0
    who: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": []} if as_root else {}
    if as_root:
        shutil.chown(folder, "nobody", "nogroup")
    data, first = folder / "data", folder / "first.sql"
    first.write_text("\n".join(MAKE_USER) + "\n", "utf-8")
    first.chmod(0o644)
    made = ["--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db", f"--datadir={data}"]
    install = str(shutil.which("mariadb-install-db"))
    subprocess.run([install, *made], check=True, cwd=folder, **who)
    places = [f"--datadir={data}", f"--socket={folder / 'socket'}", f"--port={port}", "--bind-address=127.0.0.1"]
    files = [f"--pid-file={folder / 'pid'}", f"--tmpdir={folder}", f"--init-file={first}", "--skip-name-resolve"]
    server = subprocess.Popen(
        [str(shutil.which("mariadbd")), "--no-defaults", *places, *files, *QUICK_NOT_DURABLE], cwd=folder, **who
    )
    while server.poll() is None and _lives(main_pid):
        time.sleep(TICK_SECONDS)
    server.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        server.wait(5)
    server.kill()
    server.wait()


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


if __name__ == "__main__":
    kept = Path(sys.argv[1])
    try:
        _keep(kept, int(sys.argv[2]), int(sys.argv[3]))
    finally:
        if not _lives(int(sys.argv[3])):
            shutil.rmtree(kept, ignore_errors=True)
