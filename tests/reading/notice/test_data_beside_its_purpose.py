"""Data told with what it is for, by what duty it is put down or as questions; and lists of aims that hold none."""

import pytest

from tests.reading.notice.beginnings import ADDRESSED as TOP
from tests.reading.notice.beginnings import END
from tests.reading.notice.reading import read

TOLD = [
    ("sv", "## Drift\n\nVärden sparar loggar, t.ex. IP-adress, klockslag och vald sida, för felsökning och skydd.",
     ["IP-adress", "klockslag", "vald sida"]),
    ("sv", "## Vilka uppgifter\n\nVi sparar namn, ort och båtplats, för planering av torrsättningen.",
     ["namn", "ort", "båtplats"]),
    ("fi", "## Palvelin\n\nPalvelin tallentaa tietoja, esimerkiksi IP-osoitteen, kellonajan ja pyydetyn sivun, "
     "turvallisuuden ja vakauden vuoksi.", ["IP-osoitteen", "kellonajan", "pyydetyn sivun"]),
    ("sv", "## Registrerade uppgifter\n\nFör bolag antecknar vi även information som titel och avdelning.",
     ["titel", "avdelning"]),
    ("sv", "## Vilka uppgifter\n\nVi registrerar uppgifter som smeknamn, klubb och skostorlek.",
     ["smeknamn", "klubb", "skostorlek"]),
    ("sv", "## Besök\n\nVi samlar in uppgifter om vilka rutter du öppnar, hur länge du läser och från vilken ort du "
     "surfar.", ["vilka rutter du öppnar", "hur länge du läser", "från vilken ort du surfar"]),
    ("en", "## Visits\n\nWe collect information about which charts you open, how long you read them and which town "
     "you browse from.",
     ["which charts you open", "how long you read them", "which town you browse from"]),
    ("fi", "## Käynnit\n\nKeräämme tietoja siitä, mitä reittejä avaat, kuinka kauan luet niitä ja mistä kunnasta "
     "selaat.", ["mitä reittejä avaat", "kuinka kauan luet niitä", "mistä kunnasta selaat"]),
    ("sv", "## Uppgifterna\n\nDe uppgifter som vi sparar kan, beroende på ärende, omfatta: namn och kontaktuppgifter "
     "inklusive gatuadress, mobilnummer & personnummer samt avlagda prov.",
     ["namn", "kontaktuppgifter", "gatuadress", "mobilnummer", "personnummer", "avlagda prov"]),
    ("sv", "## Vilka uppgifter\n\n- Namn & ort\n- Mobilnummer & e-post", ["Namn", "ort", "Mobilnummer", "e-post"]),
    ("sv", "## Journal\n\nVi måste enligt lag föra in uppgifter om djurets namn, ställda diagnoser och given medicin.",
     ["uppgifter om djurets namn", "ställda diagnoser", "given medicin"]),
    ("fi", "## Kirja\n\nLain mukaan kirjaan on merkittävä eläimen nimi, todetut sairaudet ja annettu lääkitys.",
     ["eläimen nimi", "todetut sairaudet", "annettu lääkitys"]),
    ("sv", "## Vilka uppgifter\n\n- Kontakt: Namn och ort\n- Betaluppgifter: Uppgifter som krävs för att ta betalt "
     "(t.ex. kontonummer, betalhistorik)",
     ["Kontakt: Namn och ort", "Betaluppgifter: Uppgifter som krävs för att ta betalt (t.ex. kontonummer, "
      "betalhistorik)"]),
    ("sv", "## Besök\n\nNär du går in på sajten får vi automatiskt din dators IP-adress.", ["IP-adress"]),
    ("sv", "## Säkerhet\n\nOm du ger oss dina kortuppgifter skickas de krypterade.", ["kortuppgifter"]),
    ("en", "## Security\n\nIf you provide us with your credit card information, it is encrypted on its way.",
     ["credit card information"]),
    ("sv", "## Uppgifter vi samlar in\n\n- Namn, för anmälan\n- Mobilnummer, för påminnelser\n- Båttyp, för schemat",
     ["Namn", "Mobilnummer", "Båttyp"]),
    ("en", "## Data we hold\n\n- Name, for the race\n- Phone number, for reminders\n- Boat, for choosing a berth",
     ["Name", "Phone number", "Boat"]),
    ("fi", "## Tiedot\n\n- Nimi, kisaa varten\n- Puhelinnumero, muistutuksia varten\n- Veneen nimi, paikan valintaan",
     ["Nimi", "Puhelinnumero", "Veneen nimi"]),
    ("en", "## Visits\n\nWe log:\n\n- which charts you open\n- how long you stay\n",
     ["which charts you open", "how long you stay"]),
    ("fi", "## Käynnit\n\nTallennamme:\n\n- millä sivuilla käyt\n- kuinka kauan viivyt\n",
     ["millä sivuilla käyt", "kuinka kauan viivyt"]),
    ("sv", "## Vi behöver veta\n\n- vad du heter\n- var du bor\n", ["vad du heter", "var du bor"]),
    ("sv", "## Gäster\n\nLagen kräver att gästens namn, passnummer och ankomstdag antecknas.",
     ["gästens namn", "passnummer", "ankomstdag"]),
    ("en", "## Visits\n\nOur host may store logs, such as IP address, time and requested page.",
     ["IP address", "time", "requested page"]),
    ("sv", "## Uppgifter\n\nVi hanterar uppgifter som namn, mejl och ort samt teknisk data som IP-adress och version.",
     ["namn", "mejl", "ort", "IP-adress", "version"]),
    ("sv", "## Vilka uppgifter\n\nVi behandlar namn, ort, båtplats och de uppgifter du själv lämnar om ditt "
     "ärende.", ["namn", "ort", "båtplats", "de uppgifter du själv lämnar om ditt ärende"]),
    ("fi", "## Maksaminen\n\nJos annat meille luottokorttitietosi, ne salataan.", ["luottokorttitietosi"]),
]  # fmt: skip
AIMS = [
    ("sv", "## Vilka uppgifter behandlar vi?\n\nVi behandlar bara de uppgifter som krävs för att kunna:\n\n"
     "- ta emot anmälningar\n- skriva ut startlistor\n\nExempel:\n\n- Namn\n- Båtnamn\n- Portkod",
     ["Namn", "Båtnamn", "Portkod"]),
    ("fi", "## Mitä tietoja käsittelemme?\n\nKäsittelemme vain tietoja, joita tarvitsemme voidaksemme:\n\n"
     "- ottaa vastaan ilmoittautumisia\n- tulostaa lähtölistoja\n\nEsimerkkejä:\n\n- Nimi\n- Veneen nimi\n- Ovikoodi",
     ["Nimi", "Veneen nimi", "Ovikoodi"]),
    ("sv", "## Vilka uppgifter samlar vi in?\n\n- hantera din anmälan\n- besvara frågor\n- fakturera avgiften\n\n"
     "Vi sparar:\n\n- Namn\n- Båtplats", ["Namn", "Båtplats"]),
    ("sv", "## Insamling\n\nHär finns information du ger oss direkt, och sedan sådan vi samlar in automatiskt när "
     "du seglar.\n\n### Information du ger\n\n- Namn\n- Båtplats\n- Mobilnummer", ["Namn", "Båtplats", "Mobilnummer"]),
    ("en", "## What we collect\n\nThis notice explains what information we collect when you sail with us, why we "
     "use it and which choices you have.", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "said", "wanted"), TOLD)
def test_it_reads_the_data_alone(language, said, wanted) -> None:
    kinds = read(TOP[language] + said + END[language], "notice.md")["registers"][0]["data_categories"]
    assert sorted(kinds) == sorted(wanted)


@pytest.mark.parametrize(("language", "said", "wanted"), AIMS)
def test_it_reads_no_aim_as_data(language, said, wanted) -> None:
    registers = read(TOP[language] + said + END[language], "notice.md")["registers"]
    assert sorted(kind for one in registers for kind in one["data_categories"]) == sorted(wanted)
