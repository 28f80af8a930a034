"""What a register does not say yet, place by place: what keeps it from being published, and what only is silent.

Nothing here is put in its place: a register may be published that is silent where its controller is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from portal import facts
from portal.domain.errors import Invalid
from portal.domain.register import Register, Text
from portal.domain.register_changes import LISTS
from portal.domain.register_gaps import legal_gaps
from portal.reading import terms
from portal.reading.toml import broken_rules, gaps

EMPTY, BLANK, MISPLACED, BUSINESS_ID, SPECIAL = "empty", "blank", "misplaced", "business_id", "special"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A place such as `purposes.2.legal_basis`, the rule, and whether it `stops` the register from being published."""

    field: str
    rule: str
    stops: bool


def unfinished(register: Register) -> tuple[Unfinished, ...]:
    """All of it, what stops first."""
    found = [*_stopping(register), *_silent(register)]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: not one.stops))


def _stopping(register: Register) -> Iterator[Unfinished]:
    yield from (Unfinished(path, rule, stops=True) for path, rule in broken_rules(register))
    held = register.controller
    needed = {
        "controller.legal_name": held.legal_name, "controller.trade_name": held.trade_name,
        "controller.contact.name": held.contact.name, "controller.contact.email": held.contact.email,
        "controller.languages": "".join(held.languages), "name": _any(register.name),
    }  # fmt: skip
    yield from (Unfinished(path, EMPTY, stops=True) for path, said in needed.items() if not said.strip())
    for name in LISTS:
        for place, one in enumerate(getattr(register, name)):
            field = "text" if name == "sources" else "name"
            if not _any(getattr(one, field)):
                yield Unfinished(f"{name}.{place}.{field}", EMPTY, stops=True)
    checks: dict[str, Callable[[], object]] = {
        "country": lambda: facts.country_and_region(held.country),
        "time_zone": lambda: facts.zone_of(held.country, held.time_zone),
        "region": lambda: facts.calendar_of(held.country, held.region, years=[datetime.now(UTC).year]),
    }
    for field, check in checks.items():
        try:
            check()
        except Invalid:
            yield Unfinished(f"controller.{field}", MISPLACED, stops=True)


def _silent(register: Register) -> Iterator[Unfinished]:
    for gap in legal_gaps(register):
        yield Unfinished(gap.field, gap.rule, stops=False)
    for path in gaps(register):
        yield Unfinished(path, BLANK, stops=False)
    for place, one in enumerate(register.categories):
        if one.special is None and terms.is_special(one.name):
            yield Unfinished(f"categories.{place}.special", SPECIAL, stops=False)
    held = register.controller
    if held.business_id and not facts.business_id_ok(held.business_id, held.country):
        yield Unfinished("controller.business_id", BUSINESS_ID, stops=False)


def _any(text: Text) -> str:
    """What is said in any language."""
    return f"{text.fi}{text.sv}{text.en}".strip()
