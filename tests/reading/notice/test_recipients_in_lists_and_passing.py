"""Recipients that a sentence lists, tells of in passing, or says to see an address."""

import pytest

from tests.reading.notice.reading import read, register

TEXT = {
    "sv": "# Integritetspolicy\n\nPersonuppgiftsansvarig är Mallkubb AB. Vi sparar namn och e-post i ett år.\n\n"
    "## {}\n\n{}\n\n## Rättigheter\n\nBe oss om ett utdrag när du vill.\n",
    "en": "# Privacy policy\n\nThe controller is Mallow Kubb Ltd. We keep name and e-mail for a year.\n\n"
    "## {}\n\n{}\n\n## Rights\n\nAsk us for a copy whenever you like.\n",
    "fi": "# Tietosuojaseloste\n\nRekisterinpitäjä on Mallikubb Oy. Säilytämme nimen ja sähköpostin vuoden.\n\n"
    "## {}\n\n{}\n\n## Oikeutesi\n\nSinulla on oikeus tarkastaa tietosi.\n",
}
TOLD = [
    ("sv", "Delning", "Vi samarbetar med följande partners: Awinmall, Zanoxmall, Belmall och Admall.",
     ["Awinmall", "Zanoxmall", "Belmall", "Admall"]),
    ("en", "Sharing", "Our processors include: Hostmall (servers), Mailmall and Paymall.",
     ["Hostmall", "Mailmall", "Paymall"]),
    ("fi", "Palvelut", "Käytämme seuraavia palveluita: Hostmall (palvelin), Mailmall (kirjeet), Paymall (maksut).",
     ["Hostmall", "Mailmall", "Paymall"]),
    ("en", "Sharing", "We keep these kinds of partners apart: shops, banks and couriers.", []),
    ("sv", "Uppdateringar", "Appen hämtar nya versioner från GitHub. Då ser GitHub din IP-adress.", ["GitHub"]),
    ("fi", "Kartta", "Kartta ladataan OpenStreetMapista, joka näkee IP-osoitteesi.", ["OpenStreetMap"]),
    ("en", "The file", "GitHub serves the file. We never see your IP address.", []),
    ("sv", "Cookies", "På sidan har vi en Facebook-pixel, som mäter vilka annonser du ser.", ["Facebook"]),
    ("sv", "Cookies", "Du kan följa oss på Facebook utan kakor.", []),
    ("fi", "Evästeet", "Käytämme Vercel Analytics -palvelua kävijöiden laskemiseen.", ["Vercel Analytics"]),
    ("en", "Cookies", "We do not use:\n\n- Analytics (Google Analytics, Mixpanel or the like)\n- Pixels", []),
    ("fi", "Evästeet", "Lisätietoa evästeistä on Traficomin sivuilla.", []),
    ("sv", "Övrigt", "Vi kan behöva dela uppgifter med myndigheter (Skatteverket, domstol) om lagen kräver det.",
     ["Skatteverket"]),
    ("sv", "Säkerhet", "Föreningen lämnar ut uppgifter till polisen när en domstol kräver det.", ["polisen"]),
    ("fi", "Palkat", "Palkkatiedot ilmoitetaan Verohallinnolle ja tulorekisteriin.", ["Verohallinto", "tulorekisteri"]),
    ("en", "Safety", "We disclose details to the police where a court says so.", ["police"]),
    ("en", "Safety", "We do not disclose details to the police.", []),
    ("en", "This website", "mallow.example uses OpenMall for basic visitor statistics.", ["OpenMall"]),
    ("en", "Email", "We use Fastmail for email and Mailmall for the newsletter.", ["Fastmail", "Mailmall"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "head", "said", "names"), TOLD)
def test_it_reads_who_gets_data(language, head, said, names):
    """Each by name, and nobody who is denied, is but spoken of, or is a kind of somebody."""
    assert sorted(register(read(TEXT[language].format(head, said), "n.md"))["recipients"]) == sorted(names)
