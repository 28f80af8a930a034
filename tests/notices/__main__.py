"""`make notices CORPUS=folder`: reads every notice of a folder and says how well; no text of theirs is kept here.

`python -m tests.notices FOLDER` runs `portal register import FILE --json` on every text below the folder, recognises
each by its content, and compares what was read with the gold in tests/notices/gold. tests/notices/normal.py says what
counts as the same. `python -m tests.notices hash FOLDER` makes the gold: beside each text NNN.ext stands its clear gold
NNN.gold.json, and SOURCES.csv above them names number, repo, path and half. `python -m tests.notices draw PAGE` prints
the plain HTML of a page that stands as code, which is then the text: the files named behind it say what it imports.
"""

import csv
import json
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.notices import gold as golds
from tests.notices.drawn import drawn
from tests.notices.fields import Notice
from tests.notices.scoring import Judged, judge, report

Reader = Callable[[Path], Notice | None]
_AT_A_TIME = 2
_SECONDS = 120
_READ = (0, 1)
"""The exits of the reader after which it printed what it read: without findings, and with some."""


def main(words: Sequence[str] | None = None) -> int:
    """Score a folder of notices, hash their gold or draw a page; exit 0 however well, 2 where there is nothing."""
    parser = ArgumentParser(prog="python -m tests.notices", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "words", nargs="+", metavar="FOLDER", help="a folder of notices; `hash FOLDER` makes gold, `draw PAGE` HTML"
    )
    parser.add_argument("--language", default="", help="of a page that has several: fi, sv or en")
    parser.add_argument("--part", action="append", default=[], metavar="KEY", help="what to draw of a file of data")
    given = parser.parse_intermixed_args(words)
    asked = given.words
    if len(asked) > 1 and asked[0] == "draw":
        sys.stdout.write(drawn([Path(page) for page in asked[1:]], given.language, given.part))
        return 0
    if len(asked) == 2 and asked[0] == "hash":  # noqa: PLR2004  # a verb and a folder
        made = make_gold(Path(asked[1]), golds.FOLDER)
        sys.stdout.write(f"{made} gold files in {golds.FOLDER.name}/\n")
        return 0 if made else 2
    if len(asked) != 1:
        parser.error("one folder, `hash` and a folder, or `draw` and a page")
    told = score(Path(asked[0]), golds.kept(), read_by_command)
    sys.stdout.write(told or f"There is no text in {asked[0]}.\n")
    return 0 if told else 2


def score(folder: Path, gold: Sequence[golds.Gold], read: Reader) -> str:
    """The report on every text below a folder; "" where there is none."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and _is_text(path)]
    matched = {path: _gold_of(path.read_bytes(), gold) for path in paths}
    known = [path for path in paths if matched[path]]
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        readings = dict(zip(known, pool.map(read, known), strict=True))
    judged: list[Judged] = []
    for path, its in matched.items():
        if its:
            judged.append(judge(str(path.relative_to(folder)), readings[path] or {}, path.read_bytes(), its))
    if not paths:
        return ""
    named = {path: str(path.relative_to(folder)) for path in paths}
    return report(
        judged,
        without_gold=[named[path] for path in paths if not matched[path]],
        unread=[named[path] for path in known if readings[path] is None],
    )


def _is_text(path: Path) -> bool:
    about = {".csv", ".json"}
    return path.suffix.lower() not in about and bool(path.suffix) and not path.name.startswith((".", "CONVENTIONS"))


def _gold_of(content: bytes, gold: Sequence[golds.Gold]) -> golds.Gold | None:
    return next((one for one in gold if one.knows(content)), None)


def read_by_command(path: Path) -> Notice | None:
    """What `portal register import FILE --json` prints of a notice; None where it prints nothing of use."""
    command = [sys.executable, "-m", "portal.cli", "register", "import", str(path), "--json"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        told: Any = json.loads(done.stdout) if done.returncode in _READ else None
    except (subprocess.TimeoutExpired, ValueError):
        return None
    return told if isinstance(told, dict) else None


def make_gold(folder: Path, kept_in: Path) -> int:
    """Hash the clear gold of a folder into gold files; how many were made. A salt that a file has is kept."""
    made = 0
    for source in _sources(folder):
        clear = next(iter(sorted(folder.rglob(f"{source['number']}.gold.json"))), None)
        if clear is None:
            continue
        text = next(path for path in sorted(clear.parent.glob(f"{source['number']}.*")) if _is_text(path))
        half = next(half for half in golds.HALVES if half == source["half"])
        path, content = kept_in / f"{source['number']}.json", text.read_bytes()
        before = golds.Gold.from_json(json.loads(path.read_text("utf-8"))) if path.exists() else None
        salt = before.salt if before and before.knows(content) else None
        name = f"{source['repo']}: {source['path']}"
        golds.keep(golds.hashed(json.loads(clear.read_text("utf-8")), content, name, half, salt), path)
        made += 1
    return made


def _sources(folder: Path) -> Iterator[dict[str, str]]:
    with (folder / "SOURCES.csv").open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


if __name__ == "__main__":
    sys.exit(main())
