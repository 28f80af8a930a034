"""The pages of the controller's own words, by their owner; and a letter that goes in them, on both stores."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask import Flask

from portal.domain.lifecycle import Right
from portal.domain.roles import Role
from portal.domain.rulings import Choice
from portal.office import accounts
from portal.papers import own_words
from portal.papers.letter_sentences import sentences
from portal.papers.letters import LetterKind
from portal.storage import tables as t
from portal.storage.database import Store
from tests import factories
from tests.cases import Desk
from tests.counter import entered
from tests.faces import PASSWORD, Browser, words_of
from tests.factories import Clock, MadeRequest
from tests.papers import pdf_reading as reading

LIST = "/staff/digelius/letters"
REFUSAL = f"{LIST}/refusal/fi"
ATTACK = "{{7*7}} <script>alert(1)</script> #eval(1) %(day)s {0.__class__}"
_FIELD = re.compile(r'<textarea[^>]*name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>', re.S)
_PRESS = re.compile(r'name="([^"]+)" value="([^"]*)"')


@pytest.fixture
def store(migrated_url: str, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """On each of the two stores."""
    made = factories.make_store(migrated_url, tmp_path, clock)
    yield made
    made.database.close()


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    signed_in = Browser(app)
    signed_in.sign_in()
    signed_in.get("/staff/digelius/requests?lang=en")
    return signed_in


def typed_in(page: str) -> dict[str, str]:
    """What stands in the fields of the letter's form."""
    form = page.split(f'action="{REFUSAL}"')[1].split("</form>")[0]
    base = re.search(r'name="base" value="(\d+)"', form)
    assert base
    return {"base": base[1], **{name: unescape(text) for name, text in _FIELD.findall(form)}}


def field(code: str, language: str = "fi") -> tuple[str, str]:
    """The field of the first sentence of an element of the refusal, and its standard text."""
    one = next(one for one in sentences("refusal") if one.codes[-1:] == (code,) and not one.heading)
    return own_words.field_of(one), own_words.standard(one, language)


def refused(desk: Desk, browser: Browser, request: MadeRequest) -> str:
    """Refuse a whole request on its page; what the letter says there."""
    path = f"/staff/digelius/requests/{request.reference}/unfounded"
    browser.get(path)
    facts = "You asked for the same on 1, 8 and 15 November"
    sent = {"version": desk.version(request), "seen": 0, "burden": "excessive", "facts": facts, "outcome": "refuse"}
    shown = browser.post(path, **sent)
    assert shown.status_code == 200, words_of(shown)
    form = shown.text.split("/unfounded/send")[1].split("</form>")[0]
    press = {name: unescape(value) for name, value in _PRESS.findall(form) if name != "csrf_token"}
    assert browser.post(f"{path}/send", **press).status_code == 303
    return words_of(shown)


def kept(desk: Desk, request: MadeRequest, kind: str) -> dict[str, object]:
    (row,) = [one for one in desk.house.rows(t.Letter, request) if one.kind == kind]
    return desk.house.unsealed(row)


