"""The pages beside a request's way: more time, in whose hand it is, what is frozen."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from portal.domain.lifecycle import Right, Status
from portal.domain.queue_query import Hand
from portal.domain.roles import Role, Viewer, machine
from portal.domain.wishes import RestrictionGround
from portal.journey import handling
from portal.office import accounts
from portal.storage import restrictions as frozen_rows
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import case as door
from portal.storage.door import queue
from portal.storage.door.queue import Filters
from portal.storage.house import ControllerFacts
from portal.storage.work import work
from tests import factories
from tests.faces import PASSWORD, Browser, words_of
from tests.factories import Clock, MadeRequest

QUEUE = "/staff/digelius/requests"
REASONS = "Your data is in seven systems, two of them paper archives."
LATER = "2026-12-01"
HELSINKI = ZoneInfo("Europe/Helsinki")


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    made = Browser(app)
    made.sign_in()
    made.get(f"{QUEUE}?lang=en")
    return made


@pytest.fixture
def eino(store: Store, shop: ControllerFacts) -> str:
    """A colleague; the id of his account."""
    return accounts.add_staff(store, "eino@example.org", "Eino Kallio", PASSWORD, shop.slug, "handler", "fi")


@pytest.fixture
def request_(store: Store, shop: ControllerFacts) -> MadeRequest:
    return factories.make_request(store, shop, Right.ACCESS, name="Aino Virtanen", language="en")


def hidden(page: str, name: str) -> str:
    """What a form of the page carries."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def carried(page: str, *names: str) -> dict[str, str]:
    return {name: hidden(page, name) for name in ("version", "seen", *names)}


def case_of(store: Store, shop: ControllerFacts, request: MadeRequest) -> door.CasePage:
    return door.case_page(store, factories.make_staff(store, shop), request.reference)


# ---- more time ---------------------------------------------------------------------------------------------


def test_it_shows_both_days_and_what_a_good_reason_is(browser: Browser, request_: MadeRequest) -> None:
    home = f"{QUEUE}/{request_.reference}"
    assert f'href="{home}/extend"' in browser.get(home).text
    page = words_of(browser.get(f"{home}/extend"))
    for said in (
        "Without the extension Wednesday, 23 December 2026", "With the extension Tuesday, 23 February 2027",
        "The letter has to go by 23 December 2026 at the latest", "These are not reasons in the law",
    ):  # fmt: skip
        assert said in page


def test_it_shows_the_letter_before_it_goes_and_sends_what_was_shown(
    browser: Browser, store: Store, shop: ControllerFacts, request_: MadeRequest
) -> None:
    home = f"{QUEUE}/{request_.reference}"
    fields = carried(browser.get(f"{home}/extend").text)
    shown = browser.post(f"{home}/extend", reasons=REASONS, **fields)
    assert shown.status_code == 200
    assert REASONS in words_of(shown)
    assert not case_of(store, shop, request_).letters
    sent = browser.post(f"{home}/extend/send", **carried(shown.text, "digest", "reasons"))
    assert (sent.status_code, sent.headers["Location"]) == (303, home)
    case = case_of(store, shop, request_)
    assert [letter.title for letter in case.letters] == ["We need more time to answer you"]
    assert "The time has been extended" in words_of(browser.get(f"{home}/extend"))
    assert f'href="{home}/extend"' not in browser.get(home).text


def test_it_shows_the_letter_anew_where_it_is_not_the_one_that_was_read(
    browser: Browser, store: Store, shop: ControllerFacts, request_: MadeRequest
) -> None:
    home = f"{QUEUE}/{request_.reference}"
    shown = browser.post(f"{home}/extend", reasons=REASONS, **carried(browser.get(f"{home}/extend").text))
    fields = carried(shown.text, "digest", "reasons")
    again = browser.post(f"{home}/extend/send", **(fields | {"reasons": f"{REASONS} And more."}))
    assert again.status_code == 409
    assert "And more." in words_of(again)
    handling.assign(store, factories.make_staff(store, shop), request_.reference, None, None)
    with work(store, machine(shop.id)) as w:
        w.case(request_.id).row.version += 1
        w.happened("note_written", w.case(request_.id))
    changed = browser.post(f"{home}/extend/send", **fields)
    assert changed.status_code == 409
    assert REASONS in words_of(changed)
    assert not case_of(store, shop, request_).letters


