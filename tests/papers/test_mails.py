import datetime as dt
import re
from html.parser import HTMLParser
from typing import cast

import pytest

from portal import words
from portal.domain.lifecycle import Resolution, Right
from portal.papers import mails
from portal.papers.mails import TO_STAFF, MailKind, MailValues, compose

LINK = "https://privacy.example.org/levykauppa/c/abc.def?x=1&y=<2>"
SENTENCES = ("First sentence & more.", "Second <sentence>.")
CANARIES = ("Aino Äijälä", "aino@example.com", "+358401234567", "Poista heti kaikki!")
WHO: MailValues = {
    "trade_name": "Levykauppa Ääni & <Kaiku>",
    "legal_name": "Ääni Oy",
    "contact_email": "tuki@example.org",
    "contact_phone": "+358 9 1234567",
    "contact_address": "Ääni Oy, Testikatu 1, 00100 Helsinki",
}
ALL: MailValues = {
    "reference": "K7PQ-3MZX",
    "link": LINK,
    "code": "K7PQ3M",
    "rights": [right.value for right in Right],
    "received": dt.date(2026, 11, 18),
    "due": dt.date(2026, 12, 18),
    "sentences": SENTENCES,
    "available_until": dt.date(2027, 1, 18),
    "lifts": dt.date(2027, 2, 1),
    "resolution": Resolution.WITHDRAWN.value,
    "earlier": "9XQT-4WHR",
    "new": 1,
    "due_soon": 2,
    "overdue": 3,
}
TAKES: dict[MailKind, set[str]] = {
    MailKind.CONFIRM: {"reference", "link", "rights", "due"},
    MailKind.FRESH_LINK: {"reference", "link"},
    MailKind.ANSWER_READY: {"reference", "link", "available_until"},
    MailKind.ANSWER_CODE: {"code"},
    MailKind.NEW_MESSAGE: {"reference", "link"},
    MailKind.RECEIPT: {"reference", "link", "rights", "received", "due", "sentences"},
    MailKind.REMINDER_UNCONFIRMED: {"reference", "link", "due"},
    MailKind.CLOSED: {"reference", "link", "resolution"},
    MailKind.EXTENDED: {"reference", "link", "due"},
    MailKind.LIFTING: {"reference", "link", "lifts"},
    MailKind.LETTER: {"reference", "link"},
    MailKind.PARTED: {"reference", "link", "earlier", "due"},
    MailKind.PROCESSOR_ASK: {"reference", "link", "due"},
    MailKind.PROCESSOR_REMINDER: {"reference", "link", "due"},
    MailKind.STAFF_ATTENTION: {"link", "new", "due_soon", "overdue"},
    MailKind.STAFF_INVITATION: {"link"},
    MailKind.STAFF_MENTION: {"link", "reference"},
    MailKind.STAFF_RECOVERED: {"link", "new_password"},
}
EVERY = [(kind, language) for kind in MailKind for language in words.LANGUAGES]


def values_of(kind: MailKind, **changed: object) -> MailValues:
    chosen = {key: value for key, value in ALL.items() if key in TAKES[kind]}
    return cast(MailValues, {**WHO, **chosen, **changed})


