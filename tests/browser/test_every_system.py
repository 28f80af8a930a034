"""One customer across all systems, in a real browser: SQL, mail, sheets, Mailchimp, Slack, Google, a firm by link."""

import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from portal.app import create_app
from portal.domain.lifecycle import Match
from portal.domain.roles import Role
from portal.domain.wishes import Wishes
from portal.office import accounts, processors
from portal.storage import chains
from portal.storage.database import Store
from portal.worker import loop
from tests import factories
from tests.browser.test_rights import Clerks, Make
from tests.browser.walking import Demo, Person, Walker, Watch, until
from tests.faces import PASSWORD, SANNA
from tests.house import settings_for
from tests.journey.conftest import customers_template, mailbox, register_file
from tests.journey.test_every_system import BY_MACHINE, Everywhere, everywhere
from tests.serving import free_port
from tests.systems.conformance import ANNA, BODY, drained
from tests.systems.imap.conftest import box, server
from tests.systems.mailchimp.conftest import account, behind, described
from tests.systems.slack import description

__all__ = [
    "account", "behind", "box", "customers_template", "described", "everywhere", "mailbox", "register_file", "server",
]  # fmt: skip
pytestmark = pytest.mark.skipif(description.MISSING, reason=description.WHY)
FIRM, TELEMARKETING = "firm@soittofirma.example.org", "telemarketing"
HERS = "Called on 3 May 2026: no answer"
NAMES = {
    "customer_register": "Customer register", "imap": "Mailbox", "files": "Workstations", "mailchimp": "MailChimp",
    "slack": "Slack", "google": "Google", TELEMARKETING: "Telemarketing company",
}  # fmt: skip


class Served:
    """The application and its worker in this process, so that the worker reaches the tests' counterparts."""

    def __init__(self, one: Everywhere, mail_folder: Path, port: int) -> None:
        house = one.desk.house
        self.base_url = f"http://127.0.0.1:{port}"
        self.settings = settings_for(house.store.folder, house.store.database.url, house.mailbox.port)
        self.settings = self.settings.model_copy(update={"base_url": self.base_url})
        self.data, self.database_url = house.register_file.parent, house.store.database.url
        self.mail_folder = mail_folder
        self.told = {"staff": [{"controller": "digelius", "email": SANNA, "password": PASSWORD, "role": "owner"}]}
        self._store = house.store

    def portal(self, *_words: str) -> CompletedProcess[str]:
        """`portal audit verify`."""
        report = chains.verify(self._store)
        return CompletedProcess([], 1 if report.problems else 0, str(report.problems), "")


@pytest.fixture
def clock() -> Callable[[], Any]:
    """The hour that it is: the browser's cookies go by it."""
    return partial(datetime.now, UTC)


@pytest.fixture
def store(migrated_url_of_one: str, tmp_path: Path, clock: Callable[[], Any]) -> Iterator[Store]:
    made = factories.make_store(migrated_url_of_one, tmp_path, clock)
    yield made
    made.database.close()


@contextmanager
def at_work(one: Everywhere, served: Served, port: int) -> Iterator[None]:
    """Web server and worker, each in a thread."""
    house, ended = one.desk.house, threading.Event()
    outside = replace(house.outside, settings=served.settings, stop=ended)
    web = make_server("127.0.0.1", port, create_app(served.settings, house.store), threaded=True)

    def work() -> None:
        while not ended.is_set():
            if not loop.work_off(outside):
                ended.wait(0.2)

    threads = [threading.Thread(target=web.serve_forever), threading.Thread(target=work)]
    for each in threads:
        each.start()
    try:
        yield
    finally:
        ended.set()
        web.shutdown()
        for each in threads:
            each.join()


@pytest.fixture
def demo(everywhere: Everywhere, tmp_path: Path) -> Iterator[Demo]:
    house = everywhere.desk.house
    accounts.add_staff(house.store, SANNA, "Sanna Salo", PASSWORD, "digelius", Role.OWNER.value, "en")
    processors.set_contact(house.store, everywhere.desk.staff, TELEMARKETING, FIRM, "en")
    port = free_port()
    served = Served(everywhere, tmp_path / "mailbox", port)
    with at_work(everywhere, served, port):
        yield Demo(served)  # type: ignore[arg-type]  # what of `Serving` the walks use


