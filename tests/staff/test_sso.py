"""Single sign-on against a certified provider: who comes in, as what, what follows there, and what is refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest
from flask import Flask
from sqlalchemy import select

from portal.app import create_app
from portal.domain.roles import Role, Viewer, ViewerKind, machine
from portal.domain.sign_on import Place, SetUp
from portal.keys import links
from portal.office import accounts, factors, sso, team
from portal.reading.toml import shipped_register
from portal.settings import Settings
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import members as door
from portal.storage.house import ControllerFacts
from tests import factories, oidc
from tests.faces import ORIGIN, PASSWORD, SANNA, Browser, words_of
from tests.factories import Clock
from tests.oidc import Idp, visits

QUEUE, HOME, TEAM = "/staff/digelius/requests", "/staff/digelius/sign-on", "/staff/digelius/team"
BEGIN, BACK = "/staff/digelius/sso/begin", "/staff/digelius/sso/back"
TIINA = "tiina.heino@example.org"
PLACES = (Place("privacy-owners", Role.OWNER), Place("billing", Role.SCOPED, ("billing",)), Place("all", Role.HANDLER))


@pytest.fixture
def clock() -> Clock:
    """The provider's clock cannot be told: today is today."""
    return Clock(datetime.now(UTC))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Idp]:
    with oidc.provider(tmp_path_factory.mktemp("idp"), oidc.client_of(f"{ORIGIN}{BACK}")) as made:
        yield made


@pytest.fixture
def idp(running: Idp) -> Idp:
    """The provider with nobody but Tiina, of billing."""
    running.knows("tiina-1", email=TIINA, email_verified=True, name="Tiina Heino", groups=["staff", "billing"])
    return running


def portal(store: Store, folder: Path, host: str, **changed: Any) -> Flask:
    settings = Settings(
        _env_file=None, demo=True, data_dir=folder, database_url=store.database.url, base_url=ORIGIN,
        mail_from="portal@example.org", outbound_allow=(host,), **changed,
    )  # fmt: skip
    return create_app(settings, store)


@pytest.fixture
def app(store: Store, shop: ControllerFacts, tmp_path: Path, idp: Idp) -> Flask:
    return portal(store, tmp_path, idp.host)


@dataclass
class Firm:
    """The shop with single sign-on, and what its staff do."""

    app: Flask
    store: Store
    shop: ControllerFacts
    idp: Idp
    owner: Viewer
    clock: Clock

    def set_up(self, **changed: Any) -> SetUp:
        made = SetUp(
            own=True, name="Acme", issuer=self.idp.issuer, client_id=oidc.CLIENT, secret=oidc.SECRET, scopes="groups",
            groups_claim="groups", places=PLACES, domains=("example.org",), passwords=True,
        )  # fmt: skip
        made = replace(made, **changed)
        sso.save(self.store, self.owner, made)
        return made

    def begins(self, browser: Browser, path: str = BEGIN) -> str:
        answer = browser.get(path)
        assert answer.status_code == 303, words_of(answer)
        return answer.location

    def comes(self, subject: str = "tiina-1", browser: Browser | None = None, path: str = BEGIN) -> tuple[Browser, Any]:
        """Sign in at the provider; the browser, and the answer to its coming back."""
        browser = browser or Browser(self.app)
        back = visits(self.begins(browser, path), subject)
        assert back.startswith(f"{ORIGIN}{BACK}")
        return browser, browser.get(back.removeprefix(ORIGIN))

    def member(self, email: str) -> t.Membership:
        line = next(one for one in door.team(self.store, machine(self.shop.id)).members if one.email == email)
        with self.store.database.looking() as session:
            asked = select(t.Membership).where(t.Membership.staff_id == line.staff_id)
            return session.scalars(asked.where(t.Membership.controller_id == self.shop.id)).one()

    def knows_nobody(self, email: str = TIINA) -> bool:
        return email not in {one.email for one in door.team(self.store, machine(self.shop.id)).members}


@pytest.fixture
def firm(app: Flask, store: Store, shop: ControllerFacts, idp: Idp, sanna: str, clock: Clock) -> Firm:
    return Firm(app, store, shop, idp, Viewer(ViewerKind.STAFF, shop.id, staff_id=sanna, role=Role.OWNER), clock)


# ---- coming in ---------------------------------------------------------------------------------------------


