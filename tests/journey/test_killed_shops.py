"""A worker killed (SIGKILL) between a web shop's or card processor's write and our commit: there is one effect."""

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import delete

from portal.demo.mailbox import DemoMailbox
from portal.domain.lifecycle import Capability, Right
from portal.domain.register import DataCategory, Register, System, Text
from portal.domain.roles import machine
from portal.domain.rulings import Choice
from portal.domain.wishes import Correction, Wishes
from portal.journey import review
from portal.office import connections
from portal.storage import tables as t
from portal.storage.database import Store
from portal.worker.outside import Outside
from tests import factories
from tests.cases import Desk
from tests.factories import Clock, MadeRequest
from tests.house import House, settings_for
from tests.systems.conformance import ANNA, BODY
from tests.systems.stripe.bank import MAPPING as OF_STRIPE
from tests.systems.stripe.bank import Bank
from tests.systems.woocommerce import description
from tests.systems.woocommerce.shop import MAPPING as OF_WOO
from tests.systems.woocommerce.shop import WooShop

pytestmark = description.needed

CATEGORY = "letters"
"""Held by consent alone, so that an erasure takes all of it."""
NEW_PHONE = "+358 40 999 8877"


def shops_register() -> Register:
    """The record shop's register with a web shop and a card processor, and no other system."""
    register = factories.make_register()
    nothing = Text("", "", "")
    by_consent = next(use for one in register.categories for use in one.uses if use.purpose == "newsletter")
    letters = DataCategory(CATEGORY, Text("Kirjeet", "Brev", "Letters"), (by_consent,))
    systems = tuple(
        System(
            key=key, name=Text(name, name, name), connector=key, owner="staff", categories=(CATEGORY,),
            rights=("access", "marketing"),
            instructions=dict.fromkeys(("find", "rectify", "erase", "restrict"), nothing),
        )
        for key, name in (("woocommerce", "Web shop"), ("stripe", "Cards"))
    )  # fmt: skip
    return replace(register, systems=systems, categories=(*register.categories, letters))


class ShopDesk(Desk):
    """A desk whose register names these two."""

    @property
    def register(self) -> Register:
        return shops_register()

    def receive(self, *rights: Right, **who: Any) -> MadeRequest:
        request = factories.make_request(self.house.store, self.house.shop, *rights, register=self.register, **who)
        self.house.work()
        return request


@dataclass
class Shops:
    """The desk and both counterparts."""

    desk: ShopDesk
    boxes: dict[str, Any]

    def step(self, request: MadeRequest, system: str, capability: Capability) -> t.Step:
        rows = self.desk.house.rows(t.Step, request)
        (found,) = [one for one in rows if (one.system, one.capability) == (system, capability.value)]
        return found

    def writes(self, system: str) -> list[tuple[str, str]]:
        """What changed anything there, in order."""
        return [(one.method, one.path) for one in self.boxes[system].server.asked if one.method != "GET"]


@pytest.fixture
def shops(store: Store, tmp_path: Path, clock: Clock, mailbox: DemoMailbox, register_file: Path) -> Iterator[Shops]:
    """Anna and somebody else are in both."""
    shop = factories.make_controller(store, register=shops_register())
    folders = {key: tmp_path / key for key in ("woocommerce", "stripe")}
    for folder in folders.values():
        folder.mkdir()
    woo, bank = WooShop(folders["woocommerce"], secure=True), Bank(folders["stripe"], secure=True)
    channels = ", ".join(f'"{one.key}"' for one in shops_register().prohibitions)
    woo.mapping = ours(OF_WOO).replace('channels = ["email"]', f"channels = [{channels}]")
    bank.mapping = ours(OF_STRIPE)
    boxes: dict[str, Any] = {"woocommerce": woo, "stripe": bank}
    for kind, counterpart in boxes.items():
        connections.set_connection(store, machine(shop.id), kind, kind, {})
        counterpart.plant(BODY)
        counterpart.plant(ANNA)

    def connect(name: str, *_more: Any) -> Any:
        return boxes[name].connector()

    outside = Outside(store, settings_for(store.folder, store.database.url, mailbox.port), Event(), connect)
    house = House(store, shop, register_file, mailbox, clock, outside)
    yield Shops(ShopDesk(house, factories.make_staff(store, shop)), boxes)
    for counterpart in boxes.values():
        counterpart.server.close()
    assert (woo.violations, bank.violations) == ([], [])


def ours(mapping: str) -> str:
    """The same with every category of the one that goes."""
    return "\n".join(
        f'{line.partition(" = ")[0]} = "{CATEGORY}"' if " = " in line and "[" not in line and "key" not in line
        and "value" not in line else line
        for line in mapping.splitlines()
    )  # fmt: skip


