"""The team: invitations by a link that works once, roles that count from the next click, and never nobody in charge."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.cli import main
from portal.domain.errors import Conflict, LinkDead, NotFound, Refused
from portal.domain.roles import Role, Viewer, ViewerKind, machine
from portal.keys import links
from portal.office import accounts, team
from portal.reading.toml import register_from_json, shipped_register
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import members as door
from portal.storage.door import public
from portal.storage.house import ControllerFacts
from tests import factories
from tests.cases import Desk
from tests.faces import PASSWORD, SANNA, Browser, words_of
from tests.factories import Clock

HOME = "/staff/digelius/team"
QUEUE = "/staff/digelius/requests"
TIINA, EEVA = "tiina.heino@example.org", "eeva.koski@example.org"
INVITED = {"email": TIINA, "name": "Tiina Heino", "role": "handler", "language": "sv"}


def owner(shop: ControllerFacts, staff_id: str) -> Viewer:
    return Viewer(ViewerKind.STAFF, shop.id, staff_id=staff_id, role=Role.OWNER)


@pytest.fixture
def invite(store: Store, shop: ControllerFacts, sanna: str) -> Callable[..., str]:
    """Invite somebody as Sanna; the path of their link."""

    def invited(email: str = TIINA, role: str = "handler", categories: tuple[str, ...] = ()) -> str:
        made = team.invite(store, owner(shop, sanna), email, "Tiina Heino", role, categories, "en")
        return path_of(store, made)

    return invited


def path_of(store: Store, invitation_id: str) -> str:
    return f"/staff/digelius/join/{links.token(store.ring, invitation_id, team.PURPOSE)}"


def membership(store: Store, shop: ControllerFacts, email: str) -> t.Membership | None:
    found = door.team(store, machine(shop.id)).members
    line = next((one for one in found if one.email == email), None)
    if line is None:
        return None
    with store.database.looking() as session:
        return session.scalars(select(t.Membership).where(t.Membership.staff_id == line.staff_id)).one()


def kinds(store: Store, shop: ControllerFacts) -> list[str]:
    with store.database.reading(machine(shop.id)) as session:
        asked = select(t.Event.kind).where(t.Event.request_id.is_(None)).order_by(t.Event.number)
        return list(session.scalars(asked))


# ---- inviting ----------------------------------------------------------------------------------------------


def test_it_invites_by_a_mail_in_their_language_that_says_nothing_of_anybody(desk: Desk, browser: Browser) -> None:
    # When Sanna invites Tiina in Swedish
    browser.get(f"{HOME}/invite")
    answer = browser.post(f"{HOME}/invite", **INVITED)
    assert (answer.status_code, answer.location) == (303, HOME)
    desk.house.work()
    # Then the mail leads to a page of hers, and names nobody
    mail = desk.house.mailbox.mails()[-1]
    assert "bjuder in dig till sin dataportal" in mail.text
    for personal in ("Tiina", "Heino", "Sanna", TIINA):
        assert personal not in mail.text
    found = re.search(r"http://portal\.example\.org(/staff/digelius/join/\S+)", mail.text)
    assert found
    page = Browser(browser.client.application).get(found[1])
    assert '<html lang="sv">' in page.text
    assert TIINA in words_of(page)
    # And the team's page says that she was asked
    shown = words_of(browser.get(f"{HOME}?lang=en"))
    assert "Invited" in shown
    assert TIINA in shown
    assert kinds(desk.house.store, desk.house.shop)[-2:] == ["staff_invited", "staff_invitation_sent"]


def test_it_lets_the_invited_in_once(
    app: Flask, store: Store, shop: ControllerFacts, invite: Callable[..., str]
) -> None:
    path = invite(role="scoped", categories=("billing", "orders"))
    stranger = Browser(app)
    for _look in range(3):
        assert stranger.get(path).status_code == 200
    said = words_of(stranger.get(f"{path}?lang=en"))
    assert "Sees and does only what is of some data categories. Yours: Earlier orders, Billing matters." in said
    assert membership(store, shop, TIINA) is None
    answer = stranger.post(path, name="Tiina H.", password=PASSWORD, again=PASSWORD)
    assert answer.status_code == 303
    assert "/join/" not in answer.location
    assert "You have joined" in words_of(stranger.get(answer.location))
    found = membership(store, shop, TIINA)
    assert found is not None
    assert (found.role, found.categories) == ("scoped", ["billing", "orders"])
    assert kinds(store, shop)[-1] == "staff_joined"
    again = Browser(app)
    dead = again.get(path)
    assert dead.status_code == 410
    assert "ask whoever invited you to send it again" in words_of(dead)
    again.get("/staff/login")
    assert again.post(path, name="Evil", password=PASSWORD, again=PASSWORD).status_code == 410
    assert Browser(app).sign_in(TIINA).status_code == 303


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "Tiina", "password": "short", "again": "short"}, "at least 12 characters"),
        ({"name": "Tiina", "password": PASSWORD, "again": PASSWORD + "x"}, "The two passwords differ"),
        ({"name": " ", "password": PASSWORD, "again": PASSWORD}, "Write the name"),
    ],
)
def test_it_says_what_is_wrong_with_what_the_invited_wrote(
    app: Flask, store: Store, shop: ControllerFacts, invite: Callable[..., str], fields: dict[str, str], said: str
) -> None:
    path, browser = invite(), Browser(app)
    browser.get(path)
    answer = browser.post(path, **fields)
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert f'value="{fields["name"]}"' in answer.text or fields["name"] == " "
    assert PASSWORD not in answer.text
    assert membership(store, shop, TIINA) is None


def test_its_link_dies_with_time_when_taken_back_and_when_sent_anew(
    store: Store, shop: ControllerFacts, sanna: str, clock: Clock
) -> None:
    def alive(invitation_id: str) -> bool:
        try:
            team.invited(store, shop.id, links.token(store.ring, invitation_id, team.PURPOSE))
        except LinkDead:
            return False
        return True

    def newest() -> str:
        return door.team(store, who).invitations[0].invitation_id

    who = owner(shop, sanna)
    first = team.invite(store, who, TIINA, "Tiina", "handler", (), "fi")
    clock.pass_by(seconds=1)
    team.send_again(store, who, first)
    second = newest()
    assert (alive(first), alive(second)) == (False, True)
    with pytest.raises(NotFound):
        team.send_again(store, who, first)
    clock.pass_by(days=6, hours=23)
    assert alive(second)
    clock.pass_by(hours=2)
    assert not alive(second)
    team.send_again(store, who, second)
    third = newest()
    team.take_back(store, who, third)
    assert not alive(third)
    fourth = team.invite(store, who, TIINA, "Tiina", "handler", (), "fi")
    clock.pass_by(seconds=1)
    fifth = team.invite(store, who, TIINA, "Tiina", "owner", (), "fi")
    assert (alive(fourth), alive(fifth)) == (False, True)


def test_it_takes_no_token_of_another_purpose_or_company(
    app: Flask, store: Store, shop: ControllerFacts, sanna: str
) -> None:
    made = team.invite(store, owner(shop, sanna), TIINA, "Tiina", "handler", (), "fi")
    factories.make_controller(store, "thewind")
    browser = Browser(app)
    other = links.token(store.ring, made, "confirm")
    right = links.token(store.ring, made, team.PURPOSE)
    for path in (f"/staff/digelius/join/{other}", f"/staff/thewind/join/{right}", f"/staff/digelius/join/{right}x"):
        assert browser.get(path).status_code == 410, path


def test_who_has_an_account_joins_signed_in_with_it(
    app: Flask, store: Store, shop: ControllerFacts, invite: Callable[..., str]
) -> None:
    factories.make_controller(store, "thewind")
    accounts.add_staff(store, TIINA, "Tiina Heino", PASSWORD, "thewind", "owner", "en")
    path, browser = invite(), Browser(app)
    browser.get("/staff/login")
    # A stranger with the link alone cannot give the account another password
    shown = browser.client.get(path, base_url="http://portal.example.org")
    assert "There is an account with this address already" in words_of(shown)
    assert browser.post(path, name="Evil", password="x" * 20, again="x" * 20).status_code == 422
    # Nor does another account join with it
    browser.sign_in(SANNA)
    assert "Sign out" in words_of(browser.get(path))
    assert browser.post(path).status_code == 422
    assert [one.email for one in door.team(store, machine(shop.id)).members] == [SANNA]
    browser.sign_out()
    # Their own does
    browser.sign_in(TIINA)
    browser.get(path)
    assert browser.post(path).location == QUEUE
    assert browser.get(QUEUE).status_code == 200
    assert browser.get(path).status_code == 410


def test_an_invitation_dies_with_the_membership_and_when_one_begins(
    app: Flask, store: Store, shop: ControllerFacts, sanna: str, invite: Callable[..., str]
) -> None:
    # Given an invitation to be in charge, which Tiina kept when she was let in as less
    kept = invite(role="owner")
    tiina = accounts.add_staff(store, TIINA, "Tiina Heino", PASSWORD, "digelius", "handler", "en")
    browser = Browser(app)
    browser.sign_in(TIINA)
    assert browser.get(kept).status_code == 410
    assert not door.team(store, machine(shop.id)).invitations
    # When one from another time is open still, then it makes her nothing else
    token = reopened(store, shop, kept)
    with pytest.raises(Conflict, match="already_staff"):
        team.join_as(store, shop.id, token, tiina)
    browser.get(kept)
    assert browser.post(kept).location == QUEUE
    assert _limit_of(store, shop, TIINA) == (Role.HANDLER, None)
    # And once her membership ends, it is dead
    team.end(store, owner(shop, sanna), tiina)
    with pytest.raises(LinkDead):
        team.join_as(store, shop.id, token, tiina)
    ended = membership(store, shop, TIINA)
    assert ended is not None
    assert ended.ended_at is not None


def reopened(store: Store, shop: ControllerFacts, path: str) -> str:
    """The token of an invitation, which is open again as one was that an older version of the portal left so."""
    token = path.rpartition("/")[2]
    with store.database.working(machine(shop.id)) as session:
        session.get_one(t.Invitation, links.proof_id(store.ring, token, team.PURPOSE)).ended_at = None
    return token


def test_it_keeps_what_was_typed_into_an_invitation(browser: Browser) -> None:
    browser.get(f"{HOME}/invite?lang=en")
    typed = {**INVITED, "email": "no address", "role": "scoped"}
    answer = browser.post(f"{HOME}/invite", **typed, categories="billing")
    assert answer.status_code == 422
    assert 'value="no address"' in answer.text
    assert 'value="Tiina Heino"' in answer.text
    assert re.search(r'value="billing" checked', answer.text)
    for email, role, said in (
        (SANNA, "owner", "is a member already"),
        (TIINA, "scoped", "Choose at least one category"),
    ):
        answer = browser.post(f"{HOME}/invite", **{**INVITED, "email": email, "role": role})
        assert answer.status_code == 422
        assert said in words_of(answer)


# ---- roles -------------------------------------------------------------------------------------------------


def test_a_change_counts_from_the_next_click(app: Flask, store: Store, sanna: str, browser: Browser) -> None:
    tiina = accounts.add_staff(store, TIINA, "Tiina Heino", PASSWORD, "digelius", "owner", "en")
    hers = Browser(app)
    hers.sign_in(TIINA)
    assert hers.get(HOME).status_code == 200
    browser.get(f"{HOME}/members/{tiina}")
    assert browser.post(f"{HOME}/members/{tiina}", role="scoped", categories="billing").status_code == 303
    assert hers.get(HOME).status_code == 403
    assert hers.get(QUEUE).status_code == 200
    assert browser.post(f"{HOME}/members/{tiina}/end").status_code == 303
    assert hers.get(QUEUE).status_code == 404
    assert "Those who were members" in words_of(browser.get(f"{HOME}?lang=en"))
    assert browser.get(f"{HOME}/members/{tiina}").status_code == 404


def test_the_last_one_in_charge_stays(store: Store, shop: ControllerFacts, sanna: str, browser: Browser) -> None:
    own = f"{HOME}/members/{sanna}"
    browser.get(f"{own}?lang=en")
    for path, fields in ((own, {"role": "handler"}), (f"{own}/end", {})):
        answer = browser.post(path, **fields)
        assert answer.status_code == 422
        assert "the last one in charge" in words_of(answer)
    tiina = accounts.add_staff(store, TIINA, "Tiina Heino", PASSWORD, "digelius", "owner", "en")
    assert browser.post(own, role="handler").location == "/staff/"
    assert browser.get(HOME).status_code == 403
    with pytest.raises(Refused, match="last_owner"):
        team.end(store, owner(shop, tiina), tiina)


def limited(store: Store, role: str) -> str:
    """Tiina, who is that for the record shop's one register alone; the id of her account."""
    return accounts.add_staff(store, TIINA, "Tiina Heino", PASSWORD, "digelius", role, "en", (), ("customers",))


