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
    ("Integritetspolicy\n\nBilder\n\nJag visar bara porträtt av dem som lämnat ett skriftligt godkännande.\n", ["a"]),
    ("Tietosuoja\n\nTilastot\n\nLaskemme kävijöitä, jos hyväksyt sen. Suostumus tallennetaan selaimeesi.\n", ["a"]),
    ("Privacy\n\nComplaints\n\nYou may complain about us under the law of Malland.\n", []),
    ("Integritetspolicy\n\nDina rättigheter\n\nVi raderar allt, om vi inte är skyldiga att spara det enligt "
     "bokföringslag.\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "letters"), BASES)
def test_it_reads_a_basis_that_is_told_by_the_way(text, letters):
    """A right, and whose law it is, tell none."""
    assert register(read(text))["legal_bases"] == letters


IN_SENTENCES = [
    (
        "fi",
        "Käsittelyn oikeusperuste on oikeutettu etumme sekä sopimus silloin, kun palveluun kirjaudutaan.",
        ["b", "f"],
    ),
    ("fi", "Laskutus: lakisääteinen velvoite.", ["c"]),
    ("fi", "Käsittely perustuu asiakassuhteeseen ja lainsäädännön vaatimuksiin.", ["b", "c"]),
    ("sv", "Skicka beställningen (avtal), bokföring (lagkrav), utskick (samtycke).", ["a", "b", "c"]),
    ("fi", "Käsittelyn peruste on palvelun toteuttaminen sinulle.", ["b"]),
    ("fi", "Uutiskirje lähetetään niille, joilta siihen on lupa, mihin olet antanut luvan.", ["a"]),
    ("sv", "Listan förs på grundval av vårt berättigade intresse.", ["f"]),
    ("sv", "Vi gör det med ditt samtycke eller efter en intresseavvägning.", ["f"]),
    ("sv", "Vi sparar dem för att uppfylla de krav som ställs i bokföringslagen.", ["c"]),
    ("en", "We hold it under contractual obligation, legitimate interest or legal obligation.", ["b", "c", "f"]),
    ("en", "We are required by law to keep invoices.", ["c"]),
    ("en", "Fulfilling your order is a contractual necessity.", ["b"]),
    ("en", "Keeping receipts (law), sending the newsletter (consent).", ["a", "c"]),
]


@pytest.mark.parametrize(("language", "said", "wanted"), IN_SENTENCES)
def test_a_sentence_claims_a_basis_by_itself(language: str, said: str, wanted: list[str]) -> None:
    heads = {"fi": "Käyttötarkoitus", "sv": "Ändamål", "en": "How we use it"}
    tops = {
        "fi": "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMallilan Verstas Oy",
        "sv": "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nMallby Verkstad AB",
        "en": "# Privacy notice\n\n## Who we are\n\nModel Workshop Ltd",
    }
    text = f"{tops[language]}\n\n## {heads[language]}\n\n{said}\n"
    assert register(read(text, "notice.md"))["legal_bases"] == wanted
