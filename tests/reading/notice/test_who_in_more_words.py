"""Controllers, contacts and registers under more headings, in titles, and beside the names under which they trade."""

import pytest

from portal.reading.notice.headings import about
from tests.reading.notice.reading import read

HEADINGS = [
    ("Rekisterin ylläpitäjä", "fi", "controller"),
    ("Tietojen käsittelystä vastaava taho", "fi", "controller"),
    ("Rekisteristä vastaava yritys", "fi", "controller"),
    ("Tietosuojayhteyshenkilö", "fi", "contact"),
    ("Tietosuoja-asioita hoitava henkilö", "fi", "contact"),
    ("Rekisterinpitäjän edustaja", "fi", "contact"),
    ("Henkilörekisteriä hoitava henkilö", "fi", "contact"),
    ("Rekistereiden nimet", "fi", "register"),
    ("Registerupprätthållare", "sv", "controller"),
    ("Ägare till registret", "sv", "controller"),
    ("Kontaktperson i ärenden gällande registret", "sv", "contact"),
    ("Person som handhar registerärendena", "sv", "contact"),
    ("Registrets benämning", "sv", "register"),
    ("Owner of the register", "en", "controller"),
    ("Administrator of the customer register", "en", "controller"),
    ("Contact person for registry matters", "en", "contact"),
    ("Representative of the controller", "en", "contact"),
    ("Registry name", "en", "register"),
]
TITLED = [
    ("Asiakasrekisterin tietosuojaseloste", "Asiakasrekisteri"),
    ("Tietosuojaseloste – Malli Oy asiakas- ja markkinointirekisteri", "Malli Oy asiakas- ja markkinointirekisteri"),
    ("Malli Oy:n jäsenrekisterin tietosuojaseloste", "Malli Oy:n jäsenrekisteri"),
    ("TIETOSUOJASELOSTE VUOKRAUSREKISTERISTÄ", "VUOKRAUSREKISTERI"),
    ("Potilasrekisteriä koskeva rekisteriseloste", "Potilasrekisteri"),
    ("Tietosuojaseloste\n\nAsiakasrekisteri", "Asiakasrekisteri"),
    ("Registerbeskrivning: Malli Abs kundregister", "Malli Abs kundregister"),
    ("Medlemsregistrets dataskyddsbeskrivning", "Medlemsregistret"),
    ("Privacy notice for the customer register", "customer register"),
    ("Customer Register Privacy Policy", "Customer Register"),
    ("Tietosuojaseloste\n\nRekisterin nimi Malli Oy:n asiakasrekisteri", "Malli Oy:n asiakasrekisteri"),
    ("Henkilörekisterin tietosuojaseloste", None),
    ("Rekisteri- ja tietosuojaseloste", None),
    ("Malli Oy on merkitty kaupparekisteriin\n\nKaupparekisteri", None),
]
CONTROLLERS = [
    ("Integritetspolicy\n\nNär Mallköpings Roddare (”klubben, vi/oss”) ordnar läger sparas uppgifter om deltagarna.\n",
     "Mallköpings Roddare"),
    ("Integritetspolicy\n\nDin integritet hos Mallina – Garn, Trä\n\nVi sparar så lite som möjligt om dig.\n",
     "Mallina"),
    ("Chess Circle of Mallast\n\nGeneral Data Protection Regulations\n\nAll records are kept by the secretary of "
     "the club.\n",
     "Chess Circle of Mallast"),
    ("Privacy\n\n1. What personal data does Mallar Weavers Ltd collect?\n\nThe names of our members.\n\n"
     "2. Who is responsible?\n\nThe persons who see to it are our secretaries.\n", "Mallar Weavers Ltd"),
    ("Privacy Policy\n\nData Controller\nBoats at Mall AB is the controller of your personal data.\n",
     "Boats at Mall AB"),
    ("Om kakor\n\nPå mallvagen.se använder vi kakor. En kaka är en liten fil som sparas hos dig.\n\n"
     "På mallvagen.se använder vi också statistik.\n", None),
]  # fmt: skip
BEHIND_A_SITE = [
    ("Om webbplatsen\n\nBakom webbplatsen står Maja Mallin enskild firma.\n\nVi sparar lite om dig.\n",
     "Maja Mallin enskild firma"),
    ("Tietosuoja\n\nVerkkokaupan takana on Mallipuoti.\n\nKeräämme tilaustiedot.\n", "Mallipuoti"),
    ("Privacy\n\nBehind this site is Mallow Crafts.\n\nWe keep little about you.\n", "Mallow Crafts"),
    ("Mallow Dance Ltd t/a Whirl – Privacy Notice\n\nThis notice tells parents about data.\n", "Mallow Dance Ltd"),
    ("Personuppgiftspolicy för Mall Gym (Mallyftet i Mallby AB)\n\nVi är måna om dig.\n", "Mallyftet i Mallby AB"),
]  # fmt: skip
IN_FULL = [
    ("Käyttöehdot\n\nSisällön omistaa Mallast International Finland Group Oy (jäljempänä Mallast). Sivuja saa "
     "lukea ja niiden tietoja käyttää, kun se ei ole kaupallista.\n",
     "Mallast International Finland Group Oy"),
    ("I. Rekisterinpitäjän nimi ja osoite\n\nAsetuksen tarkoittama rekisterinpitäjä on:\n\nMALLE Gebr. Mall Apparatbau "
     "GmbH & Co. KG (= MALLE)\n", "MALLE Gebr. Mall Apparatbau GmbH & Co. KG"),
    ("Privacy Statement\n\nAs controller, the Hotel Mallschloss GmbH & Co. KG has taken many measures.\n",
     "Hotel Mallschloss GmbH & Co. KG"),
    ("GDPR-policy\n\nNamn och kontaktuppgifter till den personuppgiftsansvarige\n\nMallköpings Roddklubbs styrelse är "
     "personuppgiftsansvarig.\n", "Mallköpings Roddklubb"),
    ("Vi på Malladalens Gummi & Bilvård AB är måna om att du känner dig trygg. Vi sparar uppgifter om ditt fordon.\n",
     "Malladalens Gummi & Bilvård AB"),
    ("Privacy\n\na) Responsible person\n\nThe controller is who decides. For our website, the responsible person is:\n"
     "MS Mall GmbH\nMallstr. 8\n", "MS Mall GmbH"),
]  # fmt: skip
IN_TURNS = [
    ("Privacy Statement\n\nAbout us\n\nThe Anna Mallen Charitable Trust, The Barn, Mallford, BA1 1AA is a charity "
     "that keeps mills. The Trust is committed to privacy and its staff keep to it.\n", "Anna Mallen Charitable Trust"),
    ("Privacy\n\nThe Mallford Growers group of companies respect your privacy. We say here how we use data.\n",
     "Mallford Growers"),
    ("Integritetspolicy\n\n5. Vad är en personuppgift?\n6. Maija Mallberg som personuppgiftsansvarig\n7. Varför?\n\n"
     "Tack för att du läser hur vi sparar uppgifter om dig.\n", "Maija Mallberg"),
    ("Personuppgifter\n\nMallby Norra Samfällighetsförening måste följa lagen och sparar därför få uppgifter.\n",
     "Mallby Norra Samfällighetsförening"),
    ("BRF Mallborgen GDPR (General Data Protection Regulation).\n\nDen information om medlemmar som sparas behöver en "
     "grund i lag.\n", "BRF Mallborgen"),
    ("Tietosuojaseloste\n\n1. Rekisterinpitäjä\n\nMallipet\n\nmallipet.example\n\nTmi Maija Mallinen\n\n"
     "Mallikatu 1, 00500 Helsinki\n", "Tmi Maija Mallinen"),
]  # fmt: skip
SOCIETIES = [
    ("Integritetspolicy\n\nPå Mallägren Ideell Förening värnar vi om din integritet. Mallägren Ideell Förening sparar "
     "få uppgifter.\n", "Mallägren Ideell Förening"),
    ("Vem ansvarar?\n\nStiftelsen Mallbygdens museum, Box 2, är personuppgiftsansvarig för uppgifterna.\n",
     "Stiftelsen Mallbygdens museum"),
    ("Privacy\n\nMalla Advice Limited, company registration number 556888-0001 (“MALL”), cares for privacy.\n\n"
     "Data controller\n\nMALL is the data controller. Ask MALL about it.\n", "Malla Advice Limited"),
    ("Tietosuojaseloste\n\n1a Rekisterinpitäjä\n\nPienten ääni -mallin tukiyhdistys ry\n\nMallitie 1, 40950 Muurame\n",
     "Pienten ääni -mallin tukiyhdistys ry"),
]  # fmt: skip
SEVERAL = [
    ("Rekisterit\n\nYlläpidämme seuraavia rekistereitä: asiakasrekisteri, huoltorekisteri ja jäsenrekisteri.",
     ["asiakasrekisteri", "huoltorekisteri", "jäsenrekisteri"]),
    ("REKISTERIT JA TIETOSISÄLTÖ\n\n  • Malli Oy:n asiakasrekisteri (”Asiakasrekisteri”)\n  • Mallilan "
     "taloyhtiörekisteri\n",
     ["Malli Oy:n asiakasrekisteri", "Mallilan taloyhtiörekisteri"]),
    ("Rekisterien nimet\n\nLain mukainen asiakasrekisteri\nMallin kuva-arkistot (kuvarekisteri)\n",
     ["Lain mukainen asiakasrekisteri", "Mallin kuva-arkistot (kuvarekisteri)"]),
    ("Tietoja kerätään näihin:\n\n • Asiakasrekisteri\n • Rahanpesulain mukainen rekisteri\n • Yhteystietorekisteri\n",
     ["Asiakasrekisteri", "Rahanpesulain mukainen rekisteri", "Yhteystietorekisteri"]),
    ("Rekisterin nimi ja tietosisältö\n\nRekisteriin tallennetaan:\n\n • nimi\n • osoite\n", [None]),
]  # fmt: skip
TRADED = [
    ("Privacy notice\n\nMallen Ltd, trading as The Mall Shop, is the data controller.\n", "Mallen Ltd", "The Mall "
    "Shop"),
    ("Privacy notice\n\nThe Mall Shop is a trading name of Mallen Limited, which is the data controller.\n",
     "Mallen Limited", "The Mall Shop"),
    ("Rekisterinpitäjä\n\nMalliset Oy/Malli-Tupa 1234567-1\nMallitie 1, 00100 Helsinki\n", "Malliset Oy", "Malli-Tupa"),
    ("Integritetspolicy för Mallkrogen Syd AB, som driver rörelse under varumärket Malla Kök.\n\nVi sparar uppgifter "
     "om gäster.\n", "Mallkrogen Syd AB", "Malla Kök"),
    ("Vem ansvarar?\n\nJag Maija Mallinen, som driver den enskilda firman Malliga trådar, är "
     "personuppgiftsansvarig.\n", "Maija Mallinen", "Malliga trådar"),
    ("Rekisterinpitäjänä toimii Malli Oy, joka toimii markkinointinimellä Mallila. Tietoja käytetään vähän.\n",
     "Malli Oy", "Mallila"),
]  # fmt: skip
BODY = (
    "\n\nRekisterinpitäjä\n\nMalli Oy\n\nTietosisältö\n\nNimi ja osoite.\n\nTarkoitus\n\nLaskutus ja tilausten hoito.\n"
)


