"""The pages of one request, in the real application: what they show to whom, and what they refuse."""

import io
import re
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from portal.demo import customers
from portal.domain.lifecycle import Right, Status
from portal.domain.roles import Role
from portal.journey import correspondence, review, steps
from portal.office import accounts
from portal.storage import tables as t
from portal.storage.door.findings import findings_page
from tests import factories
from tests.cases import Desk
from tests.faces import PASSWORD, Browser, words_of
from tests.factories import MadeRequest

NASTY = "<script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\"'><svg/onload=alert(3)>"


def home(request: MadeRequest, slug: str = "digelius") -> str:
    return f"/staff/{slug}/requests/{request.reference}"


def pages(desk: Desk, request: MadeRequest) -> list[str]:
    """Every page of a request that answers a GET."""
    step = desk.case(request).steps[0].id
    found = desk.findings(request)
    more = [f"/findings/{found[0].id}"] if found else []
    return ["", "?poll=1", "/findings", "/findings?show=open", "/decision", "/release", f"/steps/{step}", *more]


def test_it_leads_a_request_from_the_search_to_the_answer(desk: Desk, browser: Browser) -> None:
    request = desk.receive(email=customers.UNKNOWN_EMAIL, name="Eero Tuntematon")
    path = home(request)
    page = browser.get(path)
    assert page.status_code == 200
    assert "Eero Tuntematon" in page.text
    for step in desk.case(request).steps:
        if step.state == "by_hand":
            browser.get(f"{path}/steps/{step.id}")
            done = browser.post(f"{path}/steps/{step.id}", version=desk.version(request), outcome="nothing", note="")
            assert (done.status_code, done.headers["Location"]) == (303, path)
    browser.get(f"{path}/findings")
    done = browser.post(f"{path}/findings/finish", version=desk.version(request))
    assert done.headers["Location"] == f"{path}/decision"
    digest = _field(browser.get(f"{path}/decision").text, "digest")
    browser.post(f"{path}/decision", version=desk.version(request), digest=digest)
    assert browser.get(path, **{"HX-Request": "true"}).status_code == 200
    desk.house.work()
    assert browser.get(f"{path}?poll=1", **{"HX-Request": "true"}).status_code == 286
    digest = _field(browser.get(f"{path}/release").text, "digest")
    assert browser.post(f"{path}/release", version=desk.version(request), digest=digest).status_code == 303
    assert desk.case(request).status is Status.ANSWERED
    assert browser.post(f"{path}/release", version=desk.version(request), digest=digest).status_code == 403
    assert browser.get(path).status_code == 200


def test_it_leads_from_one_step_to_the_next(desk: Desk, browser: Browser) -> None:
    request = desk.receive(email=customers.UNKNOWN_EMAIL, name="Eero Tuntematon")
    path = home(request)
    waiting = [one.id for one in desk.case(request).steps if one.state == "by_hand"]
    here = f"{path}/steps/{waiting[0]}"
    seen = []
    while here != path:
        page = words_of(browser.get(f"{here}?lang=en"))
        seen.append(here.rpartition("/")[2])
        # The last one has no next
        assert ("Save and open the next step" in page) is (len(seen) < len(waiting))
        sent = {"version": desk.version(request), "outcome": "nothing", "then": "next"}
        refused = browser.post(here, **{**sent, "outcome": ""})
        assert refused.status_code == 422
        here = browser.post(here, **sent).headers["Location"]
    assert sorted(seen) == sorted(waiting)


def test_an_address_breaks_at_its_signs(desk: Desk, browser: Browser) -> None:
    request = desk.receive(email="eero.tuntematon@example.org")
    page = browser.get(home(request))
    assert "eero.<wbr>tuntematon@<wbr>example.<wbr>org" in page.text
    assert "eero.tuntematon@example.org" in words_of(page)