def test_it_lets_in_by_group_and_follows_the_group_on_the_next_click(firm: Firm) -> None:
    firm.set_up()
    # Given the sign-in page of whoever was going to the requests
    browser = Browser(firm.app)
    shown = browser.get(f"/staff/login?next={QUEUE}")
    assert "Sign in with Acme" in words_of(shown)
    # When Tiina of billing comes by it
    _, answer = firm.comes(browser=browser, path=f"{BEGIN}?next={QUEUE}?show=all")
    assert (answer.status_code, answer.location) == (303, f"{QUEUE}?show=all")
    # Then she sees what billing sees
    assert browser.get(QUEUE).status_code == 200
    assert browser.get(TEAM).status_code == 403
    assert (firm.member(TIINA).role, firm.member(TIINA).categories) == ("scoped", ["billing"])
    # And when she is in charge there, she is here on her next click
    firm.idp.knows("tiina-1", email=TIINA, email_verified=True, name="Tiina", groups=["privacy-owners", "billing"])
    firm.clock.pass_by(seconds=61)
    assert browser.get(TEAM).status_code == 200
    # And when she is in no group that counts, her next click is refused, and the one after
    firm.idp.knows("tiina-1", email=TIINA, email_verified=True, name="Tiina", groups=["cleaning"])
    firm.clock.pass_by(seconds=61)
    assert browser.get(TEAM).location.startswith("/staff/login")
    assert browser.get(QUEUE).location.startswith("/staff/login")
    assert firm.member(TIINA).ended_at is not None
    _, answer = firm.comes()
    assert answer.status_code == 403
    assert "no group that opens these requests" in words_of(answer)
    # And once she is back, so is her access
    firm.idp.knows("tiina-1", email=TIINA, email_verified=True, name="Tiina", groups=["all"])
    browser, answer = firm.comes()
    assert browser.get(QUEUE).status_code == 200
    assert (firm.member(TIINA).role, firm.member(TIINA).ended_at) == ("handler", None)


def test_what_changes_something_asks_sooner_than_what_is_looked_at(firm: Firm) -> None:
    firm.set_up()
    firm.idp.knows("tiina-1", email=TIINA, email_verified=True, name="Tiina", groups=["privacy-owners"])
    browser, _ = firm.comes()
    browser.get(TEAM)
    firm.idp.knows("tiina-1", email=TIINA, email_verified=True, name="Tiina", groups=["billing"])
    firm.clock.pass_by(seconds=6)
    assert browser.get(TEAM).status_code == 200
    invited = {"email": "x@example.org", "name": "X", "role": "owner", "language": "fi"}
    assert browser.post(f"{TEAM}/invite", **invited).status_code == 403


def test_an_account_closed_at_the_provider_is_dead_on_the_next_click(firm: Firm) -> None:
    firm.set_up()
    browser, _ = firm.comes()
    assert browser.get(QUEUE).status_code == 200
    firm.idp.knows("tiina-1")
    firm.clock.pass_by(seconds=61)
    assert browser.get(QUEUE).location.startswith("/staff/login")


def test_it_knows_somebody_by_subject_and_not_by_address(firm: Firm) -> None:
    firm.set_up()
    firm.comes()
    mine = firm.member(TIINA).staff_id
    # The same subject under another address is the same person, even unverified
    firm.idp.knows("tiina-1", email="tiina.other@example.org", email_verified=False, name="T", groups=["all"])
    browser, answer = firm.comes()
    assert answer.status_code == 303
    assert firm.member(TIINA).staff_id == mine
    # Another subject under the same address is nobody
    firm.idp.knows("tiina-2", email=TIINA, email_verified=True, name="T", groups=["privacy-owners"])
    _, answer = firm.comes("tiina-2")
    assert answer.status_code == 403
    assert "Another account of the provider" in words_of(answer)
    assert firm.member(TIINA).role == "handler"


@pytest.mark.parametrize("verified", [False, None, "true"])
def test_it_takes_no_address_that_is_not_verified(firm: Firm, verified: object) -> None:
    firm.set_up()
    told = {} if verified is None else {"email_verified": verified}
    firm.idp.knows("eve", email=SANNA, name="Eve", groups=["all"], **told)
    browser, answer = firm.comes("eve")
    assert answer.status_code == 403
    assert "has not confirmed your email address" in words_of(answer)
    assert browser.get(QUEUE).status_code == 303