@pytest.mark.parametrize(("reasons", "said"), [("", "Write the reason"), ("Busy.", "at least 10 characters")])
def test_it_wants_reasons(browser: Browser, request_: MadeRequest, reasons: str, said: str) -> None:
    path = f"{QUEUE}/{request_.reference}/extend"
    answer = browser.post(path, reasons=reasons, **carried(browser.get(path).text))
    assert answer.status_code == 422
    assert said in words_of(answer)


def test_it_says_what_to_do_when_it_is_too_late(
    browser: Browser, store: Store, shop: ControllerFacts, clock: Clock, request_: MadeRequest
) -> None:
    path = f"{QUEUE}/{request_.reference}/extend"
    fields = carried(browser.get(path).text)
    shown = browser.post(path, reasons=REASONS, **fields)
    press = carried(shown.text, "digest", "reasons")
    clock.now = datetime(2026, 12, 24, 0, 0, tzinfo=HELSINKI)
    browser.sign_in()
    page = browser.get(f"{path}?lang=en")
    assert "It is too late for an extension" in words_of(page)
    assert "Late is better than never" in words_of(page)
    for answer in (browser.post(path, reasons=REASONS, **fields), browser.post(f"{path}/send", **press)):
        assert answer.status_code == 422
        assert "It is too late for an extension" in words_of(answer)
    assert not case_of(store, shop, request_).letters


def test_it_extends_nothing_before_the_mailbox_is_shown_nor_after_the_end(
    browser: Browser, store: Store, shop: ControllerFacts
) -> None:
    unproven = factories.make_request(store, shop, Right.ACCESS, confirmed=False, email="b@example.org")
    assert "The mailbox has not been confirmed" in words_of(browser.get(f"{QUEUE}/{unproven.reference}/extend"))
    ended = factories.make_request(store, shop, Right.ACCESS, email="c@example.org")
    handling.withdraw(store, ended.person, ended.reference)
    assert "There is no time left to extend" in words_of(browser.get(f"{QUEUE}/{ended.reference}/extend"))


# ---- in whose hand -----------------------------------------------------------------------------------------


def test_it_shows_nothing_of_hands_to_one_who_handles_alone(browser: Browser, request_: MadeRequest) -> None:
    for path in (QUEUE, f"{QUEUE}/{request_.reference}"):
        page = words_of(browser.get(path))
        assert "In hand" not in page
        assert "Choose" not in page
        assert "Remind" not in page
    assert browser.post(f"{QUEUE}/remind", reference=request_.reference, sure="1").status_code == 403


def test_it_takes_and_hands_over_on_the_requests_page(
    browser: Browser, store: Store, shop: ControllerFacts, sanna: str, eino: str, request_: MadeRequest
) -> None:
    home = f"{QUEUE}/{request_.reference}"
    page = browser.get(home)
    assert "Nobody has it in hand" in words_of(page)
    answer = browser.post(f"{home}/assignee", staff=sanna, **carried(page.text))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{home}#hand")
    page = browser.get(home)
    assert "You have it in hand" in words_of(page)
    browser.post(f"{home}/assignee", staff=eino, note="The archive answers on Friday.", **carried(page.text))
    page = browser.get(home)
    assert "Eino Kallio has it in hand" in words_of(page)
    assert "The archive answers on Friday." in words_of(page)
    assert "Handed over with a note" in words_of(page)


