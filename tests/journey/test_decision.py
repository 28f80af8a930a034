"""The decision stands on the plan that was seen, and on no other."""

import pytest

from portal.domain.errors import Conflict, NotFound, Refused
from portal.domain.lifecycle import Status
from portal.domain.roles import Role
from portal.journey import decision, review
from portal.storage import tables as t
from portal.storage.door.decision import decision_page
from tests import factories
from tests.cases import Desk
from tests.factories import MadeRequest


def reviewed(desk: Desk) -> MadeRequest:
    request = desk.searched()
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    return request


def test_it_writes_a_decision_for_each_category_with_the_digest(desk: Desk) -> None:
    request = reviewed(desk)
    plan = desk.decision(request)
    decision.decide(
        desk.house.store, desk.staff, request.reference, desk.version(request), plan.digest, "Looked at twice"
    )
    rows = desk.house.rows(t.Decision, request)
    assert {row.category: row.outcome for row in rows} == {line.category: line.outcome for line in plan.lines}
    assert {row.plan_digest for row in rows} == {plan.digest} == {desk.house.request(request).plan_digest}
    assert {desk.house.unsealed(row)["note"] for row in rows} == {"Looked at twice"}
    assert desk.case(request).status is Status.ANSWERING
    assert [job.kind for job in desk.house.jobs() if job.finished_at is None] == ["answer.prepare"]
    assert {line.name for line in desk.decision(request).decided} == {"Sanna Salo"}


def test_it_refuses_another_plan_than_was_seen(desk: Desk) -> None:
    request = reviewed(desk)
    seen = desk.decision(request).digest
    line = next(one for one in desk.findings(request) if one.verdict == "included")
    review.judge(
        desk.house.store, desk.staff, request.reference, desk.version(request), [line.id], "withheld", "others_rights"
    )
    with pytest.raises(Conflict):
        decision.decide(desk.house.store, desk.staff, request.reference, desk.version(request), seen)
    assert desk.case(request).status is Status.DECISION
    assert desk.house.rows(t.Decision, request) == []


def test_it_decides_once(desk: Desk) -> None:
    request = reviewed(desk)
    version, digest = desk.version(request), desk.decision(request).digest
    decision.decide(desk.house.store, desk.staff, request.reference, version, digest)
    with pytest.raises(Conflict):
        decision.decide(desk.house.store, desk.staff, request.reference, version, digest)
    with pytest.raises(Refused):
        decision.decide(desk.house.store, desk.staff, request.reference, version + 1, digest)


def test_it_decides_nothing_before_the_review_or_for_others(desk: Desk) -> None:
    request = desk.searched()
    with pytest.raises(Refused):
        decision.decide(
            desk.house.store, desk.staff, request.reference, desk.version(request), desk.decision(request).digest
        )
    desk.judge_all(request)
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    digest = desk.decision(request).digest
    scoped = factories.make_staff(desk.house.store, desk.house.shop, Role.SCOPED, ["name", "unsorted"])
    limited = factories.make_staff(desk.house.store, desk.house.shop, Role.HANDLER, ["name", "unsorted"])
    for viewer in (scoped, limited, request.person):
        with pytest.raises(Refused):
            decision.decide(desk.house.store, viewer, request.reference, desk.version(request), digest)
    with pytest.raises(NotFound):
        decision_page(desk.house.store, limited, request.reference, desk.register)
