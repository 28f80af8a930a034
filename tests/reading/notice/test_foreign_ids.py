"""Business ids of other countries: by what they are called there, and with a right check digit alone."""

import pytest

from portal.reading.notice.fields.controller.foreign_ids import foreign_ids
from tests.reading.notice.reading import read

RIGHT = (
    ("VAT and tax code: 06106470872", "06106470872"),
    ("VAT no. 03021720903", "03021720903"),
    ("Codice fiscale 06106470872", "06106470872"),
    ("Tax ID: B58378431", "B58378431"),
    ("VAT number: 501964843", "501964843"),
    ("rek. 16978239", "16978239"),
    ("CoC 12345678", "12345678"),
    ("Tax number (NIP): 5260001246", "5260001246"),
    ("Paris Trade and Companies Register under number 732 829 320", "732 829 320"),
    ("a company registered in Scotland (SC123456)", "SC123456"),
    ("Org. no. NO 974 760 673 MVA", "NO 974 760 673"),
    ("CBE 0428.759.497", "0428.759.497"),
    ("ID No.: 25123891", "25123891"),
    ("CHE-100.155.212", "CHE-100.155.212"),
    ("Registrikood: 19722003", "19722003"),
    ("Reg. code 19722003", "19722003"),
    ("registry code 19722003", "19722003"),
    ("CVR-nr. 49 89 48 21", "49 89 48 21"),
    ("CVR: 49894821", "49894821"),
    ("Org.nr. 999 179 924 MVA", "999 179 924"),
    ("Organisasjonsnummer: 999179924", "999179924"),
    ("IČO: 27757447", "27757447"),
    ("IČ 277 57 447", "277 57 447"),
    ("OIB: 94148859452", "94148859452"),
    ("NIP 575-592-00-48", "575-592-00-48"),
    ("KRS 0000123456", "0000123456"),
    ("SIREN 810 561 670", "810 561 670"),
    ("RCS Lyon 810 561 670", "810 561 670"),
    ("P. IVA 99843180243", "99843180243"),
    ("KBO 1998.507.529", "1998.507.529"),
    ("NIPC 599212233", "599212233"),
    ("UID: CHE-239.390.279", "CHE-239.390.279"),
    ("KvK-nummer: 12345678", "12345678"),
    ("registered with the Chamber of Commerce under number 12345678", "12345678"),
    ("Company registration number: 09876543", "09876543"),
    ("registered in Scotland under company number SC123456", "SC123456"),
    ("Amtsgericht Kiel, HRB 12345", "12345"),
    ("USt-IdNr.: DE382239232", "DE382239232"),
    ("UID-Nr. ATU46800902", "ATU46800902"),
)


@pytest.mark.parametrize(("text", "number"), RIGHT)
def test_it_is_read_where_its_name_stands(text: str, number: str) -> None:
    line = f"Kivi & Sten, Main Street 1. {text}. Phone 12345."
    found = [one.text for one in foreign_ids(line, 0, len(line))]
    assert found == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Registrikood: 19722004",
        "CVR 49894822",
        "OIB: 94148859453",
        "USt-IdNr.: DE382239233",
        "Phone 49894821",
        "Invoice no. 12345678",
        "our company 12345678",
        "Order number 19722003",
        "IBAN DE89370400440532013000",
        "in 2018 and 2019",
    ],
)
def test_what_is_none_is_left(text: str) -> None:
    assert list(foreign_ids(text, 0, len(text))) == []


def test_a_notice_names_its_company_by_it() -> None:
    notice = read(
        "Privacy notice\n\n1. Controller\n\nVesikivi OÜ\nPärna 4, 10128 Tallinn\nRegistry code 19722003\n"
        "info@vesikivi.example\n\n2. Personal data\n\nWe collect names and e-mail addresses.\n"
    )
    assert notice["controller"]["business_id"] == "19722003"


def test_a_finnish_id_goes_before_anothers() -> None:
    notice = read(
        "Privacy notice\n\n1. Controller\n\nVesikivi Oy, business ID 2345678-0\n\n2. Recipients\n\nOur hosting is with "
        "Stenlund OÜ, registry code 19722003.\n"
    )
    assert notice["controller"]["business_id"] == "2345678-0"
