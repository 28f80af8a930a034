"""A collision keeps the whole press, however long it is (decision 0037): what it drops is judged by nobody."""

import pytest
from flask import Flask

from portal.domain.lifecycle import Right
from portal.journey import review
from tests.cases import Desk
from tests.faces import Browser
from tests.staff.conftest import customers_template, desk, mailbox, register_file

__all__ = ["customers_template", "desk", "mailbox", "register_file"]


@pytest.fixture
def browser(app: Flask, sanna: str) -> Browser:
    made = Browser(app)
    made.sign_in()
    made.get("/staff/digelius/requests?lang=en")
    return made


def test_every_record_that_was_chosen_goes_along(desk: Desk, browser: Browser) -> None:
    request = desk.searched(Right.ACCESS)
    path = f"/staff/digelius/requests/{request.reference}/findings/judge"
    browser.get(path.removesuffix("/judge"))
    most = review.MOST_AT_ONCE
    answer = browser.post(
        path, version="1", seen="0", finding=[f"{one:032d}" for one in range(most)], verdict="withheld",
        ground="others_rights", note="They are of somebody else",
    )  # fmt: skip
    assert answer.status_code == 409
    assert answer.text.count('name="finding"') == most
    assert 'name="verdict"' in answer.text
    assert "They are of somebody else" in answer.text