def test_a_provider_is_believed_about_its_own_controller_alone(firm: Firm, store: Store) -> None:
    factories.make_controller(store, "thewind")
    firm.set_up()
    # Given somebody who works at both, and came here by password before
    for slug in ("digelius", "thewind"):
        accounts.add_staff(store, TIINA, "Tiina Heino", PASSWORD, slug, "owner", "en")
    browser, answer = firm.comes()
    assert answer.status_code == 303
    assert browser.get(QUEUE).status_code == 200
    # Then the session that came by this one's provider opens nothing of the other
    assert browser.get("/staff/thewind/requests").status_code == 404
    # And somebody of the other alone is not taken over by an address
    accounts.add_staff(store, "other@example.org", "Other", PASSWORD, "thewind", "owner", "en")
    firm.idp.knows("evil", email="other@example.org", email_verified=True, name="Evil", groups=["privacy-owners"])
    _, answer = firm.comes("evil")
    assert answer.status_code == 403
    assert "There is an account with your address already" in words_of(answer)


def test_who_was_ended_here_does_not_come_back_by_a_group(firm: Firm) -> None:
    firm.set_up()
    browser, _ = firm.comes()
    team.end(firm.store, firm.owner, firm.member(TIINA).staff_id)
    assert browser.get(QUEUE).status_code == 404
    _, answer = firm.comes()
    assert answer.status_code == 403
    assert "Your access has ended" in words_of(answer)


def test_the_last_one_in_charge_keeps_it_whatever_the_table_says(firm: Firm) -> None:
    firm.set_up()
    firm.idp.knows("sanna", email=SANNA, email_verified=True, name="Sanna", groups=["all"])
    browser, answer = firm.comes("sanna")
    assert answer.status_code == 303
    assert browser.get(TEAM).status_code == 200


def test_without_a_table_only_the_invited_come(firm: Firm) -> None:
    firm.set_up(places=())
    _, answer = firm.comes()
    assert answer.status_code == 403
    assert "You are no member here yet" in words_of(answer)
    made = team.invite(firm.store, firm.owner, TIINA, "Tiina", "handler", (), "en")
    token = links.token(firm.store.ring, made, team.PURPOSE)
    # The link of another's invitation lets nobody in
    firm.idp.knows("eve", email="eve@example.org", email_verified=True, name="Eve", groups=[])
    _, answer = firm.comes("eve", path=f"{BEGIN}?invitation={token}")
    assert answer.status_code == 403
    assert "The invitation went to another address" in words_of(answer)
    page = Browser(firm.app).get(f"/staff/digelius/join/{token}")
    assert f"/sso/begin?invitation={token}" in page.text
    browser, answer = firm.comes(path=f"{BEGIN}?invitation={token}")
    assert answer.status_code == 303
    assert browser.get(QUEUE).status_code == 200
    assert firm.member(TIINA).role == "handler"
    assert Browser(firm.app).get(f"/staff/digelius/join/{token}").status_code == 410


def test_a_password_reaches_no_member_who_may_come_by_the_provider_alone(firm: Firm, store: Store) -> None:
    accounts.add_staff(store, TIINA, "Tiina Heino", PASSWORD, "digelius", "handler", "en")
    made = firm.set_up(passwords=False)
    plain = Browser(firm.app)
    plain.sign_in(TIINA)
    assert plain.get(QUEUE).status_code == 200  # not before she came by it
    firm.comes()
    assert plain.get(QUEUE).status_code == 404
    assert "Sign in with your company's account" in words_of(plain.get("/staff/"))
    sso.save(store, firm.owner, replace(made, passwords=True, secret=""))
    assert plain.get(QUEUE).status_code == 200
    sso.save(store, firm.owner, made)
    sso.remove(store, firm.owner)
    assert plain.get(QUEUE).status_code == 200


def test_another_provider_knows_the_same_people_anew(firm: Firm, tmp_path: Path) -> None:
    firm.set_up(passwords=False)
    firm.comes()
    mine = firm.member(TIINA)
    with oidc.provider(tmp_path, oidc.client_of(f"{ORIGIN}{BACK}")) as other:
        other.knows("tiina-at-the-other", email=TIINA, email_verified=True, name="Tiina", groups=["all"])
        there = replace(firm, app=portal(firm.store, tmp_path, other.host), idp=other)
        there.set_up()
        assert firm.member(TIINA).sso_only is False
        browser, answer = there.comes("tiina-at-the-other")
        assert answer.status_code == 303
        assert browser.get(QUEUE).status_code == 200
    assert (firm.member(TIINA).id, firm.member(TIINA).role) == (mine.id, "handler")


