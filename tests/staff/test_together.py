"""Several at one request, in the real application: drafts, notes that speak to somebody, who is here, collisions."""

import io
import re

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from portal.domain.lifecycle import Right
from portal.domain.roles import Role, Viewer, ViewerKind
from portal.journey import correspondence, drafting, handling
from portal.office import accounts, message_templates
from portal.storage import files as sealed_files
from portal.storage import tables as t
from portal.storage.door import writing as door
from portal.storage.work import work
from tests.cases import Desk
from tests.every_page import PICTURE
from tests.faces import PASSWORD, Browser, words_of
from tests.factories import Clock, MadeRequest
from tests.staff.test_queue import statements

EINO = "eino@example.org"


def home(request: MadeRequest) -> str:
    return f"/staff/digelius/requests/{request.reference}"


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found is not None, name
    return found[1]


@pytest.fixture
def browser(browser: Browser) -> Browser:
    """Sanna, who reads English today."""
    browser.get("/staff/digelius/requests?lang=en")
    return browser


@pytest.fixture
def eino(desk: Desk) -> Viewer:
    """A colleague who handles requests."""
    store = desk.house.store
    made = accounts.add_staff(store, EINO, "Eino Kallio", PASSWORD, "digelius", "handler", "en")
    return Viewer(ViewerKind.STAFF, desk.house.shop.id, staff_id=made, role=Role.HANDLER)


@pytest.fixture
def other(app: Flask, eino: Viewer) -> Browser:
    made = Browser(app)
    assert made.sign_in(EINO).status_code == 303
    return made


@pytest.fixture
def case(desk: Desk) -> MadeRequest:
    return desk.receive(Right.ACCESS)


def write(browser: Browser, request: MadeRequest, act: str = "", **fields: object) -> tuple[int, str]:
    """Open the request and press one of the buttons under the message; status and address or page."""
    page = browser.get(home(request)).text
    kept = {name: hidden(page, name) for name in ("number", "window")}
    answer = browser.post(f"{home(request)}/messages{act}", **{**kept, **fields})
    return answer.status_code, answer.headers.get("Location", "") or words_of(answer)


# ---- drafts ------------------------------------------------------------------------------------------------


def test_it_keeps_a_draft_for_each_author_and_sends_what_was_looked_at(
    desk: Desk, browser: Browser, other: Browser, case: MadeRequest
) -> None:
    assert write(browser, case, "/draft", text="Sannan luonnos")[0] == 303
    assert write(other, case, "/draft", text="Eino writes")[0] == 303
    assert "Sannan luonnos" in browser.get(home(case)).text
    page = other.get(home(case)).text
    assert "Eino writes" in page
    assert "Sannan luonnos" not in page
    assert desk.case(case).messages == ()
    before = desk.version(case)
    files = (io.BytesIO(b"The terms"), "terms.txt")
    assert write(browser, case, text="Hei [nimi], viite [reference].", files=files)[1].endswith("/messages/preview")
    assert desk.version(case) == before
    page = browser.get(f"{home(case)}/messages/preview").text
    assert f"Hei Sari Lehtonen, viite {case.reference}." in page
    assert "terms.txt" in page
    sent = browser.post(f"{home(case)}/messages/send", digest=hidden(page, "digest"))
    assert sent.status_code == 303
    (message,) = desk.case(case).messages
    assert (message.kind, message.text) == ("staff", f"Hei Sari Lehtonen, viite {case.reference}.")
    assert [line.name for line in message.files] == ["terms.txt"]
    assert browser.get(f"{home(case)}/files/{message.files[0].id}").data == b"The terms"
    assert hidden(browser.get(home(case)).text, "number") == "0"
    assert "Eino writes" in other.get(home(case)).text


def test_it_sends_nothing_else_than_what_was_looked_at(desk: Desk, browser: Browser, case: MadeRequest) -> None:
    write(browser, case, text="First")
    page = browser.get(f"{home(case)}/messages/preview").text
    write(browser, case, "/draft", text="Second")
    answer = browser.post(f"{home(case)}/messages/send", digest=hidden(page, "digest"))
    assert answer.status_code == 409
    assert "Second" in answer.text
    assert desk.case(case).messages == ()


