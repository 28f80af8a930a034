"""Reminders, packages that expire, files that nobody names."""

import os
from datetime import timedelta
from io import BytesIO

import pytest

from portal.domain.errors import Conflict
from portal.domain.roles import machine
from portal.journey import keeping
from portal.storage import files
from portal.storage import tables as t
from portal.storage.work import work
from portal.worker import errands
from portal.worker.timetable import Timetable
from tests import factories
from tests.factories import MadeRequest
from tests.house import House

ADDRESS = "aino.virtanen@example.org"


def run_timetable(house: House) -> None:
    Timetable(house.store).look()
    house.work()


def make_package(house: House, request: MadeRequest) -> tuple[str, str]:
    """A released package of one sealed file."""
    with work(house.store, machine(house.shop.id)) as w:
        case = w.case(request.id)
        file_id = t.new_id()
        size, digest = files.write(house.store.folder, case.key, file_id, BytesIO(b"zip"))
        case.add(
            t.Upload, {"name": "answer.zip"}, id=file_id, purpose="package", media_type="application/zip", size=size,
            digest=digest, at=w.now,
        )  # fmt: skip
        w.session.flush()
        package = case.add(
            t.Package, upload_id=file_id, manifest_digest=digest, at=w.now, released_at=w.now,
            expires_at=w.now + timedelta(days=30),
        )  # fmt: skip
        w.happened("answer_released", case)
        return package.id, file_id


def test_it_reminds_once_after_three_days_with_the_same_link(house: House) -> None:
    request = factories.make_request(house.store, house.shop, confirmed=False)
    run_timetable(house)
    assert len(house.mailbox.mails(ADDRESS)) == 1
    for _day in range(6):
        house.clock.pass_by(days=1)
        run_timetable(house)
    first, second = house.mailbox.mails(ADDRESS)
    link = next(word for word in first.text.split() if "/confirm/" in word)
    assert link in second.text
    assert house.kinds(request).count("reminded") == 1
    with pytest.raises(Conflict):
        keeping.remind(house.store, house.shop.id, request.id)


def test_it_reminds_with_a_link_that_lives_where_the_worker_was_away_for_long(house: House) -> None:
    factories.make_request(house.store, house.shop, confirmed=False)
    run_timetable(house)
    house.clock.pass_by(days=9)
    run_timetable(house)
    first, second = house.mailbox.mails(ADDRESS)
    link = next(word for word in first.text.split() if "/confirm/" in word)
    assert link not in second.text
    assert "/confirm/" in second.text


def test_it_does_not_remind_a_mailbox_that_refused_the_first_mail(house: House) -> None:
    request = factories.make_request(house.store, house.shop, email="bounce@example.org", confirmed=False)
    for _day in range(6):
        run_timetable(house)
        house.clock.pass_by(days=1)
    assert sorted(one.state for one in house.rows(t.Mail, request)) == ["bounced", "withheld"]


def test_it_removes_a_package_after_thirty_days(house: House) -> None:
    request = factories.make_request(house.store, house.shop)
    _package, file_id = make_package(house, request)
    house.clock.pass_by(days=29)
    run_timetable(house)
    assert files.path_of(house.store.folder, file_id).exists()
    house.clock.pass_by(days=2)
    run_timetable(house)
    assert not files.path_of(house.store.folder, file_id).exists()
    assert house.rows(t.Package, request)[0].removed_at == house.clock.now
    assert house.kinds(request).count("package_removed") == 1


def test_it_sweeps_files_that_no_row_names(house: House) -> None:
    request = factories.make_request(house.store, house.shop)
    _package, named = make_package(house, request)
    stray, young = t.new_id(), t.new_id()
    for file_id in (stray, young):
        files.write(house.store.folder, b"k" * 32, file_id, BytesIO(b"left behind"))
    for file_id in (stray, named):
        old = (house.clock.now - errands.SWEEP_AFTER * 2).timestamp()
        os.utime(files.path_of(house.store.folder, file_id), (old, old))
    fresh = house.clock.now.timestamp()
    os.utime(files.path_of(house.store.folder, young), (fresh, fresh))
    run_timetable(house)
    assert {file_id for file_id, _written in files.all_ids(house.store.folder)} == {named, young}
