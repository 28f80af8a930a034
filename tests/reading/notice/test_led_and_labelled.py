"""Lists whose lead or labels say what they are, tables of one telling column, and times in more words."""

import pytest

from tests.reading.notice.reading import read, register

FI, SV, EN = (
    "# Tietosuojaseloste\n\n## Rekisterinpitäjä\n\nMalli Oy\n\n",
    "# Integritetspolicy\n\n## Personuppgiftsansvarig\n\nModell AB\n\n",
    "# Privacy notice\n\n## Data controller\n\nModel Ltd\n\n",
)
BASES = [
    (EN + "## More\n\nThe processing takes place on the basis of:\n\n- Your consent\n- A legal obligation\n",
     ["a", "c"]),
    (EN + "## More\n\nWe talk about:\n\n- Your consent\n- Legal obligations\n", []),
    (SV + "## Varför vi behandlar uppgifterna\n\n- Fullgörande av avtal: för leveransen.\n- Samtycke: för brev.\n"
     "- Berättigat intresse: säkerhet.\n", ["a", "b", "f"]),
    (SV + "## Varför vi behandlar uppgifterna\n\n- Avtal: vi skriver dem.\n- Möten: vi ordnar dem.\n- Resor: vi går.\n",
     []),
    (SV + "## Varför och med vilket stöd\n\n- Svara dig – vårt berättigade intresse.\n"
     "- Skriva till dig – det godkännande du lämnar.\n", ["a", "f"]),
    (SV + "## Annat\n\n| Behandling | Laglig grund | Kommentar |\n|---|---|---|\n| Konton | Avtal | Ja |\n"
     "| Fakturor | Rättslig förpliktelse | Ja |\n", ["b", "c"]),
    (EN + "## Legal basis\n\nWe rely on consent, which signifies agreement to the processing of data.\n", ["a"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), BASES)
def test_it_reads_bases_below_their_lead_and_before_their_purpose(text, wanted) -> None:
    assert register(read(text, "notice.md"))["legal_bases"] == wanted


RIGHTS = [
    (EN + "## How we use your data\n\nFor orders.\n\nYou have the right to:\n\n- Have data corrected\n"
     "- Restrict the processing\n\nWe delete spam.\n",
     ["rectification", "restriction"]),
    (EN + "## Rights\n\n- Prevent processing for direct marketing.\n\nYou can contact the Information Commissioner.\n",
     ["marketing_objection", "complaint"]),
    (FI + "## Oikeutesi\n\nMeillä ei ole hallussamme tietoja, joita voisi pyytää nähtäväksi tai poistettavaksi.\n", []),
    (SV + "## Brev\n\nSamtycke gäller brev och går alltid att återkalla.\n", ["withdraw_consent"]),
    (EN + "## Terms\n\nWe may change, modify or update the service at any time.\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), RIGHTS)
def test_it_reads_rights_below_their_lead(text, wanted) -> None:
    assert register(read(text, "notice.md"))["rights"] == wanted


KEPT = [
    (SV + "## Tider\n\n| Datatyp | Lagringstid | Kommentar |\n|---|---|---|\n| Konton | Avtalstid | Ja |\n"
     "| Fakturor | 7 år | Lag |\n", "Fakturor: 7 år"),
    (SV + "## Lagring av data\n\nData kan lagras:\n\n- Lokalt på din enhet\n- I molnet\n", None),
    (SV + "## Konton\n\nKonton som är tysta i mer än ett år raderas.\n",
     "Konton som är tysta i mer än ett år raderas."),
    (SV + "## Loggar\n\nSparas i 90 dagar för statistik.\n", "Sparas i 90 dagar för statistik."),
    (FI + "## Lokit\n\nNe poistetaan 1.4.2022 mennessä.\n", "Ne poistetaan 1.4.2022 mennessä."),
    (FI + "## Jäsenet\n\nTiedot poistetaan viimeistään vuoden päästä eroamisesta.\n",
     "Tiedot poistetaan viimeistään vuoden päästä eroamisesta."),
    (FI + "## Säilytysajat\n\n- Kortit: voimassaoloaika.\n- Kuvat: 2 vuotta.\n- Laskut: 6 vuotta.\n",
     "Kortit: voimassaoloaika. - Kuvat: 2 vuotta. - Laskut: 6 vuotta."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), KEPT)
def test_it_reads_times_in_more_words(text, wanted) -> None:
    assert register(read(text, "notice.md"))["retention"] == wanted


def test_servers_within_the_union_are_no_transfer() -> None:
    said = read(FI + "## Tiedon keruu\n\nTieto sijaitsee ainoastaan EU:n sisäisissä palvelimissa.\n", "notice.md")

    assert register(said)["transfers_outside_eea"] is False


NO_BASES = [
    FI + "## Vastaanottajat\n\n- Viranomaisten lakisääteisten pyyntöjen perusteella\n",
    FI + "## Pakollisuus\n\nOnko tietojen antaminen sopimukseen perustuva tai sen tekemisen edellyttämä vaatimus?\n",
    SV + "## Krav\n\nAtt lämna dem är ett lagstadgat eller avtalsenligt krav på grund av något.\n",
    EN + "## Duties\n\nGiving data is a statutory or contractual requirement based on nothing.\n",
]


@pytest.mark.parametrize("text", NO_BASES)
def test_it_takes_no_request_and_no_duty_to_give_for_a_basis(text) -> None:
    assert register(read(text, "notice.md"))["legal_bases"] == []


NO_RIGHTS = [
    FI + "## Banneri\n\nVoit hyväksyä markkinointievästeet tai kieltäytyä niistä.\n",
    SV + "## Dina rättigheter\n\nSom medlem har du rätt att få information om hur hamnen sköts.\n",
    EN + "## Your rights\n\nThe operator holds no data that could be requested for review or deletion.\n",
]


@pytest.mark.parametrize("text", NO_RIGHTS)
def test_it_takes_no_cookies_and_no_plain_telling_for_a_right(text) -> None:
    assert register(read(text, "notice.md"))["rights"] == []


PLACES = [
    (SV + "## Biträden\n\nUppgifterna behandlas endast på servrar inom gränsen mellan EU och EES.\n", False),
    (SV + "## Lagring\n\nUppgifter lagras inom EU/EES hos ett moln och behandlas inte längre än nödvändigt.\n", False),
    (SV + "## Lagring\n\nUppgifter lagras inte inom EU/EES.\n", None),
    (SV + "## Tjänster\n\nVissa leverantörer kan behandla data utanför EU/EES.\n", True),
]


@pytest.mark.parametrize(("text", "wanted"), PLACES)
def test_it_reads_where_data_lies_and_goes(text, wanted) -> None:
    assert register(read(text, "notice.md"))["transfers_outside_eea"] is wanted


STAYS = [
    (SV + "## Enheten\n\nData finns kvar tills du raderar appen.\n", "Data finns kvar tills du raderar appen."),
    (SV + "## Vi lovar\n\nBehandla dem endast så länge det behövs.\n", "Behandla dem endast så länge det behövs."),
]


@pytest.mark.parametrize(("text", "wanted"), STAYS)
def test_it_reads_what_stays_until_when(text, wanted) -> None:
    assert register(read(text, "notice.md"))["retention"] == wanted