def test_it_goes_from_the_owners_words_to_a_letter_that_was_sent(desk: Desk, browser: Browser) -> None:
    before = desk.receive(Right.ACCESS)
    said = refused(desk, browser, before)
    assert LIST in browser.get("/staff/digelius/requests?lang=en").text
    assert REFUSAL in browser.get(LIST).text

    # The owner types own words; a preview saves nothing
    typed = typed_in(browser.get(REFUSAL).text)
    name, standard = field("L4-refusal")
    assert typed[name] == standard
    assert "[päivä]" in standard
    typed |= {
        name: f"Sait meille pyynnön [päivä], {ATTACK}.",
        "closing": "Ystävällisesti\nLevykauppa\n\n- ensin\n- sitten",
    }
    preview = browser.post(f"{REFUSAL}/preview", **typed)
    assert preview.status_code == 200
    assert "Sait meille pyynnön" in preview.text.split("letter-signature")[0]
    assert "<script>alert" not in preview.text
    assert "49" not in words_of(preview).split("pyynnön")[1][:120]
    paper = browser.post(f"{REFUSAL}/preview.pdf", **typed)
    assert paper.data.startswith(b"%PDF-")
    assert reading.packed(ATTACK) in reading.packed(reading.told(paper.data))
    assert "Standard" in words_of(browser.get(LIST))
    assert "Your own words" not in words_of(browser.get(LIST))

    assert browser.post(REFUSAL, **typed).status_code == 303
    assert words_of(browser.get(LIST)).count("Your own words") == 1
    assert typed_in(browser.get(REFUSAL).text) == typed | {"base": "1", "closing": typed["closing"]}

    # Staff send it, the person reads it; the letter of before is as it was
    after = desk.receive(Right.ACCESS, email="aino.virtanen@example.org", name="Aino Virtanen")
    told = refused(desk, browser, after)
    assert f"Sait meille pyynnön 23. marraskuuta 2026, {ATTACK}." in told
    assert "Sait meille" not in said
    assert (kept(desk, before, "refusal")["wording"], kept(desk, after, "refusal")["wording"]) == (0, 1)
    assert "Sait meille" not in str(kept(desk, before, "refusal")["html"])
    desk.house.work()
    mails = desk.house.mailbox.mails("aino.virtanen@example.org")
    assert "refusal" not in str(mails[-1].text)
    assert not [mail for mail in mails if "Sait meille" in mail.text or "Ystävällisesti" in mail.text]

    # A later change and the way back leave it alone
    for path in (f"{REFUSAL}/standard", f"{REFUSAL}/versions/1"):
        browser.get(REFUSAL)
        base = 1 if path.endswith("standard") else 2
        assert browser.post(path, base=base).status_code == 303
        assert kept(desk, after, "refusal")["wording"] == 1
        assert "Sait meille" in str(kept(desk, after, "refusal")["html"])
    page = words_of(browser.get(REFUSAL))
    assert "Version 3 In force" in page
    assert "standard words" in page
    old = browser.get(f"{REFUSAL}/versions/1")
    assert "Take up again" in old.text
    assert "Sanna Salo" in words_of(old)
    assert "Take up again" not in browser.get(f"{REFUSAL}/versions/3").text
    assert browser.get(f"{REFUSAL}/versions/1.pdf").data.startswith(b"%PDF-")
    assert browser.get(f"{REFUSAL}/versions/9").status_code == 404


def test_it_writes_the_answers_and_the_acknowledgement_in_own_words(desk: Desk, browser: Browser) -> None:
    letters = ("access", "portability", "marketing", "acknowledgement", "extension")
    for kind in letters:
        path = f"{LIST}/{kind}/fi"
        fields = {name: unescape(text) for name, text in _FIELD.findall(browser.get(path).text)}
        assert browser.post(path, base=0, **fields | {"closing": f"Oma {kind}."}).status_code == 303
    request = desk.prepared(
        Right.ACCESS, Right.PORTABILITY, Right.MARKETING, choices={"portability:unsorted": Choice(grant=True)}
    )
    for kind in ("access", "portability", "marketing"):
        value = kept(desk, request, kind)
        assert f"Oma {kind}." in str(value["html"])
        assert value["wording"] == 1

    # Editing before it goes begins from the own words
    letter = next(one for one in desk.case(request).letters if one.kind == "access")
    edit = browser.get(f"/staff/digelius/requests/{request.reference}/letters/{letter.id}/edit").text
    assert "Oma access." in edit
    assert "At the end" in edit
    desk.release(request)
    assert "Oma access." in str(kept(desk, request, "access")["html"])

    by_post = entered(desk.house.store, desk.house.shop, desk.staff, name="Postia Odottava")
    assert "Oma acknowledgement." in browser.get(f"/staff/digelius/requests/{by_post.reference}/post").text
    reasons = {"version": desk.version(by_post), "seen": 0, "reasons": "The search takes in eleven mailboxes."}
    extend = browser.post(f"/staff/digelius/requests/{by_post.reference}/extend", **reasons)
    assert "Oma extension." in extend.text