def test_it_refuses_who_handles_nothing_and_tells_what_changed(
    browser: Browser, eino: str, request_: MadeRequest
) -> None:
    path = f"{QUEUE}/{request_.reference}/assignee"
    fields = carried(browser.get(path).text)
    answer = browser.post(path, staff="f" * 32, **fields)
    assert answer.status_code == 422
    assert "Choose a colleague who handles requests" in words_of(answer)
    assert browser.post(path, staff=eino, **fields).status_code == 303
    late = browser.post(path, staff="", note="Not mine after all", **fields)
    assert late.status_code == 409
    assert "Not mine after all" in words_of(late)


def test_it_filters_and_gives_away_from_the_queue(
    browser: Browser, store: Store, shop: ControllerFacts, sanna: str, eino: str, request_: MadeRequest
) -> None:
    other = factories.make_request(store, shop, Right.ACCESS, email="b@example.org")
    closed = factories.make_request(store, shop, Right.ACCESS, email="c@example.org")
    handling.withdraw(store, closed.person, closed.reference)
    page = browser.get(f"{QUEUE}?hand=nobody")
    assert f'action="{QUEUE}/assign?q=assignee%3Anobody"' in page.text
    answer = browser.post(f"{QUEUE}/assign?hand=nobody", reference=[request_.reference], staff=eino)
    assert answer.status_code == 303
    after = browser.get(answer.headers["Location"])
    assert "1 request changed hands." in words_of(after)
    assert request_.reference not in after.text
    assert other.reference in after.text
    assert "Eino Kallio" in words_of(browser.get(QUEUE))
    both = [other.reference, closed.reference]
    sure = browser.post(f"{QUEUE}/assign", reference=both, staff=sanna)
    assert sure.status_code == 200
    assert "Give 2 requests to Sanna Salo?" in words_of(sure)
    mixed = browser.post(f"{QUEUE}/assign", reference=both, staff=sanna, sure="1")
    assert mixed.status_code == 409
    assert f"{closed.reference} It is closed." in words_of(mixed)
    assert "1 request changed hands." in words_of(mixed)
    viewer = Viewer(factories.make_staff(store, shop).kind, shop.id, staff_id=sanna, role=Role.OWNER)
    mine = queue.page(store, viewer, Filters(hand=Hand.MINE), factories.today()).rows
    assert [row.reference for row in mine] == [other.reference]


def test_it_wants_a_choice_before_it_gives(browser: Browser, eino: str, request_: MadeRequest) -> None:
    browser.get(QUEUE)
    answer = browser.post(f"{QUEUE}/assign", staff=eino)
    assert answer.status_code == 422
    assert "Choose at least one request" in words_of(answer)


def test_it_lets_nobody_with_a_limit_give_anything(
    browser: Browser, store: Store, shop: ControllerFacts, eino: str, request_: MadeRequest
) -> None:
    browser.get(QUEUE)
    with store.database.house() as session:
        session.query(t.Membership).filter_by(role="owner").update({"role": "scoped", "categories": ["billing"]})
    for path in (f"{QUEUE}/assign", f"{QUEUE}/{request_.reference}/assignee", f"{QUEUE}/{request_.reference}/extend"):
        assert browser.post(path, staff=eino, reference=request_.reference).status_code in {403, 404}


# ---- what is frozen ----------------------------------------------------------------------------------------


def freeze(store: Store, shop: ControllerFacts, request: MadeRequest, status: Status = Status.ANSWERED) -> None:
    with work(store, machine(shop.id)) as w:
        case = w.case(request.id)
        frozen_rows.impose(w, case, "customer_register", "4711", RestrictionGround.ACCURACY, "The address is wrong")
        case.stand(status)
        w.happened("restricted", case)


def test_it_says_that_nothing_is_frozen(browser: Browser, request_: MadeRequest) -> None:
    page = words_of(browser.get(f"{QUEUE}/{request_.reference}/restriction"))
    assert "Nothing is frozen by this request" in page
    assert "Frozen data" not in words_of(browser.get(f"{QUEUE}/{request_.reference}"))


