"""The page of the release asks a person to look at what the machine could not decide, and takes the answer."""

import re

import pytest
from flask import Flask

from portal.domain.gate import Gate, Held, How, Unread, Why
from portal.domain.lifecycle import Right, Status
from portal.domain.roles import machine
from portal.storage import tables as t
from portal.storage.work import work
from tests.cases import Desk
from tests.faces import Browser, words_of
from tests.factories import MadeRequest

NASTY = "<script>alert(1)</script>{{7*7}}"
DOUBTS = Gate(
    (Held("documents/a.eml", "Matti", How.LIKE),),
    (Unread("documents/scan.pdf", Why.NO_TEXT), Unread(f"documents/a.zip: {NASTY}", Why.LOCKED)),
    2,
)


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    signed_in = Browser(app)
    signed_in.sign_in()
    signed_in.get("/staff/digelius/requests?lang=en")
    return signed_in


def doubted(desk: Desk, gate: Gate) -> MadeRequest:
    """A request whose package showed this when it was read once more."""
    request = desk.prepared(Right.ACCESS)
    with work(desk.house.store, machine(desk.house.shop.id)) as w:
        case = w.case(request.id)
        (package,) = case.rows(t.Package)
        upload = case.one(t.Upload, package.upload_id)
        case.reseal(upload, {**case.unseal(upload), **gate.to_json()})
        w.happened("package_renewed", case, package=package.manifest_digest)
    return request


def release_path(request: MadeRequest) -> str:
    return f"/staff/digelius/requests/{request.reference}/release"


def digest_of(page: str, action: str) -> str:
    form = next(one for one in re.findall(r"<form.*?</form>", page, re.DOTALL) if action in one)
    return re.findall(r'name="digest" value="([^"]+)"', form)[0]


def test_it_asks_a_person_and_releases_once_somebody_looked(desk: Desk, browser: Browser) -> None:
    request = doubted(desk, DOUBTS)
    path = release_path(request)
    page = browser.get(path)
    said = words_of(page)
    for wanted in (
        "“Matti” may stand in documents/a.eml.", "documents/scan.pdf: it is a picture", "2 more places are not listed.",
        "Look first", "It cannot be released before the points above are right.",
    ):  # fmt: skip
        assert wanted in said, wanted
    assert NASTY not in page.text
    assert "Release the answer</button>" not in page.text
    digest = digest_of(page.text, "/release/looked")
    nothing = browser.post(f"{path}/looked", version=desk.version(request), digest=digest, reason_looked="")
    assert nothing.status_code == 422
    assert "Error:" in nothing.text
    for wanted in ("Look at them, and tick this once you have", "Write the reason"):
        assert nothing.text.count(wanted) == 2, wanted
    kept = browser.post(
        f"{path}/looked", version=desk.version(request), digest=digest, reason_looked="Both are of her own dog"
    )
    assert kept.status_code == 422
    assert "Both are of her own dog" in kept.text
    done = browser.post(
        f"{path}/looked", version=desk.version(request), digest=digest, looked="y",
        reason_looked="Both are of her own dog",
    )  # fmt: skip
    assert (done.status_code, done.headers["Location"]) == (303, path)
    page = browser.get(path)
    assert "A person looked: Both are of her own dog" in words_of(page)
    assert "/release/looked" not in page.text
    sent = browser.post(path, version=desk.version(request), digest=desk.decision(request).answer_digest)
    assert sent.status_code == 303
    assert desk.case(request).status is Status.ANSWERED
    assert "Package looked at by a person before its release" in browser.get(path.removesuffix("/release")).text


def test_it_offers_no_look_where_a_word_still_stands(desk: Desk, browser: Browser) -> None:
    gate = Gate((Held("Register: Note", "Matti"), *DOUBTS.held), DOUBTS.unread)
    request = doubted(desk, gate)
    page = browser.get(release_path(request))
    assert "“Matti” still stands in Register: Note." in words_of(page)
    assert "/release/looked" not in page.text


def test_a_look_at_what_is_no_more_is_told_so(desk: Desk, browser: Browser) -> None:
    request = doubted(desk, DOUBTS)
    path = release_path(request)
    digest = digest_of(browser.get(path).text, "/release/looked")
    sent = {"version": desk.version(request), "looked": "y", "reason_looked": "Both are of her own dog"}
    assert browser.post(f"{path}/looked", digest="another", **sent).status_code == 409
    assert browser.post(f"{path}/looked", digest=digest, **sent | {"version": 1}).status_code == 409
    assert desk.case(request).status is Status.ANSWERING
    assert "package_looked_at" not in desk.house.kinds(request)
