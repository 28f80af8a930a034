"""The words of a PDF that somebody sent, read by a process of its own.

Nobody knows how long a hostile PDF takes its reader, or how much memory. So this file is run by itself, knows
nothing of the portal, and may take so many seconds and bytes. What it writes are lines of JSON: a text, a file
inside as base64, or a fault. Where it ends early, what came before stands and the rest is not read.
"""

import base64
import io
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
)

SECONDS = 20
MOST_MEMORY = 1024 * 1024 * 1024
MOST_SAID = 64 * 1024 * 1024
_WHOLE: dict[str, object] = {"whole": True}


@dataclass(frozen=True, slots=True)
class PdfWords:
    """Its texts, the files inside it by name, and the fault that kept something from being read ("" where none).

    `pages` are those of the texts that its pages show.
    """

    texts: tuple[str, ...] = field(repr=False)
    files: tuple[tuple[str, bytes], ...] = field(repr=False)
    fault: str
    pages: tuple[str, ...] = field(default=(), repr=False)


def words_of(content: bytes) -> PdfWords:
    """Text, notes, forms, properties and embedded files; `fault` is `broken`, `locked` or `no_text`. Never raises."""
    command = [sys.executable, "-P", str(Path(__file__))]
    try:
        said = subprocess.run(  # noqa: S603  # our own file, by our own interpreter; nothing touches a disk
            command, input=content, capture_output=True, timeout=2 * SECONDS, check=False, env=_environment()
        ).stdout
    except subprocess.TimeoutExpired as late:
        said = late.stdout or b""
    except OSError:
        said = b""
    return _heard(said.splitlines())


def _environment() -> dict[str, str]:
    """Where Python finds its packages, and none of the portal's secrets."""
    return {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}


def _heard(lines: list[bytes]) -> PdfWords:
    texts, inside, faults, pages, whole = [], [], [], [], False
    for line in lines:
        try:
            one = json.loads(line)
        except ValueError:
            break
        if "text" in one:
            texts.append(one["text"])
            pages += [one["text"]] if "page" in one else []
        elif "file" in one:
            inside.append((one["file"], base64.b64decode(one["content"])))
        elif "fault" in one:
            faults.append(one["fault"])
        whole = whole or one == _WHOLE
    return PdfWords(tuple(texts), tuple(inside), next(iter(faults), "" if whole else "broken"), tuple(pages))


def _say() -> None:
    """Read standard input, within the limits."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    left = MOST_SAID
    for one in _parts(sys.stdin.buffer.read()):
        line = json.dumps(one) + "\n"
        left -= len(line)
        if left < 0:
            return
        sys.stdout.write(line)
        sys.stdout.flush()


def _parts(content: bytes) -> Iterator[dict[str, object]]:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            yield {"fault": "locked"}
            return
        yield from _objects(reader)
        for number, page in enumerate(reader.pages, 1):
            text = page.extract_text()
            yield {"text": text, "page": number}
            if not text.strip() and page.get("/Contents") is not None:
                yield {"fault": "no_text"}
    except Exception:  # noqa: BLE001  # whatever it is, a person looks
        yield {"fault": "broken"}
    yield _WHOLE


def _objects(reader: PdfReader) -> Iterator[dict[str, object]]:
    """Every string anywhere in it: properties, notes, forms, bookmarks; its XMP and the files inside it."""
    seen: set[tuple[int, int]] = set()
    waiting: list[object] = [reader.trailer]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if (one.idnum, one.generation) not in seen:
                seen.add((one.idnum, one.generation))
                waiting.append(one.get_object())
        elif isinstance(one, TextStringObject):
            yield {"text": str(one)}
        elif isinstance(one, ByteStringObject):
            yield {"text": bytes(one).decode("latin-1")}
        elif isinstance(one, ArrayObject):
            waiting.extend(one)
        elif isinstance(one, DictionaryObject):
            waiting.extend(dict.values(one))
            yield from _stream(one)


def _stream(one: DictionaryObject) -> Iterator[dict[str, object]]:
    if not isinstance(one, StreamObject):
        return
    if one.get("/Type") == "/Metadata":
        yield {"text": one.get_data().decode("utf-8", "replace")}
    elif one.get("/Type") == "/EmbeddedFile" or "/Params" in one:
        yield {"file": "", "content": base64.b64encode(one.get_data()).decode("ascii")}


if __name__ == "__main__":
    _say()
