"""The answer on several rights: a letter for each, one package, one release; and what was erased is emptied here."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest

from portal.demo import customers
from portal.domain.errors import Conflict, Refused
from portal.domain.lifecycle import Resolution, Right, Status
from portal.domain.rulings import Choice, Reason
from portal.domain.wishes import Correction, RestrictionGround, Wishes
from portal.journey import answering, review, steps
from portal.journey.decision import decide
from portal.storage import tables as t
from portal.storage.door import person as person_door
from portal.storage.jobs import Taken
from portal.worker import answers
from portal.worker.errands import expire_packages
from tests.cases import BALANCE, Desk
from tests.factories import MadeRequest
from tests.papers.test_letters import text_of

GRANT = Choice(grant=True, why_more="Nobody needs it any more")
PHONE = Wishes(erase=("phone",))


def kinds(desk: Desk, request: MadeRequest) -> list[str]:
    """The kinds of the letters that wait."""
    return [one.kind for one in desk.case(request).prepared_letters]


def letter(desk: Desk, request: MadeRequest, kind: str) -> str:
    """What a letter says, on one line."""
    (found,) = [one for one in desk.case(request).letters if one.kind == kind]
    return text_of(found.html.replace("<br>", " "))


def package(desk: Desk, request: MadeRequest) -> zipfile.ZipFile:
    _line, pieces = person_door.package(desk.house.store, request.person)
    return zipfile.ZipFile(io.BytesIO(b"".join(pieces)))


def values(data: dict[str, Any]) -> list[Any]:
    return [one for table in data["tables"] for record in table["records"] for one in record["values"].values()]


def stored(desk: Desk, request: MadeRequest, category: str) -> list[dict[str, Any]]:
    """What the portal itself holds of the person's findings of one category."""
    rows = [
        row
        for row in desk.house.rows(t.Finding, request)
        if row.category == category and row.ground != "not_this_person"
    ]
    return [desk.house.unsealed(row) for row in rows]


def test_it_writes_a_letter_for_each_right_and_releases_them_at_once(desk: Desk) -> None:
    rights = (Right.ACCESS, Right.RECTIFICATION, Right.PORTABILITY)
    number = "040 000 1234"
    request = desk.searched(*rights, wishes=Wishes(corrections=(Correction("phone", "", number),)))
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    plan = desk.decision(request)
    cell = next(one.cell.key for one in plan.cells if one.cell.category == "phone")
    choices = {
        "rectification:0": Choice(grant=True, cells=(cell,), value=number),
        "portability:unsorted": Choice(grant=False, reason=Reason.BASIS),
    }
    decide(desk.house.store, desk.staff, request.reference, desk.version(request), plan.digest, choices=choices)
    desk.house.work()
    assert kinds(desk, request) == ["access", "portability", "rectification"]
    assert person_door.case_page(desk.house.store, request.person).letters == ()
    told = letter(desk, request, "rectification")
    assert number in told
    assert "portable" in letter(desk, request, "portability")
    with pytest.raises(Conflict):
        answering.release(desk.house.store, desk.staff, request.reference, desk.version(request), plan.answer_digest)
    desk.release(request)
    assert {one.kind for one in person_door.case_page(desk.house.store, request.person).letters} == {
        "access", "portability", "rectification",
    }  # fmt: skip
    released = {row.released_at for row in desk.house.rows(t.Letter, request)}
    assert released == {desk.house.request(request).answered_at}
    assert desk.house.kinds(request).count("answer_released") == 1
    archive = package(desk, request)
    assert {"letter.html", "letter-portability.html", "letter-rectification.html"} <= set(archive.namelist())
    whole = {one["key"] for one in json.loads(archive.read("data.json"))["categories"]}
    carried = json.loads(archive.read("portable/data.json"))
    assert {one["key"] for one in carried["categories"]} < whole
    assert not {"billing", "marketing_bans", "unsorted"} & {one["key"] for one in carried["categories"]}
    assert desk.case(request).resolution is Resolution.GRANTED_IN_PART


