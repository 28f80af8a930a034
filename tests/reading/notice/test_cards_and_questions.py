"""How a notice is parted where no heading says so plainly: cards, questions, terms, names of registers, plain lines."""

import pytest

from tests.reading.notice.reading import read, register

HEAD = "<!doctype html><html lang=fi><body><h1>Tietosuoja</h1><h2>Rekisterinpitäjä</h2><p>Kaurapuoti Oy</p>"
CARD = "<h3>{0}</h3><dl><dt>Miksi</dt><dd>{1}</dd><dt>Mitä</dt><dd>{2}</dd><dt>Peruste</dt><dd>{3}</dd>"
CARDS = (
    CARD.format("Varaus", "huoneen varaaminen", "nimi, puhelinnumero, saapumispäivä", "sopimus")
    + "<dt>Poistetaan</dt><dd>Varaustiedot poistetaan 18 kuukauden kuluttua.</dd></dl>"
    + CARD.format("Maksu", "laskutus", "laskutusosoite, laskun erittely", "lakisääteinen velvoite")
    + "<dt>Poistetaan</dt><dd>Tositteet säilyvät kuusi vuotta.</dd></dl>"
)


def test_it_reads_cards_of_short_labels() -> None:
    one = register(read(HEAD + CARDS, "notice.html"))
    assert one["purposes"] == ["huoneen varaaminen", "laskutus"]
    assert one["data_categories"] == [
        "nimi", "puhelinnumero", "saapumispäivä", "laskutusosoite", "laskun erittely",
    ]  # fmt: skip
    assert one["legal_bases"] == ["b", "c"]
    assert one["retention"] == "Varaustiedot poistetaan 18 kuukauden kuluttua. Tositteet säilyvät kuusi vuotta."


def test_a_label_alone_is_no_card() -> None:
    page = HEAD + "<h2>Kerättävät tiedot</h2><ul><li>Nimi</li><li>Tiedot: auton merkki</li><li>Puhelin</li></ul>"
    assert len(register(read(page, "notice.html"))["data_categories"]) == 3


def test_it_reads_terms_and_what_defines_them() -> None:
    terms = {
        "Rekisterinpitäjä": ["Kannatusyhdistys Kauransointu ry"], "Rekisteri": ["Oppilasrekisteri"],
        "Tallennettavat tiedot": ["nimi", "syntymäaika", "soitinvalinta"], "Käsittelyn peruste": ["Sopimus."],
    }  # fmt: skip
    text = "# Musiikkikoulun tiedot\n\n" + "\n\n".join(
        "\n".join([term, *(f": {one}" for one in said)]) for term, said in terms.items()
    )
    said = read(text, "notice.md")
    assert said["controller"]["name"] == "Kannatusyhdistys Kauransointu ry"
    assert register(said)["name"] == "Oppilasrekisteri"
    assert register(said)["data_categories"] == ["nimi", "syntymäaika", "soitinvalinta"]
    assert register(said)["legal_bases"] == ["b"]


@pytest.mark.parametrize(("questions", "wanted"), [
    pytest.param(("Mitä minusta kirjataan?", "Kauanko tietoja säilytetään?", "Kahden vuoden ajan."), 3, id="fi"),
    pytest.param(("Vad antecknar vi om dig?", "Hur lång tid har vi kvar det?", "Två år efter besöket."), 3, id="sv"),
    pytest.param(("What do you know about me?", "How long do you hold it?", "Two years after your visit."), 3, id="en"),
])  # fmt: skip
def test_it_knows_what_a_question_asks_for(questions: tuple[str, str, str], wanted: int) -> None:
    data = {"M": "Nimi, puhelinnumero, sähköpostiosoite", "V": "Namn, telefonnummer, e-postadress"}
    listed = data.get(questions[0][0], "Name, telephone number, email address")
    page = (
        f"<html><body><div class=t>{questions[0]}</div><div>{listed}</div>"
        f"<div class=t>{questions[1]}</div><div>{questions[2]}</div></body></html>"
    )
    one = register(read(page, "notice.html"))
    assert len(one["data_categories"]) == wanted
    assert one["retention"] == questions[2]


def test_a_question_of_what_is_not_done_asks_for_nothing() -> None:
    page = (
        HEAD
        + "<h2>Mitä tietoja emme kerää?</h2><ul><li>Henkilötunnus</li><li>Terveystiedot</li><li>Korttitiedot</li></ul>"
    )
    assert register(read(page, "notice.html"))["data_categories"] == []


