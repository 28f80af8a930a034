"""The gallery: `make screenshots` walks the demo in a real browser and writes its pictures into docs/screenshots/.

A telephone of 360 and a screen of 1280 points, light and dark, in the three languages, at one pixel a point, so that
the whole stays small enough to be kept. One person asks for all seven rights; colleagues' clicks are use cases.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import cast

from playwright.sync_api import Browser, sync_playwright

from portal.demo import customers
from portal.demo.customers import CAST, Customer
from portal.demo.mailbox import DemoMailbox
from portal.domain.lifecycle import Right
from portal.domain.wishes import Correction, RestrictionGround, Wishes
from portal.journey import handling
from portal.office import accounts
from portal.storage.door import public as public_door
from portal.worker.outside import Outside
from tests import factories
from tests.browser.walking import SHOP, Clerk, Demo, Person, Walker, Watch, launch, until
from tests.cases import Desk
from tests.counter import entered
from tests.factories import Clock, MadeRequest
from tests.house import House
from tests.serving import ROOT, Serving

FOLDER = ROOT / "docs" / "screenshots"
MOST_BYTES = 4_000_000
PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 900}
EARLIER = (
    (2, "fi", 23, (Right.ACCESS,)), (4, "fi", 12, (Right.MARKETING,)), (1, "fi", 6, (Right.ACCESS, Right.MARKETING)),
    (5, "sv", 4, (Right.ACCESS, Right.RECTIFICATION)), (8, "fi", 1, (Right.ACCESS,)),
)  # fmt: skip
"""Who of the cast asked before, in which language, how many days ago, and for what."""
WISHES = Wishes(
    corrections=(Correction("phone", customers.AINO.phone or "", "040 765 4321"),),
    purposes=("customer_relationship",), reason="I have moved abroad and do not shop here any more.",
    restrict=RestrictionGround.ACCURACY, restrict_text="The telephone number is somebody else's by now.",
)  # fmt: skip
GRANT = """form => form.querySelectorAll("details[open] input[name^=how_][value=grant]").forEach(one => {
    one.checked = true;
    one.closest("details").querySelectorAll("input[name^=cells_]").forEach(cell => { cell.checked = true; });
})"""
"""Grant whatever waits for a person."""
README = "# Screenshots\n\nMade by `make screenshots` from the demo; everybody in them is invented.\n"


@dataclass(frozen=True)
class Shot:
    """A picture: its name, what it shows, where and in which language, and the part that is scrolled to."""

    name: str
    says: str
    path: str = ""
    lang: str = ""
    dark: bool = False
    phone: bool = False
    top: str = ""


@dataclass
class Gallery:
    """The pictures in their order, with what each shows."""

    folder: Path
    shown: list[tuple[str, str]] = field(default_factory=list)

    def takes(self, walker: Walker, shot: "Shot") -> None:
        """Take what the window shows, at the shot's path and in its language where it names them."""
        tab = walker.tab
        if shot.path or shot.lang:
            walker.goes((shot.path or walker.path) + (f"?lang={shot.lang}" if shot.lang else ""))
        tab.set_viewport_size(PHONE if shot.phone else DESK)  # type: ignore[arg-type]  # width and height
        tab.emulate_media(color_scheme="dark" if shot.dark else "light")
        tab.evaluate("document.activeElement && document.activeElement.blur(); window.scrollTo(0, 0)")
        if shot.top:
            tab.locator(shot.top).first.evaluate("part => part.scrollIntoView()")
        tab.screenshot(path=self.folder / f"{shot.name}.png", animations="disabled", scale="css")
        self.shown.append((shot.name, shot.says))
        if shot.lang not in ("", walker.language):
            walker.goes(f"{walker.path}?lang={walker.language}")

    def index(self) -> None:
        """Write the list of them, and check that they stay small."""
        pictures = "".join(f"\n## {says}\n\n![{says}]({name}.png)\n" for name, says in self.shown)
        (self.folder / "README.md").write_text(f"{README}{pictures}", encoding="utf-8")
        size = sum((self.folder / f"{name}.png").stat().st_size for name, _ in self.shown)
        sys.stdout.write(f"{len(self.shown)} pictures, {size / 1000:.0f} kB, in {self.folder.relative_to(ROOT)}\n")
        if size > MOST_BYTES:
            raise RuntimeError(f"the gallery may have {MOST_BYTES / 1000:.0f} kB")


