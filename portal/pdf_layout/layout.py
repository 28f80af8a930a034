"""How a PDF lies on its pages, heard from a process of its own."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from portal import file_process

_CHILD = Path(__file__).with_name("child.py")


@dataclass(frozen=True, slots=True)
class LaidLine:
    """A line of the text: its cells as words, bold or not; `head` is its level as a heading, 0 for none."""

    cells: tuple[tuple[tuple[str, bool], ...], ...] = field(repr=False)
    head: int = 0
    bullet: bool = False
    apart: bool = False
    noise: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a PDF, and the fault that kept something from being read ("" where none)."""

    lines: tuple[LaidLine, ...] = field(repr=False)
    fault: str


def layout_of(content: bytes) -> Layout:
    """Its lines as they are read; `fault` is `broken`, `locked`, `too_long` or `no_text`. Never raises."""
    lines: list[LaidLine] = []
    faults: list[str] = []
    whole = False
    for said in file_process.heard(_CHILD, content):
        try:
            one = json.loads(said)
        except ValueError:
            break
        if "line" in one:
            lines.append(_line(one["line"]))
        elif "fault" in one:
            faults.append(one["fault"])
        whole = whole or one == file_process.WHOLE
    return Layout(tuple(lines), next(iter(faults), "" if whole else "broken"))


def _line(one: Mapping[str, Any]) -> LaidLine:
    cells = tuple(tuple((str(text), bool(bold)) for text, bold in cell) for cell in one["cells"])
    return LaidLine(cells, int(one["head"]), bool(one["bullet"]), bool(one["apart"]), bool(one["noise"]))