def test_who_is_limited_to_registers_is_not_the_one_in_charge(
    store: Store, shop: ControllerFacts, sanna: str, browser: Browser
) -> None:
    tiina, sannas = limited(store, "owner"), owner(shop, sanna)
    with pytest.raises(Refused, match="last_owner"):
        team.end(store, sannas, sanna)
    with pytest.raises(Refused, match="last_owner"):
        team.change(store, sannas, sanna, "handler", ())
    # And what she is made does not lift her limit, so that she may go, whoever else is in charge
    team.change(store, sannas, tiina, "handler", ())
    team.change(store, sannas, tiina, "owner", ())
    with pytest.raises(Refused, match="last_owner"):
        team.end(store, sannas, sanna)
    team.end(store, sannas, tiina)


def test_it_shows_the_limit_to_registers(store: Store, shop: ControllerFacts, sanna: str, app: Flask) -> None:
    thewind = factories.make_controller(store, "thewind", shipped_register("thewind"))
    accounts.add_staff(store, SANNA, "Sanna Salo", "", "thewind", "owner", "en")
    eeva = accounts.add_staff(store, EEVA, "Eeva", PASSWORD, "thewind", "handler", "en", (), ("email_register",))
    register = register_from_json(public.controller_with_register(store, "thewind")[1].document)
    name = next(one.name for one in register.parts if one.key == "email_register").in_language("en")
    browser = Browser(app)
    browser.sign_in()
    shown = words_of(browser.get("/staff/thewind/team?lang=en"))
    assert shown.count(name) == 1
    path = f"/staff/thewind/team/members/{eeva}"
    assert re.search(r'value="email_register"[^>]* checked|checked[^>]* value="email_register"', browser.get(path).text)
    assert name in words_of(browser.get(path))
    # A page that asks nothing of registers leaves the limit as it is
    assert browser.post(path, role="reviewer").status_code == 303
    assert _limit_of(store, thewind, EEVA) == (Role.REVIEWER, ("email_register",))


