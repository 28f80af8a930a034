"""The versions of a controller's notice: which one holds, which did, and which are still to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NoticeVersion:
    """A version as it was published; `number` counts within its register document, `register_key`."""

    id: str
    register_key: str
    number: int
    valid_from: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """A version that came into force; `until` is None while it holds. `address` is its own for good."""

    version: NoticeVersion
    until: datetime | None
    address: str


@dataclass(frozen=True, slots=True)
class History:
    """What came into force, the newest first, and what lies ahead, the next first."""

    held: tuple[Held, ...]
    ahead: tuple[NoticeVersion, ...]

    @property
    def in_force(self) -> Held | None:
        """The version that holds; None where nothing was published yet."""
        return self.held[0] if self.held else None

    def at(self, address: str) -> Held | None:
        """The version with this address, where it has come into force."""
        return next((one for one in self.held if one.address == address), None)


def history(versions: Iterable[NoticeVersion], now: datetime) -> History:
    """The versions in order of their day: one whose day lies ahead is not in force, and has no address yet."""
    in_order = sorted(versions, key=lambda one: (one.valid_from, one.number))
    held = [one for one in in_order if one.valid_from <= now]
    until = [one.valid_from for one in held[1:]]
    named = zip(held, [*until, None], _addresses(held), strict=False)
    return History(
        tuple(Held(*one) for one in named)[::-1], tuple(one for one in in_order if one.valid_from > now)
    )  # fmt: skip


def _addresses(held: Iterable[NoticeVersion]) -> Iterable[str]:
    """The number; where the controller had another document before it, with that number, its key as well."""
    taken: set[int] = set()
    for one in held:
        yield f"{one.number}-{one.register_key}" if one.number in taken else str(one.number)
        taken.add(one.number)
