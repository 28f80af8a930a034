"""No house as whom to ask, the day of a notice, and rights as they are told in passing."""

import pytest

from tests.reading.notice.reading import read, register

HEAD = {
    "fi": "Tietosuojaseloste\n\nRekisterinpitäjä\nMalliverstas Oy\n\n",
    "sv": "Integritetspolicy\n\nPersonuppgiftsansvarig\nMallverkstan AB\n\n",
    "en": "Privacy Policy\n\nData Controller\nMallow Works Ltd\n\n",
}
HOUSES = [
    ("sv", "Kontakt\n\nOm du har frågor, kontakta oss på:\n\nMallverkstan AB\nE-post: hej@example.org\n"),
    ("sv", "Kontakt\n\nDu är välkommen att vända dig till oss via e-post eller brev:\n\nMallköpings Drift AB\n"
     "Mallgatan 3\n753 20 Uppsala\n"),
    ("sv", "Kontakt och klagomål\n\nMallverkstan AB, hej@example.org.\n"),
    ("en", "Contact us\n\nIf anything puzzles you, please contact us:\n\nMallow Works Ltd"
     "\n\n- Email: hi@example.org\n"),
    ("en", "Contact\n\nTo exercise your rights, write to us at:\n\nThe Data Controller, Mallow Works Ltd, 3"
     " Mall Street\n\n"
     "Email: hi@example.org\n"),
    ("fi", "Yhteydenotot\n\nJos sinulla on kysyttävää, ota yhteyttä:\n\nMalliverstas Oy\n"
     "Sähköposti: moi@example.org\n"),
    ("fi", "Yhteystiedot\n\nRekisterinpitäjän yhteystiedot ovat:\n\nMalliverstas Oy"
     "\nSähköposti: moi@example.org\n"),
    ("sv", "Klagomål\n\nKlagomål kan du lämna till tillsynsmyndigheten, skriv till:\n\nMallmyndighetens Brev AB\n"
     "Box 1\n104 20 Stockholm\n"),
    ("en", "Contact\n\nPlease contact us at:\n\nhi@example.org\n"),
]  # fmt: skip
DAYS = [
    ("notice.md", "---\ntitle: Privacy\nlastmod: 2024-05-06\n---\n\n# Privacy\n\nWe keep little.\n", "2024-05-06"),
    ("notice.md", "---\nlast_modified_at: '2023-10-08T16:50:48Z'\n---\n\nWe keep little.\n", "2023-10-08"),
    ("notice.md", '---\nupdated: "Last updated: May 7, 2025"\n---\n\nWe keep little.\n', "2025-05-07"),
    ("notice.md", "---\ndate: 2019-03-31\n---\n\nWe keep little.\n", "2019-03-31"),
    ("notice.txt", "Tietosuojaseloste\n\nVersio 2 Julkaistu 1.3.2026 Seuraava tarkistus 03/2027\n", "2026-03-01"),
    ("notice.txt", "Integritetspolicy\n\nUppdaterad 2025-01-02, nästa översyn 2027-01-02\n", "2025-01-02"),
    ("notice.txt", "Privacy\n\nThis policy has been drawn up under the Malland Law of 12/21/2018.\n", None),
    ("notice.txt", "Privacy\n\nWe keep little about you.\n\nMallborough 10.01.2023\n", "2023-01-10"),
    ("notice.txt", "Integritetspolicy\n\nVi sparar lite om dig.\n\nMallby den 4 maj 2024\n", "2024-05-04"),
]  # fmt: skip
HAS = [
    ("Privacy\n\nYour rights\n\nA guest has the right to obtain information about data the inn holds."
     "\n", "access"),
    ("Privacy\n\nYour rights\n\n- Right to information (Art. 15 GDPR)\n- Right to object\n", "access"),
    ("Privacy\n\nYour rights\n\nYou may:\n\n- Ask what personal information the school holds\n"
     "- Ask us to correct it\n", "access"),
    ("Privacy\n\nRetention and rights\n\nSingers may request information, correction or deletion there.\n", "access"),
    ("Integritetspolicy\n\nDina rättigheter\n\nDu kan fråga oss vilka uppgifter vi har.\n", "access"),
    ("Tietosuoja\n\nRekisteröidyn oikeudet\n\nSinulla on tiedonsaantioikeus.\n", "access"),
    ("Integritetspolicy\n\nDina rättigheter\n\n- Få tillgång till dina uppgifter (art. 15 & 20).\n", "portability"),
    ("Privacy\n\nYour rights\n\n- Right to object – to what rests on legitimate interest, or to direct marketing\n",
     "objection"),
    ("Integritetspolicy\n\nBilder\n\nDet sker bara med ditt samtycke, som du kan återkalla när du vill.\n",
     "withdraw_consent"),
    ("Privacy\n\nPictures\n\nWe show them with your consent only, which you can withdraw whenever you like.\n",
     "withdraw_consent"),
    ("Tietosuojaseloste\n\nKuvat\n\nJulkaisemme kuvan sinusta sivuillamme vain suostumuksellasi, jonka voit"
     " milloin tahansa perua.\n",
     "withdraw_consent"),
    ("Integritetspolicy\n\nDina rättigheter\n\nDu har rätt att dra in ett samtycke.\n", "withdraw_consent"),
    ("Privacy\n\nQuestions\n\nYou can file a complaint at the Malland Data Protection Agency.\n", "complaint"),
    ("Integritetspolicy\n\nFel\n\nDu kan anmäla detta till Integritetsskyddsmyndigheten.\n", "complaint"),
    ("Integritetspolicy\n\nUtskick\n\nVi skickar marknadsföring, som du kan välja bort i varje utskick.\n",
     "marketing_objection"),
    ("Integritetspolicy\n\nUtskick\n\nGästen har rätt att neka varje erbjudande från oss.\n", "marketing_objection"),
]  # fmt: skip
HAS_NOT = [
    ("Integritetspolicy\n\nBiträden\n\nDe leverantörer som får tillgång till dina uppgifter har ingen rätt till dem.\n",
     "access"),
    ("Integritetspolicy\n\nKlagomål\n\nDen som anser att uppgifter behandlas felaktigt kan klaga hos"
     " tillsynsmyndigheten.\n",
     "rectification"),
    ("Privacy\n\nComplaints\n\nIf you think your data are processed incorrectly, complain to the commissioner.\n",
     "rectification"),
    ("Tietosuoja\n\nOikeus valittaa\n\nJos tietojasi käsitellään virheellisesti, voit valittaa"
     " valvontaviranomaiselle.\n",
     "rectification"),
    ("Integritetspolicy\n\nAppen\n\nDu kan neka stegräknaren, och appen fungerar då i begränsat läge."
     "\n", "restriction"),
    ("Privacy\n\nNewsletter\n\nEach issue of the newsletter holds a note on how to unsubscribe from it.\n",
     "marketing_objection"),
]  # fmt: skip
BASES = [
    "Integritetspolicy\n\nRättslig grund\n\nVi stöder oss på avtal (ditt konto) och samtycke (hälsodata, begärs"
    " i appen "
    "och kan återkallas).\n",
    "Privacy\n\nLegal basis\n\nWe rely on contract (your account) and consent (health data, which is asked for"
    " in the app "
    "and can be withdrawn).\n",
    "Tietosuoja\n\nKäsittelyn peruste\n\nKäsittely perustuu sopimukseen (tili) ja suostumukseen (terveystiedot,"
    " kysytään "
    "ensin ja sen voi peruuttaa).\n",
]


