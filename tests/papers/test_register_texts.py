"""Two notices as registers: every fact of each, none of its sentences, and what is assumed or unsaid says so."""

import os
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest

from portal import words
from portal.domain.errors import NotFound
from portal.domain.lifecycle import Capability, Right
from portal.domain.register import LegalBasis, Register, RetentionRule, Text
from portal.papers.register_texts import (
    access_information,
    access_rights,
    authority,
    notice,
    render_access_text,
    render_notice,
)
from portal.reading.toml import read_register, shipped_register, write_register

_ROOT = Path(__file__).resolve().parents[2]
_SHARED = Path(os.environ.get("PORTAL_SHARED") or _ROOT.parent / "shared")
_ORIGINAL = _SHARED / "notices" / "000_6cdaf26849ceb490.txt"
_ORIGINAL_OF_FIRM = _SHARED / "notices" / "004_73af59e549b0abb9.txt"
_CATEGORIES = ["name", "company", "phone", "email", "postal_address", "orders", "billing", "marketing_bans"]
_ASSUMED = {
    "fi": "Seloste ei kerro tätä, vaan portaali olettaa sen.",
    "sv": "Beskrivningen säger inte detta, utan portalen antar det.",
    "en": "The notice does not say this; the portal assumes it.",
}
_BY_LAW = {
    "fi": "Seloste ei mainitse tätä oikeutta, mutta se on sinulla lain nojalla.",
    "sv": "Beskrivningen nämner inte denna rätt, men du har den enligt lag.",
    "en": "The notice does not mention this right; you have it by law.",
}
# Finnish terms of the notice's facts, each with where the register says it in Finnish.
_FACTS = [
    ("asiakassuhteen hoit", "purposes"),
    ("viestintä", "purposes"),
    ("tiedottaminen", "purposes"),
    ("markkinointi", "purposes"),
    ("kohdennettu markkinointi", "purposes"),
    ("uutiskirje", "purposes"),
    ("sopimussuhde", "purposes"),
    ("lakisääteiset velvoitteet", "purposes"),
    ("kirjanpito", "purposes"),
    ("olennaista ja tarpeellista", "minimisation"),
    ("etu- ja sukunimi", "categories"),
    ("yritys", "categories"),
    ("puhelinnumero", "categories"),
    ("sähköpostiosoite", "categories"),
    ("postiosoite", "categories"),
    ("aikaisemmat tilaukset", "categories"),
    ("laskutus", "categories"),
    ("markkinointikiellot", "categories"),
    ("itse rekisteröinyt", "sources"),
    ("palvelujen käytön", "sources"),
    ("viestinnän ja asioinnin", "sources"),
    ("verkkolomakkeilla", "sources"),
    ("sähköposti", "sources"),
    ("puhelut", "sources"),
    ("sosiaalisen median palvelut", "sources"),
    ("tilaukset", "sources"),
    ("asiakastapaamiset", "sources"),
    ("muut tilanteet", "sources"),
    ("verkkosivut", "sources"),
    ("hakemistopalvelut", "sources"),
    ("muut yritykset", "sources"),
    ("organisaatioiden yhteyshenkilöt", "sources"),
    ("google", "recipients"),
    ("slack", "recipients"),
    ("mailchimp", "recipients"),
    ("palveluntarjoajat", "recipients"),
    ("yhteystietojen käsittely markkinointia", "recipients"),
    ("yhteistyökumppanit", "recipients"),
    ("telemarkkinointiyritys rekisterinpitäjän toimeksiannosta", "recipients"),
    ("kohdennettu markkinointikampanja", "recipients"),
    ("maksunvälityspalvelu", "recipients"),
    ("we jazz oy:n puolesta", "processors"),
    ("ulkopuolisia palveluntarjoajia", "processors"),
    ("valikoituja", "disclosures"),
    ("omistus pysyy rekisterinpitäjällä", "disclosures"),
    ("laajemmin kuin toimeksianto", "disclosures"),
    ("ei siirretä", "transfer"),
    ("euroopan talousalueen", "transfer"),
    ("niin kauan kuin", "retention"),
    ("laki määrää tai sallii", "retention"),
    ("huolellisesti", "security"),
    ("asianmukaisesti", "security"),
    ("palvelimilla", "security"),
    ("fyysisesti että digitaalisesti", "security"),
    ("käyttöoikeuksia", "security"),
    ("luottamuksellisesti", "security"),
    ("työntekijät", "security"),
    ("luottokortilla", "security"),
    ("ei itse säilytä korttitietoja", "security"),
    ("kirjallisesti yhteyshenkilölle", "rights"),
    ("rekisterinpitäjän luona", "rights"),
    ("milloin vain", "rights"),
    ("poistettavaksi", "rights"),
    ("korjattavaksi", "rights"),
    ("markkinointiviestit", "rights"),
    ("suoramainonta", "prohibitions"),
    ("etämyynti", "prohibitions"),
    ("muu suoramarkkinointi", "prohibitions"),
    ("mielipide- ja markkinatutkimus", "prohibitions"),
    ("kehittää", "changes"),
    ("lain muutos", "changes"),
    ("säännöllisesti", "changes"),
]


