"""A controller's own words for its letters, as they are in force: the newest version of each kind."""

from collections.abc import Mapping

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from portal.domain.wording import Wording, from_json
from portal.storage import tables as t

_OTHER = aliased(t.LetterWording)
NEWEST = (
    select(func.max(_OTHER.number))
    .where(
        _OTHER.controller_id == t.LetterWording.controller_id,
        _OTHER.language == t.LetterWording.language,
        _OTHER.kind == t.LetterWording.kind,
    )
    .correlate(t.LetterWording)
    .scalar_subquery()
)
"""The number of the newest version of a row's kind and language."""
_IN_FORCE: Select[t.LetterWording] = (
    select(t.LetterWording)
    .where(t.LetterWording.language == bindparam("language"), t.LetterWording.number == NEWEST)
    .execution_options(kept=True)
)


def in_force(session: Session, language: str) -> Mapping[str, Wording]:
    """The controller's own words in a language, by kind of letter; a kind that never had any is left out."""
    rows = session.scalars(_IN_FORCE, {"language": language})
    return {row.kind: from_json(row.number, row.body) for row in rows}
