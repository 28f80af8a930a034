"""The queue: what is shown, in which order, to whom, and at which cost."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from html import escape
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import event, update

from portal import words
from portal.domain.lifecycle import Channel, Right, Status, StepState
from portal.domain.next_act import Act
from portal.domain.queue_query import Due, Hand, Show
from portal.domain.roles import Role, Viewer, machine
from portal.keys import ring as keys
from portal.staff import queue_words
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import queue
from portal.storage.door.queue import Filters
from portal.storage.house import ControllerFacts
from portal.storage.work import work
from tests import factories, plans
from tests.faces import Browser, words_of

TODAY = factories.MONDAY.date()
QUEUE = "/staff/digelius/requests"
XSS = '<img src=x onerror="alert(1)">'


def make(
    store: Store,
    shop: ControllerFacts,
    name: str = "Aino Virtanen",
    safe: date = TODAY,
    status: str = "searching",
    rights: Sequence[str] = ("access",),
    steps: Sequence[tuple[str, str]] = (),
    **columns: object,
) -> str:
    """A request as rows; its reference. `steps` are (state, category)."""
    with work(store, machine(shop.id)) as w:
        case = w.open_case(
            {"name": name, "email": "aino.virtanen@example.org", "emails": [], "phones": [], "customer_number": "4711"},
            register_version_id=factories.version_of(store, shop), rights=list(rights), channel="web", language="fi",
            received_at=factories.MONDAY, status=status, deadline={}, due=safe, safe=safe, **columns,
        )  # fmt: skip
        for place, (state, category) in enumerate(steps):
            case.add(
                t.Step, position=place, system=f"system{place}", capability="find", right=rights[0], performer="staff",
                state=state, category=category, due=TODAY + timedelta(days=2),
            )  # fmt: skip
        w.happened("request_received", case)
        return case.row.reference


def fill(store: Store, shop: ControllerFacts, number: int) -> None:
    """Many requests, open and closed, each marked with the same few words."""
    version = factories.version_of(store, shop)
    with work(store, machine(shop.id)) as w:
        key = w.vault.of_controller(shop.id, "marks")
        marks = [keys.mark(key, word) for word in ("aino", "virtanen")]
        for place in range(number):
            group = ("open", "closed", "unconfirmed")[place % 3]
            request = t.SubjectRequest(
                id=t.new_id(), controller_id=shop.id, reference=f"R{place:07}", register_version_id=version,
                rights=["access"], channel="web", language="fi",
                received_at=factories.MONDAY - timedelta(minutes=place),
                status={"open": "review", "closed": "closed", "unconfirmed": "unconfirmed"}[group], group=group,
                version=1, deadline={}, due=TODAY, safe=TODAY + timedelta(days=place % 40 - 5), findings=0,
                chain_number=0, chain_digest="", chain_open=False,
            )  # fmt: skip
            w.vault.create(w.now, "request", shop.id, request.id)
            w.vault.seal(w.vault.of_request(request.id), request, {"name": "Aino Virtanen"})
            w.session.add(request)
            w.session.flush()
            for mark in marks:
                w.session.add(
                    t.SearchMark(
                        controller_id=shop.id, mark=mark, group=group, safe=request.safe, request_id=request.id,
                        category="unsorted",
                    )
                )  # fmt: skip
        w.happened("request_received")


@pytest.fixture
def viewer(store: Store, shop: ControllerFacts) -> Viewer:
    return factories.make_staff(store, shop)


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    made = Browser(app)
    made.sign_in()
    made.get(f"{QUEUE}?lang=en")
    return made


def references(store: Store, viewer: Viewer, **filters: object) -> list[str]:
    """Every page of these filters, one after another."""
    found: list[str] = []
    after = ""
    while True:
        shown = queue.page(store, viewer, Filters(after=after, **filters), TODAY)
        found += [row.reference for row in shown.rows]
        if not (after := shown.next):
            return found


# ---- order, pages, filters ---------------------------------------------------------------------------------


def test_it_shows_each_request_once_in_order(store: Store, shop: ControllerFacts, viewer: Viewer) -> None:
    fill(store, shop, 200)
    expected = {"open": 67, "closed": 67, "unconfirmed": 66, "all": 200}
    for show, search in product(Show, ("", "aino", "aino virtanen")):
        found = references(store, viewer, show=show, search=search)
        assert len(found) == len(set(found)), (show, search)
        assert len(found) == expected.get(show.value, 0), (show, search)


def test_it_sorts_by_safe_date_and_what_is_closed_the_latest_first(
    store: Store, shop: ControllerFacts, viewer: Viewer
) -> None:
    days = [3, -2, 9, 0]
    made = {day: make(store, shop, safe=TODAY + timedelta(days=day)) for day in days}
    closed = {day: make(store, shop, safe=TODAY + timedelta(days=day), status="closed") for day in days}
    assert references(store, viewer) == [made[day] for day in sorted(days)]
    assert references(store, viewer, show=Show.CLOSED) == [closed[day] for day in sorted(days, reverse=True)]
    assert references(store, viewer, due=Due.OVERDUE) == [made[-2]]
    assert references(store, viewer, due=Due.SOON) == [made[0], made[3]]


def test_it_filters_by_right(store: Store, shop: ControllerFacts, viewer: Viewer) -> None:
    access, both = make(store, shop), make(store, shop, rights=("access", "marketing"))
    assert references(store, viewer, right=Right.MARKETING) == [both]
    assert references(store, viewer, right=Right.MARKETING, search="aino") == [both]
    assert set(references(store, viewer, right=Right.ACCESS)) == {access, both}


@pytest.mark.parametrize("typed", ["Äijä", "äij", "aija", "MÄKELÄ äijälä", "mak aij", "käpylä", "4711"])
def test_it_finds_as_one_types(store: Store, shop: ControllerFacts, viewer: Viewer, typed: str) -> None:
    wanted = make(store, shop, "Äijälä Mäkelä-Käpylä")
    if typed != "4711":
        make(store, shop, "Aino Virtanen")
        make(store, shop, "Mäkelä Aino") if " " in typed else None
    assert references(store, viewer, search=typed) == [wanted]


def test_it_finds_a_reference_wherever_it_stands(store: Store, shop: ControllerFacts, viewer: Viewer) -> None:
    closed = make(store, shop, status="closed")
    make(store, shop)
    for typed in (closed, closed.lower(), closed.replace("-", ""), closed[:8]):
        show = Show.CLOSED if len(typed) < 12 else Show.OPEN
        assert references(store, viewer, search=typed, show=show) == [closed]


def test_it_finds_steps_that_wait_after_the_answer(store: Store, shop: ControllerFacts, viewer: Viewer) -> None:
    hand = (StepState.BY_HAND.value, "unsorted")
    answered = make(store, shop, status="answered", rights=("marketing",), steps=[hand, hand])
    make(store, shop, status="closed", rights=("access",), steps=[hand])
    searching = make(store, shop, steps=[(StepState.CHOICE.value, "unsorted"), hand])
    make(store, shop, steps=[(StepState.DONE.value, "unsorted")])
    assert set(references(store, viewer, show=Show.WAITING)) == {answered, searching}
    assert set(references(store, viewer, show=Show.WAITING, search="aino")) == {answered, searching}
    assert queue.counts(store, viewer, TODAY).waiting == 2
    rows = {row.reference: row for row in queue.page(store, viewer, Filters(show=Show.ALL), TODAY).rows}
    assert (rows[searching].next.act, rows[searching].next.count) == (Act.CHOOSE, 1)
    assert (rows[answered].next.act, rows[answered].next.count) == (Act.BY_HAND, 2)
    assert rows[answered].next.due == TODAY + timedelta(days=2)


def test_it_counts_without_the_unconfirmed(store: Store, shop: ControllerFacts, viewer: Viewer) -> None:
    late = TODAY - timedelta(days=1)
    make(store, shop, safe=late)
    make(store, shop, safe=TODAY, status="answering")
    make(store, shop, safe=TODAY + timedelta(days=7))
    make(store, shop, safe=TODAY + timedelta(days=8))
    make(store, shop, safe=late, status="closed")
    make(store, shop, safe=late, status="unconfirmed")
    counts = queue.counts(store, viewer, TODAY)
    assert (counts.open, counts.overdue, counts.soon, counts.release) == (4, 1, 2, 1)
    assert (counts.unconfirmed, counts.unconfirmed_due) == (1, late)


@pytest.mark.parametrize(
    "place", ["x", "open~", "open~2026-99-99~a~b", "open~2026-11-23", "open~2026-11-23~x~y",
              "open~2026-11-23~2026-11-23~y",
              "nowhere~2026-11-23~2026-11-23T00:00:00+00:00~y", "~~~~~~", "open~2026-11-23~\x00~\ud800"],
)  # fmt: skip
def test_it_begins_at_the_start_after_a_place_that_is_none(
    store: Store, shop: ControllerFacts, viewer: Viewer, place: str
) -> None:
    wanted = make(store, shop, safe=TODAY + timedelta(days=400))
    for search in ("", "aino"):
        shown = queue.page(store, viewer, Filters(after=place, search=search), TODAY)
        assert [row.reference for row in shown.rows] == [wanted]


def test_it_shows_a_request_whose_key_was_destroyed(store: Store, shop: ControllerFacts, viewer: Viewer) -> None:
    wanted = make(store, shop)
    with store.database.house() as session:
        session.execute(update(t.DataKey).where(t.DataKey.purpose == "request").values(wrapped=None))
    (row,) = queue.page(store, viewer, Filters(), TODAY).rows
    assert (row.reference, row.who) == (wanted, "")


def test_it_counts_no_further_than_it_says(
    store: Store, shop: ControllerFacts, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "MOST_COUNTED", 2)
    for state in (StepState.BY_HAND, StepState.CHOICE, StepState.FAILED, StepState.BY_HAND):
        make(store, shop, steps=[(state.value, "unsorted"), (state.value, "unsorted")], status="answering")
    counts = queue.counts(store, viewer, TODAY)
    assert (counts.open, counts.soon, counts.waiting, counts.release) == (3, 3, 3, 3)


@pytest.mark.parametrize(("language", "thousand"), [("en", "1,000"), ("fi", "1\u00a0000"), ("sv", "1\u00a0000")])
def test_it_says_where_there_are_more_than_it_counts(language: str, thousand: str) -> None:
    with words.using(language):
        said = [queue_words.say_count(count) for count in (0, 999, 1000, 1001)]
    assert said == ["0", "999", thousand, f"{thousand}+"]


def test_it_shows_of_many_that_wait_the_first_that_is_due(
    store: Store, shop: ControllerFacts, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = [(StepState.BY_HAND.value, "unsorted")]
    for days in (9, 3, 6, 1):
        make(store, shop, safe=TODAY + timedelta(days=days), steps=waits)
    make(store, shop, safe=TODAY, steps=[])
    in_order = references(store, viewer, show=Show.WAITING)
    monkeypatch.setattr(queue, "MOST_LED", 2)
    assert references(store, viewer, show=Show.WAITING) == in_order
    assert len(in_order) == 4


# ---- who sees what -----------------------------------------------------------------------------------------


def test_it_shows_nothing_of_another_controller(store: Store, shop: ControllerFacts) -> None:
    reference = make(store, shop, steps=[(StepState.BY_HAND.value, "unsorted")])
    other = factories.make_staff(store, factories.make_controller(store, "thewind"))
    for typed in ("", "aino", reference):
        assert references(store, other, show=Show.ALL, search=typed) == []
    counts = queue.counts(store, other, TODAY)
    assert (counts.open, counts.waiting, counts.ever) == (0, 0, False)


def test_it_shows_a_scoped_role_the_requests_with_a_step_of_theirs(store: Store, shop: ControllerFacts) -> None:
    billing = factories.make_staff(store, shop, Role.SCOPED, ["billing"])
    theirs = make(store, shop, steps=[(StepState.BY_HAND.value, "billing"), (StepState.CHOICE.value, "purchases")])
    nameless = make(store, shop, "", steps=[(StepState.DONE.value, "billing")])
    others = make(store, shop, steps=[(StepState.BY_HAND.value, "purchases")])
    rows = {row.reference: row for row in queue.page(store, billing, Filters(), TODAY).rows}
    assert set(rows) == {theirs, nameless}
    assert (rows[theirs].who, rows[nameless].who) == ("Aino Virtanen", "")
    assert (rows[theirs].next.act, rows[theirs].next.count) == (Act.BY_HAND, 1)
    assert references(store, billing, search=others) == []
    assert references(store, billing, search=theirs) == [theirs]
    counts = queue.counts(store, billing, TODAY)
    assert (counts.open, counts.waiting) == (2, 1)


# ---- cost --------------------------------------------------------------------------------------------------


@contextmanager
def statements(store: Store) -> Iterator[list[tuple[str, object]]]:
    found: list[tuple[str, object]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: object, *_rest: object) -> None:
        found.append((statement, parameters))

    event.listen(store.database.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(store.database.engine, "before_cursor_execute", note)


def asked_for() -> list[Filters]:
    """Each kind of question, with a place in the middle of its order."""
    day = TODAY.isoformat()
    by_date = f"{day}~{datetime(2026, 11, 20, tzinfo=UTC).isoformat()}~R0000100"
    found = []
    for show in Show:
        group = queue.GROUPS.get(show, ("open",))[0]
        found += [
            Filters(show),
            Filters(show, after=f"{group}~{by_date}"),
            Filters(show, Right.ACCESS, Due.OVERDUE),
            Filters(show, search="aino virtanen"),
            Filters(show, Right.ACCESS, Due.SOON, "aino", f"{group}~{day}~{'8' * 32}"),
            Filters(show, search="R000-0001-AAAA"),
            Filters(show, after=f"{group}~{by_date}", hand=Hand.MINE),
            Filters(show, search="aino", hand=Hand.NOBODY),
            Filters(show, hand=Hand.NOBODY),
            Filters(show, channel=Channel.LETTER, extended=True),
            Filters(show, stage=Status.REVIEW, received_from=factories.MONDAY, due_before=TODAY),
        ]
    return found


@pytest.mark.parametrize("scoped", [False, True])
def test_it_reads_no_table_through(store: Store, shop: ControllerFacts, scoped: bool) -> None:
    fill(store, shop, 240)
    plans.know_the_tables(store.database)
    viewer = factories.make_staff(store, shop, Role.SCOPED if scoped else Role.OWNER, ["billing"] if scoped else None)
    with plans.selects(store.database) as ran:
        queue.counts(store, viewer, TODAY)
        for filters in asked_for():
            queue.page(store, viewer, filters, TODAY)
    with store.database.engine.connect() as connection:
        read_through = {
            one: lines for one, values in ran.items() if (lines := plans.read_through(connection, one, values))
        }
    assert not read_through


def test_it_asks_as_often_for_one_row_as_for_many(store: Store, shop: ControllerFacts, viewer: Viewer) -> None:
    asked = []
    for more in (1, 60):
        fill_more(store, shop, more)
        with statements(store) as ran:
            assert queue.page(store, viewer, Filters(), TODAY).rows
            queue.counts(store, viewer, TODAY)
        asked.append(len(ran))
    assert asked[0] == asked[1]
    assert asked[0] <= 16


def fill_more(store: Store, shop: ControllerFacts, number: int) -> None:
    for _ in range(number):
        make(store, shop)


# ---- the pages ---------------------------------------------------------------------------------------------


def test_it_says_what_waits(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    reference = make(store, shop, safe=TODAY + timedelta(days=9), steps=[(StepState.CHOICE.value, "unsorted")])
    make(store, shop, status="unconfirmed", safe=TODAY + timedelta(days=20))
    page = words_of(browser.get(QUEUE))
    for said in ("Aino Virtanen", reference, "in 9 days", "Access", "Searching", "Choose the customer in 1 system"):
        assert said in page
    assert "1 request waits for its mailbox to be confirmed ; the first is due" in page
    assert f'href="{QUEUE}/{reference}"' in browser.get(QUEUE).text


def test_it_draws_the_empty_the_done_and_the_fruitless_queue(
    store: Store, shop: ControllerFacts, browser: Browser
) -> None:
    assert "No requests yet" in words_of(browser.get(QUEUE))
    make(store, shop, status="closed")
    assert "All done" in words_of(browser.get(QUEUE))
    nothing = browser.get(f"{QUEUE}?q=meikäläinen")
    assert "Nothing matches" in words_of(nothing)
    assert "q=status%3Aall+meik%C3%A4l%C3%A4inen" in nothing.text
    assert "at least three letters" in words_of(browser.get(f"{QUEUE}?q=ma"))


def test_it_gives_htmx_the_block_and_others_the_page(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    make(store, shop)
    htmx = {"HX-Request": "true"}
    results = browser.get(f"{QUEUE}?q=aino", **htmx, **{"HX-Target": "results"}).text.strip()
    assert results.startswith('<div id="results"')
    assert "<html" not in results
    counts = browser.get(f"{QUEUE}?poll=1", **htmx, **{"HX-Target": "counts"}).text.strip()
    assert counts.startswith('<ul id="counts"')
    assert "Aino" not in counts
    for headers in ({}, htmx, {**htmx, "HX-Target": "main"}):
        assert "<html" in browser.get(f"{QUEUE}?q=aino&poll=1", **headers).text


def test_it_leads_from_page_to_page(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    fill(store, shop, 100)
    seen: list[str] = []
    path = f"{QUEUE}?q=aino&show=all"
    while path:
        page = browser.get(path).text
        seen += re.findall(r'class="soft code">([^<]+)<', page)
        found = re.search(r'rel="next" href="([^"]+)"', page)
        path = found[1].replace("&amp;", "&") if found else ""
    assert len(seen) == len(set(seen)) == 100


@pytest.mark.parametrize(
    "query", ["show=x", "right=x&due=x", "after=x", "q=%00", "q=" + "x" * 5000, "q=%E2%80%8B+%25+_"]
)
def test_it_bears_any_address(store: Store, shop: ControllerFacts, browser: Browser, query: str) -> None:
    make(store, shop)
    assert browser.get(f"{QUEUE}?{query}").status_code == 200


def test_it_shows_what_people_wrote_as_text(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    make(store, shop, XSS)
    page = browser.get(f"{QUEUE}?q={XSS}&show=all")
    assert XSS not in page.text
    assert escape(XSS, quote=False).split(" ")[0] in browser.get(QUEUE).text


def test_it_closes_those_that_were_chosen(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    first, second, third = (make(store, shop, status="unconfirmed") for _ in range(3))
    path = f"{QUEUE}/unconfirmed"
    assert all(reference in browser.get(path).text for reference in (first, second, third))
    answer = browser.post(path, reference=[first, third], reason="Test requests of our own")
    assert (answer.status_code, answer.location) == (303, f"{path}?closed=2")
    page = browser.get(answer.location)
    assert "2 requests closed." in words_of(page)
    assert second in page.text
    assert first not in page.text


def test_it_needs_a_choice_and_a_reason(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    reference = make(store, shop, status="unconfirmed")
    path = f"{QUEUE}/unconfirmed"
    browser.get(path)
    answer = browser.post(path, reason="")
    assert answer.status_code == 422
    assert "Choose at least one request" in words_of(answer)
    assert "Write the reason" in words_of(answer)
    answer = browser.post(path, reference=reference, reason="")
    assert answer.status_code == 422
    assert re.search(r'value="' + reference + r'"[^>]* checked', answer.text)


def test_it_leaves_what_changed_meanwhile(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    confirmed = make(store, shop, status="confirmed")
    other = make(store, factories.make_controller(store, "thewind"), status="unconfirmed")
    path = f"{QUEUE}/unconfirmed"
    browser.get(path)
    answer = browser.post(path, reference=[confirmed, other, "AAAA"], reason="Old")
    assert answer.status_code == 409
    assert "These changed meanwhile" in words_of(answer)