@pytest.mark.parametrize(("heading", "language", "field"), HEADINGS)
def test_it_hears_who_a_heading_asks_for(heading, language, field) -> None:
    said = about(heading, language)

    assert said.fields == {field}
    assert said.covered > 0.72


@pytest.mark.parametrize(("title", "name"), TITLED)
def test_it_reads_the_register_of_a_title(title, name) -> None:
    assert [one["name"] for one in read(title + BODY)["registers"]] == [name]


def test_it_believes_a_heading_on_the_name_before_a_title() -> None:
    said = read(f"Asiakasrekisterin tietosuojaseloste{BODY}\nRekisterin nimi\n\nMallirekisteri\n")

    assert [one["name"] for one in said["registers"]] == ["Mallirekisteri"]


@pytest.mark.parametrize(("text", "name"), SOCIETIES)
def test_it_reads_the_whole_name_of_a_society(text, name) -> None:
    assert read(text)["controller"]["name"] == name


def test_it_asks_the_contact_person_before_a_page_of_contacts() -> None:
    said = read("Yhteystiedot\n\nKuoronjohtaja Maija Mallinen, maija@mall.example\n\nTietosuojaseloste\n\n"
                "1. Yhteyshenkilö rekisteriä koskevissa asioissa\n\nAino Malliste, sihteeri\n")  # fmt: skip

    assert said["contact"]["name"] == "Aino Malliste"


