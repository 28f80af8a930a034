"""A company's logo: the picture that was sent, drawn anew as a small PNG.

Nothing of the file itself is kept or shown: no script of an SVG, no place where a photo was taken, nothing that hides
behind a picture's end. This file is run by itself too (`file_process`), for a picture may be made to take all memory.
"""

import base64
import json
import struct
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import typst

from portal import file_process
from portal.domain.errors import Invalid

MOST_BYTES = 2 * 1024 * 1024
SECONDS = 5
WIDEST, TALLEST = 480, 128
"""In pixels of the PNG; a page shows it at half of that."""
FLATTEST, STEEPEST = 12, 0.5
"""Width to height: what is flatter or steeper would be a line at that size."""
_SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"),
)  # fmt: skip
_BEGINNING = 4096
_DRAWN = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#let mark = bytes(json(bytes(sys.inputs.mark)))
#let (widest, tallest) = (float(sys.inputs.widest) * 1pt, float(sys.inputs.tallest) * 1pt)
#context {
  let size = measure(image(mark, format: sys.inputs.kind))
  let scale = calc.min(widest / size.width, tallest / size.height)
  image(mark, format: sys.inputs.kind, width: size.width * scale, height: size.height * scale)
}
"""
_DOTS = 144.0
_POINTS = 72.0


@dataclass(frozen=True, slots=True)
class Logo:
    """A PNG and its size in pixels."""

    png: bytes = field(repr=False)
    width: int
    height: int

    @property
    def name(self) -> str:
        """What it is called: another picture has another name, so that a browser may keep it for good."""
        return f"{sha256(self.png).hexdigest()[:16]}-{self.width}x{self.height}"


def drawn(content: bytes) -> Logo:
    """The picture of a file, at most `WIDEST` by `TALLEST` pixels, its proportions kept.

    Raises:
        Invalid (field `file`): `file_empty`; `logo_large`, more than `MOST_BYTES`; `logo_kind`, no PNG, JPEG, GIF, WebP
            or SVG; `logo_broken`, it cannot be drawn, or asks for another file; `logo_shape`, too flat or too steep.
    """
    if not content:
        raise Invalid("file_empty", field="file")
    if len(content) > MOST_BYTES:
        raise Invalid("logo_large", field="file")
    if not _kind(content):
        raise Invalid("logo_kind", field="file")
    said = [json.loads(line) for line in file_process.heard(Path(__file__), content, SECONDS)]
    if not said:
        raise Invalid("logo_broken", field="file")
    png = base64.b64decode(said[0]["png"])
    width, height = struct.unpack(">II", png[16:24])
    if not STEEPEST <= width / height <= FLATTEST:
        raise Invalid("logo_shape", field="file")
    return Logo(png, width, height)


def _kind(content: bytes) -> str:
    """What the file begins like; "" for what is no picture."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if known := next((kind for sign, kind in _SIGNS if content.startswith(sign)), ""):
        return known
    return "svg" if b"<svg" in content[:_BEGINNING] else ""


def _draw(content: bytes) -> Iterator[Mapping[str, object]]:
    """In the process of its own: one line with the PNG. The folder that a picture may name others from is empty."""
    told = {
        "mark": json.dumps(list(content)), "kind": _kind(content),
        "widest": str(WIDEST * _POINTS / _DOTS), "tallest": str(TALLEST * _POINTS / _DOTS),
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as empty:
        compiler = typst.Compiler(
            _DRAWN, root=empty, font_paths=typst.Fonts(include_system_fonts=False), ignore_system_fonts=True,
            sys_inputs=told,
        )  # fmt: skip
        try:
            made = compiler.compile(format="png", ppi=_DOTS)
        except typst.TypstError:
            return
    if isinstance(made, bytes):
        yield {"png": base64.b64encode(made).decode()}


if __name__ == "__main__":
    file_process.say(_draw, SECONDS)
