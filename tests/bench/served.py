"""A list of a chain's size through the page itself: a served portal, a browser's form, and the web server's memory."""

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import httpx
import psutil

from tests.bench.measure import Figure, once
from tests.bench.pages import token_of
from tests.serving import Serving

KILOBYTES_IN_MB = 1024
_FORGET_PEAK = "5"
"""Linux, proc(5): written to `clear_refs` it lets the peak of the resident memory begin anew."""


def measure(campaign: Path, rows: int, floor: Callable[[], object]) -> Iterator[Figure]:
    """How long a list takes there and back, beside `floor`, and the MB that the web server grew meanwhile."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        serving = Serving(Path(folder), seeded=True)
        try:
            serving.until(serving.is_whole, "up")
            with httpx.Client(base_url=serving.base_url, timeout=None) as client:
                _sign_in(client, serving)
                before = _memory(serving, "VmRSS", anew=True)
                took = once(partial(_clean, client, campaign, rows))
            grew = _memory(serving, "VmHWM") - before
        finally:
            serving.end()
    yield Figure("systems", "campaign cleaned, on its page", rows, took, took, once(floor))
    yield Figure("systems", "MB more: campaign cleaned, on its page", rows, grew, grew)


def _sign_in(client: httpx.Client, serving: Serving) -> None:
    owner = next(one for one in serving.told["staff"] if (one["controller"], one["role"]) == ("digelius", "owner"))
    typed = {"email": owner["email"], "password": owner["password"]}
    answer = client.post("/staff/login", data={**typed, "csrf_token": token_of(client.get("/staff/login").text)})
    if answer.status_code != httpx.codes.SEE_OTHER:
        raise RuntimeError(f"nobody was signed in: {answer.status_code}")


def _clean(client: httpx.Client, campaign: Path, rows: int) -> None:
    page = client.get("/staff/digelius/campaigns").text
    typed = {"csrf_token": token_of(page), "channels": "direct_advertising", "act": "clean"}
    lines = 0
    with campaign.open("rb") as source:
        files = {"file": (campaign.name, source, "text/csv")}
        with client.stream("POST", "/staff/digelius/campaigns", data=typed, files=files) as answer:
            if answer.status_code != httpx.codes.OK:
                raise RuntimeError(f"the list came not back: {answer.status_code}")
            lines = sum(piece.count(b"\n") for piece in answer.iter_bytes())
    if lines != rows + 1:
        raise RuntimeError(f"{lines} lines came back")


def _memory(serving: Serving, what: str, *, anew: bool = False) -> float:
    """MB of the web server's processes together, as proc(5) tells them."""
    found = 0
    for process in _of_web(serving):
        folder = Path("/proc") / str(process.pid)
        if anew:
            (folder / "clear_refs").write_text(_FORGET_PEAK)
        status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
        found += int(status[what].split()[0])
    return found / KILOBYTES_IN_MB


def _of_web(serving: Serving) -> list[psutil.Process]:
    web = serving.child("granian")
    return [web, *web.children(recursive=True)]
