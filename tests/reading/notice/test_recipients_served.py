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
    ("sv", "Vilka får dem\n\nEkeby kommun får listan över barnen. Färgbutiken (Pigmento) får adressen.\n",
     ["Ekeby kommun", "Pigmento"]),
    ("en", "Recipients\n\nHMRC gets receipts. Our insurer (Fjord) is told of accidents.\n", ["HMRC", "Fjord"]),
    ("sv", "Mottagare\n\n- för löner: Lönsam AB\n- för mat: Köket i Dalby\n- för IT: Atea (dator) och Google\n",
     ["Lönsam AB", "Köket i Dalby", "Atea", "Google"]),
    ("sv", "Så sparar vi\n\nKundregistret finns i Varando, som är vår butiksplattform.\n", ["Varando"]),
    ("en", "Bookings\n\nOrders come in from Etsy. The page is served from GitHub Pages.\n", ["Etsy", "GitHub Pages"]),
    ("fi", "Sivut\n\nSivuni tein Wixillä. Varaukset tulevat Pöytänetin kautta. Kyselyt luen Gmailista.\n",
     ["Wix", "Gmail", "Pöytänet"]),
    ("sv", "Våra hjälpmedel\n\nMedlemsregister: Kortlek  \nUtskick: Get a Newsletter  \nBiljetter: Biljetto\n",
     ["Kortlek", "Get a Newsletter", "Biljetto"]),
    ("en", "Who we share with\n\n- Ofsted, at inspection\n- the school your child moves to\n- Pennyroll for wages\n",
     ["Ofsted", "Pennyroll"]),
    ("sv", "När du betalar\n\nBetalningen hamnar i Kassox. Lönerna sköter Lönsamt.\n", ["Kassox", "Lönsamt"]),
    ("fi", "Järjestelmät\n\nHuoltokirja on Autoxin järjestelmässä. Puhelut ohjautuvat Elisan vaihteeseen.\n",
     ["Autox", "Elisa"]),
    ("fi", "Vastaanottajat\n\n- Perintätoimisto Svea Perintä Oy\n- Rahoittajat: Nordea, Aktia ja Lainola\n",
     ["Svea Perintä Oy", "Nordea", "Aktia", "Lainola"]),
    ("sv", "Samarbeten\n\nListan trycks och skickas till Ekeby kommun.\n", ["Ekeby kommun"]),
    ("en", "Support\n\nTickets are answered from Freshdesk. For classes I send a Zoom link.\n", ["Freshdesk", "Zoom"]),
    ("fi", "Luovutukset\n\nTietoja annetaan kirjanpitäjälle (Tilipalvelu Kuura).\n", ["Tilipalvelu Kuura"]),
    ("en", "Details\n\nYour details are stored in Plannery, which I use for visits.\n", ["Plannery"]),
    ("en", "Third parties\n\nStripe for payments  \nMoodly for course pages  \nZoom for lessons\n",
     ["Stripe", "Moodly", "Zoom"]),
    ("en", "Data we collect\n\nThe site uses a third-party service, Cloudflare, for speed of pages.\n", ["Cloudflare"]),
    ("sv", "Djuren\n\nBlir hunden sjuk lämnar vi uppgifter till Djursjukhuset Norr.\n", ["Djursjukhuset Norr"]),
    ("sv", "Kunder\n\nVi skickar även uppgifter till Skatteverket, Fortnox och Kollektiva.\n",
     ["Fortnox", "Kollektiva", "Skatteverket"]),
    ("en", "Who processes your data for us\n\nWe rely on a few partners:\n\n- Stripe – payments\n- Webflow – hosting\n",
     ["Stripe", "Webflow"]),
    ("sv", "Mottagare\n\nFakturan lämnas till Kvittix AB:s dotterbolag.\n", ["Kvittix AB"]),
]  # fmt: skip
NOBODY = [
    ("sv", "Om firman\n\nModell är en enskild firma som drivs av Kalle Exempelsson.\n"),
    ("sv", "Mottagare\n\nVi skickar uppgifter till en bokföringsbyrå i Göteborg.\n"),
    ("en", "External links\n\nThere are links to other pages here, including Yelp, for which we share no duty.\n"),
    ("en", "Newsletter\n\nOur letters are written by hand. We share nothing with Facebook.\n"),
    ("sv", "Mottagare\n\nStyrelsen får listan, och kassören ser betalningarna.\n"),
    ("sv", "Kampanj\n\nDu anmäler dig till Skogsluft-kampanjen med ditt namn.\n"),
    ("sv", "Mottagare\n\nVi lämnar listan till Landstinget, som ger bidrag.\n"),
    ("fi", "Luovutukset\n\nTietoja saa yhdistys, joka huolehtii Pilkku-jäsenlehden toimituksesta.\n"),
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


def test_it_reads_the_column_of_vendors_beside_one_of_systems() -> None:
    rows = "".join(
        f"<tr><td>{what}</td><td>{data}</td><td>{one}</td></tr>"
        for what, data, one in (
            ("System", "Uppgifter", "Leverantör"),
            ("Arbetsorder", "adress", "Bygglet"),
            ("Fakturor och ROT", "belopp", "Fortnox AB"),
            ("Bilder", "foton", "mobilen"),
        )
    )
    page = f"<h2>Kort</h2><p>Vi hanterar dina uppgifter så här.</p><table>{rows}</table>"
    assert sorted(_of_page(page)) == ["Bygglet", "Fortnox AB"]
