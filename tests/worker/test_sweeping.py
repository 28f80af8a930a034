"""What ended long ago of the staff's sessions and invitations is removed; when a member was seen last stays."""

from sqlalchemy import select

from portal.domain.members import Member
from portal.domain.roles import Role, Viewer, ViewerKind, machine
from portal.domain.sign_on import Place, Said, SetUp, Tokens
from portal.keys import links
from portal.office import accounts, factors, sso, team
from portal.office.factors import KeptForm
from portal.storage import accounts as rows
from portal.storage import counters
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import members as door
from portal.worker.errands import KEEP_ENDED
from portal.worker.timetable import Timetable
from tests.faces import PASSWORD, SANNA
from tests.house import House

TIINA, EEVA, LAURI = (f"{name}@example.org" for name in ("tiina", "eeva", "lauri"))
SET_UP = SetUp(
    own=True, name="Acme", issuer="https://login.example.com", client_id="portal", secret="s", scopes="",
    groups_claim="groups", places=(Place("all", Role.HANDLER),), domains=(), passwords=True,
)  # fmt: skip
TOKENS = Tokens("access", "refresh", by_refresh=False)


def night(house: House, days: int) -> None:
    house.clock.pass_by(days=days)
    Timetable(house.store).look()
    house.work()


def signs_in(store: Store, email: str) -> str:
    return accounts.sign_in(store, email, PASSWORD, "network", {}, {"browser": "Firefox"}).secret


def comes(house: House) -> str:
    said = Said("tiina-1", TIINA, email_verified=True, name="Tiina", groups=("all",))
    return sso.come_in(house.store, house.shop.id, SET_UP, SET_UP.issuer, said, TOKENS)


def kept(store: Store, table: type[t.Base]) -> int:
    with store.database.looking() as session:
        return len(session.scalars(select(table)).all())


def test_it_removes_browsers_that_were_signed_in_long_ago(house: House) -> None:
    store = house.store
    sanna = accounts.add_staff(store, SANNA, "Sanna", PASSWORD, house.shop.slug, "owner", "en")
    for _time in range(3):
        house.clock.pass_by(minutes=10)
        accounts.sign_out(store, signs_in(store, SANNA))
    last = store.now()
    # Nothing goes before its time, and the one used last stays for what it says: when Sanna was seen
    night(house, 29)
    assert kept(store, t.StaffSession) == 3
    night(house, 2)
    with store.database.looking() as session:
        (left,) = session.scalars(select(t.StaffSession)).all()
    assert (left.seen_at, left.sealed) == (last, None)
    (line,) = door.team(store, machine(house.shop.id)).members
    assert (line.staff_id, line.seen_at) == (sanna, last)
    # A browser that works outlives every sweep
    living = signs_in(store, SANNA)
    rows.forget_sessions(store, store.now() - KEEP_ENDED)
    assert rows.signed_in(store, living, used=False) is not None
    assert kept(store, t.StaffSession) == 1


def test_it_removes_within_the_hour_what_was_begun_and_is_over(house: House) -> None:
    store = house.store
    sanna = accounts.add_staff(store, SANNA, "Sanna", PASSWORD, house.shop.slug, "owner", "en")
    who = Member(sanna, "Sanna", SANNA, "en", ())
    factors.keep_form(store, who, "browser", KeptForm("/staff/digelius/team", (("email", "new@example.org"),)))
    for key, seconds in (("tries", 1_800), ("more", 7_200)):
        counters.add(store, key, seconds)
    Timetable(store).look()
    house.work()
    assert (kept(store, t.PendingSignIn), kept(store, t.LimitCount)) == (1, 2)
    house.clock.pass_by(hours=1)
    Timetable(store).look()
    house.work()
    assert (kept(store, t.PendingSignIn), kept(store, t.LimitCount)) == (0, 1)


def test_it_removes_what_a_provider_gave(house: House) -> None:
    store = house.store
    owner = accounts.add_staff(store, SANNA, "Sanna", PASSWORD, house.shop.slug, "owner", "en")
    sso.save(store, Viewer(ViewerKind.STAFF, house.shop.id, staff_id=owner, role=Role.OWNER), SET_UP)
    for _time in range(2):
        house.clock.pass_by(minutes=10)
        secret = comes(house)
    assert kept(store, t.SsoSession) == 2
    night(house, 38)
    assert (kept(store, t.SsoSession), kept(store, t.StaffSession)) == (0, 1)
    assert accounts.current(store, secret) is None
    assert accounts.current(store, comes(house)) is not None


def test_it_removes_invitations_that_are_over(house: House) -> None:
    store, shop = house.store, machine(house.shop.id)
    invited = [team.invite(store, shop, one, "N", "handler", (), "en") for one in (TIINA, EEVA, LAURI)]
    used, taken_back, expired = invited
    team.join(store, house.shop.id, links.token(store.ring, used, team.PURPOSE), "Tiina", PASSWORD)
    team.take_back(store, shop, taken_back)
    night(house, 29)
    assert kept_invitations(store, house) == {used, taken_back, expired}
    fresh = team.invite(store, shop, EEVA, "Eeva", "handler", (), "en")
    night(house, 2)
    assert kept_invitations(store, house) == {expired, fresh}
    night(house, 7)
    assert kept_invitations(store, house) == {fresh}


def kept_invitations(store: Store, house: House) -> set[str]:
    with store.database.reading(machine(house.shop.id)) as session:
        return set(session.scalars(select(t.Invitation.id)))