def test_it_limits_to_registers_on_its_pages(store: Store, shop: ControllerFacts, sanna: str, app: Flask) -> None:
    thewind = factories.make_controller(store, "thewind", shipped_register("thewind"))
    accounts.add_staff(store, SANNA, "Sanna Salo", "", "thewind", "owner", "en")
    eeva = accounts.add_staff(store, EEVA, "Eeva", PASSWORD, "thewind", "owner", "en")
    browser = Browser(app)
    browser.sign_in()
    path = f"/staff/thewind/team/members/{eeva}"
    browser.get(f"{path}?lang=en")
    # One of two, none, both: some, all, all
    assert pressed(browser, path, role="owner", registers=["", "email_register"]).status_code == 303
    assert _limit_of(store, thewind, EEVA) == (Role.OWNER, ("email_register",))
    # Now Sanna alone is in charge, and cannot limit herself
    hers = f"/staff/thewind/team/members/{sanna}"
    refused = pressed(browser, hers, role="owner", registers=["", "email_register"])
    assert (refused.status_code, _limit_of(store, thewind, SANNA)) == (422, (Role.OWNER, None))
    for ticked in ([""], ["", "email_register", "customer_register"]):
        assert pressed(browser, path, role="handler", registers=["", "customer_register"]).status_code == 303
        assert pressed(browser, path, role="handler", registers=ticked).status_code == 303
        assert _limit_of(store, thewind, EEVA) == (Role.HANDLER, None), ticked
    # A register that the notice does not know is refused, and lifts nothing
    assert pressed(browser, path, role="handler", registers=["", "customer_register"]).status_code == 303
    refused = pressed(browser, path, role="handler", registers=["", "nobody's"])
    assert "The notice does not have one of these registers" in words_of(refused)
    assert (refused.status_code, _limit_of(store, thewind, EEVA)) == (422, (Role.HANDLER, ("customer_register",)))
    # Whoever is invited has the limit once they join, and a shop of one register is asked for none
    assert browser.post("/staff/thewind/team/invite", **INVITED, registers=["", "email_register"]).status_code == 303
    (line,) = door.team(store, machine(thewind.id)).invitations
    assert line.registers == ("email_register",)
    assert 'name="registers"' not in browser.get(f"{HOME}/invite").text


