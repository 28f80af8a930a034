"""What stood when a page was made: the digest that its form carries."""

import pytest

from portal.domain import stood
from portal.domain.errors import Conflict
from portal.domain.roles import Role
from portal.domain.safeguards import Safeguards
from portal.domain.sign_on import Place


def test_the_same_settings_have_the_same_digest_however_they_were_read() -> None:
    assert stood.digest(Role.SCOPED, ("orders",), None) == stood.digest("scoped", ["orders"], None)
    assert stood.digest(Place("all", Role.OWNER)) == stood.digest(Place("all", Role.OWNER))


def test_a_change_begins_from_what_stands_alone() -> None:
    before = Safeguards(24, second_person=True)
    stood.demand(stood.digest(before), before)
    stood.demand(None, before)
    for other in ("", "0" * 64, stood.digest(Safeguards(24, second_person=False)), stood.digest(None)):
        with pytest.raises(Conflict, match="settings_changed"):
            stood.demand(other, before)