# The same of the consultancy's notice, whose Finnish and English text are both its own: (language, term, where).
_FACTS_OF_FIRM = [
    ("fi", "asiakassuhteiden hoitaminen ja hallinta", "purposes"),
    ("fi", "asiakasviestintä", "purposes"),
    ("fi", "yritysviestintä", "purposes"),
    ("fi", "markkinointi", "purposes"),
    ("fi", "asiakasprojektien", "purposes"),
    ("fi", "palvelujen hoitaminen", "purposes"),
    ("fi", "tiedottamista", "uses"),
    ("en", "customer projects and services", "purposes"),
    ("en", "corporate communication", "purposes"),
    ("fi", "sähköpostirekisteri", "parts"),
    ("fi", "asiakasrekisteri", "parts"),
    ("fi", "nimi", "categories"),
    ("fi", "edustettu yritys", "categories"),
    ("fi", "postiosoite", "categories"),
    ("fi", "puhelinnumero", "categories"),
    ("fi", "sähköpostiosoite", "categories"),
    ("fi", "yhteydenpito ja viestintä", "categories"),
    ("fi", "toimeksiantojen hoitaminen", "categories"),
    ("fi", "laskutus", "categories"),
    ("fi", "perintä", "categories"),
    ("fi", "asiakassuhdetta ylläpitävät toimet", "categories"),
    ("en", "orders", "categories"),
    ("en", "debt collection", "categories"),
    ("fi", "itse antamat", "sources"),
    ("fi", "ei yleensä anneta muille", "disclosures"),
    ("fi", "sähköpostijärjestelmä", "systems"),
    ("fi", "paikalliset työasemat", "systems"),
    ("fi", "tavanomaisilla", "security"),
    ("fi", "käyttäjätunnuksella ja salasanalla", "security"),
    ("fi", "rekisteristä vastaava", "security"),
    ("fi", "laskuttaja", "security"),
    ("fi", "laskutuksen ja perinnän tiedot", "security"),
    ("en", "standard", "security"),
    ("fi", "voit itse päättää", "rights"),
    ("fi", "poistetaan sähköpostirekisteristä", "rights"),
    ("en", "can be erased", "rights"),
    ("fi", "markkinointi sähköpostitse", "prohibitions"),
    ("fi", "yritysviestintä sähköpostitse", "prohibitions"),
    ("fi", "tiedotteet sähköpostitse", "prohibitions"),
]
_UNSAID = {
    "fi": "Oikeusperuste: seloste ei kerro sitä.",
    "sv": "Rättslig grund: beskrivningen säger inte.",
    "en": "Legal basis: the notice does not say.",
}


@pytest.fixture(scope="module")
def firm() -> Register:
    return shipped_register("thewind")


