"""Connections at work: paused and let in again, tried out before they are in force, removed; on both stores."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from portal.demo import customers
from portal.domain.errors import NotFound, Refused
from portal.domain.roles import Role, Viewer, machine
from portal.office import connections
from portal.storage import tables as t
from portal.storage.door import connections as door
from portal.systems import registry
from portal.systems.contract import AuthLost, Connector, Identifiers, Page, RetryLater, SystemFault
from portal.systems.sql.connector import SqlConnector
from portal.systems.wire import Outgoing
from portal.worker import loop
from tests import factories
from tests.house import House

SYSTEM = "customer_register"
SECRET = "sekret-canary-8841"  # what may stand nowhere in the clear


class Gate:
    """The way to every system: shut with a fault, or open; counts who came."""

    def __init__(self) -> None:
        self.fault: SystemFault | None = None
        self.came = 0

    def __call__(
        self, name: str, settings: Mapping[str, str], outgoing: Outgoing, third_party: tuple[str, ...]
    ) -> Connector:
        return _Guarded(self, registry.connect(name, settings, outgoing, third_party))


class _Guarded(SqlConnector):
    def __init__(self, gate: Gate, made: Connector) -> None:
        assert isinstance(made, SqlConnector)
        self.__dict__ |= made.__dict__
        self._gate = gate

    def find(self, identifiers: Identifiers, cursor: str | None) -> Page:
        self._gate.came += 1
        if self._gate.fault:
            raise self._gate.fault
        return super().find(identifiers, cursor)

    def check(self) -> Any:
        return (self._gate.fault.code,) if self._gate.fault else super().check()


@pytest.fixture
def gate(house: House) -> Gate:
    made = Gate()
    house.outside = replace(house.outside, connect=made)
    return made


@pytest.fixture
def owner(house: House) -> Viewer:
    return factories.make_staff(house.store, house.shop)


def line(house: House, owner: Viewer) -> door.ConnectionLine:
    return door.lines(house.store, owner)[SYSTEM]


def settings(house: House, **others: str) -> dict[str, str]:
    return {**customers.connection_settings(house.register_file), **others}


def events(house: House) -> list[str]:
    """The kinds of the controller's own events."""
    with house.store.database.reading(machine(house.shop.id)) as session:
        asked = select(t.Event.kind).where(t.Event.request_id.is_(None)).order_by(t.Event.number)
        return [kind for kind in session.scalars(asked) if kind.startswith("connection")]


def ask_three(house: House) -> list[factories.MadeRequest]:
    mailboxes = ("aino.virtanen@example.org", "eero@example.org", "third@example.org")
    return [factories.make_request(house.store, house.shop, email=one) for one in mailboxes]


def test_it_pauses_a_system_once_and_goes_on_at_once_with_new_settings(house: House, gate: Gate, owner: Viewer) -> None:
    gate.fault = AuthLost("access_refused")
    requests = ask_three(house)
    house.work()
    paused = line(house, owner)
    assert (paused.paused_why, paused.fault, paused.waiting, paused.is_troubled) == (
        "access_refused", "access_refused", 3, True,
    )  # fmt: skip
    assert events(house).count("connection_paused") == 1
    assert door.troubled(house.store, owner) == (SYSTEM,)
    assert gate.came == 1, "one refusal pauses the system; the other requests do not knock"
    gate.fault = None
    connections.set_connection(house.store, owner, SYSTEM, "sql", settings(house))
    house.work()
    assert {house.step(one).state for one in requests} == {"done"}
    now = line(house, owner)
    assert (now.paused_at, now.fault, now.waiting, now.is_troubled) == (None, None, 0, False)
    assert now.seen_at == house.clock.now


def test_it_lets_a_system_in_by_itself_and_wakes_everything_that_waits(house: House, gate: Gate, owner: Viewer) -> None:
    gate.fault = AuthLost("access_refused")
    requests = ask_three(house)
    house.work()
    house.clock.pass_by(minutes=5)
    gate.fault = None
    house.work()
    assert line(house, owner).paused_at is not None
    house.clock.pass_by(minutes=5, seconds=1)
    house.work()
    assert {house.step(one).state for one in requests} == {"done"}
    assert events(house)[-1] == "connection_resumed"
    assert door.troubled(house.store, owner) == ()


def test_it_keeps_a_system_paused_that_still_refuses(house: House, gate: Gate, owner: Viewer) -> None:
    gate.fault = AuthLost("access_refused")
    ask_three(house)
    house.work()
    since = line(house, owner).paused_at
    for _turn in range(4):
        house.clock.pass_by(minutes=10, seconds=1)
        house.work()
    assert line(house, owner).paused_at == since
    assert gate.came <= 6
    assert events(house).count("connection_paused") == 1


