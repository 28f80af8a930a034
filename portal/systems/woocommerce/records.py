"""Rows of the shop as records of the contract."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from portal.domain.lifecycle import Match
from portal.systems.contract import Field, Learned, Record
from portal.systems.matching import Named, name_differs, phones
from portal.systems.woocommerce.api import id_of
from portal.systems.woocommerce.fields import MENTIONED, Part, Row, is_blank, listed, parts_of, said, value_of
from portal.systems.woocommerce.mapping import ShopMapping

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=T|$)")


@dataclass(frozen=True, slots=True)
class Hit:
    """How surely something is the person's."""

    owner: str
    match: Match
    matched_by: tuple[str, ...]


class Maker:
    """Makes records; `name` is what the person said theirs is."""

    def __init__(self, mapping: ShopMapping, name: tuple[str, ...] = ()) -> None:
        self._mapping = mapping
        self._name = name

    def account(self, row: Row, hit: Hit) -> Iterator[Record]:
        """An account."""
        yield from self._records("account", str(id_of(row)), row, hit, day(row, "date_created"), named_in(row))

    def order(self, row: Row, hit: Hit) -> Iterator[Record]:
        """An order with its device and its refunds; somebody's namesake shows the order alone."""
        key, named = str(id_of(row)), named_in(row, "billing")
        dated = day(row, "date_completed") or day(row, "date_paid") or day(row, "date_created")
        yield from self._records("order", key, row, hit, dated, named)
        if hit.match is Match.MENTION:
            return
        yield from self._records("order_device", key, row, hit, dated, named)
        for refund in listed(row, "refunds"):
            told = {**refund, "order_number": row.get("number")}
            yield from self._records("refund", f"{key}/{id_of(refund)}", told, hit, dated, named)

    def note(self, order: int, row: Row, hit: Hit) -> Iterator[Record]:
        """A note on an order."""
        yield from self._records("order_note", f"{order}/{id_of(row)}", row, hit, day(row, "date_created"))

    def download(self, customer: int, row: Row, hit: Hit) -> Iterator[Record]:
        """Something that a customer may download; its address holds a secret and is not given."""
        told = {**row, "download_name": row.get("download_name") or _inner(row, "file", "name")}
        key = "/".join(str(each) for each in (customer, *(row.get(name, "") for name in _DOWNLOAD_KEY)))
        yield from self._records("download", key, told, hit, "")

    def review(self, row: Row, hit: Hit) -> Iterator[Record]:
        """A review of a product."""
        named = Named(whole=said(row, "reviewer"))
        yield from self._records("review", str(id_of(row)), row, hit, day(row, "date_created"), named)

    def _records(
        self,
        kind: str,
        key: str,
        row: Row,
        hit: Hit,
        dated: str,
        named: Named = Named(),  # noqa: B008
    ) -> Iterator[Record]:
        by_category: dict[str, list[Part]] = {}
        for part in parts_of(kind, self._mapping):
            if hit.match is not Match.MENTION or part.column in MENTIONED:
                by_category.setdefault(self._mapping.category(part.group), []).append(part)
        for category, parts in by_category.items():
            fields = tuple(Field(part.name, part.column, value_of(row, part.column)) for part in parts)
            if all(is_blank(part, each.value, self._mapping) for part, each in zip(parts, fields, strict=True)):
                continue
            yield Record(
                kind=kind,
                key=key,
                owner=hit.owner,
                category=category,
                match=hit.match,
                matched_by=hit.matched_by,
                fields=fields,
                subject=" ".join(filter(None, (named.whole, named.first, named.last))),
                differs=("name",) if name_differs(self._name, named) else (),
                dated=dated,
            )


_DOWNLOAD_KEY = ("order_id", "product_id", "download_id")


def _inner(row: Row, outer: str, inner: str) -> Any:
    found = row.get(outer)
    return found.get(inner) if isinstance(found, dict) else None


def day(row: Row, column: str) -> str:
    """The day of a time, as the shop tells it in its own zone."""
    found = row.get(column)
    told = _DAY.match(found) if isinstance(found, str) else None
    return told.group() if told else ""


def named_in(row: Row, group: str = "") -> Named:
    """The name of an account; where it has none, or for a group, the name in an address."""
    own = Named(said(row, "first_name"), said(row, "last_name"))
    if not group and (own.first or own.last):
        return own
    place = group or "billing"
    return Named(said(row, f"{place}.first_name"), said(row, f"{place}.last_name"))


def learned_from(rows: Iterable[tuple[Row, str]], country: str) -> tuple[Learned, ...]:
    """Telephones and names that a sure match's accounts and orders bear; the shop's ids name nobody elsewhere."""
    found: dict[tuple[str, str], None] = {}
    for row, group in rows:
        for number in sorted(phones(said(row, "billing.phone"), country)):
            found[("phone", number)] = None
        named = named_in(row, group)
        if named.first and named.last:
            found[("name", f"{named.first} {named.last}"[:200])] = None
    return tuple(Learned(what, value) for what, value in found)
