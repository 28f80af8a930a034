"""One access and one erasure across every system, each against its own counterpart, by the worker."""

import os
import re
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import delete

from portal.demo import customers
from portal.demo.mailbox import DemoMailbox
from portal.domain.lifecycle import Capability, Match, Right
from portal.domain.register import DataCategory, Register, System, Text
from portal.domain.roles import UNSORTED, machine
from portal.journey import review
from portal.office import connections
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.case import StepLine
from portal.systems import registry
from portal.worker.outside import Outside
from tests import factories
from tests.cases import Desk
from tests.factories import Clock, MadeRequest
from tests.house import House, settings_for
from tests.systems.conformance import ANNA, BODY
from tests.systems.files.offices import XlsxOffice
from tests.systems.google.domain import Domain
from tests.systems.imap.box import Box
from tests.systems.imap.conftest import box, server
from tests.systems.mailchimp.conftest import Account, account, behind, described
from tests.systems.slack import description
from tests.systems.slack.workspace import Workspace

__all__ = ["account", "behind", "box", "described", "server"]
pytestmark = pytest.mark.skipif(description.MISSING, reason=description.WHY)

NUMBER = customers.AINO.number
CATEGORY = "letters"
"""Where the cloud's records belong in this register: held by consent alone, so that an erasure takes them all."""


class OwnDesk(Desk):
    """A desk whose register names two systems more."""

    @property
    def register(self) -> Register:
        return every_system()

    def receive(self, *rights: Right, **who: Any) -> MadeRequest:
        request = factories.make_request(self.house.store, self.house.shop, *rights, register=self.register, **who)
        self.house.work()
        return request


def every_system() -> Register:
    """The record shop's register, with its mailbox and its folder of cards as systems of their own."""
    register = factories.make_register()
    nothing = Text("", "", "")
    more = [
        System(
            key=key, name=Text(name, name, name), connector=key, owner="staff", categories=(CATEGORY,),
            rights=("access",), instructions=dict.fromkeys(("find", "rectify", "erase", "restrict"), nothing),
        )
        for key, name in (("imap", "Mailbox"), ("files", "Workstations"))
    ]  # fmt: skip
    by_consent = next(use for one in register.categories for use in one.uses if use.purpose == "newsletter")
    letters = DataCategory(CATEGORY, Text("Kirjeet", "Brev", "Letters"), (by_consent,))
    kept = [replace(one, connector=one.key) if one.key in CLOUD else one for one in register.systems]
    return replace(register, systems=(*kept, *more), categories=(*register.categories, letters))


CLOUD = ("google", "slack", "mailchimp")
BY_MACHINE = (*CLOUD, "imap", "files", "customer_register")


@dataclass
class Everywhere:
    """The desk, and the counterpart of every system by its kind."""

    desk: OwnDesk
    boxes: dict[str, Any] = field(default_factory=dict)
    given: dict[str, dict[str, str]] = field(default_factory=dict)

    def searches(self, request: MadeRequest) -> dict[str, StepLine]:
        return {one.system: one for one in self.desk.case(request).steps if one.capability is Capability.FIND}

    def erasures(self, request: MadeRequest) -> dict[str, StepLine]:
        return {one.system: one for one in self.desk.case(request).steps if one.capability is Capability.ERASE}


