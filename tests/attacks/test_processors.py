"""Attacks on the letters to processors: links of another kind, time and place, what is sent up, and what staff see."""

from io import BytesIO

import pytest
from flask import Flask

from portal.domain.errors import Invalid
from portal.domain.lifecycle import Right
from portal.journey import asked as use
from portal.keys import links
from portal.office import accounts, processors
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.house import ControllerFacts
from tests import factories
from tests.asking import SYSTEM, Firm, asks, file, letters, link_in, mails, place_of, set_firm
from tests.cases import Desk
from tests.faces import PASSWORD, SANNA, Browser, words_of
from tests.factories import MadeRequest
from tests.journey.conftest import customers_template, desk, house, mailbox, register_file

__all__ = ["customers_template", "desk", "house", "mailbox", "register_file"]
EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "javascript:alert(1)",
    "\u202egnp.exe",
)


@pytest.fixture
def firm(app: Flask, desk: Desk) -> Firm:
    set_firm(desk)
    return Firm(app, desk)


def _state(desk: Desk, request: MadeRequest) -> tuple[object, ...]:
    """What must not change by looking."""
    step, ask = desk.house.step(request, SYSTEM, "access"), asks(desk, request)[0]
    return (step.state, step.outcome, ask.opens, ask.opened_at, len(desk.house.rows(t.Event, request)))


def test_it_changes_nothing_by_looking_and_shows_nobody(firm: Firm, desk: Desk) -> None:
    request = desk.receive(Right.ACCESS)
    mail, before = mails(desk)[0], _state(desk, request)
    for _look in range(3):
        for method in ("GET", "HEAD"):
            answer = firm.browser.client.open(link_in(mail), method=method, base_url="http://portal.example.org")
            assert answer.status_code == 200
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert "Lehtonen" not in answer.text
            assert "Sari" not in answer.text
    assert _state(desk, request) == before
    # Then the link works still, and the page after the press has no token in its address
    page = firm.opens(mail)
    assert "Sari Lehtonen" in page.text
    assert link_in(mail).rsplit("/", 1)[1] not in firm.path


def test_it_shows_whom_it_is_about_in_the_browser_that_opened_it_alone(app: Flask, firm: Firm, desk: Desk) -> None:
    desk.receive(Right.ACCESS)
    firm.opens(mails(desk)[0])
    stranger = Browser(app)
    nothing = stranger.get("/digelius/asked/letters/7K3M-9QXT-4WHR")
    for path in (firm.path, firm.path.rsplit("/", 1)[0]):
        answer = stranger.get(path)
        assert answer.status_code == 410
        assert words_of(answer) == words_of(nothing)
    stranger.get("/digelius/")
    assert stranger.post(firm.path, outcome="nothing").status_code == 410
    # Then it is closed here too once its day is over
    desk.house.clock.pass_by(days=1, minutes=1)
    assert firm.goes(firm.path).status_code == 410
    assert firm.opens(mails(desk)[0]).status_code == 200


def test_it_refuses_every_wrong_link_alike(
    app: Flask, firm: Firm, desk: Desk, store: Store, shop: ControllerFacts
) -> None:
    # Given a letter of another company, and one of this one's
    other = factories.make_controller(store, "levyhylly")
    request = desk.receive(Right.ACCESS)
    letter, path = letters(desk)[0], link_in(mails(desk)[0])
    token = path.rsplit("/", 1)[1]
    proof = factories.proof_of(store, request)
    wrong = [
        path + "x", path[:-9] + ("A" if path[-9] != "A" else "B") + path[-8:],
        "/digelius/asked/nothing", "/digelius/asked/%00",
        f"/digelius/asked/{links.token(store.ring, letter.id, 'confirm')}",
        f"/digelius/asked/{links.token(store.ring, letter.id, 'return')}",
        f"/digelius/asked/{links.token(store.ring, proof, 'confirm')}",
        f"/digelius/asked/{links.token(store.ring, proof, 'processor')}",
        f"/digelius/asked/{links.token(store.ring, '0' * 32, 'processor')}",
    ]  # fmt: skip
    said = {words_of(firm.browser.get(one)) for one in wrong if "%00" not in one}
    assert len(said) == 1
    for one in wrong:
        assert firm.browser.get(one).status_code in {404, 410}
        firm.browser.get("/digelius/")
        assert firm.browser.post(one).status_code in {404, 410}
    # Then it opens neither at another company, nor a person's request
    assert firm.browser.get(f"/levyhylly/asked/{token}").status_code == 410
    assert other.slug == "levyhylly"
    assert words_of(firm.browser.get(f"/digelius/confirm/{token}")).count("no longer works") >= 1
    # Then an expired one says the same
    desk.house.clock.pass_by(days=30)
    assert words_of(firm.browser.get(path)) in said
    assert firm.browser.get(path).status_code == 410


def test_it_answers_once(firm: Firm, desk: Desk) -> None:
    request = desk.receive(Right.ACCESS)
    firm.opens(mails(desk)[0])
    assert firm.answers("nothing").status_code == 303
    after = _state(desk, request)
    # When the same is sent again, or something else
    firm.goes(firm.path)
    firm.browser.get("/digelius/")
    for outcome in ("nothing", "found", "cannot"):
        again = firm.answers(outcome, note="Once more", found_phone="x" if outcome == "found" else "")
        assert again.status_code == 409
        assert "Lehtonen" not in again.text
    assert _state(desk, request) == after
    # Then the link says that it was answered, and shows nobody any more
    page = firm.opens(mails(desk)[0])
    assert "This is answered" in page.text
    assert "Lehtonen" not in page.text