def test_a_register_that_was_renamed_widens_no_limit(
    store: Store, shop: ControllerFacts, sanna: str, app: Flask
) -> None:
    # Given a member who is limited to a register that the notice calls by another key by now
    thewind = factories.make_controller(store, "thewind", shipped_register("thewind"))
    accounts.add_staff(store, SANNA, "Sanna Salo", "", "thewind", "owner", "en")
    eeva = accounts.add_staff(store, EEVA, "Eeva", PASSWORD, "thewind", "handler", "en", (), ("email_register",))
    with store.database.house() as session:
        row = session.scalars(select(t.Membership).where(t.Membership.staff_id == eeva)).one()
        row.registers = ["renamed_since"]
    browser = Browser(app)
    browser.sign_in()
    path = f"/staff/thewind/team/members/{eeva}"
    assert "Limited to renamed_since" in words_of(browser.get(f"{path}?lang=en"))
    # When no more than the role is changed, then the limit stays; it is lifted by ticking all
    assert pressed(browser, path, role="reviewer", registers=[""]).status_code == 303
    assert _limit_of(store, thewind, EEVA) == (Role.REVIEWER, ("renamed_since",))
    assert (
        pressed(browser, path, role="reviewer", registers=["", "email_register", "customer_register"]).status_code
        == 303
    )
    assert _limit_of(store, thewind, EEVA) == (Role.REVIEWER, None)


