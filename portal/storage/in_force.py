"""The register document that is in force at a controller."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.storage import tables as t


def document_in_force(session: Session, now: datetime) -> dict[str, Any]:
    """The newest document that holds at `now`, of the session's controller."""
    found: dict[str, Any] = session.scalars(
        select(t.RegisterVersion.document)
        .where(t.RegisterVersion.valid_from <= now)
        .order_by(t.RegisterVersion.valid_from.desc(), t.RegisterVersion.number.desc())
        .limit(1)
    ).one()
    return found