def test_it_writes_over_no_draft_of_another_window(browser: Browser, case: MadeRequest) -> None:
    opened = browser.get(home(case)).text
    first = {name: hidden(opened, name) for name in ("number", "window")}
    assert write(browser, case, "/draft", text="In the second window")[0] == 303
    answer = browser.post(f"{home(case)}/messages/draft", text="In the first window", **first)
    assert answer.status_code == 409
    assert "In the first window" in answer.text
    assert "In the second window" in answer.text
    again = {name: hidden(answer.text, name) for name in ("number", "window")}
    assert browser.post(f"{home(case)}/messages/draft", text="In the first window", **again).status_code == 303
    assert "In the second window" not in browser.get(home(case)).text


def test_it_keeps_what_is_typed_as_it_is_typed(browser: Browser, case: MadeRequest) -> None:
    page = browser.get(home(case)).text
    kept = {name: hidden(page, name) for name in ("number", "window")}
    for text in ("Hel", "Hello", "Hello the"):
        answer = browser.client.post(
            f"{home(case)}/messages/draft", base_url="http://portal.example.org", headers={"HX-Request": "true"},
            data={"csrf_token": browser.token, "text": text, **kept},
        )  # fmt: skip
        assert (answer.status_code, "Kept as a draft" in answer.text) == (200, True)
        assert "<main" not in answer.text
    assert "Hello the" in browser.get(home(case)).text


def test_it_takes_the_files_of_a_draft_away_with_it(desk: Desk, browser: Browser, case: MadeRequest) -> None:
    write(browser, case, text="With a file", files=(io.BytesIO(b"The terms"), "terms.txt"))
    store = desk.house.store
    (line,) = door.draft_of(store, desk.staff, case.reference).files
    assert line.id in sealed_files_of(desk)
    assert browser.post(f"{home(case)}/messages/forget").status_code == 303
    assert door.draft_of(store, desk.staff, case.reference).number == 0
    assert line.id not in sealed_files_of(desk)


def sealed_files_of(desk: Desk) -> list[str]:
    return [file_id for file_id, _ in sealed_files.all_ids(desk.house.store.folder)]


def test_it_refuses_a_file_and_keeps_the_text(desk: Desk, browser: Browser, case: MadeRequest) -> None:
    status, said = write(browser, case, text="The text", files=(io.BytesIO(b"MZ\x90\x00\x03"), "x.pdf"))
    assert (status, "The text" in said, "not taken" in said) == (422, True, True)
    many = [(io.BytesIO(b"words"), f"{number}.txt") for number in range(6)]
    assert write(browser, case, text="The text", files=many)[0] == 422
    assert not sealed_files_of(desk)


# ---- templates ---------------------------------------------------------------------------------------------


def test_it_puts_a_template_in_and_fills_its_places_before_it_goes(
    desk: Desk, browser: Browser, case: MadeRequest
) -> None:
    path = "/staff/digelius/message-templates"
    browser.get(f"{path}/new")
    texts = {
        "title_fi": "Kesto",
        "text_fi": "Viite [viite], {{7*7}} {% raw %} <b>x</b> %(name)s viimeistään [määräpäivä].",
    }
    assert browser.post(f"{path}/new", number=0, kind="whole", **texts).status_code == 303
    (made,) = door.templates(desk.house.store, desk.staff)
    assert write(browser, case, "/insert", text="Hei!", template=made.id)[0] == 303
    page = browser.get(home(case)).text
    assert "{{7*7}}" in page
    assert "[viite]" in page
    write(browser, case, text=door.draft_of(desk.house.store, desk.staff, case.reference).text)
    page = browser.get(f"{home(case)}/messages/preview").text
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert browser.post(f"{home(case)}/messages/send", digest=hidden(page, "digest")).status_code == 303
    text = desk.case(case).messages[0].text
    assert text.startswith(f"Hei!\n\nViite {case.reference}, {{{{7*7}}}} {{% raw %}} <b>x</b> %(name)s viimeistään 2")
    assert "[" not in text


def test_it_reads_no_filled_value_again(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.ACCESS, name="[reference] {{7*7}}")
    write(browser, request, text="Dear [name]!")
    page = browser.get(f"{home(request)}/messages/preview").text
    browser.post(f"{home(request)}/messages/send", digest=hidden(page, "digest"))
    assert desk.case(request).messages[0].text == "Dear [reference] {{7*7}}!"


