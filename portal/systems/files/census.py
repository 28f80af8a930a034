"""All the people of the files, by the addresses and numbers in them: whoever an imported file brings back is known."""

import json
from time import monotonic

from portal.systems.contract import Owner, OwnersPage, Permanent
from portal.systems.files.mapping import FilesMapping
from portal.systems.files.persons import Person, person_of
from portal.systems.files.search import every_unit
from portal.systems.files.walk import Folders, Parts

MOST = 5000


def census(
    folders: Folders, mapping: FilesMapping, country: str, cursor: str | None, seconds: float, most: int = MOST
) -> OwnersPage:
    """Everybody of the next files, until there are `most` or `seconds` are over; a file is never left in its middle."""
    until = monotonic() + seconds
    found: dict[Owner, None] = {}
    here: Parts | None = None
    for parts, spec, unit in every_unit(folders, mapping, start=_start(cursor)):
        if here is not None and parts != here and (len(found) >= most or monotonic() > until):
            return OwnersPage(tuple(found), json.dumps(parts))
        here = parts
        found |= dict.fromkeys(_owners(person_of(unit, spec, country)))
    return OwnersPage(tuple(found), None)


def _owners(person: Person) -> list[Owner]:
    """Under each address, as a search would name them; whoever has none, under all that is known of them."""
    numbers = [("phone", one) for one in sorted(person.phones)]
    if not person.addresses:
        return [Owner(person.owner(), tuple(numbers))] if numbers else []
    aside = person.beside - person.addresses
    return [
        Owner(json.dumps([one]), (*(("email", each) for each in sorted({one, *aside})), *numbers))
        for one in sorted(person.addresses)
    ]


def _start(cursor: str | None) -> Parts:
    if cursor is None:
        return ()
    try:
        return tuple(map(str, json.loads(cursor)))
    except (ValueError, TypeError) as error:
        raise Permanent("bad_cursor") from error
