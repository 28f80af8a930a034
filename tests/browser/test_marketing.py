"""A marketing objection: carried out by the very press that confirms the mailbox, in the register within a minute."""

import time
from collections.abc import Callable

from portal.demo.customers import LIISA
from portal.domain.lifecycle import Status
from portal.storage import tables as t
from tests.browser.walking import SHOP, Clerk, Demo, Person, until
from tests.house import bans_in
from tests.register_dump import changes, dump

KEYS = {
    "asiakkaat": "asiakasnro", "yhteystiedot": "id", "tilaukset": "tilausnro", "tilausrivit": "id",
    "laskut": "laskunro", "suostumukset": "id", "markkinointikiellot": "asiakasnro", "muistiinpanot": "id",
}  # fmt: skip
PROHIBITED_WITHIN_SECONDS = 60


def _suppressed(demo: Demo) -> set[tuple[str, bytes]]:
    with demo.database.reading(demo.machine) as session:
        return {(row.channel, row.mark) for row in session.query(t.Suppression)}


def test_it_stops_at_the_press_that_confirms(demo: Demo, people: Callable[..., Person]) -> None:
    # Given a customer without prohibitions who takes newsletter and calls
    assert bans_in(demo.register_file, LIISA.number) == (0, 0, 0, 0)
    before, listed = dump(demo.register_url), _suppressed(demo)
    liisa = people(str(LIISA.email), "Liisa Mäkelä", language="fi")
    # When she asks on the Finnish pages, and confirms
    liisa.goes(f"/{SHOP}/")
    liisa.ticks("marketing")
    liisa.main.locator("input[type=email]").fill(liisa.address)
    liisa.main.locator("form button").first.click()
    liisa.is_at("/mail")
    liisa.reference = liisa.path.split("/")[-2]
    mail = liisa.reads_the_mail()
    assert _suppressed(demo) == listed
    liisa.opens_the_link(mail)
    liisa.main.locator("form button").first.click()
    liisa.is_at(f"/requests/{liisa.reference}")
    pressed = time.monotonic()
    # Then her address is on the list at once, and the register forbids it within a minute, by itself
    assert _suppressed(demo) > listed
    until(lambda: bans_in(demo.register_file, LIISA.number) == (1, 1, 1, 1), "prohibitions", PROHIBITED_WITHIN_SECONDS)
    until(lambda: demo.request(liisa.reference).status == Status.ANSWERED, "the answer", PROHIBITED_WITHIN_SECONDS)
    assert time.monotonic() - pressed < PROHIBITED_WITHIN_SECONDS
    # Then only her own prohibitions and consents differ
    consents = {row["id"] for row in before["suostumukset"] if row["asiakasnro"] == LIISA.number}
    columns = ("suoramainonta", "etamyynti", "muu_suoramarkkinointi", "tutkimus", "muutettu")
    assert changes(before, dump(demo.register_url), KEYS) == {
        *(("markkinointikiellot", LIISA.number, column) for column in columns),
        *(("suostumukset", each, "lupa") for each in consents),
    }
    # Then the letter says what is done and what is asked
    ready = liisa.reads_the_mail()
    assert liisa.reference in ready.text
    assert "Liisa" not in ready.text
    step = {step.system: step.state for step in demo.rows(t.Step, liisa.reference)}
    assert step["customer_register"] == "done"
    assert step["mailchimp"] == step["telemarketing"] == "by_hand"


def test_it_waits_for_staff_when_several_customers_share_the_mailbox(demo: Demo, people: Callable[..., Person]) -> None:
    # Given a couple with one mailbox
    before = dump(demo.register_url)
    sari = people("lehtoset@example.org", "Sari Lehtonen")
    # When one of them objects
    sari.asks_for("marketing")
    sari.opens_the_link(sari.reads_the_mail())
    sari.confirms()
    # Then the address gets no more marketing at once, and the register's rows wait for a person
    sari.sees("Marketing is stopped")
    until(lambda: demo.step(sari.reference).state == "choice", "the choice")
    assert dump(demo.register_url) == before


def test_it_closes_when_staff_have_told_every_other_system(
    demo: Demo, people: Callable[..., Person], clerks: Callable[..., Clerk]
) -> None:
    # Given an objection whose letter says what is asked of others
    vaino = people("vaino.hamalainen@example.org", "Väinö Hämäläinen")
    vaino.asks_for("marketing")
    vaino.opens_the_link(vaino.reads_the_mail())
    vaino.confirms()
    until(lambda: demo.request(vaino.reference).status == Status.ANSWERED, "the answer")
    vaino.opens_the_answer()
    vaino.sees("MailChimp")
    # When staff have told each of them
    clerk = clerks()
    assert clerk.does_all_by_hand(vaino.reference, "done") == len(("mailchimp", "telemarketing", "partners"))
    # Then the request is closed, and the person sees where it was done
    assert demo.request(vaino.reference).status == Status.CLOSED
    vaino.opens_the_case()
    vaino.unfolds("4 systems")
    row = vaino.main.locator("tr", has_text="MailChimp").inner_text()
    assert "Done" in row
    demo.verifies()
