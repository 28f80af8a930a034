"""A number that the register gave to somebody else meanwhile leads to nobody's erasure."""

import pytest

from portal.systems.contract import Change, Conflict, Identifiers, Target, targets_kept
from tests.systems.house import House, make_house

AINO = Identifiers("aino@example.org")


@pytest.fixture
def house(database_url: str) -> House:
    return make_house(database_url)


def targets(house: House) -> list[Target]:
    found = house.connector().find(AINO, None).records
    places: dict[tuple[str, str, str, tuple[str, ...]], set[str]] = {}
    for one in found:
        if one.kind != "ban":
            places.setdefault((one.kind, one.key, one.owner, one.known_as), set()).add(one.category)
    return [Target(kind, key, owner, tuple(sorted(each)), known) for (kind, key, owner, known), each in places.items()]


NUMBERED = (
    'identifying = [{ column = "email"',
    'identifying = [{ column = "id", what = "customer_number" }, { column = "email"',
)
"""A register whose key is the customer's number, as most are."""


@pytest.mark.parametrize("numbered", [False, True])
def test_a_number_that_is_somebody_elses_by_now(house: House, numbered: bool) -> None:
    house = house.mapped(*NUMBERED) if numbered else house
    asked = targets(house)
    assert all(one.known_as for one in asked)
    house.run("UPDATE people SET name = 'Ulla', email = 'ulla@example.org' WHERE id = 1")
    before = house.dump()
    with pytest.raises(Conflict, match="owner_changed"):
        house.connector().preview(asked)
    with pytest.raises(Conflict, match="owner_changed"):
        house.connector().erase(asked, "op")
    with pytest.raises(Conflict, match="owner_changed"):
        house.connector().erase([one for one in asked if one.kind == "order"], "op")
    assert not house.connector().erased(asked)
    assert house.dump() == before


def test_whoever_was_corrected_is_who_they_were(house: House) -> None:
    asked = targets(house)
    house.connector().rectify([Change("person", "1", "1", "email", "aino@example.org", "aino@example.net")], "op")
    assert house.connector().erase(asked, "op").changed
    assert house.connector().erased(asked)
    assert house.connector().erase(asked, "op").already


@pytest.mark.parametrize("blank", ["", ', blank = "gone-{key}"'])
def test_an_emptied_row_is_nobody_elses(house: House, blank: str) -> None:
    emptied = house.mapped(
        '{ column = "email", name = "email", category = "email"',
        f'{{ column = "email", name = "email", category = "email"{blank}',
    ).mapped('key = ["id"]\nerase = "delete"\nrestriction', 'key = ["id"]\nerase = "anonymise"\nrestriction')
    asked = targets(emptied)
    assert emptied.connector().erase(asked, "op").changed
    assert emptied.connector().erased(asked)
    assert emptied.connector().erase(asked, "op").already


def test_what_was_decided_before_names_were_kept_is_erased_as_it_was(house: House) -> None:
    kept = {"targets": [["note", "1", "1", ["unsorted"]]]}
    assert targets_kept(kept) == (Target("note", "1", "1", ("unsorted",)),)
    assert targets_kept({**kept, "known_as": {"1": ["ab"]}})[0].known_as == ("ab",)
    assert house.connector().erase(targets_kept(kept), "op").changed == 1


def known_as(house: House, owner: str = "1") -> dict[str, tuple[str, ...]]:
    """As who the owner is known, as a step that restricts them is given it."""
    return {owner: next(one.known_as for one in house.connector().find(AINO, None).records if one.owner == owner)}


def test_whoever_has_the_number_by_now_is_not_restricted(house: House) -> None:
    names = known_as(house)
    house.run("UPDATE people SET name = 'Ulla', email = 'ulla@example.org' WHERE id = 1")
    before = house.dump()
    with pytest.raises(Conflict, match="owner_changed"):
        house.connector().restrict(["2", "1"], "op", on=True, known_as=names)
    assert house.dump() == before
    assert not house.connector().restricted(["1"], on=True, known_as=names)


def test_whoever_has_the_number_by_now_keeps_a_flag_of_their_own(house: House) -> None:
    names = known_as(house)
    house.run("UPDATE people SET name = 'Ulla', email = 'ulla@example.org' WHERE id = 1")
    assert house.connector().restricted(["1"], on=False, known_as=names)
    assert house.connector().restrict(["1"], "op", on=False, known_as=names).already
    house.connector().restrict(["1"], "of Ulla's own request", on=True)
    before = house.dump()
    with pytest.raises(Conflict, match="owner_changed"):
        house.connector().restrict(["1"], "op", on=False, known_as=names)
    assert house.dump() == before


def test_whoever_was_corrected_is_restricted_still(house: House) -> None:
    names = known_as(house)
    house.connector().rectify([Change("person", "1", "1", "email", "aino@example.org", "aino@example.net")], "op")
    assert house.connector().restrict(["1"], "op", on=True, known_as=names).changed
    assert house.connector().restricted(["1"], on=True, known_as=names)
    assert house.connector().restrict(["1"], "op", on=False, known_as=names).changed


def test_whose_names_nobody_kept_is_restricted_by_the_number(house: House) -> None:
    assert house.connector().restrict(["1"], "op", on=True).changed
    assert house.connector().restricted(["1"], on=True, known_as={"1": ()})
