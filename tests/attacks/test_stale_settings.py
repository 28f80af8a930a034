"""Two owners at one page of settings: whoever comes second is told what the other saved, and undoes none of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask import Flask

from portal.domain.members import Security
from portal.domain.roles import Role, Viewer, ViewerKind
from portal.domain.sign_on import Place, SetUp
from portal.office import accounts, factors, processors, safeguards, sso, team
from portal.storage.door import members as members_door
from portal.storage.door import processors as processors_door
from portal.storage.door import safeguards as safeguards_door
from portal.storage.door import security as security_door
from portal.web import sso as web_sso
from tests.cases import Desk
from tests.faces import PASSWORD, Browser, words_of
from tests.staff.conftest import customers_template, desk, mailbox, register_file

__all__ = ["customers_template", "desk", "mailbox", "register_file"]
SYSTEM = "telemarketing"
SIGN_ON = SetUp(
    own=True, name="Acme", issuer="https://login.example.com", client_id="portal", secret="s", scopes="",
    groups_claim="groups", places=(Place("all", Role.HANDLER),), domains=(), passwords=True,
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """A page of settings: what the other owner saves there, what is pressed, what stands, and what the answer says."""

    path: str
    before: Callable[[Desk], Any]
    other: Callable[[Desk, Viewer], Any]
    press: dict[str, Any]
    stands: Callable[[Desk], Any]
    says: tuple[str, ...]
    remove: bool = False


def _member(desk: Desk) -> str:
    return next(one.staff_id for one in _team(desk) if one.name == "Eino Kallio")


def _team(desk: Desk) -> tuple[Any, ...]:
    return members_door.team(desk.house.store, desk.staff).members


def _role(desk: Desk) -> tuple[str, tuple[str, ...] | None]:
    line = next(one for one in _team(desk) if one.staff_id == _member(desk))
    return line.role.value, line.categories


def _sign_on(desk: Desk) -> SetUp | None:
    return sso.set_up(desk.house.store, desk.house.shop.id)


PAGES = {
    "team": Page(
        "team/members/{member}",
        lambda desk: None,
        lambda desk, other: team.change(desk.house.store, other, _member(desk), "scoped", ["orders"]),
        {"role": "handler", "registers": ""},
        _role,
        ("Role", "Categories", "Earlier orders"),
    ),
    "safeguards": Page(
        "safeguards",
        lambda desk: safeguards.keep(desk.house.store, desk.staff, 24, second_person=False),
        lambda desk, other: safeguards.keep(desk.house.store, other, 24, second_person=True),
        {"undo_hours": "4"},
        lambda desk: safeguards_door.settings(desk.house.store, desk.staff),
        ("A second person looks before anything is erased or given", "Yes", "1 day"),
    ),
    "security": Page(
        "security",
        lambda desk: None,
        lambda desk, other: factors.set_security(
            desk.house.store, other, Security(needs_factor=False, idle_minutes=15, session_hours=4)
        ),
        {"idle_minutes": "720", "session_hours": "168"},
        lambda desk: security_door.security_page(desk.house.store, desk.staff).security,
        ("Everybody signs in again after", "4 hours"),
    ),
    "sign-on": Page(
        "sign-on",
        lambda desk: sso.save(desk.house.store, desk.staff, SIGN_ON),
        lambda desk, other: sso.save(desk.house.store, other, replace(SIGN_ON, places=(Place("dpo", Role.OWNER),))),
        {
            "whose": "own", "name": "Acme", "issuer": SIGN_ON.issuer, "client_id": "portal", "client_secret": "",
            "groups_claim": "groups", "domains": "", "passwords": "y", "places": "all = handler",
        },
        _sign_on,
        ("Groups and what they are here", "dpo = owner"),
    ),
    "sign-on/remove": Page(
        "sign-on",
        lambda desk: sso.save(desk.house.store, desk.staff, SIGN_ON),
        lambda desk, other: sso.save(desk.house.store, other, replace(SIGN_ON, client_id="another")),
        {},
        _sign_on,
        ("Nothing was removed",),
        remove=True,
    ),
    "processor": Page(
        f"processors/{SYSTEM}",
        lambda desk: None,
        lambda desk, other: processors.set_contact(desk.house.store, other, SYSTEM, "new@firm.example.org", "fi"),
        {"email": "old@firm.example.org", "language": "fi"},
        lambda desk: processors_door.contacts(desk.house.store, desk.staff).get(SYSTEM),
        ("Email address", "new@firm.example.org"),
    ),
    "processor/remove": Page(
        f"processors/{SYSTEM}",
        lambda desk: processors.set_contact(desk.house.store, desk.staff, SYSTEM, "old@firm.example.org", "fi"),
        lambda desk, other: processors.set_contact(desk.house.store, other, SYSTEM, "new@firm.example.org", "fi"),
        {},
        lambda desk: processors_door.contacts(desk.house.store, desk.staff).get(SYSTEM),
        ("Nothing was removed",),
        remove=True,
    ),
}  # fmt: skip


@pytest.fixture
def browser(app: Flask, desk: Desk, sanna: str) -> Browser:
    accounts.add_staff(desk.house.store, "eino@example.org", "Eino Kallio", PASSWORD, "digelius", "handler", "en")
    made = Browser(app)
    made.sign_in()
    made.get("/staff/digelius/requests?lang=en")
    return made


@pytest.fixture
def tiina(desk: Desk) -> Viewer:
    """The other owner."""
    store = desk.house.store
    made = accounts.add_staff(store, "tiina@example.org", "Tiina Maki", PASSWORD, "digelius", "owner", "en")
    return Viewer(ViewerKind.STAFF, desk.house.shop.id, staff_id=made, role=Role.OWNER)


@pytest.fixture(autouse=True)
def any_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_sso, "fault_of", lambda issuer: "")


@pytest.mark.parametrize("name", PAGES)
def test_whoever_comes_second_is_told_what_the_other_saved_and_can_go_on(
    desk: Desk, browser: Browser, tiina: Viewer, name: str
) -> None:
    made = PAGES[name]
    path = f"/staff/digelius/{made.path.format(member=_member(desk))}"
    pressed = f"{path}/remove" if made.remove else path
    made.before(desk)
    assert browser.get(path).status_code == 200
    desk.house.clock.pass_by(minutes=1)
    made.other(desk, tiina)
    saved = made.stands(desk)
    answer = browser.post(pressed, **made.press)
    assert (answer.status_code, made.stands(desk)) == (409, saved)
    said = words_of(answer)
    assert "Tiina Maki saved it on" in said
    for word in made.says:
        assert word in said
    for typed in ("handler", "old@firm.example.org", "all = handler"):
        if typed in made.press.values():
            assert re.search(rf'value="{typed}"( checked)?|>\s*{typed}', answer.text)
    # The page that came shows what stands now: the next press is made from that.
    again = browser.post(pressed, **made.press)
    assert again.status_code == 303
    assert made.stands(desk) != saved


@pytest.mark.parametrize("name", PAGES)
def test_a_press_that_came_from_no_page_changes_nothing(desk: Desk, browser: Browser, name: str) -> None:
    made = PAGES[name]
    made.before(desk)
    if made.remove:
        made.other(desk, desk.staff)
    stood, path = made.stands(desk), f"/staff/digelius/{made.path.format(member=_member(desk))}"
    browser.get("/staff/digelius/requests")
    assert browser.post(f"{path}/remove" if made.remove else path, **made.press).status_code == 409
    assert made.stands(desk) == stood


def test_a_new_secret_of_the_other_owner_is_seen_though_no_page_shows_it(
    desk: Desk, browser: Browser, tiina: Viewer
) -> None:
    sso.save(desk.house.store, desk.staff, SIGN_ON)
    browser.get("/staff/digelius/sign-on")
    desk.house.clock.pass_by(minutes=1)
    sso.save(desk.house.store, tiina, replace(SIGN_ON, secret="newer"))
    answer = browser.post("/staff/digelius/sign-on", **{**PAGES["sign-on"].press, "client_secret": "mine"})
    found = _sign_on(desk)
    assert found is not None
    assert (answer.status_code, found.secret) == (409, "newer")
