"""A PDF keeps what its layout says: headings, labels, paragraphs, items, cells, and what stands on each page alike."""

import time

import pytest

from portal import file_process
from portal.pdf_layout import child, glyphs, layout
from portal.reading.notice.opening import open_notice
from portal.reading.notice.reader import read_notice
from portal.reading.notice.telling import notice_values
from tests.reading.notice.drawing import at, drawn, glyph_by_glyph, lines, pdf_drawn, pdf_filled_in, typeset

_LONG = (
    "Kerttulan Kirjakauppa kertoo tässä, mitä se asiakkaistaan tallentaa, miksi se niin tekee ja kuinka kauan se "
    "tietoja säilyttää, ja keneltä siitä voi kysyä lisää."
)
_COMPANY = "Kerttulan Kirjakauppa Oy"


def test_large_letters_are_headings_and_bold_ones_labels() -> None:
    said = lines(
        typeset(f"#text(16pt)[Tietosuojaseloste]\n\n#text(13pt)[1. Rekisterinpitäjä]\n\n*Nimi:* {_COMPANY}\n\n*Muuta*")
    )
    assert said == ["# Tietosuojaseloste", "# 1. Rekisterinpitäjä", f"[Nimi:] {_COMPANY}", "# Muuta"]


def test_a_paragraph_is_one_line_and_broken_words_are_whole() -> None:
    said = lines(typeset(f"#set par(justify: true)\n#box(width: 150pt)[{_LONG}]"))
    assert said == [_LONG]


def test_a_hyphen_of_the_word_itself_stays() -> None:
    rows = ["EU:n tietosuoja-", "asetuksen mukaan, laskutus-", "ja toimitustiedot"]
    said = lines(drawn("".join(at(60, 700 - 13 * number, row) for number, row in enumerate(rows))))
    assert " ".join(said) == "EU:n tietosuoja-asetuksen mukaan, laskutus- ja toimitustiedot"


def test_a_list_keeps_its_items_and_those_within() -> None:
    said = lines(typeset("Keräämme:\n- nimi\n- yhteystiedot:\n  - puhelinnumero\n  - osoite\n- tilaukset"))
    assert said == ["Keräämme:", "• nimi", "• yhteystiedot:", "• puhelinnumero", "• osoite", "• tilaukset"]


def test_signs_of_a_font_of_its_own_are_bullets() -> None:
    bullet = "\u00b7"
    rows = ["nimi", "osoite ja puhelinnumero, joihin tilaus toimitetaan ja joista", "tilaukset"]
    page = at(60, 700, "Tallennamme:")
    for number, row in enumerate(rows):
        page += at(72, 680 - 26 * number, bullet, "F3") + at(90, 680 - 26 * number, row)
    page += at(90, 641, "asiakkaalle vastataan")
    assert lines(drawn(page)) == [
        "Tallennamme:", "• nimi", f"• {rows[1]} asiakkaalle vastataan", "• tilaukset",
    ]  # fmt: skip


def test_the_number_of_a_heading_stands_with_it_however_far() -> None:
    rows = (("1", "Rekisterinpitäjä"), ("1.1", _LONG[:60]), ("1.2", "Kerttulan Kirjakauppa"), ("2", "Rekisterin nimi"))
    page = "".join(at(60, 700 - 20 * n, one) + at(110, 700 - 20 * n, text) for n, (one, text) in enumerate(rows))
    assert lines(drawn(page)) == [f"{one} {text}" for one, text in rows]


def test_what_a_colon_leads_to_is_a_line_of_its_own() -> None:
    rows = ["Kaikki pyynnöt lähetetään aina tähän osoitteeseen:", "Kerttulan Kirjakauppa Oy"]
    assert lines(drawn("".join(at(60, 700 - 13 * n, row) for n, row in enumerate(rows)))) == rows


def test_cells_of_a_form_are_label_and_value() -> None:
    said = lines(
        typeset(
            "#table(columns: (110pt, 1fr), [1 Rekisterinpitäjä], [Nimi: Kerttulan Kirjakauppa Oy \\ Osoite: Puutie 2],"
            " [2 Rekisterin nimi], [Asiakasrekisteri], [3 Tietosisältö], [- nimi\n- osoite], [Puhelin], [09 123 456])"
        )
    )
    assert said == [
        "# 1 Rekisterinpitäjä", f"Nimi: {_COMPANY}", "Osoite: Puutie 2", "# 2 Rekisterin nimi", "Asiakasrekisteri",
        "# 3 Tietosisältö", "• nimi", "• osoite", "Puhelin | 09 123 456",
    ]  # fmt: skip


def test_a_label_beside_several_rows_is_said_once() -> None:
    said = lines(
        typeset(
            "#table(columns: (110pt, 80pt, 1fr), table.cell(rowspan: 2)[1 Rekisterinpitäjä], [Nimi], "
            f"[{_COMPANY}], [Osoite], [Puutie 2], [2 Rekisterin nimi], table.cell(colspan: 2)[Asiakasrekisteri])"
        )
    )
    assert said[:3] == ["# 1 Rekisterinpitäjä", f"Nimi {_COMPANY}", "Osoite Puutie 2"]


def test_a_table_with_heads_keeps_its_rows() -> None:
    said = lines(
        typeset(
            "#table(columns: 3, [*Tiedot*], [*Tarkoitus*], [*Säilytysaika*], [nimi ja osoite], [toimitus], [1 vuosi],"
            " [laskut], [kirjanpito], [6 vuotta])"
        )
    )
    assert [one.strip("[# ").replace("]", "") for one in said] == [
        "Tiedot | Tarkoitus | Säilytysaika", "nimi ja osoite | toimitus | 1 vuosi", "laskut | kirjanpito | 6 vuotta",
    ]  # fmt: skip


