"""Register documents are read exactly or refused with the place that is wrong."""

import json
from dataclasses import replace
from time import monotonic

import pytest

from portal.domain.errors import Invalid, NotFound
from portal.domain.ladder import Rung
from portal.domain.register import Register, Statement, Text
from portal.reading.toml import (
    gaps,
    read_draft,
    read_register,
    register_from_json,
    register_to_json,
    shipped_register,
    write_register,
)


@pytest.fixture(scope="module")
def shop() -> Register:
    return shipped_register("digelius")


@pytest.fixture(scope="module")
def firm() -> Register:
    return shipped_register("thewind")


@pytest.fixture(scope="module")
def document(shop: Register) -> str:
    return write_register(shop)


def _refusal(text: str) -> Invalid:
    with pytest.raises(Invalid) as caught:
        read_register(text)
    return caught.value


def test_it_writes_what_it_reads_to_the_same_register(shop: Register, document: str) -> None:
    assert read_register(document) == shop
    assert write_register(read_register(document)) == document


def test_it_writes_a_register_without_bases_or_a_date(firm: Register) -> None:
    written = write_register(firm)
    assert read_register(written) == firm
    assert "legal_basis" not in written
    assert register_from_json(json.loads(json.dumps(register_to_json(firm)))) == firm
    assert gaps(firm) == ()


def test_it_keeps_a_register_in_a_json_column(shop: Register) -> None:
    stored = json.loads(json.dumps(register_to_json(shop)))
    assert register_from_json(stored) == shop
    assert stored["categories"][0]["uses"][0]["assumed"] is True


@pytest.mark.parametrize(
    "said",
    [
        "quotes \"double\" and 'single'",
        "a\nnew line\tand a tab\r",
        "back\\slash and \\u0041",
        '"""',
        "\x00\x1f\x7f\u0085\u2028",
        "åäö – 🎵",
        "[not.a.table] # not a comment",
    ],
)
def test_it_writes_any_text_so_that_it_comes_back(shop: Register, said: str) -> None:
    told = replace(shop, security=Text(said, said, said), provision=Statement(Text(said, said, said)))
    told = replace(told, controller=replace(told.controller, address=(said, "00550 Helsinki")))
    assert read_register(write_register(told)) == told
    assert register_from_json(register_to_json(told)) == told


@pytest.mark.parametrize(
    ("old", "new", "path", "rule"),
    [
        ('key = "customers"', 'key = "customers"\ncolour = "red"', "colour", "unexpected_keyword_argument"),
        ('slug = "digelius"', 'slug = "digelius"\nfax = "1"', "controller.fax", "unexpected_keyword_argument"),
        (
            'name.en = "Newsletter"',
            'name.en = "Newsletter"\nname.de = "Brief"',
            "purposes.5.name.de",
            "unexpected_keyword_argument",
        ),
        ('name.en = "Newsletter"', "", "purposes.5.name.en", "missing"),
        ('name.sv = "Nyhetsbrev"', "", "purposes.5.name.sv", "missing"),
        ('name.fi = "Uutiskirje"', "name.fi = 7", "purposes.5.name.fi", "string_type"),
        ('legal_basis = "6(1)(b)"', 'legal_basis = "6(1)(x)"', "purposes.0.legal_basis", "enum"),
        ("premises = true", 'premises = "yes"', "controller.premises", "bool_type"),
        ('updated = "2023-11-17"', 'updated = "17.11.2023"', "updated", "date"),
        ('updated = "2023-11-17"', 'updated = "2023-02-30"', "updated", "date"),
        ("\nmonths = 36", "\nmonths = 0", "categories.0.uses.0.retention.months", "months"),
        ("\nmonths = 36", "", "categories.0.uses.0.retention.months", "months"),
        ("\nmonths = 36", "\nmonths = 36.5", "categories.0.uses.0.retention.months", "int_type"),
        ('purpose = "orders"', 'purpose = "ordres"', "categories.0.uses.0.purpose", "unknown_key"),
        ('key = "company"', 'key = "name"', "categories.1.key", "key_twice"),
        ('key = "company"', 'key = "Company name"', "categories.1.key", "key_form"),
        ('recipient = "slack"', 'recipient = "slak"', "systems.2.recipient", "unknown_key"),
        ('"marketing_services"]', '"someone"]', "systems.5.other_recipients.0", "unknown_key"),
        ('rights = ["access", "marketing"]', 'rights = ["acess"]', "systems.0.rights.0", "code"),
        ("suppress.fi", "supress.fi", "systems.0.instructions.supress.sv", "missing"),
        ("days = 3", "days = 0", "systems.0.days", "positive"),
        ("days = 3", "days = 367", "systems.0.days", "too_many"),
        ("\nmonths = 36", "\nmonths = 1201", "categories.0.uses.0.retention.months", "too_many"),
        ('stated_rights = ["access"', 'stated_rights = ["see"', "stated_rights.0", "code"),
        ('languages = ["fi"', 'languages = ["no"', "controller.languages.0", "code"),
    ],
)
def test_it_names_the_place_and_the_rule_that_it_breaks(
    document: str, old: str, new: str, path: str, rule: str
) -> None:
    assert old in document
    refused = _refusal(document.replace(old, new, 1))
    assert (refused.code, refused.field, refused.details["rule"]) == ("register_invalid", path, rule)