class Dying:
    """A connector whose process is killed when the system has done what it was asked, before we know of it."""

    def __init__(self, made: Any, act: str) -> None:
        self._made, self._act = made, act

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._made, name)
        if name != self._act:
            return method

        def deadly(*given: Any, **more: Any) -> Any:
            try:
                return method(*given, **more)
            finally:
                os.kill(os.getpid(), signal.SIGKILL)

        return deadly


def killed_at(shops: Shops, system: str, act: str) -> int:
    """Let a process work until it is killed at what it does to this system; by which signal."""
    house = shops.desk.house
    house.store.database.engine.dispose()
    child = os.fork()
    if child == 0:
        connect = house.outside.connect
        house.outside = replace(
            house.outside,
            connect=lambda name, *more: Dying(connect(name, *more), act) if name == system else connect(name, *more),
        )
        try:
            house.work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    with house.store.database.house() as session:
        session.execute(delete(t.LimitCount))  # the dead one's place at the system runs out in three minutes
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def gone_on(shops: Shops) -> None:
    """Another worker comes some minutes later."""
    for _look in range(4):
        shops.desk.house.clock.pass_by(minutes=5)
        shops.desk.house.work()


def decided(shops: Shops, right: Right, wishes: Wishes | None = None) -> MadeRequest:
    desk = shops.desk
    request = desk.receive(right, email=ANNA.email, name=ANNA.name, wishes=wishes)
    desk.finish_steps(request)
    desk.judge_all(request, theirs=True)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk.house.work()
    desk.decide(request, chosen(desk, request) if right is Right.RECTIFICATION else None)
    return request


def chosen(desk: ShopDesk, request: MadeRequest) -> dict[str, Choice]:
    """Staff have the phone of each account corrected, of all the places where it stands."""
    page = desk.decision(request)
    phones = [one.cell for one in page.cells if one.cell.writable and one.cell.value == ANNA.phone]
    cells = {one.system: one for one in phones if one.kind in {"account", "customer"}}
    assert set(cells) == {"woocommerce", "stripe"}, phones
    wanted = tuple(f"{one.finding}:{one.place}" for one in cells.values())
    return {
        one.key: Choice(True, cells=wanted, value=NEW_PHONE)
        for one in page.rulings if one.right is Right.RECTIFICATION
    }  # fmt: skip


@pytest.mark.parametrize("system", ["woocommerce", "stripe"])
def test_an_erasure_has_one_effect(shops: Shops, system: str) -> None:
    # Given a decided erasure in both
    others = {key: each.of_others() for key, each in shops.boxes.items()}
    request = decided(shops, Right.ERASURE)
    # When the worker is killed as soon as this one has done it
    before = len(shops.writes(system))
    assert killed_at(shops, system, "erase") == signal.SIGKILL
    written, left = shops.writes(system)[before:], shops.boxes[system].state()
    assert written
    # Then another finds out what happened, and does nothing there a second time
    gone_on(shops)
    assert shops.boxes[system].state() == left
    assert shops.writes(system)[before:] == written
    ended = shops.step(request, system, Capability.ERASE)
    assert (ended.state, ended.fault) in {("done", None), ("by_hand", "rest_by_hand")}
    assert {key: each.of_others() for key, each in shops.boxes.items()} == others


@pytest.mark.parametrize("system", ["woocommerce", "stripe"])
def test_a_correction_has_one_effect(shops: Shops, system: str) -> None:
    others = {key: each.of_others() for key, each in shops.boxes.items()}
    request = decided(shops, Right.RECTIFICATION, Wishes(corrections=(Correction(CATEGORY, ANNA.phone, NEW_PHONE),)))
    before = len(shops.writes(system))
    assert killed_at(shops, system, "rectify") == signal.SIGKILL
    written, left = shops.writes(system)[before:], shops.boxes[system].state()
    assert NEW_PHONE in str(left)
    gone_on(shops)
    assert shops.boxes[system].state() == left
    assert shops.writes(system)[before:] == written
    assert shops.step(request, system, Capability.RECTIFY).state == "done"
    assert {key: each.of_others() for key, each in shops.boxes.items()} == others


def test_a_prohibition_has_one_effect(shops: Shops) -> None:
    others = {key: each.of_others() for key, each in shops.boxes.items()}
    request = factories.make_request(
        shops.desk.house.store, shops.desk.house.shop, Right.MARKETING, register=shops.desk.register,
        email=ANNA.email, name=ANNA.name,
    )  # fmt: skip
    assert killed_at(shops, "woocommerce", "suppress") == signal.SIGKILL
    written, left = shops.writes("woocommerce"), shops.boxes["woocommerce"].state()
    assert written
    gone_on(shops)
    assert shops.boxes["woocommerce"].state() == left
    assert shops.writes("woocommerce") == written
    assert shops.step(request, "woocommerce", Capability.SUPPRESS).state == "done"
    assert {key: each.of_others() for key, each in shops.boxes.items()} == others