def test_it_carries_over_what_the_person_gave_and_nothing_of_others(desk: Desk) -> None:
    request = desk.searched(Right.PORTABILITY)
    hidden = next(line for line in desk.findings(request) if line.category == "email")
    review.judge(
        desk.house.store, desk.staff, request.reference, desk.version(request), [hidden.id], "withheld",
        "others_rights", "Shared by two",
    )  # fmt: skip
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    choices = {"portability:unsorted": GRANT}
    plan = desk.decision(request)
    decide(desk.house.store, desk.staff, request.reference, desk.version(request), plan.digest, choices=choices)
    desk.house.work()
    assert kinds(desk, request) == ["portability"]
    assert "Shared by two" in letter(desk, request, "portability")
    desk.release(request)
    archive = package(desk, request)
    data = json.loads(archive.read("data.json"))
    assert data["schema"] == "portal-portable/1"
    assert "email" not in {one["key"] for one in data["categories"]}
    everything = b"".join(archive.read(name) for name in archive.namelist() if not name.startswith("letter"))
    withheld = [field.value for field in hidden.fields if field.name == "email"]
    assert withheld
    assert str(withheld[0]).encode() not in archive.read("data.json").replace(
        (customers.SARI.email or "").encode(), b""
    )
    note = next(line for line in desk.findings(request) if line.kind == "note")
    remark = next(str(field.value) for field in note.fields if field.name == "text")
    assert remark.encode() not in everything
    assert "Lehtonen" in str(values(data))
    assert desk.case(request).resolution is Resolution.GRANTED_IN_PART


def test_it_empties_what_was_erased_after_the_release(desk: Desk) -> None:
    request = desk.prepared(Right.ERASURE, wishes=PHONE, choices={"erasure:phone": GRANT})
    assert kinds(desk, request) == ["erasure"]
    assert desk.case(request).package is None
    assert all(one["fields"] for one in stored(desk, request, "phone"))
    desk.release(request)
    desk.house.work()
    phones = stored(desk, request, "phone")
    assert phones
    assert all(one["fields"] == [] and one["subject"] == "" and one["key"] for one in phones)
    assert all(one["fields"] for one in stored(desk, request, "orders"))
    assert desk.house.kinds(request).count("findings_wiped") == 1
    assert desk.case(request).resolution is Resolution.GRANTED
    assert len([line for line in desk.findings(request) if not line.fields]) == len(phones)
    answers.wipe(desk.house.store, Taken("j", "findings.wipe", "slow", {}, request.controller_id, request.id, 1))
    assert desk.house.kinds(request).count("findings_wiped") == 1


def test_it_empties_what_was_erased_when_the_copy_of_it_expires(desk: Desk) -> None:
    request = desk.prepared(Right.ACCESS, Right.ERASURE, wishes=PHONE, choices={"erasure:phone": GRANT})
    assert kinds(desk, request) == ["access", "erasure"]
    desk.release(request)
    desk.house.work()
    assert all(one["fields"] for one in stored(desk, request, "phone"))
    desk.house.clock.now += timedelta(days=31)
    expire_packages(desk.house.outside, Taken("j", "package.expire", "slow", {}, request.controller_id, "", 1))
    desk.house.work()
    assert all(one["fields"] == [] for one in stored(desk, request, "phone"))
    assert desk.house.kinds(request)[-2:] == ["package_removed", "findings_wiped"]


def test_it_tells_what_stays_until_when_and_keeps_it(desk: Desk) -> None:
    request = desk.prepared(Right.ERASURE, wishes=Wishes(erase=("billing", "phone")), choices={"erasure:phone": GRANT})
    told = letter(desk, request, "erasure")
    for wanted in ("17 artiklan", "31. joulukuuta", "kirjanpitolaki", "Tietosuojavaltuutetun toimisto", "79 artikla"):
        assert wanted in told
    desk.release(request)
    desk.house.work()
    assert all(one["fields"] for one in stored(desk, request, "billing"))
    assert desk.case(request).resolution is Resolution.GRANTED_IN_PART