def test_removing_it_signs_out_who_came_by_it(firm: Firm) -> None:
    firm.set_up()
    browser, _ = firm.comes()
    sso.remove(firm.store, firm.owner)
    assert browser.get(QUEUE).status_code == 303
    answer = Browser(firm.app).get(BEGIN)
    assert answer.status_code == 410
    assert "There is no single sign-on here" in words_of(answer)


def test_who_came_by_it_shows_at_the_provider_who_they_are_before_settings_open(firm: Firm) -> None:
    firm.set_up()
    firm.idp.knows("tiina-1", email=TIINA, email_verified=True, name="Tiina", groups=["privacy-owners"])
    settings = "/staff/digelius/connections/customer_register/set/sql"
    browser, _ = firm.comes()
    asked = browser.get(settings)
    assert asked.location == f"/staff/account/show?next={quote(settings, safe='')}"
    page = browser.get(f"{asked.location}&lang=en")
    assert page.status_code == 200
    leads = re.search(r'href="(/staff/digelius/sso/begin\?shows=1[^"]+)"', page.text)
    assert leads, words_of(page)
    # Whatever is typed here is no answer: only the provider's is
    assert "shown_password" not in page.text
    assert browser.post("/staff/account/show", shown_password=PASSWORD, next=settings).status_code == 403
    pressed = browser.post(settings)
    assert "Go to your company's account" in words_of(pressed)
    assert "shown_kept" not in pressed.text
    assert browser.get(settings).status_code == 303
    _, answer = firm.comes(browser=browser, path=unescape(leads[1]))
    assert answer.location == settings
    assert browser.get(settings).status_code == 200


INVITED = {"email": "new@example.net", "name": "Uusi Ihminen", "role": "scoped", "language": "sv",
           "categories": ["billing", "orders"]}  # fmt: skip


def in_charge(firm: Firm) -> Browser:
    """Tiina, who is in charge, on the page that invites; the provider remembers her, so that she has shown nothing."""
    firm.set_up()
    firm.idp.knows("tiina-1", email=TIINA, email_verified=True, name="Tiina", groups=["privacy-owners"])
    browser, _ = firm.comes()
    browser.get(f"{TEAM}/invite?lang=en")
    return browser


def leads(answer: Any) -> str:
    """From the page that asks to the provider."""
    found = re.search(r'href="(/staff/digelius/sso/begin\?shows=1[^"]+)"', answer.text)
    assert found, words_of(answer)
    return unescape(found[1])


def carried(answer: Any) -> tuple[str, str]:
    """The address and the sealed form of the page that one comes back to."""
    (form,) = [one for one in answer.text.split("<form ")[1:] if "shown_kept" in one]
    found = re.search(r'action="([^"]+)">.*name="shown_kept" value="([^"]+)"', form, re.DOTALL)
    assert found, form
    return found[1], unescape(found[2])


def invited(firm: Firm) -> list[tuple[Any, ...]]:
    found = door.team(firm.store, machine(firm.shop.id)).invitations
    return [(one.email, one.name, one.role, one.categories, one.language) for one in found]


def kept_forms(firm: Firm) -> int:
    with firm.store.database.looking() as session:
        return len(session.scalars(select(t.PendingSignIn.id)).all())


def test_a_press_goes_on_with_all_that_was_typed_once_they_showed_who_they_are(firm: Firm) -> None:
    browser = in_charge(firm)
    asked = browser.post(f"{TEAM}/invite", **INVITED)
    # Nothing has happened, and nothing that was typed is on the page or in an address
    assert asked.status_code == 200
    assert "one press goes on when you are back" in words_of(asked)
    assert not invited(firm)
    assert "new@example.net" not in asked.text
    assert "shown_password" not in asked.text
    with firm.store.database.looking() as session:
        assert b"new@example.net" not in session.scalars(select(t.PendingSignIn.sealed)).one()
    # When they come back from the provider
    _, back = firm.comes(browser=browser, path=leads(asked))
    assert back.location.startswith("/staff/account/show?kept=")
    page = browser.get(back.location)
    assert "You have shown that it is you" in words_of(page)
    assert not invited(firm)
    assert carried(browser.get(back.location))[0] == f"{TEAM}/invite"  # the page may be read anew
    # Then one press does it, as it was typed, and the form is kept no more
    to, form = carried(page)
    assert browser.post(to, shown_kept=form).status_code == 303
    assert invited(firm) == [("new@example.net", "Uusi Ihminen", Role.SCOPED, ("billing", "orders"), "sv")]
    assert kept_forms(firm) == 0
    assert browser.get(back.location).status_code == 403


