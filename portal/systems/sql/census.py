"""All the people of a register, by the columns that identify: whoever came back is known by their address or number."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from portal.systems.contract import Owner, OwnersPage, Permanent
from portal.systems.matching import reached_by
from portal.systems.sql.connection import Deadline
from portal.systems.sql.schema import Place, Survey
from portal.systems.sql.search import labelled
from portal.systems.sql.values import after_key, cell_text, encoded, sort_terms

_REACHED_BY = ("email", "phone")


def census(
    connection: Connection, deadline: Deadline, survey: Survey, country: str, cursor: str | None, batch: int
) -> OwnersPage:
    """The next `batch` rows of the tables that hold addresses or numbers, by their key; Permanent at a gap."""
    if survey.gaps:
        raise Permanent(survey.gaps[0][:80])
    places = [one for one in survey.places.values() if any(each.what in _REACHED_BY for each in one.mapped.identifying)]
    station, _, after = (cursor or "0:").partition(":")
    at = int(station) if station.isdecimal() else 0
    while at < len(places):
        deadline.look()
        read, last, owners = 0, "", []
        for key, owner in _rows(connection, places[at], country, after, batch):
            read, last = read + 1, key
            owners += [owner] if owner is not None else []
        if read == batch:
            return OwnersPage(tuple(owners), f"{at}:{last}")
        at, after = at + 1, ""
        if owners:
            return OwnersPage(tuple(owners), f"{at}:" if at < len(places) else None)
    return OwnersPage((), None)


def _rows(
    connection: Connection, place: Place, country: str, after: str, batch: int
) -> Iterator[tuple[str, Owner | None]]:
    held = [one for one in place.mapped.identifying if one.what in _REACHED_BY]
    keys, owners = len(place.key), len(place.owner)
    query = (
        select(
            *labelled("k", place.key),
            *labelled("o", place.owner),
            *labelled("c", [place.rows.c[one.column] for one in held]),
        )
        .select_from(place.source)
        .where(place.narrowed, place.sound, *(column.is_not(None) for column in place.key))
        .order_by(*sort_terms(place.key))
        .limit(batch)
    )
    for row in connection.execute(query.where(after_key(place.key, after)) if after else query):
        owner = row[keys : keys + owners]
        contacts = dict.fromkeys(
            (each.what, value)
            for each, cell in zip(held, row[keys + owners :], strict=True)
            for value in sorted(reached_by(each.what, cell_text(cell), country))
        )
        whole = not any(part is None for part in owner) and contacts
        yield encoded(row[:keys]), Owner(encoded(owner), tuple(contacts)) if whole else None
