"""People who walk through the running application in a real Chromium: persons and clerks, in their own words."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Response, expect
from sqlalchemy import delete, select, update

from portal.demo import mail_folder
from portal.demo.mail_folder import StoredMail
from portal.domain.lifecycle import Verdict
from portal.domain.roles import Role, Viewer, ViewerKind, machine
from portal.domain.wishes import Wishes
from portal.journey import steps
from portal.storage import tables as t
from portal.storage.database import Database, Store
from portal.storage.door import case as case_door
from portal.storage.opening import open_store
from tests.serving import Serving

CHROMIUM = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
"""The one made for automation first: it draws the same pages at a fraction of the cost."""
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE_SECONDS = 45.0
LOOK_AGAIN_SECONDS = 0.3
SHOP = "digelius"
MOST_PAGES, MOST_PRESSES = 9, 12
MOST_TABS = 200
FOCUSED = """() => {
    const here = document.activeElement;
    return here.ariaLabel || (here.labels && here.labels[0] || here).innerText.trim();
}"""
REFUSALS = frozenset({400, 403, 404, 405, 409, 410, 413, 422, 429, 503})
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1200, "height": 900}
_CODE = re.compile(r"^\s*([0-9A-Z]{6})\s*$", re.MULTILINE)


def launch(playwright: Any) -> Browser:
    """The real browser; without one it says the command that installs it."""
    found = next((path for path in CHROMIUM if path.exists()), None)
    if found is None:
        raise RuntimeError(f"These tests drive a real browser at {CHROMIUM[0]}, which is missing: make browser")
    browser: Browser = playwright.chromium.launch(executable_path=str(found), args=[*QUIET])
    return browser


@dataclass
class Watch:
    """What went wrong in the browsers of a test: console, exceptions, answers of the server."""

    wrong: list[str] = field(default_factory=list)
    _refused: set[str] = field(default_factory=set)

    def over(self, context: BrowserContext) -> None:
        """Look over every page of a browser."""
        context.on("page", self._page)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.wrong.append(f"exception: {error.error}"))

    def _page(self, page: Page) -> None:
        page.on("crash", lambda _page: self.wrong.append("a page crashed"))

    def _answered(self, answer: Response) -> None:
        if answer.status in REFUSALS:
            self._refused.add(answer.url)
        elif answer.status >= 500:
            self.wrong.append(f"{answer.status} {answer.request.method} {answer.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        if "Failed to load resource" in message.text and message.location.get("url") in self._refused:
            return
        self.wrong.append(f"{message.type}: {message.text} at {message.location.get('url')}")

    def check(self) -> None:
        """Fail with what went wrong."""
        assert not self.wrong, "\n".join(self.wrong)


class Demo:
    """A running demo: where it is, its mail, its customer register, its rows."""

    def __init__(self, serving: Serving, slug: str = SHOP) -> None:
        self.serving = serving
        self.slug = slug
        self.url = serving.base_url
        self.register_file = serving.data / f"{slug}_customers.sqlite3"
        self.register_url = f"sqlite:///{self.register_file}"
        self.database = Database(serving.database_url)
        self._controller: str = ""

    def of(self, slug: str) -> "Demo":
        """The same demo, from another company's side."""
        return Demo(self.serving, slug)

    def at(self, path: str) -> str:
        """The address of a path of the company's."""
        return f"{self.url}/{self.slug}{path}"

    @property
    def store(self) -> Store:
        """The running portal's own store: use cases on it stand for clicks that another walk makes."""
        return open_store(self.serving.settings)

    def finishes_finds(self, reference: str, *but: str, **found: tuple[str, str]) -> None:
        """People have looked into every system without a connection but some; `found` gives (category, text)."""
        store, viewer = self.store, self.owner
        for line in case_door.case_page(store, viewer, reference).steps:
            if line.state == "by_hand" and line.capability == "find" and line.system not in but:
                pairs = [found[line.system]] if line.system in found else []
                version = case_door.case_page(store, viewer, reference).version
                outcome = "found" if pairs else "nothing"
                steps.complete_by_hand(store, viewer, reference, version, line.id, outcome, "", pairs)
        store.database.close()

    @property
    def owner(self) -> Viewer:
        """The company's owner, as use cases see them."""
        with self.database.looking() as session:
            membership = session.scalars(
                select(t.Membership).where(
                    t.Membership.controller_id == self.machine.controller_id, t.Membership.role == Role.OWNER.value
                )
            ).one()
        return Viewer(ViewerKind.STAFF, membership.controller_id, staff_id=membership.staff_id, role=Role.OWNER)

    @property
    def machine(self) -> Viewer:
        """A viewer who may count the shop's rows."""
        if not self._controller:
            with self.database.looking() as session:
                self._controller = session.scalars(select(t.Controller.id).where(t.Controller.slug == self.slug)).one()
        return machine(self._controller)

    def mails(self, address: str, subject: str = "") -> list[StoredMail]:
        """The mails to an address so far, the oldest first."""
        found = mail_folder.read_all(self.serving.mail_folder)
        return [mail for mail in found if address.lower() in map(str.lower, mail.recipients) and subject in mail.text]

    def mail(self, address: str, after: int = 0, word: str = "") -> StoredMail:
        """The newest mail to an address beyond the first `after` that says `word`, once it is there."""
        found: list[StoredMail] = []

        def there() -> bool:
            found[:] = self.mails(address, word)[after:]
            return bool(found)

        until(there, f"a mail to {address}")
        return found[-1]

    def rows(self, table: type[Any], reference: str) -> list[Any]:
        """The rows of a table that belong to a request."""
        with self.database.reading(self.machine) as session:
            owned = select(t.SubjectRequest.id).where(t.SubjectRequest.reference == reference)
            return list(session.scalars(select(table).where(table.request_id.in_(owned))))

    def request(self, reference: str) -> t.SubjectRequest:
        """The row of a request."""
        with self.database.reading(self.machine) as session:
            return session.scalars(select(t.SubjectRequest).where(t.SubjectRequest.reference == reference)).one()

    def step(self, reference: str, right: str = "", system: str = "customer_register") -> t.Step:
        """The step of one system."""
        steps: list[t.Step] = self.rows(t.Step, reference)
        return next(step for step in steps if step.system == system and right in ("", step.right))

    def references(self) -> set[str]:
        """Every request there is."""
        with self.database.reading(self.machine) as session:
            return set(session.scalars(select(t.SubjectRequest.reference)))

    def open_findings(self, reference: str) -> int:
        """How many records nobody has judged yet."""
        return sum(row.verdict == Verdict.OPEN for row in self.rows(t.Finding, reference))

    def kinds(self, reference: str) -> list[str]:
        """The events of a request, in order."""
        return [event.kind for event in sorted(self.rows(t.Event, reference), key=lambda event: event.number)]

    def let_days_pass(self, reference: str, days: int) -> None:
        """What the portal counts by is moved back: links, browsers that may see the request, and mail limits."""
        past, request_id = timedelta(days=days), self.request(reference).id
        with self.database.engine.execution_options(writes=True).begin() as connection:
            for table in (t.Proof, t.Grant):
                for row in self.rows(table, reference):
                    earlier = {"created_at": row.created_at - past, "expires_at": row.expires_at - past}
                    mine = (table.request_id == request_id, table.id == row.id)
                    connection.execute(update(table).where(*mine).values(earlier))
            connection.execute(delete(t.LimitCount))

    def verifies(self) -> None:
        """`portal audit verify` finds every chain whole."""
        said = self.serving.portal("audit", "verify")
        assert said.returncode == 0, said.stdout + said.stderr

    def staff(self, role: str = "owner") -> tuple[str, str]:
        """Address and password of a member of the company's staff."""
        told = self.serving.told["staff"]
        member = next(one for one in told if one["controller"] == self.slug and one["role"] == role)
        return member["email"], member["password"]

    @contextmanager
    def without_mailbox(self) -> Iterator[None]:
        """The mail server is down, and nobody starts it again until the block ends."""
        mailbox, parent = self.serving.child("portal.demo.mailbox"), self.serving.parent
        parent.suspend()
        try:
            mailbox.kill()
            yield
        finally:
            parent.resume()
        self.serving.until(self.serving.is_whole, "whole again")

    @contextmanager
    def with_register(self, harm: Callable[[Path], None]) -> Iterator[None]:
        """The customer register is harmed; it is as it was when the block ends."""
        whole = self.register_file.read_bytes()
        try:
            harm(self.register_file)
            yield
        finally:
            self.register_file.write_bytes(whole)


