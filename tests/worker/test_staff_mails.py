"""Whatever staff are mailed leads to where they sign in, which may be another address than the persons' pages."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portal.domain.roles import Role, Viewer, ViewerKind
from portal.journey import correspondence
from portal.office import accounts, recovering, team
from portal.storage import jobs
from portal.worker import errands
from portal.worker.outside import Done
from portal.worker.timetable import Timetable
from tests import factories
from tests.faces import quick_hasher
from tests.house import House

__all__ = ["quick_hasher"]
PLACE = "https://staff.example.org/staff/"
SANNA, OLLI = "sanna.salo@example.org", "olli.maki@example.org"


@pytest.fixture
def house(house: House) -> House:
    """Staff sign in at an address of their own."""
    settings = house.outside.settings.model_copy(update={"staff_base_url": "https://staff.example.org"})
    return replace(house, outside=replace(house.outside, settings=settings))


def add(house: House, email: str) -> Viewer:
    made = accounts.add_staff(house.store, email, email, "kolme lokkia ja satama", house.shop.slug, "owner", "en")
    return Viewer(ViewerKind.STAFF, house.shop.id, staff_id=made, role=Role.OWNER)


def test_every_mail_to_staff_leads_to_where_they_sign_in(house: House) -> None:
    sanna, olli = add(house, SANNA), add(house, OLLI)
    request = factories.make_request(house.store, house.shop)
    correspondence.note(house.store, sanna, request.reference, "@Olli: yours?", [str(olli.staff_id)])
    team.invite(house.store, sanna, OLLI.replace("olli", "bo"), "Bo", "handler", (), "en")
    recovering.recover(house.store, SANNA)
    house.work()
    house.clock.now = datetime(2026, 12, 22, 6, 5, tzinfo=UTC)
    Timetable(house.store).look()
    house.work()
    told = [mail.text for to in (SANNA, OLLI, OLLI.replace("olli", "bo")) for mail in house.mailbox.mails(to)]
    for what in ("/login\n", "/join/", f"/requests/{request.reference}#notes", f"/requests/{request.reference}\n"):
        assert any(what in text for text in told), what
    for text in told:
        assert PLACE in text
        assert "portal.example.org" not in text


def test_a_word_of_a_reset_that_cannot_be_written_ends(house: House) -> None:
    add(house, SANNA)
    house.work()
    recovering.recover(house.store, SANNA)
    nowhere = house.outside.settings.model_copy(update={"staff_base_url": "no address"})
    outside = replace(house.outside, settings=nowhere)
    ended = []
    while job := jobs.take(house.store, "post", "w"):
        ended += [errands.run(outside, job)] if job.kind == recovering.JOB else []
        jobs.finish(house.store, job, "w")
    assert ended == [Done("mail_not_composed")]
