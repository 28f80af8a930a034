"""A mailed link: looking changes nothing, another browser needs the code, seven days end it."""

import re
from collections.abc import Callable
from urllib.request import Request, urlopen

from playwright.sync_api import expect

from portal.domain.lifecycle import Status
from portal.storage import tables as t
from tests.browser.walking import PHONE, Demo, Person
from tests.register_dump import dump

LOOKS = 12


def test_it_stays_as_it_is_however_often_a_link_is_looked_at(demo: Demo, people: Callable[..., Person]) -> None:
    # Given somebody whose link is in the mail
    vaino = people("vaino.hamalainen@example.org", "Väinö Hämäläinen")
    vaino.asks_for("access", "marketing")
    mail = vaino.reads_the_mail()
    before = _rows(demo, vaino.reference), dump(demo.register_url)
    # When mail scanners fetch it many times
    for turn in range(LOOKS):
        with urlopen(Request(vaino.link_in(mail), method="HEAD" if turn % 2 else "GET")) as answer:
            assert answer.status == 200
    # Then nothing has changed, and the press still works
    assert (_rows(demo, vaino.reference), dump(demo.register_url)) == before
    vaino.opens_the_link(mail)
    vaino.confirms()
    assert demo.request(vaino.reference).status != Status.UNCONFIRMED


def _rows(demo: Demo, reference: str) -> list[object]:
    request = demo.request(reference)
    proofs = [(row.id, row.used_at, row.ended_at, row.wrong_codes) for row in demo.rows(t.Proof, reference)]
    return [request.version, request.status, request.chain_number, proofs, len(demo.rows(t.Grant, reference))]


def test_it_needs_the_code_in_another_browser(demo: Demo, people: Callable[..., Person]) -> None:
    # Given somebody who began at a desk and reads mail on a phone
    desk = people("asa.ohman@example.org", "Åsa Öhman")
    desk.asks_for("access")
    code, mail = desk.code_shown, desk.reads_the_mail()
    phone = people(desk.address, desk.name, viewport=PHONE)
    phone.reference = desk.reference
    # When the link is opened there and confirmed without the code, and with a wrong one
    phone.opens_the_link_without_a_new_tab(mail)
    phone.confirms()
    phone.confirms("ZZZZZZ")
    # Then nothing is confirmed, and the page says so at the field
    expect(phone.main.locator(".field.wrong")).to_be_visible()
    expect(phone.tab).to_have_title(re.compile("^Error:"))
    assert demo.request(desk.reference).status == Status.UNCONFIRMED
    # When the code is typed
    phone.confirms(code)
    # Then the phone has the request, and the first browser moves on and shows it no more
    phone.is_at("/about")
    desk.is_at("/elsewhere")
    desk.goes(f"/digelius/requests/{desk.reference}")
    desk.is_at("/return")
    phone.answers()
    phone.sends()


def test_it_is_not_confirmed_by_a_machine_that_presses_everything(demo: Demo, people: Callable[..., Person]) -> None:
    # Given a scanner that runs scripts, opens the link of a mail and presses every button
    victim = people("petri.nieminen@example.com", "Petri Nieminen")
    victim.asks_for("access", "marketing")
    mail, before = victim.reads_the_mail(), dump(demo.register_url)
    scanner = people(victim.address)
    scanner.opens_the_link_without_a_new_tab(mail)
    buttons = scanner.tab.locator("button, input[type=submit], main a.button")
    presses = [(turn, again) for again in range(3) for turn in range(buttons.count())]
    for turn, _again in presses:
        buttons.nth(turn).click()
        scanner.tab.wait_for_load_state()
        scanner.opens_the_link_without_a_new_tab(mail)
    assert presses
    # Then nothing is confirmed, and the person's own press still works
    assert demo.request(victim.reference).status == Status.UNCONFIRMED
    assert dump(demo.register_url) == before
    victim.opens_the_link(mail)
    victim.confirms()
    victim.is_at("/about")


def test_it_comes_back_after_a_week_from_another_device(demo: Demo, people: Callable[..., Person]) -> None:
    # Given somebody who asked at a desk and left it at that for more than seven days
    desk = people("mikko.korhonen@example.org", "Mikko Korhonen")
    desk.asks_for("access")
    mail = desk.reads_the_mail()
    demo.let_days_pass(desk.reference, 8)
    # When the old link is opened on a phone
    phone = people(desk.address, desk.name, viewport=PHONE)
    phone.opens_the_link_without_a_new_tab(mail)
    # Then the page says why it is dead, and mails a fresh one for reference and address
    phone.sees("This link no longer works")
    phone.main.locator("[name=reference]").fill(desk.reference.lower())
    phone.main.get_by_label("The email address you used").fill("  Mikko.Korhonen@Example.org ")
    phone.presses_button("Send a fresh link")
    phone.is_at("/return/sent")
    phone.opens_the_link_without_a_new_tab(phone.reads_the_mail())
    phone.confirms()
    # Then the request goes on there, with its clock and its reference
    phone.answers()
    phone.sends()
    phone.sees(desk.reference)
    assert "request_received" in demo.kinds(desk.reference)
    assert demo.kinds(desk.reference).count("request_received") == 1


def test_it_sends_no_link_where_reference_and_address_do_not_belong_together(
    demo: Demo, people: Callable[..., Person]
) -> None:
    # Given a request, and somebody who knows its reference
    sari = people("m.korhonen@example.com", "Mikko Korhonen")
    sari.asks_for("access")
    sari.reads_the_mail()
    stranger = people("stranger@example.net")
    stranger.goes("/digelius/return")
    stranger.main.locator("[name=reference]").fill(sari.reference)
    stranger.main.get_by_label("The email address you used").fill(stranger.address)
    stranger.presses_button("Send a fresh link")
    # Then the page is the one that everybody gets, and no mail goes anywhere
    stranger.is_at("/return/sent")
    stranger.sees(stranger.address)
    assert demo.kinds(sari.reference).count("link_sent") <= 1
    assert demo.mails(stranger.address) == []