REGISTERS = (
    "# Tietosuojaselosteet\n\n## Rekisterinpitäjä\n\nKaurapuoti Oy\n\n## A Markkinointirekisteri\n\n"
    "### Tallennettavat tiedot\n\n- nimi\n- titteli\n- työpuhelin\n\n### Oikeusperuste\n\nOikeutettu etu\n\n"
    "## B Rekrytointirekisteri\n\n### Tallennettavat tiedot\n\n- nimi\n- hakemuskirje\n- palkkatoive\n\n"
    "### Oikeusperuste\n\nSuostumus\n\n## Molempia rekistereitä koskee\n\n### Vastaanottajat\n\nLuku & Tase Oy\n"
)


def test_it_takes_headings_that_are_names_of_registers_for_registers() -> None:
    said = read(REGISTERS, "notice.md")
    assert [one["name"] for one in said["registers"]] == ["Markkinointirekisteri", "Rekrytointirekisteri"]
    assert [one["legal_bases"] for one in said["registers"]] == [["f"], ["a"]]
    assert [one["data_categories"][1:] for one in said["registers"]] == [
        ["titteli", "työpuhelin"], ["hakemuskirje", "palkkatoive"],
    ]  # fmt: skip
    assert [one["recipients"] for one in said["registers"]] == [["Luku & Tase Oy"]] * 2


def test_one_such_heading_is_none() -> None:
    said = read(REGISTERS.replace("B Rekrytointirekisteri", "Lisätietoja"), "notice.md")
    assert len(said["registers"]) == 1


def test_what_a_fold_is_called_is_a_heading() -> None:
    page = (
        "<html lang=en><body><details><summary>What we collect</summary><p>Your name, telephone number and address.</p>"
        "</details><details><summary>Parking</summary><p>Bring coins, cards, patience.</p></details></body></html>"
    )
    assert register(read(page, "notice.html"))["data_categories"] == ["name", "telephone number", "address"]


def test_a_short_line_between_two_lists_ends_the_first() -> None:
    text = (
        "LUISTELUSEURA KAURAJÄÄ\n\nMihin tarvitsemme tietoja\n\n- ryhmiin jakaminen\n- kausimaksujen laskuttaminen\n\n"
        "Luistelijasta\n\n- nimi\n- syntymäaika\n- osoite\n- puhelinnumero\n\n"
        "Oikeutesi\n\n- saat vaatia oikaisua\n\nJohtokunta 28.8.2024\n"
    )
    said = read(text)
    assert register(said)["purposes"] == ["ryhmiin jakaminen", "kausimaksujen laskuttaminen"]
    assert register(said)["data_categories"] == ["nimi", "syntymäaika", "osoite", "puhelinnumero"]
    assert said["updated"] == "2024-08-28"


def test_boxes_side_by_side_do_not_grow_together() -> None:
    page = HEAD + "<div><span>Näin käsittelemme tietoja</span><span>Päivitetty 3.2.2025</span></div>"
    assert read(page, "notice.html")["updated"] == "2025-02-03"


KINDS = (
    ("Kontaktuppgifter", "Namn, e-postadress, telefonnummer"),
    ("Tekniska uppgifter", "IP-adress, webbläsartyp, språk"),
)


@pytest.mark.parametrize("body", [
    "".join(f"<h3>{kind}</h3><p>{said}.</p>" for kind, said in KINDS),
    "".join(f"<p><strong>{kind}:</strong> {said}</p>" for kind, said in KINDS),
    "".join(f"<h3>{kind}</h3><ul><li>{'</li><li>'.join(said.split(', '))}</li></ul>" for kind, said in KINDS),
])  # fmt: skip
def test_contact_details_among_the_data_are_data(body: str) -> None:
    page = (
        "<html lang=sv><body><h1>Integritetspolicy</h1><h2>Personuppgiftsansvarig</h2><p>Havre AB</p>"
        f"<h2>Vilka uppgifter samlar vi in?</h2>{body}<h2>Kontakt</h2><p>Havre AB, hej@havre.example</p></body></html>"
    )
    said = read(page, "notice.html")
    assert "telefonnummer" in " ".join(register(said)["data_categories"]).casefold()
    assert said["controller"]["email"] == "hej@havre.example"


def test_it_parts_the_list_of_a_cell() -> None:
    page = (
        "<html lang=sv><body><h1>Integritetspolicy</h1><h2>Uppgifter</h2><table><tr><th>Behandlingar som utförs</th>"
        "<th>Kategorier av personuppgifter</th></tr><tr><td><ul><li>Leverans</li><li>Kontakt</li></ul></td>"
        "<td><ul><li>Namn</li><li>Adress</li><li>Telefon</li></ul></td></tr></table></body></html>"
    )
    said = register(read(page, "notice.html"))["data_categories"]
    assert [part.strip() for one in said for part in one.split(";")] == ["Namn", "Adress", "Telefon"]
