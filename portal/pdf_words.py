"""The words of a PDF that somebody sent, read by a process of its own.

This file is run by itself (`file_process`). What it writes are lines of JSON: a text, a file inside as base64, or a
fault.
"""

import base64
import io
import json
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

from portal import file_process

SECONDS = file_process.SECONDS


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
    return _heard(file_process.heard(Path(__file__), content, SECONDS))


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
        whole = whole or one == file_process.WHOLE
    return PdfWords(tuple(texts), tuple(inside), next(iter(faults), "" if whole else "broken"), tuple(pages))


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
    yield file_process.WHOLE


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
    file_process.say(_parts, SECONDS)
