"""Who gets data, whether it leaves Europe and how long it stays, in everyday words, tables and lists of fragments."""

import pytest

from tests.reading.notice.beginnings import MARKED as TOP
from tests.reading.notice.reading import read, register

ABROAD = [
    ("sv", "## Skickas något utomlands?\n\nNej. Allt står i vår källare.\n", False),
    ("sv", "## Lämnar uppgifterna EU?\n\nDet gör de inte.\n", False),
    ("sv", "## Lämnar uppgifterna EU?\n\nDet gör de.\n", None),
    ("sv", "## Stannar uppgifterna i EU?\n\nNej.\n", None),
    ("sv", "## Tredje land\n\nVi använder inga leverantörer utanför EU/EES.\n", False),
    ("fi", "## Siirrot Euroopan ulkopuolelle\n\n- ei ole\n", False),
    ("fi", "## Meneekö tietoja EU:n ulkopuolelle?\n\nEi mene.\n", False),
    ("fi", "## Meneekö tietoja EU:n ulkopuolelle?\n\nEi, paitsi jos soitat Japanista.\n", None),
    ("fi", "## Missä\n\nPalvelin on Ruotsissa. EU:n ulkopuolelle ei mene mitään.\n", False),
    ("fi", "## Missä\n\nPalvelin on Ruotsissa.\n", None),
    ("fi", "## Muuta\n\nUlkomaat: kaikki pysyy Suomessa.\n", False),
    ("en", "## Storage\n\nOn servers in Ireland; nothing goes beyond the EEA.\n", False),
    ("en", "## For everybody\n\nThe data stays inside the EU.\n", False),
    ("en", "## Helpers\n\nSome of those firms use computers in America.\n", True),
    ("en", "## Helpers\n\nTheir parent company may handle data in Canada.\n", True),
    ("en", "## Helpers\n\nNone of those firms use computers in America.\n", None),
    ("fi", "## Apuna\n\nMaksuissa tietoja voi päätyä Yhdysvaltoihin.\n", True),
]
KEPT = [
    ("sv", "## Hur länge sparas journalen?\n\nMinst tio år. Listan över sms töms var tredje månad.\n",
     ["Minst tio år.", "Listan över sms töms var tredje månad."]),
    ("sv", "## När försvinner de?\n\nBoken makuleras i december. Kontrakten har vi kvar tills sex år har gått.\n",
     ["Boken makuleras i december.", "Kontrakten har vi kvar tills sex år har gått."]),
    ("en", "## Cameras\n\nThere is one in the hall. Recordings are overwritten after 28 days.\n",
     ["Recordings are overwritten after 28 days."]),
    ("fi", "## Arvonta\n\nLipukkeet poltetaan uunissa heti arvonnan jälkeen.\n",
     ["Lipukkeet poltetaan uunissa heti arvonnan jälkeen."]),
    ("fi", "## Kortit\n\nKortit heitän pois, kun asiakas ei ole käynyt kolmeen vuoteen.\n",
     ["Kortit heitän pois, kun asiakas ei ole käynyt kolmeen vuoteen."]),
    ("fi", "## Kortit\n\nJos kortit katoavat, ilmoitamme siitä kolmen päivän kuluttua.\n", []),
    ("fi", "## Milloin ne häviävät\n\n- Varaukset – 2 vuotta\n- Terveys – sivu revitään, kun kortti päättyy\n"
     "- Maksut – 6 vuotta\n",
     ["Varaukset – 2 vuotta", "Terveys – sivu revitään, kun kortti päättyy", "Maksut – 6 vuotta"]),
]  # fmt: skip
TAKEN = [
    ("en", "## Disclosures\n\nData is disclosed to the insurance company Fjordia in case of damage.\n", {"Fjordia"}),
    ("sv", "## Till vem ges uppgifter?\n\nSkeppsverket, Ilmaria\n", {"Skeppsverket", "Ilmaria"}),
    ("en", "## Helpers\n\nBoxify (shop platform), Lentil Finance (cards), Parcelo and Dropper (parcels).\n",
     {"Boxify", "Lentil Finance", "Parcelo", "Dropper"}),
    ("fi", "## Muut\n\nSuomen Keilaajainliitolle ilmoitetaan tulokset.\n", {"Suomen Keilaajainliitto"}),
    ("fi", "## Vastaanottajat\n\nTietoja annetaan Rahtikonttorille.\n", {"Rahtikonttori"}),
    ("fi", "## Muut\n\nSuomen Keilaajainliitolle ilmoitetaan vain lukumäärä.\n", set()),
    ("fi", "## Vastaanottajat\n\nKirjanpitäjä Esteri Rauhala näkee laskut.\n", {"Esteri Rauhala"}),
    ("en", "## Who we share it with\n\n- Klinikum – our software\n- Boopa, AXO Health – if they are paying\n"
     "- your doctor – a letter\n", {"Klinikum", "Boopa", "AXO Health"}),
    ("en", "## Exams\n\nExam entries go to QRXSM and Quartz College Ludlow.\n", {"QRXSM", "Quartz College Ludlow"}),
    ("en", "## Exams\n\nExam entries go to Germany.\n", set()),
    ("sv", "## Mottagare\n\nBokföringen sköts av Redovisningsbyrån Kvarts HB.\n", {"Redovisningsbyrån Kvarts HB"}),
]  # fmt: skip


@pytest.mark.parametrize(("tongue", "text", "wanted"), ABROAD)
def test_it_reads_in_plain_words_whether_data_leaves(tongue, text, wanted) -> None:
    assert register(read(TOP[tongue] + text, "notice.md"))["transfers_outside_eea"] is wanted


@pytest.mark.parametrize(("tongue", "text", "wanted"), KEPT)
def test_it_reads_in_plain_words_how_long_data_stays(tongue, text, wanted) -> None:
    said = register(read(TOP[tongue] + text, "notice.md"))["retention"] or ""
    assert [one for one in wanted if one not in said] == []
    assert bool(said) is bool(wanted)


@pytest.mark.parametrize(("tongue", "text", "wanted"), TAKEN)
def test_it_reads_in_plain_words_who_gets_data(tongue, text, wanted) -> None:
    assert set(register(read(TOP[tongue] + text, "notice.md"))["recipients"]) == wanted


def test_it_reads_the_times_of_a_column_with_those_that_only_say_when() -> None:
    text = TOP["sv"] + (
        "## Vad vi behandlar\n\n| Ändamål | Uppgifter | Lagringstid |\n|---|---|---|\n"
        "| Boka | namn | 12 månader |\n| Liggare | adress | 3 månader |\n| Mat | allergier | Tas bort vid avfärd |\n"
    )
    assert "Tas bort vid avfärd" in register(read(text, "notice.md"))["retention"]


def test_it_reads_a_numbered_list_of_lists_as_headings() -> None:
    text = (
        "<h1>Privacy notice</h1><p>Model Ltd is the controller.</p><ol>"
        "<li>Who gets it<ul><li>Blue Ledger (accounts)</li><li>Hive Post (texts)</li><li>Lumen Ltd</li></ul></li>"
        "<li>How long<ul><li>job cards: six years</li><li>texts: until you reply STOP</li></ul></li></ol>"
    )
    said = register(read(text, "notice.html"))
    assert set(said["recipients"]) == {"Blue Ledger", "Hive Post", "Lumen Ltd"}
    assert "job cards: six years" in said["retention"]
    assert "until you reply STOP" in said["retention"]