def test_it_does_not_pause_new_settings_for_what_old_ones_met(house: House, gate: Gate, owner: Viewer) -> None:
    request = factories.make_request(house.store, house.shop)

    class Late(Gate):
        def __call__(self, name: str, kept: Mapping[str, str], *others: Any) -> Connector:
            if kept.get("seconds") != "9":
                house.clock.pass_by(seconds=1)
                connections.set_connection(house.store, owner, SYSTEM, "sql", settings(house, seconds="9"))
                raise AuthLost("access_refused")
            return super().__call__(name, kept, *others)

    house.outside = replace(house.outside, connect=Late())
    house.work()
    assert line(house, owner).paused_at is None
    assert house.step(request).state == "done"


def test_it_alarms_only_where_a_system_stays_away(house: House, gate: Gate, owner: Viewer) -> None:
    gate.fault = RetryLater("unreachable", 60)
    factories.make_request(house.store, house.shop)
    house.work()
    assert (line(house, owner).fault, door.troubled(house.store, owner)) == ("unreachable", ())
    house.clock.pass_by(minutes=16)
    assert door.troubled(house.store, owner) == (SYSTEM,)
    gate.fault = None
    house.work()
    assert (line(house, owner).fault, door.troubled(house.store, owner)) == (None, ())


def test_it_says_until_when_a_system_takes_no_more_calls(house: House, gate: Gate, owner: Viewer) -> None:
    gate.fault = RetryLater("rate_limited", 90)
    factories.make_request(house.store, house.shop)
    house.work()
    waits = line(house, owner).waits_until
    assert waits is not None
    assert (waits - house.clock.now).total_seconds() == 90


def test_it_gives_the_steps_of_a_removed_connection_to_people_at_once(house: House, gate: Gate, owner: Viewer) -> None:
    gate.fault = AuthLost("access_refused")
    requests = ask_three(house)
    house.work()
    connections.remove(house.store, owner, SYSTEM)
    house.work()
    for one in requests:
        step = house.step(one)
        assert (step.state, step.performer, step.fault) == ("by_hand", "staff", "not_connected")
        assert step.due is not None
    assert door.lines(house.store, owner) == {}
    with pytest.raises(NotFound):
        connections.remove(house.store, owner, SYSTEM)


def test_it_searches_by_machine_what_the_register_once_called_by_hand(house: House, owner: Viewer) -> None:
    connections.set_connection(house.store, owner, "slack", "sql", settings(house))
    request = factories.make_request(house.store, house.shop)
    house.work()
    assert (house.step(request, "slack").performer, house.step(request, "slack").state) == ("machine", "done")


# ---- settings under trial --------------------------------------------------------------------------------


def try_out(house: House, owner: Viewer, typed: Mapping[str, str], draft_id: str = "") -> door.DraftShown:
    kind = connections.kinds_on_offer()["sql"]
    draft_id, settled = connections.try_out(
        house.store, owner, SYSTEM, "sql", kind, typed, draft_id=draft_id
    )  # fmt: skip
    house.work()
    assert settled.faults == ()
    return shown(house, owner, draft_id)


def shown(house: House, owner: Viewer, draft_id: str) -> door.DraftShown:
    secrets = {"sql": connections.secrets_of(connections.kinds_on_offer()["sql"])}
    return door.draft(house.store, owner, SYSTEM, draft_id, secrets)


def test_it_tries_settings_and_puts_them_in_force_by_a_press(house: House, owner: Viewer) -> None:
    before = line(house, owner).changed_at
    house.clock.pass_by(minutes=1)
    tried = try_out(house, owner, settings(house))
    assert (tried.is_done, tried.fault, tried.result["troubles"]) == (True, None, [])
    assert tried.result["able"]["customer"]["find"] == "auto"
    assert line(house, owner).changed_at == before, "a trial changes nothing"
    connections.save(house.store, owner, SYSTEM, tried.id)
    assert line(house, owner).changed_at == house.clock.now
    house.work()
    assert line(house, owner).checked_at == house.clock.now
    with pytest.raises(NotFound):
        shown(house, owner, tried.id)


def test_it_keeps_a_secret_that_is_left_empty(house: House, owner: Viewer) -> None:
    tried = try_out(house, owner, settings(house, url="", seconds="7"))
    assert (tried.fault, tried.shown.kept, tried.shown.values["seconds"]) == (None, {"url"}, "7")
    assert "url" not in tried.shown.values
    connections.save(house.store, owner, SYSTEM, tried.id)
    assert connections.to_check(house.store, house.shop.id)[SYSTEM].settings["url"] == settings(house)["url"]


