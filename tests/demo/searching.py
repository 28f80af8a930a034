"""A whole search of one of the demo's databases."""

from portal.domain.lifecycle import Match
from portal.systems.contract import Connector, Identifiers, Record


def search_all(connector: Connector, identifiers: Identifiers) -> list[Record]:
    """Every page of a search, which leaves nothing out."""
    records: list[Record] = []
    cursor = None
    while True:
        page = connector.find(identifiers, cursor)
        assert page.gaps == ()
        records += page.records
        cursor = page.cursor
        if cursor is None:
            return records


def owners(records: list[Record]) -> dict[str, Match]:
    """How surely each owner is the person."""
    return {record.owner: record.match for record in records}
