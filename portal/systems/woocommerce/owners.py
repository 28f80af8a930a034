"""Whose a record of the shop is, as a string that finds their records again.

`customer:12:anna@example.org` is an account and the address it had: its orders are found by the account's
id, its guest orders by the address, and when WooCommerce has let go of the orders of a deleted account
(it makes them guest orders), by the address still. `guest:anna@example.org` is somebody without an account.
"""

from dataclasses import dataclass

from portal.systems.contract import Permanent
from portal.systems.matching import fold
from portal.systems.woocommerce.fields import NOBODY, Row, said


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody of the shop; `number` is the account's id, 0 for a guest."""

    number: int
    email: str

    def text(self) -> str:
        """The owner as a record bears it."""
        return f"customer:{self.number}:{self.email}" if self.number else f"guest:{self.email}"

    def has(self, order: Row) -> bool:
        """Whether an order hangs on them; one that nobody is named in any more is nobody else's."""
        number, email = customer_of(order), billed_to(order)
        if number:
            return number == self.number
        return email in {self.email, "", NOBODY}


def owner_of(text: str) -> Owner:
    """The owner in a string; Permanent("owner_missing") where there is none in it."""
    what, _, rest = text.partition(":")
    number, _, email = rest.partition(":") if what == "customer" else ("0", "", rest)
    if what not in {"customer", "guest"} or not number.isascii() or not number.isdigit() or len(number) > 18:  # noqa: PLR2004
        raise Permanent("owner_missing")
    if (what == "customer") != (int(number) > 0) or (what == "guest" and not email):
        raise Permanent("owner_missing")
    return Owner(int(number), email)


def customer_of(order: Row) -> int:
    """The account that an order hangs on, 0 for a guest's."""
    found = order.get("customer_id")
    return found if isinstance(found, int) and not isinstance(found, bool) and found > 0 else 0


def billed_to(order: Row) -> str:
    """The address of an order, folded; empty where it has none."""
    return fold(said(order, "billing.email"))
