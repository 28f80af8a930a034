"""Every page of both faces, filled and with errors: axe finds nothing, light and dark; nothing scrolls sideways."""

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from werkzeug.routing import Map

from portal.app import create_app
from portal.office import accounts
from portal.settings import Settings
from portal.storage import house
from portal.storage.opening import open_store
from tests.browser.walking import DESK, PHONE, SHOP, Clerk, Demo, Person, Walker, Watch, until

NARROW = {"width": 320, "height": 640}
FIRST_PAGE_BYTES = 40_000
NO_PAGES = {
    "static", "assets.accent", "assets.healthz", "assets.readyz", "ask.mail_state", "case.file", "answer.package",
    "staff_request.file", "staff_decision.package",
}  # fmt: skip
"""Endpoints that answer a GET with something else than a page of their own."""
OF_THE_ANSWER = {"answer.code_form", "answer.show"}
OF_SEVERAL = {"accounts.companies"}
"""Only who works for several companies sees it; others are led on."""


class Inspector:
    """Looks at pages as they are filled, and remembers which ones."""

    def __init__(self, addresses: Map) -> None:
        self.addresses = addresses.bind("127.0.0.1")
        self.inspected: set[str] = set()
        self.found: list[str] = []

    def looks_at(self, walker: Walker) -> None:
        """Light, dark, and narrow."""
        tab = walker.tab
        method = "GET" if self.addresses.test(walker.path, "GET") else "POST"
        self.inspected.add(self.addresses.match(walker.path, method)[0])
        schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
        for scheme in schemes:
            tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for violation in Axe().run(tab).response["violations"]:
                nodes = "; ".join(
                    f"{' '.join(map(str, node['target']))}: {node['html'][:120]}" for node in violation["nodes"]
                )
                self.found.append(f"{walker.path} {scheme}: {violation['id']}: {violation['help']}: {nodes}")
        tab.emulate_media(color_scheme="light")
        size = tab.viewport_size or DESK
        tab.set_viewport_size(NARROW)  # type: ignore[arg-type]  # width and height
        wide = tab.evaluate("document.documentElement.scrollWidth")
        if wide > NARROW["width"]:
            self.found.append(f"{walker.path} is {wide} px wide at {NARROW['width']} px")
        tab.set_viewport_size(size)  # type: ignore[arg-type]  # width and height

    def looks_at_error(self, walker: Walker) -> None:
        """A form with its errors: said in the title and in a summary."""
        assert walker.tab.title().startswith("Error:"), walker.path
        assert walker.main.locator("[data-errors]").count(), walker.path
        self.looks_at(walker)

    def is_content(self, wanted: set[str]) -> None:
        """Every page was looked at, and nothing was found."""
        assert not self.found, "\n".join(dict.fromkeys(self.found))
        assert not wanted - self.inspected, f"not looked at: {sorted(wanted - self.inspected)}"


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Map:
    """Every address that the application has."""
    folder = tmp_path_factory.mktemp("addresses")
    settings = {"demo": True, "data_dir": folder, "_env_file": None}
    return create_app(Settings(**settings)).url_map  # type: ignore[arg-type]  # names of settings with their values


def _pages(addresses: Map, *, of_staff: bool) -> set[str]:
    rules = [rule for rule in addresses.iter_rules() if "GET" in (rule.methods or ())]
    mine = {rule.endpoint for rule in rules if rule.rule.startswith("/staff") == of_staff}
    return mine - NO_PAGES


