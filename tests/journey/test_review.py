"""The review: namesakes, a shared mailbox, free text and stale forms; nothing of another person goes by itself."""

import pytest

from portal.demo import customers
from portal.domain.errors import Conflict, Invalid, NotFound, Refused
from portal.domain.lifecycle import Status
from portal.domain.roles import Role
from portal.journey import review, steps
from portal.storage import tables as t
from portal.storage.door.findings import OwnerLine, findings_page
from tests import factories
from tests.cases import Desk
from tests.factories import MadeRequest


def judge(desk: Desk, request: MadeRequest, ids: list[str], verdict: str = "included", **more: object) -> int:
    version = desk.version(request)
    return review.judge(desk.house.store, desk.staff, request.reference, version, ids, verdict, **more)  # type: ignore[arg-type]  # ground, note, masked


def test_it_takes_in_one_half_of_a_couple_and_leaves_the_other_and_free_text(desk: Desk) -> None:
    request = desk.searched()
    done = review.include_exact(desk.house.store, desk.staff, request.reference, desk.version(request))
    lines = desk.findings(request)
    assert done.taken == sum(line.verdict == "included" for line in lines) > 5
    assert {line.subject.split(" (")[0] for line in lines if line.verdict == "included"} == {"Sari Lehtonen"}
    notes = [line for line in lines if line.kind == "note"]
    assert done.left == len([line for line in notes if line.match == "exact"]) > 0
    assert {line.verdict for line in notes} == {"open"}


def test_it_takes_in_nothing_where_the_name_is_another(desk: Desk) -> None:
    request = desk.searched(name="Pekka Jokinen")
    done = review.include_exact(desk.house.store, desk.staff, request.reference, desk.version(request))
    assert done.taken == 0
    assert {line.verdict.value for line in desk.findings(request)} == {"open"}


def test_it_takes_in_nothing_where_nobody_gave_a_name_and_two_share_the_mailbox(desk: Desk) -> None:
    request = desk.searched(name="")
    done = review.include_exact(desk.house.store, desk.staff, request.reference, desk.version(request))
    assert done.taken == 0


def test_it_leaves_out_everything_of_another_customer_at_one_press(desk: Desk) -> None:
    request = desk.searched()
    page = {line.subject.split(" (")[0]: line for line in _owners(desk, request)}
    timo = page["Timo Lehtonen"]
    count = review.judge_owner(
        desk.house.store, desk.staff, request.reference, desk.version(request), timo.system, timo.owner, is_person=False
    )
    theirs = [line for line in desk.findings(request) if line.owner == timo.owner]
    assert len(theirs) == count > 0
    assert {(line.verdict.value, line.ground) for line in theirs} == {("withheld", "not_this_person")}
    for system, owner in ((timo.system, "00" * 16), (timo.system, "no hex"), ("slack", timo.owner)):
        with pytest.raises(NotFound):
            review.judge_owner(
                desk.house.store, desk.staff, request.reference, desk.version(request), system, owner, is_person=True
            )


def test_it_never_takes_in_mentions_with_a_customer(desk: Desk) -> None:
    request = desk.searched(email="asa.ohman@example.org", name="Åsa Öhman")
    for line in _owners(desk, request):
        review.judge_owner(
            desk.house.store, desk.staff, request.reference, desk.version(request), line.system, line.owner,
            is_person=True,
        )  # fmt: skip
    mentions = [line for line in desk.findings(request) if line.match == "mention"]
    assert mentions
    assert {line.verdict.value for line in mentions} == {"open"}


@pytest.mark.parametrize(
    ("verdict", "ground", "masked", "code"),
    [
        ("withheld", "", (), "ground_missing"),
        ("withheld", "unfounded", (), "ground_missing"),
        ("masked", "not_this_person", (0,), "ground_missing"),
        ("masked", "others_rights", (), "mask_missing"),
        ("masked", "others_rights", (99,), "mask_missing"),
        ("included", "", (0,), "mask_missing"),
        ("open", "", (), "verdict_unknown"),
        ("given", "", (), "verdict_unknown"),
    ],
)
def test_it_refuses_a_verdict_without_its_parts(
    desk: Desk, verdict: str, ground: str, masked: tuple[int, ...], code: str
) -> None:
    request = desk.searched()
    before = desk.house.kinds(request)
    with pytest.raises(Invalid) as refusal:
        judge(desk, request, [desk.findings(request)[0].id], verdict, ground=ground, masked=masked)
    assert refusal.value.code == code
    assert desk.house.kinds(request) == before