@pytest.mark.parametrize(
    ("old", "new", "path", "rule"),
    [
        ('step_category = "billing"', 'step_category = "bills"', "systems.4.step_category", "unknown_key"),
        (
            'purposes = ["corporate_communication", "marketing"]',
            'purposes = ["corporate_communication", "sales"]',
            "parts.0.purposes.1",
            "unknown_key",
        ),
        ('systems = ["email_register"]', 'systems = ["mailing"]', "parts.0.systems.0", "unknown_key"),
        ('categories = ["name", "company", "email"]\nsystems', 'categories = ["nom"]\nsystems', "parts.0.categories.0",
         "unknown_key"),
        ('key = "customer_register"', 'key = "email_register"', "parts.1.key", "key_twice"),
        ('slug = "thewind"', 'slug = "thewind"\nfinancial_year_ends = "13-31"', "controller.financial_year_ends",
         "date"),
    ],
)  # fmt: skip
def test_it_names_what_is_wrong_with_parts_and_roles(firm: Register, old: str, new: str, path: str, rule: str) -> None:
    written = write_register(firm)
    assert old in written
    refused = _refusal(written.replace(old, new, 1))
    assert (refused.code, refused.field, refused.details["rule"]) == ("register_invalid", path, rule)


def test_it_refuses_an_instruction_for_a_thing_that_no_system_does(shop: Register) -> None:
    data = register_to_json(shop)
    data["systems"][1]["instructions"]["burn"] = data["systems"][1]["instructions"]["find"]
    with pytest.raises(Invalid) as caught:
        register_from_json(data)
    assert caught.value.field == "systems.1.instructions.burn"


def test_it_counts_what_else_is_wrong(document: str) -> None:
    refused = _refusal(document.replace('name.sv = "Nyhetsbrev"', "").replace('name.en = "Newsletter"', ""))
    assert (refused.field, refused.details["more"]) == ("purposes.5.name.sv", 1)


@pytest.mark.parametrize("text", ["key = ", "[a]\n[a]", "\x00", "name.fi = 'x'\nname = 'y'"])
def test_it_says_that_a_file_is_no_toml(text: str) -> None:
    assert _refusal(text).code == "register_not_toml"


def test_it_refuses_an_empty_document() -> None:
    assert _refusal("").field == "key"


def test_it_takes_a_bare_date_for_a_day(document: str, shop: Register) -> None:
    assert read_register(document.replace('updated = "2023-11-17"', "updated = 2023-11-17")) == shop


def test_it_lists_blank_translations_and_reads_them(document: str, shop: Register) -> None:
    draft = read_register(document.replace('name.sv = "Nyhetsbrev"', 'name.sv = " "'))
    assert gaps(draft) == ("purposes.5.name.sv",)
    assert gaps(shop) == ()


@pytest.mark.parametrize("slug", ["nobody", "../reading/digelius", "", "DIGELIUS", "__init__"])
def test_it_ships_no_register_for_others(slug: str) -> None:
    with pytest.raises(NotFound):
        shipped_register(slug)


def test_it_reads_what_each_right_needs_and_has_sane_defaults(document: str, shop: Register) -> None:
    assert shop.identity.access is Rung.CONTACT_ON_FILE
    assert shop.identity.objection is Rung.MAILBOX_PROVEN
    assert not shop.identity.document_copies
    stricter = read_register(f'{document}\n[identity]\nerasure = "letter_code"\ndocument_copies = true\n')
    assert (stricter.identity.erasure, stricter.identity.document_copies) == (Rung.LETTER_CODE, True)
    assert read_register(write_register(stricter)) == stricter


@pytest.mark.parametrize(
    ("line", "path", "rule"),
    [
        ('access = "a_hunch"', "identity.access", "enum"),
        ('access = "none"', "identity.access", "rung"),
        ('erasure = "strong_identification"', "identity.erasure", "rung"),
        ('erasure = "judged"', "identity.erasure", "rung"),
        ('death = "mailbox_proven"', "identity.death", "unexpected_keyword_argument"),
    ],
)
def test_it_names_a_rung_that_is_unknown_or_not_offered(document: str, line: str, path: str, rule: str) -> None:
    refused = _refusal(f"{document}\n[identity]\n{line}\n")
    assert (refused.code, refused.field, refused.details["rule"]) == ("register_invalid", path, rule)


@pytest.mark.parametrize(
    "text",
    [
        ".".join(["a"] * 190_000) + " = 1",
        "[" + " . ".join(["a"] * 90_000) + "]",
        "x = {" + ".".join(["'a b'"] * 30_000) + " = 1}",
        ".".join(['"a"'] * 80_000) + " = 1",
        '"' * 400_000,
        '"""a' * 100_000,
        '"' + "\\" * 399_999,
        "a" * 400_000,
        "a = " + "[" * 300_000,
        f"a = {'9' * 5000}",
    ],
)
def test_it_reads_what_was_written_to_hold_it_up_in_no_time(text: str) -> None:
    """A long dotted key takes the memory of its square, were it read."""
    began = monotonic()
    assert [one.rule for one in read_draft(text).faults] == ["register_not_toml"]
    assert monotonic() - began < 5


def test_it_takes_dots_within_texts_for_what_they_are(shop: Register) -> None:
    said = ".".join(["a"] * 99)
    told = replace(shop, security=Text(said, f'"{said}', f"'{said}' # {said}"))
    assert read_draft(write_register(told)).register == told
    assert read_draft(f"# {said}\n{write_register(told)}").register == told
