"""What a visitor sees of a page that stands as code, as plain HTML: the same bytes whenever it is drawn."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "tests/notices/drawing/draw.mjs"
PARSER = ROOT / ".venv/drawing"
_SECONDS = 60


def drawn(pages: Sequence[Path], language: str = "", parts: Sequence[str] = ()) -> str:
    """The HTML of the first page, and of those behind it that it does not import. `parts` are keys of a file of data.

    Without a language it is the one of the most words. The code is only parsed, none of it is run.
    """
    if not (PARSER / "ready").is_file():
        message = "The parser is missing: make .venv/drawing/ready"
        raise FileNotFoundError(message)
    asked = {"pages": [str(page.resolve()) for page in pages], "language": language, "parts": list(parts)}
    command = ["node", str(SCRIPT), json.dumps(asked)]
    done = subprocess.run(command, cwd=PARSER, capture_output=True, timeout=_SECONDS, check=True)
    return done.stdout.decode()
