"""A controller's own words in every letter: what may be said otherwise, what may not be lost, and what stays text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal import words
from portal.domain.wording import LONGEST_PARAGRAPHS, LONGEST_SENTENCE, Sentence, Wording
from portal.papers import letter_editing, letters, own_words, pdf, sample_letters
from portal.papers.letter_sentences import sentences
from portal.papers.letter_values import LetterValues
from portal.papers.letters import Letter, LetterKind
from portal.reading.toml import shipped_register
from tests.papers import pdf_reading as reading
from tests.papers import samples
from tests.papers.test_letters import XSS, text_of

ALL = [(kind, language) for kind in LetterKind for language in samples.LANGUAGES]
ATTACKS = (
    *XSS, "{{7*7}}", "{% include 'staff/base.html' %}", "{0.__class__}", "{day}", "%(day)s", "%s %n", "${7*7}",
    "#eval(\"1+1\") $x^2$ #read(\"/etc/passwd\")", "<script>alert(1)</script>", "&lt;b&gt; &amp;", "*b* _i_ `c` = H",
    "[[day", "\\[day\\]", "\"' onmouseover=alert(1)",
)  # fmt: skip


def every(kind: LetterKind, language: str) -> LetterValues:
    return next(one for one in samples.all_values(language) if letters.compose(one, language).kind is kind)


def own(kind: LetterKind, language: str, typed: Mapping[str, str]) -> Letter:
    """The fullest letter with what was typed, whether it may be saved or not."""
    wording = replace(own_words.read(kind, language, typed).wording, number=4)
    return letters.compose(every(kind, language), language, {kind.value: wording})


def one_of(kind: LetterKind, code: str) -> Sentence:
    return next(one for one in sentences(kind) if one.codes[-1:] == (code,) and not one.heading)


def faults(kind: LetterKind, language: str, typed: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(one.code, one.field) for one in own_words.read(kind, language, typed).faults]


def prose(html: str) -> str:
    """What a letter says outside of its tables, its letterhead and addresses."""
    return text_of(re.sub(r"<(table|header|address)\b.*?</\1>", " ", html, flags=re.S))


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_it_is_the_standard_letter_to_the_byte_where_nothing_is_changed(kind: LetterKind, language: str) -> None:
    texts = own_words.texts(kind, language, Wording())
    read = own_words.read(kind, language, texts)
    assert read.wording.is_standard
    assert read.faults == ()
    standard = letters.compose(every(kind, language), language)
    again = letters.compose(every(kind, language), language, {kind.value: replace(read.wording, number=7)})
    assert again.html == standard.html
    assert (standard.wording, again.wording) == (0, 7)


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_it_offers_just_the_values_of_the_standard_sentence_each_by_one_name(kind: LetterKind, language: str) -> None:
    for one in sentences(kind):
        names = own_words.names_of(one, language)
        assert set(names) == set(re.findall(r"%\((\w+)\)s", one.key))
        assert len(set(names.values())) == len(names)
        assert re.findall(r"\[(.*?)\]", own_words.standard(one, language)) == [
            names[place]
            for place in re.findall(r"%\((\w+)\)s", _said(one.key, language))
        ]  # fmt: skip
    fields = [own_words.field_of(one) for one in sentences(kind)]
    assert len(set(fields)) == len(fields)


def _said(key: str, language: str) -> str:
    with words.using(language):
        return words.gettext(key)


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_it_takes_no_letter_whose_heading_is_emptied(kind: LetterKind, language: str) -> None:
    """What stands below would run on under the heading before it; other words for it are the owner's to choose."""
    texts = own_words.texts(kind, language, Wording())
    headings = [one for one in sentences(kind) if one.heading]
    assert headings
    for one in headings:
        field = own_words.field_of(one)
        for nothing in ("", " \n ", "\u200b\u2060", "\x00\x07"):
            found = own_words.read(kind, language, {**texts, field: nothing}).faults
            assert [(fault.code, fault.field) for fault in found] == [("wording_heading_empty", field)]
            assert found[0].details["text"] == own_words.standard(one, language)
        assert faults(kind, language, {**texts, field: "Other words"}) == []


