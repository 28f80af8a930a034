"""Recipients told by what they do: labels, columns and headings of a function, and everyday clauses."""

import pytest

from tests.reading.notice.reading import read_bytes

TOP = {
    "fi": "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMalli Oy\n\n## ",
    "sv": "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nModell AB\n\n## ",
    "en": "# Privacy notice\n\n## Data controller\n\nModel Ltd\n\n## ",
}
NAMED = [
    ("sv", "Mottagare\n\n- Bokföring – Kirjuro\n- Hemsida – Loopia\n- Tryck: Papperix och Rispo\n",
     ["Kirjuro", "Loopia", "Papperix", "Rispo"]),
    ("fi", (
        "Vastaanottajat\n\nLaskutus: Netvisor  \nKotisivut: Ruutula (palvelimet "
        "Suomessa)  \nKuljetus: Ruska ja Wolt\n"
    ),
     ["Netvisor", "Ruutula", "Ruska", "Wolt"]),
    ("en", "Who helps us\n\nShop: Squarespace  \nParcels: Dartmail, or Hurry if you choose it  \nClasses: Timely\n",
     ["Squarespace", "Dartmail", "Hurry", "Timely"]),
    ("fi", (
        "Vastaanottajat\n\nKirjuri Scheduling — ajanvaraus (USA)  \nVastaposti.com — "
        "sähköposti  \nGoogle Analytics — kävijät\n"
    ),
     ["Kirjuri Scheduling", "Vastaposti.com", "Google Analytics"]),
    ("sv", "Bokning\n\nDu bokar genom Tidrutan. Påminnelser skickas med hjälp av 46elks.\n", ["Tidrutan", "46elks"]),
    ("sv", "Betalning\n\nFakturorna gör vi i Kvittix. De som inte betalas går till Stripe för inkasso.\n",
     ["Kvittix", "Stripe"]),
    ("en", (
        "Records\n\nWe keep your notes in Kliniko. Our phones are answered by "
        "Pennyline.\n"
    ), ["Kliniko", "Pennyline"]),
    ("fi", "Laskut\n\nLaskutan Louhoksen kautta. Perinnästä huolehtii Intrum.\n", ["Intrum", "Louhos"]),
    ("fi", "Vastaanottajat\n\nKirjanpitäjäni on Tmi Kirja Kukkonen, joka näkee laskut.\n", ["Tmi Kirja Kukkonen"]),
    ("sv", "Mottagare\n\nTeknisk förvaltare är Husvakten. Din adress får också Bankado när de kör ut varorna.\n",
     ["Husvakten", "Bankado"]),
    ("en", "Photos\n\nPhotos are put on Flickr by helpers.\n", ["Flickr"]),
    ("sv", (
        "Försäkring\n\nVi skickar en kopia till ditt försäkringsbolag, oftast Agria "
        "eller Folksam.\n"
    ), ["Agria", "Folksam"]),
    ("fi", "Luovutukset\n\nLisenssitiedot siirtyvät Suomen Kyykkäliittoon.\n", ["Suomen Kyykkäliitto"]),
    ("sv", "Ansvar\n\nVisma har som personuppgiftsbiträde hand om reservkopiorna.\n", ["Visma"]),
    ("sv", "Mottagare\n\nBetalningar sköts av betalningsförmedlaren Ruutu Abp.\n", ["Ruutu Abp"]),
    ("sv", "Mottagare\n\nFakturan lämnas till Kvittix AB:s dotterbolag.\n", ["Kvittix AB"]),
]  # fmt: skip
NOBODY = [
    ("sv", "Om firman\n\nModell är en enskild firma som drivs av Kalle Exempelsson.\n"),
    ("sv", "Mottagare\n\nVi skickar uppgifter till en bokföringsbyrå i Göteborg.\n"),
    ("en", "External links\n\nYou will find links to other pages here, including Yelp, and we share no responsibility for them.\n"),
    ("en", "Third parties\n\n- Advertisers: none\n- Brokers: none\n"),
    ("fi", "Vastaanottajat\n\nHautaustoimistolle kerromme vain kortin tekstin.\n"),
    ("fi", "Kartat\n\nKarttapohjat tulevat Maanmittauslaitokselta, ja sivu näyttää ne.\n"),
    ("sv", (
        "Mottagare\n\n- Formulär: Rutin AB har skrivit tillägget. Ingen data skickas "
        "till eller lagras av Rutin AB.\n"
    )),
    ("en", "Data we keep\n\nVisits — Ordinary logs of the machine, which stay with us.\n"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), NAMED)
def test_it_reads_who_serves_the_company(language, text, wanted) -> None:
    assert sorted(_of_text(TOP[language] + text)) == sorted(wanted)


@pytest.mark.parametrize(("language", "text"), NOBODY)
def test_it_reads_nobody_else(language, text) -> None:
    assert _of_text(TOP[language] + text) == []


def _of_text(text: str) -> list[str]:
    return read_bytes(text.encode(), "notice.md")[0]["registers"][0]["recipients"]


def _of_page(body: str) -> list[str]:
    page = f"<html><body><h1>Integritetspolicy</h1><h2>Ansvarig</h2><p>Modell AB</p>{body}</body></html>"
    return read_bytes(page.encode(), "notice.html")[0]["registers"][0]["recipients"]


def test_it_reads_a_column_of_providers() -> None:
    rows = "".join(
        f"<tr><td>{one}</td><td>{what}</td></tr>"
        for one, what in (
            ("Leverantör", "Vad"),
            ("Fortnox", "Bokföring"),
            ("Mejlrutan", "Utskick"),
            ("Vår revisor", "Bokslut"),
        )
    )
    assert _of_page(f"<h2>Vilka får del av uppgifterna?</h2><table>{rows}</table>") == ["Fortnox", "Mejlrutan"]


def test_it_reads_a_column_that_asks_where() -> None:
    rows = "".join(
        f"<tr><td>{what}</td><td>{one}</td><td>{land}</td></tr>"
        for what, one, land in (
            ("Vad", "Var", "Land"),
            ("Betalning", "Stripe, Klarna", "Irland"),
            ("Film", "Vimeo", "USA"),
            ("Kopior", "egen disk", "Norge"),
        )
    )
    assert _of_page(f"<h2>Kort</h2><p>Vi hanterar dina uppgifter så här.</p><table>{rows}</table>") == [
        "Stripe",
        "Klarna",
        "Vimeo",
    ]


def test_it_reads_headings_that_are_names() -> None:
    body = (
        "<p>Här är följande leverantörer, som arbetar åt oss.</p>"
        "<h2>Slack</h2><p>Vårt underbiträde för chatt.</p><h2>Kuura AB</h2><p>Vårt underbiträde för servrar.</p>"
    )
    assert _of_page(body) == ["Slack", "Kuura AB"]


def test_it_leaves_out_the_number_of_a_footnote() -> None:
    assert _of_page("<h2>Journaler</h2><p>Anteckningar om djuret gör vi i Provet Cloud<sup>1</sup>.</p>") == [
        "Provet Cloud"
    ]
