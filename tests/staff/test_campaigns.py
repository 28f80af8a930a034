"""The page of a campaign's list: who may use it, what comes back, what is refused, and that nothing of it stays."""

import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.domain.roles import machine
from portal.journey import unsubscribing
from portal.keys import ring as keys
from portal.office import accounts
from portal.staff import campaigns
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from portal.storage.work import work
from portal.web.spool import PIECE, SealedSpool
from tests import factories
from tests.faces import ORIGIN, PASSWORD, Browser, words_of

PAGE = "/staff/digelius/campaigns"
AINO = "aino@example.org"
CANARY = "canary-7731"
CHANNELS = ["direct_advertising", "distance_selling", "other_direct_marketing", "research"]
LIST = (
    "nimi;osoite;huom\r\n"
    f'"Aino";{AINO.upper()};x\r\n'
    "Eero;eero@example.org;=cmd|' /C calc'!A0\r\n"
    f'{CANARY};;"+1, @SUM(1)"\r\n'
)
LEFT = LIST.replace(f'"Aino";{AINO.upper()};x\r\n', "")


@pytest.fixture(autouse=True)
def forbidden(store: Store, shop: ControllerFacts) -> None:
    unsubscribing.unsubscribe(store, shop.id, AINO, "fi", factories.make_register())


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    signed_in = Browser(app)
    signed_in.sign_in()
    signed_in.get("/staff/digelius/requests?lang=en")
    signed_in.get(PAGE)
    return signed_in


def sends(
    browser: Browser, content: str | bytes, act: str = "clean", name: str = "kevät 2026.csv", **fields: Any
) -> TestResponse:
    content = content.encode() if isinstance(content, str) else content
    return browser.post(PAGE, **{"channels": CHANNELS, "file": (io.BytesIO(content), name), "act": act, **fields})


def name_of(answer: TestResponse) -> str:
    return unquote(answer.headers["Content-Disposition"].partition("filename*=UTF-8''")[2])


def events(store: Store, shop: ControllerFacts) -> list[tuple[str, dict[str, Any]]]:
    with work(store, machine(shop.id)) as w:
        key = w.vault.of_controller(shop.id, "controller")
        rows = w.session.scalars(select(t.Event).where(t.Event.kind == "campaign_checked").order_by(t.Event.number))
        return [(row.actor, w.vault.unseal(key, row)) for row in rows]


def test_it_gives_the_list_back_without_whoever_objected_and_every_other_sign_as_it_was(
    browser: Browser, store: Store, shop: ControllerFacts, sanna: str
) -> None:
    answer = sends(browser, LIST)
    assert answer.status_code == 200
    assert answer.data == LEFT.encode()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Length"] == str(len(LEFT.encode()))
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert name_of(answer) == "kevät 2026 (1 left out).csv"
    ((actor, body),) = events(store, shop)
    assert actor == f"staff:{sanna}"
    assert body == {
        "channels": sorted(CHANNELS), "made": True, "rows": 3, "left_out": 1, "without_contact": 1,
    }  # fmt: skip


def test_it_only_counts(browser: Browser, store: Store, shop: ControllerFacts) -> None:
    said = words_of(sends(browser, LIST, act="count"))
    assert "Rows read 3" in said
    assert "because somebody has forbidden it 1" in said
    assert "Without an address or a number, and kept 1" in said
    assert "Rows that stay 2" in said
    assert AINO not in said.lower()
    ((_actor, body),) = events(store, shop)
    assert not body["made"]


def test_it_asks_for_the_chosen_channels_alone(browser: Browser, store: Store, shop: ControllerFacts) -> None:
    with work(store, machine(shop.id)) as w:
        mark = keys.mark(w.vault.of_controller(shop.id, "suppression"), "email", "eero@example.org")
        w.session.add(
            t.Suppression(controller_id=shop.id, channel="research", mark=mark, kind="email", created_at=w.now)
        )
    assert b"eero@" in sends(browser, LIST, channels=["direct_advertising"]).data
    assert b"eero@" not in sends(browser, LIST, channels=["direct_advertising", "research"]).data


def test_it_keeps_nothing_of_the_list(browser: Browser, store: Store, app: Flask, tmp_path: Path) -> None:
    assert sends(browser, LIST).data
    sends(browser, LIST, act="count")
    left = [path for path in store.folder.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert left == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b"PK\x03\x04\x00\x00", "This is no list in CSV that can be read"),
        (b'a,"' + b"x" * 200_000, "This is no list in CSV that can be read"),
        (b"name;email\n" + b"x;y@example.org\n" * 9000 + b"\xff\xfe;\xff@example.org\n", "This is no list in CSV"),
    ],
)
@pytest.mark.parametrize("act", ["count", "clean"])
def test_it_says_what_is_wrong_and_loses_no_choice(browser: Browser, content: bytes, said: str, act: str) -> None:
    answer = sends(browser, content, act, channels=["research"])
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert "<title>Error:" in answer.text
    assert answer.text.count('" checked') == 1
    assert "Choose it once more" in words_of(answer)


def test_it_wants_a_file_and_a_channel(browser: Browser, store: Store, shop: ControllerFacts) -> None:
    nothing = browser.post(PAGE, act="clean")
    assert nothing.status_code == 422
    assert "Choose at least one" in words_of(nothing)
    assert "Choose the file of the list" in words_of(nothing)
    strange = sends(browser, LIST, channels=["no_such_channel"])
    assert strange.status_code == 422
    assert "Choose at least one" in words_of(strange)
    assert events(store, shop) == []