@pytest.mark.parametrize(("text", "name"), BEHIND_A_SITE)
def test_it_reads_who_stands_behind_a_site(text, name) -> None:
    assert read(text)["controller"]["name"] == name


@pytest.mark.parametrize("said", ["Senast uppdaterad 230510", "Päivitetty 230510", "Last updated: 23-05-10"])
def test_it_reads_a_day_without_its_century(said) -> None:
    assert read(f"Integritetspolicy\n\n{said}\n\nVi sparar så lite som möjligt om dig.\n")["updated"] == "2023-05-10"


def test_it_takes_no_number_of_a_case_for_a_day() -> None:
    assert read("Integritetspolicy\n\nSe ärende 230510 hos oss.\n\nVi sparar lite om dig.\n")["updated"] is None


def test_it_asks_an_administrator_with_their_title() -> None:
    said = read("Privacy notice\n\nFor any question please contact the hall administrator, Mrs Mary Mallow, at "
                "the office.\n")  # fmt: skip

    assert said["contact"]["name"] == "Mary Mallow"


@pytest.mark.parametrize(("text", "name"), IN_TURNS)
def test_it_reads_whom_a_turn_of_sentence_names(text, name) -> None:
    assert read(text)["controller"]["name"] == name


@pytest.mark.parametrize(("text", "name"), CONTROLLERS)
def test_it_reads_who_answers(text, name) -> None:
    assert read(text)["controller"]["name"] == name


