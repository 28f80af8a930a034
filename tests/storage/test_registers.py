"""A register from draft to version: saved by two at once, published now or ahead, and never widening a limit."""

import copy
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from portal.domain.errors import Conflict, Invalid, NotFound, PortalError, Refused
from portal.domain.lifecycle import Right
from portal.domain.register_edit import without
from portal.domain.roles import Role, Viewer, machine, person, visitor
from portal.office import connections, registers
from portal.reading.toml import register_to_json
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import public
from portal.storage.door import registers as door
from portal.storage.guard import Beyond
from portal.storage.house import ControllerFacts
from tests import factories
from tests.factories import Clock

KEY = "customers"
Document = dict[str, Any]


@pytest.fixture
def owner(store: Store, shop: ControllerFacts) -> Viewer:
    return factories.make_staff(store, shop)


@pytest.fixture
def document() -> Document:
    return register_to_json(factories.make_register())


def said(document: Mapping[str, Any], english: str) -> Document:
    """The same with another word on security."""
    return {**copy.deepcopy(dict(document)), "security": {"fi": english, "sv": english, "en": english}}


def security(store: Store, slug: str = "digelius") -> str:
    """What the register in force says of security."""
    return str(public.controller_with_register(store, slug)[1].document["security"]["en"])


def rows(store: Store, viewer: Viewer) -> list[t.RegisterDraft]:
    with store.database.reading(viewer) as session:
        return list(session.scalars(select(t.RegisterDraft).order_by(t.RegisterDraft.revision)))


def kinds(store: Store, viewer: Viewer) -> list[str]:
    with store.database.reading(machine(viewer.controller_id)) as session:
        asked = select(t.Event.kind).where(t.Event.request_id.is_(None)).order_by(t.Event.number)
        return [one for one in session.scalars(asked) if one.startswith("register_")]


# ---- drafts ------------------------------------------------------------------------------------------------


def test_it_keeps_a_draft_beside_what_is_in_force(store: Store, owner: Viewer, document: Document) -> None:
    before = security(store)
    assert registers.save_draft(store, owner, KEY, said(document, "One"), 0, base=1) == 1
    assert registers.save_draft(store, owner, KEY, said(document, "One"), 1) == 1
    assert registers.save_draft(store, owner, KEY, said(document, "Two"), 1) == 2
    assert security(store) == before
    draft = door.draft_of(store, owner, KEY)
    assert draft is not None
    assert (draft.revision, draft.base, draft.document["security"]["en"]) == (2, 1, "Two")
    line = door.register(store, owner, KEY)
    assert (line.newest, line.in_force and line.in_force.number, line.revision) == (1, 1, 2)
    assert kinds(store, owner)[-2:] == ["register_draft_saved"] * 2


def test_it_takes_what_is_not_finished_and_does_not_publish_it(store: Store, owner: Viewer, document: Document) -> None:
    open_end = copy.deepcopy(document)
    open_end["purposes"][0]["legal_basis"] = None
    open_end["purposes"][0]["name"]["sv"] = ""
    open_end["categories"][0]["uses"][0]["retention"] |= {"rule": "fixed_period", "months": None}
    revision = registers.save_draft(store, owner, KEY, open_end, 0)
    assert registers.save_draft(store, owner, KEY, open_end, revision) == revision
    with pytest.raises(Invalid, match="register_unfinished") as fault:
        registers.publish_draft(store, owner, KEY, revision)
    assert fault.value.field == "categories.0.uses.0.retention.months"
    open_end["categories"][0]["uses"][0]["retention"]["months"] = 6
    revision = registers.save_draft(store, owner, KEY, open_end, revision)
    assert registers.publish_draft(store, owner, KEY, revision) == 2


@pytest.mark.parametrize(
    ("act", "code", "field"),
    [
        (lambda it: it.update(colour="red"), "register_invalid", "colour"),
        (lambda it: it["purposes"][0].update(legal_basis="x"), "register_invalid", "purposes.0.legal_basis"),
        (lambda it: it["systems"][2].update(recipient="nobody"), "register_invalid", "systems.2.recipient"),
        (lambda it: it["sources"].append(it["sources"][0]), "register_invalid", "sources.5.key"),
        (lambda it: it.update(key="others"), "register_other", "key"),
        (lambda it: it["controller"].update(slug="thewind"), "register_other", "controller.slug"),
    ],
)
def test_it_keeps_no_document_that_is_none(
    store: Store, owner: Viewer, document: Document, act: Any, code: str, field: str
) -> None:
    act(document)
    with pytest.raises(Invalid, match=code) as fault:
        registers.save_draft(store, owner, KEY, document, 0)
    assert fault.value.field.split(".")[-1] == field.split(".")[-1]
    assert rows(store, owner) == []