def main() -> int:
    """Serve the demo from an empty folder, walk, and leave nothing but pictures behind."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="portal-gallery-") as folder, _serving(Path(folder)) as demo:
        desk = _desk(demo)
        posted = _earlier_requests(desk)
        with sync_playwright() as playwright:
            browser = launch(playwright)
            _walk(Gallery(FOLDER), demo, desk, posted, browser)
            browser.close()
        desk.house.store.database.close()
    return 0


@contextmanager
def _serving(folder: Path) -> Iterator[Demo]:
    serving = Serving(folder, seeded=True)
    try:
        serving.until(serving.is_whole, "up")
        demo = Demo(serving)
        yield demo
        demo.database.close()
    finally:
        serving.end()


def _desk(demo: Demo) -> Desk:
    """The owner at work on the demo's own store; its worker runs beside the one that is served."""
    store = demo.store
    shop = next(facts for facts in public_door.controllers(store) if facts.slug == SHOP)
    port = int(demo.serving.environment["PORTAL_DEMO_SMTP_PORT"])
    outside = Outside(store, demo.serving.settings.model_copy(update={"demo_smtp_port": port}), Event())
    mailbox = cast(DemoMailbox, None)
    return Desk(House(store, shop, demo.register_file, mailbox, cast(Clock, store.now), outside), demo.owner)


def _earlier_requests(desk: Desk) -> str:
    """Requests of the last weeks, so that the queue looks as it does in life; the one that came by letter."""
    store, shop = desk.house.store, desk.house.shop
    accounts.add_staff(store, "tiina.heino@example.org", "Tiina Heino", "kolme lokkia torilla", shop.slug)
    made = []
    for place, language, days, rights in EARLIER:
        past = timedelta(days=days)
        then = replace(store, now=lambda past=past: store.now() - past)  # type: ignore[misc]  # bound at once
        customer: Customer = CAST[place]
        address = customer.email or dict(customer.contacts)["S"]
        name = f"{customer.first} {customer.last}"
        made.append(factories.make_request(then, shop, *rights, email=address, name=name, language=language))
    handling.assign_several(store, desk.staff, [one.reference for one in made[:2]], desk.staff.staff_id)
    factories.make_request(store, shop, email="someone@example.net", confirmed=False)
    return entered(store, shop, desk.staff, day=store.now().date()).reference


def _walk(gallery: Gallery, demo: Demo, desk: Desk, posted: str, browser: Browser) -> None:
    watch = Watch()
    aino = Person(demo, browser, watch, customers.AINO.email or "", "Aino Virtanen", viewport=PHONE)
    aino.wishes = WISHES
    _asks(gallery, aino)
    clerk = Clerk(demo, browser, watch, viewport=DESK)
    clerk.signs_in()
    _is_searched(gallery, desk, aino, clerk, posted)
    _is_decided(gallery, desk, aino, clerk)
    _is_answered(gallery, desk, aino, clerk)
    gallery.index()
    watch.check()