def pressed(browser: Browser, path: str, **fields: Any) -> TestResponse:
    """A page that is opened and then pressed."""
    browser.get(path)
    return browser.post(path, **fields)


def _limit_of(store: Store, at: ControllerFacts, email: str) -> tuple[Role, tuple[str, ...] | None]:
    (line,) = [one for one in door.team(store, machine(at.id)).members if one.email == email]
    return line.role, line.registers


def test_nobody_else_manages_the_team(app: Flask, store: Store, shop: ControllerFacts, sanna: str) -> None:
    tiina = accounts.add_staff(store, TIINA, "Tiina Heino", PASSWORD, "digelius", "handler", "en")
    made = team.invite(store, owner(shop, sanna), EEVA, "Eeva", "handler", (), "fi")
    hers = Browser(app)
    hers.sign_in(TIINA)
    hers.get(QUEUE)
    assert hers.get(HOME).status_code == 403
    for path in (
        f"{HOME}/invite",
        f"{HOME}/members/{tiina}",
        f"{HOME}/members/{sanna}/end",
        f"{HOME}/invitations/{made}/again",
        f"{HOME}/invitations/{made}/take-back",
    ):
        assert hers.post(path, **INVITED).status_code == 403, path
    handler = Viewer(ViewerKind.STAFF, shop.id, staff_id=tiina, role=Role.OWNER)
    with pytest.raises(Refused, match="may_not"):  # whatever the page believed
        team.change(store, handler, tiina, "owner", ())


def test_it_keeps_names_of_the_invited_sealed(store: Store, shop: ControllerFacts, sanna: str) -> None:
    team.invite(store, owner(shop, sanna), TIINA, "Tiina Heino", "handler", (), "fi")
    with store.database.reading(machine(shop.id)) as session:
        rows = [*session.scalars(select(t.Invitation)), *session.scalars(select(t.Job))]
        kept = repr([{column.name: getattr(row, column.key) for column in row.__table__.columns} for row in rows])
    for plain in ("Tiina", "tiina.heino"):
        assert plain not in kept


def test_it_invites_by_command(
    store: Store, shop: ControllerFacts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORTAL_DEMO", "true")
    monkeypatch.setenv("PORTAL_DATABASE_URL", store.database.url)
    monkeypatch.setenv("PORTAL_MASTER_KEY", "YSBtYXN0ZXIga2V5IGZvciB0aGUgdGVzdHMgYWxvbmU=")
    command = ["staff", "add", TIINA, "--controller", "digelius", "--role", "owner", "--invite"]
    assert main(command) == 2
    assert "--name" in capsys.readouterr().err
    assert main([*command, "--name", "Tiina Heino", "--language", "en"]) == 0
    assert "A mail is on its way" in capsys.readouterr().out
    (line,) = door.team(store, machine(shop.id)).invitations
    assert (line.email, line.role, line.language) == (TIINA, Role.OWNER, "en")


def test_an_invitation_by_command_keeps_its_registers(
    store: Store, shop: ControllerFacts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], app: Flask
) -> None:
    monkeypatch.setenv("PORTAL_DEMO", "true")
    monkeypatch.setenv("PORTAL_DATABASE_URL", store.database.url)
    monkeypatch.setenv("PORTAL_MASTER_KEY", "YSBtYXN0ZXIga2V5IGZvciB0aGUgdGVzdHMgYWxvbmU=")
    thewind = factories.make_controller(store, "thewind", shipped_register("thewind"))
    command = ["staff", "add", TIINA, "--name", "Tiina", "--controller", "thewind", "--role", "handler", "--invite"]
    assert main([*command, "--register", "no_such"]) == 2
    assert "The notice does not know the register no_such" in capsys.readouterr().err
    assert main([*command, "--register", "email_register"]) == 0
    (line,) = door.team(store, machine(thewind.id)).invitations
    assert line.registers == ("email_register",)
    # Sent again, it is the same one
    team.send_again(store, machine(thewind.id), line.invitation_id)
    (line,) = door.team(store, machine(thewind.id)).invitations
    token = links.token(store.ring, line.invitation_id, team.PURPOSE)
    team.join(store, thewind.id, token, "Tiina", PASSWORD)
    (member,) = door.team(store, machine(thewind.id)).members
    assert (member.role, member.registers) == (Role.HANDLER, ("email_register",))