def test_it_tells_two_who_save_at_once_apart(store: Store, owner: Viewer, document: Document) -> None:
    def save(number: int) -> int:
        try:
            return registers.save_draft(store, owner, KEY, said(document, f"Text {number}"), 0)
        except Conflict:
            return 0

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(save, range(4))) == [0, 0, 0, 1]
    assert [one.revision for one in rows(store, owner)] == [1]


def test_it_never_takes_an_old_page_for_a_page_of_the_next_draft(
    store: Store, owner: Viewer, document: Document
) -> None:
    first = registers.save_draft(store, owner, KEY, said(document, "One"), 0)
    ended = registers.put_draft_away(store, owner, KEY, first)
    assert door.draft_of(store, owner, KEY) is None
    with pytest.raises(Conflict, match="draft_changed"):
        registers.save_draft(store, owner, KEY, said(document, "Late"), first)
    with pytest.raises(Conflict, match="draft_changed"):
        registers.save_draft(store, owner, KEY, said(document, "Late"), 0)
    with pytest.raises(NotFound):
        registers.put_draft_away(store, owner, KEY, ended)
    again = registers.take_draft_up(store, owner, KEY, ended)
    draft = door.draft_of(store, owner, KEY)
    assert draft is not None
    assert (draft.revision, draft.document["security"]["en"]) == (again, "One")


def test_it_tells_whoever_began_from_an_older_version(store: Store, owner: Viewer, document: Document) -> None:
    registers.publish(store, machine(owner.controller_id), KEY, said(document, "Published"))
    with pytest.raises(Conflict, match="draft_changed"):
        registers.save_draft(store, owner, KEY, said(document, "Mine"), 0, base=1)
    assert registers.save_draft(store, owner, KEY, said(document, "Mine"), 0, base=2) == 1


def test_it_keeps_no_more_states_than_it_needs(store: Store, owner: Viewer, document: Document) -> None:
    revision = 0
    for number in range(registers.KEPT_REVISIONS + 3):
        revision = registers.save_draft(store, owner, KEY, said(document, str(number)), revision)
    assert len(rows(store, owner)) == registers.KEPT_REVISIONS
    registers.publish_draft(store, owner, KEY, revision)
    assert [one.state for one in rows(store, owner)] == ["published"]


# ---- publishing --------------------------------------------------------------------------------------------


def test_it_publishes_the_draft_that_was_seen(store: Store, owner: Viewer, document: Document) -> None:
    seen = registers.save_draft(store, owner, KEY, said(document, "Seen"), 0)
    newer = registers.save_draft(store, owner, KEY, said(document, "Newer"), seen)
    with pytest.raises(Conflict, match="draft_changed"):
        registers.publish_draft(store, owner, KEY, seen)
    assert registers.publish_draft(store, owner, KEY, newer, updated="2026-11-23") == 2
    assert security(store) == "Newer"
    line = door.register(store, owner, KEY)
    assert (line.draft, line.versions[0].name, line.versions[0].stands) == (None, "Sanna Salo", "in_force")
    assert public.controller_with_register(store, "digelius")[1].document["updated"] == "2026-11-23"
    with pytest.raises(Conflict, match="draft_changed"):
        registers.publish_draft(store, owner, KEY, newer)
    assert kinds(store, owner)[-1] == "register_published"


def test_it_comes_into_force_on_its_day(store: Store, owner: Viewer, clock: Clock, document: Document) -> None:
    before, day = security(store), clock.now + timedelta(days=3)
    named = said(document, "Ahead")
    named["controller"]["trade_name"] = "Digelius of tomorrow"
    seen = registers.save_draft(store, owner, KEY, named, 0)
    assert registers.publish_draft(store, owner, KEY, seen, day) == 2
    facts, version = public.controller_with_register(store, "digelius")
    assert (facts.trade_name, version.number, security(store)) == ("Digelius Music", 1, before)
    assert not registers.come_into_force(store, owner.controller_id)
    # Meanwhile nothing is published that this one would silently take the place of
    between = registers.save_draft(store, owner, KEY, said(document, "Between"), seen + 1)
    with pytest.raises(Refused, match="version_ahead"):
        registers.publish_draft(store, owner, KEY, between)
    with pytest.raises(Refused, match="version_ahead"):
        registers.publish(store, machine(owner.controller_id), KEY, said(document, "By command"))
    assert registers.publish_draft(store, owner, KEY, between, day + timedelta(days=1)) == 3
    clock.pass_by(days=3)
    assert security(store) == "Ahead"
    assert registers.come_into_force(store, owner.controller_id)
    assert public.controller_with_register(store, "digelius")[0].trade_name == "Digelius of tomorrow"
    clock.pass_by(days=1)
    assert security(store) == "Between"
    assert kinds(store, owner)[-1] == "register_in_force"


