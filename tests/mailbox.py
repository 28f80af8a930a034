"""A real SMTP server for tests, in a thread: what it takes lies in a folder of the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.demo.mailbox import DemoMailbox
from portal.systems.post_out import SmtpSettings


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[DemoMailbox]:
    """The demo's mail server on a free port."""
    with DemoMailbox(tmp_path / "mailbox") as server:
        yield server


def smtp_to(mailbox: DemoMailbox) -> SmtpSettings:
    """The settings that send to it."""
    return SmtpSettings(host="127.0.0.1", port=mailbox.port, security="none")
