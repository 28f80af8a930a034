"""An owner and a colleague write a register, it is published, and people read what it says from then on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from portal.office import accounts
from portal.storage.door import public
from tests.browser.test_wordings import pictured
from tests.browser.walking import Clerk, Demo, Person, Watch

Clerks = Callable[..., Clerk]
COLLEAGUE = ("minttu.mukana@example.org", "Minttu Mukana", "kolme lokkia ja yksi kävelykatu")
FIRM = "thewind"


@pytest.fixture
def colleague(demo: Demo, browser: Browser, watch: Watch) -> Iterator[Clerk]:
    """A second owner of the firm's register, signed in."""
    address, name, password = COLLEAGUE
    store = demo.store
    if not accounts.has_account(store, address):
        accounts.add_staff(store, address, name, password, FIRM, "owner", "en")
    store.database.close()
    clerk = Clerk(demo.of(FIRM), browser, watch)
    clerk.signs_in_with(address, password)
    yield clerk
    clerk.leaves()


def test_it_goes_from_a_form_to_what_people_read(
    demo: Demo, people: Callable[..., Person], clerks: Clerks, colleague: Clerk, tmp_path: Path
) -> None:
    # Given the firm whose notice states no legal basis, and its owner on the register's page
    firm = demo.of(FIRM)
    clerk = clerks(demo=firm)
    clerk.follows("Registers")
    clerk.follows("Company e-mail register and customer register")
    pictured(clerk, tmp_path, "register")
    clerk.sees("no legal basis is stated")
    home = clerk.path.partition("?")[0]
    # When she states one, and a colleague had the same page open and writes another name there
    path = f"{home}/items/purposes/marketing"
    colleague.goes(path)
    colleague.main.locator("[name=name-sv]").fill("Marknadsföring och evenemang")
    clerk.goes(path)
    clerk.main.locator("input[name=legal_basis][value='6(1)(a)']").check()
    clerk.main.locator("[name=name-en]").fill("Marketing and events")
    clerk.presses_button("Save in the draft")
    clerk.is_at(f"{home}#purposes-marketing")
    colleague.presses_button("Save in the draft")
    # Then the colleague is told, and has both in the form
    colleague.sees("This changed while you had it open")
    colleague.sees("legal basis changed from not stated to consent")
    pictured(colleague, tmp_path, "both")
    expect(colleague.main.locator("[name=name-en]")).to_have_value("Marketing and events")
    expect(colleague.main.locator("[name=name-sv]")).to_have_value("Marknadsföring och evenemang")
    colleague.presses_button("Save in the draft")
    # When a recipient is added, the differences stand there in words
    clerk.goes(f"{home}/edit/recipients/add")
    for code in ("fi", "sv", "en"):
        clerk.main.locator(f"[name=name-{code}]").fill("Klarna")
        clerk.main.locator(f"[name=purpose-{code}]").fill("Osamaksu")
    clerk.presses_button("Save in the draft")
    clerk.sees("Klarna")
    clerk.follows("What is different")
    clerk.sees("Recipient ‘Klarna’ added")
    clerk.sees("Purpose ‘Marketing’: legal basis changed from not stated to consent")
    # When a person asks before it is published
    person = people("early.bird@example.org", "Eeva Early", demo=firm)
    person.goes(f"/{FIRM}/notice?lang=en")
    person.sees("Legal basis: the notice does not say.")
    clerk.goes(f"{home}/publish")
    pictured(clerk, tmp_path, "publish")
    clerk.presses_button("Publish")
    clerk.is_at(home)
    clerk.sees("Version 2")
    # Then the notice says it from now on
    person.goes(f"/{FIRM}/notice?lang=en")
    person.sees("Marketing and events")
    person.sees("your consent (Article 6(1)(a) GDPR)")
    person.sees("Klarna")
    store = demo.store
    assert public.controller_with_register(store, FIRM)[1].number == 2
    store.database.close()
    demo.verifies()
