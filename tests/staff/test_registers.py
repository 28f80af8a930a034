"""The pages of a register: written part by part, compared in words, published, and never lost between two people."""

import io
import re
from collections.abc import Mapping
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.lifecycle import Right
from portal.domain.roles import machine
from portal.office import accounts, registers
from portal.reading.toml import register_to_json, shipped_register, write_register
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door import public
from portal.storage.door import registers as door
from portal.storage.house import ControllerFacts
from tests import factories
from tests.faces import PASSWORD, Browser, words_of
from tests.factories import Clock

HOME = "/staff/digelius/registers"
ONE = f"{HOME}/customers"
OTTO = "otto.orja@example.org"
_TAG = re.compile(r"<(input|textarea|select|button)\b([^>]*)>(?:(.*?)</\1>)?", re.S)


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    made = Browser(app)
    made.sign_in()
    made.get(f"{HOME}?lang=en")
    return made


@pytest.fixture
def other(app: Flask, store: Store, shop: ControllerFacts, sanna: str) -> Browser:
    """A second owner at the same register."""
    accounts.add_staff(store, OTTO, "Otto Orja", PASSWORD, shop.slug, "owner", "fi")
    made = Browser(app)
    made.sign_in(OTTO)
    made.get(f"{HOME}?lang=en")
    return made


def fields_of(page: str, action: str = "") -> dict[str, list[str]]:
    """What the page's form would send as it stands, but for its presses: the last form, or that of an action."""
    forms = re.findall(r"<form\b([^>]*)>(.*?)</form>", page, re.S)
    body = next(inner for head, inner in reversed(forms) if action in head and 'name="revision"' in inner)
    sent: dict[str, list[str]] = {}
    for kind, attributes, inner in _TAG.findall(body):
        name = re.search(r'name="([^"]+)"', attributes)
        if not name or kind == "button" or 'type="file"' in attributes:
            continue
        value = unescape((re.search(r'value="([^"]*)"', attributes) or ["", ""])[1])
        if kind == "textarea":
            value = unescape(inner).removeprefix("\r\n").removeprefix("\n")
        if kind == "select":
            options = re.findall(r"<option([^>]*)>", inner)
            chosen = [one for one in options if "selected" in one] or options[:1]
            value = unescape(re.search(r'value="([^"]*)"', chosen[0])[1]) if chosen else ""  # type: ignore[index]
        if re.search(r'type="(checkbox|radio)"', attributes) and "checked" not in attributes:
            continue
        sent.setdefault(name[1], []).append(value)
    sent.pop("csrf_token", None)
    return sent


def typed(browser: Browser, path: str, **changed: Any) -> dict[str, Any]:
    """The form of a page with these fields otherwise; None leaves a field out."""
    sent: dict[str, Any] = dict(fields_of(browser.get(path).text))
    sent |= {name.replace("__", "-"): value for name, value in changed.items()}
    return {name: value for name, value in sent.items() if value is not None}


def draft(store: Store, shop: ControllerFacts) -> dict[str, Any]:
    found = door.draft_of(store, machine(shop.id), "customers")
    assert found is not None
    return found.document


def in_force(store: Store) -> dict[str, Any]:
    return public.controller_with_register(store, "digelius")[1].document


def at(document: Mapping[str, Any], name: str, key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in document[name] if one["key"] == key)
    return found


def publish(browser: Browser, **more: Any) -> Any:
    return browser.post(f"{ONE}/publish", **typed(browser, f"{ONE}/publish", **more))


