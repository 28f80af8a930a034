"""The register document that is in force at a controller."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from portal.domain.register import bare_document
from portal.storage import tables as t


def document_in_force(session: Session, now: datetime) -> dict[str, Any]:
    """The newest document that holds at `now`, of the session's controller; a bare one before the first was published.

    The session is one of a controller, of which it sees that one alone.
    """
    found = document_if_any(session, now)
    return bare_document_of(session) if found is None else found


def document_if_any(session: Session, now: datetime) -> dict[str, Any] | None:
    """The same, None where no document was published."""
    return session.scalars(_newest(now)).one_or_none()


def id_in_force(session: Session, now: datetime) -> str:
    """The id of the newest version that holds at `now`."""
    found: str = session.scalars(_newest(now, t.RegisterVersion.id)).one()
    return found


def bare_document_of(session: Session) -> dict[str, Any]:
    """What is known of the session's controller without a document."""
    row = session.scalars(select(t.Controller)).one()
    return bare_document(
        {
            "slug": row.slug, "legal_name": row.legal_name, "trade_name": row.trade_name, "country": row.country,
            "region": row.region, "time_zone": row.time_zone, "languages": list(row.languages), "accent": row.accent,
        }
    )  # fmt: skip


def _newest(now: datetime, column: Any = t.RegisterVersion.document) -> Select[Any]:
    return (
        select(column)
        .where(t.RegisterVersion.valid_from <= now)
        .order_by(t.RegisterVersion.valid_from.desc(), t.RegisterVersion.number.desc())
        .limit(1)
    )
