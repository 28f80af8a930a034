"""Letters in the hands of staff: as PDF before they go and after."""

import io
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from portal.demo import customers
from portal.domain.errors import Refused
from portal.domain.lifecycle import Right
from portal.storage.door.case import LetterLine
from tests.cases import Desk
from tests.counter import entered
from tests.faces import Browser
from tests.factories import MadeRequest
from tests.papers import pdf_reading as reading

REASONS = "The search takes in eleven mailboxes. #eval(1) *b* {{7*7}}"


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    signed_in = Browser(app)
    signed_in.sign_in()
    signed_in.get("/staff/digelius/requests?lang=en")
    return signed_in


def home(request: MadeRequest) -> str:
    return f"/staff/digelius/requests/{request.reference}"


def letter_of(desk: Desk, request: MadeRequest, kind: str = "access") -> LetterLine:
    return next(one for one in desk.case(request).letters if one.kind == kind)


def is_download(answer: TestResponse) -> None:
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.data.startswith(b"%PDF-")


def test_it_gives_a_prepared_letter_as_pdf_and_the_same_when_it_was_given(desk: Desk, browser: Browser) -> None:
    request = desk.prepared(Right.ACCESS)
    letter = letter_of(desk, request)
    path = f"{home(request)}/letters/{letter.id}.pdf"
    assert path in browser.get(f"{home(request)}/release").text
    before = browser.get(path)
    is_download(before)
    desk.release(request)
    assert path in browser.get(home(request)).text
    after = browser.get(path)
    assert after.data == before.data
    assert reading.packed(letter.title) in reading.packed(reading.told(after.data))
    assert not [one for one in Path(desk.house.store.folder).rglob("*") if one.suffix == ".pdf"]


def test_it_knows_no_letter_of_another_request(desk: Desk, browser: Browser) -> None:
    request = desk.prepared(Right.ACCESS)
    other = desk.receive(Right.ACCESS, email=customers.TIMO.email or "", name="Timo")
    letter = letter_of(desk, request)
    assert browser.get(f"{home(other)}/letters/{letter.id}.pdf").status_code == 404
    assert browser.get(f"{home(request)}/letters/{'0' * 32}.pdf").status_code == 404


def test_it_shows_a_letter_that_goes_at_once_as_pdf_before_its_press(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.ACCESS)
    browser.get(f"{home(request)}/extend")
    shown = browser.post(f"{home(request)}/extend", version=desk.version(request), seen=0, reasons=REASONS)
    assert f'formaction="{home(request)}/extend/letter.pdf"' in shown.text
    assert reading.packed(REASONS) in reading.packed(reading.told(extended(desk, browser, request)))
    assert desk.case(request).letters == ()
    empty = browser.post(f"{home(request)}/extend/letter.pdf", version=desk.version(request), seen=0, reasons="")
    assert empty.status_code == 422


def test_it_has_the_postal_address_of_whoever_has_no_mailbox(desk: Desk, browser: Browser) -> None:
    request = entered(desk.house.store, desk.house.shop, desk.staff)
    letter = extended(desk, browser, request)
    assert reading.packed("Metsäpolku 4 A 2 00100 Helsinki") in reading.packed(reading.told(letter))


def extended(desk: Desk, browser: Browser, request: MadeRequest) -> bytes:
    """The letter that extends the time of a request, as PDF before it goes."""
    browser.get(f"{home(request)}/extend")
    made = browser.post(f"{home(request)}/extend/letter.pdf", version=desk.version(request), seen=0, reasons=REASONS)
    is_download(made)
    return made.data


def texts(browser: Browser, path: str) -> dict[str, str]:
    """What stands in the fields of the letter's page."""
    shown = browser.get(path)
    assert shown.status_code == 200
    found = re.findall(r'<textarea[^>]*name="(text_\d+)"[^>]*>\r?\n?(.*?)</textarea>', shown.text, re.DOTALL)
    return {name: unescape(text) for name, text in found}


def sent(desk: Desk, request: MadeRequest, **fields: str) -> dict[str, object]:
    return {"version": desk.version(request), "seen": 0, "digest": letter_of(desk, request).digest, **fields}


def test_it_keeps_what_staff_wrote_as_text_and_makes_the_package_anew(desk: Desk, browser: Browser) -> None:
    request = desk.prepared(Right.ACCESS)
    letter, pressed = letter_of(desk, request), desk.decision(request).answer_digest
    path = f"{home(request)}/letters/{letter.id}/edit"
    assert path in browser.get(f"{home(request)}/release").text
    found = texts(browser, path)
    found["text_0"] = "Hello {{7*7}} <script>alert(1)</script>"
    assert browser.post(path, **sent(desk, request, **found, title="From Sanna", own="Sorry.")).status_code == 303
    edited = letter_of(desk, request)
    assert "Hello {{7*7}} &lt;script&gt;alert(1)&lt;/script&gt;" in edited.html
    assert "From Sanna" in edited.html
    assert edited.digest != letter.digest
    assert desk.house.kinds(request)[-1] == "letter_edited"
    browser.get(f"{home(request)}/release")
    old = browser.post(
        f"{home(request)}/release", version=desk.version(request), seen=0, digest=desk.decision(request).answer_digest
    )
    assert old.status_code != 303, "the package still holds the former letter"
    assert desk.case(request).prepared is not None
    desk.house.work()
    assert (
        browser.post(f"{home(request)}/release", version=desk.version(request), seen=0, digest=pressed).status_code
        == 409
    )
    package = zipfile.ZipFile(io.BytesIO(browser.get(f"{home(request)}/release/package.zip").data))
    assert "Hello {{7*7}} &lt;script&gt;" in package.read("letter.html").decode()
    assert "Sorry." in reading.told(package.read("letter.pdf"))
    desk.release(request)
    assert letter_of(desk, request).html == edited.html


def test_it_names_a_required_element_that_was_emptied_and_releases_nothing(desk: Desk, browser: Browser) -> None:
    request = desk.prepared(Right.ACCESS)
    path = f"{home(request)}/letters/{letter_of(desk, request).id}/edit"
    found = texts(browser, path)
    last = [*found][-1]
    answer = browser.post(path, **sent(desk, request, **{**found, last: ""}))
    assert answer.headers["Location"] == path
    assert "how to complain to the authority (Article 15(1)(f), Article 77 GDPR)" in browser.get(path).text
    desk.house.work()
    assert (
        "how to complain to the authority (Article 15(1)(f), Article 77 GDPR)"
        in browser.get(f"{home(request)}/release").text
    )
    with pytest.raises(Refused, match="letter_incomplete"):
        desk.release(request)
    undone = browser.post(path.replace("/edit", "/undo"), **sent(desk, request))
    assert undone.status_code == 303
    desk.house.work()
    assert not letter_of(desk, request).edited
    desk.release(request)


def test_it_keeps_what_was_typed_where_it_cannot_be_taken(desk: Desk, browser: Browser) -> None:
    request = desk.prepared(Right.ACCESS)
    path = f"{home(request)}/letters/{letter_of(desk, request).id}/edit"
    found = texts(browser, path)
    wrong = browser.post(path, **sent(desk, request, **{**found, "text_0": "Typed\n\n[[table 99: None]]"}))
    assert wrong.status_code == 422
    assert "[[table 99: None]]" in wrong.text
    fields = sent(desk, request, **{**found, "text_0": "Other words"})
    assert browser.post(path, **fields).status_code == 303
    stale = browser.post(path, **fields)
    assert stale.status_code == 409
    assert "Other words" in stale.text