@pytest.fixture(scope="module")
def shop() -> Register:
    return shipped_register("digelius")


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def _texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        yield from _texts(tuple(value.values()))
    elif is_dataclass(value):
        yield from _texts(tuple(getattr(value, part.name) for part in fields(value)))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, dict):
        yield from _strings(tuple(value.values()))
    elif is_dataclass(value):
        yield from _strings(tuple(getattr(value, part.name) for part in fields(value)))


def _runs(text: str, length: int = 6) -> set[tuple[str, ...]]:
    said = re.findall(r"\w+", text.casefold())
    return {tuple(said[at : at + length]) for at in range(len(said) - length + 1)}


@pytest.mark.parametrize(("term", "where"), _FACTS)
def test_it_holds_each_fact_of_the_notice(shop: Register, term: str, where: str) -> None:
    assert term in " | ".join(text.fi for text in _texts(getattr(shop, where))).casefold()


def test_it_holds_the_controller_as_the_notice_does(shop: Register) -> None:
    controller = shop.controller
    assert controller.address == ("Digelius Music c/o", "We Jazz Oy", "Eurantie 8–10 LH 211", "00550 Helsinki")
    assert (controller.trade_name, controller.legal_name) == ("Digelius Music", "We Jazz Oy")
    assert controller.business_id == "2383558-8"
    assert (controller.contact.name, controller.contact.email) == ("Ami Vuorinen", "ami@wejazz.fi")
    assert shop.name.fi == "Digelius Musicin asiakas-, markkinointi- ja käyttäjärekisteri"
    assert shop.updated == "2023-11-17"


def test_it_has_the_eight_categories_by_their_stable_keys(shop: Register) -> None:
    assert [category.key for category in shop.categories] == _CATEGORIES
    assert all(category.uses for category in shop.categories)


def test_it_marks_a_basis_as_stated_only_where_the_notice_states_it(shop: Register) -> None:
    stated = {purpose.key: purpose.legal_basis for purpose in shop.purposes if not purpose.assumed}
    assert stated == {
        "orders": LegalBasis.CONTRACT,
        "customer_relationship": LegalBasis.LEGITIMATE_INTERESTS,
        "marketing": LegalBasis.LEGITIMATE_INTERESTS,
        "bookkeeping": LegalBasis.LEGAL_OBLIGATION,
    }
    assert [purpose.key for purpose in shop.purposes if purpose.purpose_assumed] == ["marketing_bans"]
    assert all(purpose.interest_assumed for purpose in shop.purposes if purpose.interest)
    assert all(purpose.interest for purpose in shop.purposes if purpose.legal_basis is LegalBasis.LEGITIMATE_INTERESTS)


def test_it_marks_every_use_and_retention_as_assumed_for_the_notice_is_silent(shop: Register) -> None:
    assert all(use.assumed and use.retention.assumed for category in shop.categories for use in category.uses)
    assert all(recipient.categories_assumed for recipient in shop.recipients)
    assert {one.key for one in shop.recipients if one.purpose_assumed} == {"google", "slack", "mailchimp"}
    assert all(system.assumed for system in shop.systems)


def test_it_keeps_billing_as_vouchers_and_prohibitions_as_long_as_there_is_marketing(shop: Register) -> None:
    billing = {use.purpose: use.retention.rule for use in shop.category("billing").uses}
    assert billing["bookkeeping"] is RetentionRule.BOOKKEEPING_VOUCHERS
    assert [use.retention.rule for use in shop.category("marketing_bans").uses] == [RetentionRule.CRITERION]


def test_it_tells_the_notices_own_promise_from_the_law(shop: Register) -> None:
    assert [(one.key, one.source) for one in shop.prohibitions] == [
        ("direct_advertising", "article_21_2"),
        ("distance_selling", "article_21_2"),
        ("other_direct_marketing", "article_21_2"),
        ("research", "notice"),
    ]