def test_a_form_with_mistakes_comes_back_filled_in(firm: Firm) -> None:
    browser = in_charge(firm)
    _, back = firm.comes(browser=browser, path=leads(browser.post(f"{TEAM}/invite", **{**INVITED, "categories": []})))
    to, form = carried(browser.get(back.location))
    answer = browser.post(to, shown_kept=form)
    assert answer.status_code == 422
    assert 'value="Uusi Ihminen"' in answer.text


def test_a_provider_that_only_remembers_them_is_asked_again_and_the_form_waits(firm: Firm) -> None:
    browser = in_charge(firm)
    asked = browser.post(f"{TEAM}/invite", **INVITED)
    _, back = firm.comes(browser=browser, path=leads(asked).replace("shows=1&", ""))
    again = browser.get(back.location)
    assert "shown_kept" not in again.text
    _, back = firm.comes(browser=browser, path=leads(again))
    to, form = carried(browser.get(back.location))
    # Nor does the press count later than ten minutes after, whatever is typed as a password; and nothing is lost
    firm.clock.pass_by(minutes=11)
    late = browser.post(to, shown_kept=form, shown_password=PASSWORD)
    assert not invited(firm)
    firm.clock.pass_by(minutes=-11)  # the provider's clock is of today
    _, back = firm.comes(browser=browser, path=leads(late))
    to, form = carried(browser.get(back.location))
    assert browser.post(to, shown_kept=form).status_code == 303
    assert [one[0] for one in invited(firm)] == ["new@example.net"]


def test_a_kept_form_is_of_one_person_in_one_browser_for_a_while(firm: Firm) -> None:
    browser = in_charge(firm)
    path = leads(browser.post(f"{TEAM}/invite", **INVITED))
    kept = parse_qs(urlsplit(path).query)["next"][0]
    # Neither Tiina in another browser, nor somebody else in this one, gets it
    other, _ = firm.comes()
    assert other.get(kept).status_code == 403
    firm.idp.knows("sanna", email=SANNA, email_verified=True, name="Sanna", groups=["privacy-owners"])
    _, answer = firm.comes("sanna", browser, path)
    assert answer.location == kept
    refused = browser.get(kept)
    assert refused.status_code == 403
    assert "new@example.net" not in refused.text
    # And hers is gone after half an hour
    firm.comes(browser=browser, path=path)
    assert browser.get(kept).status_code == 200
    firm.clock.pass_by(minutes=31)
    assert browser.get(kept).status_code == 403


def test_a_form_that_came_back_goes_to_its_own_address_alone(firm: Firm) -> None:
    browser = in_charge(firm)
    _, back = firm.comes(browser=browser, path=leads(browser.post(f"{TEAM}/invite", **INVITED)))
    _to, form = carried(browser.get(back.location))
    assert browser.post(f"{HOME}/remove", shown_kept=form).status_code == 403
    assert sso.set_up(firm.store, firm.shop.id) is not None


def test_no_more_than_a_few_forms_wait_for_one_person(firm: Firm) -> None:
    browser = in_charge(firm)
    asked = [browser.post(f"{TEAM}/invite", **INVITED) for _ in range(factors.MOST_FORMS + 2)]
    assert kept_forms(firm) == factors.MOST_FORMS
    _, back = firm.comes(browser=browser, path=leads(asked[-1]))
    assert browser.get(back.location).status_code == 200


# ---- attacks on the way ------------------------------------------------------------------------------------