@pytest.mark.parametrize(("days", "code"), [(0, "day_passed"), (-1, "day_passed"), (401, "day_far")])
def test_it_takes_a_day_that_comes(store: Store, owner: Viewer, document: Document, days: int, code: str) -> None:
    seen = registers.save_draft(store, owner, KEY, said(document, "x"), 0)
    with pytest.raises(Invalid, match=code):
        registers.publish_draft(store, owner, KEY, seen, store.now() + timedelta(days=days))


def test_it_takes_a_version_back_before_its_day(store: Store, owner: Viewer, clock: Clock, document: Document) -> None:
    seen = registers.save_draft(store, owner, KEY, said(document, "Ahead"), 0)
    registers.publish_draft(store, owner, KEY, seen, clock.now + timedelta(days=3))
    registers.take_back(store, owner, KEY, 2)
    draft = door.draft_of(store, owner, KEY)
    assert draft is not None
    assert (draft.base, draft.document["security"]["en"]) == (1, "Ahead")
    assert registers.publish_draft(store, owner, KEY, draft.revision) == 2
    with pytest.raises(Refused, match="version_holds"):
        registers.take_back(store, owner, KEY, 2)
    with pytest.raises(NotFound):
        registers.take_back(store, owner, KEY, 3)


def test_it_does_not_publish_over_what_came_between(store: Store, owner: Viewer, document: Document) -> None:
    mine = registers.save_draft(store, owner, KEY, said(document, "Mine"), 0)
    theirs = copy.deepcopy(document)
    theirs["controller"]["website"] = "www.example.org"
    registers.publish(store, machine(owner.controller_id), KEY, theirs)
    with pytest.raises(Conflict, match="version_changed"):
        registers.publish_draft(store, owner, KEY, mine)
    both = registers.bring_in(store, owner, KEY, mine)
    assert registers.publish_draft(store, owner, KEY, both) == 3
    held = public.controller_with_register(store, "digelius")[1].document
    assert (held["controller"]["website"], held["security"]["en"]) == ("www.example.org", "Mine")


def test_it_publishes_nothing_twice(store: Store, owner: Viewer, document: Document) -> None:
    seen = registers.save_draft(store, owner, KEY, document, 0)
    with pytest.raises(Refused, match="register_same"):
        registers.publish_draft(store, owner, KEY, seen)


# ---- who may -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.HANDLER, Role.SCOPED, Role.REVIEWER, Role.AUDITOR])
def test_it_obeys_whoever_may(
    store: Store, shop: ControllerFacts, owner: Viewer, document: Document, role: Role
) -> None:
    other = factories.make_staff(store, shop, role, ["orders"] if role is Role.SCOPED else None)
    with pytest.raises(Refused, match="may_not"):
        registers.save_draft(store, other, KEY, document, 0)
    seen = registers.save_draft(store, owner, KEY, said(document, "x"), 0)
    acts = (registers.publish_draft, registers.put_draft_away, registers.take_draft_up, registers.bring_in)
    for act in acts:
        with pytest.raises(Refused, match="may_not"):
            act(store, other, KEY, seen)
    with pytest.raises(Refused, match="may_not"):
        registers.take_back(store, other, KEY, 1)


def test_an_administrator_prepares_and_does_not_publish(
    store: Store, shop: ControllerFacts, document: Document
) -> None:
    admin = factories.make_staff(store, shop, Role.ADMINISTRATOR)
    seen = registers.save_draft(store, admin, KEY, said(document, "x"), 0)
    with pytest.raises(Refused, match="may_not"):
        registers.publish_draft(store, admin, KEY, seen)