def test_it_says_what_is_done_by_hand_and_where(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.ERASURE)
    page = words_of(browser.get(f"{home(request)}?lang=en"))
    by_hand = [one for one in desk.case(request).steps if one.state == "by_hand"]
    first = min(by_hand, key=lambda one: (one.due or desk.today, one.system))
    name = next(one.name for one in desk.register.systems if one.key == first.system).in_language("en")
    assert "Search by hand" in page
    assert f"Open the first step {name}" in page
    row = words_of(browser.get("/staff/digelius/requests"))
    assert f"Search {len(by_hand)} systems by hand" in row


def test_it_asks_nothing_of_staff_about_the_mailbox_before_the_review(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.ACCESS)
    page = words_of(browser.get(f"{home(request)}?lang=en"))
    assert "It is known well enough who asks The review tells" in page
    assert "Not yet" not in page
    # Nor while the person still answers the questions, nor on the page of the identity itself
    asked = factories.make_request(desk.house.store, desk.house.shop, Right.ACCESS)
    for path in (home(asked), f"{home(asked)}/identity", f"{home(request)}/identity"):
        page = words_of(browser.get(f"{path}?lang=en"))
        assert "It is known well enough who asks The review tells" in page, path
        assert "Not yet" not in page, path


def test_it_says_what_is_needed_once_the_review_is_over(desk: Desk, browser: Browser) -> None:
    # Given what people found for an address that no customer has, judged to be theirs
    request = desk.receive(Right.ACCESS, email=customers.UNKNOWN_EMAIL, name="Eero Tuntematon")
    desk.finish_finds(request, {"slack": "orders"})
    review.judge(
        desk.house.store, desk.staff, request.reference, desk.version(request),
        [one.id for one in desk.findings(request)], "included",
    )  # fmt: skip
    review.finish_review(desk.house.store, desk.staff, request.reference, desk.version(request))
    # Then it is not known well enough who asks, on the request's page and on the identity's
    for path in (home(request), f"{home(request)}/identity"):
        page = words_of(browser.get(f"{path}?lang=en"))
        assert "Not yet" in page, path
        assert "Needed here: the contact is the one on file." in page, path


def test_it_leads_back_to_what_was_decided(desk: Desk, browser: Browser) -> None:
    link = '/decision">Decision</a>'
    browser.get("/staff/digelius/requests?lang=en")
    assert link not in browser.get(home(desk.searched(Right.ACCESS))).text
    assert link in browser.get(home(desk.decided(Right.ACCESS))).text


def test_it_says_that_the_person_waits_for_an_answer(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.ACCESS)
    said, flag = "A message waits for an answer", "Message without an answer"

    def told() -> tuple[bool, bool]:
        page, queue = (words_of(browser.get(path)) for path in (home(request), "/staff/digelius/requests"))
        return said in page, flag in queue

    browser.get("/staff/digelius/requests?lang=en")
    assert told() == (False, False)
    correspondence.write(desk.house.store, request.person, request.reference, "Onko levyni tullut?", [], 1000)
    assert told() == (True, True)
    correspondence.note(desk.house.store, desk.staff, request.reference, "Kysytty varastosta")
    assert told() == (True, True)
    desk.house.clock.now += timedelta(minutes=5)
    correspondence.write(desk.house.store, desk.staff, request.reference, "On.", [], 1000)
    assert told() == (False, False)


def test_it_runs_nothing_that_others_wrote(desk: Desk, browser: Browser) -> None:
    request = desk.receive(name=NASTY)
    step = next(one for one in desk.case(request).steps if one.system == "slack")
    steps.complete_by_hand(
        desk.house.store, desk.staff, request.reference, desk.version(request), step.id, "found", NASTY,
        [("orders", NASTY)],
    )  # fmt: skip
    desk.finish_steps(request)
    for viewer in (request.person, desk.staff):
        correspondence.write(
            desk.house.store, viewer, request.reference, NASTY, [(f"{NASTY}.pdf", io.BytesIO(b"%PDF-1.7"))], 99,
        )  # fmt: skip
    correspondence.note(desk.house.store, desk.staff, request.reference, NASTY)
    nasty = next(line.id for line in desk.findings(request) if line.system == "slack")
    for page in [*pages(desk, request), f"/findings/{nasty}", f"/steps/{step.id}"]:
        answer = browser.get(home(request) + page)
        assert answer.status_code in {200, 303}, page
        for tag in ("<script>alert", "<img src=x", "<svg/onload"):
            assert tag not in answer.text, page
        assert "49" not in re.findall(r"alert\(2\)&gt;(\d+)", answer.text)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    page = browser.get(home(request)).text
    assert page.count("&lt;script&gt;alert(1)") >= 5
    for place in re.finditer("&lt;script&gt;alert", page.split("<main", 1)[1]):
        before = page.split("<main", 1)[1][: place.start()]
        assert "data-hx-disable" in before