def test_it_is_accessible_to_the_person(
    demo: Demo, people: Callable[..., Person], addresses: Map, tmp_path: Path
) -> None:
    seen = Inspector(addresses)
    ylva = people("ylva@example.org", "Ylva Mäkelä-Österberg von Ahlefeldt-Dehn")
    for path in ("/", f"/{SHOP}/", f"/{SHOP}/requests/new", f"/{SHOP}/notice"):
        ylva.goes(path)
        seen.looks_at(ylva)
    ylva.goes(f"/{SHOP}/")
    ylva.presses_button("Continue")
    seen.looks_at_error(ylva)
    ylva.asks_for("access", "marketing")
    seen.looks_at(ylva)
    ylva.follows("Change the address")
    seen.looks_at(ylva)
    ylva.main.locator("[name=email]").fill("no address")
    ylva.presses_button("Send the link there")
    seen.looks_at_error(ylva)
    _looks_at_dead_ends(seen, ylva, people)
    mail = ylva.reads_the_mail()
    ylva.goes("/demo/mailbox")
    seen.looks_at(ylva)
    ylva.main.locator("table a").first.click()
    seen.looks_at(ylva)
    ylva.opens_the_link_without_a_new_tab(mail)
    seen.looks_at(ylva)
    ylva.confirms()
    seen.looks_at(ylva)
    ylva.presses_button("Continue")
    seen.looks_at_error(ylva)
    ylva.main.get_by_label("What is your name?").fill(ylva.name)
    ylva.presses_button("Continue")
    seen.looks_at(ylva)
    ylva.main.locator("[name=emails]").fill("no address")
    ylva.presses_button("Continue")
    seen.looks_at_error(ylva)
    ylva.main.locator("[name=emails]").fill("")
    ylva.presses_button("Continue")
    seen.looks_at(ylva)
    ylva.sends()
    seen.looks_at(ylva)
    _looks_at_the_case(seen, ylva, tmp_path)
    seen.is_content(_pages(addresses, of_staff=False) - OF_THE_ANSWER)


def _looks_at_dead_ends(seen: Inspector, person: Person, people: Callable[..., Person]) -> None:
    stranger = people("stranger@example.net")
    for path in ("return", f"requests/{person.reference}/elsewhere", "confirm/not-a-token"):
        stranger.goes(f"/{SHOP}/{path}")
        seen.looks_at(stranger)
    stranger.goes(f"/{SHOP}/return")
    stranger.presses_button("Send a fresh link")
    seen.looks_at_error(stranger)
    stranger.main.locator("[name=reference]").fill(person.reference)
    stranger.main.locator("[name=email]").fill(stranger.address)
    stranger.presses_button("Send a fresh link")
    stranger.is_at("/return/sent")
    seen.looks_at(stranger)
    mail = person.reads_the_mail()
    person._mails = 0
    stranger.opens_the_link_without_a_new_tab(mail)
    seen.looks_at(stranger)
    stranger.confirms("ZZZZZZ")
    seen.looks_at_error(stranger)


def _looks_at_the_case(seen: Inspector, person: Person, folder: Path) -> None:
    person.opens_the_case()
    seen.looks_at(person)
    person.presses_button("Send message")
    seen.looks_at_error(person)
    picture = folder / "kuitti.txt"
    picture.write_text("kuitti")
    person.opens_the_case()
    person.writes("Verylongwordwithoutanyspaceinit" * 5, picture)
    seen.looks_at(person)
    person.goes(f"/{SHOP}/requests/{person.reference}/withdraw")
    seen.looks_at(person)


def test_it_is_accessible_to_staff_and_in_the_answer(
    demo: Demo, people: Callable[..., Person], clerks: Callable[..., Clerk], addresses: Map, browser: Browser
) -> None:
    seen = Inspector(addresses)
    timo = people("lehtoset@example.org", "Timo Lehtonen")
    left = people("left@example.org")
    left.asks_for("access")
    timo.asks_and_sends("access", "marketing")
    until(lambda: demo.step(timo.reference, "access").state == "done", "the search")
    until(lambda: demo.step(timo.reference, "marketing").state == "choice", "the choice")
    clerk = clerks()
    _looks_at_the_queue(seen, clerk)
    _looks_at_the_request(seen, clerk, timo)
    clerk.does_all_by_hand(timo.reference)
    clerk.opens_the_review(timo.reference)
    clerk.says_who_it_is("1902", is_person=True)
    clerk.says_who_it_is("1901", is_person=False)
    clerk.opens(timo.reference, "/findings?show=open")
    while demo.open_findings(timo.reference):
        clerk.main.locator("input[name=finding]").first.check()
        clerk.withholds("others_rights", "Others are named.")
    clerk.opens(timo.reference, "/findings")
    clerk.presses_button("Finish the review")
    seen.looks_at(clerk)
    clerk.presses_button("Decide and write the answer")
    until(lambda: "answer_prepared" in demo.kinds(timo.reference), "the prepared answer")
    clerk.opens(timo.reference, "/release")
    seen.looks_at(clerk)
    clerk.releases(timo.reference)
    seen.looks_at(clerk)
    timo.goes(f"/{SHOP}/requests/{timo.reference}/code")
    seen.looks_at(timo)
    timo.presses_button("Open the answer")
    seen.looks_at_error(timo)
    timo.opens_the_answer()
    seen.looks_at(timo)
    timo.opens_the_case()
    seen.looks_at(timo)
    seen.is_content(_pages(addresses, of_staff=True) - OF_SEVERAL | OF_THE_ANSWER)


