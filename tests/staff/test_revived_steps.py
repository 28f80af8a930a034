"""Steps that failed because of wrong credentials go on by themselves when an owner types right ones, on both stores."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from flask import Flask

from portal.domain.lifecycle import Right, StepState
from portal.domain.roles import Role
from portal.office import accounts
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import connections
from portal.storage.house import ControllerFacts
from portal.systems import registry
from portal.worker import loop
from portal.worker.outside import Outside
from tests import factories
from tests.faces import PASSWORD, Browser, words_of
from tests.factories import Clock, MadeRequest
from tests.house import House, settings_for
from tests.systems.conformance import ANNA
from tests.systems.stripe.bank import KEY, MAPPING, Bank

LIST = "/staff/digelius/connections"
ONE = f"{LIST}/mailchimp"
SET = f"{ONE}/set/stripe"
CATEGORIES = "\n".join(
    f'{line.partition(" = ")[0]} = "billing"' if " = " in line else line for line in MAPPING.splitlines()
)
WRONG = "rk_test_of_yesterday"


@pytest.fixture
def store(migrated_url: str, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    made = factories.make_store(migrated_url, tmp_path, clock)
    yield made
    made.database.close()


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    folder = tmp_path / "bank"
    folder.mkdir()
    made = Bank(folder, secure=True)
    made.mapping = CATEGORIES
    made.plant(ANNA)
    yield made
    made.server.close()


@pytest.fixture
def house(store: Store, shop: ControllerFacts, clock: Clock, tmp_path: Path, bank: Bank, mailbox: Any) -> House:
    """The worker reaches Stripe with whatever key the owner typed; all else as ever."""

    def connect(name: str, settings: Any, *more: Any) -> Any:
        return bank.connector(settings["key"]) if name == "stripe" else registry.connect(name, settings, *more)

    outside = Outside(store, settings_for(tmp_path, store.database.url, mailbox.port), Event(), connect)
    return House(store, shop, tmp_path / "none", mailbox, clock, outside)


def signed_in(app: Flask) -> Browser:
    browser = Browser(app)
    browser.sign_in()
    browser.get("/staff/digelius/requests?lang=en")
    return browser


def type_key(app: Flask, house: House, key: str) -> Browser:
    """The owner types a key, has it tried, and saves it."""
    browser = signed_in(app)
    browser.get(SET)
    answer = browser.post(SET, of_key=key, of_mapping=CATEGORIES, of_country="FI", of_guests="no")
    assert answer.status_code == 303, words_of(answer)
    loop.work_off(house.outside)
    draft = answer.headers["Location"]
    browser.get(draft)
    assert browser.post(f"{draft}/save").status_code == 303
    loop.work_off(house.outside)
    return browser


def search(house: House, request: MadeRequest) -> t.Step:
    return house.step(request, "mailchimp")


def waited(house: House, days: int = 4) -> None:
    """Days on which the worker looks again and again."""
    for _look in range(days * 4):
        house.clock.pass_by(hours=6)
        house.work()


@pytest.mark.usefixtures("sanna")
def test_what_failed_goes_on_when_new_credentials_work(app: Flask, house: House, bank: Bank) -> None:
    # Given two requests whose search failed for good with a key of yesterday
    type_key(app, house, WRONG)
    asked = [
        factories.make_request(house.store, house.shop, Right.ACCESS, email=one, name="Anna Virtanen")
        for one in (ANNA.email, "boris.other@example.net")
    ]
    waited(house)
    assert {search(house, one).state for one in asked} == {StepState.FAILED.value}
    shown = words_of(signed_in(app).get(ONE))
    assert "2 steps of open requests have failed here" in shown
    # An administrator, who may see no request, reads the same number
    administrator = factories.make_staff(house.store, house.shop, Role.ADMINISTRATOR)
    assert connections.lines(house.store, administrator)["mailchimp"].failed == len(asked)
    # The owner is led from the step to its connection, a handler is not
    to_it = f'href="{ONE}">Look at the connection</a>'
    here = f"/staff/digelius/requests/{asked[0].reference}"
    accounts.add_staff(house.store, "eino@example.org", "Eino", PASSWORD, "digelius", "handler", "en")
    handler = Browser(app)
    handler.sign_in("eino@example.org")
    for path in (here, f"{here}/steps/{search(house, asked[0]).id}"):
        assert to_it in signed_in(app).get(f"{path}?lang=en").text
        assert to_it not in handler.get(f"{path}?lang=en").text
    # When the owner types another that is wrong too, nothing goes on
    browser = type_key(app, house, "rk_test_wrong_again")
    assert {search(house, one).state for one in asked} == {StepState.FAILED.value}
    # When she types the right one, both go on without a press
    browser = type_key(app, house, KEY)
    assert {search(house, one).state for one in asked} == {StepState.DONE.value}
    assert search(house, asked[0]).count > 0
    assert all(house.kinds(one).count("step_revived") == 1 for one in asked)
    shown = words_of(browser.get(ONE))
    assert "2 steps that had failed go on" in shown
    assert "have failed here" not in shown
    # And a later look has nothing more to do
    house.clock.pass_by(hours=2)
    browser.post(f"{ONE}/check")
    house.work()
    assert all(house.kinds(one).count("step_revived") == 1 for one in asked)


@pytest.mark.usefixtures("sanna")
def test_what_failed_for_another_reason_is_left_to_people(app: Flask, house: House, bank: Bank) -> None:
    # Given a search that failed since the system stayed broken
    type_key(app, house, KEY)
    request = factories.make_request(house.store, house.shop, Right.ACCESS, email=ANNA.email, name="Anna Virtanen")
    with bank.server.broken("fault"):
        waited(house)
    assert search(house, request).state == StepState.FAILED.value
    # Then settings saved anew begin nothing
    type_key(app, house, KEY)
    assert search(house, request).state == StepState.FAILED.value
    assert "step_revived" not in house.kinds(request)