def test_it_answers_for_another_controllers_request_as_for_none(desk: Desk, app: Flask, browser: Browser) -> None:
    other = factories.make_controller(desk.house.store, "thewind")
    foreign = factories.make_request(desk.house.store, other, email="a@example.org")
    mine = desk.searched()
    missing = browser.get("/staff/digelius/requests/0000-0000-0000")
    assert missing.status_code == 404
    for page in pages(desk, mine):
        nobodys = browser.get(f"/staff/digelius/requests/0000-0000-0000{page}")
        others = browser.get(home(foreign) + page)
        assert (others.status_code, nobodys.status_code) == (404, 404)
        assert _masked(others.text, foreign.reference) == _masked(nobodys.text, "0000-0000-0000")
        assert browser.get(home(foreign, "thewind") + page).status_code == 404
        assert Browser(app).get(home(mine) + page).status_code == 303
    step = desk.case(mine).steps[0].id
    assert browser.get(f"{home(foreign)}/steps/{step}").status_code == 404
    browser.get(home(mine))
    for act in (
        "messages",
        "notes",
        "findings/judge",
        "findings/exact",
        "decision",
        "release",
        "release/looked",
        "reopen",
        f"steps/{step}",
    ):
        assert browser.post(f"{home(foreign)}/{act}", text="x", version=1).status_code == 404, act


def test_it_shows_a_limited_role_its_own_categories_alone(desk: Desk, app: Flask) -> None:
    request = desk.searched()
    correspondence.write(desk.house.store, request.person, request.reference, "Hyvin salaista", [], 99)
    lauri_id = accounts.add_staff(
        desk.house.store, "lauri@example.org", "Lauri Laskuttaja", PASSWORD, "digelius", "handler", "fi"
    )
    _limit(desk, lauri_id, ["billing"])
    lauri = Browser(app)
    lauri.sign_in("lauri@example.org")
    page = lauri.get(home(request))
    assert page.status_code == 200
    said = words_of(page)
    assert "Sari Lehtonen" in said
    for hidden in ("Hyvin salaista", "lehtoset@example.org", "045 672 0091"):
        assert hidden not in page.text
    findings = lauri.get(f"{home(request)}/findings")
    assert "Puistokatu" not in findings.text
    assert len(re.findall(r'name="finding"', findings.text)) == sum(
        line.category == "billing" for line in desk.findings(request)
    )
    name = next(line.id for line in desk.findings(request) if line.category == "name")
    assert lauri.get(f"{home(request)}/findings/{name}").status_code == 404
    for page_of_handlers in ("/decision", "/release", "/release/package.zip"):
        assert lauri.get(home(request) + page_of_handlers).status_code == 403
    for act in (
        "messages",
        "notes",
        "findings/finish",
        "findings/owner",
        "findings/exact",
        "decision",
        "release",
        "release/looked",
    ):
        assert lauri.post(f"{home(request)}/{act}", text="x", version=1).status_code == 403, act


