"""A newsletter's link and the next campaign: a reader stops some of it, and the list that staff send to knows."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from portal.domain.lifecycle import Status
from portal.storage import tables as t
from tests.browser.walking import Clerk, Demo, Person, until

READER, OTHER = "reader.of.news@example.org", "somebody.else@example.org"
NARROW = {"width": 320, "height": 640}
LIST = f'nimi;osoite;huom\r\nRita;{READER.upper()};x\r\n"Eero, E.";{OTHER};=1+1\r\nilman;;"@SUM(1)"\r\n'


def link_of(demo: Demo, address: str) -> str:
    """What the company puts into its newsletter."""
    said = demo.serving.portal("suppression", "link", demo.slug, address)
    assert said.returncode == 0, said.stderr
    return said.stdout.strip()


def pictured(walker: Clerk | Person, folder: Path, name: str) -> None:
    """Keep a picture of the page for whoever wants to look."""
    walker.tab.screenshot(path=folder / f"{name}.png", full_page=True)


def test_a_reader_stops_some_of_it_and_the_next_list_goes_without_them(
    demo: Demo, people: Callable[..., Person], clerks: Callable[..., Clerk], tmp_path: Path
) -> None:
    # Given a reader with the newsletter's link, on a small phone without scripts
    reader = people(READER, scripts=False, viewport=NARROW)
    reader.goes(link_of(demo, READER))
    reader.sees("Stop marketing to this address?")
    pictured(reader, tmp_path, "before")
    # When they press without a choice, they are told, and nothing is stopped
    reader.presses_button("Stop what is ticked")
    reader.sees("Choose at least one, or stop all of it")
    pictured(reader, tmp_path, "refused")
    # When they stop what they choose, the page says so, and says it again to whoever comes back
    reader.ticks("direct_advertising")
    reader.ticks("research")
    reader.presses_button("Stop what is ticked")
    reader.sees("Part of it is stopped")
    reader.sees("It holds until you yourself ask for it again")
    pictured(reader, tmp_path, "some")
    assert reader.tab.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    # What goes on can be stopped; what is stopped is asked for again in a part that is folded
    expect(reader.main.locator("input[type=checkbox]:visible")).to_have_count(2)
    # Then the answer comes by itself, with what was chosen and what goes on
    with demo.database.reading(demo.machine) as session:
        row = session.query(t.SubjectRequest).order_by(t.SubjectRequest.received_at.desc()).first()
    assert row is not None
    until(lambda: demo.request(row.reference).status == Status.ANSWERED, "the answer")
    (letter,) = demo.rows(t.Letter, row.reference)
    assert letter.kind == "marketing"
    # Then the list of the next campaign comes back without the reader, for what they stopped alone
    source = tmp_path / "spring.csv"
    source.write_bytes(LIST.encode())
    clerk = clerks()
    clerk.follows("Campaign list")
    pictured(clerk, tmp_path, "list")
    assert cleaned(clerk, source, "direct_advertising") == LIST.replace(f"Rita;{READER.upper()};x\r\n", "").encode()
    assert cleaned(clerk, source, "distance_selling") == LIST.encode()
    clerk.main.locator("input[type=file]").set_input_files(source)
    clerk.presses_button("Only count")
    clerk.sees("The list was counted")
    clerk.sees("choose the file once more: it was not kept")
    pictured(clerk, tmp_path, "counted")
    clerk.presses_button("Make the cleaned list")
    clerk.sees("Choose the file of the list")
    pictured(clerk, tmp_path, "no_file")
    # Then the reader stops the rest with one press
    reader.goes(link_of(demo, READER))
    reader.presses_button("Stop all the rest")
    reader.sees("You are not written to any more")
    pictured(reader, tmp_path, "all")
    demo.verifies()


def cleaned(clerk: Clerk, source: Path, channel: str) -> bytes:
    """What comes back as a download when the list is for this channel alone."""
    clerk.main.locator("input[type=checkbox]").evaluate_all("boxes => boxes.forEach(box => box.checked = false)")
    clerk.ticks(channel)
    clerk.main.locator("input[type=file]").set_input_files(source)
    with clerk.tab.expect_download() as coming:
        clerk.main.get_by_role("button", name="Make the cleaned list").click()
    assert coming.value.suggested_filename.startswith("spring (")
    with tempfile.TemporaryDirectory() as folder:
        coming.value.save_as(Path(folder) / "came.csv")
        return (Path(folder) / "came.csv").read_bytes()
