"""Prism between a connector and a fake of ours: every request and every answer is checked by the vendor's description.

The descriptions are not ours to commit; they lie in `shared/specs`. Where they or Prism are missing, tests skip.
"""

import copy
import json
import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRISM = ROOT / ".venv/prism/node_modules/@stoplight/prism-cli/dist/index.js"
ERRORS = b"stoplight.io/prism/errors"
"""What stands in an answer that is Prism's own: the request or the answer was not as described."""


def description(name: str) -> dict[str, Any]:
    """A vendor's description; skips where it is not there."""
    shared = Path(os.environ.get("PORTAL_SHARED") or ROOT.parent / "shared")
    path = shared / "specs" / name
    if not path.is_file():
        pytest.skip(f"the vendor's description {name} is not in {shared.name}/specs")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def cut(whole: Mapping[str, Any], paths: Sequence[str]) -> dict[str, Any]:
    """The description of these paths alone: Prism reads three megabytes in ten seconds, and these in one.

    A request's body may hold nothing that is not described, which descriptions forget to say.
    """
    kept = copy.deepcopy({**whole, "paths": {path: whole["paths"][path] for path in paths}})
    schemas = kept["components"]["schemas"]
    for operations in kept["paths"].values():
        for operation in operations.values():
            content = operation.get("requestBody", {}).get("content", {}) if isinstance(operation, dict) else {}
            for each in content.values():
                named = each["schema"].get("$ref", "").rpartition("/")[2]
                each["schema"] = {
                    **copy.deepcopy(schemas[named] if named else each["schema"]),
                    "additionalProperties": False,
                }
    needed: set[str] = set()
    waiting = [json.dumps(kept["paths"])]
    while waiting:
        for name in re.findall(r'"#/components/schemas/([^"]+)"', waiting.pop()):
            if name not in needed:
                needed.add(name)
                waiting.append(json.dumps(schemas[name]))
    kept["components"]["schemas"] = {name: schemas[name] for name in sorted(needed)}
    return kept


def queries(described: Mapping[str, Any]) -> list[tuple[str, re.Pattern[str], set[str]]]:
    """Method, path and the query parameters that it knows: Prism lets others through."""
    found = []
    for path, operations in described["paths"].items():
        pattern = re.compile(re.sub(r"\\\{[^}]+\\\}", "[^/]+", re.escape(path)) + "$")
        for method, operation in operations.items():
            if isinstance(operation, dict):
                known = {each["name"] for each in operation.get("parameters", []) if each.get("in") == "query"}
                found.append((method.upper(), pattern, known))
    return found


@contextmanager
def prism(described: Mapping[str, Any], upstream: str, folder: Path) -> Iterator[int]:
    """The port of a Prism that hands on to `upstream` whatever is as described."""
    if not PRISM.is_file():
        pytest.skip("Prism is not installed: make servers")
    specification, log = folder / "described.json", folder / "prism.log"
    specification.write_text(json.dumps(described), encoding="utf-8")
    port = _free_port()
    command = [
        "node",
        str(PRISM),
        "proxy",
        str(specification),
        upstream,
        "--errors",
        "-h",
        "127.0.0.1",
        "-p",
        str(port),
    ]
    with log.open("wb") as written, subprocess.Popen(command, stdout=written, stderr=written) as process:
        try:
            _wait_for(process, port, log)
            yield port
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    ends = time.monotonic() + 120
    while time.monotonic() < ends:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"Prism did not start: {log.read_text(encoding='utf-8')[-2000:]}")
