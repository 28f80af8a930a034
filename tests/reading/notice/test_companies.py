"""The two companies' notices, every field and every trap."""

import pytest

from tests.reading.notice import companies
from tests.reading.notice.reading import codes, read_bytes, register

pytestmark = pytest.mark.skipif(bool(companies.MISSING), reason=companies.WHY_SKIPPED)


def test_it_reads_the_record_shops_notice() -> None:
    said, _ = read_bytes(companies.SHOP.read_bytes(), "notice.txt")

    assert {name: said[name] for name in companies.SHOP_SAYS} == companies.SHOP_SAYS
    assert said["registers"] == [companies.SHOP_REGISTER]


def test_it_reads_the_consultancys_two_languages_without_doubling() -> None:
    said, _ = read_bytes(companies.CONSULTANCY.read_bytes(), "notice.txt")

    assert {name: said[name] for name in companies.CONSULTANCY_SAYS} == companies.CONSULTANCY_SAYS
    assert [one["name"] for one in said["registers"]] == companies.CONSULTANCY_REGISTERS
    for one in said["registers"]:
        assert {name: one[name] for name in companies.CONSULTANCY_BOTH} == companies.CONSULTANCY_BOTH
    projects = companies.words_of(companies.CONSULTANCY, "asiakasprojekteihin", "hoitaminen")
    assert register(said)["purposes"] == companies.CONSULTANCY_PURPOSES
    assert register(said, 1)["purposes"] == [*companies.CONSULTANCY_PURPOSES, projects]


def test_it_takes_the_access_rule_by_role_for_no_right_of_access() -> None:
    said, document = read_bytes(companies.CONSULTANCY.read_bytes(), "notice.txt")

    assert all("access" not in one["rights"] for one in said["registers"])
    assert "Ainoastaan rekisteristä vastaavalla" in document.text


@pytest.mark.parametrize("path", [companies.SHOP, companies.CONSULTANCY])
def test_it_quotes_each_value_from_its_place(path) -> None:
    said, document = read_bytes(path.read_bytes(), "notice.txt")

    for name, (start, end) in said["places"].items():
        assert 0 <= start < end <= len(document.text), name
    place = said["places"]["controller.name"]
    assert document.text[slice(*place)] == said["controller"]["name"]


def test_it_finds_what_the_record_shop_says_wrongly() -> None:
    found = dict(codes(companies.SHOP.read_text("utf-8")))

    assert found["X01"] == companies.words_of(companies.SHOP, "Henkilötietoja ei", "ulkopuolelle.")
    assert found["X03"] == companies.words_of(companies.SHOP, "Tarkastuspyyntö tulee", "yhteyshenkilölle.")
    assert found["X05"] == "uutiskirjeen lähetykseen"
    assert found["N09"].startswith("Säilytämme tietoja vain niin kauan")
    assert {"N04", "N06", "N10", "N12", "N13", "N16"} <= set(found)
    assert not {"N01", "N05", "X02", "X04", "F6"} & set(found)


def test_it_finds_what_the_consultancy_leaves_out() -> None:
    found = codes(companies.CONSULTANCY.read_text("utf-8"))

    assert ("N05", None) in found
    assert dict(found)["X04"] == companies.words_of(companies.CONSULTANCY, "The personal data included", "wishes so.")
    assert {"N07", "N09", "N10", "N12", "N13", "N16", "F6"} <= {code for code, _ in found}
    assert not {"N01", "X01", "X02", "X03"} & {code for code, _ in found}
