"""The gallery: `make screenshots` walks the demo in a real browser and writes its pictures into docs/screenshots/.

Two viewports, light and dark, at one pixel a point, so that the whole stays small enough to be kept.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from portal.demo.customers import CAST, Customer
from portal.domain.lifecycle import Right
from portal.settings import Settings
from portal.storage.door import public as public_door
from portal.storage.opening import open_store
from tests import factories
from tests.browser.walking import DESK, PHONE, SHOP, Clerk, Demo, Person, Walker, Watch, launch, until
from tests.serving import ROOT, Serving

FOLDER = ROOT / "docs" / "screenshots"
MOST_BYTES = 1_500_000
EARLIER = (
    (2, "fi", 23, (Right.ACCESS,)), (4, "fi", 12, (Right.MARKETING,)), (1, "fi", 6, (Right.ACCESS, Right.MARKETING)),
    (5, "sv", 4, (Right.ACCESS,)), (8, "fi", 1, (Right.ACCESS,)),
)  # fmt: skip
"""Who of the cast asked before, in which language, how many days ago, and for what."""
README = "# Screenshots\n\nMade by `make screenshots` from the demo; everybody in them is invented.\n"


@dataclass
class Gallery:
    """The pictures in their order, with what each shows."""

    folder: Path
    shown: list[tuple[str, str]] = field(default_factory=list)

    def takes(self, walker: Walker, name: str, says: str, *, dark: bool = False, top: str = "") -> None:
        """Take what the window shows; `top` is the part that is scrolled to."""
        walker.tab.emulate_media(color_scheme="dark" if dark else "light")
        walker.tab.evaluate("document.activeElement && document.activeElement.blur(); window.scrollTo(0, 0)")
        if top:
            walker.tab.locator(top).first.evaluate("part => part.scrollIntoView()")
        walker.tab.screenshot(path=self.folder / f"{name}.png", animations="disabled", scale="css")
        self.shown.append((name, says))

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
        _earlier_requests(demo)
        with sync_playwright() as playwright:
            browser = launch(playwright)
            _walk(Gallery(FOLDER), demo, browser)
            browser.close()
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


def _earlier_requests(demo: Demo) -> None:
    """Requests of the last weeks, so that the queue looks as it does in life."""
    settings = {"demo": True, "data_dir": demo.serving.data, "port": demo.serving.port, "_env_file": None}
    store = open_store(Settings(**settings))  # type: ignore[arg-type]  # names of settings with their values
    shop = next(facts for facts in public_door.controllers(store) if facts.slug == SHOP)
    for place, language, days, rights in EARLIER:
        past = timedelta(days=days)
        then = replace(store, now=lambda past=past: store.now() - past)  # type: ignore[misc]  # bound at once
        customer: Customer = CAST[place]
        address = customer.email or dict(customer.contacts)["S"]
        name = f"{customer.first} {customer.last}"
        factories.make_request(then, shop, *rights, email=address, name=name, language=language)
    factories.make_request(store, shop, email="someone@example.net", confirmed=False)
    store.database.close()


def _walk(gallery: Gallery, demo: Demo, browser: Browser) -> None:
    watch = Watch()
    aino = Person(demo, browser, watch, "aino.virtanen@example.org", "Aino Virtanen", viewport=PHONE)
    aino.goes(f"/{SHOP}/")
    gallery.takes(aino, "start-phone", "The start page: what one may ask for")
    aino.asks_for("access", "marketing")
    gallery.takes(aino, "check-mail-phone-dark", "Check your mail, with the code for another device", dark=True)
    aino.opens_the_link(aino.reads_the_mail())
    gallery.takes(aino, "confirm-phone", "The mailed link opens a page with one button")
    aino.confirms()
    aino.answers(phones="040 510 2233")
    gallery.takes(aino, "check-answers-phone", "Check your answers")
    aino.sends()
    gallery.takes(aino, "receipt-phone", "The receipt: what happens next, by which date")
    until(lambda: demo.step(aino.reference, "access").state == "done", "the search")
    until(lambda: demo.step(aino.reference, "marketing").state == "done", "the prohibitions")
    aino.tab.set_viewport_size(DESK)  # type: ignore[arg-type]  # width and height
    aino.opens_the_case()
    gallery.takes(aino, "case-desktop", "The request's own page: where marketing is stopped, where the search stands")
    clerk = Clerk(demo, browser, watch)
    clerk.signs_in()
    gallery.takes(clerk, "queue-desktop", "The queue, sorted by what is due")
    gallery.takes(clerk, "queue-desktop-dark", "The queue in the dark", dark=True)
    clerk.opens(aino.reference)
    gallery.takes(clerk, "request-desktop", "A request as staff see it: the one next step, and the way")
    clerk.does_all_by_hand(aino.reference)
    clerk.opens_the_review(aino.reference)
    clerk.takes_in_the_sure_ones()
    gallery.takes(clerk, "review-desktop", "The review: what was found, with a verdict for each record")
    clerk.chooses("Eero Salonen")
    clerk.withholds("others_rights", "The note names a neighbour.")
    clerk.decides(aino.reference)
    until(lambda: "answer_prepared" in demo.kinds(aino.reference), "the prepared answer")
    clerk.opens(aino.reference, "/release")
    gallery.takes(clerk, "release-desktop-dark", "The gate: the letter is read before it goes", dark=True)
    clerk.releases(aino.reference)
    aino.opens_the_answer()
    gallery.takes(aino, "answer-desktop", "The answer, after a fresh code")
    aino.tab.set_viewport_size(PHONE)  # type: ignore[arg-type]  # width and height
    gallery.takes(aino, "answer-phone-dark", "The letter on a phone", dark=True, top="article.letter")
    gallery.index()
    watch.check()


if __name__ == "__main__":
    sys.exit(main())