def until(met: Callable[[], object], what: str, patience: float = PATIENCE_SECONDS) -> None:
    """Wait for it, or fail naming it."""
    end = time.monotonic() + patience
    while not met():
        assert time.monotonic() < end, f"{what}: not in {patience:g} s"
        time.sleep(LOOK_AGAIN_SECONDS)


class Walker:
    """Somebody with a browser of their own: a tab in hand, its pages and its presses counted."""

    def __init__(
        self, demo: Demo, browser: Browser, watch: Watch, *, scripts: bool = True, language: str = "en", **options: Any
    ) -> None:
        self.demo, self.scripts, self.language = demo, scripts, language
        self._watch, self._browser = watch, browser
        options = {"viewport": DESK, **options}
        self.context = browser.new_context(
            locale=f"{language}-FI", java_script_enabled=scripts, accept_downloads=True, **options
        )
        watch.over(self.context)
        self.pages: list[str] = []
        self.presses = 0
        self.context.on("page", lambda page: page.on("framenavigated", lambda frame: self._seen(page, frame)))
        self.tab = self.context.new_page()

    def _seen(self, page: Page, frame: Any) -> None:
        path = urlsplit(frame.url).path
        if frame is page.main_frame and page is self.__dict__.get("tab") and path.startswith(f"/{self.demo.slug}"):
            self.pages.append(path)

    def goes(self, path: str) -> None:
        """Open a page by its path."""
        self.tab.goto(f"{self.demo.url}{path}" if path.startswith("/") else path)

    def presses_button(self, name: str, within: Locator | None = None) -> None:
        """Press a button by its words, and wait for the page that comes."""
        self.presses += 1
        (within or self.main).get_by_role("button", name=name, exact=True).first.click()
        self.tab.wait_for_load_state()

    def follows(self, name: str) -> None:
        """Press a link by its words, and wait for the page that comes."""
        self.presses += 1
        self.main.get_by_role("link", name=name).first.click()
        self.tab.wait_for_load_state()

    def follows_to(self, end: str, name: str) -> None:
        """Press the link of these words that leads there; others of the same words may stand beside it."""
        self.presses += 1
        self.main.locator(f"a[href$='{end}']").filter(has_text=name).first.click()
        self.is_at(end)

    def tabs_to(self, name: str) -> None:
        """Press the Tab key until what has this name is in focus."""
        for _press in range(MOST_TABS):
            self.tab.keyboard.press("Tab")
            if self.tab.evaluate(FOCUSED) in (name, f"{name} (optional)"):
                return
        raise AssertionError(f"{name}: not within {MOST_TABS} tabs")

    def unfolds(self, summary: str) -> None:
        """What is behind a heading with an arrow, where it is not open yet."""
        details = self.tab.locator("details", has=self.tab.locator("summary", has_text=summary)).first
        if details.get_attribute("open") is None:
            details.locator("summary").click()

    def ticks(self, value: str) -> None:
        """Tick a box by its value."""
        self.presses += 1
        self.main.locator(f"input[value='{value}']").check()

    @property
    def main(self) -> Locator:
        """What the page is about."""
        return self.tab.locator("main")

    @property
    def said(self) -> str:
        """The words of the page."""
        return self.main.inner_text()

    @property
    def path(self) -> str:
        """Where one is."""
        return urlsplit(self.tab.url).path

    def is_at(self, end: str) -> None:
        """The page whose path ends so."""
        expect(self.tab).to_have_url(re.compile(re.escape(end) + r"(\?.*)?$"))

    def sees(self, words: str) -> None:
        """The page says so."""
        expect(self.main).to_contain_text(words)

    def sees_after_a_while(self, words: str) -> None:
        """The page says so, sooner or later; without scripts one loads it again."""

        def there() -> bool:
            if words in self.said:
                return True
            self.tab.reload()
            return words in self.said

        until(there, f"“{words}” at {self.path}")

    def leaves(self) -> None:
        """Close the browser."""
        self.context.close()


