"""Names beside data that are nobody's who gets it, and the recipients that stand beside them."""

import pytest

from tests.reading.notice.beginnings import ADDRESSED as TOP
from tests.reading.notice.reading import read, register

ONLY = [
    ("en", "## Hosting\n\nThe site is hosted by Kuura Hosting GmbH, Harbour House, Quay Lane, Hamburg, Germany.\n",
     {"Kuura Hosting GmbH"}),
    ("en", "## Post\n\nI use the services of LUMI-POSTI GmbH, Uferweg 18, 20459 Hamburg, for postal mail.\n",
     {"LUMI-POSTI GmbH"}),
    ("en", "## Retention\n\nPayment records are kept for five years in accordance with Danish bookkeeping rules.\n",
     set()),
    ("en", "## Recipients\n\nData is stored by logistics service providers (LSPs). LSPs keep it until delivery.\n",
     set()),
    ("en", "## Recipients\n\nPost is delivered under the postal act (Postalv.), section 54, by the carrier.\n", set()),
    ("sv", "## Mottagare\n\nUppgifter lämnas till elektroniska tjänsteleverantörer (ETL) enligt lagen.\n", set()),
    ("fi", "## Vastaanottajat\n\nTietoja käsittelevät logistiikkapalveluntarjoajat (LPT) lain mukaan.\n", set()),
    ("en", "## Applications\n\nFor repairs we use a platform of our partner Kuura GmbH. You enter your data straight "
     "into Kuura's page.\n", {"Kuura GmbH"}),
    ("en", "## Roles\n\nWe are a processor when clients use our platform Lumipilot to manage personal data.\n", set()),
    ("sv", "## Roller\n\nVi är personuppgiftsbiträde när kunder använder vår plattform Lumipilot för uppgifter.\n",
     set()),
    ("fi", "## Roolit\n\nOlemme henkilötietojen käsittelijä, kun asiakkaat käyttävät alustaamme Lumipilotia.\n", set()),
    ("fi", "## Palvelin\n\nKeräämme tietoja, kun pelaat Louhinta -palvelimellamme. Louhinta -palvelimelta tulee se.\n",
     set()),
    ("en", "## Disclosure to third parties\n\n### 7.1 Extent and Description of Data Disclosure\n\nWe pass data on to "
     "others only to fulfil a contract.\n\n### 7.2 Purpose and Legal Basis\n\nThe basis is the contract.\n", set()),
    ("en", "## Payment\n\nYou can pay by Visa, Mastercard or American Express. Payments are processed by Stripe.\n",
     {"Stripe"}),
    ("sv", "## Betalning\n\nVi tar emot Visa och Mastercard. Betalningarna hanteras av Nets.\n", {"Nets"}),
    ("fi", "## Maksaminen\n\nMaksutapoina ovat Visa ja Mastercard. Maksut välittää Paytrail.\n", {"Paytrail"}),
    ("en", "## Hosting\n\nData is stored with Google Ireland Limited. A contract is in place (Google Cloud Data "
     "Processing Addendum).\n", {"Google Ireland Limited"}),
    ("en", "## Tools\n\nWe use ChatGPT by OpenAI to write texts. No personal data is entered into it.\n", set()),
    ("sv", "## Verktyg\n\nVi använder ChatGPT från OpenAI för texter. Inga personuppgifter matas in i det.\n", set()),
    ("fi", "## Työkalut\n\nKäytämme ChatGPT:tä (OpenAI) teksteihin. Siihen ei syötetä henkilötietoja.\n", set()),
    ("en", "## Sharing\n\n- Legal Obligations: when the law says so\n- Business Transfers: in a merger\n"
     "- Professional Advisers: lawyers\n", set()),
    ("en", "## Fonts\n\nWe use the font Open Sans and icons of Font Awesome, stored locally on our server.\n", set()),
    ("sv", "## Statistik\n\nVi använder Matomo, som körs på vår egen server.\n", set()),
    ("fi", "## Tilastot\n\nKäytämme Matomoa, joka toimii omalla palvelimellamme.\n", set()),
    ("en", "## Website\n\nThe site has the theme Astra. The logo was made in Canva.\n", set()),
    ("en", "## Recipients\n\n- Kuura Ltd., Harbour House, Quay Lane, Limerick\n- Lumi GmbH, Am Markt 5, 20095 Hamburg, "
     "Germany\n", {"Kuura Ltd.", "Lumi GmbH"}),
    ("en", "## Maps\n\nThis site uses Google Maps of Google Ireland Limited (“Google”), Heron Hall, Marsh Lane, "
     "Dublin 4. Your IP address is sent to it.\n", {"Google Ireland Limited"}),
    ("en", "## Counting\n\nWe refrain from tools like Google Analytics.\n", set()),
    ("sv", "## Räkning\n\nVi avstår från verktyg som Google Analytics.\n", set()),
    ("fi", "## Laskenta\n\nVältämme Google Analyticsin kaltaisia työkaluja.\n", set()),
    ("sv", "## Köp\n\nKöp hanteras av Apple genom App Store.\n", {"Apple"}),
    ("en", "## Purchases\n\nPayments are handled by Google Play Billing.\n", {"Google Play Billing"}),
    ("en", "## Ads\n\nWe show ads through Google AdSense; you can change that in Google Ads Settings.\n",
     {"Google AdSense"}),
    ("en", "## Captcha\n\nWe use Cloudflare Turnstile. On Apple devices it stores nothing.\n",
     {"Cloudflare Turnstile"}),
    ("fi", "## Suoja\n\nKäytämme suojatoimia, kuten Standard Contractual Clauses (SCCs).\n", set()),
    ("sv", "## Uppgifter\n\n- Hem-ID: för priserna, från nätet.\n", set()),
    ("fi", "## Kuka näkee tiedot?\n\nKirjanpitäjämme Kuura Oy näkee laskut.\n", {"Kuura Oy"}),
    ("en", "## Data\n\nThe host processes Meta, communication and process data on our behalf.\n",
     set()),
    ("sv", "## Formulär\n\nFör formuläret använder vi WordPress-tillägget Lumiform.\n", set()),
    ("en", "## Shop\n\nPurchases in the app are made with StoreKit.\n", set()),
]  # fmt: skip
STILL = [
    ("en", "## Hosting\n\nThe site is hosted by Kuura Hosting GmbH, Vercel and Netlify in Germany.\n",
     {"Kuura Hosting GmbH", "Vercel", "Netlify"}),
    ("en", "## Tools\n\nWe use Mailchimp for our newsletter. No personal data is entered into it without your "
     "consent.\n", {"Mailchimp"}),
    ("en", "## Recipients\n\nData is sent to Lumipost (LP) and Stripe.\n", {"Lumipost", "Stripe"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), ONLY)
def test_it_takes_no_name_that_gets_nothing(language, text, wanted) -> None:
    assert set(register(read(TOP[language] + text, "notice.md"))["recipients"]) == wanted


@pytest.mark.parametrize(("language", "text", "wanted"), STILL)
def test_it_still_reads_those_who_get_data(language, text, wanted) -> None:
    assert wanted <= set(register(read(TOP[language] + text, "notice.md"))["recipients"])


def test_whoever_holds_the_copyright_of_the_page_is_no_recipient() -> None:
    text = "# Tietosuojaseloste\n\nVerkkokauppa: Aune Kivelä\n\n## Tiedot\n\nNimi ja osoite.\n\n© 2025 Aune Kivelä\n"
    registers = read(text, "notice.md")["registers"]
    assert [name for one in registers for name in one["recipients"]] == []


def test_a_product_of_a_known_maker_is_one_name() -> None:
    said = read(TOP["en"] + "## Database\n\nThe data is stored in Firebase Firestore.\n", "notice.md")
    assert register(said)["recipients"] == ["Firebase Firestore"]
