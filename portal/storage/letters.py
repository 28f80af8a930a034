"""Letters as rows: one that goes at once is kept and released in the commit that it speaks of."""

from hashlib import sha256

from portal.storage import tables as t
from portal.storage.work import Case, Work


def release_at_once(work: Work, case: Case, kind: str, language: str, title: str, html: str) -> t.Letter:
    """Keep a letter and give it to the person in this commit."""
    return case.add(
        t.Letter, {"title": title, "html": html}, kind=kind, language=language,
        digest=sha256(html.encode()).hexdigest(), at=work.now, released_at=work.now,
    )  # fmt: skip
