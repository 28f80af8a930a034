"""What goes by post beside the letters: the first sheet with address and code, and the printed copy of the data."""

import re
import zipfile
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from markupsafe import Markup

from portal import code_words, words
from portal.domain.errors import Damaged
from portal.domain.lifecycle import Resolution
from portal.domain.register import Controller

CODE_DAYS = 60
_INDEX = "index.html"
_LEFT_OUT = (('<nav class="contents"', "</nav>"), ('<section class="chapter" id="files"', "</section>"))
"""Parts of the package's page that are of no use on paper: links within it, and its other files."""
_BESIDE = re.compile(r'<p class="beside">[^<]*<a [^<]*</a></p>')


@dataclass(frozen=True, slots=True)
class Cover:
    """The first sheet. `what` is the kind of mail that it stands for; `messages` are what staff wrote meanwhile.

    `code` is empty where nothing can be opened yet; `address` holds lines as on an envelope.
    """

    controller: Controller
    reference: str
    written: date
    recipient: str = field(repr=False)
    address: tuple[str, ...] = field(repr=False)
    what: str
    letters: tuple[str, ...]
    with_copy: bool
    messages: tuple[str, ...] = field(default=(), repr=False)
    code: str = field(default="", repr=False)
    page: str = ""
    resolution: Resolution | None = None
    """How a closed request ended."""


@dataclass(frozen=True, slots=True)
class CodeSheet:
    """The letter that carries a code to the postal address on file; it tells nothing but that somebody asked."""

    controller: Controller
    reference: str
    written: date
    recipient: str = field(repr=False)
    address: tuple[str, ...] = field(repr=False)
    code: str = field(repr=False)
    days: int
    page: str


def code_sheet(values: CodeSheet, language: str) -> Markup:
    """The letter with the code, in the person's language (fi, sv, en)."""
    with words.using(language, values.controller.time_zone):
        template = words.environment().get_template("letters/code.html")
        html = template.render(sheet=values, code=spaced(values.code))
    return Markup(html)  # noqa: S704  # autoescaped in the template


def cover(values: Cover, language: str) -> Markup:
    """The first sheet in the person's language (fi, sv, en)."""
    with words.using(language, values.controller.time_zone):
        ended = code_words.say_resolution(values.resolution) if values.resolution else ""
        template = words.environment().get_template("letters/cover.html")
        html = template.render(cover=values, code=spaced(values.code), days=CODE_DAYS, ended=ended)
    return Markup(html)  # noqa: S704  # autoescaped in the template


def spaced(code: str) -> str:
    """A long code in two halves, as it is printed: `7K3M9-QXT4W`."""
    return f"{code[: len(code) // 2]}-{code[len(code) // 2 :]}" if code else ""


def printed_copy(package: BinaryIO) -> Markup:
    """The data itself as the package's page shows it, for paper.

    Raises:
        Damaged: the package has no such page.
    """
    try:
        with zipfile.ZipFile(package) as archive:
            text = archive.read(_INDEX).decode("utf-8")
    except (zipfile.BadZipFile, KeyError) as fault:
        raise Damaged("package_damaged") from fault
    _before, main, rest = text.partition("<main")
    if not main:
        raise Damaged("package_damaged")
    body = rest.partition(">")[2].partition("</main>")[0]
    for opens, closes in _LEFT_OUT:
        before, found, after = body.partition(opens)
        body = before + after.partition(closes)[2] if found else body
    body = _BESIDE.sub("", body)
    return Markup(body)  # noqa: S704  # composed by our own templates, whose values are escaped
