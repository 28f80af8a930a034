"""Transfers in brief: what lies in a land, what an area keeps, and that nothing leaves it."""

import pytest

from tests.reading.notice.beginnings import ADDRESSED as TOP
from tests.reading.notice.beginnings import END
from tests.reading.notice.reading import read, register

HEADS = {"fi": "Kenelle tietoja annetaan?", "sv": "Vem får se uppgifterna?", "en": "Who do we share it with?"}
LEAVES = [
    ("fi", "Käyntien tiedot menevät Googlelle (Analytics), myös Yhdysvaltoihin."),
    ("fi", "Kauppa pyörii Shopifyssa (Kanada), ja paketit vie Posti."),
    ("fi", "Shopify käsittelee tietoja myös Kanadassa."),
    ("fi", "EU- ja ETA-maiden ulkopuolelle tietoja voidaan lähettää vain asiakkaan pyytäessä."),
    ("fi", "Kuura on Isossa-Britanniassa, jonka tietosuojan komissio on todennut riittäväksi."),
    ("sv", "Dropbox används för filerna och kan ha dem i USA."),
    ("sv", "Sidan använder Google Analytics, som kan föra uppgifter till USA."),
    ("sv", "Skräpfiltret heter Akismet och körs på servrar i tredje land, USA."),
    ("sv", "Larmsamtal går genom Twilio som är amerikanskt."),
    ("en", "Google may keep the sheets on servers outside the EU."),
    ("en", "Pictures lie in Dropbox, which may mean the United States."),
    ("en", "Kuura is in the United Kingdom, which the Commission has found to be adequate."),
    ("en", "| Firm | What for | Where |\n|---|---|---|\n| Kuura, Inc. | Purchases | USA, SCC |\n"),
]
STAYS = [
    ("fi", "ETA-alueelta tietoja ei viedä pois."),
    ("fi", "EU:n ulkopuolelle tietoja ei mene."),
    ("fi", "Muille tietoja ei anneta, ei kotimaahan eikä ETA-alueen ulkopuolelle."),
    ("fi", "Kuura on Islannissa, joten ETA:n sisällä pysytään."),
    ("fi", "Tiedot pysyvät EU:n ja ETA:n sisällä."),
    ("fi", "Kumpikin pitää tiedot EU:ssa."),
    ("sv", "Ingenting lämnas till länder utanför EU."),
    ("sv", "Ingenting förs ut ur EU."),
    ("sv", "Uppgifter förs heller inte ut ur Europeiska Unionen eller EES."),
    ("sv", "Överföring till land utanför EU sker ej."),
    ("sv", "Båda håller uppgifterna inom EU."),
    ("en", "Both keep the data within the EU."),
]
UNSAID = [
    ("fi", "Yhdysvaltalainen Kuura Inc. omistaa kumppanimme."),
    ("fi", "Ei käsitellä tietoja Kanadassa."),
    ("sv", "Vi har kunder i USA och i Kanada."),
    ("sv", "Filerna kan inte ha blivit lästa i USA."),
    ("en", "Our founder is in the United Kingdom and has adequate coffee."),
]


def _read(language: str, text: str) -> object:
    notice = f"{TOP[language]}## {HEADS[language]}\n\n{text}{END[language]}"
    return register(read(notice, "notice.md"))["transfers_outside_eea"]


@pytest.mark.parametrize(("language", "text"), LEAVES)
def test_it_hears_that_data_goes_abroad(language, text) -> None:
    assert _read(language, text) is True


@pytest.mark.parametrize(("language", "text"), STAYS)
def test_it_hears_that_data_stays(language, text) -> None:
    assert _read(language, text) is False


@pytest.mark.parametrize(("language", "text"), UNSAID)
def test_it_hears_neither(language, text) -> None:
    assert _read(language, text) is None


def test_it_hears_it_among_rights_and_below_a_word_for_sending() -> None:
    rights = f"{TOP['sv']}## Dina rättigheter\n\nDu har rätt att få utdrag. Överföring till land utanför EU sker ej.\n"
    sent = f"{TOP['sv']}## Översändande utanför EU eller EES\n\nNej\n{END['sv']}"
    assert register(read(rights, "notice.md"))["transfers_outside_eea"] is False
    assert register(read(sent, "notice.md"))["transfers_outside_eea"] is False


def test_it_takes_no_title_in_a_text_of_one_line_for_a_transfer() -> None:
    line = (
        "Tietosuojaseloste 1. Rekisterinpitäjä Kivi Oy 2. Lähteet Asiakas kertoo ne. 3. Tietojen luovutukset ja siirto "
        "euroopan unionin tai euroopan talousalueen ulkopuolelle. Tietoja ei siirretä euroopan unionin ulkopuolelle. "
        "4. Suojaus Kaappi on lukossa.\n"
    )
    assert register(read(line, "notice.txt"))["transfers_outside_eea"] is False
