"""Letters as texts that staff change: what is typed stays text, marks stay, and what the law wants is missed."""

import re
from dataclasses import replace

import pytest
from markupsafe import Markup

from portal import words
from portal.domain.errors import Invalid
from portal.papers import letter_editing, letters
from portal.papers.letter_editing import passages, rewritten
from portal.papers.letters import Letter, LetterKind
from tests.papers import samples
from tests.papers.test_letters import XSS, text_of


@pytest.fixture(autouse=True)
def english() -> object:
    with words.using("en"):
        yield


def access() -> Letter:
    return letters.compose(samples.access("en"), "en")


def key_of(html: str, code: str) -> str:
    return next(one.key for one in passages(html, "en") if one.codes and one.codes[-1] == code)


def missing(letter: Letter, html: str) -> tuple[str, ...]:
    return letters.missing_elements(replace(letter, html=Markup(html)))


@pytest.mark.parametrize("kind", LetterKind)
def test_it_is_the_same_letter_where_nothing_is_changed(kind: LetterKind) -> None:
    letter = next(one for one in samples.all_letters("en") if one.kind is kind)
    texts = {one.key: one.text.replace("\n", "\r\n") for one in passages(letter.html, "en")}
    again = rewritten(letter.html, "en", texts)
    assert text_of(again) == text_of(letter.html)
    assert re.findall(r'data-element="([^"]+)"', again) == re.findall(r'data-element="([^"]+)"', letter.html)
    assert again.count("<strong") == letter.html.count("<strong")
    assert letter_editing.changed(letter.html, "en", texts) == ()


@pytest.mark.parametrize("kind", LetterKind)
def test_it_names_each_required_element_that_was_emptied(kind: LetterKind) -> None:
    letter = next(one for one in samples.all_letters("en") if one.kind is kind)
    found = passages(letter.html, "en")
    for passage in found:
        emptied = rewritten(letter.html, "en", {passage.key: " \n "})
        lost = missing(letter, emptied)
        if passage.codes and sum(passage.codes[-1] in one.codes for one in found) == 1:
            assert lost == (passage.codes[-1],)
            again = next(one.key for one in passages(emptied, "en") if one.codes == passage.codes)
            assert missing(letter, rewritten(emptied, "en", {again: "Words again."})) == ()


@pytest.mark.parametrize("text", [*XSS, "{{7*7}}", "[link](x)", "**bold** & <b>", "\x00\x1b[1m"])
def test_it_takes_what_is_typed_as_text(text: str) -> None:
    letter = access()
    html = rewritten(letter.html, "en", {key_of(letter.html, "R02"): text}, text, text)
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>" not in html
    plain = re.sub(r"[\x00-\x1f]", "", text)
    assert Markup(html).unescape().count(plain) == 3


def test_it_makes_paragraphs_lines_and_items() -> None:
    letter = access()
    html = rewritten(letter.html, "en", {key_of(letter.html, "R02"): "One\nline\n\nTwo\n\n- a\n- b\n\n1. c\n2. d"})
    assert "<p>One<br>line</p><p>Two</p>" in html
    assert '<ul class="facts"><li>a</li><li>b</li></ul><ol class="facts"><li>c</li><li>d</li></ol>' in html
    again = next(one for one in passages(html, "en") if one.codes[-1:] == ("R02",))
    assert again.text == "One\nline\n\nTwo\n\n- a\n- b\n\n1. c\n2. d"


LINKED = (
    '<article><section><p>Write to <a href="https://example.org/c?a=1&amp;b=2" rel="noreferrer">the authority</a> or '
    "to <strong>us</strong>. We trust you.</p><p><strong>Name</strong>: all</p>"
    '<ul class="facts"><li><strong>Name</strong>: name us</li><li><strong>Email</strong>: none</li></ul>'
    "<address><strong>Name</strong></address></section><section><p>Yours</p></section></article>"
)
LINK = '<a href="https://example.org/c?a=1&amp;b=2" rel="noreferrer">the authority</a>'


