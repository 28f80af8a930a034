"""Letters as PDF: tagged, titled, in their language, saying what the page says; and no text in them is evaluated."""

import re
from html import escape
from time import process_time

import pytest

from portal.domain.errors import Damaged
from portal.papers import letters, pdf
from portal.papers.letters import LetterKind
from tests.papers import pdf_reading as reading
from tests.papers import samples

SHOP = samples.CONTROLLER.trade_name
NASTY = (
    "#eval(\"1+1\") #include \"/etc/passwd\" #read(\"/etc/passwd\")",
    "$x^2$ @ref <label> *b* _i_ `raw` = heading - item + item / term: x",
    "\\ \\u{41} \\n \"quotes\" 'single' // comment /* comment */ ~ -- --- ...",
    "]]} ) #let x = 1; #panic() {{7*7}} {% raw %} %(name)s ${x}",
    "ÄÖÅ äöå Ж Ω ŠŽ € § – …",
    "שלום עולם مرحبا بالعالم",
    "\x00\x07\x1b[31m\u202eabc\u2028\ufffe",
)  # fmt: skip


def letter_with(text: str) -> str:
    """A letter that quotes `text` in every kind of place."""
    said = escape(text)
    return (
        f'<article class="letter" lang="en"><header><address class="letter-sender"><span>{said}</span></address>'
        f'<dl class="letter-facts"><div data-element="date"><dt>Date</dt><dd><time datetime="2026-12-09">9 December'
        f'</time></dd></div><div><dt>Reference</dt><dd class="letter-reference">{said}</dd></div></dl></header>'
        f"<h1>Title {said}</h1><section><h2>{said}</h2><p>{said}</p><ul><li>{said}</li></ul>"
        f"<table><caption>{said}</caption><thead><tr><th>{said}</th></tr></thead><tbody><tr><td><q>{said}</q></td></tr>"
        f"</tbody></table></section></article>"
    )


def visible(text: str) -> str:
    return reading.packed(re.sub(r"[\x00-\x1f\u2028\u202e\ufffe]", "", text))


@pytest.mark.parametrize("language", samples.LANGUAGES)
def test_it_is_tagged_titled_and_in_its_language(language: str) -> None:
    for letter in samples.all_letters(language):
        made = pdf.make(letter.html, SHOP)
        root = reading.opened(made).trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == language
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
        facts = reading.opened(made).metadata
        assert facts is not None
        assert (facts.title, facts.author) == (letter.title, SHOP)
        assert str(facts["/CreationDate"]).startswith("D:20261209")


@pytest.mark.parametrize("language", samples.LANGUAGES)
@pytest.mark.parametrize("kind", LetterKind)
def test_it_says_what_the_page_says_in_the_same_order(kind: LetterKind, language: str) -> None:
    letter = next(one for one in samples.all_letters(language) if one.kind is kind)
    told, place = reading.packed(reading.told(pdf.make(letter.html, SHOP))), 0
    for said in map(reading.packed, reading.blocks(letter.html)):
        at = told.find(said, place)
        assert at >= 0, f"{said} is not in the PDF behind {told[max(0, place - 40) : place]}"
        place = at if told.count(said) > 1 else at + len(said)


def test_it_tags_headings_lists_tables_with_their_heads_and_links() -> None:
    letter = letters.compose(samples.access("en"), "en")
    made = pdf.make(letter.html, SHOP)
    tags = reading.tags(made)
    assert tags["H1"] == 1
    assert tags["H2"] == letter.html.count("<h2")
    assert tags["LI"] == letter.html.count("<li")
    assert tags["Table"] == tags["Caption"] == tags["THead"] == letter.html.count("<table")
    assert tags["TH"] == letter.html.count('scope="col"')
    assert reading.links(made) >= {"mailto:oona@example.org"}
    assert any(one.startswith("https://tietosuoja.fi") for one in reading.links(made))


def test_it_numbers_its_pages_beside_the_reference() -> None:
    pages = reading.opened(pdf.make(letters.compose(samples.access("fi"), "fi").html, SHOP)).pages
    assert len(pages) == 3
    for number, page in enumerate(pages, 1):
        assert page.extract_text().rstrip().endswith(f"Tunnus {samples.REFERENCE} {number} (3)")
        assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (595, 842)


def test_it_has_a_recipient_in_the_window_of_an_envelope() -> None:
    address = ("Aino Järvi-Ståhlström", "Esimerkinkuja 12 B 34", "00550 Helsinki")
    html = letters.compose(samples.erasure(), "fi").html
    x, y = _place(pdf.make(html, SHOP, address), "00550 Helsinki")
    assert 19 <= x <= 22
    assert 50 <= y <= 75
    assert "Esimerkinkuja" not in reading.told(pdf.make(html, SHOP))


def _place(made: bytes, wanted: str) -> tuple[float, float]:
    """Where a text begins on the first page, in millimetres from the left and from the top."""
    found: list[tuple[float, float]] = []

    def visit(text: str, placed: list[float], matrix: list[float], _font: object, _size: object) -> None:
        if wanted in text:
            x, y = matrix[4] * placed[0] + placed[4], matrix[5] * placed[3] + placed[5]
            found.append((x * 25.4 / 72, 297 - y * 25.4 / 72))

    reading.opened(made).pages[0].extract_text(visitor_text=visit)
    return found[0]


@pytest.mark.parametrize("text", NASTY)
def test_it_evaluates_no_text(text: str) -> None:
    told = reading.packed(reading.told(pdf.make(letter_with(text), text)))
    plain = visible(text)
    if plain.isascii():
        assert told.count(plain) >= 7
    else:
        assert sorted(set(plain) - set(told)) == []


def test_it_puts_a_sign_for_what_no_font_can_draw_and_keeps_the_rest() -> None:
    made = pdf.make(letter_with("Hyvä 😀 日本 \U000f0000 päivä"), SHOP)
    told = reading.told(made)
    assert "Hyvä" in told
    assert "päivä" in told
    assert reading.opened(made).trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.make(letter_with("\U000f0000"), SHOP)


def test_it_breaks_a_word_of_ten_thousand_letters() -> None:
    made = pdf.make(letter_with("x" * 10_000), SHOP)
    assert len(reading.opened(made).pages) > 10
    assert "x" * 500 in reading.packed(reading.told(pdf.make(letter_with("x" * 500), SHOP)))


def test_it_is_the_same_for_the_same_letter() -> None:
    html = letters.compose(samples.erasure(), "sv").html
    assert pdf.make(html, SHOP) == pdf.make(html, SHOP)


@pytest.mark.parametrize("html", ["", "<p>No article</p>", "<article><h1>No date</h1></article>"])
def test_it_refuses_what_is_no_letter(html: str) -> None:
    with pytest.raises(Damaged, match="letter_damaged"):
        pdf.make(html, SHOP)


def test_it_is_made_in_a_moment() -> None:
    html = letters.compose(samples.nothing(), "fi").html
    pdf.make(html, SHOP)
    began = process_time()
    for number in range(5):
        pdf.make(html.replace("Aino", f"Aino {number}"), SHOP)
    assert (process_time() - began) / 5 < 0.25
