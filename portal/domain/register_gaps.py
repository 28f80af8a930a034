"""What the law wants a register to say of each purpose, and where one is silent (Art 13(1)(c), 13(2)(a))."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.domain.register import Purpose, Register

BASIS_MISSING, RETENTION_MISSING = "basis_missing", "retention_missing"


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in the document that is silent, such as `purposes.2.legal_basis`, the rule, and whose purpose it is."""

    field: str
    rule: str
    purpose: str


def legal_gaps(register: Register) -> tuple[Gap, ...]:
    """Each purpose without a legal basis, and each that no data category gives a time of keeping for.

    A register may be published so: a notice that is silent is a fact. Nothing is put in its place, what
    rests on it waits for a person, and staff are told.
    """
    kept = {use.purpose for category in register.categories for use in category.uses}
    return tuple(gap for place, purpose in enumerate(register.purposes) for gap in _gaps(place, purpose, kept))


def _gaps(place: int, purpose: Purpose, kept: set[str]) -> Iterator[Gap]:
    if purpose.legal_basis is None:
        yield Gap(f"purposes.{place}.legal_basis", BASIS_MISSING, purpose.key)
    if purpose.key not in kept:
        yield Gap(f"purposes.{place}", RETENTION_MISSING, purpose.key)
