"""The second step of signing in, one's own account, and showing again who is there: attacked."""

import html
import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.domain.errors import Conflict, TooMany
from portal.domain.members import Security
from portal.domain.roles import Role, Viewer, ViewerKind, machine
from portal.office import accounts, factors
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from tests import factories
from tests.faces import ORIGIN, PASSWORD, SANNA, Browser, words_of
from tests.factories import Clock

QUEUE = "/staff/digelius/requests"
ACCOUNT = "/staff/account"
_SEALED = re.compile(r'name="sealed"[^>]*value="([^"]+)"')
_KEPT = re.compile(r'name="shown_kept" value="([^"]+)"')
_KEY = re.compile(r'<code class="key">([A-Z2-7 ]+)</code>')
_CODE = re.compile(r"<li><code>([0-9A-Z-]{19})</code></li>")


class Phone:
    """An authenticator app: it shows the code of its secret at the portal's own time."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self._made, self._clock = pyotp.TOTP(secret), clock

    def code(self, steps: int = 0) -> str:
        return self._made.at(self._clock() + timedelta(seconds=30 * steps))


@pytest.fixture(autouse=True)
def at_a_full_step(clock: Clock) -> None:
    """Tests begin where an app's half minute does, so that what passes is counted in whole ones."""
    clock.now -= timedelta(seconds=int(clock().timestamp()) % 30)


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    made = Browser(app)
    made.sign_in()
    made.get(f"{ACCOUNT}?lang=en")
    return made


@pytest.fixture
def phone(browser: Browser, clock: Clock) -> Phone:
    """Sanna's phone; a fresh code of it works."""
    made, _codes = adds_app(browser, clock)
    clock.pass_by(seconds=60)
    return made


def adds_app(browser: Browser, clock: Clock, name: str = "Work phone") -> tuple[Phone, list[str]]:
    page = browser.get(f"{ACCOUNT}/app")
    found = _KEY.search(page.text)
    assert found, words_of(page)
    phone = Phone(found[1].replace(" ", ""), clock)
    sealed = _SEALED.search(page.text)
    assert sealed
    answer = browser.post(f"{ACCOUNT}/app", name=name, sealed=html.unescape(sealed[1]), code=phone.code())
    assert answer.status_code in {200, 303}, words_of(answer)
    return phone, _CODE.findall(answer.text)


def signs_in(app: Flask, address: str = "192.0.2.1") -> Browser:
    """A browser whose password is shown, and whose second factor is not."""
    made = Browser(app, address=address)
    answer = made.sign_in()
    assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/staff/login/code")
    made.get("/staff/login/code")
    return made


def shows(browser: Browser, code: str) -> TestResponse:
    return browser.post("/staff/login/code", code=code)


# ---- signing in ------------------------------------------------------------------------------------------


def test_it_lets_nobody_in_by_the_password_alone(app: Flask, browser: Browser, phone: Phone) -> None:
    waiting = signs_in(app)
    assert waiting.get(QUEUE).status_code == 303
    assert "staff" not in waiting.session
    assert shows(waiting, phone.code()).status_code == 303
    assert waiting.get(QUEUE).status_code == 200


def test_it_goes_on_to_where_one_was_going(app: Flask, browser: Browser, phone: Phone) -> None:
    other = Browser(app)
    answer = other.sign_in(next=f"{QUEUE}?show=closed")
    page = other.get(answer.location)
    assert f'value="{QUEUE}?show=closed"' in page.text
    answer = other.post("/staff/login/code", code=phone.code(), next=f"{QUEUE}?show=closed")
    assert answer.location == f"{QUEUE}?show=closed"
    for evil in ("//evil.example", "/\\evil.example", "https://evil.example/staff/"):
        third = signs_in(app)
        assert 'name="next" value=""' in third.get(f"/staff/login/code?next={evil}").text


def test_it_takes_a_code_once(app: Flask, browser: Browser, phone: Phone) -> None:
    code = phone.code()
    assert shows(signs_in(app), code).status_code == 303
    replayed = shows(signs_in(app), code)
    assert replayed.status_code == 422
    assert "This code does not fit" in words_of(replayed)


def test_it_takes_the_step_before_and_after_and_no_other(
    app: Flask, browser: Browser, phone: Phone, clock: Clock
) -> None:
    for steps, status in ((-2, 422), (2, 422), (-1, 303)):
        assert shows(signs_in(app), phone.code(steps)).status_code == status, steps
    clock.pass_by(seconds=120)
    assert shows(signs_in(app), phone.code(1)).status_code == 303
    assert shows(signs_in(app), phone.code()).status_code == 422, "an earlier step than one that was taken"


