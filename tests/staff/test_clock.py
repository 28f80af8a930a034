"""The own target beside the law's date, and a request whose register cannot be counted by or is silent."""

from dataclasses import replace

import pytest
from flask import Flask

from portal.domain.lifecycle import Right
from portal.domain.register import Register
from portal.domain.roles import Role
from portal.office import accounts
from portal.reading.toml import register_from_json, register_to_json
from portal.storage.database import Store
from portal.storage.door import public
from portal.storage.house import ControllerFacts
from tests import factories
from tests.cases import Desk
from tests.faces import PASSWORD, Browser, words_of

WRONG = {
    "country": ({"country": "XX"}, "controller.country: “XX” is no country of the EU or the EEA."),
    "region": ({"region": "Atlantis"[:10]}, "controller.region: “Atlantis” is not known."),
    "zone": ({"time_zone": "Mars/Base"}, "controller.time_zone: “Mars/Base” is no time zone."),
}


def case_path(desk: Desk, reference: str) -> str:
    return f"/staff/{desk.house.shop.slug}/requests/{reference}"


def test_it_shows_the_own_target_to_staff_and_never_to_the_person(desk: Desk, browser: Browser, app: Flask) -> None:
    request = desk.receive(name="Aino Virtanen")
    page = words_of(browser.get(case_path(desk, request.reference) + "?lang=en"))
    assert "Our own target: Monday, 7 December 2026, in 14 days" in page
    assert "Our own target: 7 Dec 2026" in words_of(browser.get("/staff/digelius/requests"))

    desk.house.clock.pass_by(days=20)
    browser.sign_in()
    assert "6 days ago" in words_of(browser.get(case_path(desk, request.reference) + "?lang=en"))
    told = [mail.text for mail in desk.house.mailbox.mails("aino.virtanen@example.org")]
    assert not [text for text in told if "target" in text or "tavoit" in text]


def test_it_shows_no_target_where_none_is_set(desk: Desk, browser: Browser) -> None:
    plain = replace(desk.register, controller=replace(desk.register.controller, answer_within_days=0))
    factories.make_controller(desk.house.store, register=plain)
    request = desk.receive(name="Aino Virtanen")
    assert "Our own target" not in browser.get(case_path(desk, request.reference) + "?lang=en").text


@pytest.mark.parametrize("what", WRONG)
def test_it_takes_a_request_whatever_stands_in_the_register_and_flags_it(
    store: Store, app: Flask, quick_hasher: None, what: str
) -> None:
    wrong, told = WRONG[what]
    register = factories.make_register("kuu")
    register = replace(register, controller=replace(register.controller, **wrong))
    kuu = factories.make_controller(store, "kuu", register)
    accounts.add_staff(store, "kaisa@example.org", "Kaisa", PASSWORD, "kuu", "owner", "en")
    accounts.add_staff(store, "sami@example.org", "Sami", PASSWORD, "kuu", Role.SCOPED.value, "en", ["orders"])
    person = Browser(app)
    person.get("/kuu/")
    taken = person.post("/kuu/requests/new", rights="access", email="aino.virtanen@example.org")
    assert taken.status_code == 303
    waiting = person.get(taken.headers["Location"])
    assert (waiting.status_code, "controller." in waiting.text) == (200, False)

    made = factories.make_request(store, kuu, Right.ACCESS, register=register_of(store, kuu))
    path = f"/staff/kuu/requests/{made.reference}"
    for email, sees in (("kaisa@example.org", True), ("sami@example.org", False)):
        staff = Browser(app)
        assert staff.sign_in(email).status_code == 303
        assert staff.get("/staff/kuu/requests").status_code == 200
        shown = words_of(staff.get(path))
        assert (told in shown) is sees
        assert ("This date is only the safe one" in shown) is sees


def register_of(store: Store, controller: ControllerFacts) -> Register:
    return register_from_json(public.controller_with_register(store, controller.slug)[1].document)


def test_it_names_what_the_register_does_not_say(store: Store, app: Flask, quick_hasher: None) -> None:
    register = factories.make_register("kuu")
    silent = replace(register.purposes[0], legal_basis=None)
    register = replace(register, purposes=(silent, *register.purposes[1:]))
    assert register_to_json(register)["purposes"][0]["legal_basis"] is None
    kuu = factories.make_controller(store, "kuu", register)
    accounts.add_staff(store, "kaisa@example.org", "Kaisa", PASSWORD, "kuu", "owner", "en")
    made = factories.make_request(store, kuu, Right.ACCESS, register=register)
    staff = Browser(app)
    staff.sign_in("kaisa@example.org")
    page = words_of(staff.get(f"/staff/kuu/requests/{made.reference}"))
    assert "What the register does not say" in page
    assert f"{silent.name.en}: no legal basis (Art 13(1)(c))" in page
    assert "portal register import" in page