def test_it_forgets_a_draft_after_an_hour(house: House, owner: Viewer) -> None:
    tried = try_out(house, owner, settings(house))
    house.clock.pass_by(minutes=60)
    with pytest.raises(NotFound):
        shown(house, owner, tried.id)
    with pytest.raises(NotFound):
        connections.save(house.store, owner, SYSTEM, tried.id)
    house.work()
    with house.store.database.reading(machine(house.shop.id)) as session:
        assert session.scalars(select(t.ConnectionDraft.id)).all() == []


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"url": "ftp://example.org/x"}, "database_unknown"),
        ({"url": "no address"}, "bad_url"),
        ({"mapping": "tables = 7"}, "bad_mapping"),
        ({"url": "gone"}, "database_missing"),
        ({"url": "sqlite:////nowhere/none.sqlite3"}, "place_refused"),
    ],
)
def test_it_says_what_is_wrong_and_saves_no_unusable_settings(
    house: House, owner: Viewer, typed: dict[str, str], fault: str
) -> None:
    if typed.get("url") == "gone":
        typed = {"url": f"sqlite:///{house.store.folder / 'gone.sqlite3'}"}
    tried = try_out(house, owner, settings(house, **typed))
    assert fault in (tried.fault, *tried.result.get("troubles", []))
    if fault in connections.UNUSABLE:
        with pytest.raises(Refused, match="connection_unusable"):
            connections.save(house.store, owner, SYSTEM, tried.id)
    else:
        connections.save(house.store, owner, SYSTEM, tried.id)
        house.work()
        assert door.troubled(house.store, owner) == (SYSTEM,)


def test_it_names_a_category_that_the_register_does_not_know(house: House, owner: Viewer) -> None:
    mapping = settings(house)["mapping"].replace('category = "orders"', 'category = "invented"')
    tried = try_out(house, owner, settings(house, mapping=mapping))
    assert (tried.fault, tried.result["reason"]) == ("category_unknown", "invented")


def test_it_saves_nothing_that_was_not_tried(house: House, owner: Viewer) -> None:
    kind = connections.kinds_on_offer()["sql"]
    waiting, _ = connections.try_out(house.store, owner, SYSTEM, "sql", kind, settings(house))
    broken, settled = connections.try_out(house.store, owner, SYSTEM, "sql", kind, settings(house, mapping=""))
    assert [(one.code, one.field) for one in settled.faults] == [("setting_missing", "mapping")]
    for one in (waiting, broken):
        with pytest.raises(Refused, match="not_tried"):
            connections.save(house.store, owner, SYSTEM, one)


@pytest.mark.parametrize("role", [Role.HANDLER, Role.SCOPED])
def test_it_lets_owners_alone_touch_a_connection(house: House, role: Role) -> None:
    limit = ["orders"] if role is Role.SCOPED else None
    other = factories.make_staff(house.store, house.shop, role, limit)
    kind = connections.kinds_on_offer()["sql"]
    for act in (
        lambda: connections.set_connection(house.store, other, SYSTEM, "sql", settings(house)),
        lambda: connections.try_out(house.store, other, SYSTEM, "sql", kind, settings(house)),
        lambda: connections.save(house.store, other, SYSTEM, "0" * 32),
        lambda: connections.remove(house.store, other, SYSTEM),
        lambda: connections.check_now(house.store, other, SYSTEM),
        lambda: door.lines(house.store, other),
        lambda: door.settings_of(house.store, other, SYSTEM, "sql", {"url"}),
    ):
        with pytest.raises(Refused, match="may_not"):
            act()


def test_it_reaches_no_draft_and_no_connection_of_another_controller(house: House, owner: Viewer) -> None:
    tried = try_out(house, owner, settings(house))
    elsewhere = factories.make_controller(house.store, "levyhylly")
    stranger = factories.make_staff(house.store, elsewhere)
    with pytest.raises(NotFound):
        shown(house, stranger, tried.id)
    with pytest.raises(NotFound):
        connections.save(house.store, stranger, SYSTEM, tried.id)
    with pytest.raises(NotFound):
        connections.remove(house.store, stranger, SYSTEM)
    kind = connections.kinds_on_offer()["sql"]
    _, settled = connections.try_out(
        house.store, stranger, SYSTEM, "sql", kind, settings(house, url=""), draft_id=tried.id
    )  # fmt: skip
    assert [(one.code, one.field) for one in settled.faults] == [("setting_missing", "url")]


def test_it_writes_no_secret_in_the_clear(house: House, owner: Viewer, capfd: pytest.CaptureFixture[str]) -> None:
    url = f"{settings(house)['url']}?{SECRET}=1"
    tried = try_out(house, owner, settings(house, url=url))
    if tried.fault is None:
        connections.save(house.store, owner, SYSTEM, tried.id)
    loop.work_off(house.outside)
    assert SECRET not in repr(tried)
    assert SECRET not in json.dumps([job.payload for job in house.jobs()])
    with house.store.database.reading(machine(house.shop.id)) as session:
        rows = [*session.scalars(select(t.Event)), *session.scalars(select(t.Connection))]
        rows += [*session.scalars(select(t.ConnectionDraft))]
        for row in rows:
            assert all(SECRET.encode() not in _bytes(value) for value in vars(row).values())
    said = capfd.readouterr()
    assert SECRET not in said.out + said.err


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