def test_it_opens_no_person_of_another_letter(app: Flask, firm: Firm, desk: Desk) -> None:
    first = desk.receive(Right.ACCESS)
    second = desk.receive(Right.MARKETING, email="aino.virtanen@example.org", name="Aino")
    firm.opens(mails(desk)[0])
    theirs = asks(desk, second)[0]
    other = f"{firm.path.rsplit('/', 1)[0]}/{theirs.id}"
    assert firm.goes(other).status_code == 404
    firm.browser.get("/digelius/")
    assert firm.answers("done", on=desk.today.isoformat()).status_code == 404
    assert desk.house.step(second, SYSTEM).outcome is None
    place = use.Place(first.controller_id, asks(desk, first)[0].letter_id, theirs.id, second.id, theirs.step_id, "x")
    with pytest.raises(Exception, match="link_dead"):
        use.answer(desk.house.store, place, use.Answer("cannot", note="x"), [], 100)


def test_it_takes_what_fields_cannot_say(firm: Firm, desk: Desk) -> None:
    request = desk.receive(Right.ACCESS)
    firm.opens(mails(desk)[0])
    for outcome in ("done", "withdrawn", "found' OR 1=1", ""):
        assert firm.answers(outcome, on="2026-11-23", state="done", performer="machine").status_code == 422
    kept = firm.answers("cannot", note="", found_phone="What I typed")
    assert kept.status_code == 422
    assert "What I typed" in kept.text
    assert "checked" in kept.text
    step = desk.house.step(request, SYSTEM, "access")
    assert (step.state, step.performer, step.outcome) == ("by_hand", "processor", None)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("evil.pdf", b"<!doctype html><script>alert(1)</script>", "Files of this type"),
        ("evil.html", b"<html><body onload=alert(1)>", "Files of this type"),
        ("program.pdf", b"MZ\x90\x00\x03" + b"\x00" * 200, "Files of this type"),
        ("empty.pdf", b"", "The file is empty"),
    ],
)
def test_it_takes_no_file_that_is_not_what_it_says(
    firm: Firm, desk: Desk, name: str, content: bytes, said: str
) -> None:
    request = desk.receive(Right.ACCESS)
    firm.opens(mails(desk)[0])
    answer = firm.answers("found", found_phone="x", files=file(name, content))
    assert answer.status_code == 422
    assert said in answer.text
    assert not desk.house.rows(t.Upload, request)
    assert not list((desk.house.store.folder / "files").glob("??/*"))


def test_it_takes_no_more_than_it_can_hold(firm: Firm, desk: Desk) -> None:
    request = desk.receive(Right.ACCESS)
    firm.opens(mails(desk)[0])
    six = [file(f"{number}.txt", b"call list") for number in range(6)]
    assert "At most five" in firm.answers("found", files=six).text
    assert firm.answers("found", found_phone="x" * 600_000).status_code == 422
    ask = asks(desk, request)[0]
    bomb = [("bomb.pdf", BytesIO(b"%PDF-" + b"\0" * 300_000))]
    with pytest.raises(Invalid, match="file_too_large"):
        use.answer(desk.house.store, place_of(desk, request, ask), use.Answer("found"), bomb, 64 * 1024)
    assert not desk.house.rows(t.Upload, request)
    assert not list((desk.house.store.folder / "files").glob("??/*"))


def test_it_shows_staff_what_was_written_and_runs_none_of_it(app: Flask, firm: Firm, desk: Desk) -> None:
    request = desk.receive(Right.ACCESS)
    firm.opens(mails(desk)[0])
    whole = "\n\n".join(EVIL)
    names = [file(f"../../{one.replace('/', '_')}.txt", b"text of a call") for one in EVIL[:3]]
    assert firm.answers("found", found_phone=whole, found_unsorted=whole, files=names).status_code == 303
    accounts.add_staff(desk.house.store, SANNA, "Sanna Salo", PASSWORD, "digelius", "owner", "en")
    clerk = Browser(app)
    clerk.sign_in()
    home = f"/staff/digelius/requests/{request.reference}"
    step = desk.house.step(request, SYSTEM, "access")
    pages = [clerk.get(home), clerk.get(f"{home}/findings"), clerk.get(f"{home}/steps/{step.id}")]
    pages += [clerk.get(f"{home}/findings/{one.id}") for one in desk.findings(request)]
    for page in pages:
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert ">49<" not in page.text
    upload = desk.house.rows(t.Upload, request)[0]
    sent = clerk.get(f"{home}/files/{upload.id}")
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert ".." not in sent.headers["Content-Disposition"]
    # Then neither the person nor a stranger reaches the file
    assert Browser(app).get(f"/digelius/requests/{request.reference}/files/{upload.id}").status_code == 303


def test_it_puts_one_receiver_on_every_letter(desk: Desk) -> None:
    for address in ("a@firm.example.org,b@firm.example.org", "a@firm.example.org\nBcc: b@example.org"):
        with pytest.raises(Exception, match="email_"):
            processors.set_contact(desk.house.store, desk.staff, SYSTEM, address, "fi")
