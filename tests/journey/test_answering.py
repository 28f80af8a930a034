"""The answer: written from what was decided, released once and only as it was seen, noticed when it is looked at."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from portal.demo import customers
from portal.domain.errors import Conflict, NotFound, Refused
from portal.domain.lifecycle import Resolution, Status
from portal.domain.register import Text
from portal.domain.roles import Role, machine
from portal.journey import answering, review, steps
from portal.journey.decision import decide
from portal.office import registers
from portal.reading.toml import register_to_json
from portal.storage import tables as t
from portal.storage.door import case as door
from portal.storage.door import person as person_door
from portal.storage.jobs import Taken
from portal.worker import answers
from tests import factories
from tests.cases import Desk
from tests.factories import MadeRequest


def package(desk: Desk, request: MadeRequest) -> zipfile.ZipFile:
    _line, pieces = person_door.package(desk.house.store, request.person)
    return zipfile.ZipFile(io.BytesIO(b"".join(pieces)))


def records(archive: zipfile.ZipFile) -> list[dict[str, Any]]:
    return [record for one in json.loads(archive.read("data.json"))["categories"] for record in one["records"]]


def test_it_gives_the_person_what_was_decided_and_nothing_of_the_other_half(desk: Desk) -> None:
    request = desk.prepared()
    assert person_door.case_page(desk.house.store, request.person).letters == ()
    with pytest.raises(NotFound):
        person_door.package(desk.house.store, request.person)
    desk.release(request)
    case = desk.case(request)
    assert (case.status, case.resolution) == (Status.ANSWERED, Resolution.GRANTED_IN_PART)
    page = person_door.case_page(desk.house.store, request.person)
    (letter,) = page.letters
    archive = package(desk, request)
    everything = b"".join(archive.read(name) for name in archive.namelist()) + letter.html.encode()
    assert b"Lehtonen" in everything
    assert b"Timo" not in everything
    assert len(records(archive)) == sum(line.verdict == "included" for line in desk.findings(request)) > 5
    assert page.package is not None
    assert page.package.expires_at == desk.house.clock.now + timedelta(days=30)
    desk.house.work()
    mail = desk.house.mailbox.mails("lehtoset@example.org")[-1]
    assert request.reference in mail.text
    assert "Lehtonen" not in mail.text


def test_it_says_nothing_held_only_when_nothing_is(desk: Desk) -> None:
    request = desk.prepared(email=customers.UNKNOWN_EMAIL, name="Eero Tuntematon")
    case = desk.case(request)
    assert case.prepared is not None
    assert (case.prepared.kind, case.package) == ("nothing", None)
    desk.release(request)
    assert desk.case(request).resolution is Resolution.NOTHING_HELD


def test_it_names_what_could_not_be_searched(desk: Desk) -> None:
    request = desk.receive(email=customers.UNKNOWN_EMAIL, name="Eero Tuntematon")
    slack = next(step for step in desk.case(request).steps if step.system == "slack")
    reason = "The free plan hides what is older"
    steps.complete_by_hand(
        desk.house.store, desk.staff, request.reference, desk.version(request), slack.id, "cannot", reason
    )
    desk.finish_steps(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    plan = desk.decision(request)
    assert "slack" in plan.incomplete
    desk_decide(desk, request)
    desk.house.work()
    letter = desk.case(request).prepared
    assert letter is not None
    assert letter.kind == "access"
    assert "Slack" in letter.html
    assert reason in letter.html
    desk.release(request)
    assert desk.case(request).resolution is plan.resolution is Resolution.GRANTED_IN_PART


def test_it_leaves_masked_values_out_of_every_file(desk: Desk) -> None:
    request = desk.searched()
    line = next(one for one in desk.findings(request) if one.kind == "note")
    place = next(field.place for field in line.fields if field.name == "text")
    hidden = str(line.fields[place].value)
    review.judge(
        desk.house.store, desk.staff, request.reference, desk.version(request), [line.id], "masked", "others_rights",
        "It names somebody", (place,),
    )  # fmt: skip
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    desk_decide(desk, request)
    desk.house.work()
    desk.release(request)
    archive = package(desk, request)
    assert hidden.encode() not in b"".join(archive.read(name) for name in archive.namelist())
    assert b"It names somebody" in archive.read("letter.html")
    masked = [part for record in records(archive) for part in record["fields"] if part["masked"]]
    assert [part["value"] for part in masked] == ["[…]"]


def test_it_releases_nothing_out_of_order_or_twice(desk: Desk) -> None:
    store = desk.house.store
    request = desk.decided()
    with pytest.raises(Refused):
        answering.release(store, desk.staff, request.reference, desk.version(request), "x")
    desk.house.work()
    version, digest = desk.version(request), desk.decision(request).answer_digest
    with pytest.raises(Conflict):
        answering.release(store, desk.staff, request.reference, version, "0" * 64)
    with pytest.raises(Conflict):
        answering.release(store, desk.staff, request.reference, version - 1, digest)
    limited = factories.make_staff(store, desk.house.shop, Role.HANDLER, ["name", "unsorted"])
    for viewer in (limited, request.person):
        with pytest.raises(Refused):
            answering.release(store, viewer, request.reference, version, digest)
    assert desk.case(request).status is Status.ANSWERING
    answering.release(store, desk.staff, request.reference, version, digest)
    mails = [mail.kind for mail in desk.case(request).mails]
    for again in (version, version + 1):
        with pytest.raises((Conflict, Refused)):
            answering.release(store, desk.staff, request.reference, again, digest)
    assert [mail.kind for mail in desk.case(request).mails] == mails
    assert desk.house.kinds(request).count("answer_released") == 1
    with pytest.raises(NotFound):
        door.prepared_package(store, desk.staff, request.reference)


def test_it_prepares_again_without_a_second_answer(desk: Desk) -> None:
    request = desk.prepared()
    store = desk.house.store
    first = desk.case(request).package
    gathered = answering.gather(store, request.controller_id, request.id)
    assert gathered is not None
    answers.prepare(store, Taken("j", "answer.prepare", "prompt", {}, request.controller_id, request.id, 1))
    assert len(desk.house.rows(t.Letter, request)) == len(desk.house.rows(t.Package, request)) == 1
    second = desk.case(request).package
    assert first is not None
    assert second is not None
    assert (first.upload_id, first.manifest_digest) == (second.upload_id, second.manifest_digest)
    assert desk.house.kinds(request).count("answer_prepared") == 1
    assert len([path for path in (store.folder / "files").rglob("*") if path.is_file()]) == 1
    desk.release(request)
    assert answering.gather(store, request.controller_id, request.id) is None
    with pytest.raises(Conflict):
        answering.record_prepared(store, gathered, answers.compose(gathered), None)
    assert len(desk.house.rows(t.Letter, request)) == 1


def test_it_refuses_a_letter_that_lacks_what_the_law_wants(desk: Desk) -> None:
    request = desk.prepared()
    case = desk.case(request)
    assert case.prepared is not None
    html = case.prepared.html.replace('data-element="R08"', "")
    gathered = answering.gather(desk.house.store, request.controller_id, request.id)
    assert gathered is not None
    (letter,) = answers.compose(gathered)
    broken = type(letter)(letter.kind, letter.language, letter.title, type(letter.html)(html), letter.required)
    answering.record_prepared(desk.house.store, gathered, [broken], None)
    with pytest.raises(Refused) as refusal:
        desk.release(request)
    assert refusal.value.code == "letter_incomplete"


def test_it_notices_who_looked_and_leaves_the_version(desk: Desk) -> None:
    request = desk.prepared()
    desk.release(request)
    version = desk.version(request)
    answering.seen(desk.house.store, request.person, request.reference, "answer_viewed")
    answering.seen(desk.house.store, request.person, request.reference, "answer_downloaded")
    assert desk.house.kinds(request)[-2:] == ["answer_viewed", "answer_downloaded"]
    assert desk.version(request) == version
    with pytest.raises(Refused):
        answering.seen(desk.house.store, request.person, request.reference, "answer_released")


def desk_decide(desk: Desk, request: MadeRequest) -> None:
    from_page = desk.decision(request).digest
    decide(desk.house.store, desk.staff, request.reference, desk.version(request), from_page)


def test_it_tells_what_the_register_said_when_the_request_came(desk: Desk) -> None:
    store, request = desk.house.store, desk.searched()
    later = "Told by the version that came after the request."
    told = replace(desk.register, transfer=replace(desk.register.transfer, text=Text(later, later, later)))
    registers.publish(store, machine(desk.house.shop.id), told.key, register_to_json(told))
    desk.judge_all(request)
    review.finish_review(store, desk.staff, request.reference, desk.version(request))
    desk.decide(request)
    desk.house.work()
    desk.release(request)
    (letter,) = person_door.case_page(store, request.person).letters
    page = package(desk, request).read("index.html").decode()
    for said in (letter.html, page):
        assert desk.register.transfer.text.fi in said
        assert later not in said