def test_it_refuses_a_press_under_a_letter_whose_words_were_changed_since(desk: Desk, browser: Browser) -> None:
    request = desk.receive(Right.ACCESS)
    path = f"/staff/digelius/requests/{request.reference}/extend"
    sent = {"version": desk.version(request), "seen": 0, "reasons": "The search takes in eleven mailboxes."}
    shown = browser.post(path, **sent).text
    digest = re.search(r'name="digest" value="([^"]+)"', shown)
    assert digest
    wording = {name: unescape(text) for name, text in _FIELD.findall(browser.get(f"{LIST}/extension/fi").text)}
    assert browser.post(f"{LIST}/extension/fi", base=0, **wording | {"opening": "Uusi alku."}).status_code == 303
    again = browser.post(f"{path}/send", **sent, digest=digest[1])
    assert again.status_code == 409
    assert "Uusi alku." in again.text


def test_it_names_what_is_wrong_at_its_field_and_loses_nothing(browser: Browser) -> None:
    typed = typed_in(browser.get(REFUSAL).text)
    remedy, standard = field("L4-remedy")
    first, _text = field("L4-refusal")
    complaint, _text = field("L4-complaint")
    typed |= {
        remedy: " ", first: "Pyyntö tuli [paivä]", complaint: "Valittakaa.", "opening": "[kuningas] <b>",
        "closing": "k" * 4001,
    }  # fmt: skip
    for path in (REFUSAL, f"{REFUSAL}/preview", f"{REFUSAL}/preview.pdf"):
        answer = browser.post(path, **typed)
        assert answer.status_code == 422
        page = words_of(answer)
        assert answer.text.startswith("<!doctype html>")
        assert "<title>Error:" in answer.text
        assert "No value is called [paivä] here. Write [päivä], or use round brackets" in page
        assert "write [päivä] where the value is to stand" in page
        assert "write [viranomainen] where the value is to stand" in page
        assert "No value can be put in here, so [kuningas] would stay as it is" in page
        assert f"The law wants this said. Say it in your own words, or write: {standard}" in page
        assert "Write at most 4000 characters" in page
        assert typed_in(answer.text) == typed
    assert "Your own words" not in words_of(browser.get(LIST))


def test_it_names_an_emptied_heading_at_its_field(browser: Browser) -> None:
    page = browser.get(REFUSAL)
    heading = next(one for one in sentences("refusal") if one.heading)
    name, standard = own_words.field_of(heading), own_words.standard(heading, "fi")
    own = page.text.split(f'id="{name}"')[0].rsplit("<label", 1)[1]
    assert "May be left empty" not in own
    answer = browser.post(REFUSAL, **typed_in(page.text) | {name: " "})
    assert answer.status_code == 422
    assert f"A heading cannot be left empty. Write one of your own, or: {standard}" in words_of(answer)
    assert f'href="#{name}"' in answer.text
    assert f'id="{name}-error"' in answer.text
    assert "Your own words" not in words_of(browser.get(LIST))


def test_it_puts_no_standard_over_what_came_after_the_page_was_opened(
    browser: Browser, store: Store, app: Flask
) -> None:
    accounts.add_staff(store, "maija@example.org", "Maija Meri", PASSWORD, "digelius", "owner", "en")
    other = Browser(app)
    other.sign_in("maija@example.org")
    mine, theirs = typed_in(browser.get(REFUSAL).text), typed_in(other.get(REFUSAL).text)
    assert other.post(REFUSAL, **theirs | {"closing": "Maijan loppu."}).status_code == 303
    looked = browser.post(f"{REFUSAL}/preview", **mine).text
    bases = set(re.findall(r'name="base"[^>]*value="([^"]*)"', looked))
    assert bases == {"0"}
    assert browser.post(f"{REFUSAL}/standard", base=0).status_code == 409


