"""What a membership is worth that a provider gives: on both stores, with the provider's word given as values."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from portal.cli import main
from portal.domain.errors import LinkDead, Refused
from portal.domain.roles import Role, Viewer, ViewerKind, machine
from portal.domain.sign_on import Place, Said, SetUp, SignedOut, Tokens
from portal.keys import links
from portal.office import accounts, sso, team
from portal.sso import provider
from portal.storage import accounts as account_rows
from portal.storage import sign_on as rows
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import members as door
from portal.storage.house import ControllerFacts
from portal.storage.work import work
from tests import factories
from tests.faces import ORIGIN, PASSWORD, SANNA, Browser
from tests.factories import Clock

ISSUER = "https://login.example.com"
TIINA = "tiina.heino@example.org"
PLACES = (Place("privacy-owners", Role.OWNER), Place("all", Role.HANDLER))
TOKENS = Tokens("access", "refresh", by_refresh=False)


@pytest.fixture
def store(request: pytest.FixtureRequest, migrated_url: str, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with factories.own_store(request, migrated_url, tmp_path, clock) as made:
        yield made


@dataclass
class Firm:
    """The shop, whose staff come by a provider, and what that says of Tiina."""

    store: Store
    shop: ControllerFacts
    owner: Viewer

    def set_up(self, **changed: Any) -> None:
        made = SetUp(
            own=True, name="Acme", issuer=ISSUER, client_id="portal", secret="s", scopes="", groups_claim="groups",
            places=PLACES, domains=(), passwords=True,
        )  # fmt: skip
        sso.save(self.store, self.owner, replace(made, **changed))

    def takes_away(self, changed: dict[str, str] | None) -> None:
        """The owner takes the provider away, or puts another one in its place."""
        if changed is None:
            sso.remove(self.store, self.owner)
        else:
            self.set_up(**changed)

    def comes(self, *groups: str, at: SetUp | None = None, invitation: str = "", session: str = "") -> str:
        """Tiina comes back from the provider; the secret of her session."""
        at = at or sso.set_up(self.store, self.shop.id)
        assert at is not None
        said = Said("tiina-1", TIINA, email_verified=True, name="Tiina Heino", groups=groups)
        return sso.come_in(self.store, self.shop.id, at, at.issuer, said, TOKENS, invitation, session=session)

    def invites(self, role: str, *registers: str) -> str:
        """The token of the link that invites Tiina."""
        made = team.invite(self.store, self.owner, TIINA, "Tiina", role, (), "en", registers)
        return links.token(self.store.ring, made, team.PURPOSE)

    def ends_tiina(self) -> None:
        """People end her membership."""
        team.end(self.store, self.owner, self.tiina())

    def membership(self) -> t.Membership:
        """What Tiina is here, or was."""
        with self.store.database.looking() as session:
            here = select(t.Membership).where(t.Membership.controller_id == self.shop.id)
            return session.scalars(here.where(t.Membership.staff_id == self.tiina())).one()

    def tiina(self) -> str:
        """The id of her account."""
        found = account_rows.look_up(self.store, TIINA).staff_id
        assert found
        return found

    def reached(self, secret: str) -> set[str]:
        """The companies that a session opens."""
        who = accounts.current(self.store, secret)
        return {one.slug for one in who.memberships} if who else set()


@pytest.fixture
def firm(store: Store, shop: ControllerFacts, sanna: str) -> Firm:
    made = Firm(store, shop, Viewer(ViewerKind.STAFF, shop.id, staff_id=sanna, role=Role.OWNER))
    made.set_up()
    return made


@pytest.fixture
def consultant(store: Store, firm: Firm) -> str:
    """Tiina, who is in charge of another company too, and signs in there with a password."""
    factories.make_controller(store, "thewind")
    accounts.add_staff(store, TIINA, "Tiina Heino", PASSWORD, "thewind", "owner", "en")
    return accounts.add_staff(store, TIINA, "Tiina Heino", "", firm.shop.slug, "handler", "en")


# ---- one controller, and no other --------------------------------------------------------------------------


def test_a_session_by_one_companys_provider_joins_no_other(app: Flask, firm: Firm) -> None:
    # Given Tiina, who has a password at the shop, whose provider may say anything of her, and who is invited elsewhere
    store = firm.store
    accounts.add_staff(store, TIINA, "Tiina Heino", PASSWORD, firm.shop.slug, "handler", "en")
    other = factories.make_controller(store, "thewind")
    head = accounts.add_staff(store, "head@example.org", "Head", PASSWORD, "thewind", "owner", "en")
    owner = Viewer(ViewerKind.STAFF, other.id, staff_id=head, role=Role.OWNER)
    made = team.invite(store, owner, TIINA, "Tiina", "owner", (), "en")
    path = f"/staff/thewind/join/{links.token(store.ring, made, team.PURPOSE)}"
    # When whom the provider calls Tiina presses the invitation's link
    browser = Browser(app)
    browser.get("/staff/login")
    with browser.client.session_transaction(base_url=ORIGIN) as session:
        session["staff"] = firm.comes("all")
    assert "Sign out, and sign in with the account" in browser.get(f"{path}?lang=en").text
    assert browser.post(path).status_code == 422
    # Then nobody joined
    assert [one.email for one in door.team(store, owner).members] == ["head@example.org"]


def test_a_session_by_a_provider_opens_nothing_more_once_nothing_is_known_of_how_it_came(
    firm: Firm, consultant: str
) -> None:
    secret = firm.comes("all")
    assert firm.reached(secret) == {"digelius"}
    with firm.store.database.house() as session:
        session.execute(delete(t.SsoSession), execution_options={"synchronize_session": False})
    assert firm.reached(secret) == set()


@pytest.mark.parametrize("changed", [None, {"issuer": f"{ISSUER}/new"}])
def test_who_comes_in_while_the_provider_is_taken_away_is_signed_out_with_the_others(
    firm: Firm, consultant: str, changed: dict[str, str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, late = firm.comes("all"), []
    arrived, go_on, begin = threading.Event(), threading.Event(), rows.begin_session

    def slowly(*given: Any, **named: Any) -> None:
        arrived.set()
        go_on.wait(10)
        begin(*given, **named)

    monkeypatch.setattr(rows, "begin_session", slowly)
    comes = threading.Thread(target=lambda: late.append(firm.comes("all")))
    comes.start()
    assert arrived.wait(10)
    goes = threading.Thread(target=lambda: firm.takes_away(changed))
    goes.start()
    goes.join(0.5)
    go_on.set()
    comes.join(20)
    goes.join(20)
    assert len(late) == 1
    assert (firm.reached(first), firm.reached(late[0])) == (set(), set())
    with firm.store.database.house() as session:
        assert not session.scalars(select(t.SsoSession)).all()


@pytest.mark.parametrize("changed", [None, {"issuer": f"{ISSUER}/new"}, {"client_id": "another"}])
def test_nobody_comes_in_by_a_provider_that_was_taken_away_meanwhile(
    firm: Firm, changed: dict[str, str] | None
) -> None:
    before = sso.set_up(firm.store, firm.shop.id)
    firm.takes_away(changed)
    with pytest.raises(LinkDead, match="sso_state"):
        firm.comes("all", at=before)
    with firm.store.database.looking() as session:
        assert not session.scalars(select(t.StaffIdentity)).all()


def test_what_a_provider_answers_after_it_was_taken_away_changes_nothing(firm: Firm) -> None:
    secret = firm.comes("all")
    who, before = accounts.current(firm.store, secret), sso.set_up(firm.store, firm.shop.id)
    assert who is not None
    assert who.came_by is not None
    assert before is not None
    held = sso.take(firm.store, who.came_by)
    assert held is not None
    sso.remove(firm.store, firm.owner)
    said = Said("tiina-1", TIINA, email_verified=True, name="Tiina", groups=("privacy-owners",))
    sso.record(firm.store, who.came_by, held, before, said, TOKENS)
    with firm.store.database.reading(machine(firm.shop.id)) as session:
        assert (
            session.scalars(select(t.Membership.role).where(t.Membership.staff_id == who.staff_id)).one() == "handler"
        )


# ---- who people ended --------------------------------------------------------------------------------------


def comes_in_no_group(firm: Firm) -> None:
    with pytest.raises(Refused, match="sso_no_group"):
        firm.comes("cleaning")


def is_put_out(firm: Firm) -> None:
    """Who came by a group is in none any more."""
    firm.comes("all")
    comes_in_no_group(firm)


def by_link(firm: Firm) -> None:
    team.join(firm.store, firm.shop.id, firm.invites("handler"), "Tiina", PASSWORD)


def by_command(firm: Firm) -> None:
    accounts.add_staff(firm.store, TIINA, "Tiina", PASSWORD, firm.shop.slug, "handler", "en")


def test_who_people_ended_stays_out_though_the_provider_puts_them_out_too(firm: Firm) -> None:
    firm.comes("all")
    firm.ends_tiina()
    comes_in_no_group(firm)
    with pytest.raises(Refused, match="sso_ended"):
        firm.comes("privacy-owners")


@pytest.mark.parametrize("let_in", [by_link, by_command])
def test_who_people_let_in_and_ended_again_does_not_come_back_by_a_group(
    firm: Firm, let_in: Callable[[Firm], None]
) -> None:
    is_put_out(firm)
    let_in(firm)
    assert firm.membership().ended_at is None
    firm.ends_tiina()
    with pytest.raises(Refused, match="sso_ended"):
        firm.comes("privacy-owners")


@pytest.mark.parametrize("let_in", [by_link, by_command])
def test_who_people_let_in_again_goes_by_the_groups_as_everybody_does(
    firm: Firm, let_in: Callable[[Firm], None]
) -> None:
    is_put_out(firm)
    let_in(firm)
    comes_in_no_group(firm)
    assert firm.membership().ended_at is not None
    assert firm.reached(firm.comes("all")) == {"digelius"}


def test_the_last_one_in_charge_is_put_out_once_there_is_another(firm: Firm) -> None:
    firm.comes("privacy-owners")
    team.end(
        firm.store, Viewer(ViewerKind.STAFF, firm.shop.id, staff_id=firm.tiina(), role=Role.OWNER), firm.owner.staff_id
    )
    comes_in_no_group(firm)
    assert firm.membership().ended_at is None
    accounts.add_staff(firm.store, "eeva@example.org", "Eeva", PASSWORD, firm.shop.slug, "owner", "en")
    comes_in_no_group(firm)
    assert firm.membership().ended_at is not None


def test_who_was_in_no_group_does_not_come_back_when_groups_count_no_more(firm: Firm) -> None:
    is_put_out(firm)
    firm.set_up(places=())
    with pytest.raises(Refused, match="sso_ended"):
        firm.comes("all")


# ---- registers -------------------------------------------------------------------------------------------

OF_SHOP = (
    Place("shop", Role.HANDLER, registers=("customers",)),
    Place("audit", Role.AUDITOR),
    Place("all", Role.HANDLER),
    Place("owners", Role.OWNER, registers=("customers",)),
)


def speaks_of(firm: Firm, secret: str, *groups: str) -> None:
    """The provider is asked while Tiina works, and says this of her."""
    who, at = accounts.current(firm.store, secret), sso.set_up(firm.store, firm.shop.id)
    assert who is not None
    assert who.came_by is not None
    assert at is not None
    held = sso.take(firm.store, who.came_by)
    assert held is not None
    said = Said("tiina-1", TIINA, email_verified=True, name="Tiina", groups=groups)
    sso.record(firm.store, who.came_by, held, at, said, TOKENS)


def test_a_group_limits_to_registers_and_lifts_what_a_group_has_limited(firm: Firm) -> None:
    firm.set_up(places=OF_SHOP)
    secret = firm.comes("shop")
    assert (firm.membership().role, firm.membership().registers) == ("handler", ["customers"])
    # Whoever has no limit by one of their groups has none, and the events say so
    firm.comes("shop", "all")
    assert firm.membership().registers is None
    assert told(firm)[-1] == {"role": "handler", "categories": None, "registers": None}
    # And it counts while she works, both ways
    speaks_of(firm, secret, "shop")
    assert firm.membership().registers == ["customers"]
    assert told(firm)[-1]["registers"] == ["customers"]
    speaks_of(firm, secret, "audit")
    assert (firm.membership().role, firm.membership().registers) == ("auditor", None)


def told(firm: Firm) -> list[dict[str, Any]]:
    """What the events say of the roles that groups gave."""
    bodies = events_of(firm, "staff_placed")
    return [{key: one[key] for key in ("role", "categories", "registers") if key in one} for one in bodies]


@pytest.mark.parametrize("first", ["shop", "all"])
def test_a_limit_that_people_set_is_lifted_by_no_group(firm: Firm, first: str) -> None:
    firm.set_up(places=OF_SHOP)
    secret = firm.comes(first)
    for registers in ((), ("customers",)):
        team.change(firm.store, firm.owner, firm.tiina(), "handler", (), registers)
    speaks_of(firm, secret, "all")
    firm.comes("all")
    assert firm.membership().registers == ["customers"]
    # Nor by one whose provider is another by now
    firm.set_up(places=OF_SHOP, issuer=f"{ISSUER}/new")
    firm.comes("all")
    assert firm.membership().registers == ["customers"]


def test_what_people_only_confirm_is_still_the_groups_to_lift(firm: Firm) -> None:
    firm.set_up(places=OF_SHOP)
    firm.comes("shop")
    team.change(firm.store, firm.owner, firm.tiina(), "reviewer", (), ("customers",))
    firm.comes("all")
    assert (firm.membership().role, firm.membership().registers) == ("handler", None)


def test_an_invitations_limit_is_lifted_by_no_group(firm: Firm) -> None:
    firm.set_up(places=OF_SHOP)
    firm.comes("shop")
    comes_in_no_group(firm)
    made = team.invite(firm.store, firm.owner, TIINA, "Tiina", "handler", (), "en", ("customers",))
    firm.comes("all", invitation=links.token(firm.store.ring, made, team.PURPOSE))
    firm.comes("all")
    assert firm.membership().registers == ["customers"]


def test_the_last_one_in_charge_is_limited_by_no_group(firm: Firm) -> None:
    firm.comes("privacy-owners")
    team.end(
        firm.store, Viewer(ViewerKind.STAFF, firm.shop.id, staff_id=firm.tiina(), role=Role.OWNER), firm.owner.staff_id
    )
    firm.owner = Viewer(ViewerKind.STAFF, firm.shop.id, staff_id=firm.tiina(), role=Role.OWNER)
    firm.set_up(places=OF_SHOP)
    firm.comes("owners")
    assert (firm.membership().role, firm.membership().registers) == ("owner", None)


def test_a_session_of_some_registers_opens_those_and_no_other_company(firm: Firm, consultant: str) -> None:
    firm.set_up(places=OF_SHOP)
    who = accounts.current(firm.store, firm.comes("shop"))
    assert who is not None
    (here,) = who.memberships
    assert (here.slug, here.categories and "orders" in here.categories) == ("digelius", True)
    assert here.systems is not None
    assert "customer_register" in here.systems


# ---- out by the provider ---------------------------------------------------------------------------------


def says_out(
    firm: Firm, subject: str, session: str = "", token: str = "token-1", at: ControllerFacts | None = None
) -> None:
    """The provider says that somebody has signed out there."""
    place = (at or firm.shop).id
    set_up = sso.set_up(firm.store, place)
    assert set_up is not None
    named = SignedOut(token, firm.store.now() + timedelta(minutes=2), subject, session)
    sso.sign_out(firm.store, place, set_up, set_up.issuer or ISSUER, named)


def events_of(firm: Firm, kind: str, at: ControllerFacts | None = None) -> list[dict[str, Any]]:
    place = (at or firm.shop).id
    with work(firm.store, machine(place)) as w:
        rows = w.session.scalars(select(t.Event).where(t.Event.kind == kind).order_by(t.Event.number)).all()
        return [w.vault.unseal(w.vault.of_controller(place, "controller"), row) for row in rows]


@pytest.mark.parametrize(
    ("subject", "session", "left"),
    [
        ("tiina-1", "", {"by password", "colleague"}),
        ("tiina-1", "s-1", {"second", "by password", "colleague"}),
        ("", "s-1", {"second", "before", "by password", "colleague"}),
        ("tiina-1", "s-3", {"first", "second", "by password", "colleague"}),
        ("", "s-9", {"first", "second", "before", "by password", "colleague"}),
        ("nobody", "s-1", {"first", "second", "before", "by password", "colleague"}),
        ("eeva-1", "s-1", {"first", "second", "before", "by password", "colleague"}),
    ],
)
def test_it_ends_the_sessions_that_the_provider_names_and_no_others(
    firm: Firm, subject: str, session: str, left: set[str]
) -> None:
    at = sso.set_up(firm.store, firm.shop.id)
    assert at is not None
    eeva = Said("eeva-1", "eeva@example.org", email_verified=True, name="Eeva", groups=("all",))
    # Given three sessions of Tiina's, of one of which the provider's id is not known, and two of others
    secrets = {
        "first": firm.comes("all", session="s-1"),
        "second": firm.comes("all", session="s-2"),
        "before": firm.comes("all"),
        "by password": accounts.sign_in(firm.store, SANNA, PASSWORD, "network", {}).secret,
        "colleague": sso.come_in(firm.store, firm.shop.id, at, ISSUER, eeva, TOKENS, session="s-4"),
    }
    says_out(firm, subject, session)
    assert {name for name, secret in secrets.items() if firm.reached(secret)} == left
    ended = len(secrets) - len(left)
    assert [(one["staff"], one["browsers"]) for one in events_of(firm, "staff_signed_out")] == (
        [(firm.tiina(), ended)] if ended else []
    )
    # She is a member still, and comes in again
    assert firm.reached(firm.comes("all"))


def test_a_logout_token_counts_once(firm: Firm, clock: Clock) -> None:
    says_out(firm, "tiina-1", token="token-1")
    secret = firm.comes("all")
    for _time in range(2):
        with pytest.raises(LinkDead, match="logout_used"):
            says_out(firm, "tiina-1", token="token-1")
        clock.pass_by(minutes=2)
    assert firm.reached(secret)
    says_out(firm, "tiina-1", token="token-2")
    assert not firm.reached(secret)


def test_a_provider_that_was_taken_away_signs_nobody_out(firm: Firm) -> None:
    before = sso.set_up(firm.store, firm.shop.id)
    assert before is not None
    firm.set_up(issuer=f"{ISSUER}/new")
    secret = firm.comes("all")
    with pytest.raises(LinkDead, match="logout_used"):
        sso.sign_out(firm.store, firm.shop.id, before, ISSUER, SignedOut("1", firm.store.now(), "tiina-1"))
    assert firm.reached(secret)


def test_a_companys_own_provider_signs_nobody_out_elsewhere(firm: Firm) -> None:
    thewind, secret, other = second_firm(firm, own=True)
    says_out(firm, "tiina-1", "s-1")
    assert (firm.reached(secret), firm.reached(other)) == (set(), {"thewind"})
    assert not events_of(firm, "staff_signed_out", thewind)


def test_the_installations_provider_signs_out_wherever_it_is_used(firm: Firm) -> None:
    thewind, secret, other = second_firm(firm, own=False)
    says_out(firm, "tiina-1", "s-1")
    assert (firm.reached(secret), firm.reached(other)) == (set(), set())
    assert [one["browsers"] for one in events_of(firm, "staff_signed_out", thewind)] == [1]
    # Nor does it count again at the other company's address
    with pytest.raises(LinkDead, match="logout_used"):
        says_out(firm, "tiina-1", "s-1", at=thewind)


def second_firm(firm: Firm, *, own: bool) -> tuple[ControllerFacts, str, str]:
    """Tiina has a session at two companies that came by one issuer: the other company, and both sessions' secrets."""
    thewind = factories.make_controller(firm.store, "thewind")
    firm.set_up(own=own, issuer=ISSUER if own else "", client_id="portal" if own else "")
    at = sso.set_up(firm.store, firm.shop.id)
    assert at is not None
    sso.save(firm.store, machine(thewind.id), at)
    said = Said("tiina-1", TIINA, email_verified=True, name="Tiina", groups=("all",))
    mine = sso.come_in(firm.store, firm.shop.id, at, ISSUER, said, TOKENS, session="s-1")
    accounts.add_staff(firm.store, TIINA, "Tiina", PASSWORD, "thewind", "handler", "en")
    return thewind, mine, sso.come_in(firm.store, thewind.id, at, ISSUER, said, TOKENS, session="s-1")


