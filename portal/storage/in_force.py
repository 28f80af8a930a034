"""The register document that is in force at a controller."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from portal.storage import tables as t


def document_in_force(session: Session, now: datetime) -> dict[str, Any]:
    """The newest document that holds at `now`, of the session's controller."""
    found: dict[str, Any] = session.scalars(_newest(now)).one()
    return found


def document_if_any(session: Session, now: datetime) -> dict[str, Any] | None:
    """The same, None where no document was published."""
    return session.scalars(_newest(now)).one_or_none()


def id_in_force(session: Session, now: datetime) -> str:
    """The id of the newest version that holds at `now`."""
    found: str = session.scalars(_newest(now, t.RegisterVersion.id)).one()
    return found


def _newest(now: datetime, column: Any = t.RegisterVersion.document) -> Select[Any]:
    return (
        select(column)
        .where(t.RegisterVersion.valid_from <= now)
        .order_by(t.RegisterVersion.valid_from.desc(), t.RegisterVersion.number.desc())
        .limit(1)
    )
