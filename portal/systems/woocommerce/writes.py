"""Corrections (Art 16) and prohibitions of direct marketing (Art 21(3)) in the shop."""

from collections.abc import Mapping, Sequence

from portal.systems.contract import Change, Conflict, Permanent
from portal.systems.matching import fold
from portal.systems.partial import as_text, differs
from portal.systems.woocommerce.api import Shop, id_of
from portal.systems.woocommerce.fields import Row, Scalar, body_of, parts_of, said, value_of
from portal.systems.woocommerce.mapping import Prohibition, ShopMapping
from portal.systems.woocommerce.owners import Owner, owner_of

_PATHS = {"account": "/customers", "order": "/orders", "review": "/products/reviews"}
Place = tuple[str, str, str]


class Correction:
    """The corrections of one operation."""

    def __init__(self, shop: Shop, mapping: ShopMapping) -> None:
        self._shop = shop
        self._mapping = mapping

    def write(self, changes: Sequence[Change]) -> dict[str, int]:
        """Fields changed, per kind; every record is read and judged before the first is written."""
        planned: list[tuple[str, str, dict[str, Scalar]]] = []
        for (kind, key, owner), wanted in self._by_record(changes).items():
            row = self._row(kind, key)
            if row is None:
                raise Permanent("record_gone")
            _confirm(kind, row, key, owner_of(owner))
            values = {each.column: each.after for each in wanted if differs(value_of(row, each.column), each)}
            if values:
                planned.append((kind, key, values))
        counts: dict[str, int] = {}
        for kind, key, values in planned:
            self._shop.put(f"{_PATHS[kind]}/{key}", body_of(values))
            counts[kind] = counts.get(kind, 0) + len(values)
        return counts

    def stands(self, changes: Sequence[Change]) -> bool:
        """Whether every field holds its new value."""
        for (kind, key, _owner), wanted in self._by_record(changes).items():
            row = self._row(kind, key)
            if row is None or any(as_text(value_of(row, each.column)) != as_text(each.after) for each in wanted):
                return False
        return True

    def _by_record(self, changes: Sequence[Change]) -> Mapping[Place, list[Change]]:
        found: dict[Place, list[Change]] = {}
        for each in changes:
            writable = {part.column for part in parts_of(each.kind, self._mapping) if part.writable}
            if each.column not in writable or not each.key.isascii() or not each.key.isdigit():
                raise Permanent("not_writable")
            if not isinstance(each.after, str):
                raise Permanent("value_unfit")
            found.setdefault((each.kind, each.key, each.owner), []).append(each)
        return found

    def _row(self, kind: str, key: str) -> Row | None:
        return self._shop.one(f"{_PATHS[kind]}/{key}", edit=kind == "review")


def _confirm(kind: str, row: Row, key: str, owner: Owner) -> None:
    theirs = {
        "account": lambda: id_of(row) == owner.number,
        "order": lambda: owner.has(row),
        "review": lambda: fold(said(row, "reviewer_email")) == owner.email,
    }[kind]()
    if not theirs or str(id_of(row)) != key:
        raise Conflict("owner_changed")


def forbid(shop: Shop, mapping: ShopMapping, number: int, channels: Sequence[str]) -> int:
    """Write the mapped keys beside an account; whether anything was written, as 1 or 0."""
    missing = _missing(shop, mapping, number, channels)
    if missing:
        body = [{"key": each.key, "value": each.value} for each in missing]
        shop.put(f"/customers/{number}", {"meta_data": body})
    return 1 if missing else 0


def forbidden(shop: Shop, mapping: ShopMapping, number: int, channels: Sequence[str]) -> bool:
    """Whether every mapped key of the channels says what it should."""
    return not _missing(shop, mapping, number, channels)


def _missing(shop: Shop, mapping: ShopMapping, number: int, channels: Sequence[str]) -> list[Prohibition]:
    row = shop.one(f"/customers/{number}")
    if row is None or id_of(row) != number:
        raise Conflict("owner_changed")
    meant = [each for each in mapping.prohibitions if set(each.channels) & set(channels)]
    return [each for each in meant if as_text(value_of(row, f"meta:{each.key}")) != each.value]
