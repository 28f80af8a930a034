"""A register made of what a notice says and what its owner answered: keys that stay, nothing unsaid in silence."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from portal.domain.coverage import uncovered
from portal.domain.register import Contact, Controller, LegalBasis, Register, SpecialGround
from portal.papers.register_texts import render_notice
from portal.reading import composing, given, terms
from portal.reading.composing import Basis, Place, Setup, composed, published, unanswered, unsaid
from portal.reading.notice.lint.linter import finding_values, lint
from portal.reading.notice.opening import open_text
from portal.reading.notice.reader import read_notice
from portal.reading.toml import read_register, register_from_json, register_to_json, write_register
from portal.reading.unfinished import Unfinished, unfinished
from tests.own_notice import NOTICE, answered_setup

DAY = "2026-11-23"
FACTS = Controller(
    slug="puoti", legal_name="Puoti Oy", trade_name="Puoti Oy", business_id="", address=(), country="FI",
    time_zone="Europe/Helsinki", languages=("fi",), contact=Contact("", ""),
)  # fmt: skip
SHARED = Path(os.environ.get("PORTAL_SHARED", "/nonexistent")) / "notices"
SHOP, FIRM = "000_6cdaf26849ceb490.txt", "004_73af59e549b0abb9.txt"


def findings(register: Register, language: str) -> list[tuple[str, str]]:
    """What the lint says of a register's published notice in one language; that example.org is nobody's, we know."""
    html = render_notice(register, language, "https://portal.example.org/puoti/")
    notice = read_notice(open_text(f"<!doctype html><html lang={language}><body>{html}</body></html>", "notice.html"))
    assert notice.languages == (language,)
    found = [(one["code"], one["message"]) for one in finding_values(notice, lint(notice), "en")]
    return [one for one in found if one[0] != "N17" or "cannot be real" not in one[1]]


def usual(setup: Setup, **more: str) -> Setup:
    """Every question answered with the first that is usual; the rest as given."""
    parts = composing.parts_of(setup, composing.spoken_in(setup, "fi"))
    purposes = {
        one.key: Basis(one.term.more("bases")[0], keeping=one.term.more("keeping")[0])
        for one in parts.purposes
        if one.term is not None
    }
    answers = {"provision": "order", "automated": "none", "security": "standard", "transfer": "no", **more}
    return replace(setup, answers=replace(setup.answers, purposes=purposes, nobody=not parts.recipients, **answers))  # type: ignore[arg-type]  # the fields of the answers


# ---- the table ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", ["purposes", "categories", "sources"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_knows_its_own_words_again(group: str, language: str) -> None:
    for one in terms.all_terms(group):
        said = one.text.in_language(language)
        assert said
        (item,) = composing.items(group, [said], language)
        assert (item.key, item.text) == (one.key, one.text)


def test_it_says_every_sentence_in_three_languages() -> None:
    for group in (
        "doing",
        "interests",
        "keeping",
        "provision",
        "automated",
        "transfer",
        "standing",
        "prohibitions",
        "by_hand",
    ):
        for key in terms.keys_of(group):
            said = terms.words_of(group, key)
            assert all((said.fi, said.sv, said.en)), f"{group}.{key}"


def test_it_offers_the_times_of_keeping_of_the_country() -> None:
    keys = {country: {one.key for one in terms.keeping_for(country)} for country in ("FI", "SE", "DE")}
    assert {"claims", "bookkeeping"} <= keys["FI"]
    assert "bookkeeping_se" in keys["SE"]
    assert "claims" not in keys["SE"]
    assert {"bookkeeping_here"} == {key for key in keys["DE"] if key.startswith("bookkeeping")}


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("Henkilön etu- ja sukunimi", ["name"]),
        ("sähköpostiosoite", ["email"]),
        ("E-post", ["email"]),
        ("Postal address", ["postal_address"]),
        ("yhteystiedot (edustamansa yritys, postiosoitteet, puhelinnumerot, sähköpostiosoitteet)",
         ["company", "phone", "email", "postal_address"]),
        ("Markkinointikiellot", ["marketing_bans"]),
        ("Yrityksen nimi", ["company"]),
        ("Käyttäjätunnus ja salasana", ["username"]),
        ("Lempipuuro", ["lempipuuro"]),
    ],
)  # fmt: skip
def test_it_knows_data_by_many_names(line: str, keys: list[str]) -> None:
    assert [one.key for one in composing.items("categories", [line], "fi")] == keys


def test_it_keeps_a_known_line_in_its_own_words_and_says_it_in_the_others() -> None:
    (item,) = composing.items("categories", ["tiedot aikaisemmista tilauksista"], "fi")
    assert (item.text.fi, item.text.sv, item.text.en) == ("Tiedot aikaisemmista tilauksista", "Beställningar", "Orders")


def test_it_leaves_an_unknown_line_in_its_language_alone() -> None:
    (item,) = composing.items("purposes", ["puurokerhon pitämiseen"], "fi")
    assert (item.text.fi, item.text.sv, item.text.en) == ("Puurokerhon pitämiseen", "", "")


def test_it_gives_the_same_keys_to_the_same_names_in_any_order() -> None:
    lines = ["Nimi", "Lempipuuro", "Sähköposti", "Nimi"]
    one = {item.key: item.text for item in composing.items("categories", lines, "fi")}
    assert one == {item.key: item.text for item in composing.items("categories", list(reversed(lines)), "fi")}
    assert list(one) == ["name", "lempipuuro", "email"]


# ---- the register ------------------------------------------------------------------------------------------


def test_it_makes_a_register_that_reads_back_byte_for_byte() -> None:
    register = published(answered_setup(), FACTS, DAY)
    text = write_register(register)
    assert read_register(text) == register
    assert write_register(read_register(text)) == text
    assert register_from_json(register_to_json(register)) == register
    assert not [one for one in unfinished(register) if one.stops]


def test_it_says_what_the_owner_said_and_marks_nothing_else_as_assumed() -> None:
    register = published(answered_setup(), FACTS, DAY)
    assert [(one.key, one.legal_basis) for one in register.purposes] == [
        ("customer_relationship", LegalBasis.LEGITIMATE_INTERESTS), ("newsletter", LegalBasis.CONSENT),
        ("puurokerhon_pitamiseen", LegalBasis.LEGITIMATE_INTERESTS),
    ]  # fmt: skip
    assert not any(one.assumed or one.interest_assumed or one.purpose_assumed for one in register.purposes)
    assert not any(use.assumed or use.retention.assumed for one in register.categories for use in one.uses)
    assert (register.transfer.outside_eea, register.transfer.stated) == (True, True)
    assert register.transfer.countries is not None


def test_it_marks_as_assumed_what_the_owner_is_not_sure_of() -> None:
    setup = answered_setup()
    unsure = replace(setup.answers.purposes["newsletter"], unsure=True)
    answers = replace(setup.answers, purposes={**setup.answers.purposes, "newsletter": unsure})
    register = published(replace(setup, answers=answers), FACTS, DAY)
    assert [one.key for one in register.purposes if one.assumed] == ["newsletter"]
    assert {use.purpose for one in register.categories for use in one.uses if use.retention.assumed} == {"newsletter"}


def test_it_asks_for_all_that_a_notice_has_to_say() -> None:
    asked = {one.key for one in unanswered(Setup(way="shop"), FACTS)}
    assert asked == {
        "legal_name", "address", "contact_name", "contact_email", "purposes", "categories", "sources", "recipients",
        "transfer", "provision", "automated", "security",
    }  # fmt: skip
    read = given.from_paste(NOTICE)
    left = [(one.key, one.of) for one in unanswered(read, FACTS)]
    assert ("basis", "newsletter") in left
    assert ("keeping", "customer_relationship") in left
    assert not unanswered(answered_setup(), FACTS)


def test_it_names_what_is_not_said_in_a_language_and_publishes_without_it() -> None:
    facts = replace(FACTS, languages=("fi", "sv", "en"))
    lacking = {one.key: one.languages for one in unsaid(answered_setup(), facts)}
    assert lacking["categories.lempipuuro"] == ("sv", "en")
    assert lacking["name"] == ("sv", "en")
    register = published(answered_setup(), facts, DAY)
    assert register.controller.languages == ("fi",)
    assert register.category("lempipuuro").name.en == ""


def test_it_gives_every_category_a_use_and_every_purpose_its_data() -> None:
    register = published(answered_setup(), FACTS, DAY)
    assert all(one.uses for one in register.categories)
    assert {use.purpose for one in register.categories for use in one.uses} == {one.key for one in register.purposes}


def test_it_covers_every_recipient_and_category_by_a_system() -> None:
    assert uncovered(published(answered_setup(), FACTS, DAY)).is_empty
    moved = replace(answered_setup(), systems=(Place("kirja", "Ruutuvihko", categories=("name", "gone")),))
    (system,) = composed(moved, FACTS).systems
    assert (system.name.sv, system.categories) == ("Ruutuvihko", ("name",))


def test_it_proposes_by_hand_what_nobody_named_and_no_more_data_than_a_service_has() -> None:
    setup = answered_setup()
    own, mailchimp = composing.usual_systems(setup, composing.parts_of(setup, "fi"))
    assert (own.key, own.connector) == ("customer_register", "by_hand")
    assert own.categories == ("name", "email", "postal_address", "orders", "lempipuuro")
    assert (mailchimp.connector, mailchimp.categories) == ("mailchimp", ("name", "email"))


def test_it_publishes_a_notice_without_a_finding() -> None:
    register = published(answered_setup(), FACTS, DAY)
    assert findings(register, "fi") == []


@pytest.mark.parametrize("way", ["shop", "consultancy"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_publishes_a_notice_without_a_finding_from_a_template(way: str, language: str) -> None:
    known = terms.term("templates", way)
    assert known is not None
    lines = {
        name: tuple(one.text.in_language(language) for key in known.more(name) if (one := terms.term(name, key)))
        for name in ("purposes", "categories", "sources")
    }
    said = composing.Said(
        legal_name="Puoti Oy", business_id="2345678-0", address="Kauppakatu 1\n40100 Jyväskylä",
        contact_name="Aino Aalto", contact_email="aino@example.org", recipients=("Visma",), **lines,  # type: ignore[arg-type]  # the lists
    )  # fmt: skip
    setup = usual(Setup(way=way, languages=(language,), said=said))
    facts = replace(FACTS, languages=("fi", "sv", "en"))
    assert not unanswered(setup, facts)
    register = published(setup, facts, DAY)
    assert register.controller.languages == ("fi", "sv", "en")
    for code in register.controller.languages:
        assert findings(register, code) == []


def with_health(setup: Setup, choice: str) -> Setup:
    """The same shop, which also asks what its customers must not eat."""
    said = replace(setup.said, categories=(*setup.said.categories, "Allergiat"))
    special = {"diet": choice} if choice else {}
    return replace(setup, said=said, answers=replace(setup.answers, special=special))


def test_it_asks_why_data_that_the_law_protects_more_may_be_kept() -> None:
    assert [(one.key, one.of) for one in unanswered(with_health(answered_setup(), ""), FACTS)] == [("special", "diet")]
    assert not unanswered(with_health(answered_setup(), "a"), FACTS)
    assert not unanswered(with_health(answered_setup(), composing.ORDINARY), FACTS)


def test_what_its_owner_calls_special_needs_a_ground_whatever_its_words() -> None:
    setup = answered_setup()
    plain = next(
        one for one in composing.parts_of(setup, "fi").categories if not composing.is_special(one, setup.answers)
    )
    called = replace(setup, answers=replace(setup.answers, special={plain.key: ""}))
    assert [(one.key, one.of) for one in unanswered(called, FACTS)] == [("special", plain.key)]
    grounded = replace(setup, answers=replace(setup.answers, special={plain.key: "a"}))
    assert not unanswered(grounded, FACTS)
    assert published(grounded, FACTS, DAY).category(plain.key).special is SpecialGround.EXPLICIT_CONSENT
    taken_back = replace(setup, answers=replace(setup.answers, special={plain.key: composing.ORDINARY}))
    assert published(taken_back, FACTS, DAY).category(plain.key).special is None


def test_it_publishes_special_categories_with_their_ground_and_without_a_finding() -> None:
    register = published(with_health(answered_setup(), "a"), FACTS, DAY)
    diet = register.category("diet")
    assert (diet.special, register.leans_on_consent) == (SpecialGround.EXPLICIT_CONSENT, True)
    assert [one.key for one in register.categories if one.special] == ["diet"]
    assert findings(register, "fi") == []
    text = write_register(register)
    assert read_register(text) == register
    bare = replace(register, categories=tuple(replace(one, special=None) for one in register.categories))
    assert [code for code, _said in findings(bare, "fi")] == ["N05"]
    place = [one.key for one in bare.categories].index("diet")
    assert Unfinished(f"categories.{place}.special", "special", stops=False) in unfinished(bare)
    assert "special" not in {one.rule for one in unfinished(register)}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("letter", list(composing.SPECIAL))
def test_it_says_every_ground_in_words_that_the_lint_knows(language: str, letter: str) -> None:
    facts = replace(FACTS, languages=("fi", "sv", "en"))
    setup = with_health(answered_setup(), letter)
    register = replace(composed(setup, facts), updated=DAY)
    assert "N05" not in {code for code, _said in findings(register, language)}


def test_it_takes_a_named_officer_for_one_and_no_other_contact() -> None:
    text = NOTICE.replace("Yhteyshenkilö", "Tietosuojavastaava")
    assert given.from_paste(text).said.officer_email == "aino@example.org"
    assert given.from_paste(NOTICE).said.officer_email == ""
    register = published(replace(answered_setup(), said=given.from_paste(text).said), FACTS, DAY)
    assert register.controller.officer == Contact("Aino Aalto", "aino@example.org")


# ---- the two companies -------------------------------------------------------------------------------------

shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the companies' own notices lie in PORTAL_SHARED")


@shared
@pytest.mark.parametrize("marketing", ["a", "f"])
def test_it_completes_the_record_shops_notice(marketing: str) -> None:
    setup = given.from_file((SHARED / SHOP).read_bytes(), SHOP)
    setup = usual(setup, transfer="decision")
    setup = replace(
        setup, said=replace(setup.said, purposes=(*setup.said.purposes, "tilausten toimittaminen", "kirjanpito"))
    )
    setup = usual(setup, transfer="decision")
    purposes = {
        key: replace(one, letter=marketing if key in {"marketing", "targeted_marketing", "newsletter"} else one.letter)
        for key, one in setup.answers.purposes.items()
    }
    setup = replace(setup, answers=replace(setup.answers, purposes=purposes))
    assert not unanswered(setup, FACTS)
    register = published(setup, replace(FACTS, slug="digelius", languages=("fi", "sv", "en")), DAY)
    held = register.controller
    assert (held.legal_name, held.trade_name, held.business_id) == ("We Jazz Oy", "Digelius Music", "2383558-8")
    assert [one.key for one in register.recipients] == ["google", "slack", "mailchimp"]
    assert held.languages == ("fi",), "its register's name is Finnish alone"
    assert findings(register, "fi") == []
    assert "kirjallisesti" not in render_notice(register, "fi")


@shared
def test_it_completes_the_consultancys_notice_in_both_of_its_languages() -> None:
    setup = usual(given.from_file((SHARED / FIRM).read_bytes(), FIRM), provision="contract")
    facts = replace(FACTS, slug="thewind", languages=("fi", "en"))
    assert not unanswered(setup, facts)
    assert not unsaid(setup, facts)
    register = published(setup, facts, DAY)
    assert register.controller.languages == ("fi", "en")
    assert len(register.parts) == 2
    assert all(one.assumed for one in register.parts)
    for language in ("fi", "en"):
        assert findings(register, language) == []
    text = write_register(register)
    assert write_register(read_register(text)) == text
