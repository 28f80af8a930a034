"""WooCommerce's own description: the routes of wc/v3 with their arguments, and the schemas of its answers.

It was dumped from WooCommerce 11.0.1 and is not part of the project: `PORTAL_SHARED`, else `../shared`, has it.
"""

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[3]
NAME = "specs/woocommerce-11.0.1-wc-v3-routes.json"
PREFIX = "/wc/v3"
_TYPES = {"date-time": "string", "bool": "boolean"}
_EMAIL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def path() -> Path:
    return Path(os.environ.get("PORTAL_SHARED") or ROOT.parent / "shared") / NAME


needed = pytest.mark.skipif(not path().is_file(), reason=f"{NAME} is neither in PORTAL_SHARED nor in ../shared")


@cache
def _whole() -> dict[str, Any]:
    return json.loads(path().read_text(encoding="utf-8"))


def endpoint(method: str, route: str) -> tuple[dict[str, Any], dict[str, str]] | None:
    """The arguments that a route takes, and those in its path; None where no route has this method."""
    for pattern, told in _whole()["routes"]["routes"].items():
        found = re.fullmatch(pattern.removeprefix(PREFIX), route)
        for each in told["endpoints"] if found else ():
            if found and method in each["methods"]:
                return each["args"], found.groupdict()
    return None


def wrong_query(args: dict[str, Any], query: list[tuple[str, str]]) -> str:
    """What is wrong with a query; empty where nothing is."""
    for name, value in query:
        if name not in args:
            return f"unknown parameter {name}"
        fault = _wrong_value(args[name], value)
        if fault:
            return f"{name}: {fault}"
    return ""


def _wrong_value(schema: dict[str, Any], value: str) -> str:
    kind = schema.get("type")
    if kind == "array":
        return next(filter(None, (_wrong_value(schema["items"], each) for each in value.split(","))), "")
    if kind == "integer":
        if not re.fullmatch(r"-?\d+", value):
            return "no integer"
        least, most = schema.get("minimum"), schema.get("maximum")
        return "out of range" if (least and int(value) < least) or (most and int(value) > most) else ""
    if kind == "boolean" and value not in {"true", "false", "1", "0"}:
        return "no boolean"
    if schema.get("format") == "email" and not is_email(value):
        return "no email"
    return "not one of the enum" if "enum" in schema and value not in schema["enum"] else ""


def is_email(text: str) -> bool:
    """As WordPress's is_email has it, roughly."""
    return bool(_EMAIL.fullmatch(text)) and ".." not in text.rpartition("@")[2]


def wrong_body(args: dict[str, Any], body: Any) -> str:
    """What is wrong with a body; empty where nothing is."""
    if not isinstance(body, dict):
        return "no object"
    for name, value in body.items():
        if name not in args:
            return f"unknown field {name}"
        for error in Draft202012Validator(_plain(args[name]), format_checker=None).iter_errors(value):
            return f"{name}: {error.message}"
        fault = _wrong_formats(args[name], value)
        if fault:
            return f"{name}: {fault}"
    return ""


def _wrong_formats(schema: dict[str, Any], value: Any) -> str:
    if schema.get("format") == "email" and isinstance(value, str) and not is_email(value):
        return "no email"
    if isinstance(value, dict):
        inner = schema.get("properties", {})
        return next(filter(None, (_wrong_formats(inner.get(key, {}), each) for key, each in value.items())), "")
    return ""


def wrong_answer(what: str, row: dict[str, Any]) -> str:
    """What an answer has that its schema has not, or the other way round; `what` is customers, orders, ..."""
    schema = _whole()[f"OPTIONS /{what}"]["schema"]
    shown = {key for key, each in schema["properties"].items() if "view" in each.get("context", ["view"])}
    if missing := shown - set(row):
        return f"missing {sorted(missing)}"
    if unknown := set(row) - set(schema["properties"]):
        return f"unknown {sorted(unknown)}"
    errors = Draft202012Validator(_plain(schema)).iter_errors(row)
    return next((f"{'.'.join(map(str, each.absolute_path))}: {each.message}" for each in errors), "")


def _plain(schema: Any) -> Any:
    """The schema as JSON Schema has it: WordPress's own words for types, and its `required`, are not."""
    if isinstance(schema, list):
        return [_plain(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _plain(value) for key, value in schema.items() if key not in {"required", "$schema", "context"}}
    if isinstance(schema.get("required"), dict):
        kept["required"] = _plain(schema["required"])
    if isinstance(schema.get("type"), str):
        if schema["type"] == "mixed":
            kept.pop("type")
        elif schema["type"] in _TYPES:
            kept["type"] = [_TYPES[schema["type"]], "null"]
    return kept
