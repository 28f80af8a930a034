"""Google's own descriptions (the discovery documents of google-api-python-client), which judge the counterpart.

A request has to be one of a described method: verb, path, parameters with their types and choices, body by its
schema, a token with one of the method's scopes. An answer has to fit the schema, with no field that is not in it.
What they do not say and the counterpart checks by itself: that `readMask` and `updatePersonFields` are required,
that an empty search comes first, and what a search finds.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import googleapiclient

_DOCUMENTS = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"
_NAMES = {"people": "people.v1", "gmail": "gmail.v1", "drive": "drive.v3", "admin": "admin.directory_v1"}
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Method:
    """A described method, with what its path names."""

    service: str
    id: str
    described: Json
    names: Mapping[str, str]


@cache
def document(service: str) -> Json:
    found: Json = json.loads((_DOCUMENTS / f"{_NAMES[service]}.json").read_text(encoding="utf-8"))
    return found


@cache
def _routes(service: str) -> tuple[tuple[str, re.Pattern[str], Json], ...]:
    top = document(service)
    found = []
    for method in _methods(top):
        path = "/" + top["servicePath"] + method.get("flatPath", method["path"])
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/:]+)", re.escape(path))
        found.append((method["httpMethod"], re.compile(pattern), method))
    return tuple(found)


def _methods(node: Json) -> Iterator[Json]:
    yield from node.get("methods", {}).values()
    for each in node.get("resources", {}).values():
        yield from _methods(each)


def method_of(verb: str, path: str) -> Method | None:
    """The described method of a request; None where there is none."""
    for service in _NAMES:
        for wanted, pattern, described in _routes(service):
            if wanted == verb and (found := pattern.fullmatch(path)):
                return Method(service, described["id"], described, found.groupdict())
    return None


def faults_of_request(method: Method, query: Sequence[tuple[str, str]], body: bytes) -> list[str]:
    """What is wrong with a request's parameters and body."""
    known = {**document(method.service)["parameters"], **method.described.get("parameters", {})}
    found = []
    given: dict[str, list[str]] = {}
    for name, value in query:
        given.setdefault(name, []).append(value)
    for name, values in given.items():
        declared = known.get(name)
        if declared is None or declared["location"] != "query":
            found.append(f"{method.id} has no parameter {name}")
            continue
        if len(values) > 1 and not declared.get("repeated"):
            found.append(f"{method.id}: {name} is given twice")
        found += [f"{method.id}: {name}={value}" for value in values if not _fits(declared, value)]
    for name, declared in known.items():
        if declared.get("required") and declared["location"] == "query" and name not in given:
            found.append(f"{method.id}: {name} is missing")
    wanted = method.described.get("request")
    if wanted is None and body:
        found.append(f"{method.id} takes no body")
    if wanted is not None:
        found += faults_of(method.service, wanted, json.loads(body), method.id)
    return found


def _fits(declared: Json, value: str) -> bool:
    kind = declared["type"]
    if declared.get("enum") and value not in declared["enum"]:
        return False
    if kind == "integer":
        return value.isdecimal() and int(declared.get("minimum", 0)) <= int(value) <= int(
            declared.get("maximum", 2**32)
        )
    return kind != "boolean" or value in {"true", "false"}


def faults_of_answer(method: Method, said: Any) -> list[str]:
    """What is wrong with an answer."""
    wanted = method.described.get("response")
    if wanted is None:
        return [] if said is None else [f"{method.id} answers nothing"]
    return faults_of(method.service, wanted, said, method.id)


def faults_of(service: str, schema: Json, value: Any, where: str) -> list[str]:
    """What does not fit a schema of a discovery document."""
    if "$ref" in schema:
        schema = document(service)["schemas"][schema["$ref"]]
    kind = schema.get("type")
    if kind == "object":
        return _faults_of_object(service, schema, value, where)
    if kind == "array":
        if not isinstance(value, list):
            return [f"{where} is no list"]
        return [
            fault
            for n, each in enumerate(value)
            for fault in faults_of(service, schema["items"], each, f"{where}[{n}]")
        ]
    types = {"string": str, "boolean": bool, "integer": int, "number": (int, float)}
    if kind in types and not isinstance(value, types[kind]):
        return [f"{where} is no {kind}"]
    if schema.get("enum") and value not in schema["enum"]:
        return [f"{where}: {value}"]
    if schema.get("format") in {"int64", "uint64"} and not str(value).lstrip("-").isdecimal():
        return [f"{where}: {value}"]
    return []


def _faults_of_object(service: str, schema: Json, value: Any, where: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{where} is no object"]
    properties, rest = schema.get("properties", {}), schema.get("additionalProperties")
    found = []
    for name, each in value.items():
        wanted = properties.get(name, rest)
        if wanted is None:
            found.append(f"{where} has no {name}")
        else:
            found += faults_of(service, wanted, each, f"{where}.{name}")
    return found


def may(method: Method, scopes: set[str]) -> bool:
    """Whether a token with these scopes may call the method."""
    return bool(scopes & set(method.described["scopes"]))
