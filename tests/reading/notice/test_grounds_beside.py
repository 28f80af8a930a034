"""Legal bases by need, by label and by a law's number; rights, times and transfers that pages tell in passing."""

import pytest

from tests.reading.notice.reading import read, register

FI, SV, EN = (
    "Tietosuojaseloste\n\nRekisterinpitäjä\n\nMalli Oy\n\n",
    "Integritetspolicy\n\nPersonuppgiftsansvarig\n\nModell AB\n\n",
    "Privacy notice\n\nData controller\n\nModel Ltd\n\n",
)
BASES = [
    (EN + "Notes\n\n- Hiring out boats via forms (contract/pre-contract).\n- Counting visits (consent).\n", ["a", "b"]),
    (SV + "Varför behandlar vi uppgifter?\n\n- Avtalsuppfyllelse: för att hyra ut\n- Kontakt: för att svara\n"
     "- Räkning: för att bli bättre\n- Rättslig skyldighet: för bokföring\n", ["b", "c"]),
    (FI + "Käyttötarkoitus\n\n- Vuokraus (sopimus)\n- Lakisääteisten velvoitteiden täyttäminen\n", ["b", "c"]),
    (FI + "Kirje\n\nKirjettä lähetämme vain, jos olet antanut siihen suostumuksen.\n", ["a"]),
    (FI + "Kuvat\n\nKuvan luovutamme lehdelle vain, jos olet antanut siihen suostumuksen.\n", []),
    (FI + "Jäsenet\n\nTietojen käsittely perustuu lakiin, sopimukseen tai suostumukseen.\n", ["a", "b", "c"]),
    (FI + "Oikeudet\n\nTietojen käsittely perustuu annettuun suostumukseen ja jäsenellä on oikeus milloin "
     "tahansa perua antamansa suostumus.\n", ["a"]),
    (FI + "Jäsenet\n\nLuettelon pitämisen perusteena on yhdistyslaki.\n", ["c"]),
    (SV + "Syfte\n\nVi använder uppgifterna för att:\n\n- hyra ut och uppfylla avtalsförpliktelser\n- uppfylla "
     "lagstadgade krav\n", ["b", "c"]),
    (SV + "Brev\n\nBrevet kommer endast om du har lämnat ditt samtycke.\n", ["a"]),
    (SV + "Allmänt\n\nSamtycke till denna behandling kan när som helst återkallas.\n", ["a"]),
    (EN + "Letter\n\nWe write only if you have given your consent.\n", ["a"]),
    (EN + "Letter\n\nWe share your address only if you have given your consent.\n", []),
    (EN + "How we use data\n\n- To let boats\n- To comply with our legal obligations\n", ["c"]),
    (SV + "Varför\n\nBokföringslagen kräver att kvitton ligger kvar i bodens pärm.\n", ["c"]),
    (SV + "Varför\n\nVi stödjer behandlingen på ditt samtycke när du kliver ombord.\n", ["a"]),
    (EN + "Notes\n\nHanding in the sheet is your consent to us keeping it.\n", ["a"]),
    (EN + "Why\n\nWe process it to fulfil our contract with you and to comply with bookkeeping law.\n", ["b", "c"]),
    (FI + "Rekisteri\n\nKäsittely on välttämätöntä sopimuksen täyttämiseksi, ja osin se on tarpeen lakisääteisten "
     "velvoitteiden noudattamiseksi.\n", ["b", "c"]),
    (FI + "Rekisteri\n\nPöytiä varataan vieraan kanssa tehtyyn sopimukseen perustuen. Käsittely voi perustua myös "
     "talon oikeutettuun etuun.\n", ["b", "f"]),
    (FI + "Rekisteri\n\nKäsittelyn edellytyksenä on suostumus taikka lainsäädännöstä seuraavan velvollisuuden "
     "hoitaminen.\n", ["a", "c"]),
    (FI + "Tarkoitus ja oikeusperuste\n\nHoidon suunnittelu.\nOikeusperuste: Asetus kirjauksista (94/2022)\n", ["c"]),
    (FI + "Oikeusperuste\n\nTietosuoja-asetus (EU) 2016/679.\n", []),
    (FI + "Oikeusperuste\n\nSuostumus. Tiedot ovat salassa pidettäviä (laki hoidosta 85/1992).\n", ["a"]),
    (FI + "Oikeusperuste\n\nSuostumus.\n\nSäilytysaika: laskut säilytetään kirjanpitolain (1339/1997) ajan.\n", ["a"]),
    (FI + "Rekisteri\n\nKäsittely on tarpeen, ja tietoja säilytetään niin kauan kuin sopimus niitä vaatii.\n", []),
    (SV + "Register\n\nBehandlingen är nödvändig för rättsliga förpliktelser i facket, och den är nödvändig för vårt "
     "berättigade intresse av god kvalitet.\n", ["c", "f"]),
    (SV + "Laglig grund\n\nVägning av intressen: vi vill kunna svara dig.\n", ["f"]),
    (EN + "Notes\n\nWe have a legitimate interest in a tidy diary, since our work rests upon it.\n", ["f"]),
    (EN + "Sheets\n\nWhen you hand in the sheet you give consent for us to store it.\n", ["a"]),
    (FI + "Peruste\n\nKäsittely voi perustua sopimukseen tai talon oikeutettuun etuun silloin, kun vieras varaa.\n",
     ["b", "f"]),
    (FI + "Käsittelyn peruste\n\nSe perustuu:\n\n- sopimukseen silloin, kun varaat\n- suostumukseen silloin, kun "
     "annoit sen\n", ["a", "b"]),
    (FI + "Laskut\n\nLaskut jäävät talteen, koska kirjanpitolaki vaatii sitä.\n", ["c"]),
    (FI + "Kuvat\n\nKuvia näytetään vain luvallasi.\n", ["a"]),
    (SV + "Annonser\n\nI de fall annonser mäts grundas behandlingen på ditt samtycke.\n", ["a"]),
    (SV + "Ändamål\n\n- För att fullgöra avtalet med dig\n- För att svara\n", ["b"]),
    (SV + "Kakor\n\nÄndrar vi det ber vi om ditt samtycke.\n", []),
    (EN + "Legal basis\n\nIt is our legitimate interest in a full hall and, where you book, the contract.\n",
     ["b", "f"]),
    (EN + "Books\n\nWe store bills because the accounting law tells us to.\n", ["c"]),
    (EN + "Books\n\nReceipts stay because we have to by law.\n", ["c"]),
    (EN + "Films\n\nFilms are shown only after your consent.\n", ["a"]),
    (EN + "News\n\nWith your consent, we mail you a leaflet.\n", ["a"]),
    (EN + "Form\n\nIf you fill in the form, you give us your consent to answer.\n", ["a"]),
    (EN + "Guests\n\nIf you stay, we process the slip in order to fulfil contracts with you, or to pursue our "
     "legitimate interests.\n", ["b", "f"]),
    (EN + "Later\n\nShould we change this, we will ask for your consent.\n", []),
    (EN + "Purpose and legal basis\n\nConsent. Slips go after a year, unless statutory obligations apply.\n", ["a"]),
    (EN + "Basis\n\nGDPR 6(1)(f)\n", ["f"]),
    (EN + "Lawful bases\n\n- Legal obligation: where we keep books.\n- Consent: where you tick a box.\n", ["a", "c"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), BASES)
def test_it_reads_a_basis_by_need_label_and_number(text, wanted) -> None:
    assert register(read(text))["legal_bases"] == wanted


RIGHTS = [
    (FI + "Rekisteri\n\nTämä seloste kertoo, mitä tietoja keräämme ja mitä oikeuksia sinulla on.\n", []),
    (FI + "Rekisteri\n\nRekisteri on laskutuslista, josta voi tarkistaa maksujen suorituksia.\n", []),
    (FI + "Tietojen tarkastus ja oikaisu\n\nPyyntö lähetetään sihteerille.\n", ["access", "rectification"]),
    (SV + "Hur gör ni om någon vill få bort sina uppgifter?\n\nVi raderar dem inom en vecka.\n", ["erasure"]),
    (EN + "Rights\n\nThe client may check the data.\n", ["access"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), RIGHTS)
def test_it_reads_rights_and_not_what_the_notice_is_about(text, wanted) -> None:
    assert register(read(text))["rights"] == wanted


KEPT = [
    (FI + "Rekisteri\n\nSeurasta eronneet poistetaan rekisteristä.\n", "Seurasta eronneet poistetaan rekisteristä."),
    (FI + "Rekisteri\n\nMikäli jäsen ei ole maksanut maksuaan, hänen tietonsa poistetaan.\n",
     "Mikäli jäsen ei ole maksanut maksuaan, hänen tietonsa poistetaan."),
    (SV + "Hur länge sparar vi uppgifterna?\n\n24 mån från betalningen. Därefter tar kassören bort dem.\n",
     "24 mån från betalningen. Därefter tar kassören bort dem."),
    ("Integritetspolicy\n\nVi lånar ut båtar. Radering av uppgifter sker senast efter 10 år.\n",
     "Radering av uppgifter sker senast efter 10 år."),
    (SV + "Brister\n\nSparar data längre än nödvändigt\n", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), KEPT)
def test_it_reads_when_data_goes(text, wanted) -> None:
    assert register(read(text))["retention"] == wanted


ABROAD = [
    (FI + "Siirto EU:n ulkopuolelle\n\nTietoja annetaan EU:n ulkopuolelle siellä asuville jäsenille.\n", True),
    (SV + "Register\n\nUppgifterna utlämnas inte till någon (eller till land utanför EU).\n", False),
]


@pytest.mark.parametrize(("text", "wanted"), ABROAD)
def test_it_reads_what_is_handed_abroad(text, wanted) -> None:
    assert register(read(text))["transfers_outside_eea"] is wanted


MORE_RIGHTS = [
    (FI + "Rekisteri\n\nTiedot ovat läpinäkyviä: pääset käsiksi tietoihisi milloin tahansa.\n", ["access"]),
    (FI + "Oikeutesi\n\nVoit kieltää meitä lähettämästä mainoksia.\n", ["marketing_objection"]),
    (SV + "Dina rättigheter\n\nDu kan begära att journalen förstörs.\n", ["erasure"]),
    (SV + "Brev\n\nDet bygger på samtycke, som du kan dra tillbaka via länken.\n", ["withdraw_consent"]),
    (SV + "Rättigheter\n\nDu kan få dina uppgifter överförda.\n", ["portability"]),
    (EN + "Rights\n\nYou can request an extract from the register, ask for errors to be put right or that use of it be "
     "limited. Turn to the data protection authority.\n", ["access", "rectification", "restriction", "complaint"]),
    (EN + "What you can do\n\nLook at it, have it wiped, say no to the rest.\n", ["access", "erasure"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), MORE_RIGHTS)
def test_it_reads_rights_in_yet_other_words(text, wanted) -> None:
    assert register(read(text))["rights"] == wanted


def test_it_reads_reasons_below_what_leads_to_them() -> None:
    said = "Det finns tre skäl till att vi sparar uppgifter:\n\n• Avtal – för jobbet.\n• Lag – bokföringslagen.\n"
    assert register(read(SV + "Om uppgifter\n\n" + said))["legal_bases"] == ["b", "c"]


MORE_KEPT = [
    (EN + "Storage period\n\nWe erase data as soon as the purpose ceases to apply.\n",
     "We erase data as soon as the purpose ceases to apply."),
    (SV + "Brev\n\nOm du slutar läsa dem raderas adressen direkt.\n", None),
    ("Integritetspolicy\n\nVi skriver brev. Då raderas din adress direkt.\n", "Då raderas din adress direkt."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), MORE_KEPT)
def test_it_reads_what_goes_at_once(text, wanted) -> None:
    assert register(read(text))["retention"] == wanted


MORE_ABROAD = [
    (SV + "System\n\nSystemleverantören finns i Kanada.\n", True),
    (SV + "System\n\nAlla uppgifter ligger på servrar inom EU.\n", False),
    (EN + "Third countries\n\nA transfer to third countries does not take place.\n", False),
    (FI + "Siirrot\n\nSiirtoja kolmansiin maihin ei tapahdu.\n", False),
]


@pytest.mark.parametrize(("text", "wanted"), MORE_ABROAD)
def test_it_reads_where_suppliers_are(text, wanted) -> None:
    assert register(read(text))["transfers_outside_eea"] is wanted


STILL_MORE_BASES = [
    (SV + "Register\n\nVi hanterar endast bilder om du har samtyckt, eller om avtal kräver det.\n", ["a", "b"]),
    (SV + "Register\n\nVi delar endast uppgifter om du har samtyckt till det.\n", []),
    (FI + "Rekisteri\n\nKäsittelemme tietoja vain, jos olet antanut suostumuksesi.\n", ["a"]),
    (EN + "Register\n\nWe only use your data if you have given consent.\n", ["a"]),
    (SV + "## Behandlas uppgifter med stöd av en intresseavvägning?\n\nNej.\n", []),
    (EN + "## The legal basis depends on how we got it:\n\n## Legitimate Interest.\n\nYou buy from us.\n\n"
     "## Your Consent.\n\nIt lasts.\n", ["a", "f"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), STILL_MORE_BASES)
def test_it_reads_what_processing_waits_for(text, wanted) -> None:
    assert register(read(text, "notice.md"))["legal_bases"] == wanted


LAST = [
    (FI + "## Kuvat\n\nKuvat tallennetaan pysyvästi. Kun lasku on maksettu, tiedot muutetaan anonyymeiksi.\n",
     "Kuvat tallennetaan pysyvästi. Kun lasku on maksettu, tiedot muutetaan anonyymeiksi."),
    (SV + "## Koder\n\nPortkoder tas bort samma dag.\n", "Portkoder tas bort samma dag."),
    (EN + "## Shop\n\nIf you do not order from us for two years we will remove it.\n",
     "If you do not order from us for two years we will remove it."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), LAST)
def test_it_reads_when_nothing_is_left_to_keep_for(text, wanted) -> None:
    assert register(read(text, "notice.md"))["retention"] == wanted


def test_it_reads_to_get_data_out_as_access() -> None:
    said = "## Kan jag få ut mina uppgifter?\n\nJa, kontakta oss. Vi rättar också det som är fel.\n"
    assert register(read(SV + said, "notice.md"))["rights"] == ["access", "rectification"]


FROM_WHOLE_NOTICES = [
    (SV + "## Dina rättigheter\n\nDu får begära ut, rätta och radera det som rör dig.\n",
     ["access", "rectification", "erasure"]),
    (EN + "## Your rights\n\nYou may ask us to stop processing your data, and withdraw your permission.\n",
     ["objection", "withdraw_consent"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), FROM_WHOLE_NOTICES)
def test_it_reads_rights_in_the_words_of_whole_notices(text, wanted) -> None:
    assert register(read(text, "notice.md"))["rights"] == wanted


def test_it_reads_no_basis_in_an_aside_that_takes_back() -> None:
    said = "We do not use data where your interests weigh more (unless the law requires it).\n"
    assert register(read(EN + "## Legitimate interest\n\n" + said, "notice.md"))["legal_bases"] == ["f"]


def test_it_reads_no_right_in_what_the_controller_may_do() -> None:
    assert register(read(FI + "## Muutokset\n\nPidätämme oikeuden muuttaa selostetta.\n", "notice.md"))["rights"] == []


AT_LAST = [
    (EN + "## Booking\n\nIt is for your stay (contract), taxes (legal obligation) and our guests (see below).\n",
     {"legal_bases": ["b", "c"]}),
    (EN + "## Tell me\n\nWe do this because we have a contract.\n", {"legal_bases": ["b"]}),
    (EN + "## Your rights\n\nYou may obtain a copy. You may not have notes erased.\n", {"rights": ["access"]}),
    (EN + "## Your choices\n\nAsk us to see or correct it, or if you no longer consent.\n\nWe do not send it abroad.\n",
     {"rights": ["access", "rectification", "withdraw_consent"], "transfers_outside_eea": False}),
    (EN + "## Notes\n\nThe software keeps a backup in Canada.\n", {"transfers_outside_eea": True}),
    (SV + "## Vad kan jag göra?\n\nBe att få läsa eller ta bort. Klaga hos myndigheten.\n",
     {"rights": ["access", "erasure", "complaint"]}),
    (SV + "## Vem?\n\nInget lämnar Sverige.\n", {"transfers_outside_eea": False}),
    (FI + "## Kortisto\n\nJos haluat tietää, mitä kortissa on, tai haluat meidän poistavan sen, soita.\n",
     {"rights": ["access"]}),
    (FI + "## Säilytysaika\n\nNoudatamme säilyttämisessä lainsäädäntöä.\n",
     {"retention": "Noudatamme säilyttämisessä lainsäädäntöä."}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), AT_LAST)
def test_it_reads_what_short_notices_say_in_passing(text, wanted) -> None:
    said = register(read(text, "notice.md"))
    assert {field: said[field] for field in wanted} == wanted
