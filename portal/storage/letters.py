"""Letters as rows: one that goes at once is kept and released in the commit that it speaks of."""

from hashlib import sha256
from typing import Protocol

from portal.storage import tables as t
from portal.storage.work import Case, Work


class Written(Protocol):
    """A letter as `papers.letters` composes it."""

    @property
    def kind(self) -> str:
        """Which of the kinds it is."""

    @property
    def language(self) -> str:
        """Its language."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def html(self) -> str:
        """The article."""

    @property
    def wording(self) -> int:
        """The version of the controller's own words that it was made with."""


def release_at_once(work: Work, case: Case, letter: Written) -> t.Letter:
    """Keep a letter and give it to the person in this commit."""
    html = str(letter.html)
    return case.add(
        t.Letter, {"title": letter.title, "html": html, "wording": letter.wording}, kind=str(letter.kind),
        language=letter.language, digest=sha256(html.encode()).hexdigest(), at=work.now, released_at=work.now,
    )  # fmt: skip
