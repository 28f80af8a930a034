"""How fast pages are answered: `make bench` serves the demo on a free port and asks for each page many times."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles

from tests.serving import Serving

PAGES = ("/healthz", "/digelius/", "/digelius/notice", "/digelius/requests/new", "/staff/login", "/static/portal.css")
VISITORS = 8
SECONDS_A_PAGE = 3.0


def visit(port: int, path: str, until: float) -> list[float]:
    """The seconds of each answer that one visitor gets, one after another on one connection.

    Raises:
        RuntimeError: an answer that is not 200.
    """
    taken = []
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    while (begun := time.perf_counter()) < until:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        taken.append(time.perf_counter() - begun)
    connection.close()
    return taken


def measure(port: int, path: str) -> str:
    """One line of the table: answers a second, and the milliseconds that half and 95 % of visitors wait at most."""
    until = time.perf_counter() + SECONDS_A_PAGE
    with ThreadPoolExecutor(VISITORS) as visitors:
        rounds = list(visitors.map(lambda _: visit(port, path, until), range(VISITORS)))
    return row(path, [seconds for taken in rounds for seconds in taken])


def row(path: str, taken: Sequence[float]) -> str:
    """A page and its numbers, in columns."""
    cuts = quantiles(taken, n=20)
    return f"{path:26}{len(taken) / SECONDS_A_PAGE:10.0f}{cuts[9] * 1000:10.1f}{cuts[18] * 1000:10.1f}"


def main() -> int:
    """Serve the demo from an empty folder, measure, and leave nothing behind."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        serving = Serving(Path(folder), seeded=True)
        try:
            serving.until(serving.is_whole, "up")
            sys.stdout.write(f"{VISITORS} visitors\n{'page':26}{'answers/s':>10}{'p50 ms':>10}{'p95 ms':>10}\n")
            for path in PAGES:
                sys.stdout.write(measure(serving.port, path) + "\n")
        finally:
            serving.process.terminate()
            with_patience(serving.process)
    return 0


def with_patience(process: "subprocess.Popen[bytes]") -> None:
    """Wait until it has ended, and end it where it does not."""
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


if __name__ == "__main__":
    sys.exit(main())
