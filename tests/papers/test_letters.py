import re
from dataclasses import replace

import pytest
from markupsafe import Markup

from portal.domain.errors import Refused
from portal.domain.lifecycle import Ground
from portal.papers import identity_letters, letter_values, letters, rights_letters
from portal.papers.answer import SearchOutcome, Withheld
from portal.papers.letters import LetterKind
from portal.papers.register_texts import access_information
from portal.reading.toml import shipped_register
from tests.papers import samples

XSS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "javascript:alert(1)//",
    "{{7*7}}{% raw %}",
    "</title></style></table><script>alert(1)</script>",
)
FULLEST = (
    rights_letters.REFUSAL
    | rights_letters.INCOMPLETE_SEARCH
    | rights_letters.UNDONE
    | rights_letters.CARRIED
    | rights_letters.RECIPIENTS
)
KEYS = {
    LetterKind.ACCESS: letters.REQUIRED[LetterKind.ACCESS] | letters.PARTIAL_REFUSAL | letters.INCOMPLETE_SEARCH,
    LetterKind.NOTHING_HELD: letters.REQUIRED[LetterKind.NOTHING_HELD],
    LetterKind.MARKETING: letters.REQUIRED[LetterKind.MARKETING] | letters.NOTICE_PROMISE,
    LetterKind.ACKNOWLEDGEMENT: letters.REQUIRED[LetterKind.ACKNOWLEDGEMENT],
    LetterKind.RECTIFICATION: letters.REQUIRED[LetterKind.RECTIFICATION] | FULLEST,
    LetterKind.ERASURE: letters.REQUIRED[LetterKind.ERASURE]
    | FULLEST
    | rights_letters.GONE
    | rights_letters.KEPT
    | rights_letters.ENDED,
    LetterKind.RESTRICTION: letters.REQUIRED[LetterKind.RESTRICTION] | FULLEST | rights_letters.FROZEN,
    LetterKind.OBJECTION: letters.REQUIRED[LetterKind.OBJECTION]
    | FULLEST
    | rights_letters.MEANWHILE
    | rights_letters.GROUNDS,
    LetterKind.PORTABILITY: letters.REQUIRED[LetterKind.PORTABILITY]
    | rights_letters.REFUSAL
    | rights_letters.INCOMPLETE_SEARCH
    | rights_letters.COPY,
    LetterKind.LIFTING: letters.REQUIRED[LetterKind.LIFTING],
    LetterKind.RECIPIENTS: letters.REQUIRED[LetterKind.RECIPIENTS],
    LetterKind.EXTENSION: letters.REQUIRED[LetterKind.EXTENSION],
    LetterKind.FEE: letters.REQUIRED[LetterKind.FEE],
    LetterKind.REFUSAL: letters.REQUIRED[LetterKind.REFUSAL],
    LetterKind.IDENTITY: letters.REQUIRED[LetterKind.IDENTITY] | identity_letters.MASKED,
    LetterKind.NOT_IDENTIFIABLE: letters.REQUIRED[LetterKind.NOT_IDENTIFIABLE],
}


def text_of(html: str) -> str:
    """What a reader sees, on one line."""
    return " ".join(Markup(html).striptags().split())


def without(letter: letters.Letter, code: str) -> letters.Letter:
    """The letter with one element's marker gone, as if the element had been deleted."""
    return replace(letter, html=Markup(letter.html.replace(f'data-element="{code}"', "")))


@pytest.mark.parametrize("language", samples.LANGUAGES)
def test_it_holds_every_required_element_and_names_a_deleted_one(language: str) -> None:
    for letter in samples.all_letters(language):
        assert set(letter.required) == set(KEYS[letter.kind])
        assert letters.missing_elements(letter) == ()
        for code in letter.required:
            assert letters.missing_elements(without(letter, code)) == (code,)
            assert letters.required_because(code)


def test_it_names_an_element_that_is_there_but_empty() -> None:
    letter = letters.compose(samples.nothing(), "en")
    emptied = re.sub(r'(<section data-element="R08">).*?(</section>)', r"\1 <p></p>\2", letter.html, flags=re.DOTALL)
    assert letters.missing_elements(replace(letter, html=Markup(emptied))) == ("R08",)


def test_it_covers_the_twelve_items_of_article_15() -> None:
    known = letters.REQUIRED[LetterKind.ACCESS] | letters.PARTIAL_REFUSAL
    assert {f"R{number:02}" for number in range(1, 13)} <= set(known)


@pytest.mark.parametrize("language", samples.LANGUAGES)
def test_it_speaks_the_persons_language_alone(language: str) -> None:
    english = {"We ", "Article", "Your ", " the "}
    for letter in samples.all_letters(language):
        assert f'lang="{language}"' in letter.html
        if language != "en":
            # The arithmetic, notes and names of the sample are English or names, whatever the language.
            said = re.sub(
                r'<section data-element="(L1-arithmetic|R0[3-9]|R10)">.*?</section>', "", letter.html, flags=re.DOTALL
            )
            said = re.sub(r"<q>.*?</q>|<p class=\"letter-said\".*?</p>", "", said, flags=re.DOTALL)
            assert not [word for word in english if word in text_of(said)]


def test_it_answers_with_names_authority_and_dates() -> None:
    said = text_of(letters.compose(samples.access("en"), "en").html)
    for wanted in (
        "On 1 December 2026 you asked",
        "Yes, we hold data about you",
        "MailChimp",
        "A telemarketing firm",
        "names only the kind",
        "Ombudsman",
        "Article 77",
        "Six years from the end of the year",
        "Our own assumption",
        "business ID 1234567-1",
        samples.REFERENCE,
        "until 8 January 2027",
    ):
        assert wanted in said