def _asks(gallery: Gallery, aino: Person) -> None:
    """The person's way to the receipt."""
    home = f"/{SHOP}/"
    for shot in (
        Shot("companies-desktop", "Several companies may share one portal", "/", "sv"),
        Shot("thewind-desktop-dark", "The second company", "/thewind/", "fi", dark=True),
        Shot("thewind-notice-phone", "Its privacy notice", "/thewind/notice", "sv", phone=True),
        Shot("letter-code-phone-dark", "The code of a posted letter", f"{home}letter", "fi", dark=True, phone=True),
        Shot("return-desktop", "Back after a week, on another device", f"{home}return", "sv"),
        Shot("start-phone", "The start page: what one may ask for", home, "sv", phone=True),
        Shot("start-desktop", "The start page on a screen", home, "en"),
    ):
        gallery.takes(aino, shot)
    aino.asks_for(*Right)
    gallery.takes(aino, Shot("check-mail-phone-dark", "Check your mail", lang="fi", dark=True, phone=True))
    aino.opens_the_link(aino.reads_the_mail())
    gallery.takes(aino, Shot("confirm-phone", "The mailed link opens a page with one button", phone=True))
    aino.confirms()
    aino.answers(phones="040 510 2233")
    at = f"/{SHOP}/requests/{aino.reference}"
    for shot in (
        Shot("find-phone", "Only what is needed to find the data", f"{at}/find", "sv", phone=True),
        Shot("details-phone", "The details: what is to be corrected", f"{at}/wishes", "fi", phone=True),
        Shot("details-erasure-phone-dark", "What is to be deleted", f"{at}/wishes", "sv", True, True, "#erasure"),
        Shot("details-desktop", "Objection and freezing", f"{at}/wishes", "en", top="#objection"),
        Shot("check-answers-phone", "Check your answers", f"{at}/check", "fi", phone=True),
        Shot("check-answers-desktop-dark", "The answers on a screen", f"{at}/check", "en", dark=True),
    ):
        gallery.takes(aino, shot)
    aino.sends()
    gallery.takes(aino, Shot("receipt-phone", "The receipt: what happens next, by which date", lang="sv", phone=True))


def _is_searched(gallery: Gallery, desk: Desk, aino: Person, clerk: Clerk, posted: str) -> None:
    """While machines and people look; what staff do beside it."""
    demo, made = aino.demo, _made(desk, aino)
    base, case = f"/staff/{SHOP}/requests", f"/{SHOP}/requests/{aino.reference}"
    home = f"{base}/{aino.reference}"
    until(lambda: demo.step(aino.reference, "access").state == "done", "the search")
    until(lambda: demo.step(aino.reference, "marketing").state == "done", "the prohibitions")
    for shot in (
        Shot("case-phone", "The request's own page", case, "fi", phone=True),
        Shot("case-desktop", "Where marketing is stopped, where the search stands", case, "en", top="#stopped"),
        Shot("withdraw-phone-dark", "Withdrawing", f"{case}/withdraw", "sv", dark=True, phone=True),
    ):
        gallery.takes(aino, shot)
    step = next(one.id for one in desk.case(made).steps if one.state == "by_hand")
    for shot in (
        Shot("queue-desktop", "The queue: what is due, and who has what in hand", base, "en"),
        Shot("queue-desktop-dark", "The queue in the dark", base, "fi", dark=True),
        Shot("queue-phone", "The queue on a phone", base, "sv", phone=True),
        Shot("enter-desktop", "A request that came by letter, phone or over the counter", f"{base}/new", "sv"),
        Shot("post-desktop", "What goes by post is printed", f"{base}/{posted}/post", "en"),
        Shot("request-desktop", "A request: the one next step, and the way", home, "en"),
        Shot("request-phone-dark", "The same on a phone", home, "sv", dark=True, phone=True),
        Shot("step-desktop", "Where a person has to look", f"{home}/steps/{step}", "fi"),
    ):
        gallery.takes(clerk, shot)
    clerk.goes(f"{home}/extend")
    clerk.main.locator("[name=reasons]").fill("Your customer history reaches back to 2009, in seven systems.")
    clerk.presses_button("Look at the letter")
    gallery.takes(clerk, Shot("extend-desktop-dark", "More time, with its arithmetic and its letter", dark=True))