def test_a_state_is_spent_once_and_belongs_to_one_browser(firm: Firm) -> None:
    firm.set_up()
    browser = Browser(firm.app)
    back = visits(firm.begins(browser), "tiina-1").removeprefix(ORIGIN)
    # Another browser, which was sent here by a stranger, is not signed in as the stranger
    other = Browser(firm.app)
    firm.begins(other)
    answer = other.get(back)
    assert answer.status_code == 410
    assert "begun in another browser" in words_of(answer)
    assert other.get(QUEUE).status_code == 303
    # Its own is, once, though its cookie be put back as it was
    kept = browser.session
    assert browser.get(back).status_code == 303
    thief = Browser(firm.app)
    with thief.client.session_transaction(base_url=ORIGIN) as session:
        session.update({"sso": kept["sso"]})
    assert thief.get(back).status_code == 410


def test_a_state_grows_old_and_keeps_no_secret_in_plain(firm: Firm) -> None:
    firm.set_up()
    browser = Browser(firm.app)
    address = firm.begins(browser)
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"{ORIGIN}{BACK}"]
    assert asked["nonce"][0] not in repr(browser.session)
    back = visits(address, "tiina-1").removeprefix(ORIGIN)
    firm.clock.pass_by(minutes=11)
    assert browser.get(back).status_code == 410


def test_a_code_of_another_sign_in_is_of_no_use(firm: Firm) -> None:
    firm.set_up()
    # A thief has a code of Tiina's that never came back, and a sign-in of their own
    stolen = parse_qs(urlsplit(visits(firm.begins(Browser(firm.app)), "tiina-1")).query)["code"][0]
    thief = Browser(firm.app)
    mine = parse_qs(urlsplit(firm.begins(thief)).query)["state"][0]
    answer = thief.get(f"{BACK}?state={mine}&code={stolen}&iss={firm.idp.issuer}")
    assert answer.status_code == 422
    assert "does not take this sign-in" in words_of(answer)
    assert thief.get(QUEUE).status_code == 303


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("error=access_denied", 422, "did not let you in"),
        ("error=server_error&error_description=<script>alert(1)</script>", 422, "did not answer as it should"),
        ("code=", 422, "did not answer as it should"),
        ("code=x&iss=https%3A%2F%2Fevil.example.net", 422, "calls itself by another issuer"),
    ],
)
def test_it_says_in_words_what_the_provider_answers(firm: Firm, query: str, status: int, said: str) -> None:
    firm.set_up()
    browser = Browser(firm.app)
    state = parse_qs(urlsplit(firm.begins(browser)).query)["state"][0]
    answer = browser.get(f"{BACK}?state={state}&{query}")
    assert answer.status_code == status
    assert said in words_of(answer)
    assert "alert(1)" not in answer.text


@pytest.mark.parametrize("query", ["", "state=", "state=unknown&code=x", "state=%00&code=x", "state[]=a"])
def test_it_takes_no_answer_that_it_did_not_ask_for(firm: Firm, query: str) -> None:
    firm.set_up()
    assert Browser(firm.app).get(f"{BACK}?{query}").status_code == 410


# ---- out by the provider -----------------------------------------------------------------------------------

OUT = "/staff/digelius/sso/logout"


def posts(app: Flask, token: str, path: str = OUT) -> Any:
    """What a provider posts: no cookie, and no token of a form."""
    return app.test_client().post(path, base_url=ORIGIN, data={"logout_token": token})


def test_who_signs_out_there_is_signed_out_here(firm: Firm, tmp_path: Path) -> None:
    with (
        oidc.listening() as (address, heard),
        oidc.provider(tmp_path, oidc.client_of(f"{ORIGIN}{BACK}", says_out_to=address)) as own,
    ):
        own.knows("tiina-1", email=TIINA, email_verified=True, name="Tiina", groups=["all"])
        there = replace(firm, app=portal(firm.store, tmp_path, own.host), idp=own)
        there.set_up()
        # Given Tiina in two browsers, each with a session of its own at the provider
        at_work, cookies = Browser(there.app), httpx.Cookies()
        at_work.get(visits(there.begins(at_work), "tiina-1", cookies).removeprefix(ORIGIN))
        at_home, _ = there.comes()
        # When she signs out there in one of them, and the provider says so
        oidc.leaves(own, cookies)
        (token,) = heard
        answer = posts(there.app, token)
        # Then that one is signed out here, and the owner reads it
        assert (answer.status_code, answer.data, answer.headers["Cache-Control"]) == (200, b"", "no-store")
        assert at_work.get(QUEUE).location.startswith("/staff/login")
        assert at_home.get(QUEUE).status_code == 200
        owner = Browser(there.app)
        owner.sign_in()
        assert "Signed out by the single sign-on" in words_of(owner.get("/staff/digelius/security?lang=en"))
        # And it counts once, whoever sends it again
        again = posts(there.app, token)
        assert (again.status_code, again.json["error"]) == (400, "invalid_request")
        assert again.headers["Cache-Control"] == "no-store"
        # Nor is a token of another company's client anything here
        factories.make_controller(firm.store, "thewind")
        assert posts(there.app, token, "/staff/thewind/sso/logout").status_code == 400


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "[" * 20_000])
def test_it_answers_as_the_standard_says_to_what_signs_nobody_out(firm: Firm, token: str) -> None:
    firm.set_up()
    browser, _ = firm.comes()
    answer = posts(firm.app, token)
    assert (answer.status_code, answer.mimetype) == (400, "application/json")
    assert answer.json["error"] == "invalid_request"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert browser.get(QUEUE).status_code == 200
    assert firm.app.test_client().get(OUT, base_url=ORIGIN).status_code == 405