# ---- an invitation -----------------------------------------------------------------------------------------


def test_an_invitation_lets_in_by_the_provider_and_makes_no_member_something_else(firm: Firm) -> None:
    firm.set_up(places=())
    token = firm.invites("handler")
    firm.comes(invitation=token)
    assert firm.membership().role == "handler"
    with firm.store.database.working(machine(firm.shop.id)) as session:
        row = session.scalars(select(t.Invitation)).one()
        assert (row.used_at, row.ended_at) == (firm.store.now(), None)
        row.used_at, row.role = None, "owner"
    with pytest.raises(LinkDead, match="link_dead"):
        firm.comes(invitation=token)
    assert firm.membership().role == "handler"
    # And it does not bring her back once people ended her membership
    firm.ends_tiina()
    with pytest.raises(LinkDead, match="link_dead"):
        firm.comes(invitation=token)


@pytest.mark.parametrize("by_provider", [True, False])
def test_an_invitation_dies_with_a_membership_that_a_group_began(
    firm: Firm, clock: Clock, *, by_provider: bool
) -> None:
    # Given who was put out, was invited as owner, and came back by a group instead
    is_put_out(firm)
    token = firm.invites("owner")
    clock.pass_by(minutes=1)
    assert firm.comes("all")
    # When the provider puts them out again, then the old link makes them nothing
    comes_in_no_group(firm)
    joins = partial(team.join, firm.store, firm.shop.id, token, "Tiina Heino", PASSWORD)
    with pytest.raises(LinkDead):
        firm.comes("privacy-owners", invitation=token) if by_provider else joins()
    assert firm.membership().ended_at is not None
    # A new one does
    firm.comes("all", invitation=firm.invites("handler"))
    assert firm.membership().ended_at is None