class _Shown(HTMLParser):
    """What a reader of the HTML sees, where its links lead, and which elements it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.links: list[str | None] = []
        self.elements: set[str] = set()
        self._in_body = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self._in_body = self._in_body or tag == "body"
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_data(self, data: str) -> None:
        self.text += data if self._in_body else ""


def said(text: str) -> list[str]:
    """The words, without the hyphens that make a list in plain text."""
    return re.sub(r"(?m)^- ", "", text).split()


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_it_says_the_same_in_both_parts(kind: MailKind, language: str) -> None:
    mail = compose(kind, language, values_of(kind))
    assert said(mail.text) == said(_Shown(mail.html).text)


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_it_shows_its_link_once(kind: MailKind, language: str) -> None:
    mail = compose(kind, language, values_of(kind))
    expected = 1 if "link" in TAKES[kind] else 0
    shown = _Shown(mail.html)
    assert mail.text.count("://") == shown.text.count("://") == expected
    assert shown.links == [LINK] * expected
    assert mail.text.split().count(LINK) == shown.text.split().count(LINK) == expected


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_it_is_text_and_links_and_loads_nothing(kind: MailKind, language: str) -> None:
    mail = compose(kind, language, values_of(kind))
    assert _Shown(mail.html).elements <= {"html", "head", "meta", "title", "body", "p", "ul", "li", "a"}
    assert f'<html lang="{language}">' in mail.html
    assert "url(" not in mail.html
    assert "<Kaiku>" not in mail.html
    assert "color-scheme: light dark" in mail.html


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_it_has_a_short_subject_with_the_name_people_know(kind: MailKind, language: str) -> None:
    subject = compose(kind, language, values_of(kind)).subject
    assert subject.startswith("Levykauppa Ääni & <Kaiku>: ")
    assert len(subject) - len("Levykauppa Ääni & <Kaiku>: ") <= 45
    assert subject.isprintable()
    assert not {"K7PQ-3MZX", "K7PQ3M"} & set(subject.split())


@pytest.mark.parametrize("kind", MailKind)
def test_it_is_translated_to_the_last_sentence(kind: MailKind) -> None:
    told = {language: compose(kind, language, values_of(kind)).text.splitlines() for language in words.LANGUAGES}
    same = {
        "",
        "- Ääni Oy",
        f"    {LINK}",
        "    K7PQ3M",
        "Levykauppa Ääni & <Kaiku> (Ääni Oy)",
        *(f"- {one}" for one in SENTENCES),
    }
    assert set(told["en"]) & set(told["fi"]) <= same
    assert set(told["en"]) & set(told["sv"]) <= same
    assert set(told["fi"]) & set(told["sv"]) <= same


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_it_has_no_place_for_what_a_person_wrote(kind: MailKind, language: str) -> None:
    for key in ("name", "email", "phone", "message", "wish", "text"):
        with pytest.raises(ValueError, match="not expected"):
            compose(kind, language, values_of(kind, **dict.fromkeys([key], CANARIES[0])))
    mail = compose(kind, language, values_of(kind))
    assert not [canary for canary in CANARIES if canary in mail.text + mail.html + mail.subject]


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_it_warns_the_person_of_mails_in_our_name(kind: MailKind, language: str) -> None:
    text = compose(kind, language, values_of(kind)).text
    warned = {"fi": "henkilötunnusta", "sv": "personbeteckning", "en": "personal identity code"}[language] in text
    assert warned is (kind not in TO_STAFF)


@pytest.mark.parametrize("kind", MailKind)
def test_it_refuses_a_mail_with_something_missing(kind: MailKind) -> None:
    for key in mails._RECIPES[kind].needs | {"trade_name", "contact_email"}:
        given = values_of(kind)
        del given[key]  # type: ignore[misc]  # the missing key is the fault under test
        with pytest.raises(ValueError, match="missing"):
            compose(kind, "fi", given)


@pytest.mark.parametrize("poison", ["a\r\nBcc: eve@example.com", "a\nb", "a\x00", "a\u2028b"])
@pytest.mark.parametrize("key", ["trade_name", "legal_name", "reference", "link"])
def test_it_refuses_a_value_of_two_lines(key: str, poison: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        compose(MailKind.CONFIRM, "fi", values_of(MailKind.CONFIRM, **{key: poison}))


def test_it_refuses_a_link_that_leads_nowhere() -> None:
    with pytest.raises(ValueError, match="web address"):
        compose(MailKind.CONFIRM, "fi", values_of(MailKind.CONFIRM, link="javascript:alert(1)"))


def test_it_promises_the_end_of_marketing_only_to_those_who_asked() -> None:
    promise = "We stop marketing to this address the moment you confirm."
    asked = compose(MailKind.CONFIRM, "en", values_of(MailKind.CONFIRM, rights=["marketing"]))
    not_asked = compose(MailKind.CONFIRM, "en", values_of(MailKind.CONFIRM, rights=["access"]))
    assert promise in asked.text
    assert promise not in not_asked.text


def test_it_says_the_due_day_and_how_it_was_counted() -> None:
    text = compose(MailKind.RECEIPT, "fi", values_of(MailKind.RECEIPT)).text
    assert "Vastaamme viimeistään 18. joulukuuta 2026." in text
    assert all(f"- {sentence}\n" in text for sentence in SENTENCES)


@pytest.mark.parametrize("resolution", [*Resolution, ""])
def test_it_closes_with_and_without_a_page_to_look_at(resolution: str) -> None:
    with_page = compose(MailKind.CLOSED, "sv", values_of(MailKind.CLOSED, resolution=resolution))
    without = compose(MailKind.CLOSED, "sv", values_of(MailKind.CLOSED, resolution=resolution, link=""))
    assert LINK in with_page.text
    assert "://" not in without.text
    assert "dataskyddsmyndigheten" in without.text


def test_it_speaks_of_files_only_where_there_are_any() -> None:
    text = compose(MailKind.ANSWER_READY, "en", values_of(MailKind.ANSWER_READY)).text
    without = compose(MailKind.ANSWER_READY, "en", values_of(MailKind.ANSWER_READY, available_until=None)).text
    assert "download" in text
    assert "18 January 2027" in text
    assert "download" not in without


def test_it_tells_before_frozen_data_is_used_again() -> None:
    text = compose(MailKind.LIFTING, "fi", values_of(MailKind.LIFTING)).text
    assert "Voimme käyttää tietojasi taas 1. helmikuuta 2027 alkaen." in text
    assert "2027" not in compose(MailKind.LIFTING, "fi", values_of(MailKind.LIFTING, lifts=None)).text


def test_it_says_the_new_last_day_of_an_extended_request() -> None:
    text = compose(MailKind.EXTENDED, "sv", values_of(MailKind.EXTENDED)).text
    assert "senast den 18 december 2026" in text


def test_it_says_by_when_a_request_on_its_own_is_answered_where_that_is_to_come() -> None:
    text = compose(MailKind.PARTED, "fi", values_of(MailKind.PARTED)).text
    assert "Vastaamme nyt viimeistään 18. joulukuuta 2026." in text
    assert "9XQT-4WHR" in text
    assert "2026" not in compose(MailKind.PARTED, "fi", values_of(MailKind.PARTED, due=None)).text


def test_it_lists_what_is_asked_in_the_order_of_the_start_page() -> None:
    asked = values_of(MailKind.CONFIRM, rights=["access", "erasure", "portability", "rectification"])
    text = compose(MailKind.CONFIRM, "en", asked).text
    listed = [line for line in text.splitlines() if line.startswith("- ")][:4]
    assert listed == [
        "- see what we know about you",
        "- have something corrected",
        "- have your data deleted",
        "- take your data with you",
    ]


def test_it_names_a_company_once_when_it_has_one_name() -> None:
    text = compose(MailKind.ANSWER_CODE, "en", values_of(MailKind.ANSWER_CODE, trade_name="Ääni Oy")).text
    assert text.rstrip().endswith("\n\nÄäni Oy")


def test_it_counts_what_waits_for_staff() -> None:
    text = compose(MailKind.STAFF_ATTENTION, "fi", values_of(MailKind.STAFF_ATTENTION)).text
    assert "- 3 pyyntöä on myöhässä\n" in text
    assert "- 1 uusi pyyntö\n" in text
    calm = compose(MailKind.STAFF_ATTENTION, "fi", values_of(MailKind.STAFF_ATTENTION, overdue=0, due_soon=0, new=2))
    assert "myöhässä" not in calm.text + calm.subject
    assert "- 2 uutta pyyntöä\n" in calm.text
