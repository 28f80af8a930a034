"""A process of its own for each PDF or picture that somebody sent: so many seconds and bytes, and none of our secrets.

Nobody knows how long a hostile file takes its reader, or how much memory. What it says are lines of JSON; where it ends
early, what came before stands and the rest is not read.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

SECONDS = 20
MOST_MEMORY = 1024 * 1024 * 1024
MOST_SAID = 64 * 1024 * 1024
WHOLE: dict[str, object] = {"whole": True}


def heard(script: Path, content: bytes, seconds: int = SECONDS) -> list[bytes]:
    """The lines that a script of ours says of a file. Never raises."""
    command = [sys.executable, "-P", str(script)]
    try:
        said = subprocess.run(  # noqa: S603  # our own file, by our own interpreter; nothing touches a disk
            command, input=content, capture_output=True, timeout=2 * seconds, check=False, env=_environment()
        ).stdout
    except subprocess.TimeoutExpired as late:
        said = late.stdout or b""
    except OSError:
        said = b""
    return said.splitlines()


def _environment() -> dict[str, str]:
    """Where Python finds its packages and this one, and none of the portal's secrets."""
    kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    ours = str(Path(__file__).resolve().parents[1])
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, (ours, os.environ.get("PYTHONPATH", ""))))
    return kept


def say(parts: Callable[[bytes], Iterable[Mapping[str, object]]], seconds: int = SECONDS) -> None:
    """Read standard input, within the limits, and write what `parts` finds in it."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    left = MOST_SAID
    for one in parts(sys.stdin.buffer.read()):
        line = json.dumps(one) + "\n"
        left -= len(line)
        if left < 0:
            return
        sys.stdout.write(line)
        sys.stdout.flush()
