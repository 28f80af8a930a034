"""The company's own settings, and its own hosts: what is another's shows on none of them."""

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from portal.app import create_app
from portal.domain.errors import Invalid
from portal.domain.roles import Role, Viewer, ViewerKind
from portal.office import accounts, registers, setting_up
from portal.reading.toml import register_from_json
from portal.settings import Settings
from portal.storage import house
from portal.storage.database import Store
from portal.storage.door import public
from portal.storage.house import ControllerFacts
from tests import factories
from tests.faces import ORIGIN, PASSWORD, SANNA, Browser, words_of

HERE = "/staff/digelius/company"
FIELDS = {
    "trade_name": "Digelius Music", "accent": "#1f4f46", "languages": ["fi", "sv", "en"], "country": "FI", "region": "",
    "time_zone": "Europe/Helsinki", "answer_within_days": "14", "domains": "",
}  # fmt: skip
OWN, OTHERS = "http://tiedot.digelius.example", "http://tiedot.levyhylly.example"


def at(app: Flask, host: str, path: str, method: str = "GET") -> TestResponse:
    return app.test_client().open(path, method=method, base_url=host, headers={"Accept-Language": "en"})


@pytest.fixture
def hosts(store: Store, shop: ControllerFacts, app: Flask) -> Flask:
    """Two companies, each with a host of its own."""
    other = factories.make_controller(store, "levyhylly")
    for facts, host in ((shop, "tiedot.digelius.example"), (other, "tiedot.levyhylly.example")):
        with store.database.house() as session:
            house.set_domains(session, facts.id, (host,))
    return app


def test_it_changes_what_the_register_tells_of_the_company(store: Store, browser: Browser) -> None:
    before = public.controller_with_register(store, "digelius")[1]
    browser.get(f"{HERE}?lang=en")
    changed = {
        "trade_name": "Digelius",
        "accent": "#AA2200",
        "answer_within_days": "7",
        "domains": "tiedot.example.com",
    }
    answer = browser.post(HERE, **{**FIELDS, **changed})
    assert answer.status_code == 303, words_of(answer)[:400]
    facts, now = public.controller_with_register(store, "digelius")
    assert (facts.trade_name, facts.accent, facts.domains) == ("Digelius", "#aa2200", ("tiedot.example.com",))
    held = register_from_json(now.document).controller
    assert (held.trade_name, held.accent, held.answer_within_days, now.number) == (
        "Digelius",
        "#aa2200",
        7,
        before.number + 1,
    )
    assert register_from_json(now.document).purposes == register_from_json(before.document).purposes
    # The same again makes no version
    browser.get(f"{HERE}?lang=en")
    browser.post(HERE, **{**FIELDS, **changed})
    assert public.controller_with_register(store, "digelius")[1].number == now.number


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"trade_name": " "}, "Write the name of the company"),
        ({"accent": "url(x)"}, "Write a colour like this"),
        ({"accent": "#12345"}, "Write a colour like this"),
        ({"languages": []}, "Choose at least one language"),
        ({"country": "US"}, "Choose a country"),
        ({"region": "Atlantis"}, "Atlantis is no region"),
        ({"time_zone": "Mars/Base"}, "There is no such time zone"),
        ({"answer_within_days": "32"}, "Choose at most 31 days"),
        ({"domains": "https://x.example.com/"}, "is no host name"),
        ({"domains": "*.example.com"}, "is no host name"),
        ({"domains": "portal.example.org"}, "portal.example.org is used here already"),
    ],
)  # fmt: skip
def test_it_says_what_cannot_be_set(browser: Browser, store: Store, changed: dict[str, object], said: str) -> None:
    browser.get(f"{HERE}?lang=en")
    answer = browser.post(HERE, **{**FIELDS, **changed})
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert house.controller(store, "digelius").accent == "#1f4f46"


def test_it_adds_no_language_in_which_the_register_is_silent(store: Store, shop: ControllerFacts, sanna: str) -> None:
    owner = Viewer(ViewerKind.STAFF, shop.id, staff_id=sanna, role=Role.OWNER)
    document = public.controller_with_register(store, "digelius")[1].document
    document = {**document, "controller": {**document["controller"], "languages": ["fi", "en"]}}
    document["security"] = {**document["security"], "sv": ""}
    registers.publish(store, owner, "customers", document)
    company = registers.Company("Digelius", "#1f4f46", ("fi", "sv", "en"), "FI", "", "", 14, ())
    with pytest.raises(Invalid) as fault:
        registers.keep_company(store, owner, company)
    assert (fault.value.code, fault.value.details["language"]) == ("language_unsaid", "sv")


def test_it_is_the_owners_alone(app: Flask, store: Store, shop: ControllerFacts) -> None:
    accounts.add_staff(store, SANNA, "Sanna Salo", PASSWORD, shop.slug, "handler")
    browser = Browser(app)
    browser.sign_in()
    assert browser.get(HERE).status_code == 403
    assert browser.post(HERE, **FIELDS).status_code == 403