class Person(Walker):
    """A data subject with a mailbox."""

    def __init__(self, demo: Demo, browser: Browser, watch: Watch, address: str, name: str = "", **options: Any):
        super().__init__(demo, browser, watch, **options)
        self.address, self.name = address, name
        self.reference = ""
        self.wishes: Wishes | None = None
        self._mails = len(demo.mails(address))

    def asks_for(self, *rights: str) -> None:
        """From the start page to “Check your mail”."""
        self.goes(f"/{self.demo.slug}/")
        for right in rights:
            self.ticks(right)
        self.main.get_by_label("Your email address").fill(self.address)
        self.presses_button("Continue")
        self.is_at("/mail")
        self.reference = self.path.split("/")[-2]

    @property
    def code_shown(self) -> str:
        """The code on the page where one began."""
        return self.main.locator(".code-display .unseen").inner_text().replace(" ", "")

    def reads_the_mail(self) -> StoredMail:
        """The newest mail since the last one that was read."""
        mail = self.demo.mail(self.address, after=self._mails)
        self._mails = len(self.demo.mails(self.address))
        return mail

    def link_in(self, mail: StoredMail) -> str:
        """The address that the mail leads to; it is this portal's."""
        found = re.search(rf"{re.escape(self.demo.url)}\S+", mail.text)
        assert found, mail.text
        return found.group(0)

    def opens_the_link(self, mail: StoredMail) -> None:
        """In a new tab of the same browser, as mail programs do."""
        self.presses += 1
        self.tab = self.context.new_page()
        self.goes(self.link_in(mail))

    def opens_the_link_without_a_new_tab(self, mail: StoredMail) -> None:
        """In the same tab."""
        self.presses += 1
        self.goes(self.link_in(mail))

    def confirms(self, code: str = "") -> None:
        """The press that shows the mailbox; with the code where another browser began."""
        if code:
            self.main.get_by_label("The code shown where you began").fill(code)
        self.presses_button("Yes, this is me")

    def answers(self, **more: str) -> None:
        """The questions: the name, and what helps to find everything (`emails`, `phones`, `customer_number`)."""
        self.is_at("/about")
        self.main.get_by_label("What is your name?").fill(self.name)
        self.presses_button("Continue")
        self.is_at("/find")
        for field_name, text in more.items():
            self.main.locator(f"[name={field_name}]").fill(text)
        self.presses_button("Continue")
        if self.wishes:
            self.is_at("/wishes")
            self.details()
        self.is_at("/check")

    def details(self) -> None:
        """The page of details, as `wishes` has them."""
        wishes = self.wishes
        assert wishes is not None
        for place, one in enumerate(wishes.corrections):
            self.main.locator(f"[name=corrections-{place}-category]").select_option(one.category)
            self.main.locator(f"[name=corrections-{place}-now]").fill(one.now)
            self.main.locator(f"[name=corrections-{place}-should]").fill(one.should)
        if wishes.erase:
            self.main.locator("[name=extent][value=some]").check()
        for name, values in (("erase", wishes.erase), ("purposes", wishes.purposes)):
            for value in values:
                self.main.locator(f"[name={name}][value='{value}']").check()
        if wishes.reason:
            self.main.locator("[name=reason]").fill(wishes.reason)
        if wishes.restrict:
            self.main.locator(f"[name=restrict][value={wishes.restrict.value}]").check()
            self.main.locator("[name=restrict_text]").fill(wishes.restrict_text)
        self.presses_button("Continue")

    def sends(self) -> None:
        """The press that sends the request; the receipt comes."""
        self.presses_button("Send request")
        self.is_at("/receipt")

    def asks_and_sends(self, *rights: str, **more: str) -> None:
        """The whole way to the receipt."""
        self.asks_for(*rights)
        self.opens_the_link(self.reads_the_mail())
        self.confirms()
        self.answers(**more)
        self.sends()

    def opens_the_case(self) -> None:
        """The request's own page."""
        self.goes(f"/{self.demo.slug}/requests/{self.reference}")
        self.is_at(self.reference)

    def writes(self, text: str, *files: Path) -> None:
        """A message with files."""
        self.main.get_by_label("Your message").fill(text)
        if files:
            self.main.locator("input[type=file]").set_input_files([*files])
        self.presses_button("Send message")

    def states_disagreement(self, text: str) -> None:
        """What the person holds against a refused correction."""
        self.main.locator("[name=statement]").fill(text)
        self.presses_button("Leave the statement")

    def opens_the_answer(self) -> None:
        """With a fresh code, which is mailed."""
        self.goes(f"/{self.demo.slug}/requests/{self.reference}/answer")
        self.is_at("/code")
        read = len(self._mailed_codes())
        self.presses_button("Mail me a code")
        until(lambda: len(self._mailed_codes()) > read, f"a code to {self.address}")
        self.main.get_by_label("The code from the mail").fill(self._mailed_codes()[-1])
        self.presses_button("Open the answer")
        self.is_at("/answer")

    def opens_the_letter(self, code: str) -> None:
        """With what is printed on the first sheet of a posted letter; the request's page comes."""
        self.types_the_code(code)
        self.is_at(self.reference)

    def types_the_code(self, code: str) -> None:
        """Reference and code of a letter, whatever comes of it."""
        self.goes(f"/{self.demo.slug}/letter")
        self.main.get_by_label("The reference of your request").fill(self.reference)
        self.main.get_by_label("The code in the letter").fill(code)
        self.presses_button("Open my request")

    def _mailed_codes(self) -> list[str]:
        """The codes mailed so far; other mails may come in between."""
        found = (_CODE.search(mail.text) for mail in self.demo.mails(self.address))
        return [code.group(1) for code in found if code]

    def downloads(self, folder: Path) -> Path:
        """The package, kept in a folder."""
        with self.tab.expect_download() as coming:
            self.main.get_by_role("link", name="Download the package").click()
        path = folder / coming.value.suggested_filename
        coming.value.save_as(path)
        return path


