"""Lists below titles that are kinds of data, one by one down the page."""

from tests.reading.notice.reading import read, register
from tests.reading.notice.test_data_told import TOP

PAGE = """## Data we may collect

### Contact and family data

Names, addresses, dates of birth, sibling or guardian names and proof of age where required.

### Learning and health information

Lessons, marks, physical or mental needs, mobility, progress and support wanted at school or home.

Visit and security information

Gate logs, visits, complaints, praise and action plans. It is kept apart.

### Web and technical information

IP address, browser, page use and search words according to the settings and choices of cookies.

### Other partner contacts

Supplier, council, media or professional contact information.
"""
WANTED = [
    "Names", "addresses", "dates of birth", "sibling or guardian names", "proof of age", "Lessons",
    "marks", "physical or mental needs", "mobility", "progress", "support wanted at school or home", "Gate logs",
    "visits", "complaints", "praise", "action plans", "IP address", "browser", "page use", "search words",
    "Supplier, council, media or professional contact information",
]  # fmt: skip


def test_lists_below_titles_of_data_are_read_in_their_parts() -> None:
    said = register(read(TOP["en"] + PAGE, "notice.md"))

    assert said["data_categories"] == WANTED


def test_one_such_title_alone_is_no_page_of_lists() -> None:
    text = "## Our work\n\nMore useful information\n\nHikes, songs, fires and tents.\n"

    assert register(read(TOP["en"] + text, "notice.md"))["data_categories"] == []