@pytest.mark.parametrize(("text", "name"), IN_FULL)
def test_it_reads_a_name_in_full_and_alone(text, name) -> None:
    assert read(text)["controller"]["name"] == name


@pytest.mark.parametrize(("text", "names"), SEVERAL)
def test_it_reads_the_several_registers_of_a_list(text, names) -> None:
    assert [one["name"] for one in read(f"Tietosuoja\n\n{text}{BODY}")["registers"]] == names


def test_it_takes_the_person_behind_a_trade_name_for_whom_to_ask() -> None:
    said = read("1. Rekisterin ylläpitäjä ja yhteyshenkilö\n\nStudio Mallila / Maija Mallinen\n\n2. Rekisterin nimi\n\n"
                "Asiakasrekisteri\n")  # fmt: skip

    assert said["contact"]["name"] == "Maija Mallinen"


@pytest.mark.parametrize(("text", "name", "trade_name"), TRADED)
def test_it_tells_a_trade_name_from_the_name(text, name, trade_name) -> None:
    controller = read(text)["controller"]

    assert (controller["name"], controller["trade_name"]) == (name, trade_name)


def test_it_takes_a_person_below_a_company_for_whom_to_ask() -> None:
    said = read("Privacy notice\n\nCompany: Mallen Oy (Business ID: 1234567-1)\nAddress: Mallitie 1, 00100 Helsinki\n"
                "Name: Maija Mallinen\nEmail: maija@mallen.example\n\nWe use your data to serve you.\n")  # fmt: skip

    assert (said["controller"]["name"], said["contact"]["name"]) == ("Mallen Oy", "Maija Mallinen")


def test_it_takes_the_person_in_brackets_where_an_office_is_named() -> None:
    said = read("Rekisterinpitäjä\n\nNimi: Mallikilta ry\n\nRekisteriasioista vastaava henkilö\n\nNimi: "
                "Mallikilta ry:n "
                "sihteeri\nPuhelin: 040 123 4567 (Maija Puhakka)\n")  # fmt: skip

    assert said["contact"]["name"] == "Maija Puhakka"


def test_it_reads_when_a_notice_was_approved_at_its_top() -> None:
    assert (
        read(
            "Approved 3.9.2019\n\nPrivacy Statement\n\nController\n\nMallen Oy\n\nWe use your data to serve.\n"
            + "\nMore.\n" * 9
        )["updated"]
        == "2019-09-03"
    )


DATED = [
    ("Tietosuojaseloste\n\nLaatimis- ja päivityspäivä\n\n24.2.2021 päivitetty\n26.3.2018 päivitetty\n11.4.2009 "
     "laadittu\n",
     "2021-02-24"),
    ("Tietosuojaseloste\n\nLataa 16.6.2023 päivitetty versio tästä.\n", "2023-06-16"),
    ("Integritetspolicy\n\nGäller från och med 24/05 2018\n\nVi sparar uppgifter om dig.\n", "2018-05-24"),
    ("Integritetspolicy\n\n2018-05-18 har följande policy upprättats för Mallteatern. Vi sparar uppgifter.\n",
     "2018-05-18"),
    ("Tietosuojalausunto\n\nTilanne huhtikuu 2024\n\nKäsittelemme tietoja.\n", "2024-04"),
]  # fmt: skip
APPOINTED = [
    ("Privacy\n\nIt is agreed that Maija Mallinen (head) will be appointed as Data Protection Officer and looks after "
     "your data.\n", "Maija Mallinen"),
    ("Integritetspolicy\n\nFråga om ditt integritetsskydd genom att skriva till info@mall.example eller vår "
     "dataskyddsansvarig Maija Mallgren på telefon 040 123 4567.\n", "Maija Mallgren"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "date"), DATED)
def test_it_reads_a_date_that_says_behind_it_what_it_is(text, date) -> None:
    assert read(text)["updated"] == date


@pytest.mark.parametrize(("text", "name"), APPOINTED)
def test_it_reads_who_is_appointed_to_be_asked(text, name) -> None:
    assert read(text)["contact"]["name"] == name
