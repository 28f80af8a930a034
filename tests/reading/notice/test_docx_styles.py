"""A DOCX says by its styles what is a heading and an item, and in its tables what belongs to which label."""

import html

import pytest

from portal.reading.notice.opening import open_notice
from tests.reading.notice.drawing import lines
from tests.reading.notice.mutating import docx

_STYLES = """
<w:style w:type="paragraph" w:styleId="21"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="oma"><w:name w:val="Oma"/><w:basedOn w:val="21"/></w:style>
<w:style w:type="paragraph" w:styleId="tasolla"><w:name w:val="Tasolla"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="a0"><w:name w:val="Luettelo"/>
<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="aa"><w:name w:val="List Bullet 2"/></w:style>
<w:style w:type="paragraph" w:styleId="kehä"><w:name w:val="Kehä"/><w:basedOn w:val="kehä"/></w:style>
"""


def _paragraph(text: str, style: str = "", *, bold: bool = False, inside: str = "") -> str:
    styled = f"<w:pStyle w:val='{style}'/>" if style else ""
    return (
        f"<w:p><w:pPr>{styled}{inside}</w:pPr><w:r><w:rPr>{'<w:b/>' if bold else ''}</w:rPr>"
        f"<w:t>{html.escape(text)}</w:t></w:r></w:p>"
    )


def _table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


@pytest.mark.parametrize("style", ["21", "oma", "tasolla", "Otsikko1"])
def test_a_heading_is_known_by_what_its_style_is_called_or_based_on(style: str) -> None:
    document = open_notice(docx(_paragraph("Rekisterin nimi", style) + _paragraph("Asiakkaat"), styles=_STYLES))
    assert lines(document) == ["# Rekisterin nimi", "Asiakkaat"]


@pytest.mark.parametrize("style", ["a0", "aa"])
def test_an_item_is_known_by_its_style(style: str) -> None:
    document = open_notice(docx(_paragraph("nimi", style) + _paragraph("osoite", style), styles=_STYLES))
    assert lines(document) == ["• nimi", "• osoite"]


def test_a_paragraph_may_leave_the_list_of_its_style() -> None:
    inside = "<w:numPr><w:numId w:val='0'/></w:numPr>"
    assert lines(open_notice(docx(_paragraph("nimi", "a0", inside=inside), styles=_STYLES))) == ["nimi"]


@pytest.mark.parametrize("styles", ["<w:style", "<!DOCTYPE a [<!ENTITY b 'c'>]>", _STYLES])
def test_styles_that_cannot_be_read_keep_no_word_back(styles: str) -> None:
    document = open_notice(docx(_paragraph("Asiakkaat", "kehä"), styles=styles))
    assert (lines(document), document.faults) == (["Asiakkaat"], ())


def test_a_label_beside_several_paragraphs_is_their_heading() -> None:
    document = open_notice(
        docx(
            _table(
                (_paragraph("Rekisterinpitäjä"), _paragraph("Kerttulan Kirjakauppa Oy") + _paragraph("Puutie 2")),
                (_paragraph("Rekisterin nimi"), _paragraph("Asiakkaat")),
                (_paragraph("Tietosisältö"), _paragraph("nimi", "a0") + _paragraph("osoite", "a0")),
            ),
            styles=_STYLES,
        )
    )
    assert lines(document) == [
        "# Rekisterinpitäjä", "Kerttulan Kirjakauppa Oy", "Puutie 2", "Rekisterin nimi | Asiakkaat", "# Tietosisältö",
        "• nimi", "• osoite",
    ]  # fmt: skip


def test_a_table_with_heads_keeps_its_rows() -> None:
    rows = ((_paragraph("Tiedot", bold=True), _paragraph("Säilytysaika", bold=True)),)
    beside = _paragraph("1 vuosi") + _paragraph("tilauksesta")
    document = open_notice(docx(_table(*rows, (_paragraph("nimi"), beside)), styles=_STYLES))
    assert [one.strip("[#] ").replace("]", "") for one in lines(document)] == [
        "Tiedot | Säilytysaika", "nimi | 1 vuosi tilauksesta",
    ]  # fmt: skip
