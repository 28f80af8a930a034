"""An answer that was prepared and not released: it may be taken back until it is."""

from sqlalchemy import select

from portal.storage import tables as t
from portal.storage.work import Case, Work


def remove_prepared(work: Work, case: Case, kinds: tuple[str, ...]) -> list[str]:
    """Remove the unreleased letters of these kinds and the unreleased package; the ids of files now without a row."""
    for letter in case.rows(t.Letter, t.Letter.kind.in_(kinds), t.Letter.released_at.is_(None)):
        work.session.delete(letter)
    freed: list[str] = []
    for package in case.rows(t.Package, t.Package.released_at.is_(None)):
        upload = work.session.scalars(select(t.Upload).where(t.Upload.id == package.upload_id)).one()
        freed.append(upload.id)
        work.session.delete(package)
        work.session.flush()
        work.session.delete(upload)
    work.session.flush()
    return freed
