"""Times that stand in several sections, rights under headings of their own, boxes, and foreign names."""

import pytest

from tests.reading.notice.reading import read, register

FI, SV, EN = (
    "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMalli Oy\n\n",
    "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nModell AB\n\n",
    "# Privacy notice\n\n## Data controller\n\nModel Ltd\n\n",
)
KEPT = [
    (SV + "## Kunder\n\nSenast efter två år raderas kortet. Vi ler gärna.\n\n"
     "## Möten\n\nListor tas bort efter 10 dagar.\n",
     "Senast efter två år raderas kortet. Listor tas bort efter 10 dagar."),
    (FI + "## Säilytysaika\n\nTilaukset säilytetään 2 vuotta.\n\n## Palveluntarjoajat\n\n"
     "Postittaja säilyttää lokia enintään 30 päivää.\n",
     "Tilaukset säilytetään 2 vuotta. Postittaja säilyttää lokia enintään 30 päivää."),
    (FI + "## Tietojen tallentaminen, säilyttäminen ja suojaaminen\n\nTiedot säilytetään Suomessa.\n", None),
    (EN + "## What we collect, store and keep\n\nWe keep orders for two years. We like tea. "
     "Logs are deleted after 30 days.\n",
     "We keep orders for two years. Logs are deleted after 30 days."),
    (FI + "## Säilytysajat\n\nPaperit säilytetään arkiston suunnitelman mukaisesti. Muut säilytetään vuoden ajan.\n",
     "Paperit säilytetään arkiston suunnitelman mukaisesti. Muut säilytetään vuoden ajan."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), KEPT)
def test_it_reads_each_time_that_is_said_and_not_what_stands_between(text, wanted) -> None:
    said = read(text, "notice.md")
    assert register(said)["retention"] == wanted
    quoted = [text[start:end] for path, (start, end) in said["places"].items() if ".retention" in path]
    assert " ".join(quoted) == (wanted or "")


def test_a_cell_may_say_what_happens_before_it_is_deleted() -> None:
    said = register(
        read("# Tietosuoja\n\n| Tieto | Säilytys |\n|---|---|\n| Kuva | Poistetaan analyysin jälkeen |\n", "notice.md")
    )

    assert said["retention"] == "Kuva: Poistetaan analyysin jälkeen"