def test_it_says_which_place_has_no_value(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.ACCESS, name="")
    write(browser, request, text="Dear [name]!")
    page = browser.get(f"{home(request)}/messages/preview")
    assert "Something is not filled in" in words_of(page)
    answer = browser.post(
        f"{home(request)}/messages/send", digest=drafting.digest_of("Dear [name]!", [])
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Dear [name]!" in answer.text
    assert desk.case(request).messages == ()


def test_it_keeps_what_two_type_into_one_template(desk: Desk, browser: Browser, other: Browser) -> None:
    store = desk.house.store
    made = message_templates.save(store, desk.staff, "", 0, "whole", {"fi": ("Otsikko", "Teksti")})
    path = f"/staff/digelius/message-templates/{made}"
    for one in (browser, other):
        one.get(path)
    first = other.post(path, number=1, kind="whole", title_fi="Otsikko", text_fi="Einon teksti")
    assert first.status_code == 303
    second = browser.post(path, number=1, kind="whole", title_fi="Otsikko", text_fi="Sannan teksti")
    assert second.status_code == 409
    for said in ("Eino Kallio", "Einon teksti", "Sannan teksti"):
        assert said in second.text
    assert browser.post(
        path, number=hidden(second.text, "number"), kind="whole", title_fi="Otsikko", text_fi="Sannan teksti"
    ).status_code == 303  # fmt: skip
    wrong = browser.post(path, number=3, kind="whole", title_fi="Otsikko", text_fi="Kohta [viitee]")
    assert (wrong.status_code, "[viitee]" in wrong.text) == (422, True)
    assert browser.post(f"{path}/remove", number=3).status_code == 303
    assert browser.get(path).status_code == 404


# ---- notes that speak to somebody --------------------------------------------------------------------------


def test_it_mails_whoever_a_note_speaks_to_once_and_says_nothing_of_it(
    desk: Desk, browser: Browser, other: Browser, eino: Viewer, case: MadeRequest
) -> None:
    browser.get(home(case))
    assert browser.post(f"{home(case)}/notes", text="@Eino: salaisuus 5577", mentioned=[]).status_code == 303
    assert browser.post(f"{home(case)}/notes", text="Once more", mentioned=[eino.staff_id]).status_code == 303
    desk.house.work()
    mails = desk.house.mailbox.mails(EINO)
    assert len(mails) == 1
    said = mails[0].text
    assert case.reference in said
    for canary in ("salaisuus", "5577", "Sari", "Lehtonen", "lehtoset@example.org"):
        assert canary not in said
    assert case.reference in words_of(other.get("/staff/digelius/requests"))
    page = words_of(other.get(home(case)))
    assert "A note speaks to you" in page
    assert "Speaks to Eino Kallio" in words_of(browser.get(home(case)))
    assert other.post(f"{home(case)}/notes/seen").status_code == 303
    assert "Notes that speak to you" not in words_of(other.get("/staff/digelius/requests"))
    browser.post(f"{home(case)}/notes", text="Again @eino kallio", mentioned=[])
    desk.house.work()
    assert len(desk.house.mailbox.mails(EINO)) == 2


def test_it_tells_nobody_who_may_not_see_the_note(
    desk: Desk, browser: Browser, eino: Viewer, case: MadeRequest
) -> None:
    store = desk.house.store
    lauri = accounts.add_staff(store, "lauri@example.org", "Lauri Laskuttaja", PASSWORD, "digelius", "handler", "fi")
    with store.database.house() as session:
        row = session.scalars(select(t.Membership).where(t.Membership.staff_id == lauri)).one()
        row.role, row.categories = Role.SCOPED.value, ["billing"]
    page = browser.get(home(case)).text
    assert "Eino Kallio" in page
    assert f'value="{lauri}"' not in page
    assert browser.post(f"{home(case)}/notes", text="@Lauri Hei", mentioned=[]).status_code == 303
    for stranger in (lauri, "0" * 32):
        assert browser.post(f"{home(case)}/notes", text="Hei", mentioned=[stranger]).status_code == 422
    desk.house.work()
    assert not desk.house.mailbox.mails("lauri@example.org")
    browser.post(f"{home(case)}/notes", text="Hei", mentioned=[eino.staff_id])
    accounts_end(desk, eino)
    desk.house.work()
    assert not desk.house.mailbox.mails(EINO)


def member(desk: Desk, app: Flask, role: Role) -> tuple[str, Browser]:
    """The id of somebody of a role, and their browser."""
    email = f"{role.value}@example.org"
    made = accounts.add_staff(desk.house.store, email, f"Reetta {role.value}", PASSWORD, "digelius", role, "en")
    signed_in = Browser(app)
    assert signed_in.sign_in(email).status_code == 303
    return made, signed_in


def test_a_reviewer_puts_a_note_away_that_speaks_to_them(
    app: Flask, desk: Desk, browser: Browser, case: MadeRequest
) -> None:
    made, reviewer = member(desk, app, Role.REVIEWER)
    browser.get(home(case))
    assert browser.post(f"{home(case)}/notes", text="Look at this", mentioned=[made]).status_code == 303
    assert "Notes that speak to you" in words_of(reviewer.get("/staff/digelius/requests"))
    page = reviewer.get(home(case))
    assert "A note speaks to you" in words_of(page)
    assert 'name="text"' not in page.text
    assert f'action="{home(case)}/notes/seen"' in page.text
    assert reviewer.post(f"{home(case)}/notes/seen").status_code == 303
    assert "A note speaks to you" not in words_of(reviewer.get(home(case)))
    assert "Notes that speak to you" not in words_of(reviewer.get("/staff/digelius/requests"))


def test_no_note_speaks_to_an_auditor_who_could_not_put_it_away(
    app: Flask, desk: Desk, browser: Browser, case: MadeRequest
) -> None:
    made, auditor = member(desk, app, Role.AUDITOR)
    assert f'value="{made}"' not in browser.get(home(case)).text
    assert browser.post(f"{home(case)}/notes", text="Hei", mentioned=[made]).status_code == 422
    assert browser.post(f"{home(case)}/notes", text="@Reetta Hei", mentioned=[]).status_code == 303
    with desk.house.store.database.reading(desk.staff) as session:
        assert session.scalar(select(func.count()).select_from(t.Mention)) == 0
    # Whoever became one meanwhile is not shown for ever what they cannot put away
    change_role(desk, made, Role.HANDLER)
    assert browser.post(f"{home(case)}/notes", text="Hei", mentioned=[made]).status_code == 303
    assert "Notes that speak to you" in words_of(auditor.get("/staff/digelius/requests"))
    change_role(desk, made, Role.AUDITOR)
    assert "Notes that speak to you" not in words_of(auditor.get("/staff/digelius/requests"))
    assert "A note speaks to you" not in words_of(auditor.get(home(case)))
    desk.house.work()
    assert not desk.house.mailbox.mails("auditor@example.org")


def change_role(desk: Desk, staff_id: str, role: Role) -> None:
    with desk.house.store.database.house() as session:
        row = session.scalars(select(t.Membership).where(t.Membership.staff_id == staff_id)).one()
        row.role = role.value


def test_a_note_and_what_its_author_has_seen_are_one_commit(
    desk: Desk, browser: Browser, other: Browser, eino: Viewer, case: MadeRequest
) -> None:
    browser.get(home(case))
    assert browser.post(f"{home(case)}/notes", text="Yours?", mentioned=[eino.staff_id]).status_code == 303
    other.get(home(case))
    with statements(desk.house.store) as asked:

        def commit(_connection: object) -> None:
            asked.append(("COMMIT", None))

        event.listen(desk.house.store.database.engine, "commit", commit)
        try:
            assert other.post(f"{home(case)}/notes", text="Mine", mentioned=[]).status_code == 303
        finally:
            event.remove(desk.house.store.database.engine, "commit", commit)
    said = [statement.partition(" SET ")[0].partition(" (")[0] for statement, _values in asked]
    written = said.index("INSERT INTO message")
    assert "UPDATE mention" in said[written : said.index("COMMIT", written)]
    assert "A note speaks to you" not in words_of(other.get(home(case)))


def accounts_end(desk: Desk, viewer: Viewer) -> None:
    with desk.house.store.database.house() as session:
        row = session.scalars(select(t.Membership).where(t.Membership.staff_id == viewer.staff_id)).one()
        row.ended_at = desk.house.store.now()


# ---- small reads -------------------------------------------------------------------------------------------


HTMX = {"HX-Request": "true"}


def test_keeping_what_is_typed_reads_no_whole_request(desk: Desk, browser: Browser, case: MadeRequest) -> None:
    page = browser.get(home(case)).text
    kept = {name: hidden(page, name) for name in ("number", "window")}
    browser._environ["HTTP_HX_REQUEST"] = "true"
    with statements(desk.house.store) as asked:
        answer = browser.post(f"{home(case)}/messages/draft", text="So far", **kept)
    assert (answer.status_code, "Kept as a draft" in answer.text) == (200, True)
    assert read_tables(asked).isdisjoint({"step", "finding", "message", "letter", "mail"})
    too_long = browser.post(f"{home(case)}/messages/draft", text="x" * 20_001, **kept)
    assert "it is too long" in too_long.text


def test_looking_at_a_file_reads_no_whole_request(desk: Desk, browser: Browser, case: MadeRequest) -> None:
    files = [("terms.txt", io.BytesIO(b"The terms"))]
    correspondence.write(desk.house.store, desk.staff, case.reference, "Here", files, 1000)
    (line,) = desk.case(case).messages[0].files
    path = f"{home(case)}/files/{line.id}/look"
    with statements(desk.house.store) as asked:
        answer = browser.get(path, **HTMX)
    assert "The terms" in answer.text
    assert read_tables(asked).isdisjoint({"step", "finding", "message", "letter", "mail"})
    assert case.reference in browser.get(path).text


def read_tables(asked: list[tuple[str, object]]) -> set[str]:
    return {found for one, _values in asked for found in re.findall(r"(?:FROM|JOIN) \"?(\w+)", one)}


# ---- one member of staff -----------------------------------------------------------------------------------


def test_it_shows_one_member_nothing_of_others(desk: Desk, browser: Browser, case: MadeRequest) -> None:
    correspondence.note(desk.house.store, desk.staff, case.reference, "@Sanna Salo muista tämä")
    page = words_of(browser.get(home(case)))
    for said in ("Whom it speaks to", "Speaks to", "has this request open", "In hand", "Give it to"):
        assert said not in page
    here = browser.get(f"{home(case)}/presence?poll=1", **{"HX-Request": "true"})
    assert (here.status_code, words_of(here)) == (286, "")
    with desk.house.store.database.reading(desk.staff) as session:
        assert session.scalar(select(func.count()).select_from(t.Presence)) == 0
        assert session.scalar(select(func.count()).select_from(t.Mention)) == 0


# ---- who is here -------------------------------------------------------------------------------------------


def test_it_sees_who_else_is_here_and_what_changed(
    desk: Desk, browser: Browser, other: Browser, eino: Viewer, case: MadeRequest, clock: Clock
) -> None:
    where = f"{home(case)}/presence?poll=1&version={desk.version(case)}"
    asks = {"HX-Request": "true"}
    assert words_of(browser.get(where, **asks)) == ""
    assert "Sanna Salo has this request open too." in words_of(other.get(where, **asks))
    assert "Eino Kallio has this request open too." in words_of(browser.get(where, **asks))
    correspondence.note(desk.house.store, eino, case.reference, "Seen")
    said = words_of(browser.get(where, **asks))
    assert "It changed since you opened this page. Note written, Eino Kallio." in said
    clock.pass_by(seconds=31)
    assert "Eino" not in words_of(browser.get(f"{home(case)}/presence?poll=1", **asks))
    with desk.house.store.database.reading(desk.staff) as session:
        assert session.scalar(select(func.count()).select_from(t.Presence)) == 1
    assert browser.get(f"{home(case)}/presence").status_code == 200


# ---- collisions --------------------------------------------------------------------------------------------


def test_it_says_what_changed_keeps_what_was_typed_and_goes_on_by_one_press(
    desk: Desk, browser: Browser, eino: Viewer, case: MadeRequest
) -> None:
    step = next(one for one in desk.case(case).steps if one.state == "by_hand")
    path = f"{home(case)}/steps/{step.id}"
    page = browser.get(path).text
    stale = {name: hidden(page, name) for name in ("version", "seen")}
    handling.assign(desk.house.store, eino, case.reference, None, eino.staff_id)
    typed = {"note": "First line\nof two <b>", "found_orders": "An order\r\n\r\nAnother", "outcome": "found"}
    answer = browser.post(path, **stale, **typed)
    assert answer.status_code == 409
    said = words_of(answer)
    for part in ("Put into another hand", "Eino Kallio", "First line", "of two <b>", "Found something", "Another"):
        assert part in said, part
    assert desk.case(case).step(step.id).state == "by_hand"
    again = {name: hidden(answer.text, name) for name in ("version", "seen", "outcome")}
    assert again["version"] == str(desk.version(case))
    assert f'action="{path}"' in answer.text
    done = browser.post(path, **again, note=typed["note"], found_orders=typed["found_orders"])
    assert done.status_code == 303
    assert desk.case(case).step(step.id).note == typed["note"]


def test_it_shows_a_decision_again_whose_plan_changed(desk: Desk, browser: Browser, eino: Viewer) -> None:
    request = desk.searched(Right.ACCESS)
    desk.judge_all(request)
    browser.get(f"{home(request)}/findings")
    browser.post(f"{home(request)}/findings/finish", version=desk.version(request))
    page = browser.get(f"{home(request)}/decision").text
    sent = {name: hidden(page, name) for name in ("version", "seen")}
    answer = browser.post(f"{home(request)}/decision", **sent, digest="0" * 64, note="Kept note")
    assert answer.status_code == 409
    assert "Kept note" in answer.text
    back = browser.post(
        f"{home(request)}/decision", version=hidden(answer.text, "version"), seen="1", digest="0" * 64,
        note="Kept note", back="yes",
    )  # fmt: skip
    assert back.status_code == 200
    assert "Kept note" in back.text
    assert hidden(back.text, "digest") == hidden(page, "digest")


def test_it_answers_every_collision_in_one_way(desk: Desk, browser: Browser, app: Flask) -> None:
    """Whatever is posted with a version of yesterday: 409 with what was typed, and nothing written."""
    request = desk.searched(Right.ACCESS)
    finding = desk.findings(request)[0].id
    browser.get(f"{home(request)}/findings")
    before = desk.case(request)
    for act, fields in {
        "findings/judge": {"finding": finding, "verdict": "withheld", "ground": "others_rights", "note": "Typed"},
        f"findings/{finding}": {"verdict": "withheld", "ground": "others_rights", "note": "Typed"},
        "findings/exact": {},
        "findings/finish": {},
        "assignee": {"staff": "", "note": ""},
        "restriction/lift": {},
        "identity": {"rung": "seen_at_premises", "note": "Typed"},
    }.items():
        answer = browser.post(f"{home(request)}/{act}", version=before.version - 1, seen="1", **fields)
        assert answer.status_code in {409, 422, 404, 405}, act
        if answer.status_code == 409:
            assert "This changed while you had it open" in words_of(answer), act
            assert "Typed" in answer.text or "note" not in fields or not fields["note"], act
    after = desk.case(request)
    assert (after.version, after.events[0].number) == (before.version, before.events[0].number)


# ---- files and the timeline --------------------------------------------------------------------------------


def test_it_shows_files_without_running_anything_of_them(desk: Desk, browser: Browser, case: MadeRequest) -> None:
    nasty = b"Hello <script>alert(1)</script> {{7*7}}"
    sent = [("a.txt", io.BytesIO(nasty)), ("b.png", io.BytesIO(PICTURE)), ("c.pdf", io.BytesIO(b"%PDF-1.7 broken"))]
    correspondence.write(desk.house.store, case.person, case.reference, "Files", sent, 9_999)
    text, picture, pdf = desk.case(case).messages[0].files
    look = browser.get(f"{home(case)}/files/{text.id}/look", **{"HX-Request": "true"})
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}" in look.text
    assert "<main" not in look.text
    page = browser.get(f"{home(case)}/files/{picture.id}/look").text
    assert f'src="{home(case)}/files/{picture.id}/picture"' in page
    raw = browser.get(f"{home(case)}/files/{picture.id}/picture")
    assert raw.data == PICTURE
    assert raw.headers["Content-Type"] == "image/png"
    assert raw.headers["Content-Disposition"].startswith("attachment")
    assert raw.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert raw.headers["X-Content-Type-Options"] == "nosniff"
    assert browser.get(f"{home(case)}/files/{text.id}/picture").status_code == 404
    assert "No words could be read" in words_of(browser.get(f"{home(case)}/files/{pdf.id}/look"))