@pytest.fixture
def everywhere(
    store: Store, tmp_path: Path, clock: Clock, mailbox: DemoMailbox, account: Account, box: Box, register_file: Path
) -> Iterator[Everywhere]:
    """Anna and somebody else are in each of them."""
    shop = factories.make_controller(store, register=every_system())
    with sqlite3.connect(register_file) as register:
        register.execute(
            "UPDATE asiakkaat SET etunimi = 'Anna', sahkoposti = ?, puhelin = ? WHERE asiakasnro = ?",
            (ANNA.email, ANNA.phone, NUMBER),
        )
    factories.connect_customers(store, shop, register_file)
    with ExitStack() as stack:
        domain, workspace, office = Domain(), Workspace(), XlsxOffice()
        stack.callback(office.close)
        stack.callback(workspace.server.close)
        stack.callback(domain.server.close)
        boxes = {"google": domain, "slack": workspace, "mailchimp": account, "imap": box, "files": office}
        given = {
            "google": {"categories": kinds_in("contact", "other_contact", "mail", "file")},
            "slack": {"categories": kinds_in("account", "message", "file")},
            "mailchimp": {"categories": kinds_in("member", "note", "activity", "event", "customer", "order", "cart")},
            "imap": {"category": CATEGORY},
        }
        for kind, counterpart in boxes.items():
            connections.set_connection(store, machine(shop.id), kind, kind, {})
            counterpart.plant(BODY)
            counterpart.plant(ANNA)
        office.mapping = re.sub(r'category = "\w+"', f'category = "{CATEGORY}"', office.mapping)

        def connect(name: str, *more: Any) -> Any:
            return boxes[name].connector(**given.get(name, {})) if name in boxes else registry.connect(name, *more)

        outside = Outside(store, settings_for(store.folder, store.database.url, mailbox.port), Event(), connect)
        house = House(store, shop, register_file, mailbox, clock, outside)
        yield Everywhere(OwnDesk(house, factories.make_staff(store, shop)), boxes, given)
    assert (domain.faults, workspace.faults) == ([], [])


def kinds_in(*kinds: str) -> str:
    return "\n".join(f'{kind} = "{CATEGORY}"' for kind in kinds)


def test_one_access_reaches_every_system_and_gives_what_each_holds(everywhere: Everywhere) -> None:
    desk = everywhere.desk
    request = desk.receive(Right.ACCESS, email=ANNA.email, name=ANNA.name)
    told = everywhere.searches(request)
    assert {key: told[key].state.value for key in BY_MACHINE} == dict.fromkeys(BY_MACHINE, "done")
    assert all(told[key].count and told[key].searched for key in BY_MACHINE)
    assert ("customer_number", str(NUMBER), "customer_register") in {
        (one.what, one.value, one.system) for one in told["google"].learned
    }
    sure = {one.system for one in desk.findings(request) if one.match is Match.EXACT}
    assert sure == set(BY_MACHINE)
    assert BODY.email not in str([one.fields for one in desk.findings(request) if one.match is Match.EXACT])


def test_one_erasure_takes_the_person_out_of_every_system_and_nobody_else(everywhere: Everywhere) -> None:
    desk = everywhere.desk
    before = {key: each.of_others() for key, each in everywhere.boxes.items()}
    request = desk.receive(Right.ERASURE, email=ANNA.email, name=ANNA.name)
    desk.finish_steps(request)
    desk.judge_all(request, theirs=True)
    _finish(desk, request)
    ended = everywhere.erasures(request)
    assert set(ended) >= {"google", "slack", "mailchimp", "imap", "files"}
    for key in ("mailchimp", "imap", "files"):
        assert (ended[key].state.value, ended[key].verified_at is not None) == ("done", True), key
    for key in ("google", "slack"):
        assert (ended[key].state.value, ended[key].fault) == ("by_hand", "rest_by_hand"), key
    assert {key: each.of_others() for key, each in everywhere.boxes.items()} == before
    again = desk.receive(Right.ACCESS, email=ANNA.email, name=ANNA.name)
    left = {one.system for one in desk.findings(again) if one.match is Match.EXACT}
    assert not left & {"mailchimp", "imap", "files"}


def _finish(desk: Desk, request: MadeRequest) -> None:
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.house.work()
    desk.decide(request)
    desk.house.work()