def test_it_hears_nobody_too_often(firm: Firm) -> None:
    statuses = [posts(firm.app, "x").status_code for _ in range(301)]
    assert (set(statuses[:300]), statuses[300]) == ({400}, 429)


# ---- the provider away -------------------------------------------------------------------------------------


def test_the_last_word_holds_for_a_while_when_the_provider_is_away(firm: Firm, tmp_path: Path) -> None:
    with oidc.provider(tmp_path, oidc.client_of(f"{ORIGIN}{BACK}")) as own:
        own.knows("tiina-1", email=TIINA, email_verified=True, name="Tiina", groups=["billing"])
        app = portal(firm.store, tmp_path, own.host)
        there = replace(firm, app=app, idp=own)
        there.set_up()
        browser, _ = there.comes()
    for _ in range(4):
        firm.clock.pass_by(minutes=3)
        assert browser.get(QUEUE).status_code == 200
    firm.clock.pass_by(minutes=4)
    assert browser.get(QUEUE).location.startswith("/staff/login")
    answer = Browser(app).get(BEGIN)
    assert answer.status_code in {303, 503}


def test_it_asks_by_a_fresh_id_token_where_groups_come_in_that(firm: Firm, tmp_path: Path) -> None:
    client = oidc.client_of(f"{ORIGIN}{BACK}")
    with oidc.provider(tmp_path, client, groups_in_userinfo=False) as own:
        own.knows("tiina-1", email=TIINA, email_verified=True, name="Tiina", groups=["privacy-owners"])
        there = replace(firm, app=portal(firm.store, tmp_path, own.host), idp=own)
        there.set_up()
        browser, _ = there.comes()
        assert browser.get(TEAM).status_code == 200
        own.knows("tiina-1", email=TIINA, email_verified=True, name="Tiina", groups=["billing"])
        firm.clock.pass_by(seconds=61)
        assert browser.get(TEAM).status_code == 403
        firm.clock.pass_by(seconds=61)
        assert browser.get(QUEUE).status_code == 200


# ---- the settings ------------------------------------------------------------------------------------------


def typed(idp: Idp, **changed: str) -> dict[str, str]:
    return {
        "whose": "own", "name": "Acme", "issuer": idp.issuer, "client_id": oidc.CLIENT, "client_secret": oidc.SECRET,
        "scopes": "groups", "groups_claim": "groups", "domains": "example.org, @other.example",
        "places": "privacy-owners = owner\nbilling = scoped: billing, orders\n", "passwords": "y", **changed,
    }  # fmt: skip


def test_the_owner_sets_it_up_on_a_page_that_shows_no_secret(firm: Firm) -> None:
    browser = Browser(firm.app)
    browser.sign_in()
    assert f"{ORIGIN}{BACK}" in browser.get(f"{HOME}?lang=en").text
    assert f"{ORIGIN}{OUT}" in browser.get(HOME).text
    assert browser.post(HOME, **typed(firm.idp)).status_code == 303
    shown = browser.get(HOME)
    assert oidc.SECRET not in shown.text
    assert "billing = scoped: billing, orders" in shown.text
    assert browser.post(HOME, **typed(firm.idp, client_secret="", name="New")).status_code == 303
    kept = sso.set_up(firm.store, firm.shop.id)
    assert kept is not None
    assert (kept.secret, kept.name, kept.domains) == (oidc.SECRET, "New", ("example.org", "other.example"))
    with firm.store.database.looking() as session:
        assert oidc.SECRET.encode() not in session.scalars(select(t.SignOn.sealed)).one()
    # And whoever writes an address of theirs is led to it
    stranger = Browser(firm.app)
    stranger.get("/staff/sso")
    assert stranger.post("/staff/sso", email="me@nowhere.example.com").status_code == 422
    answer = stranger.post("/staff/sso", email="Me@Other.Example")
    assert answer.location == "/staff/login?at=digelius"
    assert "Sign in with New" in words_of(stranger.get(answer.location))


