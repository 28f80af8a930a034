"""All the accounts of a shop, by their address and telephone: whoever an import brings back is known."""

from portal.systems.contract import Owner, OwnersPage, Permanent
from portal.systems.matching import fold, identifiers_in
from portal.systems.woocommerce.api import Incomplete, Shop, id_of
from portal.systems.woocommerce.fields import Row, said
from portal.systems.woocommerce.owners import Owner as Account

PAGE = 100


def census(shop: Shop, country: str, cursor: str | None) -> OwnersPage:
    """The next accounts; `cursor` is the page and the id before it."""
    page, _, after = (cursor or "1:0").partition(":")
    if not (page.isdecimal() and after.isdecimal()):
        raise Permanent("bad_cursor")
    try:
        found = shop.some("/customers", {"role": "all"}, int(page), PAGE, int(after))
    except Incomplete as fault:
        raise Permanent(fault.code) from None
    onward = f"{int(page) + 1}:{id_of(found.rows[-1])}" if found.more else None
    return OwnersPage(tuple(_owner(row, country) for row in found.rows), onward)


def _owner(row: Row, country: str) -> Owner:
    address = fold(said(row, "email"))
    contacts = [("email", address)] if address else []
    contacts += [("phone", one) for one in sorted(identifiers_in("phone", said(row, "billing.phone"), country))]
    return Owner(Account(id_of(row), address).text(), tuple(contacts))