def test_it_shows_a_draft_to_no_other_house_and_to_no_outsider(
    store: Store, shop: ControllerFacts, other: ControllerFacts, owner: Viewer, document: Document
) -> None:
    registers.save_draft(store, owner, KEY, said(document, "Not yet"), 0)
    for viewer in (machine(other.id), visitor(shop.id), person(shop.id, "0" * 32)):
        assert rows(store, viewer) == []
        assert door.draft_of(store, viewer, KEY) is None
    row = t.RegisterDraft(
        controller_id=shop.id, register_key=KEY, revision=9, base=1, document={}, state="open", actor="machine",
        at=store.now(),
    )  # fmt: skip
    with pytest.raises(Beyond), store.database.working(machine(other.id)) as session:
        session.add(row)


# ---- what hangs on keys ------------------------------------------------------------------------------------


def publish(store: Store, owner: Viewer, document: Document, *, sure: bool = False) -> str:
    """The code of the refusal, empty where it was published."""
    line = door.register(store, owner, KEY)
    revision = registers.save_draft(store, owner, KEY, document, line.revision)
    try:
        registers.publish_draft(store, owner, KEY, revision, sure=sure)
    except PortalError as fault:
        return fault.code
    return ""


def objections(store: Store, owner: Viewer, document: Document) -> set[tuple[str, str, int]]:
    held = public.controller_with_register(store, "digelius")[1].document
    return {(one.code, one.key, one.count) for one in door.objections(store, owner, held, document)}


def test_a_key_never_comes_to_mean_what_another_meant(
    store: Store, shop: ControllerFacts, owner: Viewer, document: Document
) -> None:
    factories.make_staff(store, shop, Role.SCOPED, ["phone"])
    by_key = {one["key"]: one for one in document["categories"]}
    by_key["phone"]["name"], by_key["email"]["name"] = by_key["email"]["name"], by_key["phone"]["name"]
    assert objections(store, owner, document) == {("key_moved", "phone", 1), ("key_moved", "email", 0)}
    assert publish(store, owner, document, sure=True) == "register_held"


def test_a_key_that_somebodys_limit_names_is_not_given_anew(
    store: Store, shop: ControllerFacts, owner: Viewer, document: Document
) -> None:
    factories.make_staff(store, shop, Role.SCOPED, ["phone"])
    gone = without(document, "categories", "phone")
    assert publish(store, owner, gone) == "not_sure"
    assert ("limit_narrowed", "phone", 1) in objections(store, owner, gone)
    assert publish(store, owner, gone, sure=True) == ""
    new = copy.deepcopy(gone)
    new["categories"].append({**copy.deepcopy(gone["categories"][0]), "key": "phone"})
    new["categories"][-1]["name"] = {"fi": "Luottotiedot", "sv": "Kredituppgifter", "en": "Credit record"}
    assert objections(store, owner, new) == {("key_held", "phone", 1)}
    assert publish(store, owner, new, sure=True) == "register_held"


def test_it_asks_before_a_category_in_a_limit_is_called_otherwise(
    store: Store, shop: ControllerFacts, owner: Viewer, document: Document
) -> None:
    factories.make_staff(store, shop, Role.SCOPED, ["phone"])
    named = next(one for one in document["categories"] if one["key"] == "phone")
    named["name"] = {"fi": "Kaikki muu", "sv": "Allt annat", "en": "All else"}
    assert objections(store, owner, document) == {("limit_renamed", "phone", 1)}
    assert publish(store, owner, document) == "not_sure"
    assert publish(store, owner, document, sure=True) == ""


def test_a_connected_system_stays_until_its_connection_is_gone(store: Store, owner: Viewer, document: Document) -> None:
    admin = machine(owner.controller_id)
    connections.set_connection(store, admin, "slack", "slack", {"categories": 'message = "phone"'})
    gone = without(document, "systems", "slack")
    assert ("system_connected", "slack", 0) in objections(store, owner, gone)
    assert publish(store, owner, gone, sure=True) == "register_held"
    less = without(document, "categories", "phone")
    assert ("category_mapped", "phone", 0) in objections(store, owner, less)
    connections.remove(store, owner, "slack")
    line = door.register(store, owner, KEY)
    registers.put_draft_away(store, owner, KEY, line.revision)
    assert publish(store, owner, gone) == ""


def test_it_says_how_many_open_requests_have_something_there(
    store: Store, shop: ControllerFacts, owner: Viewer, document: Document
) -> None:
    request = factories.make_request(store, shop, Right.ACCESS)
    gone = without(document, "systems", "slack")
    assert ("system_at_work", "slack", 1) in objections(store, owner, gone)
    with store.database.working(machine(shop.id)) as session:
        ends = update(t.Step).where(t.Step.request_id == request.id).values(state="done")
        session.execute(ends.execution_options(storage_only=True))
    assert objections(store, owner, gone) == set()
