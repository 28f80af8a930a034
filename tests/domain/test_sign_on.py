"""What somebody's groups are worth: the first line of theirs, with the registers of those like it."""

import pytest

from portal.domain.roles import Role
from portal.domain.sign_on import Place, place_of

MAIL = Place("mail", Role.HANDLER, registers=("mail_register",))
SHOP = Place("shop", Role.HANDLER, registers=("shop_register", "archive"))
ALL = Place("all", Role.HANDLER)
AUDIT = Place("audit", Role.AUDITOR)
BILLING = Place("billing", Role.SCOPED, ("billing",), ("shop_register",))
POST = Place("post", Role.SCOPED, ("post",), ("mail_register",))


@pytest.mark.parametrize(
    ("groups", "places", "role", "registers"),
    [
        (["mail"], (MAIL, SHOP), Role.HANDLER, ("mail_register",)),
        (["shop", "mail"], (MAIL, SHOP), Role.HANDLER, ("archive", "mail_register", "shop_register")),
        (["mail", "all"], (MAIL, SHOP, ALL), Role.HANDLER, None),
        (["mail", "all"], (ALL, MAIL), Role.HANDLER, None),
        # Neither the role nor the categories of another line come with the registers of this one, nor the other way
        (["mail", "audit"], (MAIL, AUDIT), Role.HANDLER, ("mail_register",)),
        (["mail", "audit"], (AUDIT, MAIL), Role.AUDITOR, None),
        (["billing", "post"], (BILLING, POST), Role.SCOPED, ("shop_register",)),
        (["post", "billing"], (POST, BILLING), Role.SCOPED, ("mail_register",)),
    ],
)
def test_who_has_no_limit_by_one_group_has_none(
    groups: list[str], places: tuple[Place, ...], role: Role, registers: tuple[str, ...] | None
) -> None:
    found = place_of(groups, places)
    assert found is not None
    assert (found.role, found.registers) == (role, registers)


def test_who_is_in_no_group_has_no_place() -> None:
    assert place_of(["cleaning"], (MAIL, ALL)) is None
    assert place_of([], (MAIL, ALL)) is None


@pytest.mark.parametrize("place", [MAIL, ALL, BILLING])
def test_a_line_is_read_as_it_was_stored(place: Place) -> None:
    assert Place.from_json(place.to_json()) == place


def test_a_line_from_before_there_were_registers_gives_all_of_them() -> None:
    assert Place.from_json({"group": "all", "role": "handler", "categories": None}) == ALL