def test_it_ends_what_was_begun_after_five_wrong_codes(app: Flask, browser: Browser, phone: Phone) -> None:
    waiting = signs_in(app)
    for _ in range(4):
        assert shows(waiting, "000000").status_code == 422
    assert shows(waiting, "000000").status_code == 429
    answer = shows(waiting, phone.code())
    assert answer.status_code == 422
    assert "Sign in again" in words_of(answer)
    assert waiting.get(QUEUE).status_code == 303


def test_it_slows_a_thief_of_the_password_down_and_not_its_owner(
    app: Flask, browser: Browser, phone: Phone, clock: Clock
) -> None:
    thief = Browser(app, address="198.51.100.7")
    statuses = [thief.sign_in().status_code for _ in range(6)]
    assert statuses == [303] * 5 + [429], "the tries are forgotten only once the factor was shown"
    browser.sign_out()
    assert browser.sign_in().location.startswith("/staff/login/code"), "her own browser is counted by itself"
    browser.get("/staff/login/code")
    assert shows(browser, phone.code()).status_code == 303


def test_it_keeps_what_was_begun_to_its_browser(app: Flask, browser: Browser, phone: Phone) -> None:
    signs_in(app)
    stranger = Browser(app)
    stranger.get("/staff/login")
    assert shows(stranger, phone.code()).status_code == 422
    assert "staff" not in stranger.session
    assert stranger.get("/staff/login/code").location == "/staff/login"


def test_it_forgets_what_was_begun_after_minutes(app: Flask, browser: Browser, phone: Phone, clock: Clock) -> None:
    waiting = signs_in(app)
    clock.pass_by(minutes=11)
    assert shows(waiting, phone.code()).status_code == 422
    assert waiting.get(QUEUE).status_code == 303


def test_it_begins_a_new_session_after_the_second_step(app: Flask, browser: Browser, phone: Phone) -> None:
    waiting = Browser(app)
    with waiting.client.session_transaction(base_url=ORIGIN) as session:
        session["staff"] = session["waiting"] = session["planted"] = "fixed by a thief"
    waiting.sign_in()
    waiting.get("/staff/login/code")
    begun = waiting.session["waiting"]
    shows(waiting, phone.code())
    after = waiting.session
    assert after["staff"] not in {begun, "fixed by a thief"}
    assert "planted" not in after
    assert "waiting" not in after
    replay = Browser(app)
    replay.get("/staff/login")
    with replay.client.session_transaction(base_url=ORIGIN) as session:
        session["waiting"] = begun
    assert shows(replay, phone.code(1)).status_code == 422


def test_it_ends_one_sign_in_once(app: Flask, browser: Browser, phone: Phone, store: Store, sanna: str) -> None:
    pending = factors.waiting(store, signs_in(app).session["waiting"])
    assert pending is not None
    factors.complete(store, pending)
    with pytest.raises(Conflict):
        factors.complete(store, pending)


def test_it_takes_each_recovery_code_once(app: Flask, browser: Browser, clock: Clock) -> None:
    _phone, codes = adds_app(browser, clock)
    assert len(set(codes)) == 10
    assert shows(signs_in(app), codes[3].lower().replace("-", " ")).status_code == 303
    assert shows(signs_in(app), codes[3]).status_code == 422
    assert "9 codes are left" in words_of(browser.get(ACCOUNT))
    browser.post(f"{ACCOUNT}/codes")
    assert shows(signs_in(app), codes[4]).status_code == 422


def test_it_keeps_no_secret_or_code_in_the_open(browser: Browser, clock: Clock, store: Store) -> None:
    page = browser.get(f"{ACCOUNT}/app")
    key, sealed = _KEY.search(page.text), _SEALED.search(page.text)
    assert key
    assert sealed
    secret = key[1].replace(" ", "")
    phone = Phone(secret, clock)
    answer = browser.post(f"{ACCOUNT}/app", name="Sannan kelmi", sealed=html.unescape(sealed[1]), code=phone.code())
    codes = _CODE.findall(answer.text)
    with store.database.looking() as session:
        tables = (t.StaffFactor, t.RecoveryCode, t.StaffSession, t.PendingSignIn)
        rows = [row for table in tables for row in session.scalars(select(table))]
        kept = repr([{column.name: getattr(row, column.key) for column in row.__table__.columns} for row in rows])
    assert len(rows) == 12
    for plain in (secret, "kelmi", "192.0.2.1", *codes, *(code.replace("-", "") for code in codes)):
        assert plain not in kept


