"""Names in a section on recipients that no verb of giving stands beside: lists, asides and sentences in brief."""

import pytest

from tests.reading.notice.beginnings import ADDRESSED, END, PLAIN
from tests.reading.notice.reading import read, register

HEADS = {"fi": "Kenelle tietoja annetaan?", "sv": "Vem får se uppgifterna?", "en": "Who do we share it with?"}
NAMED = [
    ("sv", "PostNord om något skickas. Ringborg Frakt om du vill ha det hem. Ingen annan.",
     {"PostNord", "Ringborg Frakt"}),
    ("sv", "Vi kan lämna uppgifter till Polisen vid misstanke om brott, till Kvarnska om en tavla säljs där och till "
     "företag som sköter vår IT.", {"Polisen", "Kvarnska"}),
    ("sv", "Underleverantörer (snickare, målare), Kvarnska och andra försäkringsbolag, Ringborg Marin vid garanti.",
     {"Kvarnska", "Ringborg Marin"}),
    ("sv", "Finlands Kanotförbund: licens och resultat. Kommunen: antal.", {"Finlands Kanotförbund"}),
    ("sv", "Svenska brunnssällskapet får efter avtal en kopia av kartan.", {"Svenska brunnssällskapet"}),
    ("sv", "Hyresvärden, och Kvarnska när vi behöver hjälp med större jobb.", {"Kvarnska"}),
    ("sv", "Inget ges ut, med undantag av Polisstyrelsen som övervakar insamlingar.", {"Polisstyrelsen"}),
    ("sv", "Vandrarhem längs leden, SJ, Vy Tåg och Ringborg Resor får det de måste ha.",
     {"SJ", "Vy Tåg", "Ringborg Resor"}),
    ("sv", "Uppgifter kan delas med De Lugna Hotellen och med myndigheter om så krävs.", {"De Lugna Hotellen"}),
    ("fi", "Mittaustulokset lähtevät tehtaalle ja soittajien nimet Sävelmistöön ja Gramexiin.",
     {"Sävelmistö", "Gramex"}),
    ("fi", "Vahingosta ilmoitetaan Tukesille.", {"Tukes"}),
    ("fi", "Kunnalle annetaan maksatukseen tarvittavat tiedot sekä Vaarnaan ne tiedot, jotka laki vaatii.", {"Vaarna"}),
    ("fi", "Havainnot ilman nimeä viedään Tiirikkaan, nimellä vain jos niin haluat.", {"Tiirikka"}),
    ("fi", "Poliisi saa matkustajailmoitukset.", {"Poliisi"}),
    ("en", "Damage reports are passed on to Ringborg Insurance. Fees are reported to the Incomes Register.",
     {"Ringborg Insurance", "Incomes Register"}),
]  # fmt: skip
NOBODY = [
    ("sv", "Ingen annan får se dem. Campingen ser om ni har Ringborg Key."),
    ("sv", "Uppgifterna stannar i Ekebyholm. Den som klagar gör det hos Integritetsskyddsmyndigheten."),
    ("sv", "Vår Kassör och vår Revisor ser dem. Inget lämnas till Kvarnska."),
    ("sv", "Bara vår ordförande Karin Ekholm ser listan."),
    ("fi", "Tietoja ei anneta Kiirunaan. Valituksen voi tehdä tietosuojavaltuutetulle."),
    ("fi", "Vain sihteeri Maija Mallinen näkee tiedot Kiirunassa."),
    ("en", "Nobody. The List is kept by our Secretary in a locked Cabinet."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), NAMED)
def test_it_reads_names_below_such_a_heading(language, text, wanted) -> None:
    notice = f"{ADDRESSED[language]}## {HEADS[language]}\n\n{text}{END[language]}"
    assert set(register(read(notice, "notice.md"))["recipients"]) == wanted


@pytest.mark.parametrize(("language", "text", "wanted"), NAMED)
def test_it_reads_them_in_a_plain_text(language, text, wanted) -> None:
    notice = f"{PLAIN[language]}{HEADS[language]}\n\n{text}\n"
    assert set(register(read(notice, "notice.txt"))["recipients"]) == wanted


@pytest.mark.parametrize(("language", "text"), NOBODY)
def test_it_takes_no_other_word_in_a_capital(language, text) -> None:
    notice = f"{ADDRESSED[language]}## {HEADS[language]}\n\n{text}{END[language]}"
    assert register(read(notice, "notice.md"))["recipients"] == []
