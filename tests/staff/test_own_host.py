"""A company's own host: what mail, sheets and pages lead to, as long as the host is the company's."""

import re

import pytest
from flask import Flask

from portal.domain.lifecycle import Right
from portal.settings import Settings
from portal.storage import house as rows
from portal.storage.house import ControllerFacts
from portal.storage.work import work
from tests import factories
from tests.asking import mails, set_firm
from tests.cases import Desk
from tests.counter import released
from tests.faces import ORIGIN, Browser
from tests.house import House
from tests.staff.test_handling import carried

HOUSE = "portal.example.org"
OWN = "tiedot.digelius.example"
HOME = "/digelius/requests"


def named(house: House, shop: ControllerFacts, *hosts: str) -> None:
    with house.store.database.house() as session:
        rows.set_domains(session, shop.id, hosts)


def began(app: Flask, origin: str, email: str) -> str:
    browser = Browser(app, origin=origin)
    browser.get("/digelius/")
    answer = browser.post(f"{HOME}/new", rights=["access"], email=email)
    assert answer.status_code == 303
    return str(answer.location).split("/")[3]


def links(house: House, email: str) -> list[str]:
    """What the mails to somebody lead to, the last one's last."""
    while house.work():
        pass
    mails = [one for one in house.mailbox.mails() if email in one.recipients]
    return [re.findall(r"https?://[^/]+/digelius/[a-z]+/", one.text)[0] for one in mails]


def test_mail_leads_to_the_host_where_the_request_began(desk: Desk, shop: ControllerFacts, app: Flask) -> None:
    house = desk.house
    named(house, shop, "muu.digelius.example", OWN)
    began(app, f"http://{OWN.title()}:8443", "aino@example.org")
    began(app, ORIGIN, "eero@example.org")
    own = house.outside.settings.base_url
    assert links(house, "aino@example.org") == [f"{own.replace('portal.example.org', OWN)}/digelius/confirm/"]
    assert links(house, "eero@example.org") == [f"{own}/digelius/confirm/"]


@pytest.mark.parametrize("base", ["https://portal.example.org", "http://127.0.0.1:8000"])
def test_a_host_of_ones_own_is_spoken_to_as_the_installation_is(base: str) -> None:
    settings = Settings(_env_file=None, demo=True, base_url=base)  # type: ignore[call-arg]  # pydantic-settings takes it
    assert settings.at_home() == base
    assert settings.at_home(OWN) == base.replace("portal.example.org", OWN).replace("127.0.0.1", OWN)


def test_mail_leads_home_again_once_the_host_is_anothers(desk: Desk, shop: ControllerFacts, app: Flask) -> None:
    house = desk.house
    named(house, shop, OWN)
    reference = began(app, f"http://{OWN}", "aino@example.org")
    assert OWN in links(house, "aino@example.org")[0]
    named(house, shop)
    browser = Browser(app)
    browser.get("/digelius/return")
    browser.post("/digelius/return", reference=reference, email="aino@example.org")
    assert OWN not in links(house, "aino@example.org")[-1]
    assert len(links(house, "aino@example.org")) == 2


def test_the_notice_names_the_companys_own_host_there_and_the_installations_elsewhere(
    desk: Desk, shop: ControllerFacts, app: Flask
) -> None:
    named(desk.house, shop, OWN)
    base = desk.house.outside.settings.base_url
    own = base.replace("portal.example.org", OWN)
    for origin, home in ((f"http://{OWN}", own), (ORIGIN, base)):
        browser = Browser(app, origin=origin)
        pages = [browser.get(f"/digelius/notice{end}").text for end in ("/fi", ".json")]
        assert all(f"{home}/digelius/" in page for page in pages)
        others = {own, base} - {home}
        assert not [page for page in pages for other in others if other in page]


@pytest.fixture
def sannas(app: Flask, sanna: str) -> Browser:
    browser = Browser(app)
    browser.sign_in()
    return browser


def test_the_sheets_for_the_post_name_the_companys_own_host(desk: Desk, shop: ControllerFacts, sannas: Browser) -> None:
    request, _version = released(desk.house.store, shop, desk.staff)
    sheets = f"/staff/digelius/requests/{request.reference}/post"
    assert "http://portal.example.org/digelius/letter" in sannas.get(sheets).text
    named(desk.house, shop, OWN, "muu.digelius.example")
    page = sannas.get(sheets).text
    assert f"http://{OWN}/digelius/letter" in page
    assert "portal.example.org/digelius" not in page


@pytest.mark.parametrize(("began_on", "home"), [(OWN, OWN), ("", HOUSE), ("gone.example", HOUSE)])
def test_a_code_by_post_is_typed_on_the_host_where_the_request_began(
    desk: Desk, shop: ControllerFacts, sannas: Browser, began_on: str, home: str
) -> None:
    named(desk.house, shop, OWN)
    request = factories.make_request(desk.house.store, shop, Right.ACCESS, name="Aino Virtanen")
    with work(desk.house.store, desk.staff) as w:
        case = w.case(request.id)
        case.write_requester({**case.requester(), "host": began_on})
        w.happened("requester_corrected", case)
    path = f"/staff/digelius/requests/{request.reference}/identity/ask"
    given = {
        "doubt": "name_differs",
        "why": "You write as another Aino.",
        "means": "post_code",
        "contact": "Rantakatu 1\n00100 Helsinki",
    }
    shown = sannas.post(path, **given, **carried(sannas.get(path).text))
    sent = sannas.post(path, **given, **carried(shown.text, "digest"))
    sheet = sannas.get(sent.headers["Location"]).text
    assert f"http://{home}/digelius/requests/{request.reference}/identity" in sheet


def test_a_processor_is_led_to_the_companys_own_host(desk: Desk, shop: ControllerFacts) -> None:
    named(desk.house, shop, OWN)
    set_firm(desk)
    desk.receive(Right.ACCESS)
    desk.house.work()
    assert f"http://{OWN}/digelius/asked/" in mails(desk)[0].text


def test_what_is_put_on_a_companys_website_names_its_own_host(
    desk: Desk, shop: ControllerFacts, sannas: Browser
) -> None:
    named(desk.house, shop, OWN)
    page = sannas.get("/staff/digelius/notice").text
    assert f"http://{OWN}/digelius/notice/fi" in page
    assert "portal.example.org/digelius" not in page
