"""One running demo and one real browser for the walks of a test process; each walk has its own people."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests import postgres
from tests.browser.walking import PATIENCE_SECONDS, Clerk, Demo, Person, Watch, launch
from tests.serving import Serving

expect.set_options(timeout=PATIENCE_SECONDS * 1000)


def running_demo(folder: Path, database_url: str = "") -> Iterator[Demo]:
    """A demo that serves, from its start to its end."""
    serving = Serving(folder, seeded=True, database_url=database_url)
    try:
        serving.until(serving.is_whole, "up")
        demo = Demo(serving)
        yield demo
        demo.database.close()
    finally:
        serving.end()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo on SQLite; who breaks something of it mends it again."""
    yield from running_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def postgres_demo(tmp_path_factory: pytest.TempPathFactory, postgres_server: Path) -> Iterator[Demo]:
    """The demo on PostgreSQL."""
    with postgres.fresh_database(postgres_server) as name:
        yield from running_demo(tmp_path_factory.mktemp("demo"), postgres.url_of(postgres_server, name))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Nothing may go wrong in any browser of the test."""
    watching = Watch()
    yield watching
    watching.check()


@pytest.fixture
def people(demo: Demo, browser: Browser, watch: Watch) -> Iterator[Callable[..., Person]]:
    """Make people, each with a browser of their own: `people("aino.virtanen@example.org", "Aino Virtanen")`."""
    made: list[Person] = []

    def make(address: str, name: str = "", **options: Any) -> Person:
        made.append(Person(options.pop("demo", demo), browser, watch, address, name, **options))
        return made[-1]

    yield make
    for person in made:
        person.leaves()


@pytest.fixture
def clerks(demo: Demo, browser: Browser, watch: Watch) -> Iterator[Callable[..., Clerk]]:
    """Make clerks, each with a browser of their own, signed in."""
    made: list[Clerk] = []

    def make(**options: Any) -> Clerk:
        role = options.pop("role", "owner")
        made.append(Clerk(options.pop("demo", demo), browser, watch, **options))
        made[-1].signs_in(role)
        return made[-1]

    yield make
    for clerk in made:
        clerk.leaves()