def test_an_invitation_limits_to_registers_by_the_provider_too(firm: Firm) -> None:
    firm.set_up(places=())
    for _time in range(2):
        firm.comes(invitation=firm.invites("handler", "customers"))
        assert firm.membership().registers == ["customers"]
        firm.ends_tiina()


def test_the_command_asks_for_a_password_where_only_a_provider_knows_the_address(
    firm: Firm, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORTAL_DEMO", "true")
    monkeypatch.setenv("PORTAL_DATABASE_URL", firm.store.database.url)
    monkeypatch.setenv("PORTAL_MASTER_KEY", "YSBtYXN0ZXIga2V5IGZvciB0aGUgdGVzdHMgYWxvbmU=")
    factories.make_controller(firm.store, "thewind")
    stranger = firm.comes("all")
    command = ["staff", "add", TIINA, "--controller", "thewind", "--role", "owner"]
    monkeypatch.setenv("PORTAL_NEW_PASSWORD", "short")
    assert main(command) == 2
    assert "at least 12 characters" in capsys.readouterr().err
    monkeypatch.setenv("PORTAL_NEW_PASSWORD", PASSWORD)
    assert main([*command, "--name", "Tiina H."]) == 0
    who = accounts.current(firm.store, accounts.sign_in(firm.store, TIINA, PASSWORD, "network", {}).secret)
    assert who is not None
    assert (who.name, {one.slug for one in who.memberships}) == ("Tiina H.", {"digelius", "thewind"})
    assert firm.reached(stranger) == {"digelius"}
    # And who has a password keeps it, and is asked for none
    monkeypatch.delenv("PORTAL_NEW_PASSWORD")
    factories.make_controller(firm.store, "third")
    assert main(["staff", "add", TIINA, "--controller", "third", "--role", "handler", "--name", "Another"]) == 0
    assert accounts.sign_in(firm.store, TIINA, PASSWORD, "network", {}).secret


# ---- the provider's word while somebody works --------------------------------------------------------------


@pytest.fixture
def told_off(app: Flask, firm: Firm, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Browser:
    """The browser of somebody in charge whose account was closed at the provider ten minutes ago."""

    def closed(*_given: object) -> None:
        raise provider.Denied("grant_void")

    monkeypatch.setattr(provider, "again", closed)
    browser = Browser(app)
    browser.get("/staff/login")
    with browser.client.session_transaction(base_url=ORIGIN) as session:
        session["staff"] = firm.comes("privacy-owners")
    clock.pass_by(minutes=10)
    return browser


INVITE = "/staff/digelius/team/invite?poll=1"
HTMX = {"HX-Request": "true", "HX-Target": "counts"}


def test_a_press_asks_the_provider_whatever_its_address_says(firm: Firm, told_off: Browser) -> None:
    mallory = {"email": "mallory@example.net", "name": "M", "role": "owner", "language": "en"}
    assert told_off.post(INVITE, **mallory).location.startswith("/staff/login")
    assert not door.team(firm.store, machine(firm.shop.id)).invitations


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (INVITE, {}),
        (INVITE, HTMX),
        ("/staff/digelius/requests?poll=1", {}),
        ("/staff/digelius/requests?poll=1", {"HX-Request": "true"}),
        ("/staff/digelius/requests?poll=1", {**HTMX, "HX-Target": "results"}),
        *(
            (path, {**HTMX, "HX-Target": element, **whole})
            for path, element in (
                ("/staff/digelius/requests?poll=1", "counts"),
                ("/staff/digelius/connections/customer_register?poll=1", "came"),
            )
            for whole in ({"HX-Boosted": "true"}, {"HX-Request": "false"})
        ),
    ],
)
def test_a_page_asks_the_provider_whatever_its_address_says(
    told_off: Browser, path: str, headers: dict[str, str]
) -> None:
    answer = told_off.get(path, **headers)
    assert (answer.location or answer.headers["HX-Redirect"]).startswith("/staff/login")


def test_a_poll_asks_nobody(told_off: Browser) -> None:
    assert told_off.get("/staff/digelius/requests?poll=1", **HTMX).text.strip().startswith('<ul id="counts"')
    assert told_off.get("/staff/digelius/requests").location.startswith("/staff/login")