def test_one_access_and_one_erasure_across_all(
    everywhere: Everywhere, demo: Demo, people: Make, clerks: Clerks, browser: Browser, watch: Watch, tmp_path: Path
) -> None:
    others = {key: each.of_others() for key, each in everywhere.boxes.items()}
    # Given Anna, who asks for a copy
    person = people(ANNA.email, ANNA.name)
    person.asks_and_sends("access")
    machines_end(demo, person)
    # When the firm answers by its link, and staff look into what no machine reaches
    answers_by_link(demo, browser, watch)
    clerk = clerks()
    clerk.does_all_by_hand(person.reference)
    clerk.opens_the_review(person.reference)
    # Then the case page says of each system that it was searched and what came of it
    person.opens_the_case()
    for key in (*BY_MACHINE, TELEMARKETING):
        row = person.main.get_by_role("row", name=re.compile(NAMES[key]))
        assert "Found" in row.first.inner_text(), key
    # And she gets what each of them holds, and nothing of anybody else
    clerk.takes_in_the_sure_ones()
    clerk.includes_all_open()
    clerk.decides(person.reference)
    clerk.releases(person.reference)
    person.opens_the_answer()
    package = person.downloads(tmp_path)
    given = written_in(package)
    for words in ("Kiitos tarjouksesta", "Moi, laitan tarjouksen huomenna", "Hello from", "Soitti 0", HERS):
        assert words in given, words
    assert BODY.email not in given
    # When she asks to be deleted
    again = people(ANNA.email, ANNA.name)
    again.wishes = Wishes()
    again.asks_and_sends("erasure")
    machines_end(demo, again)
    clerk.does_all_by_hand(again.reference)
    clerk.opens_the_review(again.reference)
    clerk.takes_in_the_sure_ones()
    clerk.includes_all_open()
    clerk.decides(again.reference)
    until(lambda: demo.kinds(again.reference).count("erased") >= 3, "the erasures of machines")
    clerk.does_all_by_hand(again.reference, "done")
    clerk.tells_recipients(again.reference)
    # Then each system says so on her page, and nobody else lost anything
    again.opens_the_case()
    for key in ("mailchimp", "imap", "files", "google", "slack"):
        row = again.main.get_by_role("row", name=re.compile(NAMES[key]))
        assert "Done" in row.first.inner_text(), key
    assert {key: each.of_others() for key, each in everywhere.boxes.items()} == others
    for key in ("mailchimp", "imap", "files"):
        left = drained(everywhere.boxes[key].connector(**everywhere.given.get(key, {})))[0]
        assert [one for one in left if one.match is Match.EXACT] == [], key
    demo.verifies()


def machines_end(demo: Demo, person: Person) -> None:
    """Every search by machine has ended."""
    for key in BY_MACHINE:
        until(lambda key=key: demo.step(person.reference, "", key).state == "done", f"the search of {key}", 90)  # type: ignore[misc]


def answers_by_link(demo: Demo, browser: Browser, watch: Watch) -> None:
    """Somebody at the firm opens the letter and says what they hold."""
    until(lambda: demo.mails(FIRM), "the letter to the firm", 90)
    found = re.search(rf"{re.escape(demo.url)}/\S+/asked/\S+", demo.mails(FIRM)[-1].text)
    assert found
    firm = Walker(demo, browser, watch)
    firm.goes(found[0])
    firm.presses_button("Open the letter")
    firm.sees("Tell us what you hold about this person")
    firm.main.locator("input[name=outcome][value=found]").check()
    firm.main.locator("[name=found_phone]").fill(HERS)
    firm.presses_button("Send the answer")
    firm.sees("Thank you, everything is answered")
    firm.leaves()


def written_in(package: Path) -> str:
    """Every text of a package, its documents too."""
    with zipfile.ZipFile(package) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
