"""Register documents: read from TOML and JSON, written back, nothing unknown let through."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, time
from functools import lru_cache
from importlib import resources
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from portal.domain.errors import Invalid, NotFound
from portal.domain.ladder import SETTABLE
from portal.domain.lifecycle import Capability, Right
from portal.domain.register import Register, Retention, RetentionRule, Text
from portal.facts import usable_zone

# A configuration given for the tuple reaches the nested dataclasses; pydantic refuses one for a bare dataclass.
_ONE = TypeAdapter(tuple[Register], config=ConfigDict(extra="forbid", strict=True, allow_inf_nan=False))
_TEXT_KEYS = frozenset({"fi", "sv", "en"})
_RIGHTS = frozenset(right.value for right in Right)
_CAPABILITIES = frozenset(capability.value for capability in Capability)
_STRINGS = re.compile(r""""{3}.*?"{3}|\'{3}.*?\'{3}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|\#[^\n]*""", re.DOTALL)
_LONG_KEY = re.compile(r"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){32}")
"""A key of so many parts: the reader's memory grows with the square of them, and no register has more than six."""
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_KEY = re.compile(r"[a-z][a-z0-9_]*")
LONGEST_TARGET_DAYS, LONGEST_CASE_YEARS = 31, 30
LONGEST_KEPT_MONTHS, LONGEST_STEP_DAYS = 1200, 366
UNFINISHED = frozenset({"months", "date", "within_a_month", "years", "positive", "too_many"})
"""The rules that a draft may still break: what a form was left at. It is not published before they are kept."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A place that cannot be used, such as `purposes.2.legal_basis`, and the rule that it breaks.

    Where the whole is no TOML there is no place, and `problem` says what the reader met.
    """

    field: str
    rule: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DraftRead:
    """What a document holds, None where it cannot be used; `faults` names each place that is wrong, in its order."""

    register: Register | None
    faults: tuple[Fault, ...] = ()


