"""The published notice in a real browser: framed by another site, on paper, on a slow line, and its lines copied."""

import io
import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pypdf
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.walking import PHONE, Clerk, Demo, Watch

WEIGHT_BYTES = 40_000


class _OtherSite(BaseHTTPRequestHandler):
    """A company's own site: a page with whatever is in its address in a frame."""

    def __init__(self, framed: str, *given: object) -> None:
        self._framed = framed
        super().__init__(*given)  # type: ignore[arg-type]  # as the server gives them

    def do_GET(self) -> None:
        frame = f'<iframe src="{self._framed}" title="Notice" width="600" height="400"></iframe>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"<!doctype html><title>Shop</title>{frame}".encode() if self.path == "/" else b"")

    def log_message(self, *_given: object) -> None:
        """Silence."""


@pytest.fixture
def site() -> Iterator[Callable[[str], str]]:
    servers: list[ThreadingHTTPServer] = []

    def frames(address: str) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_OtherSite, address))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://localhost:{server.server_port}/"

    yield frames
    for server in servers:
        server.shutdown()
        server.server_close()


def test_another_site_may_frame_the_bare_notice_and_nothing_else(
    demo: Demo, browser: Browser, watch: Watch, site: Callable[[str], str]
) -> None:
    context = browser.new_context(locale="sv-FI")
    page = context.new_page()
    watch.over(context)
    page.goto(site(f"{demo.url}/digelius/notice/fi/embed"))
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Tietosuojaseloste")
    expect(frame.get_by_role("heading", name="Rekisterinpitäjä ja yhteyshenkilö")).to_be_visible()
    with context.expect_page() as opened:
        frame.get_by_role("link", name="Omalla sivullaan").click()
    assert opened.value.url == f"{demo.url}/digelius/notice/fi"
    watch.check()
    context.close()
    context = browser.new_context()
    page = context.new_page()
    for path in ("/digelius/notice/fi", "/digelius/", "/digelius/notice/versions/1"):
        page.goto(site(f"{demo.url}{path}"))
        expect(page.frame_locator("iframe").get_by_text("Digelius Music").first).not_to_be_attached(timeout=2_000)
    context.close()


def test_it_prints_the_notice_on_numbered_sheets_without_the_page_around_it(
    demo: Demo, browser: Browser, watch: Watch
) -> None:
    context = browser.new_context(locale="fi-FI")
    watch.over(context)
    page = context.new_page()
    page.goto(f"{demo.url}/digelius/notice/fi")
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    told = [sheet.extract_text() for sheet in sheets]
    assert len(told) <= 10
    for number, text in enumerate(told, start=1):
        assert f"{number} / {len(told)}" in text
    assert f"{demo.url}/digelius/notice/fi" in told[0]
    for around in ("Aloita", "Kaikki versiot", "Svenska", "Siirry sisältöön"):
        assert around not in "".join(told)
    width, height = (round(float(side)) for side in sheets[0].mediabox[2:])
    assert (width, height) == (595, 842)
    context.close()


@pytest.mark.parametrize("path", ["/digelius/notice/fi", "/digelius/notice/sv/embed", "/thewind/notice/en"])
def test_the_notice_is_light_on_a_slow_line(demo: Demo, browser: Browser, path: str) -> None:
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]  # width and height
    page = context.new_page()
    session = context.new_cdp_session(page)
    sizes: dict[str, float] = {}
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(f"{demo.url}{path}", wait_until="networkidle")
    assert len(sizes) > len(("page", "sheet"))
    assert sum(sizes.values()) < WEIGHT_BYTES, sizes
    context.close()


def test_staff_copy_the_lines_for_their_own_site(demo: Demo, clerks: Callable[..., Clerk]) -> None:
    clerk = clerks()
    clerk.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=demo.url)
    clerk.goes("/staff/digelius/notice")
    clerk.tab.get_by_role("button", name=re.compile("Copy ?: Svenska")).click()
    expect(clerk.tab.locator("#live")).to_have_text("Copied: Svenska")
    copied = clerk.tab.evaluate("navigator.clipboard.readText()")
    assert f'<iframe src="{demo.url}/digelius/notice/sv/embed" title="Dataskyddsbeskrivning – Digelius Music"' in copied
