"""Data that English sentences say is taken, before the verb and behind it, as Germans and Dutch write them too."""

import pytest

from tests.notices.fields import values
from tests.reading.notice.reading import printed

_ABOVE = "# Privacy\n\n## Controller\n\nKai Kiosk GmbH, Kai 3, Hamburg, is responsible for the processing.\n\n"
_BELOW = "\n\n## Your rights\n\nYou may ask for access and rectification.\n"


def kinds(part: str) -> list[str]:
    """The kinds of data that are read of one part of a notice."""
    return list(values(printed((_ABOVE + part + _BELOW).encode(), "privacy.md"), "data_categories"))


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("## Chat\n\nIf you text us, your phone number and the content of the text are processed.", 2),
        ("## Comments\n\nWith each comment, your nickname, your e-mail address and the time are stored.", 3),
        ("## Logs\n\nIP address and coarse device information are processed along with the usual logs.", 2),
        ("## Crashes\n\nIf the app fails, device type, OS version and the error message are sent to us.", 3),
        ("## Login\n\nOnly the email address that you give is stored.", 1),
        ("## E-mail\n\nThen the sender's personal data transmitted by e-mail will be stored.", 1),
        ("## Fonts\n\nTo show them, an IP address is sent to their maker.", 1),
        ("## Logs\n\nThe server saves the IP address, the time and the page that was asked for.", 3),
        ("## Logs\n\nOur web server logs every request with the IP address, date, time and user agent.", 4),
        ("## Statistics\n\nOur tool Sumsum records pages viewed, time on the page and rough location.", 3),
        ("## Sales\n\nThe shop processes anonymous user IDs and purchase receipts to unlock features.", 2),
        ("## Data\n\nThe data Kai Kiosk collects includes, name, phone number and your wishes.", 3),
        ("## Newsletter\n\nThe only mandatory information for the newsletter is your e-mail address.", 1),
        ("## Orders\n\nWe handle what your order needs. This concerns your name, address and bank details.", 3),
        ("## Contact\n\nAmong these data are name, address and bank details.", 3),
    ],
)
def test_it_reads_what_is_taken_before_and_behind_the_verb(part: str, said: int) -> None:
    assert len(kinds(part)) == said


@pytest.mark.parametrize(
    "part",
    [
        "## Orders\n\nYour data are processed in order to send invoices, answer requests and manage bookings.",
        "## Contact\n\nYour data is kept as long as needed to process a booking, and beyond this for further bookings.",
        "## Safety\n\nPayment data and passwords are encrypted and cannot be read by anybody.",
        "## Logs\n\nNeither your name nor your e-mail address is stored.",
        "## Whom we serve\n\nWe store data about customers, suppliers and partners.",
        "## Cookies\n\nIn a cookie the content of a cart or a language choice can be kept.",
    ],
)
def test_it_takes_no_uses_and_no_people_for_data(part: str) -> None:
    assert kinds(part) == []


def test_it_reads_examples_of_data_that_is_processed() -> None:
    """Both where they stand in brackets and behind `in particular`."""
    bracketed = (
        "## Access data\n\nWhen you open the site, technical data is processed (e.g. user agent, time, IP address)."
    )
    plainly = (
        "## Access data\n\nOn a visit, technical data is processed, in particular the IP address and the browser used."
    )
    assert kinds(bracketed) == ["user agent", "time", "IP address"]
    assert kinds(plainly) == ["the IP address", "the browser used"]


def test_it_parts_no_name_that_is_said_once_for_two() -> None:
    assert kinds("## Crashes\n\nThe tool collects diagnostic and usage data.") in ([], ["diagnostic and usage data"])


def test_it_counts_numbers_in_brackets_as_items() -> None:
    part = (
        "## Opening the site\n\nEach time, the following data is collected:"
        "\n(1) The browser used\n(2) The operating system\n(3) The Internet provider of the reader\n"
        "(4) Date and time of access\n"
    )
    assert len(kinds(part)) == 4  # noqa: PLR2004  # as many as are counted


def test_it_reads_a_list_in_the_paragraph_below_its_lead() -> None:
    part = (
        "## Hosting\n\nMy host collects the following data, which your browser sends:\n\nuser agent, the address of "
        "the page opened before (header of the request), time of the call, HTTP status code.\n"
    )
    assert len(kinds(part)) == 4  # noqa: PLR2004  # as many as are listed


def test_it_reads_no_card_that_says_that_nothing_is_taken() -> None:
    part = (
        "## Information we gather\n\n### Personal data\n\nWe do NOT gather personal data.\n\n"
        "### Usage data\n\n"
        "The app does not track usage data.\n\n"
        "### Device information\n\nWe do not access device information.\n"
    )
    assert kinds(part) == []


def test_it_reads_lists_behind_titles_of_people() -> None:
    part = (
        "## What data do we collect?\n\n**Partners:** first name, last name and company name. Only for the project.\n"
    )
    assert kinds(part) == ["first name", "last name", "company name"]


def test_it_reads_what_is_told_behind_a_label_that_names_no_kind() -> None:
    part = (
        "## Information we gather\n\n- On our pages: We may collect your name, town and phone number.\n"
        "- In the app: We collect your user name, device ID and language.\n"
    )
    assert len(kinds(part)) == 6  # noqa: PLR2004  # three behind each label


def test_it_hears_who_takes_behind_an_occasion() -> None:
    part = (
        "## Server log files\n\nWhen you open our pages, the hosting provider gathers information in log files."
        " These are:\n\n- Browser type and version\n- Referrer URL\n- Host name\n- Time of the request\n"
    )
    assert len(kinds(part)) == 4  # noqa: PLR2004  # as many as are listed
