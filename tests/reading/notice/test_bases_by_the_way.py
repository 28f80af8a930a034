"""Legal bases told by the way: what an accounting law makes one keep, and an approval that somebody gave."""

import pytest

from tests.reading.notice.reading import read, register

BASES = [
    ("Integritetspolicy\n\nKvitton\n\nOm du blir kund sparar vi det som vi är skyldiga att bevara enligt "
     "bokföringslagen.\n", ["c"]),
    ("Integritetspolicy\n\nUppgifter\n\nVi sparar namn för våra redovisningsskyldigheter.\n", ["c"]),
    ("Integritetspolicy\n\nHur länge\n\nDet som hör till bokföringen sparas den tid lagen kräver.\n", ["c"]),
    ("Privacy\n\nRetention\n\nWhat the accounting law asks for stays seven years.\n", ["c"]),
    ("Tietosuoja\n\nSäilytys\n\nTositteet säilytetään kirjanpitolain edellyttämän ajan.\n", ["c"]),
    ("Integritetspolicy\n\nBilder\n\nJag visar bilder av kunder som har givit ett skriftligt godkännande.\n", ["a"]),
    ("Tietosuoja\n\nTilastot\n\nLaskemme kävijöitä, jos hyväksyt sen. Suostumus tallennetaan selaimeesi.\n", ["a"]),
    ("Privacy\n\nComplaints\n\nYou may complain about us under the law of Malland.\n", []),
    ("Integritetspolicy\n\nDina rättigheter\n\nVi raderar allt, om vi inte är skyldiga att spara det enligt "
     "bokföringslag.\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "letters"), BASES)
def test_it_reads_a_basis_that_is_told_by_the_way(text, letters):
    """A right, and whose law it is, tell none."""
    assert register(read(text))["legal_bases"] == letters