def test_it_explains_a_partial_refusal_with_reasons_complaint_and_court() -> None:
    said = text_of(letters.compose(samples.access("en"), "en").html)
    assert "partial refusal" in said
    assert "It would reveal things about other people (Article 15(4))." in said
    assert "You can complain about this refusal" in said
    assert "Article 79" in said
    assert "section 34" in said


def test_it_asks_no_partial_refusal_when_nothing_is_withheld() -> None:
    letter = letters.compose(samples.access("en", withheld=(), searched=samples.SEARCHED), "en")
    assert "R12" not in letter.required
    assert "incomplete" not in letter.required
    assert "partial refusal" not in text_of(letter.html)


def test_it_does_not_tell_of_records_about_somebody_else() -> None:
    others = (Withheld("Slack", "name", Ground.NOT_THIS_PERSON, 3, "The other Aino"),)
    letter = letters.compose(samples.access("en", withheld=others), "en")
    assert "The other Aino" not in letter.html
    assert "R12" not in letter.required


def test_it_never_says_nothing_held_while_a_system_is_unsearched() -> None:
    letter = letters.compose(
        samples.access("en", counts=(), withheld=(), searched=samples.NOTHING + samples.UNSEARCHED), "en"
    )
    said = text_of(letter.html)
    assert "Could not be searched to the end: Google Workspace" in said
    assert "Asked, no answer yet: Soittopalvelu Esimerkki Oy" in said
    assert "cannot say that we hold none" in said
    assert "hold no data" not in said


@pytest.mark.parametrize("outcome", [SearchOutcome.INCOMPLETE, SearchOutcome.ASKED, SearchOutcome.FOUND])
def test_it_refuses_to_write_nothing_held_without_a_complete_search(outcome: SearchOutcome) -> None:
    last = replace(samples.NOTHING[-1], outcome=outcome)
    with pytest.raises(Refused, match="search_incomplete"):
        letters.compose(replace(samples.nothing(), searched=(*samples.NOTHING[:-1], last)), "fi")
    with pytest.raises(Refused, match="search_incomplete"):
        letters.compose(replace(samples.nothing(), searched=()), "fi")


def test_it_tells_an_objector_what_stopped_where_and_what_is_kept() -> None:
    said = text_of(letters.compose(samples.marketing(), "en").html)
    for wanted in (
        "Stopped on 2 December 2026, 09:30",
        "Direct advertising",
        "our own privacy notice promises it: Opinion and market research",
        "MailChimp Asked; we follow it up 2 Dec 2026, 09:30",
        "a fingerprint of the address you confirmed",
        "free of charge",
    ):
        assert wanted in said


def test_it_claims_no_promise_that_the_notice_does_not_make() -> None:
    by_law = samples.REGISTER.prohibitions[:2]
    letter = letters.compose(replace(samples.marketing(), channels=by_law), "en")
    assert "L10-promise" not in letter.required
    assert "promises" not in text_of(letter.html)


def test_it_acknowledges_with_the_last_day_and_how_it_is_counted() -> None:
    said = text_of(letters.compose(samples.acknowledgement(), "en").html)
    assert "We received your request on 1 December 2026, 11:05." in said
    assert "The last day is Monday, 4 January 2027." in said
    assert "One month later is 1 January 2027, a public holiday." in said
    assert "Marketing stops at once" in said


def test_it_speaks_without_english_where_no_category_is_known() -> None:
    bare = replace(samples.information("fi"), purposes=(), categories=(), recipients=(), sources=())
    letter = letters.compose(samples.access("fi", information=bare, counts=(("unsorted", 1),)), "fi")
    assert letters.missing_elements(letter) == ()
    assert "Muut tiedot" in letter.html


@pytest.mark.parametrize("attack", XSS)
def test_it_shows_hostile_values_as_text(attack: str) -> None:
    head = replace(samples.head(), recipient=attack, reference=attack)
    access = samples.access(
        "en",
        head=head,
        withheld=(Withheld(attack, attack, Ground.OTHERS_RIGHTS, 1, attack),),
        searched=(replace(samples.UNSEARCHED[0], name=attack, note=attack),),
        counts=((attack, 1),),
    )
    stopped = replace(
        samples.marketing(),
        head=head,
        systems=(letter_values.StoppedIn(attack, letter_values.StopOutcome.DONE, note=attack),),
    )
    received = replace(samples.acknowledgement(), head=head, arithmetic=(attack,))
    for values in (access, stopped, received):
        html = letters.compose(values, "en").html
        assert str(Markup.escape(attack)) in html
        assert not re.search(r"<(script|img|svg|style|title)\b", html)


@pytest.mark.parametrize("language", samples.LANGUAGES)
def test_it_answers_for_the_shipped_register(language: str) -> None:
    shop = shipped_register("digelius")
    keys = [category.key for category in shop.categories]
    head = replace(samples.head(), controller=shop.controller)
    values = samples.access(
        language, head=head, register=shop, information=access_information(shop, language, keys), counts=((keys[0], 1),)
    )
    letter = letters.compose(values, language)
    assert letters.missing_elements(letter) == ()
    assert text_of(letter.html).startswith("Digelius Music c/o We Jazz Oy Eurantie")
    assert text_of(letter.html).count("2383558-8") == 1


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_register_without_channels_stops_them_all(language: str) -> None:
    letter = letters.compose(replace(samples.marketing(), channels=()), language)
    said = {"fi": "kaikissa kanavissa", "sv": "i alla kanaler", "en": "in every channel"}
    assert said[language] in letter.html