@pytest.mark.parametrize("kind", list(LetterKind))
def test_it_knows_every_sentence_that_a_letter_says(kind: LetterKind) -> None:
    """Once every known sentence is said otherwise, none of a template's own is left but in tables and addresses."""
    typed = {
        own_words.field_of(one): " ".join(f"[{name}]" for name in own_words.names_of(one, "en").values()) or "Qq"
        for one in sentences(kind)
    }
    left = prose(own(kind, "en", typed).html)
    sources = (f"{kind.value}.html", "_letter.html", "_parts.html", "_rights.html")
    texts = " ".join((words.templates_folder() / "letters" / name).read_text("utf-8") for name in sources)
    said = {text for text in re.findall(r'\b_\("([^"]+)"', texts) if len(re.split(r"%|$", text)[0]) > 12}
    assert len(said) > 20
    assert not [text for text in said if re.split(r"%|$", text)[0] in left]
    assert "Qq" in left


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_it_names_each_required_sentence_that_is_emptied_or_lost_a_value(kind: LetterKind, language: str) -> None:
    texts = own_words.texts(kind, language, Wording())
    required = [one for one in sentences(kind) if one.is_required]
    assert {code for one in required for code in one.codes} <= {
        *letters.compose(every(kind, language), language).required
    }
    for one in required:
        field = own_words.field_of(one)
        for nothing in ("", " \n ", "\u200b\u2060", "\x00\x07"):
            assert faults(kind, language, {**texts, field: nothing}) == [("wording_empty", field)]
        lost = faults(kind, language, {**texts, field: "Other words."})
        assert lost == [("wording_place_missing", field)] * len(one.places)
    optional = {own_words.field_of(one): "" for one in sentences(kind) if not one.is_required and not one.heading}
    assert faults(kind, language, {**texts, **optional}) == []
    assert letters.missing_elements(own(kind, language, {**texts, **optional})) == ()


@pytest.mark.parametrize("kind", list(LetterKind))
def test_it_says_what_to_write_in_place_of_an_unknown_name(kind: LetterKind) -> None:
    for one in sentences(kind):
        field = own_words.field_of(one)
        (fault, *_rest) = own_words.read(kind, "en", {field: "[dya] [name of the king]"}).faults
        assert fault.field == field
        assert fault.details["name"] == "[dya]"
        assert fault.code == ("wording_place_unknown" if one.places else "wording_no_places")
        if one.places == ("day",):
            assert fault.details["instead"] == "[day]"
    fields = (own_words.OPENING, own_words.CLOSING)
    assert faults(kind, "en", dict.fromkeys(fields, "[day]")) == [("wording_no_places", one) for one in fields]


@pytest.mark.parametrize("language", samples.LANGUAGES)
def test_it_takes_no_text_that_is_too_long_and_loses_none_of_it(language: str) -> None:
    one = one_of(LetterKind.REFUSAL, "L4-remedy")
    field, long = own_words.field_of(one), "x" * (LONGEST_SENTENCE + 1)
    assert faults(LetterKind.REFUSAL, language, {field: long}) == [("too_long", field)]
    assert own_words.read(LetterKind.REFUSAL, language, {field: long}).wording.sentences[one.key] == (long,)
    assert faults(LetterKind.REFUSAL, language, {field: long[:-1]}) == []
    assert faults(LetterKind.REFUSAL, language, {"closing": "x" * (LONGEST_PARAGRAPHS + 1)}) == [
        ("too_long", "closing")
    ]


@pytest.mark.parametrize("attack", ATTACKS)
def test_it_keeps_an_attack_as_text_on_the_page_and_on_paper(attack: str) -> None:
    first = one_of(LetterKind.REFUSAL, "L4-refusal")
    assert first.places == ("day",)
    heading = next(one for one in sentences(LetterKind.REFUSAL) if one.heading)
    typed = {
        own_words.field_of(first): f"A {attack} [day] B", own_words.field_of(heading): attack,
        "opening": attack, "closing": f"- {attack}\n- b",
    }  # fmt: skip
    letter = own(LetterKind.REFUSAL, "en", typed)
    plain = " ".join(attack.split())
    assert f"A {plain} 1 December 2026 B" in " ".join(unescape(re.sub(r"<[^>]+>", "", letter.html)).split())
    assert " ".join(unescape(letter.html).split()).count(plain) >= 4
    assert set(re.findall(r"<([a-z0-9]+)", letter.html)) <= {
        "article", "header", "address", "strong", "span", "a", "dl", "div", "dt", "dd", "time", "br", "h1", "p",
        "section", "h2", "ul", "li", "footer",
    }  # fmt: skip
    assert not re.search(r"<[^>]*\son\w+=", letter.html)
    paper = reading.packed(reading.told(pdf.make(letter.html, "Levykauppa Ääni")))
    assert reading.packed(plain) in paper


