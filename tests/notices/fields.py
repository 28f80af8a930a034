"""The fields that are compared, and how each is taken out of what `portal register import FILE --json` prints."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.notices.normal import NORMAL, forms, plain, sentences, with_tax

Notice = Mapping[str, Any]

FIELDS = (
    "controller.name",
    "business_id",
    "contact.name",
    "registers",
    "legal_bases",
    "rights",
    "data_categories",
    "recipients",
    "retention",
    "transfers",
    "updated",
)
FREE_TEXTS = frozenset({"data_categories", "recipients"})
"""The fields whose values may be read with or without asides, whole or in parts."""
_OF_REGISTERS = {"transfers": "transfers_outside_eea"}


def values(notice: Notice, field: str) -> list[str]:
    """What a notice has in a field, once each; a register's lists and those of its neighbours together."""
    return list(dict.fromkeys(str(value).strip() for value in _values(notice, field) if _given(value)))


def _given(value: object) -> bool:
    return value is not None and bool(str(value).strip())


def _values(notice: Notice, field: str) -> Iterator[object]:
    registers = notice.get("registers") or []
    match field:
        case "controller.name" | "contact.name":
            yield (notice.get(field.partition(".")[0]) or {}).get("name")
        case "business_id":
            yield (notice.get("controller") or {}).get(field)
        case "updated":
            yield notice.get(field)
        case "registers":
            yield from (register.get("name") for register in registers)
            yield f"#{len(registers)}" if registers else None
        case "retention":
            yield from (one for register in registers for one in sentences(str(register.get(field) or "")))
        case _:
            for register in registers:
                held = register.get(_OF_REGISTERS.get(field, field))
                yield from held if isinstance(held, list) else [held]


def keys(field: str, value: str) -> set[str]:
    """The forms by which a value of a field is known; two values are the same where they share one."""
    if field == "registers" and value.startswith("#"):
        return {value}
    if field in FREE_TEXTS:
        return forms(value)
    made = NORMAL.get(field, plain)(value)
    if field == "business_id":
        return with_tax(made) - {""}
    return {made} - {""}
