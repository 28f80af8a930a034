"""The page of a recipient who has to be told, and the table of them on the request's page."""

import re

import pytest
from flask import Flask

from portal.demo.customers import AINO
from portal.domain.lifecycle import Right, StepState
from portal.domain.roles import machine
from portal.journey import posting
from portal.office import accounts
from portal.storage.work import work
from tests.cases import Desk
from tests.faces import PASSWORD, Browser, words_of
from tests.factories import MadeRequest
from tests.journey.test_carrying_out import PHONE, of
from tests.journey.test_telling import NUMBER
from tests.staff.test_request import home

TYPED = {"outcome": "told", "on": "2026-11-23", "how": "mail", "names": "Kaveri Records Oy", "note": "Sanoin Eerolle."}


@pytest.fixture
def english(browser: Browser) -> Browser:
    browser.get("/staff/digelius/requests?lang=en")
    return browser


def corrected(desk: Desk) -> tuple[MadeRequest, dict[str, str]]:
    """A corrected telephone number, and the page of each recipient of it."""
    request = desk.decided(Right.RECTIFICATION, wishes=PHONE, **of(AINO))
    desk.house.work()
    return request, {one.system: f"{home(request)}/tellings/{one.id}" for one in desk.tellings(request)}


def test_it_leads_from_the_request_to_each_recipient_and_back(desk: Desk, english: Browser) -> None:
    request, pages = corrected(desk)
    page = english.get(home(request))
    assert "Who is told of it" in words_of(page)
    for path in pages.values():
        assert f'href="{path}"' in page.text
    desk.house.work()
    desk.release(request)
    page = english.get(home(request))
    assert "Tell who received the data" in words_of(page)
    assert f'href="{pages["telemarketing"]}"' in page.text.partition("Tell the first one")[0].rpartition("<a ")[2]
    for number, path in enumerate(pages.values()):
        english.get(path)
        done = english.post(path, version=desk.version(request), **TYPED)
        assert (done.status_code, done.headers["Location"]) == (303, f"{home(request)}#steps-told"), number
    assert {one.state for one in desk.tellings(request)} == {StepState.DONE}
    page = english.get(home(request))
    assert "Tell the first one" not in page.text
    assert "Sanna Salo" in page.text
    said = words_of(english.get(pages["partners"]))
    for wanted in ("Kaveri Records Oy", "23 November 2026", "By mail", "Sanna Salo", "Sanoin Eerolle."):
        assert wanted in said
    assert str(AINO.phone) not in said
    assert english.post(pages["partners"], version=desk.version(request), **TYPED).status_code == 403


def test_it_leads_from_one_recipient_to_the_next(desk: Desk, english: Browser) -> None:
    request, pages = corrected(desk)
    desk.house.work()
    desk.release(request)
    here, seen = next(iter(pages.values())), []
    while here != f"{home(request)}#steps-told":
        assert ("Save and tell the next one" in words_of(english.get(here))) is (len(seen) < len(pages) - 1)
        seen.append(here)
        here = english.post(here, version=desk.version(request), **TYPED, then="next").headers["Location"]
    assert sorted(seen) == sorted(pages.values())


def test_it_gives_a_text_with_no_more_of_the_person_than_is_needed(desk: Desk, english: Browser) -> None:
    request, pages = corrected(desk)
    text = english.get(pages["slack"]).text.partition('id="text"')[2].partition("</textarea>")[0]
    for wanted in ("Person: Aino Virtanen", str(AINO.phone), NUMBER, request.reference, "Articles 16 and 19"):
        assert wanted in text
    assert "Hämeentie" not in text
    assert (AINO.email or "").lower().strip() not in text.lower()
    kind = words_of(english.get(pages["partners"]))
    assert "The notice names only a kind of recipient" in kind
    assert "names only a kind" not in words_of(english.get(pages["google"]))
    assert "It is assumed." in kind


