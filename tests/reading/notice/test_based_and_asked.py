"""Bases behind a condition, and what is no right to have data erased."""

import pytest

from tests.reading.notice.beginnings import PLAIN as TOP
from tests.reading.notice.reading import read, register

BASED = [
    ("fi", "Käsittelyn peruste\n\nJos teemme sopimuksen, käsittely perustuu sopimuksen täytäntöönpanoon.\n", ["b"]),
    ("fi", "Käsittelyn peruste\n\nMikäli lähetämme mainoksia, teemme sen vain suostumuksesi pohjalta.\n", ["a"]),
    ("en", "Legal basis\n\nIf you subscribe, the processing is based on your consent.\n", ["a"]),
    ("sv", "Rättslig grund\n\nOm du köper av oss, är den rättsliga grunden avtal; grunden är avtalet.\n", ["b"]),
    ("fi", "Käsittelyn peruste\n\nJos käsittely perustuu suostumukseen, voit perua suostumuksen.\n", []),
    ("fi", "Käsittelyn peruste\n\nMikäli palvelin on Yhdysvalloissa, käsittely perustuu tietosuojasopimukseen.\n", []),
    ("en", "Legal basis\n\nIf the processing is based on consent, you may withdraw it.\n", []),
    ("en", "Login\n\nYour name is stored with your consent when you sign in.\n", ["a"]),
    ("en", "Letters\n\nWe ask for your consent before we send any.\n", ["a"]),
    ("sv", "Brev\n\nVi ber om ditt samtycke innan vi skickar några.\n", ["a"]),
    ("fi", "Kirjeet\n\nPyydämme suostumuksesi ennen ensimmäistä kirjettä.\n", ["a"]),
    ("fi", "Suostumus\n\nTilaaja antaa suostumuksensa tietojen käsittelyyn hyväksymällä ehdot.\n", ["a"]),
    ("en", "Sharing\n\nNothing is given to others without your consent.\n", []),
    ("sv", "Rättslig grund\n\nVi stöder oss på modellavtalsklausuler.\n", []),
]  # fmt: skip
ASKED = [
    ("fi", "Oikeudet\n\nVuokralaisella on oikeus saattaa asia tietosuojavaltuutetun käsittelyyn.\n", ["complaint"]),
    ("fi", "Säilytys\n\nKäyttäjä voi poistaa tiedot tyhjentämällä selaimen sivustotiedot.\n", []),
    ("sv", "Dina rättigheter\n\nDet finns inga uppgifter att begära ut, ändra eller radera.\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), BASED)
def test_it_reads_the_basis_of_a_main_clause(language, text, wanted) -> None:
    assert register(read(TOP[language] + text))["legal_bases"] == wanted


@pytest.mark.parametrize(("language", "text", "wanted"), ASKED)
def test_it_reads_only_what_may_be_asked_of_the_controller(language, text, wanted) -> None:
    assert register(read(TOP[language] + text))["rights"] == wanted