def test_it_tells_everything_that_happened_by_kind(desk: Desk, browser: Browser, case: MadeRequest) -> None:
    correspondence.note(desk.house.store, desk.staff, case.reference, "A note")
    page = words_of(browser.get(f"{home(case)}/timeline"))
    assert "Request received" in page
    assert "Note written" in page
    only = words_of(browser.get(f"{home(case)}/timeline?kind=messages"))
    assert "Note written" in only
    assert "Request received" not in only
    assert browser.get(f"{home(case)}/timeline?kind=nonsense&before=%27").status_code == 200


def test_it_shows_a_limited_role_nothing_of_it(desk: Desk, app: Flask, browser: Browser, case: MadeRequest) -> None:
    write(browser, case, "/draft", text="Luonnos 991")
    correspondence.write(
        desk.house.store, case.person, case.reference, "Salaa 992", [("a.txt", io.BytesIO(b"salaa"))], 99
    )
    (line,) = desk.case(case).messages[0].files
    store = desk.house.store
    made = accounts.add_staff(store, "lauri@example.org", "Lauri Laskuttaja", PASSWORD, "digelius", "handler", "fi")
    with store.database.house() as session:
        row = session.scalars(select(t.Membership).where(t.Membership.staff_id == made)).one()
        row.role, row.categories = Role.SCOPED.value, ["billing"]
    lauri = Browser(app)
    lauri.sign_in("lauri@example.org")
    page = lauri.get(home(case))
    for canary in ("991", "992", "a.txt", "/timeline"):
        assert canary not in page.text
    for path in ("/timeline", "/messages/preview", f"/files/{line.id}/look", f"/files/{line.id}/picture"):
        assert lauri.get(f"{home(case)}{path}").status_code in {403, 404}, path
    for act in ("messages", "messages/draft", "messages/insert", "messages/send", "messages/forget", "notes/seen"):
        assert lauri.post(f"{home(case)}/{act}", text="x", digest="x").status_code == 403, act
    assert lauri.get("/staff/digelius/message-templates").status_code == 403
    said = lauri.get(f"{home(case)}/presence?poll=1&version=0", **{"HX-Request": "true"})
    assert "Message" not in words_of(said)