def test_it_asks_every_system_and_every_recipient_how(shop: Register) -> None:
    assert all(
        Right.ACCESS.value in system.rights and Capability.FIND.value in system.instructions for system in shop.systems
    )
    marketing = {system.key for system in shop.systems if Right.MARKETING.value in system.rights}
    assert marketing == {"customer_register", "mailchimp", "telemarketing", "marketing_partners"}
    assert marketing == {system.key for system in shop.systems if Capability.SUPPRESS.value in system.instructions}
    asked = {key for system in shop.systems for key in (system.recipient, *system.other_recipients)} - {""}
    assert asked == {recipient.key for recipient in shop.recipients}
    held = {key for system in shop.systems for key in system.categories}
    assert held == set(_CATEGORIES)


def test_it_says_everything_in_three_languages(shop: Register) -> None:
    for text in _texts(shop):
        assert all(text.in_language(language).strip() for language in words.LANGUAGES), text
        assert not re.search(r"[{}%]", text.fi + text.sv + text.en), text


def test_it_repeats_no_sentence_of_the_original_notice(shop: Register) -> None:
    if not _ORIGINAL.is_file():
        pytest.skip("the notice's text is neither under PORTAL_SHARED nor beside the checkout")
    original = _ORIGINAL.read_text(encoding="utf-8")
    proper_name = shop.name.fi
    repeated = [run for said in _strings(shop) if said != proper_name for run in _runs(said) & _runs(original)]
    assert repeated == []
    for fact in ("2383558-8", "Eurantie 8–10 LH 211", "00550 Helsinki", "Ami Vuorinen", "ami@wejazz.fi", "17.11.2023"):
        assert fact in original
    assert proper_name in original


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_it_renders_the_whole_notice(shop: Register, language: str) -> None:
    page = _plain(render_notice(shop, language))
    controller = shop.controller
    for said in (*controller.address, controller.business_id, controller.contact.name, controller.contact.email):
        assert said in page
    named = [one.name for part in (shop.categories, shop.recipients, shop.prohibitions) for one in part]
    for name in (*named, *(purpose.name for purpose in shop.purposes)):
        assert name.in_language(language) in page
    for text in (shop.retention, shop.security, shop.rights, shop.changes, shop.transfer.text, *shop.assumptions):
        assert text.in_language(language) in page
    for source in shop.sources:
        assert source.text.in_language(language) in page
    assert "2023" in page
    assert "tietosuoja.fi" in page


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_it_labels_what_is_assumed_and_only_that(shop: Register, language: str) -> None:
    page = _plain(render_notice(shop, language))
    purposes = sum((one.assumed or one.purpose_assumed) + one.interest_assumed for one in shop.purposes)
    recipients = sum(one.purpose_assumed + one.categories_assumed for one in shop.recipients)
    provision_and_automated = 2
    expected = purposes + len(shop.categories) + recipients + provision_and_automated
    assert page.count(_ASSUMED[language]) == expected
    assert page.count(_BY_LAW[language]) == 2
    assert shop.transfer.remark
    assert shop.transfer.remark.in_language(language) in page


def test_it_labels_a_single_assumed_line_when_the_notice_states_the_others(shop: Register) -> None:
    category = shop.category("name")
    stated = replace(category.uses[0], assumed=False, retention=replace(category.uses[0].retention, assumed=False))
    changed = replace(category, uses=(stated, *category.uses[1:]))
    said = notice(replace(shop, categories=(changed, *shop.categories[1:])), "en").categories[0]
    assert not said.assumed
    assert [line.assumed for line in said.kept] == [False, True, True, True, True, True, True]


def test_it_keeps_staffs_remarks_from_the_public(shop: Register) -> None:
    page = _plain(render_notice(shop, "en"))
    assert shop.remarks
    assert not any(remark.en in page for remark in shop.remarks)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_it_leaves_no_english_in_a_translated_notice(shop: Register, language: str) -> None:
    page = _plain(render_notice(shop, language))
    assert not re.search(r"\b(the|your|notice|which|data is)\b", page)


