"""Imports run down the floors of the house only; each failure says what stands where and how to mend it."""

import ast
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

FLOORS = (
    ("app", "cli", "serve", "web_process"),
    ("public", "staff", "demo", "api"),
    ("web", "worker"),
    ("journey", "office"),
    ("papers", "reading", "systems", "sso"),
    ("storage",),
    ("code_words", "deadline_words", "rights_words"),
    ("keys", "words", "facts", "pdf_words", "pdf_layout", "file_process", "settings", "logs"),
    ("domain",),
)
FLOOR_OF = {room: number for number, floor in enumerate(FLOORS) for room in floor}
SAME_FLOOR = {
    *(("cli", "serve"), ("cli", "app"), ("web_process", "app"), ("keys", "settings"), ("sso", "systems")),
    *(("pdf_words", "file_process"), ("pdf_layout", "file_process")),
}

FACES = {"public", "staff", "api", "demo"}
FOR_FACES = (
    "web",
    "journey",
    "office",
    "papers",
    "reading",
    "code_words",
    "deadline_words",
    "rights_words",
    "words",
    "facts",
    "pdf_words",
    "settings",
    "domain",
)
NOT_FOR_USE_CASES = ("guard", "sealing", "backup", "migrations", "database.Database", "database.migrate")
STORE_OF_FACES = ("door", "files", "database.Store")

OF_THE_WIRE = ("contract", "wire", "wire_http")
"""Of systems/, what sso/ goes out by: the same judged way, and no connector."""
READ_BY_ALL = ("contract", "kinds", "mapping", "sql.mapping", "sql.mapping_text", "sql.proposal")
"""Of systems/, what opens nothing: values, and texts read into values."""

RAW_METHODS = {"connection", "from_statement", "exec_driver_sql"}
RAW_SQLALCHEMY = {"text", "insert", "literal_column", "from_statement"}
RAW_NAMES = {"__table__", "__mapper__", "engine"}
RAW_OPTION = "storage_only"
IMPORT_BY_NAME = {"cli", "systems"}
"""The declared exceptions: commands and connectors are imported when used."""


def _modules() -> dict[str, str]:
    """Every module of the product with its source."""
    paths = [path for path in (ROOT / "portal").rglob("*.py") if "versions" not in path.parts]
    return {_name(path): path.read_text(encoding="utf-8") for path in sorted(paths)}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def _imports(name: str, source: str) -> tuple[tuple[int, str], ...]:
    """Line and full dotted name of everything imported, wherever in the file it stands."""
    return tuple(_imported(name, source))


