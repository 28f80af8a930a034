"""A list whose items have labels of their own goes on after them: it is one list."""

import pytest

from tests.reading.notice.reading import read, register

HEAD = "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMalli Oy\n\n"
ITEMS = ["Tilausten toimittaminen", "Uutiskirjeen lähettäminen", "Kirjanpidon hoitaminen"]


def purposes(text: str) -> list[str]:
    return list(register(read(text, "notice.html"))["purposes"])


def page(rows: list[str]) -> str:
    items = "".join(f"<li>{row}</li>" for row in rows)
    return (
        "<!doctype html><html lang=fi><body><h1>Tietosuojaseloste</h1><h2>Rekisterinpitäjä</h2><p>Malli Oy</p>"
        f"<h2>Käsittelyn tarkoitukset ja oikeusperusteet</h2><ul>{items}</ul></body></html>"
    )


def test_it_reads_every_item_where_each_has_its_basis() -> None:
    bases = ["sopimus", "suostumus", "lakisääteinen velvoite"]
    rows = [f"{item}<br>Oikeusperuste: {basis}" for item, basis in zip(ITEMS, bases, strict=True)]
    found = read(page(rows), "notice.html")
    assert register(found)["purposes"] == ITEMS
    assert register(found)["legal_bases"] == ["a", "b", "c"]


def test_it_reads_every_item_where_each_has_two_labels() -> None:
    rows = [f"{item}<br>Oikeusperuste: oikeutettu etu<br>Säilytysaika: 2 vuotta" for item in ITEMS]
    assert purposes(page(rows)) == ITEMS


@pytest.mark.parametrize("value", ["", " sopimus"])
def test_it_leaves_a_labels_own_list_to_it(value: str) -> None:
    text = (
        HEAD + "## Käsittelyn tarkoitukset\n\n- Tilausten toimittaminen\n\nSäännölliset tietolähteet:" + value
        + "\n\n- Asiakas itse\n- Väestötietojärjestelmä\n"
    )  # fmt: skip
    assert "Asiakas itse" not in register(read(text, "notice.md"))["purposes"]