def test_it_says_every_change_in_the_stream_of_each_company(
    app: Flask, store: Store, sanna: str, shop: ControllerFacts, clock: Clock
) -> None:
    firm = factories.make_controller(store, "thewind")
    accounts.add_staff(store, SANNA, "", "", "thewind", "handler")
    browser = Browser(app)
    browser.sign_in()
    browser.get(ACCOUNT)
    adds_app(browser, clock)
    browser.post(f"{ACCOUNT}/codes")
    for place in (shop, firm):
        with store.database.reading(machine(place.id)) as session:
            found = session.execute(select(t.Event.kind, t.Event.actor).where(t.Event.chain == place.id)).all()
        assert ("factor_added", f"staff:{sanna}") in [tuple(row) for row in found]
        assert ("recovery_codes_made", f"staff:{sanna}") in [tuple(row) for row in found]
    page = words_of(browser.get("/staff/digelius/security?lang=en"))
    assert "Second factor added" in page
    assert "New recovery codes made" in page


# ---- what a company asks ---------------------------------------------------------------------------------


def requires(store: Store, shop: ControllerFacts, staff_id: str, **changed: int) -> None:
    owner = Viewer(ViewerKind.STAFF, shop.id, staff_id=staff_id, role=Role.OWNER)
    wanted = {"idle_minutes": 720, "session_hours": 168, **changed}
    factors.set_security(store, owner, Security(needs_factor=True, **wanted))


def test_it_tells_the_times_of_an_account_as_its_company_does(
    app: Flask, store: Store, sanna: str, shop: ControllerFacts, clock: Clock
) -> None:
    browser = Browser(app)
    browser.sign_in()
    local = clock.now.astimezone(ZoneInfo("Europe/Helsinki"))
    assert local.utcoffset()
    assert f"{local:%H:%M}" in words_of(browser.get(f"{ACCOUNT}?lang=en"))
    assert f"{clock.now:%H:%M}" not in words_of(browser.get(ACCOUNT))


def test_it_leads_who_has_no_factor_to_set_one_up(
    app: Flask, store: Store, sanna: str, shop: ControllerFacts, clock: Clock
) -> None:
    factories.make_controller(store, "thewind")
    accounts.add_staff(store, SANNA, "", "", "thewind", "handler")
    browser = Browser(app)
    browser.sign_in()
    requires(store, shop, sanna)
    for path in (QUEUE, "/staff/digelius/security", f"{QUEUE}/AAAA-BBBB-CCCC"):
        assert browser.get(path).location == "/staff/account?for=digelius", path
    browser.get(ACCOUNT)
    assert browser.post(f"{QUEUE}/new", name="x").location == "/staff/account?for=digelius"
    fragment = browser.get(QUEUE, **{"HX-Request": "true", "HX-Target": "results"})
    assert fragment.headers["HX-Redirect"] == "/staff/account?for=digelius"
    assert browser.get("/staff/thewind/requests").status_code == 200, "the other company asks for none"
    page = browser.get("/staff/account?for=digelius&lang=en")
    assert "Digelius Music asks for one from everybody" in words_of(page)
    adds_app(browser, clock)
    assert browser.get(QUEUE).status_code == 200


def test_it_keeps_the_last_factor_while_one_is_asked_for(
    browser: Browser, phone: Phone, store: Store, sanna: str, shop: ControllerFacts, clock: Clock
) -> None:
    requires(store, shop, sanna)
    one = _factors(store)[0]
    browser.get(f"{ACCOUNT}/factors/{one}")
    answer = browser.post(f"{ACCOUNT}/factors/{one}/remove")
    assert answer.status_code == 409
    assert "Add another one first" in words_of(answer)
    adds_app(browser, clock, "Second phone")
    assert browser.post(f"{ACCOUNT}/factors/{one}/remove").status_code == 303
    assert len(_factors(store)) == 1


def test_it_takes_the_codes_away_with_the_last_factor(browser: Browser, phone: Phone, store: Store) -> None:
    browser.get(ACCOUNT)
    assert browser.post(f"{ACCOUNT}/factors/{_factors(store)[0]}/remove").status_code == 303
    with store.database.looking() as session:
        assert not session.scalars(select(t.RecoveryCode)).all()
    browser.sign_out()
    assert browser.sign_in().location == "/staff/"