def test_it_ignores_what_a_form_does_not_hold(desk: Desk, browser: Browser) -> None:
    request = desk.searched()
    before = desk.case(request)
    browser.get(f"{home(request)}/findings")
    line = before.tallies[0]
    finding = desk.findings(request)[0]
    browser.post(
        f"{home(request)}/findings/judge", version=before.version, finding=finding.id, verdict="included",
        status="answered", due="2030-01-01", judged_by="machine", controller_id="x", category="name",
    )  # fmt: skip
    after = desk.case(request)
    assert (after.status, after.due, line.category) == (before.status, before.due, before.tallies[0].category)
    judged = next(one for one in desk.findings(request) if one.id == finding.id)
    assert (judged.verdict, judged.judged_by, judged.category) == ("included", "Sanna Salo", finding.category)


def test_it_says_what_changed_to_the_slower_of_two(desk: Desk, browser: Browser) -> None:
    request = desk.searched()
    page = browser.get(f"{home(request)}/findings")
    stale = {"version": _field(page.text, "version"), "seen": _field(page.text, "seen")}
    finding = desk.findings(request)[0]
    correspondence.write(desk.house.store, request.person, request.reference, "Odota!", [], 99)
    answer = browser.post(
        f"{home(request)}/findings/judge", **stale, finding=finding.id, verdict="withheld", ground="others_rights",
        note="Tuskin hänen",
    )  # fmt: skip
    assert answer.status_code == 409
    assert "Viesti" in words_of(answer)
    assert "Tuskin hänen" in answer.text
    assert desk.findings(request)[0].verdict == "open"


def test_it_keeps_what_was_typed_where_a_form_is_refused(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.ACCESS)
    browser.get(home(request))
    sent = {"text": "Liitteenä sopimus", "files": (io.BytesIO(b"MZ\x90\x00\x03"), "sopimus.pdf")}
    answer = browser.post(f"{home(request)}/messages", **sent)
    assert answer.status_code == 422
    assert "Liitteenä sopimus" in answer.text
    assert desk.case(request).messages == ()
    step = next(one for one in desk.case(request).steps if one.state == "by_hand")
    path = f"{home(request)}/steps/{step.id}"
    answer = browser.post(path, version=desk.version(request), outcome="nothing", note="Muistiin", found_orders="Rivi")
    assert answer.status_code == 303
    step = next(one for one in desk.case(request).steps if one.state == "by_hand")
    path = f"{home(request)}/steps/{step.id}"
    answer = browser.post(path, version=desk.version(request), outcome="cannot", note="")
    assert (answer.status_code, desk.case(request).step(step.id).state) == (422, "by_hand")
    answer = browser.post(path, version=desk.version(request), outcome="found", note="Huomaa", found_orders="")
    assert answer.status_code == 422
    assert "Huomaa" in answer.text
    answer = browser.post(path, version=desk.version(request), outcome="found", found_orders="Yksi\r\n\r\nKaksi")
    assert answer.status_code == 303
    found = findings_page(desk.house.store, desk.staff, request.reference, "orders", step.system)
    assert [line.fields[0].value for group in found.groups for line in group.rows] == ["Yksi", "Kaksi"]


def test_it_pages_what_is_much(desk: Desk, browser: Browser) -> None:
    request = desk.searched(email=customers.PETRI.email, name="Petri Nieminen")
    seen: list[str] = []
    path = f"{home(request)}/findings"
    page = browser.get(path)
    assert len(page.data) < 400_000
    following = f"{path}?category=billing&system=customer_register"
    while following:
        text = browser.get(following).text
        seen += re.findall(r'name="finding" value="([^"]+)"', text)
        more = re.search(r'href="([^"?]*\?category=[^"]*after=[^"]*)"', text)
        following = more[1].replace("&amp;", "&") if more else ""
    wanted = next(tally for tally in desk.case(request).tallies if tally.category == "billing")
    assert len(seen) == len(set(seen)) == wanted.total > 150


def _field(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found is not None, name
    return found[1]


def _masked(html: str, reference: str) -> str:
    """A page without the address that it echoes and without its form token."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", html.replace(reference, ""))


def _limit(desk: Desk, staff_id: str, categories: list[str]) -> None:
    with desk.house.store.database.house() as session:
        row = session.scalars(select(t.Membership).where(t.Membership.staff_id == staff_id)).one()
        row.role, row.categories = Role.SCOPED.value, categories