def test_its_groups_are_of_some_registers_and_shown_as_a_members_limits_are(firm: Firm, store: Store) -> None:
    # Given a company of two registers
    thewind = factories.make_controller(store, "thewind", shipped_register("thewind"))
    accounts.add_staff(store, SANNA, "Sanna Salo", "", "thewind", "owner", "en")
    browser, page = Browser(firm.app), "/staff/thewind/sign-on"
    browser.sign_in()
    assert "customer_register" in browser.get(f"{page}?lang=en").text
    # When a group is limited to one of them
    line = "cn=billing,dc=example = scoped: billing @ customer_register"
    assert browser.post(page, **typed(firm.idp, places=f"{line}\nall = handler")).status_code == 303
    kept = sso.set_up(store, thewind.id)
    assert kept is not None
    limited = Place("cn=billing,dc=example", Role.SCOPED, ("billing",), ("customer_register",))
    assert kept.places == (limited, Place("all", Role.HANDLER))
    # Then the page shows the line, and in words what it is
    shown = browser.get(page)
    assert line in unescape(shown.text)
    billing, every = re.findall(r'<th scope="row">.*?</tr>', shown.text.split("What each group is")[-1], re.DOTALL)
    assert "Scoped handler" in billing
    assert ">Customer register<" in billing
    assert "Handler" in every
    assert "hint" not in every
    # And a shop of one register is asked nothing of them
    assert ">Registers<" in shown.text
    assert ">Registers<" not in browser.get(f"{HOME}?lang=en").text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"issuer": "http://127.0.0.1:9/"}, "may not be reached from here"),
        ({"issuer": "https://169.254.169.254"}, "may not be reached from here"),
        ({"issuer": "ftp://x"}, "Write the issuer's address"),
        ({"name": ""}, "Write what the button says"),
        ({"places": "billing"}, "Not so: billing"),
        ({"places": "billing = king"}, "There is no role king"),
        ({"places": "billing = scoped"}, "needs at least one category"),
        ({"places": "billing = scoped: shoe_size"}, "does not know the category shoe_size"),
        ({"places": "billing = owner: billing"}, "Only the role scoped takes categories"),
        ({"places": "billing = handler @"}, "Not so: billing = handler @"),
        ({"places": "billing = handler @ shoes"}, "does not have the register shoes"),
        ({"places": "billing = administrator @ customers"}, "takes no registers"),
        ({"domains": "a b"}, "is no domain"),
    ],
)
def test_it_says_what_is_wrong_with_the_settings(firm: Firm, changed: dict[str, str], said: str) -> None:
    browser = Browser(firm.app)
    browser.sign_in()
    browser.get(f"{HOME}?lang=en")
    answer = browser.post(HOME, **typed(firm.idp, **changed))
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert f'value="{oidc.CLIENT}"' in answer.text
    assert oidc.SECRET not in answer.text
    assert sso.set_up(firm.store, firm.shop.id) is None


def test_the_operators_provider_serves_a_company_that_chooses_it(firm: Firm, tmp_path: Path) -> None:
    app = portal(
        firm.store, tmp_path, firm.idp.host, sso_name="House", sso_issuer=firm.idp.issuer, sso_client_id=oidc.CLIENT,
        sso_client_secret=oidc.SECRET, sso_scopes="groups",
    )  # fmt: skip
    there = replace(firm, app=app)
    browser = Browser(app)
    browser.sign_in()
    browser.get(f"{HOME}?lang=en")
    chosen = typed(firm.idp, whose="shared", issuer="", client_id="", client_secret="", name="House")
    assert browser.post(HOME, **chosen).status_code == 303
    browser, answer = there.comes()
    assert answer.status_code == 303
    assert browser.get(QUEUE).status_code == 200