def test_it_says_that_a_list_is_too_large_and_loses_no_choice(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(campaigns, "LARGEST", 4000)
    answer = sends(browser, LIST * 100, channels=["research"])
    assert answer.status_code == 413
    assert "The list is too large. It may be at most 256 MB" in words_of(answer)
    assert answer.text.count('" checked') == 1
    assert 'value="research" checked' in answer.text


def test_it_takes_more_than_other_forms_do(app: Flask, browser: Browser) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 10_000
    long = "nimi;osoite\n" + f"Aino;{AINO}\nEero;eero@example.org\n" * 8_000
    answer = sends(browser, long)
    assert answer.status_code == 200
    assert answer.data == ("nimi;osoite\n" + "Eero;eero@example.org\n" * 8_000).encode()
    assert name_of(answer) == "kevät 2026 (8000 left out).csv"
    assert browser.post("/staff/digelius/requests/new", note="x" * 20_000).status_code == 413


def test_it_takes_no_more_from_a_stranger(app: Flask, browser: Browser) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 10_000
    stranger = Browser(app)
    stranger.get("/staff/login")
    assert sends(stranger, LIST).status_code == 303
    assert sends(stranger, LIST * 1000).status_code == 413


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd (1 left out).csv"),
        ("C:\\lists\\spring.CSV", "C_listsspring (1 left out).csv"),
        ('a"b\r\nSet-Cookie: x=1.csv', "a (1 left out).csv"),
        ("=cmd|' C calc'!A0.csv", "=cmd_' C calc'!A0 (1 left out).csv"),
        ("<script>.html", "_script_.html (1 left out).csv"),
        (f"{'x' * 300}.txt", f"{'x' * 80} (1 left out).txt"),
        ("....", "list (1 left out).csv"),
    ],
)
def test_it_takes_a_hostile_name_for_a_name(browser: Browser, given: str, name: str) -> None:
    answer = sends(browser, LIST, name=given)
    assert answer.data == LEFT.encode()
    assert name_of(answer) == name
    assert "Set-Cookie" not in answer.headers or "x=1" not in answer.headers["Set-Cookie"]
    assert "\n" not in answer.headers["Content-Disposition"]


def test_it_refuses_a_form_without_its_token_and_one_of_another_site(browser: Browser, app: Flask) -> None:
    for data, headers in (
        ({"act": "clean", "channels": CHANNELS}, {}),
        ({"act": "clean", "csrf_token": browser.token}, {"Sec-Fetch-Site": "cross-site"}),
    ):
        answer = browser.client.post(PAGE, base_url=ORIGIN, data=data, headers=headers)
        assert answer.status_code == 403


def test_looking_checks_nothing(browser: Browser, store: Store, shop: ControllerFacts) -> None:
    said = words_of(browser.get(PAGE))
    assert "Nothing of it is kept" in said
    assert browser.get(f"{PAGE}?act=clean&channels=research").status_code == 200
    assert events(store, shop) == []


def test_it_opens_to_whoever_handles_requests_alone(
    app: Flask, sanna: str, store: Store, shop: ControllerFacts
) -> None:
    accounts.add_staff(store, "hanna@example.org", "Hanna", PASSWORD, shop.slug, "handler", "en", [])
    accounts.add_staff(store, "tiina@example.org", "Tiina", PASSWORD, shop.slug, "scoped", "en", ["orders"])
    factories.make_controller(store, "levyhylly")
    for email, status in (("hanna@example.org", 200), ("tiina@example.org", 403)):
        browser = Browser(app)
        browser.sign_in(email)
        queue = browser.get("/staff/digelius/requests")
        assert (PAGE in queue.text) is (status == 200)
        assert browser.get(PAGE).status_code == status
        browser.get("/staff/digelius/requests")
        answer = sends(browser, LIST)
        assert (answer.status_code, LEFT.encode() == answer.data) == (status, status == 200)
        elsewhere = browser.get("/staff/levyhylly/campaigns")
        assert (elsewhere.status_code, words_of(elsewhere)) == (404, words_of(browser.get("/staff/nobody/campaigns")))
    stranger = Browser(app)
    assert stranger.get(PAGE).headers["Location"].startswith("/staff/login")


def test_it_knows_only_the_own_controllers_objections(app: Flask, store: Store, shop: ControllerFacts) -> None:
    other = factories.make_controller(store, "levyhylly")
    accounts.add_staff(store, "other@example.org", "Other", PASSWORD, other.slug, "owner", "en")
    browser = Browser(app)
    browser.sign_in("other@example.org")
    browser.get("/staff/levyhylly/campaigns")
    answer = browser.post(
        "/staff/levyhylly/campaigns", channels=CHANNELS, act="clean", file=(io.BytesIO(LIST.encode()), "a.csv")
    )
    assert answer.data == LIST.encode()


def test_it_speaks_three_languages(browser: Browser) -> None:
    for language, said in (("fi", "Siitä ei säilytetä mitään"), ("sv", "Ingenting av den sparas")):
        assert said in words_of(browser.get(f"{PAGE}?lang={language}"))


def test_the_spool_is_read_as_it_was_written_and_lies_sealed(tmp_path: Path) -> None:
    content = json.dumps([CANARY] * 20_000).encode()
    folder = tmp_path / "folder"
    folder.mkdir()
    spool = SealedSpool(folder)
    for start in range(0, len(content), 7001):
        spool.write(content[start : start + 7001])
    assert spool.size == len(content)
    assert spool.read() == content
    spool.seek(PIECE - 3)
    assert spool.read(10) == content[PIECE - 3 : PIECE + 7]
    assert list(folder.iterdir()) == []
    spool._file.seek(0)
    assert CANARY.encode() not in spool._file.read()
    assert b"".join(spool.pieces()) == content
    assert spool.closed