def test_a_line_below_words_makes_no_cell() -> None:
    said = lines(
        typeset(
            f"#table(columns: (110pt, 1fr), [Rekisterinpitäjä], [#underline[Nimi:] {_COMPANY} \\ Osoite: Puutie 2])"
        )
    )
    assert said == ["# Rekisterinpitäjä", f"Nimi: {_COMPANY}", "Osoite: Puutie 2"]


def test_a_word_that_is_wider_than_its_cell_is_whole() -> None:
    rows = "60 500 66 200 re S 126 500 300 200 re S\n"
    rows += at(62, 680, "Henkilötietoje") + at(62, 667, "n käsittely") + at(150, 680, "Tilaukset toimitetaan.")
    assert "Henkilötietojen käsittely" in " ".join(lines(drawn(rows)))


def test_labels_stand_beside_their_values_without_drawn_lines() -> None:
    said = lines(
        typeset(
            "#table(columns: (130pt, 1fr), stroke: none, [*Rekisterinpitäjä*], [Kerttulan Kirjakauppa Oy \\ Puutie 2],"
            f" [*Käsittelyn tarkoitus*], [{_LONG}], [*Rekisterin nimi*], [Asiakasrekisteri])"
        )
    )
    assert said == [
        "# Rekisterinpitäjä", _COMPANY, "Puutie 2", f"[Käsittelyn tarkoitus] | {_LONG}",
        "[Rekisterin nimi] | Asiakasrekisteri",
    ]  # fmt: skip


def test_columns_of_text_are_read_one_after_the_other() -> None:
    text = f"{_LONG} {_LONG} {_LONG}"
    said = lines(typeset(f"#columns(2)[#text(14pt)[Ensin]\n\n{text}#colbreak()#text(14pt)[Sitten]\n\n{text}]"))
    assert said == ["# Ensin", text, "# Sitten", text]


def test_what_stands_on_each_page_is_noise_and_a_paragraph_goes_on_behind_it() -> None:
    document = typeset(
        "#set page(header: [Kerttulan Kirjakauppa Oy, tietosuoja], footer: context [#counter(page).display() (2)])\n"
        f"#v(690pt)\n{_LONG} {_LONG} {_LONG}"
    )
    assert lines(document) == [f"{_LONG} {_LONG} {_LONG}"]
    assert [document.text[start:end].strip() for start, end in document.noise] == [f"{_COMPANY}, tietosuoja"]


def test_a_date_on_each_page_is_that_of_the_notice() -> None:
    pages = [at(60, 800, "Kerttulan Kirjakauppa Oy") + at(400, 800, "5.3.2024") + at(60, 600, _LONG[:80])] * 2
    assert notice_values(read_notice(drawn(*pages)))["updated"] == "2024-03-05"
    said = [at(60, 800, "5.3.2024") + at(60, 600, "Tietosuojaseloste on laadittu 1.2.2022.")] * 2
    assert notice_values(read_notice(drawn(*said)))["updated"] == "2022-02-01"


def test_the_number_of_a_field_is_no_page_number() -> None:
    pages = [
        at(60, 780, f"{number} (3)") + at(60, 760, f"{number + 7}") + at(60, 600, _LONG[:80]) + at(60, 560, "Loppu.")
        for number in (1, 2, 3)
    ]
    assert lines(drawn(*pages)) == [said for page in ("8", "9", "10") for said in (page, _LONG[:80], "Loppu.")]


@pytest.mark.parametrize("apart", [0.0, 2.0, 5.0])
def test_letters_that_are_placed_one_by_one_are_words(apart: float) -> None:
    assert lines(drawn(glyph_by_glyph(60, 700, "OSOITE ON PUUTIE", apart))) == ["OSOITE ON PUUTIE"]


def test_a_letter_drawn_twice_is_a_bold_one() -> None:
    page = at(60, 700, "Osoite") + at(60.3, 700, "Osoite") + at(60, 680, "Puutie 2")
    assert lines(drawn(page)) == ["# Osoite", "Puutie 2"]


def test_what_was_typed_into_a_form_is_read_where_it_stands() -> None:
    content = pdf_filled_in(at(60, 700, "Rekisterinpitäjä:"), {(160, 695, 400, 710): _COMPANY})
    assert lines(open_notice(content, "form.pdf")) == [f"Rekisterinpitäjä: {_COMPANY}"]


def test_ten_pages_take_seconds() -> None:
    content = pdf_drawn(*["".join(at(60, 800 - 13 * row, _LONG[:90]) for row in range(55)) for _ in range(10)])
    begun = time.perf_counter()
    assert open_notice(content, "notice.pdf").faults == ()
    assert time.perf_counter() - begun < 20


def test_a_reader_that_takes_too_long_leaves_what_it_has_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_process, "heard", lambda *_: [b'{"line": {"cells": [[["Nimi", true]]], "head": 1,'
                        b' "bullet": false, "apart": false, "noise": false}}', b'{"li'])  # fmt: skip
    found = layout.layout_of(b"%PDF-1.7")
    assert ([one.cells for one in found.lines], found.fault) == ([((("Nimi", True),),)], "broken")


def test_it_says_where_there_is_more_than_a_notice_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "MOST_PIECES", 3)
    said = list(child.said_of(pdf_drawn(at(60, 700, _LONG))))
    assert {"fault": "too_long"} in said


def test_a_form_that_draws_itself_does_not_draw_for_ever() -> None:
    content = pdf_drawn(at(60, 700, "Osoite") + "/X0 Do\n" * 3)
    assert "Osoite" in open_notice(content, "notice.pdf").text
