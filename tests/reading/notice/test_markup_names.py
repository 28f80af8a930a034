"""Controllers whom the markup of a page or the front of a Markdown file confirms; the name stands in the text."""

import json

import pytest

from tests.reading.notice.reading import read, read_bytes

PAGE = (
    "<html><head><title>{title}</title>{head}</head><body><h1>Tietosuojaseloste</h1><p>{text}</p>"
    "<p>Sinulla on oikeus tarkastaa tallennetut tietosi.</p><footer>{foot}</footer></body></html>"
)
SITE = '<meta property="og:site_name" content="{}">'


def page(text: str, *, title: str = "Tietosuoja", head: str = "", foot: str = "") -> bytes:
    return PAGE.format(title=title, head=head, text=text, foot=foot).encode()


def linked(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


CONFIRMED = [
    pytest.param(
        page("Keräämme yhteydenotoista nimen. Salonki Mallikka, Mallitie 1.", title="Tietosuoja | Salonki Mallikka",
             head=SITE.format("Salonki Mallikka")), "Salonki Mallikka", id="the site's name and the title"),
    pytest.param(
        page("Keräämme yhteydenotoista nimen.", foot="© 2025 Malliverstas",
             head=linked(**{"@type": "AutoRepair", "name": "Malliverstas", "telephone": "1"})),
        "Malliverstas", id="a business and the foot"),
    pytest.param(
        page("Tiedot ovat Mallilinna Oy:n hallussa. Laskut tekee Toinen Oy.",
             head=linked(**{"@graph": [{"@type": "WebSite", "publisher": {"@type": "Organization",
                                        "name": "Mallilinna", "legalName": "Mallilinna Oy"}}]})),
        "Mallilinna Oy", id="its legal name, though another stands beside it"),
    pytest.param(
        page("Asiakkaana saat viestejä. Malliputki palvelee.", title="Malliputki",
             head='<meta name="description" content="Näin Malliputki käsittelee henkilötietoja.">'),
        "Malliputki", id="what the page says of itself"),
]  # fmt: skip
NOT_CONFIRMED = [
    pytest.param(page("Keräämme nimen.", head=linked(**{"@type": "Organization", "name": "Mallila"})),
                 id="a name that the text does not hold"),
    pytest.param(page("Keräämme nimen. Malla Mallinen kirjoittaa.",
                      head=linked(**{"@type": "Person", "name": "Malla Mallinen"})), id="a writer"),
    pytest.param(page("Keräämme nimen. Kuvat: Toimisto Toinen.",
                      head=linked(**{"@type": "WebPage", "creator": {"@type": "Organization",
                                                                     "name": "Toimisto Toinen"}})),
                 id="one who made the page"),
    pytest.param(page("Keräämme nimen.", head='<script type="application/ld+json">{"@type": [[[</script>'),
                 id="what is no JSON"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "name"), CONFIRMED)
def test_it_reads_the_name_that_the_markup_confirms(content, name) -> None:
    said, document = read_bytes(content, "notice.html")
    assert said["controller"]["name"] == name
    start, end = said["places"]["controller.name"]
    assert document.text[start:end] == name


@pytest.mark.parametrize("content", NOT_CONFIRMED)
def test_the_markup_alone_names_nobody(content) -> None:
    said, _ = read_bytes(content, "notice.html")
    assert said["controller"]["name"] is None


def test_the_front_of_markdown_is_a_title() -> None:
    said = read(
        "---\ntitle: Tietosuoja\ndescription: Mallikerhon tietosuojaseloste\n---\n\nMallikerho kokoontuu kuussa. "
        "Sinusta on tallennettu nimi ja puhelin, ja sinulla on oikeus tarkastaa ne. posti@mallikerho.fi\n",
        "notice.md",
    )
    assert said["controller"]["name"] == "Mallikerho"
