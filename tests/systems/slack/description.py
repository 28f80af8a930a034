"""Slack's own description of its Web API (Swagger 2.0), by which every request and answer of the counterpart is judged.

What had to be relaxed, for the description of 2021 is sloppier or older than what Slack does:

- `items` with a list of schemas and no `type: array` means "one of these"; read so, since JSON Schema reads nothing.
- The token: the description wants a parameter `token`; Slack recommends the header, and a token in an address is
  refused here. `conversations.history`, `.replies` and `.list` need one of four scopes by the kind of conversation.
- Scopes: `chat:write:user` and `files:write:user` are `chat:write` and `files:write` for today's apps.
- `limit`, `count`, `page`, `ts` and the like come as text in a query or a form; their declared type is read from it.
- Answers: unknown fields of messages, users, files and conversations are let through (`additionalProperties: false`
  contradicts the description's own examples, such as `pjpeg` of a file); the envelope of `conversations.history`
  has `response_metadata` and may lack `pin_count` and `channel_actions_*`; an empty list of messages is allowed;
  profiles have no `skype` any more; `search.messages` has no schema at all but `ok`.
- Errors: `users.profile.set` and `chat.delete` know more errors than the list; `ratelimited`, `missing_scope`,
  `thread_not_found` and `message_not_found` may come from every method.
"""

import copy
import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

_SHARED = Path(os.environ.get("PORTAL_SHARED") or Path(__file__).resolve().parents[4] / "shared")
SPEC = _SHARED / "specs" / "slack_web_openapi_v2.json"
MISSING = not SPEC.is_file()
WHY = "Slack's description is not here (PORTAL_SHARED)"
_TODAY = {"chat:write:user": "chat:write", "chat:write:bot": "chat:write", "files:write:user": "files:write"}
_ANYWHERE = {
    "ratelimited", "missing_scope", "not_allowed_token_type", "token_revoked", "not_admin", "fatal_error",
    "internal_error",
}  # fmt: skip
_LOOSE_ENVELOPE = {"conversations.history", "conversations.replies"}


@cache
def _described() -> dict[str, Any]:
    spec: dict[str, Any] = json.loads(SPEC.read_text(encoding="utf-8"))
    loosened: dict[str, Any] = _loosened(copy.deepcopy(spec))
    return loosened


def _loosened(node: Any) -> Any:
    if isinstance(node, list):
        return [_loosened(each) for each in node]
    if not isinstance(node, dict):
        return node
    found = {key: _loosened(value) for key, value in node.items()}
    if isinstance(found.get("items"), list) and found.get("type") != "array":
        found["anyOf"] = found.pop("items")
    if found.get("additionalProperties") is False and found.get("title") not in {"error"}:
        found["additionalProperties"] = True
    if isinstance(found.get("required"), list):
        found["required"] = [
            each for each in found["required"] if each not in {"skype", "pin_count", "channel_actions_ts",
                                                               "channel_actions_count", "is_app_user"}
        ]  # fmt: skip
    if found.get("minItems") == 1:
        found["minItems"] = 0
    return found


def operation(method: str, verb: str) -> dict[str, Any] | None:
    """What the description says of a method by a verb."""
    found: dict[str, Any] | None = _described()["paths"].get(f"/{method}", {}).get(verb.lower())
    return found


def faults_of_request(method: str, verb: str, query: Mapping[str, str], form: Mapping[str, str]) -> list[str]:
    """What is wrong with a request: no such method, a parameter that is unknown, missing, or of another type."""
    described = operation(method, verb)
    if described is None:
        return [f"{verb} {method} is not described"]
    known = {(each["in"], each["name"]): each for each in described["parameters"]}
    found = []
    for place, given in (("query", query), ("formData", form)):
        for name, value in given.items():
            declared = known.get((place, name))
            if declared is None:
                found.append(f"{method} has no {place} parameter {name}")
            elif name == "token":
                found.append(f"{method}: a token in the {place}")
            elif not _fits(declared.get("type", "string"), value):
                found.append(f"{method}: {name} is not of type {declared['type']}")
    for (place, name), declared in known.items():
        given = query if place == "query" else form
        if declared.get("required") and name != "token" and name not in given:
            found.append(f"{method}: {name} is missing")
    return found


def _fits(kind: str, value: str) -> bool:
    if kind == "integer":
        return value.isdecimal()
    if kind == "boolean":
        return value in {"true", "false"}
    if kind == "number":
        return value.replace(".", "", 1).isdecimal()
    return True


def missing_scope(method: str, verb: str, scopes: frozenset[str]) -> str:
    """The scope that is lacking, by the description; empty where the token has what it takes."""
    described = operation(method, verb) or {}
    asked = [_TODAY.get(each, each) for each in (described.get("security") or [{}])[0].get("slackAuth", ())]
    asked = [each for each in asked if each != "none"]
    if not asked or scopes & set(asked):
        return ""
    return str(asked[0])


def faults_of_answer(method: str, verb: str, said: Mapping[str, Any]) -> list[str]:
    """What is wrong with an answer by its schema."""
    described = operation(method, verb)
    if described is None:
        return []
    responses = described["responses"]
    schema = dict(responses["200" if said.get("ok") else "default"].get("schema", {}))
    if not said.get("ok") and said.get("error") in _ANYWHERE:
        return []
    validator = jsonschema.Draft4Validator({**schema, "definitions": _described()["definitions"]})
    return [f"{method}: {'/'.join(map(str, each.path))} {each.message[:200]}" for each in validator.iter_errors(said)]
