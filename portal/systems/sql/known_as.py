"""As who an owner is known: a number that a register gives to somebody else once it is free leads to another person.

What names people in their own row is kept as digests, each cell alone, so that a correction of one leaves the others.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from sqlalchemy import Connection, or_, select

from portal.systems.sql.mapping import SqlMapping
from portal.systems.sql.schema import Place
from portal.systems.sql.search import CHUNK, labelled
from portal.systems.sql.values import canonical, cell_text, digests, encoded, equal, is_key

Emptied = Callable[[str, str, object], bool]
"""Whether a column of the row with this key holds what an erasure leaves there."""


def others_now(
    connection: Connection, mapping: SqlMapping, place: Place, known: Mapping[str, Iterable[str]], emptied: Emptied,
    *, lock: bool,
) -> set[str]:  # fmt: skip
    """The owners whose row says something and nothing of what they were known as."""
    asked = {canonical(place.key, owner): owner for owner in known if is_key(owner, len(place.key))}
    found: set[str] = set()
    for key, cells in _rows(connection, mapping, place, list(asked), lock=lock):
        said = {column: cell_text(cell) for column, cell in cells.items() if not emptied(column, key, cell)}
        now, then = set(digests(said)), set(known[asked[key]])
        if now and then and not now & then:
            found.add(asked[key])
    return found


def _rows(
    connection: Connection, mapping: SqlMapping, place: Place, keys: list[str], *, lock: bool
) -> Iterator[tuple[str, dict[str, object]]]:
    names, size = mapping.naming(), len(place.key)
    for start in range(0, len(keys), CHUNK):
        terms = [equal(place.key, key) for key in keys[start : start + CHUNK]]
        columns = labelled("c", [place.rows.c[name] for name in names])
        query = select(*labelled("k", place.key), *columns).select_from(place.source).where(place.narrowed, or_(*terms))
        for row in connection.execute(query.with_for_update() if lock else query).all():
            yield encoded(row[:size]), dict(zip(names, row[size:], strict=True))