def test_it_strips_what_turns_or_hides_text() -> None:
    typed = {"closing": "Paid \u202eeno\u202c in full\x00\x1b[31m\u2066.\ud800"}
    read = own_words.read(LetterKind.REFUSAL, "en", {**typed, "closing": typed["closing"].replace("[", "(")})
    assert read.wording.closing == "Paid eno in full(31m."
    assert read.faults == ()


def test_it_puts_values_in_as_they_are() -> None:
    values = samples.refusal()
    controller = replace(values.head.controller, legal_name="[day] {{7*7}} <b>%(day)s</b>")
    head = replace(values.head, recipient="[day] {{7*7}} <b>%(name)s</b>", controller=controller)
    greeting = next(one for one in sentences(LetterKind.REFUSAL) if one.places == ("name",))
    read = own_words.read(LetterKind.REFUSAL, "en", {own_words.field_of(greeting): "Hello [name]! %(name)s"})
    assert read.faults == ()
    html = letters.compose(replace(values, head=head), "en", {"refusal": read.wording}).html
    assert "<p>Hello [day] {{7*7}} &lt;b&gt;%(name)s&lt;/b&gt;! %(name)s</p>" in html


def test_it_frames_the_letter_and_leaves_no_empty_paragraph() -> None:
    optional = {own_words.field_of(one): "" for one in sentences(LetterKind.EXTENSION) if not one.is_required}
    letter = own(
        LetterKind.EXTENSION, "en", {**optional, "opening": "First.\n\nSecond\nline.", "closing": "- a\n- b\n\nLast."}
    )
    assert '<section class="letter-own"><p>First.</p><p>Second<br>line.</p></section>' in letter.html
    assert (
        '<section class="letter-own"><ul class="facts"><li>a</li><li>b</li></ul><p>Last.</p></section>' in letter.html
    )
    assert letter.html.index("First.") < letter.html.index('data-element="L3-extension"')
    assert letter.html.index("Last.") < letter.html.index("letter-signature") < letter.html.index("Kind regards")
    assert not re.search(r"<(p|h2|h3|li|strong)\b[^>]*>\s*</\1>", letter.html)
    assert "Dear" not in letter.html
    assert "If you disagree" not in letter.html
    passages = letter_editing.passages(letter.html, "en")
    assert passages[0].text == "First.\n\nSecond\nline."
    assert passages[-1].text == "- a\n- b\n\nLast."


@pytest.mark.parametrize("kind", list(LetterKind))
def test_it_lets_staff_go_on_from_the_own_words(kind: LetterKind) -> None:
    letter = own(kind, "en", {"opening": "Good day.", "closing": "Yours"})
    with words.using("en"):
        found = letter_editing.passages(letter.html, "en")
        again = letter_editing.rewritten(letter.html, "en", {one.key: one.text for one in found})
    assert text_of(again) == text_of(letter.html)
    assert (found[0].text, found[-1].text) == ("Good day.", "Yours")


def _texts() -> Iterator[str]:
    yield from ("[day]", "[", "]", "{{7*7}}", "%(day)s", "<b>", "&amp;", "[authority]", "\n", "\n\n", "- ", "[[day]]")


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(st.lists(st.one_of(st.text(max_size=12), st.sampled_from([*_texts()])), max_size=12).map("".join))
def test_it_says_whatever_was_typed_and_puts_known_names_in_alone(text: str) -> None:
    first = one_of(LetterKind.REFUSAL, "L4-refusal")
    letter = own(LetterKind.REFUSAL, "en", {own_words.field_of(first): f"<<{text}>>", "closing": f"<<{text}>>"})
    kept = own_words.read(LetterKind.REFUSAL, "en", {"closing": f"<<{text}>>"}).wording.closing
    said = re.sub(r"\[\s*day\s*\]", "1 December 2026", kept, flags=re.I)
    everything = " ".join(unescape(re.sub(r"</?(strong|section|p|ul|ol|li|br)\b[^>]*>", " ", letter.html)).split())
    assert " ".join(said.split()) in everything
    marks = r"[-•*\d.)\s]"
    assert re.sub(marks, "", kept) in re.sub(marks, "", everything)


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_it_shows_a_whole_letter_to_nobody_whatever_the_register_holds(kind: LetterKind, language: str) -> None:
    bare = replace(samples.REGISTER, purposes=(), categories=(), systems=(), recipients=(), prohibitions=(), sources=())
    for register in (samples.REGISTER, bare, shipped_register("digelius"), shipped_register("thewind")):
        made = sample_letters.values(kind, register, language, date(2026, 11, 23))
        letter = letters.compose(made, language)
        assert letter.kind is kind
        assert samples.NAME not in letter.html
        assert not set(letters.missing_elements(letter)) - {"L10-channels"}
