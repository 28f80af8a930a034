"""Rights, days and houses in the words of notices that were written in another language first."""

import pytest

from tests.reading.notice.reading import read, register

RIGHTS = [
    ("Privacy\n\nYour rights\n\nYou may demand disclosure of the data we store about you, and have it blocked.\n",
     {"access", "restriction"}),
    ("Privacy\n\nYour rights\n\nYou can receive your data in a common format.\n", {"portability"}),
    ("Privacy Statement\n\nRights of the data subject: information, correction, deletion, revocation of consent.\n",
     {"access", "rectification", "erasure", "withdraw_consent"}),
    ("Privacy\n\nNews\n\nYou can say no to our newsletter at any time. You may always take back your consent.\n",
     {"marketing_objection", "withdraw_consent"}),
    ("Privacy\n\nTrouble\n\nComplaints can be submitted to the Autoriteit Persoonsgegevens.\n", {"complaint"}),
    ("Integritetspolicy\n\nDina rättigheter\n\nUtdrag, rättelse, radering, flytt och klagomål hos IMY.\n",
     {"access", "rectification", "erasure", "portability", "complaint"}),
    ("Integritetspolicy\n\nUtskick\n\nDu kan säga upp nyhetsbrevet när du vill.\n", {"marketing_objection"}),
    ("Integritetspolicy\n\nFrågor\n\nÄr du missnöjd kan du höra av dig till Integritetsskyddsmyndigheten.\n",
     {"complaint"}),
    ("Tietosuojaseloste\n\nOikeutesi\n\nSaat pyynnöstä tiedon siitä, mitä sinusta on tallennettu.\n", {"access"}),
]  # fmt: skip
CONTROLLERS = [
    ("Privacy policy\n\nController: Malstad Rowing Club, registered with the Chamber of Commerce under no. 12345678.\n",
     "Malstad Rowing Club"),
    ("Integritetspolicy\n\nPersonuppgiftsansvarig: Mallby Roddklubb, med säte i Mallby och egna stadgar sedan 1950.\n",
     "Mallby Roddklubb"),
    ("Privacy notice\n\nWho we are\n\nMalby Pottery is a trading name of Ella Malby. We keep little about you.\n",
     "Ella Malby"),
    ("Privacy\n\nData controller\n\nThe following personal data may be processed:\n\n- Full Name.\n- E-mail address.\n",
     None),
]  # fmt: skip
BASES = [
    ("Privacy\n\nLegal basis\n\nThe legal basis for the meter readings is Article 6 (1) letter F GDPR.\n", ["f"]),
    ("Integritetspolicy\n\nRättslig grund\n\nGrunden är artikel 6.1 bokstav b i dataskyddsförordningen.\n", ["b"]),
    ("Privacy\n\nLegal basis\n\nWe ask for your consent unless another substantial public interest applies.\n", ["a"]),
]


@pytest.mark.parametrize(("text", "rights"), RIGHTS)
def test_it_reads_rights(text, rights):
    """Each right once, in whatever words."""
    assert set(register(read(text))["rights"]) == rights


@pytest.mark.parametrize(("text", "name"), CONTROLLERS)
def test_it_reads_who_answers(text, name):
    """The name before what says where the house is, and no name of a datum."""
    assert read(text)["controller"]["name"] == name


@pytest.mark.parametrize(("text", "bases"), BASES)
def test_it_reads_the_letter_of_an_article(text, bases):
    """The letter of a basis may be called so."""
    assert register(read(text))["legal_bases"] == bases


def test_it_reads_a_day_with_hyphens():
    """The day first, as the Dutch and the Danes write it."""
    assert read("Privacy\n\nWe keep little about you.\n\nVersion 3, 12-05-2024\n")["updated"] == "2024-05-12"