# ---- purging -----------------------------------------------------------------------------------------------


def test_it_says_how_it_works_until_that_is_put_away(browser: Browser, case: MadeRequest) -> None:
    assert "How this works" in words_of(browser.get(home(case)))
    assert browser.post(f"{home(case)}/introduced").status_code == 303
    assert "How this works" not in words_of(browser.get(home(case)))


def test_it_leaves_no_draft_in_the_clear(desk: Desk, browser: Browser, case: MadeRequest) -> None:
    write(browser, case, "/draft", text="Kanarialintu 4711")
    with work(desk.house.store, desk.staff) as w:
        (row,) = w.session.scalars(select(t.Draft)).all()
        assert b"Kanarialintu" not in row.sealed
        assert row.category == "unsorted"


# ---- cost --------------------------------------------------------------------------------------------------


def test_it_opens_a_request_with_as_many_statements_whatever_was_written(
    desk: Desk, browser: Browser, other: Browser, eino: Viewer, case: MadeRequest
) -> None:
    other.get(home(case))
    asked = []
    for notes in (1, 12):
        for _ in range(notes):
            correspondence.note(desk.house.store, eino, case.reference, "Read this", [str(desk.staff.staff_id)])
        with statements(desk.house.store) as ran:
            assert browser.get(home(case)).status_code == 200
        asked.append(len(ran))
    assert asked[0] == asked[1]
    assert asked[0] <= 46
    with statements(desk.house.store) as ran:
        browser.get(f"{home(case)}/presence?poll=1", **{"HX-Request": "true"})
    assert len(ran) <= 14