RIGHTS = [
    (FI + "## Rekisteröidyn oikeudet\n\n### Oikeus siirtää tiedot toiseen järjestelmään\n\nSaat ne tiedostona.\n",
     ["portability"]),
    (SV + "## Frågor\n\nOm du vill hämta ut uppgifter klubben har om dig, ring kansliet.\n", ["access"]),
    (SV + "## Dina rättigheter\n\nVi har ingen information att lämna ut eller radera.\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), RIGHTS)
def test_it_reads_rights_in_headings_and_wishes_but_not_where_nothing_is_held(text, wanted) -> None:
    assert register(read(text, "notice.md"))["rights"] == wanted


def test_a_heading_may_say_on_what_the_right_to_process_rests() -> None:
    said = register(
        read(
            FI
            + "## Tarkoitus\n\nKurssit.\n\n### Oikeus käsitellä tietoja perustuu\n\n- lakisääteiseen velvoitteeseen\n",
            "n.md",
        )
    )

    assert (said["legal_bases"], said["rights"]) == (["c"], [])


def test_what_is_not_ticked_is_not_said() -> None:
    said = register(
        read(FI + "## Oikeusperuste\n\n☐ Suostumus\n\n☒ Yleistä etua koskeva tehtävä\n\n## Siirto EU:n ulkopuolelle\n\n"
             "Siirretäänkö tietoja EU:n ulkopuolelle:\n\n☒ Ei\n\n☐ Kyllä\n", "n.md")
    )  # fmt: skip

    assert (said["legal_bases"], said["transfers_outside_eea"]) == (["e"], False)


def test_an_item_that_names_foreign_things_is_of_the_language_around_it() -> None:
    said = register(
        read(FI + "## Alihankkijat\n\n- Robot (USA) — analyysi. Tiedonsiirto EU:n ulkopuolelle Robot Data Privacy "
             "Framework -sitoumuksen perusteella.\n", "n.md")
    )  # fmt: skip

    assert said["transfers_outside_eea"] is True


AS_LISTED = [
    pytest.param(
        EN + "## Data retention\n\n1. We will hold your data for the time necessary for these lessons.\n"
        "2. Even if we delete your card, parts may stay in ledgers for tax purposes.\n",
        "We will hold your data for the time necessary for these lessons. Even if we delete your card, parts may stay "
        "in ledgers for tax purposes.", id="the numbers of a list are no part of it"),
    pytest.param(
        EN + "## How long do we keep your data?\n\nWe will retain some logbooks according to the rules of the harbour. "
        "We keep mooring records for 9 years.\n",
        "We will retain some logbooks according to the rules of the harbour. We keep mooring records for 9 years.",
        id="a criterion before the first time"),
    pytest.param(
        SV + "## Nyhetsbrev\n\nDu kan avregistrera dig när du vill, och uppgifterna raderas då.\n",
        "Du kan avregistrera dig när du vill, och uppgifterna raderas då.", id="then"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), AS_LISTED)
def test_it_reads_how_long_as_it_is_listed(text, wanted) -> None:
    assert register(read(text, "notice.md"))["retention"] == wanted


def test_a_date_alone_on_its_line_is_the_notice_s_own() -> None:
    assert read(EN + "We keep orders for two years.\n\n25 May 2018\n")["updated"] == "2018-05-25"
    assert read("Tietosuojaseloste 22.3.2023\n\nTietoja säilytetään vuosi.\n")["updated"] == "2023-03-22"
    assert read(EN + "25 May 2018\n\nWe keep orders.\n\n4 June 2019\n")["updated"] is None


ABROAD = [
    ("Guests' data outside the UK or the EU is only transferred with appropriate safeguards.", True),
    ("Our business may be sold, and data so transferred may be used for what it was supplied to us.", None),
    ("Our servers are located in the US and data is stored there.", True),
]


@pytest.mark.parametrize(("text", "wanted"), ABROAD)
def test_it_knows_where_abroad_is(text, wanted) -> None:
    assert register(read(EN + f"## Transfers\n\n{text}\n", "notice.md"))["transfers_outside_eea"] is wanted


MORE = [
    pytest.param(
        FI + "## Säilytämme henkilötietojasi\n\n- verkkokaupassa seitsemän vuoden ajan\n- EU:n alueella\n",
        "verkkokaupassa seitsemän vuoden ajan", id="a list below a heading that keeps"),
    pytest.param(
        EN + "## Legal duties\n\nWe have to retain some records. This includes:\n\n- health records for 8 years\n"
        "- invoices for 6 years\n", "health records for 8 years; invoices for 6 years", id="a list of times"),
    pytest.param(
        SV + "## Lagringstid\n\nUppgifter sparas så länge loppet finns.\n\nVi bedömer årligen om ändamålet kvarstår."
        "\n\n"
        "Kvarstår det inte raderas uppgifterna.\n",
        "Uppgifter sparas så länge loppet finns. Vi bedömer årligen om ändamålet kvarstår. Kvarstår det inte raderas "
        "uppgifterna.", id="paragraphs up to the last on keeping"),
    pytest.param(
        "Integritetspolicy\n\nSenast uppdaterad: 24 juli 2025\n\nVi värnar om dig.\n\n🔒 Hur sparas dina uppgifter?\n"
        "• Uppgifterna lagras i vår inkorg.\n• Uppgifterna sparas i max 6 månader.\n",
        "Uppgifterna sparas i max 6 månader.", id="a picture before the heading"),
    pytest.param(
        FI + "## Säilytysaika\n\nKommentteja säilytetään toistaiseksi. Näin ne tunnetaan.\n\nTallennamme profiilit. "
        "Niitä voi muokata milloin vain.\n",
        "Kommentteja säilytetään toistaiseksi.", id="not the next paragraph on something else"),
    pytest.param(
        EN + "## Accounts\n\nWe delete your data after an account is cancelled. We like tea. We keep this record "
        "forever. Trashed data is purged within 90 days.\n",
        "We delete your data after an account is cancelled. We keep this record forever. Trashed data is purged within "
        "90 days.", id="forever, and after a close"),
    pytest.param(
        FI + "## Tietojen säilytysaika ja suojaus\n\nRekisteri on lukittu. Tiedot poistetaan kevätkauden loppuessa.\n",
        "Tiedot poistetaan kevätkauden loppuessa.", id="at the end of a season"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), MORE)
def test_it_reads_how_long_and_no_more(text, wanted) -> None:
    assert register(read(text, "notice.txt" if text.startswith("Int") else "notice.md"))["retention"] == wanted


def test_partners_abroad_who_get_access_are_a_transfer() -> None:
    said = read(SV + "## Partners\n\nPartners inom och utanför EU/EES kan få tillgång till dina uppgifter.\n", "n.md")
    assert register(said)["transfers_outside_eea"] is True


def test_a_register_is_named_before_a_list_of_something_else() -> None:
    said = read(
        FI + "## Rekisterin nimi ja rekisteripalvelu\n\nMallirekisteri.\n\nPalvelu on suojattu:\n\n1. Liikenne.\n"
        "2. Salasanat.\n",
        "notice.md",
    )
    assert [one["name"] for one in said["registers"]] == ["Mallirekisteri"]


def test_it_keeps_the_first_place_of_what_is_said_twice() -> None:
    twice = "## {}\n\nListat poistetaan 10 päivän kuluttua.\n\n"
    text = FI + twice.format("Tilaukset") + "## Möhkäle\n\nKortit poistetaan vuoden kuluttua.\n\n" + twice.format("Muu")
    said = read(text, "notice.md")
    told = "Listat poistetaan 10 päivän kuluttua. Kortit poistetaan vuoden kuluttua."
    assert register(said)["retention"] == told
    places = [place for path, place in said["places"].items() if ".retention" in path]
    assert places == sorted(places)
    assert text[slice(*places[0])] == "Listat poistetaan 10 päivän kuluttua."