def test_it_says_beside_the_field_what_is_missing_and_keeps_what_was_typed(desk: Desk, english: Browser) -> None:
    request, pages = corrected(desk)
    path = pages["partners"]
    wrong = {
        "outcome": ({"outcome": ""}, "Choose what came of it"),
        "strange": ({"outcome": "own_step"}, "Choose what came of it"),
        "on": ({"on": ""}, "Write the day on which they were told"),
        "soon": ({"on": "2026-11-24"}, "This day is still to come"),
        "early": ({"on": "2026-11-01"}, "This is before the request came"),
        "odd": ({"on": "yesterday"}, "Write the day like this"),
        "how": ({"how": ""}, "Choose how they were told"),
        "names": ({"names": ""}, "Write the name of each one to whom the data had really gone"),
        "note": ({"outcome": "impossible", "note": ""}, "Write the reason"),
        "long": ({"note": "x" * 2001}, "Write at most 2000 characters"),
    }
    for name, (changed, words) in wrong.items():
        english.get(path)
        page = english.post(path, version=desk.version(request), **{**TYPED, **changed})
        assert page.status_code == 422, name
        assert words in words_of(page), name
        assert "There is a problem" in page.text
        if "names" not in changed:
            assert "Kaveri Records Oy" in page.text, name
    english.get(path)
    page = english.post(path, version=1, **TYPED)
    assert page.status_code == 409
    assert "Kaveri Records Oy" in page.text
    assert desk.case(request).step(path.rpartition("/")[2]).state is StepState.BY_HAND


def test_it_keeps_systems_and_recipients_apart(desk: Desk, english: Browser) -> None:
    request, pages = corrected(desk)
    find = next(one for one in desk.case(request).steps if one.system == "google" and one.telling is None)
    assert english.get(f"{home(request)}/tellings/{find.id}").status_code == 404
    telling = pages["google"].rpartition("/")[2]
    assert english.get(f"{home(request)}/steps/{telling}").status_code == 404
    english.get(pages["google"])
    assert english.post(f"{home(request)}/steps/{telling}", version=1, outcome="done").status_code == 404


def test_it_shows_the_biller_the_telling_of_billing_alone(desk: Desk, app: Flask) -> None:
    accounts.add_staff(
        desk.house.store, "bo@example.org", "Bo", PASSWORD, desk.house.shop.slug, "scoped", "en", categories=["billing"]
    )
    biller = Browser(app)
    biller.sign_in("bo@example.org")
    request = desk.decided(Right.ERASURE, **of(AINO))
    desk.house.work()
    pages = {one.system: f"{home(request)}/tellings/{one.id}" for one in desk.tellings(request)}
    assert biller.get(pages["google"]).status_code == 404
    page = biller.get(home(request))
    assert "A payment service" in page.text
    assert "Telemarketing" not in page.text
    biller.get(pages["payment_provider"])
    done = biller.post(pages["payment_provider"], version=desk.version(request), outcome="not_given", note="No card.")
    assert done.status_code == 303


def test_it_answers_on_paper_who_asks_by_other_ways(desk: Desk, english: Browser) -> None:
    """Art 19, second sentence, for who has no mailbox: the letter waits for the post with what stands today."""
    request, pages = corrected(desk)
    with work(desk.house.store, machine(desk.house.shop.id)) as w:
        case = w.case(request.id)
        case.write_requester({**case.requester(), "email": "", "postal_address": "Hämeentie 1\n00530 Helsinki"})
        case.row.confirmed_at = None
        w.happened("entered", case)
    path = f"{home(request)}/tellings/letter"
    assert "Nothing is answered yet" in words_of(english.get(path))
    early = english.post(path, version=desk.version(request), seen=0, digest="0" * 64)
    assert early.status_code == 409
    desk.house.work()
    desk.vouch(request)
    desk.release(request)
    posting.posted(
        desk.house.store, desk.staff, request.reference, desk.version(request), desk.today, desk.register
    )  # fmt: skip
    desk.tell(request, pages["partners"].rpartition("/")[2])
    page = english.get(path)
    assert f'href="{path}"' in english.get(home(request)).text
    fields = dict(re.findall(r'name="(version|seen|digest)" value="([^"]*)"', page.text))
    desk.tell(request, pages["google"].rpartition("/")[2])
    fresh = {**fields, "version": desk.version(request)}
    assert english.post(path, **fresh).status_code == 409, "it went on after the letter was read"
    desk.house.clock.pass_by(minutes=5)
    fields = dict(re.findall(r'name="(version|seen|digest)" value="([^"]*)"', english.get(path).text))
    assert english.post(path, **fields).status_code == 303
    case = desk.case(request)
    assert case.to_post == "letter"
    (letter,) = [one for one in case.letters if one.kind == "recipients"]
    assert letter.released_at is not None
    for wanted in ("Kaveri Records Oy, 23. marraskuuta 2026", "Google: Kaveri Records Oy", "Slack, 30. marraskuuta"):
        assert wanted in letter.html
    assert "Kaveri Records Oy" in english.get(f"{home(request)}/post").text
    assert desk.house.kinds(request).count("recipients_asked") == 1