def test_it_escapes_what_a_register_says(shop: Register) -> None:
    evil = "<script>alert(1)</script>"
    told = replace(shop, security=Text(evil, evil, evil), controller=replace(shop.controller, trade_name=evil))
    assert "<script" not in render_notice(told, "fi")
    assert render_notice(told, "fi").count("&lt;script&gt;") == 2


def test_it_never_falls_into_another_language_in_silence(shop: Register) -> None:
    draft = read_register(write_register(replace(shop, security=Text("Suojattu.", "", "Protected."))))
    assert notice(draft, "sv").security == "(inte översatt ännu) Suojattu."


def test_it_tells_an_access_answer_what_concerns_the_person(shop: Register) -> None:
    told = access_information(shop, "fi", ["marketing_bans"])
    assert [category.key for category in told.categories] == ["marketing_bans"]
    assert [purpose.name for purpose in told.purposes] == ["Markkinointikieltojen noudattaminen"]
    assert told.purposes[0].assumed
    assert [recipient.name for recipient in told.recipients] == ["MailChimp"]
    assert not told.outside_eea
    assert "Euroopan talousalueen" in told.transfer.text
    assert "tarkistettava" in told.transfer.text
    assert told.automated.assumed
    assert told.authority.name == "Tietosuojavaltuutetun toimisto"


def test_it_names_recipients_and_says_which_have_no_name_yet(shop: Register) -> None:
    told = access_information(shop, "en", _CATEGORIES)
    assert [recipient.name for recipient in told.recipients if recipient.named] == ["Google", "Slack", "MailChimp"]
    assert len([recipient for recipient in told.recipients if not recipient.named]) == 4
    assert len(told.categories) == 8
    assert all(category.kept for category in told.categories)


def test_it_does_not_say_that_nobody_receives_data_where_the_register_is_silent(shop: Register) -> None:
    silent = replace(shop, recipients=(), disclosures=None, systems=())
    said = _plain(render_access_text(silent, "en"))
    assert "Who receives it Our register does not say. Ask ami@wejazz.fi." in said
    assert "Nobody outside our company" not in said
    prohibitions = access_information(shop, "en", ["marketing_bans"])
    assert prohibitions.recipients
    assert not prohibitions.recipients_unsaid


def test_it_passes_over_the_unsorted_and_refuses_an_unknown_category(shop: Register) -> None:
    assert access_information(shop, "en", ["unsorted"]).categories == ()
    assert access_information(shop, "en", []).recipients == ()
    with pytest.raises(KeyError):
        access_information(shop, "en", ["shoe_size"])


def test_it_tells_the_rights_of_article_15_1_e(shop: Register) -> None:
    keys = [right.key for right in access_rights(shop, "sv")]
    assert keys == ["rectification", "erasure", "restriction", "objection", "marketing"]


def test_it_knows_the_authority_of_each_country_in_the_european_economic_area() -> None:
    countries = [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
        "IS",
        "LI",
        "NO",
    ]
    for country in " ".join(countries).split():
        assert authority(country).complaint_link.en.startswith("http")
    assert authority("FI").name.sv == "Dataombudsmannens byrå"
    assert authority("FI").address.sv == "PB 800, 00531 Helsingfors"
    assert "Berlin" in authority("DE", "BE").name.en
    with pytest.raises(NotFound):
        authority("XX")


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_it_says_every_basis_and_role_in_the_readers_language(shop: Register, language: str) -> None:
    for basis in LegalBasis:
        told = replace(shop, purposes=tuple(replace(one, legal_basis=basis) for one in shop.purposes))
        assert "GDPR" not in notice(told, language).purposes[0].basis
        assert not re.search(r"\b(the|your)\b", _plain(render_notice(told, language)))
    roles = {one.kind for one in notice(shop, language).recipients}
    assert len(roles) == 3
    assert not any("our" in role.split() or "data" in role.split() for role in roles)