def _imported(name: str, source: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = name.split(".")[: -node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def _room(name: str) -> str:
    return name.split(".")[1] if name.count(".") else ""


def _within(target: str, room: str, allowed: tuple[str, ...]) -> bool:
    return any(f"{target}.".startswith(f"portal.{room}.{part}.") for part in allowed)


def _objection(name: str, target: str) -> str:
    """Why `name` may not import `target`, and what to do instead; empty when it may."""
    here, there = _room(name), _room(target)
    if here == there or not here:
        return ""
    if there not in FLOOR_OF:
        return f"portal/{there} stands on no floor: add it to FLOORS and to docs/ARCHITECTURE.md"
    if FLOOR_OF[there] < FLOOR_OF[here]:
        return f"{here}/ is below {there}/: move what both need down to a floor that {here}/ may import"
    if FLOOR_OF[there] == FLOOR_OF[here] and (here, there) not in SAME_FLOOR:
        return f"{here}/ and {there}/ are neighbours: move what both need one floor down, or write a job"
    if there == "sso" and here not in {"web", "worker"}:
        return "only web/ opens sso/: hand on the values of domain/sign_on.py"
    if here == "sso" and there == "systems":
        return "" if _within(target, "systems", OF_THE_WIRE) else "sso/ goes out by systems/wire alone"
    if there == "systems" and here != "worker" and not _within(target, "systems", READ_BY_ALL):
        return "only worker/ opens systems/: write a job, or take the value from systems/contract.py"
    return _objection_to_storage(here, there, target)


def _objection_to_storage(here: str, there: str, target: str) -> str:
    if here in {"papers", "reading", "systems", "sso"} and there == "storage":
        return f"{here}/ takes values and returns values: let the caller read the rows and hand them over"
    if here in {"journey", "office"} and there == "storage" and _within(target, "storage", NOT_FOR_USE_CASES):
        return "a use case goes through storage/work.py: put into storage/ what it lacks"
    if here in FACES - {"demo"}:
        if there == "storage" and not _within(target, "storage", STORE_OF_FACES):
            return "a face reads through storage/door and storage/files.py, and writes by a use case"
        if there not in (*FOR_FACES, "storage"):
            return f"a face does not reach {there}/: give it what it needs from {', '.join(FOR_FACES[:5])}"
    return ""


def _broken(modules: Mapping[str, str]) -> list[str]:
    """A sentence for each import that runs the wrong way."""
    found = []
    for name, source in modules.items():
        if _room(name) and _room(name) not in FLOOR_OF and any(_imports(name, source)):
            found.append(f"{name}: stands on no floor: add it to FLOORS and to docs/ARCHITECTURE.md")
            continue
        for line, target in _imports(name, source):
            if target.startswith("portal.") and (why := _objection(name, target)):
                found.append(f"{name}, line {line}, imports {target}: {why}")
            elif _room(name) == "domain" and not _may_enter_domain(target):
                found.append(f"{name}, line {line}, imports {target}: domain/ imports the standard library alone")
    return found


def _may_enter_domain(target: str) -> bool:
    return target.split(".")[0] in sys.stdlib_module_names or target.startswith("portal.domain")


def _raw(name: str, source: str) -> Iterator[str]:
    """Ways around the one door: SQL as text, tables without their classes, the bare connection, bulk writes.

    `systems/` opens other people's databases and, importing no storage, never holds a session of ours.
    """
    if _room(name) in {"storage", "systems"}:
        return
    mend = "move it to storage/, where the viewer's scope is kept"
    for line, target in _imports(name, source):
        if target.startswith("sqlalchemy") and target.rpartition(".")[2] in RAW_SQLALCHEMY:
            yield f"{name}, line {line}, imports {target}: {mend}"
    for node in ast.walk(ast.parse(source)):
        used = node.func if isinstance(node, ast.Call) else node
        if isinstance(used, ast.Attribute) and (used.attr in RAW_NAMES or (used is not node and _is_raw(used.attr))):
            yield f"{name}, line {used.lineno}, uses .{used.attr}: {mend}"
        if isinstance(node, (ast.keyword, ast.Constant)) and RAW_OPTION in (
            vars(node).get("arg"),
            vars(node).get("value"),
        ):
            yield f"{name}, line {node.lineno}, uses {RAW_OPTION}: {mend}"


def _is_raw(method: str) -> bool:
    return method in RAW_METHODS or method.startswith("bulk_")


def _by_name(name: str, source: str) -> Iterator[str]:
    for line, target in _imports(name, source):
        if target in {"importlib", "importlib.import_module"} and _room(name) not in IMPORT_BY_NAME:
            yield f"{name}, line {line}, imports by name: import it at the top, so that the floors are seen"


def _circle(modules: Mapping[str, str]) -> list[str]:
    """The modules of one import circle, in order; empty where there is none."""
    graph: dict[str, set[str]] = {}
    for name, source in modules.items():
        targets = {target if target in modules else target.rpartition(".")[0] for _, target in _imports(name, source)}
        graph[name] = {target for target in targets if target in modules and target != name}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_it_imports_downwards_only() -> None:
    assert not (found := _broken(_modules())), "\n".join(found)


def test_it_has_no_import_circle() -> None:
    assert not (circle := _circle(_modules())), "a circle; move what they share one floor down: " + " -> ".join(circle)


def test_it_goes_around_the_door_in_storage_alone() -> None:
    found = [line for name, source in _modules().items() for line in _raw(name, source)]
    assert not found, "\n".join(found)


def test_it_imports_by_name_only_where_declared() -> None:
    found = [line for name, source in _modules().items() for line in _by_name(name, source)]
    assert not found, "\n".join(found)


def test_it_keeps_packages_empty() -> None:
    inits = (ROOT / "portal").rglob("__init__.py")
    full = [_name(path) for path in inits if len(ast.parse(path.read_text(encoding="utf-8")).body) > 1]
    assert not full, f"__init__.py holds a docstring alone: {full}"


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("portal.storage.work", "from portal.journey import intake", "storage/ is below journey/"),
        ("portal.staff.sso", "from portal.sso import provider", "only web/ opens sso/"),
        ("portal.office.sso", "from portal.sso import provider", "only web/ opens sso/"),
        ("portal.sso.provider", "from portal.systems.sql.connector import Sql", "goes out by systems/wire alone"),
        ("portal.sso.provider", "from portal.storage.database import Store", "takes values"),
        ("portal.web.sso", "from portal.systems.wire import Outgoing", "only worker/ opens systems/"),
        ("portal.public.ask", "from portal.staff.queue import page", "are neighbours"),
        ("portal.journey.intake", "from portal.office import accounts", "are neighbours"),
        ("portal.journey.steps", "from portal.systems.imap import Imap", "only worker/ opens systems/"),
        ("portal.staff.queue", "from portal.storage import tables", "a face reads through storage/door"),
        ("portal.staff.queue", "from portal.storage.database import Database", "a face reads through storage/door"),
        ("portal.staff.queue", "def later():\n    from portal.worker import loop", "a face does not reach worker/"),
        ("portal.papers.letters", "if TYPE_CHECKING:\n    from portal.storage.tables import Step", "takes values"),
        ("portal.journey.intake", "from portal.storage.guard import watch", "goes through storage/work.py"),
        ("portal.domain.plan", "import sqlalchemy", "the standard library alone"),
        ("portal.keys.ring", "from portal.words import say", "are neighbours"),
        ("portal.keys.ring", "from ..storage import work", "keys/ is below storage/"),
        ("portal.helpers", "import json", "stands on no floor"),
        ("portal.cli", "from portal.helpers import x", "stands on no floor"),
    ],
)
def test_it_sees_an_import_that_runs_the_wrong_way(name: str, source: str, said: str) -> None:
    found = _broken({name: source})
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("portal.public.ask", "from portal.journey import intake\nfrom portal.storage.door import public"),
        ("portal.public.ask", "from portal.storage.database import Store"),
        ("portal.journey.steps", "from portal.systems.contract import Identifiers"),
        ("portal.worker.errands", "from portal.systems.sql.connector import Sql"),
        ("portal.keys.ring", "from portal.settings import Settings"),
        ("portal.cli", "from portal.serve import serve"),
        ("portal.sso.provider", "from portal.systems.wire_http import opened"),
        ("portal.web.sso", "from portal.sso import provider"),
    ],
)
def test_it_lets_an_import_run_down(name: str, source: str) -> None:
    assert not _broken({name: source})


@pytest.mark.parametrize(
    "source",
    [
        "from sqlalchemy import text",
        "rows = Case.__table__",
        "rows = Case.__mapper__.local_table",
        "store.database.engine.begin()",
        "query.execution_options(storage_only=True)",
        "session.execute(query, execution_options={'storage_only': True})",
        "session.connection()",
        "session.bulk_save_objects(rows)",
    ],
)
def test_it_sees_a_way_around_the_door(source: str) -> None:
    assert list(_raw("portal.journey.intake", source))
    assert not list(_raw("portal.storage.work", source))


def test_it_sees_a_circle() -> None:
    modules = {"portal.a": "from portal import b", "portal.b": "from portal.c import x", "portal.c": "import portal.a"}
    assert set(_circle(modules)) == set(modules)


def test_the_house_is_written_down_once_a_room() -> None:
    text = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text[text.index("| Floor | Room |") :].partition("\n\n")[0].splitlines()[2:]
    rooms = [name.strip(" `/") for row in table for name in row.split("|")[2].split(",")]
    there = {path.stem for path in (ROOT / "portal").iterdir()}
    assert sorted(rooms) == sorted(there & set(FLOOR_OF))