def test_it_ends_sessions_as_the_company_wants_it(
    app: Flask, browser: Browser, phone: Phone, store: Store, sanna: str, shop: ControllerFacts, clock: Clock
) -> None:
    requires(store, shop, sanna, idle_minutes=15, session_hours=4)
    clock.pass_by(minutes=14)
    assert browser.get(QUEUE).status_code == 200
    for _ in range(17):
        clock.pass_by(minutes=14)
        last = browser.get(QUEUE).status_code
    assert last == 303, "four hours are over"
    again = signs_in(app)
    shows(again, phone.code())
    clock.pass_by(minutes=16)
    assert again.get(QUEUE).status_code == 303, "it idled"


def test_it_lets_the_owner_alone_change_what_is_asked(app: Flask, store: Store, browser: Browser) -> None:
    browser.get("/staff/digelius/security")
    saved = browser.post("/staff/digelius/security", needs_factor="y", idle_minutes="30", session_hours="12", role="x")
    assert saved.status_code == 303
    refused = browser.post("/staff/digelius/security", idle_minutes="100000", session_hours="1")
    assert refused.location == "/staff/account?for=digelius"
    accounts.add_staff(store, "tiina@example.org", "Tiina", PASSWORD, "digelius", "handler")
    with store.database.house() as session:
        session.query(t.Controller).one().needs_factor = None
    other = Browser(app)
    other.sign_in("tiina@example.org")
    assert other.get("/staff/digelius/security").status_code == 403
    assert other.post("/staff/digelius/security", idle_minutes="15", session_hours="4").status_code == 403
    browser.get("/staff/digelius/security")
    assert browser.post("/staff/digelius/security", idle_minutes="100000", session_hours="1").status_code == 422


# ---- one's own account -----------------------------------------------------------------------------------


def test_it_changes_name_and_language(browser: Browser, store: Store) -> None:
    assert browser.post(f"{ACCOUNT}/person", name="  Sanna  Salo-Virta ", language="sv").status_code == 303
    page = browser.get(ACCOUNT)
    assert '<html lang="sv">' in page.text
    assert "Sanna Salo-Virta" in page.text
    wrong = browser.post(f"{ACCOUNT}/person", name="", language="de")
    assert wrong.status_code == 422


def test_it_changes_the_password_and_ends_the_other_browsers(app: Flask, browser: Browser) -> None:
    other = Browser(app)
    other.sign_in()
    browser.get(f"{ACCOUNT}/password")
    for fields, said in (
        ({"old": "wrong", "new": "another long password"}, "That is not your password"),
        ({"old": PASSWORD, "new": "too short"}, "at least 12 characters"),
        ({}, "Write a new password"),
    ):
        answer = browser.post(f"{ACCOUNT}/password?lang=en", **fields)
        assert answer.status_code == 422
        assert said in words_of(answer)
    assert browser.post(f"{ACCOUNT}/password", old=PASSWORD, new="another long password").status_code == 303
    assert other.get(QUEUE).status_code == 303
    assert browser.get(QUEUE).status_code == 200
    browser.sign_out()
    assert browser.sign_in().status_code == 422
    assert browser.sign_in(password="another long password").status_code == 303


def test_it_slows_down_who_guesses_the_old_password_in_a_stolen_session(browser: Browser) -> None:
    statuses = [
        browser.post(f"{ACCOUNT}/password", old=f"guess {number}", new="another long password").status_code
        for number in range(6)
    ]
    assert statuses == [422] * 5 + [429]


def test_it_lists_and_ends_browsers(app: Flask, browser: Browser, store: Store) -> None:
    other = Browser(app, address="198.51.100.7")
    other.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"
    other.sign_in()
    assert other.get(QUEUE).status_code == 200
    page = browser.get(f"{ACCOUNT}?lang=en")
    assert "Firefox, Windows from another network" in words_of(page)
    assert "198.51.100" not in page.text
    theirs = re.search(r'name="browser" value="([0-9a-f]{64})"', page.text)
    assert theirs
    stranger = Browser(app)
    accounts.add_staff(store, "tiina@example.org", "Tiina", PASSWORD, "digelius", "handler")
    stranger.sign_in("tiina@example.org")
    stranger.get(ACCOUNT)
    stranger.post(f"{ACCOUNT}/browsers/end", browser=theirs[1])
    assert other.get(QUEUE).status_code == 200, "another's browsers are not ended"
    assert browser.post(f"{ACCOUNT}/browsers/end", browser=theirs[1]).status_code == 303
    assert other.get(QUEUE).status_code == 303, "dead on the next click"


