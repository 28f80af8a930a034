"""What stands in the repository's own files: no place of this machine, locks of hashes alone, whole catalogues."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
INDEX_HOSTS = ("py[p]i[.]org", "python[h]osted[.]org", "registry[.]npm[j]s", "deb[.]debian[.]org")
HOMES = (r"(?<![\w.])/(?:home|Users)/[a-z]", r"(?<![\w.])/roo[t]/")
PIN = re.compile(r"[a-z0-9._-]+(\[[a-z0-9,-]+\])?==\S+( ; [^\\]+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
PLACE = re.compile(r"%\((\w+)\)[sd]")
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    **dict.fromkeys(("_", "gettext", "say", "lazy_gettext", "mark")),
    "ngettext": (1, 2),
}
JINJA = {"extensions": "jinja2.ext.i18n", "trimmed": "false", "silent": "false"}


def _tracked() -> list[Path]:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def _texts() -> Iterator[tuple[str, str]]:
    for path in _tracked():
        if b"\0" not in (data := path.read_bytes()):
            yield str(path.relative_to(ROOT)), data.decode("utf-8")


def test_it_names_no_package_index_and_no_folder_of_a_machine() -> None:
    forbidden = re.compile("|".join([*INDEX_HOSTS, *HOMES, re.escape(f"{ROOT}/")]))
    found = [
        f"{name}:{number}: {line[:120]}"
        for name, text in _texts()
        for number, line in enumerate(text.splitlines(), 1)
        if forbidden.search(line)
    ]
    assert not found, "\n".join(found)


def test_it_tracks_nothing_that_a_run_leaves_behind() -> None:
    names = [str(path.relative_to(ROOT)) for path in _tracked()]
    left = [
        name for name in names if re.match(r"(var|dist|\.venv)/|.*(__pycache__/|\.sqlite3|\.pyc$|(^|/)\.env$)", name)
    ]
    assert not left, left


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_it_locks_names_versions_and_hashes_alone(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if not PIN.fullmatch(line) and not HASH.fullmatch(line)]
    assert not [
        line for line, below in zip(lines, lines[1:], strict=False) if PIN.fullmatch(line) and PIN.fullmatch(below)
    ]


def test_it_develops_on_the_versions_that_it_runs_on() -> None:
    run, develop = (_pins(ROOT / name) for name in ("requirements.lock", "requirements-dev.lock"))
    assert run <= develop


def _pins(path: Path) -> set[str]:
    return {line.rstrip("\\ ") for line in path.read_text(encoding="utf-8").splitlines() if "==" in line}


def _catalogues(language: str) -> Iterator[tuple[Path, Message]]:
    for path in sorted((ROOT / "portal" / "translations" / language).glob("*.po")):
        with path.open("rb") as handle:
            yield from ((path, message) for message in read_po(handle, locale=language) if message.id)


def _parts(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def _faults(message: Message) -> Iterator[str]:
    asked = {place for part in _parts(message.id) for place in PLACE.findall(part)}
    for said in _parts(message.string):
        if not said.strip():
            yield "is empty"
        elif not set(PLACE.findall(said)) <= asked:
            yield f"has places that the English has not: {set(PLACE.findall(said)) - asked}"
    if message.fuzzy:
        yield "is fuzzy"


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_it_says_every_message_whole(language: str) -> None:
    found = [f"{path.name}: {m.id!r} {fault}" for path, m in _catalogues(language) for fault in _faults(m)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_it_says_a_message_in_one_way(language: str) -> None:
    said: dict[str, set[str]] = {}
    for _, message in _catalogues(language):
        said.setdefault(f"{message.context}|{message.id}", set()).add(str(message.string))
    assert not (twice := {key: ways for key, ways in said.items() if len(ways) > 1}), twice


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_it_translates_all_that_people_read(language: str) -> None:
    known = {_parts(message.id)[0] for _, message in _catalogues(language)}
    missing = sorted({f"{where}: {text}" for where, text in _msgids() if text not in known})
    assert not missing, "\n".join(missing)


@cache
def _msgids() -> list[tuple[str, str]]:
    """Every msgid in code and templates, with where it stands."""
    return list(_extracted())


def _extracted() -> Iterator[tuple[str, str]]:
    for folder, method in (
        ("portal", [("**.py", "python")]),
        ("templates", [("**.html", "jinja2"), ("**.txt", "jinja2")]),
    ):
        options = {pattern: JINJA for pattern, name in method if name == "jinja2"}
        for name, line, text, *_ in extract_from_dir(ROOT / folder, method, options, KEYWORDS):
            message = _parts(text)[0]
            if message:
                yield f"{folder}/{name}:{line}", message