def test_it_goes_from_a_form_to_what_is_in_force(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    assert HOME in browser.get("/staff/digelius/requests?lang=en").text
    said = words_of(browser.get(HOME))
    assert "Digelius Music's customer, marketing and user register" in said
    assert "Version 1 In force" in said
    assert "Newsletter" in words_of(browser.get(ONE))
    path = f"{ONE}/items/purposes/newsletter"
    answer = browser.post(path, **typed(browser, path, legal_basis="6(1)(a)", assumed=None))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{ONE}#purposes-newsletter")
    assert at(draft(store, shop), "purposes", "newsletter")["legal_basis"] == "6(1)(a)"
    assert at(in_force(store), "purposes", "newsletter")["legal_basis"] == "6(1)(f)"
    told = words_of(browser.get(f"{ONE}/differences"))
    assert "Purpose ‘Newsletter’: legal basis changed from legitimate interests to consent" in told
    said = words_of(browser.get(ONE))
    assert "2 differences to what is in force" in said
    assert "Sanna Salo" in said
    assert "legal basis changed from legitimate interests to consent" in words_of(browser.get(f"{ONE}/publish"))
    assert publish(browser).status_code == 303
    held = in_force(store)
    assert at(held, "purposes", "newsletter")["legal_basis"] == "6(1)(a)"
    assert held["updated"] == "2026-11-23"
    said = words_of(browser.get(HOME))
    assert "Version 2 In force" in said
    assert "Sanna Salo" in said
    assert "legal basis changed" in words_of(browser.get(f"{ONE}/versions/2"))
    assert words_of(browser.get(f"{ONE}/differences?old=2&new=1")).count("from consent to legitimate interests") == 1


@pytest.mark.parametrize("slug", ["digelius", "thewind"])
def test_saving_what_stands_changes_nothing(
    app: Flask, store: Store, shop: ControllerFacts, sanna: str, slug: str
) -> None:
    if slug == "thewind":
        factories.make_controller(store, register=shipped_register("thewind"))
        accounts.add_staff(store, OTTO, "Otto Orja", PASSWORD, slug, "owner", "fi")
    browser = Browser(app)
    browser.sign_in(OTTO if slug == "thewind" else "sanna.salo@example.org")
    register = shipped_register(slug)
    one = f"/staff/{slug}/registers/{register.key}"
    document = register_to_json(register)
    page = browser.get(one).text
    paths = {unescape(path) for path in re.findall(rf'href="({one}/(?:edit|items)/[^"]+)"', page)}
    for path in sorted(path for path in paths if not path.endswith(("/remove", "/add"))):
        answer = browser.post(path, **typed(browser, path))
        assert answer.status_code == 303, path
        facts = public.controller_with_register(store, slug)[0]
        found = door.draft_of(store, machine(facts.id), register.key)
        assert found is not None
        assert found.document == document, path
        assert found.revision == 1
    assert len(paths) > 40


def test_it_adds_moves_and_takes_out(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    path = f"{ONE}/edit/recipients/add"
    klarna = dict.fromkeys(("name__fi", "name__sv", "name__en"), "Klarna")
    answer = browser.post(
        path, **typed(browser, path, **klarna, purpose__en="Paying by instalments", categories="name")
    )
    assert answer.headers["Location"] == f"{ONE}#recipients-klarna"
    made = at(draft(store, shop), "recipients", "klarna")
    assert (made["kind"], made["named"], made["categories"]) == ("processor", True, ["name"])
    assert "Recipient ‘Klarna’ added" in words_of(browser.get(f"{ONE}/differences"))
    browser.get(ONE)
    before = [one["key"] for one in draft(store, shop)["recipients"]]
    sent = fields_of(browser.get(ONE).text, "/items/recipients/klarna/move")
    assert browser.post(f"{ONE}/items/recipients/klarna/move", to="up", **sent).status_code == 303
    after = [one["key"] for one in draft(store, shop)["recipients"]]
    assert (after[-2], set(after)) == ("klarna", set(before))
    path = f"{ONE}/items/recipients/klarna/remove"
    assert "Recipient ‘Klarna’" in words_of(browser.get(path))
    assert browser.post(path, **typed(browser, path)).status_code == 303
    assert draft(store, shop)["recipients"] == in_force(store)["recipients"]
    assert browser.get(path).status_code == 404


def test_it_gives_a_new_one_a_key_that_was_never_used(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    path = f"{ONE}/items/purposes/newsletter/remove"
    assert "Data category" in words_of(browser.get(path))
    browser.post(path, **typed(browser, path))
    path = f"{ONE}/edit/purposes/add"
    answer = browser.post(path, **typed(browser, path, name__en="Newsletter"))
    assert answer.headers["Location"] == f"{ONE}#purposes-newsletter_2"


def test_a_category_says_how_long_and_where(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    path = f"{ONE}/items/categories/phone"
    sent = typed(
        browser, path, lives=["slack", "customer_register"], **{"use-newsletter": "y"},
        **{"use-newsletter-retention-rule": "fixed_period", "use-newsletter-retention-months": "x"},
    )  # fmt: skip
    refused = browser.post(path, **sent)
    assert refused.status_code == 422
    assert "Write a whole number" in words_of(refused)
    assert fields_of(refused.text)["use-newsletter-retention-months"] == ["x"]
    sent["use-newsletter-retention-months"] = ""
    assert browser.post(path, **sent).status_code == 303
    said = words_of(browser.get(ONE))
    assert "Data category ‘Telephone number’ for ‘Newsletter’: months: a number of months is missing" in said
    assert "This has to be written first" in words_of(browser.get(f"{ONE}/publish"))
    assert publish(browser).status_code == 422
    path = f"{ONE}/items/categories/phone"
    browser.post(path, **typed(browser, path, **{"use-newsletter-retention-months": "6"}))
    found = draft(store, shop)
    assert {one["key"] for one in found["systems"] if "phone" in one["categories"]} == {"slack", "customer_register"}
    use = next(one for one in at(found, "categories", "phone")["uses"] if one["purpose"] == "newsletter")
    assert use["retention"]["months"] == 6


def test_what_is_missing_is_told_and_kept(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    path = f"{ONE}/items/purposes/orders"
    assert browser.post(path, **typed(browser, path, legal_basis="", name__sv="")).status_code == 303
    said = words_of(browser.get(ONE))
    assert "legal basis: no legal basis is stated" in said
    assert "name: not written yet: Svenska" in said
    assert publish(browser).status_code == 303
    assert at(in_force(store), "purposes", "orders")["legal_basis"] is None


# ---- two at once -------------------------------------------------------------------------------------------


def test_the_second_sees_the_firsts_change_and_loses_nothing(
    store: Store, shop: ControllerFacts, browser: Browser, other: Browser
) -> None:
    path = f"{ONE}/items/purposes/newsletter"
    mine = typed(browser, path, name__sv="Mitt brev", interest__en="mine")
    theirs = typed(other, path, name__fi="Heidän kirjeensä", interest__en="theirs")
    assert other.post(path, **theirs).status_code == 303
    answer = browser.post(path, **mine)
    assert answer.status_code == 409
    said = words_of(answer)
    assert "Otto Orja" in said
    assert "This changed while you had it open" in said
    assert "They wrote: theirs" in said
    both = fields_of(answer.text)
    assert (both["name-fi"], both["name-sv"]) == (["Heidän kirjeensä"], ["Mitt brev"])
    assert both["interest-en"] == ["mine"]
    assert browser.post(path, **both).status_code == 303
    held = at(draft(store, shop), "purposes", "newsletter")
    assert (held["name"]["fi"], held["name"]["sv"], held["interest"]["en"]) == ("Heidän kirjeensä", "Mitt brev", "mine")


def test_the_second_of_two_on_different_parts_goes_on_with_both(
    store: Store, shop: ControllerFacts, browser: Browser, other: Browser
) -> None:
    mine = typed(browser, f"{ONE}/edit/contact", phone="09 123")
    path = f"{ONE}/edit/purposes/add"
    other.post(path, **typed(other, path, name__en="Raffles"))
    answer = browser.post(f"{ONE}/edit/contact", **mine)
    assert answer.status_code == 409
    assert "Purpose ‘Raffles’ added" in words_of(answer)
    assert browser.post(f"{ONE}/edit/contact", **fields_of(answer.text)).status_code == 303
    held = draft(store, shop)
    assert held["controller"]["contact"]["phone"] == "09 123"
    assert at(held, "purposes", "raffles")["name"]["en"] == "Raffles"


def test_what_was_typed_outlives_that_it_was_taken_out(
    store: Store, shop: ControllerFacts, browser: Browser, other: Browser
) -> None:
    path = f"{ONE}/items/recipients/slack"
    mine = typed(browser, path, purpose__en="Chatting")
    other.post(f"{path}/remove", **typed(other, f"{path}/remove"))
    answer = browser.post(path, **mine)
    assert answer.status_code == 409
    assert "Saving puts it back" in words_of(answer)
    assert browser.post(path, **fields_of(answer.text)).status_code == 303
    assert at(draft(store, shop), "recipients", "slack")["purpose"]["en"] == "Chatting"
    other.post(f"{path}/remove", **typed(other, f"{path}/remove"))
    stand = typed(browser, f"{ONE}/edit/contact")
    assert browser.post(path, revision=stand["revision"], base=stand["base"]).status_code == 404


def test_a_draft_that_changed_is_not_published_unseen(
    store: Store, shop: ControllerFacts, browser: Browser, other: Browser
) -> None:
    path = f"{ONE}/edit/contact"
    browser.post(path, **typed(browser, path, phone="09 123"))
    sent = typed(browser, f"{ONE}/publish")
    other.post(path, **typed(other, path, phone="09 999"))
    answer = browser.post(f"{ONE}/publish", **sent)
    assert answer.status_code == 409
    assert "phone changed from 09 123 to 09 999" in words_of(answer)
    assert in_force(store)["controller"]["contact"]["phone"] == ""
    assert browser.post(f"{ONE}/publish", **fields_of(answer.text)).status_code == 303


def test_a_press_on_what_moved_changes_nothing(browser: Browser, other: Browser, store: Store) -> None:
    move, remove = f"{ONE}/items/purposes/orders/move", f"{ONE}/items/purposes/orders/remove"
    moves, removes = fields_of(browser.get(ONE).text, move), typed(browser, remove)
    path = f"{ONE}/edit/contact"
    other.post(path, **typed(other, path, phone="09 999"))
    for press, sent in ((move, {**moves, "to": "down"}), (remove, removes)):
        answer = browser.post(press, **sent)
        assert answer.status_code == 409, press
        assert "changed while you had it open" in words_of(answer)


# ---- the day -----------------------------------------------------------------------------------------------


def test_a_version_waits_for_its_day_and_can_be_taken_back(
    store: Store, shop: ControllerFacts, browser: Browser, clock: Clock
) -> None:
    path = f"{ONE}/edit/contact"
    browser.post(path, **typed(browser, path, phone="09 123"))
    for wrong in ("", "2026-11-23", "2020-01-01", "2029-01-01", "soon"):
        assert publish(browser, when="day", day=wrong).status_code == 422, wrong
    assert publish(browser, when="day", day="2026-12-01").status_code == 303
    assert in_force(store)["controller"]["contact"]["phone"] == ""
    said = words_of(browser.get(ONE))
    assert "Version 2 waits for its day" in said
    sent = fields_of(browser.get(ONE).text, "/take-back")
    assert browser.post(f"{ONE}/take-back", **sent).status_code == 303
    assert "Version 2 waits" not in words_of(browser.get(ONE))
    assert publish(browser, when="day", day="2026-12-01").status_code == 303
    clock.now = clock.now.replace(month=12, day=1, hour=0) - timedelta(hours=2, minutes=1)
    assert in_force(store)["controller"]["contact"]["phone"] == ""
    clock.pass_by(minutes=2)
    held = in_force(store)
    assert (held["controller"]["contact"]["phone"], held["updated"]) == ("09 123", "2026-12-01")


def test_a_draft_is_put_away_and_taken_up(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    path = f"{ONE}/edit/contact"
    browser.post(path, **typed(browser, path, phone="09 123"))
    away = f"{ONE}/put-away"
    assert "phone is now 09 123" in words_of(browser.get(away))
    assert browser.post(away, **typed(browser, away)).status_code == 303
    assert door.draft_of(store, machine(shop.id), "customers") is None
    sent = fields_of(browser.get(ONE).text, "/take-up")
    assert browser.post(f"{ONE}/take-up", **sent).status_code == 303
    assert draft(store, shop)["controller"]["contact"]["phone"] == "09 123"
    assert browser.post(f"{ONE}/take-up", **sent).status_code == 409


def test_a_version_by_command_is_brought_into_the_draft(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    path = f"{ONE}/edit/contact"
    browser.post(path, **typed(browser, path, phone="09 123"))
    theirs = {**in_force(store)}
    theirs["controller"] = {**theirs["controller"], "website": "www.example.org"}
    registers.publish(store, machine(shop.id), "customers", theirs)
    said = words_of(browser.get(ONE))
    assert "A version was published since this draft was begun" in said
    assert publish(browser).status_code == 409
    sent = fields_of(browser.get(ONE).text, "/bring-in")
    assert browser.post(f"{ONE}/bring-in", **sent).status_code == 303
    assert publish(browser).status_code == 303
    held = in_force(store)["controller"]
    assert (held["website"], held["contact"]["phone"]) == ("www.example.org", "09 123")


def test_it_asks_before_a_system_goes_that_somebody_is_at(
    store: Store, shop: ControllerFacts, browser: Browser
) -> None:
    factories.make_request(store, shop, Right.ACCESS)
    path = f"{ONE}/items/systems/slack/remove"
    assert "open requests still have steps there (1)" in words_of(browser.get(path))
    browser.post(path, **typed(browser, path))
    answer = publish(browser)
    assert answer.status_code == 422
    assert "Read what it takes away" in words_of(answer)
    assert publish(browser, sure="y").status_code == 303


def test_a_file_that_swaps_keys_is_refused(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    text = write_register(factories.make_register())
    swapped = text.replace('"phone"', '"@"').replace('"email"', '"phone"').replace('"@"', '"email"')
    assert browser.post(f"{ONE}/toml", **typed(browser, f"{ONE}/toml", text=swapped)).status_code == 303
    answer = publish(browser, sure="y")
    assert answer.status_code == 422
    assert "A key keeps its meaning" in words_of(answer)
    assert in_force(store) == register_to_json(factories.make_register())


# ---- as a file ---------------------------------------------------------------------------------------------


def test_a_file_goes_out_and_in_to_the_same_bytes(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    path = f"{ONE}/items/purposes/orders"
    browser.post(path, **typed(browser, path, legal_basis="", name__sv="", interest__en='"x"\n# no comment'))
    out = browser.get(f"{ONE}/draft.toml").data
    away = f"{ONE}/put-away"
    browser.post(away, **typed(browser, away))
    sent = typed(browser, f"{ONE}/toml", text="")
    answer = browser.post(f"{ONE}/toml", **sent, file=(io.BytesIO(out), "register.toml"))
    assert answer.status_code == 303
    assert browser.get(f"{ONE}/draft.toml").data == out
    sent = typed(browser, f"{ONE}/toml")
    assert sent["text"][0].encode() == out
    assert browser.post(f"{ONE}/toml", **{**sent, "text": out.decode().replace("\n", "\r\n")}).status_code == 303
    assert browser.get(f"{ONE}/draft.toml").data == out
    assert browser.get(f"{ONE}/versions/1.toml").data.decode() == write_register(factories.make_register())


def test_a_bad_file_is_named_place_by_place_and_not_lost(store: Store, shop: ControllerFacts, browser: Browser) -> None:
    text = write_register(factories.make_register())
    bad = text.replace('legal_basis = "6(1)(b)"', 'legal_basis = "6(1)(x)"').replace(
        "premises = true", 'premises = "yes"'
    )
    bad = f"{bad}# <script>alert(1)</script>\n"
    answer = browser.post(f"{ONE}/toml", **typed(browser, f"{ONE}/toml", text=bad))
    said = words_of(answer)
    assert answer.status_code == 422
    assert "2 places cannot be used" in said
    assert "purposes.0.legal_basis : is none of the words that can stand here" in said
    assert "controller.premises : has to be true or false" in said
    assert fields_of(answer.text)["text"] == [bad]
    assert "<script>alert" not in answer.text
    broken = browser.post(f"{ONE}/toml", **typed(browser, f"{ONE}/toml", text="[a]\nb = \nc = 1"))
    assert "this is no TOML" in words_of(broken)
    assert "line 2" in words_of(broken)
    assert door.draft_of(store, machine(shop.id), "customers") is None
    foreign = write_register(shipped_register("thewind"))
    answer = browser.post(f"{ONE}/toml", **typed(browser, f"{ONE}/toml", text=foreign))
    assert answer.status_code == 422
    assert "belongs to another register" in words_of(answer)


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 100_000, f"key = {'9' * 5000}", ".".join(["a"] * 190_000) + " = 1", "key = \x00", "\ufeff"],
    ids=["deep", "large", "dotted", "nul", "mark"],
)  # fmt: skip
def test_it_says_of_any_text_that_it_is_no_register(browser: Browser, text: str) -> None:
    answer = browser.post(f"{ONE}/toml", **typed(browser, f"{ONE}/toml", text=text))
    assert answer.status_code == 422
    assert "cannot be used" in words_of(answer)


@pytest.mark.parametrize("number", [-1, 2**31, 10**30, "x", ""])
def test_a_page_that_was_never_sent_is_an_old_one(browser: Browser, number: object) -> None:
    path = f"{ONE}/edit/contact"
    browser.post(path, **typed(browser, path, phone="09 123"))
    for name in ("revision", "base"):
        assert browser.post(path, **typed(browser, path, **{name: number})).status_code == 409
    for press in ("publish", "put-away", "take-up", "bring-in", "items/purposes/orders/move"):
        answer = browser.post(f"{ONE}/{press}", revision=number, base=number, when="now", to="up")
        assert answer.status_code in {303, 404, 409, 422}, press
    assert browser.post(f"{ONE}/take-back", number=number).status_code in {303, 404}


# ---- who may -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "reads", "edits", "publishes"),
    [
        ("handler", 200, 403, 403), ("reviewer", 200, 403, 403), ("auditor", 200, 403, 403),
        ("administrator", 200, 200, 403), ("scoped", 403, 403, 403),
    ],
)  # fmt: skip
def test_it_shows_each_role_what_it_may(
    app: Flask, store: Store, shop: ControllerFacts, browser: Browser, role: str, reads: int, edits: int, publishes: int
) -> None:
    path = f"{ONE}/edit/contact"
    browser.post(path, **typed(browser, path, phone="09 123"))
    categories = ["orders"] if role == "scoped" else None
    accounts.add_staff(store, OTTO, "Otto Orja", PASSWORD, shop.slug, role, "en", categories)
    made = Browser(app)
    made.sign_in(OTTO)
    assert made.get(ONE).status_code == reads
    assert made.get(f"{ONE}/toml").status_code == reads
    assert made.get(path).status_code == edits
    assert made.get(f"{ONE}/publish").status_code == publishes
    if reads == 200:
        page = made.get(f"{ONE}?lang=en").text
        assert ("/edit/contact" in page, "/publish" in page) == (edits == 200, False)


def test_it_asks_again_who_it_is_before_publishing(
    store: Store, shop: ControllerFacts, browser: Browser, clock: Clock
) -> None:
    path = f"{ONE}/edit/contact"
    browser.post(path, **typed(browser, path, phone="09 123"))
    sent = typed(browser, f"{ONE}/publish")
    clock.pass_by(minutes=11)
    answer = browser.post(f"{ONE}/publish", **sent)
    assert "Password" in words_of(answer)
    assert in_force(store)["controller"]["contact"]["phone"] == ""
    kept = unescape(re.search(r'name="shown_kept" value="([^"]+)"', answer.text)[1])  # type: ignore[index]
    assert browser.post(f"{ONE}/publish", shown_kept=kept, shown_password=PASSWORD).status_code == 303
    assert in_force(store)["controller"]["contact"]["phone"] == "09 123"


# ---- a request keeps what held when it came ----------------------------------------------------------------


def test_a_request_keeps_the_version_that_held_when_it_came(
    app: Flask, store: Store, shop: ControllerFacts, browser: Browser
) -> None:
    def asked(name: str) -> str:
        person = Browser(app)
        person.get("/digelius/")
        begun = person.post("/digelius/requests/new", rights="access", email=f"{name}@example.org")
        assert begun.status_code == 303
        return str(begun.headers["Location"].split("/")[-2])

    def number(reference: str) -> int:
        with store.database.reading(machine(shop.id)) as session:
            found = session.scalars(
                select(t.RegisterVersion.number)
                .join(t.SubjectRequest, t.SubjectRequest.register_version_id == t.RegisterVersion.id)
                .where(t.SubjectRequest.reference == reference)
            ).one()
            return int(found)

    before = asked("aino")
    path = f"{ONE}/items/purposes/orders"
    browser.post(path, **typed(browser, path, legal_basis="6(1)(a)"))
    during = asked("eino")
    assert publish(browser).status_code == 303
    after = asked("oiva")
    assert [number(one) for one in (before, during, after)] == [1, 1, 2]