@pytest.mark.parametrize(("language", "said"), HOUSES)
def test_no_house_is_a_contact_person(language, said):
    """Whom to ask is a person: that the house itself is asked says no more than who answers."""
    assert read(HEAD[language] + said)["contact"]["name"] is None


def test_the_house_keeps_its_mailbox_where_it_is_the_contact_too():
    """Who answers and whom to ask are one, so that both are reached there."""
    said = read(HEAD["sv"] + HOUSES[0][1])
    assert said["controller"]["email"] == "hej@example.org"


@pytest.mark.parametrize(("name", "text", "day"), DAYS)
def test_it_takes_the_day_on_which_a_notice_was_changed(name, text, day):
    """What a page says before its text counts; the day of a law, or of the next review, does not."""
    assert read(text, name)["updated"] == day


@pytest.mark.parametrize(("text", "right"), HAS)
def test_it_reads_a_right(text, right):
    """A right that is told in the words of everyday, or of another country's law."""
    assert right in register(read(text))["rights"]


@pytest.mark.parametrize(("text", "right"), HAS_NOT)
def test_it_reads_no_right_where_none_is_told(text, right):
    """Words that rights are made of, and that tell of something else."""
    assert right not in register(read(text))["rights"]


@pytest.mark.parametrize("text", BASES)
def test_a_consent_that_can_be_withdrawn_is_a_basis_still(text):
    """The clause that says so takes nothing from the basis."""
    assert register(read(text))["legal_bases"] == ["a", "b"]