def test_it_never_tells_an_erasure_done_that_could_not_be(desk: Desk) -> None:
    request = desk.receive(Right.ERASURE, wishes=Wishes(erase=("phone",)))
    slack = next(step for step in desk.case(request).steps if step.system == "slack")
    steps.complete_by_hand(
        desk.house.store, desk.staff, request.reference, desk.version(request), slack.id, "found", "",
        [("phone", "040 111 2222")],
    )  # fmt: skip
    desk.finish_steps(request)
    review.include_exact(desk.house.store, desk.staff, request.reference, desk.version(request))
    left = [one.id for one in desk.findings(request) if one.verdict == "open"]
    review.judge(desk.house.store, desk.staff, request.reference, desk.version(request), left, "included", "")
    desk.vouch(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    plan = desk.decision(request)
    decide(
        desk.house.store, desk.staff, request.reference, desk.version(request), plan.digest,
        choices={"erasure:phone": GRANT},
    )  # fmt: skip
    desk.house.work()
    desk.finish_steps(request, "cannot", "Slack ei salli poistoa.")
    desk.house.work()
    told = letter(desk, request, "erasure")
    assert "Slack ei salli poistoa." in told
    assert "Olemme poistaneet osan tiedoistasi" in told
    desk.release(request)
    desk.house.work()
    kept = [one for one in stored(desk, request, "phone") if one["fields"]]
    assert [one["fields"][0]["value"] for one in kept] == ["040 111 2222"]


def test_it_says_once_that_nothing_is_held_whatever_was_asked(desk: Desk) -> None:
    rights = (Right.ERASURE, Right.RESTRICTION, Right.PORTABILITY)
    wishes = Wishes(restrict=RestrictionGround.ACCURACY)
    request = desk.prepared(*rights, wishes=wishes, email=customers.UNKNOWN_EMAIL, name="Eero Tuntematon")
    assert kinds(desk, request) == ["nothing"]
    told = letter(desk, request, "nothing")
    for wanted in ("poist", "jäädyt", "17 artikla", "18 artikla", "20 artikla"):
        assert wanted in told
    desk.release(request)
    assert desk.case(request).resolution is Resolution.NOTHING_HELD


def test_it_tells_an_incomplete_search_in_every_letter(desk: Desk) -> None:
    request = desk.receive(Right.ERASURE, email=customers.UNKNOWN_EMAIL, name="Eero Tuntematon")
    slack = next(step for step in desk.case(request).steps if step.system == "slack")
    steps.complete_by_hand(
        desk.house.store, desk.staff, request.reference, desk.version(request), slack.id, "cannot", "Vanhat piilossa"
    )
    desk.finish_steps(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    decide(desk.house.store, desk.staff, request.reference, desk.version(request), desk.decision(request).digest)
    desk.house.work()
    assert kinds(desk, request) == ["erasure"]
    told = letter(desk, request, "erasure")
    assert "Vanhat piilossa" in told
    assert "toistaiseksi" in told
    desk.release(request)
    assert desk.case(request).resolution is Resolution.GRANTED_IN_PART


def test_it_answers_an_objection_and_a_restriction(desk: Desk) -> None:
    wishes = Wishes(purposes=("customer_relationship",), reason="Syyni", restrict=RestrictionGround.ACCURACY)
    refusal = Choice(grant=False, reason=Reason.COMPELLING, balance=BALANCE)
    request = desk.prepared(
        Right.OBJECTION, Right.RESTRICTION, wishes=wishes, choices={"objection:customer_relationship": refusal}
    )
    assert kinds(desk, request) == ["objection", "restriction"]
    told = letter(desk, request, "objection")
    for wanted in (
        "Petosta tutkitaan.",
        "Käyttö rajattu kahteen tilaukseen.",
        "21 artiklan 1 kohta",
        "Tietosuojavaltuutetun toimisto",
        "79 artikla",
    ):
        assert wanted in told
    assert "jäädyt" in told.lower()
    frozen = letter(desk, request, "restriction")
    assert "18 artiklan 2 kohta" in frozen
    assert "Jäädytetty" in frozen
    desk.release(request)
    assert desk.case(request).resolution is Resolution.GRANTED_IN_PART


def test_it_releases_nothing_while_one_of_the_letters_lacks_something(desk: Desk) -> None:
    request = desk.prepared(Right.ACCESS, Right.ERASURE, wishes=PHONE, choices={"erasure:phone": GRANT})
    gathered = answering.gather(desk.house.store, request.controller_id, request.id)
    assert gathered is not None
    whole = answers.compose(gathered)
    broken = [
        type(one)(one.kind, one.language, one.title, type(one.html)(one.html.replace('data-element="L7-gone"', "")),
                  one.required)
        for one in whole
    ]  # fmt: skip
    answering.record_prepared(desk.house.store, gathered, broken, None)
    with pytest.raises(Refused) as refusal:
        desk.release(request)
    assert refusal.value.code == "letter_incomplete"
    assert desk.case(request).status is Status.ANSWERING
    assert {row.released_at for row in desk.house.rows(t.Letter, request)} == {None}
    answering.record_prepared(desk.house.store, gathered, whole, None)
    assert len(desk.house.rows(t.Letter, request)) == 2