def test_it_keeps_links_and_bold_where_their_words_still_stand() -> None:
    text = passages(LINKED, "en")[0].text
    assert text.startswith(
        "Write to the authority or to us. We trust you.\n\nName: all\n\n- Name: name us\n- Email: none"
    )
    edited = text.replace("Write to", "You may write to").replace("Email: none", "Email: one & <b>two</b>")
    html = rewritten(LINKED, "en", {"text_0": edited})
    assert f"<p>You may write to {LINK} or to <strong>us</strong>. We trust you.</p>" in html
    assert "<p><strong>Name</strong>: all</p>" in html
    assert "<li><strong>Name</strong>: name us</li>" in html
    assert "<li><strong>Email</strong>: one &amp; &lt;b&gt;two&lt;/b&gt;</li>" in html
    assert html.count("<strong") == LINKED.count("<strong")
    assert passages(html, "en")[0].text == edited
    again = rewritten(html, "en", {"text_0": edited.replace("trust", "know")})
    assert f"{LINK} or to <strong>us</strong>. We know you." in again


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Write to the authorities or to usher.", "<p>Write to the authorities or to usher.</p>"),
        ("the authority, the authority", f"<p>{LINK}, the authority</p>"),
        ("us and us: Name", "<p><strong>us</strong> and us: <strong>Name</strong></p>"),
        ("<a href=x>the authority</a>", f"<p>&lt;a href=x&gt;{LINK}&lt;/a&gt;</p>"),
        ("the\nauthority", "<p>the<br>authority</p>"),
        ("Nothing of it {{7*7}} [the](javascript:x)", "<p>Nothing of it {{7*7}} [the](javascript:x)</p>"),
    ],
)
def test_it_makes_no_link_of_what_is_typed(typed: str, said: str) -> None:
    html = rewritten(LINKED, "en", {"text_0": typed})
    assert f"<section>{said}</section>" in html
    assert html.count("<a ") <= 1


def test_it_leaves_no_paragraph_within_another() -> None:
    letter = next(one for one in samples.all_letters("en") if one.kind is LetterKind.EXTENSION)
    key = key_of(letter.html, "L3-last-day")
    text = next(one.text for one in passages(letter.html, "en") if one.key == key)
    assert f'<p data-element="L3-last-day"><strong>{text}</strong></p>' in letter.html
    for typed in (f"Mind: {text}", f"{text}\n\nMind it.", "Another day."):
        html = rewritten(letter.html, "en", {key: typed})
        place = html[html.index('data-element="L3-last-day"') :]
        assert html[: html.index('data-element="L3-last-day"')].endswith("<div ")
        assert (f"<strong>{text}</strong>" in place) == (text in typed)
        assert missing(letter, html) == ()
        assert next(one.text for one in passages(html, "en") if one.codes[-1:] == ("L3-last-day",)) == typed


def test_it_moves_and_deletes_a_table_and_changes_nothing_in_it() -> None:
    letter = access()
    found = passages(letter.html, "en")
    searched = next(one for one in found if "searched" in one.codes)
    assert re.fullmatch(r"\[\[table \d+: Systems searched\]\]", searched.text)
    copy = key_of(letter.html, "R02")
    html = rewritten(letter.html, "en", {copy: f"See here:\n\n{searched.text}", searched.key: "As said above."})
    assert html.count("<table") == letter.html.count("<table")
    assert html.index("Systems searched") < html.index("What kinds of data")
    assert missing(letter, rewritten(letter.html, "en", {searched.key: ""})) == ("searched",)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("[[table 99: None]]", "place_unknown"), ("[[whatever]]", "place_unknown"), ("x" * 10_001, "too_long")],
)
def test_it_names_the_text_that_cannot_be_taken(typed: str, code: str) -> None:
    letter = access()
    with pytest.raises(Invalid, match=code) as fault:
        rewritten(letter.html, "en", {key_of(letter.html, "R02"): typed})
    assert fault.value.field == key_of(letter.html, "R02")


def test_it_takes_a_table_once() -> None:
    letter = access()
    searched = next(one for one in passages(letter.html, "en") if "searched" in one.codes)
    with pytest.raises(Invalid, match="place_twice"):
        rewritten(letter.html, "en", {searched.key: f"{searched.text}\n\n{searched.text}"})


def test_it_adds_a_section_of_ones_own_that_can_be_taken_away_again() -> None:
    letter = access()
    html = rewritten(letter.html, "en", {}, "From Oona", "I am sorry.")
    assert html.index("I am sorry.") < html.index('data-element="R08"')
    own = next(one for one in passages(html, "en") if one.title == "From Oona")
    assert own.codes == ()
    assert letter_editing.changed(html, "en", {own.key: ""}) == ("own",)
    assert "From Oona" not in rewritten(html, "en", {own.key: ""})
    assert missing(letter, html) == ()
