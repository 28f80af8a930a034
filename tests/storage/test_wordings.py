"""Versions of a controller's own words: each save is one more, two at once are told apart, no other house sees them."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select

from portal.domain.errors import Conflict, Invalid, NotFound, Refused
from portal.domain.roles import Role, Viewer, ViewerKind, machine, person, visitor
from portal.office import accounts, wordings
from portal.papers import own_words
from portal.papers.letter_sentences import sentences
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import wordings as door
from portal.storage.guard import Beyond
from portal.storage.house import ControllerFacts
from tests.faces import PASSWORD, quick_hasher

__all__ = ["quick_hasher"]
REFUSAL, CLOSING = "refusal", {"closing": "Kysy meiltä."}


@pytest.fixture
def owner(store: Store, shop: ControllerFacts) -> Viewer:
    return _member(store, shop, "sanna@example.org", Role.OWNER)


def _member(store: Store, shop: ControllerFacts, email: str, role: Role) -> Viewer:
    categories = ["orders"] if role is Role.SCOPED else None
    made = accounts.add_staff(store, email, "Sanna Salo", PASSWORD, shop.slug, role.value, "fi", categories)
    limit = frozenset(categories) if categories else None
    return Viewer(ViewerKind.STAFF, shop.id, staff_id=made, role=role, categories=limit)


def rows(store: Store, viewer: Viewer) -> list[Any]:
    with store.database.reading(viewer) as session:
        return list(session.scalars(select(t.LetterWording).order_by(t.LetterWording.number)))


def test_it_keeps_every_version_and_takes_one_up_again(store: Store, owner: Viewer) -> None:
    assert wordings.save(store, owner, REFUSAL, "fi", 0, CLOSING) == 1
    assert wordings.save(store, owner, REFUSAL, "fi", 1, CLOSING) == 1
    assert wordings.save(store, owner, REFUSAL, "fi", 1, {"closing": "Soita."}) == 2
    assert wordings.back_to_standard(store, owner, REFUSAL, "fi", 2) == 3
    assert wordings.take_up(store, owner, REFUSAL, "fi", 3, 1) == 4
    found = door.letters(store, owner, REFUSAL, "fi")
    assert [(one.number, one.is_standard, one.name) for one in found.versions] == [
        (4, False, "Sanna Salo"), (3, True, "Sanna Salo"), (2, False, "Sanna Salo"), (1, False, "Sanna Salo"),
    ]  # fmt: skip
    assert (found.wording.number, found.wording.closing) == (4, "Kysy meiltä.")
    assert [one.body["closing"] for one in rows(store, owner)] == ["Kysy meiltä.", "Soita.", "", "Kysy meiltä."]
    (newest,) = door.newest(store, owner)
    assert (newest.kind, newest.language, newest.number) == (REFUSAL, "fi", 4)
    assert door.in_force(store, owner, "sv") == {}
    assert door.letters(store, owner, REFUSAL, "sv").versions == ()


def test_it_says_each_change_in_the_controllers_chain(store: Store, owner: Viewer) -> None:
    wordings.save(store, owner, REFUSAL, "fi", 0, CLOSING)
    wordings.back_to_standard(store, owner, REFUSAL, "fi", 1)
    with store.database.reading(machine(owner.controller_id)) as session:
        asked = select(t.Event).where(t.Event.kind == "wording_saved").order_by(t.Event.number)
        assert [one.actor for one in session.scalars(asked)] == [owner.actor, owner.actor]


def test_it_tells_two_who_save_at_once_apart(store: Store, owner: Viewer) -> None:
    def save(number: int) -> int:
        try:
            return wordings.save(store, owner, REFUSAL, "fi", 0, {"closing": f"Teksti {number}"})
        except Conflict:
            return 0

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(save, range(4))) == [0, 0, 0, 1]
    assert [one.number for one in rows(store, owner)] == [1]
    with pytest.raises(Conflict, match="wording_changed"):
        wordings.back_to_standard(store, owner, REFUSAL, "fi", 0)
    with pytest.raises(Conflict, match="wording_changed"):
        wordings.take_up(store, owner, REFUSAL, "fi", 0, 1)
    with pytest.raises(Conflict, match="wording_changed"):
        wordings.save(store, owner, REFUSAL, "fi", 7, {"closing": "Later"})


def test_it_keeps_nothing_that_lacks_what_the_law_wants(store: Store, owner: Viewer) -> None:
    field = own_words.field_of(next(one for one in sentences(REFUSAL) if one.codes == ("L4-remedy",)))
    with pytest.raises(Invalid, match="wording_empty") as fault:
        wordings.save(store, owner, REFUSAL, "fi", 0, {field: " "})
    assert fault.value.field == field
    assert rows(store, owner) == []


@pytest.mark.parametrize(("kind", "language"), [("no", "fi"), (REFUSAL, "de"), ("", ""), (REFUSAL, "FI")])
def test_it_knows_its_own_letters_alone(store: Store, owner: Viewer, kind: str, language: str) -> None:
    for act in (
        lambda: wordings.save(store, owner, kind, language, 0, CLOSING),
        lambda: wordings.back_to_standard(store, owner, kind, language, 0),
        lambda: wordings.take_up(store, owner, kind, language, 0, 1),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(NotFound):
        wordings.take_up(store, owner, REFUSAL, "fi", 0, 1)


def test_it_obeys_the_owner_alone(store: Store, shop: ControllerFacts, owner: Viewer) -> None:
    for role in (Role.HANDLER, Role.SCOPED):
        other = _member(store, shop, f"{role.value}@example.org", role)
        with pytest.raises(Refused, match="may_not"):
            wordings.save(store, other, REFUSAL, "fi", 0, CLOSING)
        with pytest.raises(Refused, match="may_not"):
            wordings.back_to_standard(store, other, REFUSAL, "fi", 0)


def test_it_shows_them_to_no_other_house_and_to_no_outsider(
    store: Store, shop: ControllerFacts, other: ControllerFacts, owner: Viewer
) -> None:
    wordings.save(store, owner, REFUSAL, "fi", 0, CLOSING)
    for viewer in (machine(other.id), visitor(shop.id), person(shop.id, "0" * 32)):
        assert rows(store, viewer) == []
        assert door.in_force(store, viewer, "fi") == {}
        with pytest.raises(NotFound):
            door.version(store, viewer, REFUSAL, "fi", 1)
    row = t.LetterWording(
        controller_id=shop.id, kind=REFUSAL, language="fi", number=2, body={}, is_standard=True, actor="machine",
        at=store.now(),
    )  # fmt: skip
    with pytest.raises(Beyond), store.database.working(machine(other.id)) as session:
        session.add(row)


def test_it_keeps_any_text_as_it_is(store: Store, owner: Viewer) -> None:
    typed = "{{7*7}} %(x)s \x00\ud800 𝔘 ‮ 'x' \"y\" \\u0000 ; DROP TABLE letter_wording"
    wordings.save(store, owner, REFUSAL, "fi", 0, {"closing": typed})
    kept = door.letters(store, owner, REFUSAL, "fi").wording.closing
    assert kept == "{{7*7}} %(x)s  𝔘  'x' \"y\" \\u0000 ; DROP TABLE letter_wording"