def test_it_says_what_came_between_and_loses_nothing(browser: Browser, store: Store, app: Flask) -> None:
    accounts.add_staff(store, "maija@example.org", "Maija Meri", PASSWORD, "digelius", "owner", "en")
    other = Browser(app)
    other.sign_in("maija@example.org")
    mine, theirs = typed_in(browser.get(REFUSAL).text), typed_in(other.get(REFUSAL).text)
    assert other.post(REFUSAL, **theirs | {"closing": "Maijan loppu."}).status_code == 303
    clash = browser.post(REFUSAL, **mine | {"closing": "Sannan loppu."})
    assert clash.status_code == 409
    assert "Maija Meri saved version 1 on" in words_of(clash)
    assert f"{REFUSAL}/versions/1" in clash.text
    again = typed_in(clash.text)
    assert (again["closing"], again["base"]) == ("Sannan loppu.", "1")
    for path in (f"{REFUSAL}/standard", f"{REFUSAL}/versions/1"):
        assert browser.post(path, base=0).status_code == 409
    browser.get(REFUSAL)
    assert browser.post(REFUSAL, **again).status_code == 303
    assert typed_in(browser.get(REFUSAL).text)["closing"] == "Sannan loppu."
    assert browser.post(REFUSAL, **again | {"base": "x"}).status_code == 422
    assert browser.post(f"{REFUSAL}/standard", base="x").status_code == 422


def test_it_lets_the_owner_alone_in(desk: Desk, browser: Browser, store: Store) -> None:
    accounts.add_staff(store, "tiina@example.org", "Tiina", PASSWORD, "digelius", "handler", "en")
    accounts.add_staff(store, "bo@example.org", "Bo", PASSWORD, "digelius", Role.SCOPED.value, "en", ["orders"])
    pages = (LIST, REFUSAL)
    presses = (REFUSAL, f"{REFUSAL}/preview", f"{REFUSAL}/preview.pdf", f"{REFUSAL}/standard", f"{REFUSAL}/versions/1")
    for email in ("tiina@example.org", "bo@example.org"):
        browser.sign_out()
        browser.sign_in(email)
        assert LIST not in browser.get("/staff/digelius/requests").text
        assert [browser.get(path).status_code for path in pages] == [403, 403]
        browser.get("/staff/digelius/requests")
        assert {browser.post(path, base=0, closing="Mine").status_code for path in presses} == {403}
    browser.sign_out()
    browser.sign_in()
    assert "Your own words" not in words_of(browser.get(LIST))


@pytest.mark.parametrize(
    "path", ["no/fi", "refusal/de", "refusal/FI", "refusal/fi/versions/1", "refusal/fi/versions/100000"]
)
def test_it_knows_its_own_letters_alone(browser: Browser, path: str) -> None:
    assert browser.get(f"{LIST}/{path}").status_code == 404
    browser.get(LIST)
    assert browser.post(f"{LIST}/{path}", base=0).status_code in {404, 405}


def test_it_shows_every_letter_in_every_language(browser: Browser) -> None:
    listed = browser.get(LIST).text
    for kind in LetterKind:
        for code in ("fi", "sv", "en"):
            assert f"{LIST}/{kind.value}/{code}" in listed
            page = browser.get(f"{LIST}/{kind.value}/{code}")
            assert page.status_code == 200
            fields = {name: unescape(text) for name, text in _FIELD.findall(page.text)}
            shown = browser.post(f"{LIST}/{kind.value}/{code}/preview", base=0, **fields)
            assert shown.status_code == 200
            assert 'class="letter"' in shown.text
            assert browser.post(f"{LIST}/{kind.value}/{code}", base=0, **fields).status_code == 303
    assert "Your own words" not in words_of(browser.get(LIST))


def test_it_says_nothing_in_place_of_a_sentence_that_an_update_took_away(desk: Desk, browser: Browser) -> None:
    with desk.house.store.database.working(desk.staff) as session:
        session.add(
            t.LetterWording(
                controller_id=desk.house.shop.id, kind="refusal", language="fi", number=1, is_standard=False,
                body={"sentences": {"An older sentence of %(day)s.": ["Vanha <b> ", {"place": "day"}]}},
                actor=desk.staff.actor, at=desk.house.store.now(),
            )
        )  # fmt: skip
    page = browser.get(REFUSAL)
    assert "Without a place now" in page.text
    assert "Vanha &lt;b&gt; [day]" in page.text
    assert "Vanha" not in refused(desk, browser, desk.receive(Right.ACCESS))