def test_it_signs_out_everywhere_else(app: Flask, browser: Browser) -> None:
    others = [Browser(app) for _ in range(2)]
    for one in others:
        one.sign_in()
    browser.get(ACCOUNT)
    browser.post(f"{ACCOUNT}/browsers/end-others")
    assert [one.get(QUEUE).status_code for one in others] == [303, 303]
    assert browser.get(QUEUE).status_code == 200


def test_it_ends_the_browsers_that_showed_no_factor_with_the_first_one(
    app: Flask, browser: Browser, clock: Clock
) -> None:
    thief = Browser(app)
    thief.sign_in()
    adds_app(browser, clock)
    assert thief.get(QUEUE).status_code == 303
    assert browser.get(QUEUE).status_code == 200


def test_it_touches_no_factor_of_anybody_else(app: Flask, browser: Browser, phone: Phone, store: Store) -> None:
    accounts.add_staff(store, "tiina@example.org", "Tiina", PASSWORD, "digelius", "owner")
    stranger = Browser(app)
    stranger.sign_in("tiina@example.org")
    one = _factors(store)[0]
    assert stranger.get(f"{ACCOUNT}/factors/{one}").status_code == 404
    stranger.get(ACCOUNT)
    assert stranger.post(f"{ACCOUNT}/factors/{one}/remove").status_code == 404
    assert stranger.post(f"{ACCOUNT}/factors/{one}", name="mine").status_code == 404
    assert _factors(store) == [one]


def test_it_takes_no_secret_of_another_session(app: Flask, browser: Browser, sanna: str, clock: Clock) -> None:
    sealed = _SEALED.search(browser.get(f"{ACCOUNT}/app").text)
    assert sealed
    other = Browser(app)
    other.sign_in()
    other.get(ACCOUNT)
    answer = other.post(f"{ACCOUNT}/app", name="x", sealed=html.unescape(sealed[1]), code="123456")
    assert answer.status_code == 403
    clock.pass_by(minutes=31)
    browser.get(ACCOUNT)
    browser.post("/staff/account/show", shown_password=PASSWORD)
    assert browser.post(f"{ACCOUNT}/app", name="x", sealed=html.unescape(sealed[1]), code="1").status_code == 403


# ---- showing again ---------------------------------------------------------------------------------------


def test_it_asks_again_before_a_factor_is_removed(browser: Browser, phone: Phone, store: Store, clock: Clock) -> None:
    one = _factors(store)[0]
    clock.pass_by(minutes=11)
    browser.get(ACCOUNT)
    asked = browser.post(f"{ACCOUNT}/factors/{one}/remove")
    assert (asked.status_code, _factors(store)) == (200, [one])
    kept = _kept(asked)
    for wrong in ({}, {"shown_password": PASSWORD}, {"shown_code": phone.code()}):
        refused = browser.post(f"{ACCOUNT}/factors/{one}/remove", shown_kept=kept, **wrong)
        assert (refused.status_code, _factors(store)) == (422, [one])
        assert _kept(refused) == kept
    clock.pass_by(seconds=30)
    done = browser.post(
        f"{ACCOUNT}/factors/{one}/remove", shown_kept=kept, shown_password=PASSWORD, shown_code=phone.code()
    )
    assert (done.status_code, _factors(store)) == (303, [])


def test_it_loses_nothing_that_was_typed(browser: Browser, phone: Phone, store: Store, clock: Clock) -> None:
    one = _factors(store)[0]
    clock.pass_by(minutes=11)
    browser.get(ACCOUNT)
    asked = browser.post(f"{ACCOUNT}/factors/{one}", name="Äidin <kännykkä>")
    assert "kännykkä" not in asked.text, "it travels sealed"
    done = browser.post(
        f"{ACCOUNT}/factors/{one}", shown_kept=_kept(asked), shown_password=PASSWORD, shown_code=phone.code()
    )
    assert done.status_code == 303
    assert "Äidin &lt;kännykkä&gt;" in browser.get(ACCOUNT).text