def _is_decided(gallery: Gallery, desk: Desk, aino: Person, clerk: Clerk) -> None:
    """What was found, and what is decided."""
    demo, made = aino.demo, _made(desk, aino)
    home = f"/staff/{SHOP}/requests/{aino.reference}"
    demo.finishes_finds(aino.reference, google=("email", "Two messages about an order of 2024."))
    until(lambda: demo.request(aino.reference).status == "review", "the review")
    gallery.takes(clerk, Shot("review-desktop", "The review: what was found", f"{home}/findings", "en"))
    desk.judge_all(made)
    clerk.finishes_the_review(aino.reference)
    for shot in (
        Shot("decision-desktop", "The decision, right by right, as proposed", lang="fi"),
        Shot("decision-erasure-desktop", "What erasing does", lang="sv", top="#of-erasure"),
        Shot("decision-phone-dark", "The decision on a phone", lang="sv", dark=True, phone=True),
    ):
        gallery.takes(clerk, shot)
    clerk.tab.set_viewport_size(DESK)  # type: ignore[arg-type]  # width and height
    clerk.main.locator(".deciding").evaluate(GRANT)
    clerk.presses_button("Decide")
    clerk.main.get_by_role("button", name="Erase and decide", exact=True).wait_for()
    gallery.takes(clerk, Shot("consequences-desktop", "What is erased, in numbers, before it is confirmed"))
    clerk.presses_button("Erase and decide")
    clerk.is_at(aino.reference)
    clerk.main.get_by_role("link", name="Look at it, or take it back", exact=True).first.click()
    gallery.takes(clerk, Shot("before-erasing-desktop", "Before it is erased: until when it can be taken back"))
    clerk.presses_button("Erase now")
    clerk.is_at(aino.reference)
    plan = f"/{SHOP}/requests/{aino.reference}"
    gallery.takes(
        aino, Shot("case-plan-phone", "The plan of an erasure", plan, "fi", phone=True, top="#decided-erasure")
    )
    until(lambda: "erased" in demo.kinds(aino.reference), "the erasure")
    gallery.takes(clerk, Shot("carrying-out-desktop-dark", "What was decided is carried out", home, "fi", dark=True))
    step = next(one.id for one in desk.case(made).steps if one.state == "by_hand" and one.capability != "find")
    gallery.takes(clerk, Shot("step-tasks-phone", "What a person does there", f"{home}/steps/{step}", "sv", phone=True))


def _is_answered(gallery: Gallery, desk: Desk, aino: Person, clerk: Clerk) -> None:
    """What is carried out, released and read."""
    demo, made = aino.demo, _made(desk, aino)
    home = f"/staff/{SHOP}/requests/{aino.reference}"
    desk.finish_steps(made, "done")
    until(lambda: "answer_prepared" in demo.kinds(aino.reference), "the prepared answer")
    gallery.takes(
        clerk, Shot("release-desktop-dark", "The gate: the letters are read", f"{home}/release", "en", dark=True)
    )
    clerk.releases(aino.reference)
    gallery.takes(clerk, Shot("restriction-desktop", "What is frozen, and how it ends", f"{home}/restriction", "sv"))
    aino.opens_the_answer()
    case = f"/{SHOP}/requests/{aino.reference}"
    for shot in (
        Shot("answer-desktop", "The answer: a package and a letter for each right", lang="en"),
        Shot("answer-phone-dark", "A letter on a phone", f"{case}/answer", "sv", True, True, "article.letter"),
        Shot("case-answered-phone", "What was decided, and what stays frozen", case, "sv", phone=True),
        Shot("case-answered-desktop-dark", "The answered request on a screen", case, "fi", dark=True),
    ):
        gallery.takes(aino, shot)


def _made(desk: Desk, person: Person) -> MadeRequest:
    return MadeRequest(person.demo.request(person.reference).id, person.reference, desk.house.shop.id)


if __name__ == "__main__":
    sys.exit(main())