def test_it_waits_for_the_answer(browser: Browser, store: Store, shop: ControllerFacts, request_: MadeRequest) -> None:
    freeze(store, shop, request_, Status.REVIEW)
    home = f"{QUEUE}/{request_.reference}"
    assert f'href="{home}/restriction"' in browser.get(home).text
    page = browser.get(f"{home}/restriction")
    for said in ("The data stays frozen for now", "Customer register", "The address is wrong", "Article 18(1)(a)"):
        assert said in words_of(page)
    fields = {"version": case_of(store, shop, request_).version, "seen": 0, "reason": REASONS, "lifts": LATER}
    assert browser.post(f"{home}/restriction", **fields).status_code == 422
    assert browser.post(f"{home}/restriction/announce", digest="x", **fields).status_code == 422
    assert browser.post(f"{home}/restriction/lift", **fields).status_code == 422


def test_it_announces_what_was_read_and_lifts_on_the_day(
    browser: Browser, store: Store, shop: ControllerFacts, clock: Clock, request_: MadeRequest
) -> None:
    freeze(store, shop, request_)
    path = f"{QUEUE}/{request_.reference}/restriction"
    fields = carried(browser.get(path).text)
    shown = browser.post(path, reason=REASONS, lifts=LATER, **fields)
    assert shown.status_code == 200
    assert "We start to use it again on 1 December 2026." in words_of(shown)
    sent = browser.post(f"{path}/announce", **carried(shown.text, "digest", "reason", "lifts"))
    assert (sent.status_code, sent.headers["Location"]) == (303, path)
    assert "The end has been announced" in words_of(browser.get(path))
    early = browser.post(f"{path}/lift", **(fields | {"version": case_of(store, shop, request_).version}))
    assert early.status_code == 422
    clock.now = datetime(2026, 12, 1, 0, 0, tzinfo=HELSINKI)
    browser.sign_in()
    page = browser.get(f"{path}?lang=en")
    assert "The announced day has come" in words_of(page)
    assert browser.post(f"{path}/lift", **carried(page.text)).status_code == 303
    assert "Nothing is frozen any more" in words_of(browser.get(path))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reason": "", "lifts": LATER}, "Write the reason"),
        ({"reason": "Ok.", "lifts": LATER}, "at least 10 characters"),
        ({"reason": REASONS, "lifts": "2026-11-29"}, "at least 7 days away"),
        ({"reason": REASONS, "lifts": "tomorrow"}, "Write the day like this"),
        ({"reason": REASONS, "lifts": ""}, "Choose a day"),
    ],
)
def test_it_says_what_is_missing_in_the_announcement(
    browser: Browser, store: Store, shop: ControllerFacts, request_: MadeRequest, fields: dict[str, str], said: str
) -> None:
    freeze(store, shop, request_)
    path = f"{QUEUE}/{request_.reference}/restriction"
    answer = browser.post(path, **fields, **carried(browser.get(path).text))
    assert answer.status_code == 422
    assert said in words_of(answer)


def test_it_warns_on_a_step_of_another_request(
    browser: Browser, store: Store, shop: ControllerFacts, request_: MadeRequest
) -> None:
    with work(store, machine(shop.id)) as w:
        case = w.case(request_.id)
        for system in factories.make_register().systems:
            frozen_rows.impose(w, case, system.key, "", RestrictionGround.CLAIMS, "For a claim")
        w.happened("restricted", case)
    second = factories.make_request(store, shop, Right.ACCESS)
    step = next(one for one in case_of(store, shop, second).steps if one.state == "by_hand")
    page = browser.get(f"{QUEUE}/{second.reference}/steps/{step.id}")
    assert "This person's data is frozen here" in words_of(page)
    assert request_.reference in page.text
    own = next(one for one in case_of(store, shop, request_).steps if one.state == "by_hand")
    assert "frozen here" not in words_of(browser.get(f"{QUEUE}/{request_.reference}/steps/{own.id}"))