def test_it_masks_some_values_and_keeps_the_record(desk: Desk) -> None:
    request = desk.searched()
    line = next(one for one in desk.findings(request) if one.kind == "note")
    place = next(field.place for field in line.fields if field.name == "text")
    judge(desk, request, [line.id], "masked", ground="others_rights", note="Names a neighbour", masked=(place,))
    again = next(one for one in desk.findings(request) if one.id == line.id)
    assert [field.place for field in again.fields if field.masked] == [place]
    assert (again.verdict, again.ground, again.note, again.judged_by) == (
        "masked", "others_rights", "Names a neighbour", "Sanna Salo",
    )  # fmt: skip
    judge(desk, request, [line.id], "included")
    again = next(one for one in desk.findings(request) if one.id == line.id)
    assert (again.ground, [field.masked for field in again.fields]) == (None, [False] * len(again.fields))


def test_it_judges_no_finding_of_another_request_controller_or_category(desk: Desk) -> None:
    request, other = desk.searched(), desk.searched(email=customers.AINO.email, name="Aino Virtanen")
    foreign = desk.findings(other)[0].id
    with pytest.raises(NotFound):
        judge(desk, request, [desk.findings(request)[0].id, foreign])
    assert {line.verdict.value for line in desk.findings(request)} == {"open"}
    with pytest.raises(Invalid):
        judge(desk, request, [])
    elsewhere = factories.make_staff(desk.house.store, factories.make_controller(desk.house.store, "thewind"))
    with pytest.raises(NotFound):
        review.judge(desk.house.store, elsewhere, request.reference, 1, [foreign], "included")
    scoped = factories.make_staff(desk.house.store, desk.house.shop, Role.SCOPED, ["billing"])
    seen = desk.findings(request, scoped)
    assert {line.category for line in seen} == {"billing"}
    name = next(line.id for line in desk.findings(request) if line.category == "name")
    version = desk.version(request)
    with pytest.raises(NotFound):
        review.judge(desk.house.store, scoped, request.reference, version, [seen[0].id, name], "included")
    assert review.judge(desk.house.store, scoped, request.reference, version, [seen[0].id], "included") == 1
    for act in (review.finish_review, review.include_exact):
        with pytest.raises(Refused):
            act(desk.house.store, scoped, request.reference, desk.version(request))


def test_it_lets_one_of_two_win(desk: Desk) -> None:
    request = desk.searched()
    version, ids = desk.version(request), [desk.findings(request)[0].id]
    review.judge(desk.house.store, desk.staff, request.reference, version, ids, "included")
    with pytest.raises(Conflict):
        review.judge(desk.house.store, desk.staff, request.reference, version, ids, "withheld", "others_rights")
    assert desk.findings(request)[0].verdict == "included"


def test_it_finishes_only_what_is_searched_and_judged(desk: Desk) -> None:
    request = desk.receive()
    with pytest.raises(Refused) as refusal:
        review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    assert refusal.value.code == "search_unfinished"
    desk.finish_steps(request)
    with pytest.raises(Refused) as refusal:
        review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    assert refusal.value.code == "findings_open"
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    assert desk.case(request).status is Status.DECISION
    with pytest.raises(Refused):
        review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))


def test_it_takes_a_prepared_answer_back(desk: Desk) -> None:
    request = desk.prepared()
    with pytest.raises(Invalid):
        review.reopen(desk.house.store, desk.staff, request.reference, desk.version(request), " ")
    review.reopen(desk.house.store, desk.staff, request.reference, desk.version(request), "A record is missing")
    case = desk.case(request)
    assert (case.status, case.prepared, case.package) == (Status.REVIEW, None, None)
    assert [path for path in (desk.house.store.folder / "files").rglob("*") if path.is_file()] == []
    assert desk.house.rows(t.Decision, request) == []
    step = next(one for one in case.steps if one.performer == "machine")
    with pytest.raises(Refused):
        steps.run_again(desk.house.store, desk.staff, request.reference, desk.version(request), step.id)


def _owners(desk: Desk, request: MadeRequest) -> tuple[OwnerLine, ...]:
    return findings_page(desk.house.store, desk.staff, request.reference).owners