def test_it_keeps_the_hosts_when_a_register_is_imported_again(store: Store, hosts: Flask) -> None:
    register = factories.make_register()
    registers.found_controller(store, register)
    assert house.controller(store, "digelius").domains == ("tiedot.digelius.example",)


# ---- hosts -------------------------------------------------------------------------------------------------


def test_it_leads_from_a_host_to_its_company(hosts: Flask) -> None:
    answer = at(hosts, OWN, "/")
    assert (answer.status_code, answer.location) == (303, "/digelius/")
    assert at(hosts, OWN, "/digelius/").status_code == 200
    assert at(hosts, OWN, "/digelius/notice").status_code == 200
    style = at(hosts, OWN, "/static/portal.css")
    style.close()
    assert style.status_code == 200
    assert at(hosts, OWN + ":8443", "/digelius/").status_code == 200
    assert at(hosts, OWN.upper().replace("HTTP", "http"), "/digelius/").status_code == 200
    assert at(hosts, ORIGIN, "/").status_code == 200


def test_it_shows_nothing_of_another_company_on_a_host(store: Store, hosts: Flask) -> None:
    """Every address of another's, of the staff's and of the demo's is one that does not exist there."""
    setting_up.found(
        store, setting_up.make_link(store), setting_up.Company("Salainen Oy", "", "salainen", "FI", ["fi"]),
        setting_up.Owner("s@example.org", "Sala", PASSWORD), "fi",
    )  # fmt: skip
    nothing = words_of(at(hosts, OWN, "/nobody-at-all/"))
    for slug in ("levyhylly", "salainen"):
        for path in ("", "notice", "notice.json", "requests/new", "return", "accent.css", "letter", "unsubscribe/x"):
            answer = at(hosts, OWN, f"/{slug}/{path}")
            assert (answer.status_code, words_of(answer)) == (404, nothing), path
    with hosts.test_request_context():
        for rule in hosts.url_map.iter_rules():
            if not rule.rule.startswith(("/staff", "/demo")):
                continue
            values = {name: "digelius" if name == "controller" else "1" for name in rule.arguments}
            for method in sorted({"GET", "POST"} & (rule.methods or set())):
                path = hosts.url_map.bind("").build(rule.endpoint, values, method)
                assert at(hosts, OWN, path, method).status_code == 404, path


def test_it_takes_no_host_that_is_nobodys(hosts: Flask) -> None:
    for host in (
        "http://evil.example",
        "http://x.tiedot.digelius.example",
        "http://tiedot.digelius.example.evil.example",
    ):
        assert at(hosts, host, "/digelius/").status_code == 400


def test_it_lets_nobody_take_anothers_host(store: Store, hosts: Flask, browser: Browser) -> None:
    browser.get(f"{HERE}?lang=en")
    answer = browser.post(HERE, **{**FIELDS, "domains": "tiedot.digelius.example\nTiedot.Levyhylly.example"})
    assert answer.status_code == 422
    assert "is used here already" in words_of(answer)
    assert "Levyhylly" not in words_of(answer).replace("Tiedot.Levyhylly.example", "").replace(
        "tiedot.levyhylly.example", ""
    )
    assert house.controller(store, "digelius").domains == ("tiedot.digelius.example",)


def test_it_speaks_only_the_languages_of_the_company_in_public(
    store: Store, app: Flask, shop: ControllerFacts, sanna: str
) -> None:
    owner = Viewer(ViewerKind.STAFF, shop.id, staff_id=sanna, role=Role.OWNER)
    registers.keep_company(store, owner, registers.Company("Digelius", "#1f4f46", ("fi",), "FI", "", "", 14, ()))
    page = Browser(app).get("/digelius/?lang=en")
    assert '<html lang="fi">' in page.text
    assert "lang=sv" not in page.text
    sanna_there = Browser(app)
    sanna_there.sign_in()
    assert '<html lang="en">' in sanna_there.get("/staff/digelius/requests?lang=en").text


def test_it_serves_a_settings_page_before_it_is_open(store: Store, tmp_path: Path) -> None:
    settings = Settings(
        _env_file=None, demo=True, data_dir=tmp_path, database_url=store.database.url, base_url=ORIGIN,
        mail_from="portal@example.org",
    )  # fmt: skip
    app = create_app(settings, store)
    link = f"/staff/setup/{setting_up.make_link(store)}"
    browser = Browser(app)
    browser.get(link)
    browser.post(
        link, legal_name="Puoti Oy", country="FI", languages=["fi"], name="Aino", email="aino@example.org",
        password=PASSWORD, again=PASSWORD,
    )  # fmt: skip
    here = "/staff/puoti/company"
    assert "Puoti Oy" in browser.get(here).text
    changed = {**FIELDS, "trade_name": "Puoti", "languages": ["fi", "sv"], "answer_within_days": "0"}
    answer = browser.post(here, **changed)
    assert answer.status_code == 303, words_of(answer)[:400]
    assert house.controller(store, "puoti").languages == ("fi", "sv")
