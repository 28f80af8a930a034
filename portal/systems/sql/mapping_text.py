"""A mapping as its TOML text: what `read_mapping` reads again is the very same mapping."""

import json
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from portal.domain.register import Text
from portal.systems.sql.mapping import SqlMapping

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def write_mapping(mapping: SqlMapping) -> str:
    """The text; what stands as it would without being said is left out."""
    return "\n".join(_lines(mapping)) + "\n"


def _lines(mapping: SqlMapping) -> Iterator[str]:
    for name, value in _said(mapping):
        if name != "tables":
            yield f"{name} = {_value(value)}"
    for table in mapping.tables:
        yield ""
        yield "[[tables]]"
        for name, value in _said(table):
            if name == "columns":
                yield "columns = ["
                yield from (f"    {_value(one)}," for one in value)
                yield "]"
            else:
                yield f"{_key(name)} = {_value(value)}"


def _said(value: Any) -> Iterator[tuple[str, Any]]:
    for one in fields(value):
        given = getattr(value, one.name)
        usual = one.default_factory() if one.default_factory is not MISSING else one.default
        if given is not None and (usual is MISSING or given != usual or type(given) is not type(usual)):
            yield one.name, given


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Text):
        return _inline(("fi", value.fi), ("sv", value.sv), ("en", value.en))
    if is_dataclass(value):
        return _inline(*_said(value))
    if isinstance(value, dict):
        return _inline(*value.items())
    return f"[{', '.join(_value(one) for one in value)}]"


def _inline(*pairs: tuple[str, Any]) -> str:
    return f"{{ {', '.join(f'{_key(name)} = {_value(value)}' for name, value in pairs)} }}" if pairs else "{}"


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _value(name)