# ---- the consultancy: one notice for two registers, without bases, periods, a date or a business ID --------------


@pytest.mark.parametrize(("language", "term", "where"), _FACTS_OF_FIRM)
def test_it_holds_each_fact_of_the_consultancys_notice(firm: Register, language: str, term: str, where: str) -> None:
    assert term in " | ".join(text.in_language(language) for text in _texts(getattr(firm, where))).casefold()


def test_it_holds_the_consultancy_as_its_notice_does(firm: Register) -> None:
    controller = firm.controller
    assert (controller.legal_name, controller.address) == ("THEWIND Oy", ("Aittokalliontie 6", "40400 Jyväskylä"))
    assert controller.website == "www.thewind.fi"
    assert (controller.contact.name, controller.contact.email) == (
        "Tuuli Kirsikka Pirttiaho",
        "tuulikirsikka@thewind.fi",
    )
    assert firm.name.fi == "Yrityksen sähköpostirekisteri ja asiakasrekisteri"
    assert firm.name.en == "Company e-mail register and customer register"
    if _ORIGINAL_OF_FIRM.is_file():
        original = _ORIGINAL_OF_FIRM.read_text(encoding="utf-8")
        for fact in (
            controller.legal_name, *controller.address, controller.website, controller.contact.name,
            controller.contact.email, firm.name.fi, firm.name.en,
        ):  # fmt: skip
            assert fact in original


def test_it_repeats_no_sentence_of_the_consultancys_notice(firm: Register) -> None:
    if not _ORIGINAL_OF_FIRM.is_file():
        pytest.skip("the notice's text is neither under PORTAL_SHARED nor beside the checkout")
    original = _runs(_ORIGINAL_OF_FIRM.read_text(encoding="utf-8"))
    names = {firm.name.fi, firm.name.en}
    assert [run for said in _strings(firm) if said not in names for run in _runs(said) & original] == []


def test_it_puts_nothing_in_the_place_of_what_the_consultancy_does_not_say(firm: Register) -> None:
    assert {(purpose.legal_basis, purpose.assumed) for purpose in firm.purposes} == {(None, False)}
    kept = [use.retention for category in firm.categories for use in category.uses]
    assert {(one.rule, one.months, one.assumed) for one in kept} == {(RetentionRule.CRITERION, None, False)}
    assert (firm.updated, firm.controller.business_id) == ("", "")
    assert (firm.provision, firm.automated_decisions, firm.recipients) == (None, None, ())
    assert firm.stated_rights == ("erasure", "marketing")


def test_it_splits_the_notice_into_its_two_registers(firm: Register) -> None:
    mailing, customers = firm.parts
    assert mailing.systems == ("email_register",)
    assert "email_register" not in customers.systems
    assert {key for part in firm.parts for key in part.systems} == {system.key for system in firm.systems}
    assert {key for part in firm.parts for key in part.purposes} == {purpose.key for purpose in firm.purposes}
    assert {key for part in firm.parts for key in part.categories} == {category.key for category in firm.categories}


def test_it_lets_one_leave_the_email_register_alone(firm: Register) -> None:
    assert [(one.key, one.source) for one in firm.prohibitions] == [
        ("marketing_mail", "article_21_2"),
        ("communication_mail", "notice"),
        ("information_mail", "notice"),
    ]
    assert [system.key for system in firm.systems if Right.MARKETING.value in system.rights] == ["email_register"]


def test_it_gives_the_billing_person_a_system_of_their_own(firm: Register) -> None:
    assert {system.key: system.step_category for system in firm.systems if system.step_category} == {
        "billing_files": "billing"
    }
    assert firm.system("billing_files").categories == ("billing", "collection")


def test_it_tells_staff_of_every_system_what_to_do_there(shop: Register, firm: Register) -> None:
    for system in (*shop.systems, *firm.systems):
        wanted = {Capability.FIND, Capability.RECTIFY, Capability.ERASE, Capability.RESTRICT}
        if Right.MARKETING.value in system.rights:
            wanted.add(Capability.SUPPRESS)
        assert set(system.instructions) == wanted, system.key
    erase = shop.system("mailchimp").instructions["erase"].en
    assert "Archive is not delete" in erase
    assert "keep the address suppressed" in erase


