"""Reading as tests do it: a text in, what would be printed out."""

from portal.reading.notice.document import Document
from portal.reading.notice.lint.linter import lint
from portal.reading.notice.opening import open_notice, open_text
from portal.reading.notice.reader import read_notice
from portal.reading.notice.telling import imported, notice_values


def read(text: str, name: str = "notice.txt"):
    """What is read of a text."""
    return notice_values(read_notice(open_text(text, name)))


def read_bytes(content: bytes, name: str = ""):
    """What is read of a file, and its text."""
    document = open_notice(content, name)
    return notice_values(read_notice(document)), document


def printed(content: bytes, name: str = ""):
    """What `portal register import` prints."""
    return imported(read_notice(open_notice(content, name)))


def codes(text: str | Document, name: str = "notice.txt"):
    """The codes of the findings, with their evidence."""
    document = open_text(text, name) if isinstance(text, str) else text
    return [(one.code, one.evidence.text if one.evidence else None) for one in lint(read_notice(document))]


def register(said, number: int = 0):
    """One register of what was read."""
    return said["registers"][number]
