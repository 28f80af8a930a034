"""The wheel works from an empty folder: everything that is read at run time travels in it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[1]
OFFER_A_PAGE = """
import portal
from portal.app import create_app
from portal.settings import load_settings
from portal.storage.database import migrate

settings = load_settings()
migrate(settings.database_url)
client = create_app(settings).test_client()
print(portal.__file__)
for path in ("/healthz", "/static/portal.css", "/staff/login", "/?lang=fi"):
    answer = client.get(path, base_url=settings.base_url)
    print(path, answer.status_code, len(answer.data))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without any network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel installs, and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    to_folder = ("pip", "install", "--quiet", "--offline", "--no-deps", "--target", folder)
    subprocess.run([sys.executable, "-m", "uv", *to_folder, "--python", sys.executable, wheel], check=True)
    return folder


def _run(installed: Path, folder: Path, *arguments: str, **variables: str) -> str:
    environment = os.environ | variables | {"PYTHONPATH": str(installed)}
    command = [sys.executable, *arguments]
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_it_carries_every_file_that_is_read_at_run_time(wheel: Path) -> None:
    roots = {"portal": "portal", "templates": "portal/templates", "static": "portal/static"}
    wanted = {
        f"{inside}/{path.relative_to(ROOT / outside)}"
        for outside, inside in roots.items()
        for path in (ROOT / outside).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert not (missing := wanted - set(ZipFile(wheel).namelist())), sorted(missing)


def test_it_counts_a_deadline_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    asked = ("-m", "portal.cli", "deadline", "2026-11-23T10:00:00+02:00", "--country", "FI", "--json")
    assert json.loads(_run(installed, tmp_path, *asked))["due"] == "2026-12-23"
    assert list(tmp_path.iterdir()) == []


def test_it_serves_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    said = _run(installed, tmp_path, "-c", OFFER_A_PAGE, PORTAL_DEMO="true").splitlines()
    assert said[-5] == str(installed / "portal" / "__init__.py")
    assert [line.split()[1] for line in said[-4:]] == ["200", "200", "200", "200"]


def test_it_leaves_nothing_in_the_checkout(wheel: Path) -> None:
    assert not (ROOT / "portal" / "templates").exists()
    assert not (ROOT / "portal" / "static").exists()