def test_an_objection_reaches_the_newsletter_at_once_without_staff(everywhere: Everywhere) -> None:
    channels = " ".join(one.key for one in every_system().prohibitions)
    everywhere.given["mailchimp"]["channels"] = channels
    others = everywhere.boxes["mailchimp"].of_others()
    told = objected(everywhere)
    assert {key: told[key].state.value for key in ("customer_register", "mailchimp")} == {
        "customer_register": "done", "mailchimp": "done",
    }  # fmt: skip
    assert told["mailchimp"].verified_at is not None
    assert everywhere.boxes["mailchimp"].of_others() == others


def test_an_objection_for_which_a_system_has_no_place_is_left_to_a_person(everywhere: Everywhere) -> None:
    told = objected(everywhere)
    assert (told["mailchimp"].state.value, told["mailchimp"].fault) == ("by_hand", "channel_unmapped")


def objected(everywhere: Everywhere) -> dict[str, StepLine]:
    desk = everywhere.desk
    request = desk.receive(Right.MARKETING, email=ANNA.email, name=ANNA.name)
    return {one.system: one for one in desk.case(request).steps if one.capability is Capability.SUPPRESS}


def test_what_a_system_sorts_by_another_register_is_for_staff_to_sort(everywhere: Everywhere) -> None:
    desk, office = everywhere.desk, everywhere.boxes["files"]
    office.mapping = office.mapping.replace(f'"{CATEGORY}"', '"long_gone"')
    request = desk.receive(Right.ACCESS, email=ANNA.email, name=ANNA.name)
    sorted_by = {one.category for one in desk.findings(request) if one.system == "files"}
    assert sorted_by == {UNSORTED}
    desk.finish_steps(request)
    desk.judge_all(request, theirs=True)
    _finish(desk, request)
    assert "answer_prepared" in desk.house.kinds(request)


class Dying:
    """A connector whose process is killed when the system has done what it was asked, before we know of it."""

    def __init__(self, made: Any) -> None:
        self._made = made

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made, name)

    def erase(self, *given: Any, **more: Any) -> Any:
        try:
            return self._made.erase(*given, **more)
        finally:
            os.kill(os.getpid(), signal.SIGKILL)


def killed_at(everywhere: Everywhere, system: str) -> int:
    """Let a process work until it is killed at this system's erasure, or has nothing left; by which signal."""
    house = everywhere.desk.house
    house.store.database.engine.dispose()
    child = os.fork()
    if child == 0:
        connect = house.outside.connect
        house.outside = replace(
            house.outside,
            connect=lambda name, *more: Dying(connect(name, *more)) if name == system else connect(name, *more),
        )
        try:
            house.work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


@pytest.mark.parametrize("system", ["google", "slack", "mailchimp", "imap", "files"])
def test_a_worker_killed_between_the_systems_write_and_our_commit_has_one_effect(
    everywhere: Everywhere, system: str
) -> None:
    # Given a decided erasure in every system
    desk = everywhere.desk
    before = {key: each.of_others() for key, each in everywhere.boxes.items()}
    request = desk.receive(Right.ERASURE, email=ANNA.email, name=ANNA.name)
    desk.finish_steps(request)
    desk.judge_all(request, theirs=True)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.house.work()
    desk.decide(request)
    # When the worker is killed as soon as this one has done it
    assert killed_at(everywhere, system) == signal.SIGKILL
    with desk.house.store.database.house() as session:
        session.execute(delete(t.LimitCount))  # the dead one's place at the system runs out in three minutes
    # Then another worker finds out what happened, and there was one effect
    for _look in range(4):
        desk.house.clock.pass_by(minutes=5)
        desk.house.work()
    ended = everywhere.erasures(request)
    whole = {"mailchimp", "imap", "files"}
    assert {key: ended[key].state.value for key in whole} == dict.fromkeys(whole, "done")
    assert {ended[key].fault for key in ("google", "slack")} <= {"rest_by_hand", "not_possible"}
    assert {key: each.of_others() for key, each in everywhere.boxes.items()} == before
    again = desk.receive(Right.ACCESS, email=ANNA.email, name=ANNA.name)
    assert not {one.system for one in desk.findings(again) if one.match is Match.EXACT} & whole
