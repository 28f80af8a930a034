"""What was read of a notice: values that each keep their place in the text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields

from portal.reading.notice.document import Document


@dataclass(frozen=True, slots=True)
class Found:
    """A value and its place; where it is a code, the place is that of the words which say it.

    `more` are the places of its further parts, where a value is put together of passages that stand apart.
    """

    text: str
    start: int
    end: int
    more: tuple[tuple[int, int], ...] = ()

    def places(self) -> Iterator[tuple[int, int]]:
        """Where its parts stand, in their order."""
        yield self.start, self.end
        yield from self.more


@dataclass(frozen=True, slots=True)
class Who:
    """A controller or a contact person; None where the notice does not say."""

    name: Found | None = None
    trade_name: Found | None = None
    business_id: Found | None = None
    address: Found | None = None
    email: Found | None = None
    phone: Found | None = None

    def or_else(self, other: "Who") -> "Who":
        """Itself, and of the other what it does not say."""
        return Who(*(getattr(self, one.name) or getattr(other, one.name) for one in fields(Who)))


@dataclass(frozen=True, slots=True)
class RegisterRead:
    """One register; `transfers` holds `true` or `false`, None where nothing certain is said."""

    name: Found | None = None
    purposes: tuple[Found, ...] = ()
    legal_bases: tuple[Found, ...] = ()
    data_categories: tuple[Found, ...] = ()
    sources: tuple[Found, ...] = ()
    recipients: tuple[Found, ...] = ()
    transfers: Found | None = None
    retention: Found | None = None
    rights: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it was read; `unread` are the places of the text from which nothing was taken.

    `heads` are the headings that were understood, `again` what is said twice. `by_language` holds the
    registers as each language alone says them, where there are several.
    """

    document: Document
    languages: tuple[str, ...] = ()
    controller: Who = Who()
    contact: Who = Who()
    registers: tuple[RegisterRead, ...] = ()
    updated: Found | None = None
    security: Found | None = None
    unread: tuple[tuple[int, int], ...] = ()
    heads: tuple[tuple[int, int], ...] = ()
    other_languages: tuple[str, ...] = ()
    again: tuple[Found, ...] = ()
    by_language: Mapping[str, tuple[RegisterRead, ...]] = field(default_factory=dict)

    def placed(self) -> Iterator[tuple[str, Found]]:
        """Every value by its path, like `registers[0].purposes[1]`.

        The further passages of a retention follow it as `registers[0].retention[1]`, each with the whole value.
        """
        for whose, who in (("controller", self.controller), ("contact", self.contact)):
            for part in ("name", "trade_name", "business_id", "address", "email", "phone"):
                if (value := getattr(who, part)) is not None:
                    yield f"{whose}.{part}", value
        for number, register in enumerate(self.registers):
            yield from _of_register(f"registers[{number}]", register)
        if self.updated is not None:
            yield "updated", self.updated


def _of_register(path: str, register: RegisterRead) -> Iterator[tuple[str, Found]]:
    if register.name is not None:
        yield f"{path}.name", register.name
    if register.retention is not None:
        yield f"{path}.retention", register.retention
        for number, (start, end) in enumerate(register.retention.more, 1):
            yield f"{path}.retention[{number}]", Found(register.retention.text, start, end)
    if register.transfers is not None:
        yield f"{path}.transfers_outside_eea", register.transfers
    for part in ("purposes", "legal_bases", "data_categories", "sources", "recipients", "rights"):
        for number, value in enumerate(getattr(register, part)):
            yield f"{path}.{part}[{number}]", value


def once(values: list[Found]) -> tuple[Found, ...]:
    """Each value once, whatever its letters' size, in the order of the text."""
    kept: dict[str, Found] = {}
    for one in sorted(values, key=lambda one: one.start):
        kept.setdefault(one.text.casefold(), one)
    return tuple(kept.values())
