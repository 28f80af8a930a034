"""Tables: each column is read as what its head says it is about."""

from tests.reading.notice.reading import read, register

PAGE = """<!doctype html><html><body><h1>Dataskydd</h1>
<h2><span>01</span>Personuppgiftsansvarig</h2><p>Modell AB</p>
<h2><span>02</span>Personuppgifter, ändamål och laglig grund</h2>
<table><thead><tr><th>Personuppgift</th><th>Ändamål</th><th>Laglig grund</th><th>Lagringstid</th></tr></thead>
<tbody><tr><td><p>Namn och adress</p></td><td>Leverera varor</td><td>Avtal</td><td>7 år</td></tr>
<tr><td>E-postadress</td><td>Skicka nyhetsbrev</td><td>Samtycke<br>(frivilligt)</td><td>Tills du avanmäler dig</td></tr>
</tbody></table></body></html>"""
MARKDOWN = """# Privacy notice

## Data controller

Model Ltd

## How we process data

| Data | Where from | Outside the EU | Kept for |
| --- | --- | --- | --- |
| Order history | you | No | 2 years |
| Page views and IP address | your browser | Yes | 1 year |
"""
COOKIES = """# Tietosuojaseloste

## Rekisterinpitäjä

Malli Oy

## Evästeet

| Eväste | Palveluntarjoaja | Tarkoitus | Voimassaolo |
| --- | --- | --- | --- |
| _malli | Mallimittari Oy | Laskee kävijät | 2 vuotta |
"""


def test_each_column_is_read_as_its_head_says() -> None:
    said = read(PAGE, "page.html")

    one = register(said)
    assert said["controller"]["name"] == "Modell AB"
    assert one["data_categories"] == ["Namn", "adress", "E-postadress"]
    assert one["purposes"] == ["Leverera varor", "Skicka nyhetsbrev"]
    assert one["legal_bases"] == ["a", "b"]
    assert one["retention"] == "Namn och adress: 7 år; E-postadress: Tills du avanmäler dig"


def test_data_and_transfers_stand_in_columns_too() -> None:
    one = register(read(MARKDOWN, "page.md"))

    assert one["data_categories"] == ["Order history", "Page views", "IP address"]
    assert one["transfers_outside_eea"] is True
    assert one["retention"] == "Order history: 2 years; Page views and IP address: 1 year"


def test_a_table_of_cookies_says_nothing_of_data() -> None:
    one = register(read(COOKIES, "page.md"))

    assert (one["data_categories"], one["recipients"], one["retention"]) == ([], [], None)


def test_a_long_cell_is_the_layout_of_a_page() -> None:
    filler = "<p>Tässä on muuta asiaa, joka ei koske tietoja lainkaan.</p>" * 30
    page = f"<html><body><table><tr><td><h2>Rekisterinpitäjä</h2><p>Malli Oy</p>{filler}<h2>Kerättävät tiedot</h2>"
    page += "<ul><li>Nimi</li><li>Osoite</li></ul></td></tr></table></body></html>"
    said = read(page, "page.html")

    assert said["controller"]["name"] == "Malli Oy"
    assert register(said)["data_categories"] == ["Nimi", "Osoite"]


def test_a_row_whose_last_cell_is_empty_is_one_of_its_table() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{use}</td><td>{place}</td></tr>"
        for name, use, place in (
            ("Supabase", "Databas", "EU"),
            ("Molnviken", "Lagring", ""),
            ("Båtbryggan", "Bokning", ""),
            ("Resend", "Utskick", "USA"),
        )
    )
    text = (
        "<h1>Integritetspolicy</h1><h2>Personuppgiftsansvarig</h2><p>Mallhamnen AB</p><h2>Mottagare</h2>"
        "<p>Vi delar uppgifter med följande leverantörer:</p>"
        f"<table><tr><th>Leverantör</th><th>Ändamål</th><th>Plats</th></tr>{rows}</table>"
    )
    told = register(read(text, "notice.html"))

    assert told["recipients"] == ["Supabase", "Molnviken", "Båtbryggan", "Resend"]
    assert told["purposes"] == ["Databas", "Lagring", "Bokning", "Utskick"]