def test_it_says_everything_of_the_consultancy_in_three_languages(firm: Register) -> None:
    for text in _texts(firm):
        assert all(text.in_language(language).strip() for language in words.LANGUAGES), text
        assert not re.search(r"[{}%]", text.fi + text.sv + text.en), text


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_it_renders_a_notice_that_leaves_much_open(firm: Register, language: str) -> None:
    html = render_notice(firm, language)
    page = _plain(html)
    named = [one.name for one in (*firm.parts, *firm.categories, *firm.purposes, *firm.prohibitions, *firm.systems)]
    for name in named:
        assert name.in_language(language) in page
    for text in (firm.retention, firm.security, firm.rights, firm.changes, firm.transfer.text, *firm.assumptions):
        assert text.in_language(language) in page
    assert page.count(_UNSAID[language]) == len(firm.purposes)
    assert page.count(_ASSUMED[language]) == 2 * len(firm.parts)
    assert not re.search(r"\((?:THEWIND|)\)|None", page)
    assert html.count("<dt>") == html.count("<dd>")
    unsaid = firm.categories[0].uses[0].retention.text.in_language(language)
    assert len(re.findall(rf"<dd>\s*{unsaid}", html)) == len(firm.categories)
    business_id = {"fi": "Y-tunnus", "sv": "FO-nummer", "en": "Business ID"}[language]
    assert business_id not in page


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_it_leaves_no_english_in_the_consultancys_notice(firm: Register, language: str) -> None:
    assert not re.search(r"\b(the|your|notice|which|data is)\b", _plain(render_notice(firm, language)))


def test_it_tells_an_access_answer_of_the_consultancy_what_is_known(firm: Register) -> None:
    told = access_information(firm, "en", ["name", "billing"])
    assert {purpose.basis for purpose in told.purposes} == {""}
    assert not any(purpose.assumed for purpose in told.purposes)
    assert {line.text for category in told.categories for line in category.kept} == {"the notice does not say how long"}
    assert told.recipients == ()
    assert told.disclosures.startswith("Data of either register is as a rule not given to others.")
    assert told.sources == ("What customers have given themselves",)
    assert not told.outside_eea
    assert told.automated.text == "The notice does not mention automated decisions."


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_it_signs_a_letter_without_a_business_id(shop: Register, firm: Register, language: str) -> None:
    said = {}
    for register in (shop, firm):
        head = SimpleNamespace(controller=register.controller, recipient="", reference="X", written=date(2026, 11, 23))
        html = words.render("letters/_letter.html", language, head=head, title="T")
        said[register.controller.slug] = _plain(html.split("<address", 1)[1].split("</address>", 1)[0])
    assert "2383558-8" in said["digelius"]
    assert said["thewind"].endswith("THEWIND Oy Aittokalliontie 6 40400 Jyväskylä tuulikirsikka@thewind.fi")


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_it_claims_no_more_of_bases_and_recipients_than_the_register(firm: Register, language: str) -> None:
    told = access_information(firm, language, ["name"])
    template = words.environment().from_string(
        '{% import "letters/_parts.html" as parts with context %}'
        "{{ parts.purposes(told, '') }}{{ parts.recipients(told, '') }}"
    )
    with words.using(language):
        page = _plain(template.render(told=told))
    assert firm.disclosures
    assert firm.disclosures.in_language(language) in page
    unsaid = {
        "fi": "Tietosuojaselosteemme ei kerro tälle oikeusperustetta.",
        "sv": "Vår dataskyddsbeskrivning anger ingen rättslig grund för detta.",
        "en": "Our privacy notice does not state a legal basis for this.",
    }
    assert page.count(unsaid[language]) == len(told.purposes)