class Clerk(Walker):
    """Who handles requests at the shop."""

    def signs_in(self, role: str = "owner") -> None:
        """With the demo's address and password; the queue comes."""
        self.signs_in_with(*self.demo.staff(role))

    def signs_in_with(self, address: str, password: str) -> None:
        """With an address and a password of one's own; the queue comes."""
        self.goes(f"/staff/login?lang={self.language}")
        self.main.get_by_label("Email address").fill(address)
        self.main.get_by_label("Password").fill(password)
        self.presses_button("Sign in")
        self.is_at(f"/staff/{self.demo.slug}/requests")

    def opens(self, reference: str, page: str = "") -> None:
        """A page of a request."""
        self.goes(f"/staff/{self.demo.slug}/requests/{reference}{page}")

    def enters(self, day: date, channel: str, seen: str, *rights: str, again: bool = False, **typed: str) -> str:
        """A request over the counter, on one page; its reference. `typed` are its fields by their names."""
        before = self.demo.references()
        self.goes(f"/staff/{self.demo.slug}/requests/new")
        for name, value in (("channel", channel), ("rung", seen), *(("rights", right) for right in rights)):
            self.main.locator(f"input[name={name}][value='{value}']").check()
        self.main.locator("[name=day]").fill(day.isoformat())
        self.main.locator("[name=language]").select_option(self.language)
        if {"phones", "customer_number", "emails"} & typed.keys():
            self._unfolds("What helps to find the data")
        for name, text in typed.items():
            self.main.locator(f"[name={name}]").fill(text)
        self.presses_button("Enter the request")
        if again:
            self.presses_button("It is another one: enter it")
        expect(self.main.get_by_role("heading", name="Enter a request")).to_have_count(0)
        (made,) = [one for one in self.demo.references() - before if one in self.path]
        return made

    def extends(self, reference: str, reasons: str) -> str:
        """More time, with its reasons; the words of the letter that is read before the press."""
        self.opens(reference)
        self.follows("More time")
        self.main.get_by_label("Why more time is needed").fill(reasons)
        self.presses_button("Look at the letter")
        letter = self.main.locator("article.letter").inner_text()
        self.presses_button("Extend the time and send the letter")
        self.is_at(reference)
        return letter

    def hands_over(self, reference: str, colleague: str, note: str) -> None:
        """Into a colleague's hand, with what they should know."""
        self.opens(reference)
        self._unfolds("Hand it over" if "You have it in hand." in self.said else "Give it to somebody")
        self.main.get_by_label("Give it to").select_option(colleague)
        self.main.get_by_label("Note for your colleague").fill(note)
        self.presses_button("Give")

    def prints(self, reference: str, keep: Path) -> str:
        """What the sheets say on paper, and nothing else; their picture is kept."""
        self.opens(reference, "/post")
        self.tab.emulate_media(media="print")
        self.tab.screenshot(path=keep, full_page=True)
        said = self.tab.locator("body").inner_text()
        self.tab.emulate_media(media="screen")
        return said

    def posts(self, reference: str) -> None:
        """The press that the sheets went."""
        self.opens(reference, "/post")
        self.presses_button("It was posted")
        self.is_at(reference)

    def opens_step(self, reference: str, right: str, system: str) -> None:
        """The page of one system of a request."""
        step = self.demo.step(reference, right, system)
        self.opens(reference, f"/steps/{step.id}")

    def does_by_hand(self, outcome: str, note: str = "", **found: str) -> None:
        """Say on a step's page what came of it: `found` by data category."""
        self.main.locator(f"input[name=outcome][value={outcome}]").check()
        for category, text in found.items():
            self.main.locator(f"[name=found_{category}]").fill(text)
        self.main.locator("[name=note]").fill(note)
        self.presses_button("Save the outcome")

    def does_all_by_hand(self, reference: str, outcome: str = "nothing", note: str = "") -> int:
        """Each step that the next step leads to, until none is left; how many there were."""
        done = 0
        self.opens(reference)
        while (first := self.main.get_by_role("link", name="Open the first step")).count():
            first.click()
            self.does_by_hand(outcome, note)
            done += 1
            self.opens(reference)
        return done

    def opens_the_review(self, reference: str) -> None:
        """What was found, once every search has ended."""
        until(lambda: self.demo.request(reference).status == "review", "the review")
        self.opens(reference)
        self.follows("Review what was found")
        self.is_at("/findings")

    def takes_in_the_sure_ones(self) -> None:
        """The press that includes what surely is the person's."""
        self.presses_button("Take in the sure records")

    def chooses(self, *words: str) -> int:
        """Tick the records that say one of these words; how many there are."""
        rows = self.main.locator("tr", has=self.tab.locator("input[name=finding]"))
        chosen = [row for row in rows.all() if any(word in row.inner_text() for word in words)]
        for row in chosen:
            row.locator("input[name=finding]").check()
        return len(chosen)

    def includes(self) -> None:
        """Give the chosen records, or say that they are the person's where no copy is asked."""
        self.presses += 1
        self.main.locator("button[name=verdict][value=included]").click()
        self.tab.wait_for_load_state()

    def withholds(self, ground: str, note: str = "") -> None:
        """Withhold the chosen records, with the ground that the person is told."""
        self._unfolds("Withhold them")
        self.main.locator("select[name=ground]").select_option(ground)
        self.main.locator("[name=note]").fill(note)
        self.presses_button("Withhold them")

    def leaves_out(self, label: str, ground: str, note: str = "") -> None:
        """On a record's own page: give it without one part."""
        self.main.get_by_label(f"Leave out: {label}", exact=True).check()
        self.main.locator("select[name=ground]").select_option(ground)
        self.main.locator("[name=note]").fill(note)
        self.presses_button("Give it without the parts left out")

    def says_who_it_is(self, customer: str, *, is_person: bool) -> None:
        """Whether a customer is the person."""
        row = self.main.locator("tr", has_text=customer).first
        self.presses_button("This is the person" if is_person else "Not this person", within=row)

    def vouches(self, reference: str, note: str = "A customer whom we know well.") -> None:
        """Say why what was shown of the identity is enough, where more is wanted."""
        self.opens(reference, "/identity")
        press = "It is enough, for this reason"
        if self.main.get_by_role("button", name=press, exact=True).count():
            self.main.get_by_label("Why what was shown is enough").fill(note)
            self.presses_button(press)

    def finishes_the_review(self, reference: str) -> None:
        """The press that leads to the decision; before it, who asks is known well enough."""
        self.vouches(reference)
        self.opens(reference, "/findings")
        self.presses_button("Finish the review")
        self.is_at("/decision")

    def decides(self, reference: str, **choices: str) -> None:
        """Finish the review, and decide as proposed, but for `choices` of fields by their names."""
        self.finishes_the_review(reference)
        for name, value in choices.items():
            self.chooses_in_decision(name, value)
        self.confirms_the_decision(reference)

    def confirms_the_decision(self, reference: str) -> None:
        """The press that decides, and where something is erased the press over its numbers."""
        others = self.main.get_by_role("button", name="Decide", exact=True)
        self.presses_button("Decide" if others.count() else "Decide and write the answer")
        erases = self.main.get_by_role("button", name="Erase and decide", exact=True)
        if "What is erased" in self.tab.title():
            expect(erases).to_be_visible()
            self.presses_button("Erase and decide")
            expect(self.main.locator("#live-case")).to_be_visible()
            held = self.main.get_by_role("link", name="Look at it, or take it back", exact=True)
            if held.count():  # a house of a test's own may let erasures begin at once
                held.first.click()
                self.presses_button("Erase now")
        self.is_at(reference)

    def chooses_in_decision(self, name: str, value: str) -> None:
        """One field of the decision: a radio, a box, a list or a text."""
        field_ = self.main.locator(f"[name='{name}']")
        kind = field_.first.get_attribute("type") or field_.first.evaluate("one => one.tagName.toLowerCase()")
        if kind in {"radio", "checkbox"}:
            self.main.locator(f"[name='{name}'][value='{value}']").check()
        elif kind.startswith("select"):
            field_.select_option(value)
        else:
            field_.fill(value)

    def subjects(self, right: str) -> list[str]:
        """What there is to decide of a right, by the names of the fields."""
        found = self.main.locator(f"[name^='how_{right}_']").evaluate_all("all => all.map(one => one.name)")
        return [name.removeprefix(f"how_{right}_") for name in dict.fromkeys(found)]

    def includes_all_open(self) -> None:
        """Tick every record that nobody has judged, and take them in."""
        self.goes(f"{self.path}?show=open")
        boxes = self.main.locator("input[name=finding]")
        for box in boxes.all():
            box.check()
        if boxes.count():
            self.includes()

    def carries_out_by_hand(self, reference: str) -> int:
        """Each step of the decision that waits for a person; how many there were."""
        return self.does_all_by_hand(reference, "done")

    def tells_recipients(self, reference: str, names: str = "Kaveri Records Oy") -> int:
        """Each recipient that the next step leads to, by mail and today; how many there were."""
        told = 0
        self.opens(reference)
        while (first := self.main.get_by_role("link", name="Tell the first one")).count():
            first.click()
            self.main.locator("input[name=outcome][value=told]").check()
            self.main.locator("input[name=how][value=mail]").check()
            if "names only a kind" in self.said:
                self.main.locator("[name=names]").fill(names)
            self.presses_button("Save the outcome")
            told += 1
            self.opens(reference)
        return told

    def releases(self, reference: str) -> None:
        """Read the answer, and give it."""
        until(lambda: "answer_prepared" in self.demo.kinds(reference), "the prepared answer")
        self.opens(reference, "/release")
        self.is_at("/release")
        self.presses_button("Release the answer")
        self.is_at(reference)

    def _unfolds(self, summary: str) -> None:
        details = self.main.locator("details", has=self.tab.locator("summary", has_text=summary)).first
        if details.get_attribute("open") is None:
            details.locator("summary").click()