def read_register(text: str) -> Register:
    """The register that a TOML document holds.

    Raises `Invalid`: `register_not_toml` where it is no TOML, else `register_invalid` with the
    path of the first field that cannot be used (`purposes.2.legal_basis`), the `rule` that it breaks
    and, as `more`, how many further fields break one.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Invalid("register_not_toml", problem=str(error)) from error
    return _read(data)


def read_draft(text: str) -> DraftRead:
    """The register that a TOML document holds, finished or not, or every place in it that is wrong.

    What only keeps it from being published (`UNFINISHED`, a blank text) is no fault here.
    """
    if _LONG_KEY.search(_STRINGS.sub("s", text)):
        return DraftRead(None, (Fault("", "register_not_toml", "nested too deeply"),))
    try:
        return _draft(tomllib.loads(text))
    except Invalid as fault:  # a value that no document holds
        return DraftRead(None, (Fault("", str(fault.details["rule"])),))
    except RecursionError:
        return DraftRead(None, (Fault("", "register_not_toml", "nested too deeply"),))
    except ValueError as error:  # no TOML, or a number that nothing can hold
        return DraftRead(None, (Fault("", "register_not_toml", str(error)),))


def draft_from_json(data: Mapping[str, Any]) -> Register:
    """The register that a draft's mapping holds, finished or not; nothing in it is put right, its time zone neither.

    Raises `Invalid` as `register_from_json` does, but for what `UNFINISHED` names.
    """
    read = _draft(data)
    if read.register is None:
        raise _invalid([(fault.field, fault.rule) for fault in read.faults])
    return read.register


def _draft(data: Mapping[str, Any]) -> DraftRead:
    try:
        register = _typed(json.dumps([data], default=_plain))
    except ValidationError as error:
        found = error.errors(include_url=False)
        return DraftRead(None, tuple(Fault(_path(one), one["type"]) for one in found))
    faults = tuple(Fault(path, rule) for path, rule in broken_rules(register) if rule not in UNFINISHED)
    return DraftRead(None if faults else register, faults)


def register_from_json(data: Mapping[str, Any]) -> Register:
    """The register in a mapping, such as `register_to_json` made; raises `Invalid` as `read_register` does.

    Its time zone is one that can be used, whatever was published: the clocks of requests go by it.
    """
    register = _read(data)
    held = register.controller
    zone = usable_zone(held.country, held.time_zone)
    return register if zone == held.time_zone else replace(register, controller=replace(held, time_zone=zone))


def _read(data: Mapping[str, Any]) -> Register:
    return _checked(json.dumps([data], default=_plain))


@lru_cache(maxsize=256)
def _checked(document: str) -> Register:
    """The register of a document that was read before is the same one: every page and every step asks for it."""
    try:
        register = _typed(document)
    except ValidationError as error:
        raise _invalid([(_path(found), found["type"]) for found in error.errors(include_url=False)]) from error
    broken = broken_rules(register)
    if broken:
        raise _invalid(broken)
    return register


def _typed(document: str) -> Register:
    (register,) = _ONE.validate_json(document)
    return register


def register_to_json(register: Register) -> dict[str, Any]:
    """The register as plain values that a JSON column holds, defaults included."""
    (data,) = _ONE.dump_python((register,), mode="json")
    return dict(data)


def write_register(register: Register) -> str:
    """The register as a TOML document; what has its default value is left out."""
    (data,) = _ONE.dump_python((register,), mode="json", exclude_defaults=True)
    return "\n".join(_table(data, ())).strip() + "\n"


def shipped_register(slug: str) -> Register:
    """The register that is shipped for a controller; raises `NotFound` where there is none."""
    source = resources.files("portal.registers").joinpath(f"{slug}.toml")
    if not _SLUG.fullmatch(slug) or not source.is_file():
        raise NotFound("register_not_shipped", slug=slug)
    return read_register(source.read_text(encoding="utf-8"))


def gaps(register: Register) -> tuple[str, ...]:
    """The paths of texts that are blank in a language, such as `purposes.0.name.sv`."""
    return tuple(_gaps_in(register, ""))


def _gaps_in(value: object, path: str) -> Iterator[str]:
    if isinstance(value, Text):
        yield from (f"{path}.{key}" for key in ("fi", "sv", "en") if not value.in_language(key).strip())
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from _gaps_in(one, f"{path}.{place}")
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _gaps_in(one, f"{path}.{key}")
    elif is_dataclass(value):
        for part in fields(value):
            yield from _gaps_in(getattr(value, part.name), f"{path}.{part.name}".removeprefix("."))


def _plain(value: object) -> str:
    """A TOML date or time as a string."""
    if isinstance(value, date | time):
        return value.isoformat()
    raise Invalid("register_invalid", rule="json_type")


def _path(found: ErrorDetails) -> str:
    return ".".join(str(part) for part in found["loc"][1:])


def _invalid(broken: Sequence[tuple[str, str]]) -> Invalid:
    path, rule = broken[0]
    return Invalid("register_invalid", field=path, rule=rule, more=len(broken) - 1)


_Broken = Iterator[tuple[str, str]]


def broken_rules(register: Register) -> list[tuple[str, str]]:
    """What no type says, as (path, rule): keys are well made and single, references meet their key, codes are known."""
    return [*_broken_keys(register), *_broken_references(register), *_broken_codes(register)]


def _broken_keys(register: Register) -> _Broken:
    for name in ("purposes", "categories", "sources", "recipients", "prohibitions", "systems", "parts"):
        seen: set[str] = set()
        for place, one in enumerate(getattr(register, name)):
            if not _KEY.fullmatch(one.key):
                yield f"{name}.{place}.key", "key_form"
            if one.key in seen:
                yield f"{name}.{place}.key", "key_twice"
            seen.add(one.key)


def _broken_references(register: Register) -> _Broken:
    purposes = {purpose.key for purpose in register.purposes}
    categories = {category.key for category in register.categories}
    recipients = {recipient.key for recipient in register.recipients}
    for place, category in enumerate(register.categories):
        for nth, use in enumerate(category.uses):
            if use.purpose not in purposes:
                yield f"categories.{place}.uses.{nth}.purpose", "unknown_key"
    for place, recipient in enumerate(register.recipients):
        yield from _unknown(f"recipients.{place}.categories", recipient.categories, categories)
    for place, system in enumerate(register.systems):
        yield from _unknown(f"systems.{place}.categories", system.categories, categories)
        yield from _unknown(f"systems.{place}.other_recipients", system.other_recipients, recipients)
        if system.recipient and system.recipient not in recipients:
            yield f"systems.{place}.recipient", "unknown_key"
        if system.step_category and system.step_category not in categories:
            yield f"systems.{place}.step_category", "unknown_key"
    systems = {system.key for system in register.systems}
    for place, part in enumerate(register.parts):
        yield from _unknown(f"parts.{place}.purposes", part.purposes, purposes)
        yield from _unknown(f"parts.{place}.categories", part.categories, categories)
        yield from _unknown(f"parts.{place}.systems", part.systems, systems)


def _broken_codes(register: Register) -> _Broken:
    if register.updated and not _is_day(register.updated):
        yield "updated", "date"
    if not _is_day(f"2000-{register.controller.financial_year_ends}"):
        yield "controller.financial_year_ends", "date"
    if not 0 <= register.controller.answer_within_days <= LONGEST_TARGET_DAYS:
        yield "controller.answer_within_days", "within_a_month"
    if not 1 <= register.controller.case_years <= LONGEST_CASE_YEARS:
        yield "controller.case_years", "years"
    yield from _unknown("controller.languages", register.controller.languages, _TEXT_KEYS, "code")
    yield from _unknown("stated_rights", register.stated_rights, _RIGHTS, "code")
    yield from ((f"identity.{right}", "rung") for right, rung in register.identity.rungs() if rung not in SETTABLE)
    for place, category in enumerate(register.categories):
        for nth, use in enumerate(category.uses):
            if not _months_fit(use.retention):
                yield f"categories.{place}.uses.{nth}.retention.months", "months"
            elif (use.retention.months or 0) > LONGEST_KEPT_MONTHS:
                yield f"categories.{place}.uses.{nth}.retention.months", "too_many"
    for place, system in enumerate(register.systems):
        yield from _unknown(f"systems.{place}.rights", system.rights, _RIGHTS, "code")
        for capability in system.instructions:
            if capability not in _CAPABILITIES:
                yield f"systems.{place}.instructions.{capability}", "code"
        for capability in system.asks:
            if capability not in _CAPABILITIES:
                yield f"systems.{place}.asks.{capability}", "code"
        if system.days < 1:
            yield f"systems.{place}.days", "positive"
        if system.days > LONGEST_STEP_DAYS:
            yield f"systems.{place}.days", "too_many"


def _unknown(path: str, given: Sequence[str], known: Set[str], rule: str = "unknown_key") -> _Broken:
    return ((f"{path}.{nth}", rule) for nth, one in enumerate(given) if one not in known)


def _months_fit(retention: Retention) -> bool:
    """A fixed period has its months, and nothing else has any."""
    if retention.rule is RetentionRule.FIXED_PERIOD:
        return retention.months is not None and retention.months > 0
    return retention.months is None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _table(data: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """A table's lines: values first, since what follows a heading belongs to it."""
    for key, value in data.items():
        if _is_text(value):
            yield from (f"{_key(key)}.{language} = {_value(said)}" for language, said in value.items())
        elif not _is_table(value):
            yield f"{_key(key)} = {_value(value)}"
    for key, value in data.items():
        here = (*path, key)
        heading = ".".join(_key(part) for part in here)
        if isinstance(value, Mapping) and _is_table(value):
            yield from ("", f"[{heading}]", *_table(value, here))
        elif _is_table(value):
            for one in value:
                yield from ("", f"[[{heading}]]", *_table(one, here))


def _is_text(value: object) -> bool:
    return isinstance(value, Mapping) and value.keys() == _TEXT_KEYS


def _is_table(value: object) -> bool:
    if isinstance(value, Mapping):
        return not _is_text(value)
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _value(key)


def _value(value: object) -> str:
    """A TOML value: JSON writes strings, numbers and lists of them alike, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