def test_it_keeps_a_form_to_its_session_and_its_address(app: Flask, browser: Browser, sanna: str, clock: Clock) -> None:
    clock.pass_by(minutes=11)
    browser.get(ACCOUNT)
    kept = _kept(browser.post("/staff/digelius/security", needs_factor="y", idle_minutes="15", session_hours="4"))
    other = Browser(app)
    other.sign_in()
    other.get(ACCOUNT)
    assert other.post("/staff/digelius/security", shown_kept=kept, shown_password=PASSWORD).status_code == 403
    assert browser.post(f"{ACCOUNT}/codes", shown_kept=kept, shown_password=PASSWORD).status_code == 403
    cut = kept[:-8] + "AAAAAAA="
    assert browser.post("/staff/digelius/security", shown_kept=cut, shown_password=PASSWORD).status_code == 403
    clock.pass_by(minutes=31)
    assert browser.post("/staff/digelius/security", shown_kept=kept, shown_password=PASSWORD).status_code == 403


def test_it_slows_down_who_guesses_in_a_stolen_session(browser: Browser, sanna: str, clock: Clock) -> None:
    clock.pass_by(minutes=11)
    browser.get(ACCOUNT)
    statuses = [browser.post("/staff/account/show", shown_password="a guess").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]


def test_it_asks_before_a_page_that_is_secret_and_leads_nowhere_else(
    browser: Browser, sanna: str, clock: Clock
) -> None:
    page = "/staff/digelius/connections/customer_register/set/sql"
    assert browser.get(page).status_code == 200
    clock.pass_by(minutes=11)
    asked = browser.get(page)
    assert asked.location == f"/staff/account/show?next={page.replace('/', '%2F')}"
    assert f'value="{page}"' in browser.get(asked.location).text
    done = browser.post("/staff/account/show", shown_password=PASSWORD, next=page)
    assert (done.status_code, done.location) == (303, page)
    assert browser.get(page).status_code == 200
    evil = browser.post("/staff/account/show", shown_password=PASSWORD, next="//evil.example")
    assert evil.location == ACCOUNT


def test_it_asks_for_the_factor_too_where_there_is_one(browser: Browser, phone: Phone, clock: Clock) -> None:
    clock.pass_by(minutes=11)
    browser.get(ACCOUNT)
    assert browser.post("/staff/account/show", shown_password=PASSWORD).status_code == 422
    code = phone.code()
    assert browser.post("/staff/account/show", shown_password="wrong", shown_code=code).status_code == 422
    done = browser.post("/staff/account/show", shown_password=PASSWORD, shown_code=code)
    assert done.status_code == 303, "a code beside a wrong password was not used up"


def test_it_holds_ten_minutes(browser: Browser, sanna: str, clock: Clock) -> None:
    clock.pass_by(minutes=10)
    assert browser.get(f"{ACCOUNT}/app").status_code == 200
    clock.pass_by(seconds=1)
    assert browser.get(f"{ACCOUNT}/app").status_code == 303


def _factors(store: Store) -> list[str]:
    with store.database.looking() as session:
        return [*session.scalars(select(t.StaffFactor.id).order_by(t.StaffFactor.created_at))]


def _kept(answer: TestResponse) -> str:
    found = _KEPT.search(answer.text)
    assert found, words_of(answer)
    return html.unescape(found[1])


def test_it_stops_a_sign_in_that_was_tried_too_often_at_once(
    app: Flask, browser: Browser, phone: Phone, store: Store
) -> None:
    secret = signs_in(app).session["waiting"]
    seen = factors.waiting(store, secret)
    assert seen is not None
    for _ in range(5):
        with pytest.raises(Exception, match="code_wrong|sign_in_over"):
            factors.finish(store, seen, "000000")
    with pytest.raises(TooMany):
        factors.finish(store, seen, phone.code())


def test_an_old_password_is_no_factor(browser: Browser, phone: Phone, clock: Clock, store: Store) -> None:
    # Given who has a phone, showed it long ago, and leaves the browser to a thief of the password
    clock.pass_by(minutes=11)
    browser.get(f"{ACCOUNT}/password")
    asked = browser.post(f"{ACCOUNT}/password", old=PASSWORD, new="a wholly new password")
    # Then the phone is asked for before the password is another one, and before the phone goes
    assert "Show that it is you" in words_of(asked)
    assert accounts.sign_in(store, SANNA, PASSWORD, "network", {}).awaits
    with store.database.looking() as session:
        (factor,) = session.scalars(select(t.StaffFactor.id)).all()
    assert "Show that it is you" in words_of(browser.post(f"{ACCOUNT}/factors/{factor}/remove"))
    with store.database.looking() as session:
        assert session.scalars(select(t.StaffFactor.id)).all() == [factor]