def _looks_at_the_queue(seen: Inspector, clerk: Clerk) -> None:
    stranger = Walker(clerk.demo, clerk._browser, clerk._watch)
    stranger.goes("/staff/login")
    seen.looks_at(stranger)
    stranger.presses_button("Sign in")
    assert stranger.tab.title().startswith("Error:")
    seen.looks_at(stranger)
    stranger.leaves()
    seen.looks_at(clerk)
    clerk.goes(f"/staff/{SHOP}/requests?q=nobodyhasthisname")
    seen.looks_at(clerk)
    clerk.goes(f"/staff/{SHOP}/requests/unconfirmed")
    seen.looks_at(clerk)
    clerk.presses_button("Close the chosen requests")
    seen.looks_at_error(clerk)


def _looks_at_the_request(seen: Inspector, clerk: Clerk, person: Person) -> None:
    clerk.opens(person.reference)
    for summary in clerk.main.locator("summary").all():
        summary.click()
    seen.looks_at(clerk)
    clerk.presses_button("Save note")
    seen.looks_at_error(clerk)
    for right, system in (("access", "google"), ("marketing", "customer_register")):
        clerk.opens_step(person.reference, right, system)
        seen.looks_at(clerk)
        clerk.main.locator("form button").first.click()
        seen.looks_at_error(clerk)
    clerk.main.locator("input[name=owner]").first.check()
    clerk.presses_button("Choose")
    clerk.opens(person.reference, "/findings")
    seen.looks_at(clerk)
    clerk.presses_button("Give them")
    seen.looks_at_error(clerk)
    clerk.opens(person.reference, "/findings")
    clerk.main.locator("th.record a").first.click()
    seen.looks_at(clerk)
    clerk.presses_button("Withhold the whole record")
    seen.looks_at_error(clerk)


def test_it_is_accessible_to_staff_of_several_companies(
    demo: Demo, browser: Browser, watch: Watch, addresses: Map
) -> None:
    password = _works_for_two(demo, "both@example.org")
    walker = Walker(demo, browser, watch)
    walker.goes("/staff/login?lang=en")
    walker.main.get_by_label("Email address").fill("both@example.org")
    walker.main.get_by_label("Password").fill(password)
    walker.presses_button("Sign in")
    walker.is_at("/staff/")
    assert walker.main.get_by_role("link").count() == 2
    seen = Inspector(addresses)
    seen.looks_at(walker)
    seen.is_content(OF_SEVERAL)
    walker.leaves()


def _works_for_two(demo: Demo, email: str) -> str:
    """Give somebody an account at the shop and at another company; their password."""
    settings = Settings(  # type: ignore[call-arg]  # a name of pydantic's own
        demo=True, data_dir=demo.serving.data, database_url=demo.serving.database_url, _env_file=None
    )
    store, password = open_store(settings), "a password for two"
    with closing(store.database):
        other = replace(house.controller(store, SHOP), id="", slug="toinen", trade_name="Toinen yritys")
        for slug in (SHOP, house.found(store, other).slug):
            accounts.add_staff(store, email, "Kahden Talon Väki", password, slug, role="owner")
    return password


def test_it_is_light_on_a_slow_line(demo: Demo, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]  # width and height
    page = context.new_page()
    session = context.new_cdp_session(page)
    sizes: dict[str, float] = {}
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(demo.at("/"), wait_until="networkidle")
    assert len(sizes) > len(("page", "sheet"))
    assert sum(sizes.values()) < FIRST_PAGE_BYTES, sizes
    assert not [url for url in _addresses(page.content()) if not url.startswith(("/", demo.url, "mailto:", "#"))]
    context.close()


def _addresses(html: str) -> list[str]:
    return re.findall(r'(?:src|href)="([^"]*)"', html)
