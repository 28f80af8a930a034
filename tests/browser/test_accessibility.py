"""Every page of both faces in each of its states: axe finds nothing, light and dark; nothing scrolls sideways."""

import re
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from tests import axe, every_page, factories
from tests.browser.walking import PHONE, Demo, Watch
from tests.every_page import Everything, Look
from tests.faces import ORIGIN
from tests.factories import Clock

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 360, "height": 740}
NARROWEST = {"width": 320, "height": 640}
FIRST_PAGE_BYTES = 40_000
OF_COLOUR_AND_WIDTH = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
"""What may differ in another theme or at another width; all else was looked at before."""
PARTS = 2
SEND = """(form, [typed, button]) => {
    for (const [name, values] of Object.entries(typed))
        for (const field of form.querySelectorAll(`[name="${name}"]`))
            if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
            else field.value = values[0];
    form.querySelector(button).click();
}"""


class Inspector:
    """Looks at pages, each in a browser of whoever looks, and remembers what was wrong."""

    def __init__(self, stand: Everything, base_url: str, browser: Browser, watch: Watch) -> None:
        self.found: list[str] = []
        self._stand, self._base_url = stand, base_url
        self._tabs = {who: self._tab(browser, watch, who) for who in stand.browsers}

    def _tab(self, browser: Browser, watch: Watch, who: str) -> Page:
        context: BrowserContext = browser.new_context(locale="fi-FI", reduced_motion="reduce")
        watch.over(context)
        axe.equip(context)
        if cookie := self._stand.browsers[who].client.get_cookie("portal", ORIGIN.partition("//")[2]):
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self._base_url}])
        return context.new_page()

    def looks_at(self, look: Look) -> None:
        """Wide in the light, narrow in the dark, and how wide it is where it is narrowest."""
        tab, path = self._tabs[look.who], self._stand.path(look)
        tab.set_viewport_size(WIDE)  # type: ignore[arg-type]  # width and height
        tab.emulate_media(color_scheme="light")
        answer = tab.goto(f"{self._base_url}{path}")
        assert answer is not None
        assert (answer.status, tab.url.removeprefix(self._base_url)) == (look.status, path)
        where = f"{path} {look.press or ''}"
        if look.press is not None:
            try:
                self._sends(tab, look, path)
            except AssertionError as fault:
                self.found.append(f"{where} did not give {look.sees}: {str(fault).splitlines()[0]}")
        self._finds(tab, f"{where} light, wide", None)
        tab.emulate_media(color_scheme="dark")
        tab.set_viewport_size(NARROW)  # type: ignore[arg-type]  # width and height
        self._finds(tab, f"{where} dark, narrow", OF_COLOUR_AND_WIDTH)
        tab.set_viewport_size(NARROWEST)  # type: ignore[arg-type]  # width and height
        wide, given = tab.evaluate("document.documentElement.scrollWidth"), NARROWEST["width"]
        if wide > given:
            self.found.append(f"{where} is {wide} px wide at {given} px")

    def _sends(self, tab: Page, look: Look, path: str) -> None:
        end = self._stand.press(look)
        forms = [
            form for form in tab.locator("main form[method=post]").all()
            if (form.get_attribute("action") or path.partition("?")[0]).partition("?")[0].endswith(end)
        ]  # fmt: skip
        assert forms, f"{path} has no form for {end}"
        forms[0].evaluate(SEND, [self._stand.fill(look), look.button])
        expect(tab.locator(look.sees).first).to_be_attached()
        if look.sees == every_page.ERRORS:
            expect(tab).to_have_title(re.compile("^Virhe:"))

    def _finds(self, tab: Page, where: str, rules: list[str] | None) -> None:
        self.found += [f"{where}: {violation}" for violation in axe.violations(tab, rules)]

    def leaves(self) -> None:
        """Close the browsers."""
        for tab in self._tabs.values():
            tab.context.close()


@pytest.fixture(scope="module")
def stand(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Everything, str]]:
    """An installation in which every state of every page stands, and where it is served."""
    folder = tmp_path_factory.mktemp("everything")
    path = folder / "portal.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    store = factories.make_store(f"sqlite:///{path}", folder, Clock())
    with closing(store.database), every_page.everything(store, folder) as made:
        server = make_server("127.0.0.1", 0, made.app, threaded=True)
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        yield made, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        serving.join()
        server.server_close()


@pytest.mark.parametrize("part", range(PARTS))
def test_it_is_accessible_on_every_page(
    stand: tuple[Everything, str], browser: Browser, watch: Watch, part: int
) -> None:
    inspector = Inspector(*stand, browser, watch)
    for look in [*every_page.looks()][part::PARTS]:
        inspector.looks_at(look)
    inspector.leaves()
    assert not inspector.found, "\n".join(dict.fromkeys(inspector.found))


@pytest.mark.parametrize("slug", ["digelius", "thewind"])
def test_it_is_light_on_a_slow_line(demo: Demo, browser: Browser, slug: str) -> None:
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]  # width and height
    page = context.new_page()
    session = context.new_cdp_session(page)
    sizes: dict[str, float] = {}
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(f"{demo.url}/{slug}/", wait_until="networkidle")
    assert len(sizes) > len(("page", "sheet"))
    assert sum(sizes.values()) < FIRST_PAGE_BYTES, sizes
    assert not [url for url in _addresses(page.content()) if not url.startswith(("/", demo.url, "mailto:", "#"))]
    context.close()


def _addresses(html: str) -> list[str]:
    return re.findall(r'(?:src|href)="([^"]*)"', html)
