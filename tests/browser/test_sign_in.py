"""Signing in in a real browser: a passkey of a virtual authenticator, and an app's code without any script."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyotp
import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from portal.app import create_app
from portal.office import accounts
from portal.settings import Settings
from portal.storage.database import Store
from tests import factories
from tests.browser.walking import DESK, Watch
from tests.faces import PASSWORD, SANNA
from tests.factories import Clock

KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def served(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Store, Clock, str]]:
    """The application at a name that browsers make passkeys for, and Sanna's account."""
    monkeypatch.setattr(accounts, "hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    accounts._nobodys_hash.cache_clear()
    (tmp_path / "portal.sqlite3").write_bytes(sqlite_template.read_bytes())
    clock = Clock()
    store = factories.make_store(f"sqlite:///{tmp_path / 'portal.sqlite3'}", tmp_path, clock)
    shop = factories.make_controller(store)
    accounts.add_staff(store, SANNA, "Sanna Salo", PASSWORD, shop.slug, "owner", "en")
    with closing(store.database):
        server = make_server("localhost", 0, lambda *given: app(*given), threaded=True)
        url = f"http://localhost:{server.server_port}"
        settings = Settings(
            _env_file=None, demo=True, data_dir=tmp_path, database_url=store.database.url, base_url=url,
            mail_from="portal@example.org",
        )  # fmt: skip
        app = create_app(settings, store)
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        yield store, clock, url
        server.shutdown()
        serving.join()
        server.server_close()
    accounts._nobodys_hash.cache_clear()


def comes(browser: Browser, watch: Watch, url: str, *, scripts: bool = True) -> Page:
    context = browser.new_context(viewport=DESK, locale="en-FI", java_script_enabled=scripts)  # type: ignore[arg-type]  # width and height
    watch.over(context)
    tab = context.new_page()
    tab.goto(f"{url}/staff/login")
    return tab


def presses(tab: Page, name: str) -> None:
    tab.get_by_role("button", name=name, exact=True).click()


def shows_the_password(tab: Page) -> None:
    tab.get_by_label("Email address").fill(SANNA)
    tab.get_by_label("Password").fill(PASSWORD)
    presses(tab, "Sign in")


def test_it_signs_in_with_a_passkey(served: tuple[Store, Clock, str], browser: Browser, watch: Watch) -> None:
    _store, clock, url = served
    tab = comes(browser, watch, url)
    keys = tab.context.new_cdp_session(tab)
    keys.send("WebAuthn.enable")
    made = keys.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
    shows_the_password(tab)
    expect(tab).to_have_url(f"{url}/staff/digelius/requests")
    tab.get_by_role("link", name="Sanna Salo").click()
    tab.get_by_role("link", name="Add a passkey").click()
    tab.get_by_label("Name").fill("This laptop")
    presses(tab, "Make the passkey")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    expect(tab.locator(".recovery li")).to_have_count(10)
    tab.get_by_role("link", name="I have kept them").click()
    expect(tab.locator("main")).to_contain_text("This laptop")
    presses(tab, "Sign out")

    presses(tab, "Sign in with a passkey")
    expect(tab).to_have_url(f"{url}/staff/digelius/requests")

    clock.pass_by(minutes=11)
    tab.goto(f"{url}/staff/account")
    presses(tab, "Make new codes")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Show that it is you")
    presses(tab, "Use a passkey")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    presses(tab, "Sign out")

    keys.send("WebAuthn.setUserVerified", {"authenticatorId": made, "isUserVerified": False})
    presses(tab, "Sign in with a passkey")
    expect(tab.get_by_role("alert")).to_contain_text("The passkey did not work")
    expect(tab).to_have_url(f"{url}/staff/login")
    shows_the_password(tab)
    expect(tab.get_by_role("heading", level=1)).to_have_text("Your second factor")
    keys.send("WebAuthn.setUserVerified", {"authenticatorId": made, "isUserVerified": True})
    presses(tab, "Use a passkey")
    expect(tab).to_have_url(f"{url}/staff/digelius/requests")
    tab.context.close()


def test_it_signs_in_with_an_app_and_no_script(
    served: tuple[Store, Clock, str], browser: Browser, watch: Watch
) -> None:
    _store, clock, url = served
    tab = comes(browser, watch, url, scripts=False)
    expect(tab.get_by_role("button", name="Sign in with a passkey")).to_have_count(0)
    shows_the_password(tab)
    tab.get_by_role("link", name="Sanna Salo").click()
    tab.get_by_role("link", name="Add an authenticator app").click()
    expect(tab.locator(".qr svg")).to_be_visible()
    app = pyotp.TOTP(tab.locator(".key").inner_text().replace(" ", ""))
    tab.get_by_label("Code that the app shows").fill("000000")
    presses(tab, "Add it")
    expect(tab.locator(".errors")).to_contain_text("This code does not fit")
    tab.get_by_label("Code that the app shows").fill(app.at(clock()))
    presses(tab, "Add it")
    expect(tab.locator(".recovery li")).to_have_count(10)
    recovery = tab.locator(".recovery li").first.inner_text()
    presses(tab, "Sign out")
    clock.pass_by(seconds=60)
    shows_the_password(tab)
    tab.get_by_label("Code").fill(app.at(clock()))
    presses(tab, "Sign in")
    expect(tab).to_have_url(f"{url}/staff/digelius/requests")
    presses(tab, "Sign out")
    shows_the_password(tab)
    tab.get_by_label("Code").fill(recovery)
    presses(tab, "Sign in")
    expect(tab).to_have_url(f"{url}/staff/digelius/requests")
    tab.context.close()
