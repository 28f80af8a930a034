"""CSV as it is met: any delimiter, with or without a byte order mark, in UTF-8, UTF-16 or an 8-bit alphabet.

Rows are read as they stand, so that a rewrite copies every other row byte for byte, whatever its quotes
and line ends are.
"""

import codecs
import contextlib
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, Literal

from portal.systems.contract import Permanent
from portal.systems.files.aside import Aside, above
from portal.systems.files.mapping import FileSpec
from portal.systems.files.units import Edit, Headed, Place, Plain, Unit, Unreadable, text_of

LONGEST_LINE = 1 << 20
_PIECE = 1 << 20
_DELIMITERS = ";,\t|"
_MARK = "\ufeff"


class CsvFormat:
    """Rows of a text file (`units.Format`)."""

    def units(self, source: BinaryIO, spec: FileSpec) -> Iterator[Unit]:
        """Every row below the header; one that may be several has `trouble` alone."""
        encoding = encoding_of(source, spec.encoding)
        delimiter = _delimiter_of(source, spec, encoding)
        headed = Headed(spec)
        for number, (cells, _raw) in enumerate(_rows(source, delimiter, encoding), 1):
            unit = headed.unit(number, cells)
            if run_together(cells, delimiter, headed.width):
                yield Unit("", number, trouble="rows_merged")
            elif unit:
                yield unit

    def asides(self, source: BinaryIO, spec: FileSpec) -> Iterator[Aside]:
        """The header, and what stands above it."""
        encoding = encoding_of(source, spec.encoding)
        found = _rows(source, _delimiter_of(source, spec, encoding), encoding)
        rows = ((number, cells) for number, (cells, _raw) in enumerate(found, 1))
        yield from above(Headed(spec), "", rows)

    def rewrite(self, source: BinaryIO, target: BinaryIO, spec: FileSpec, edits: Mapping[Place, Edit]) -> bool:
        """The same file with rows left out or written anew; a file always stays."""
        encoding = encoding_of(source, spec.encoding)
        delimiter = _delimiter_of(source, spec, encoding)
        headed = Headed(spec)
        for number, (cells, raw) in enumerate(_rows(source, delimiter, encoding), 1):
            unit = headed.unit(number, cells)
            edit = edits.get(("", number)) if unit else None
            if unit is None or edit is None:
                target.write(raw.encode(encoding))
            elif run_together(cells, delimiter, headed.width):
                raise Permanent("rows_merged")
            elif not edit.remove:
                target.write(_written(unit, edit, raw, delimiter, encoding))
        return True


def encoding_of(source: BinaryIO, given: str) -> str:
    """The encoding of the whole file, read from end to end piece by piece; Unreadable("encoding_unknown")."""
    source.seek(0)
    start = source.read(4096)
    if given and codecs.lookup(given).name not in {"utf-16", "utf-8-sig"}:
        candidates = [given]
    elif start.startswith(codecs.BOM_UTF16_LE):
        candidates = ["utf-16-le"]
    elif start.startswith(codecs.BOM_UTF16_BE):
        candidates = ["utf-16-be"]
    elif b"\0" in start:
        candidates = ["utf-16-le" if b"\0" not in start[0::2] else "utf-16-be"]
    else:
        candidates = ["utf-8", "cp1252"]
    for encoding in candidates:
        if _decodes(source, encoding):
            return encoding
    raise Unreadable("encoding_unknown")


def _decodes(source: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    source.seek(0)
    try:
        while piece := source.read(_PIECE):
            if "\0" in decoder.decode(piece):
                return False
        decoder.decode(b"", True)
    except UnicodeError:
        return False
    return True


class _Lines:
    """Gives the csv reader its lines and keeps those that the row at hand was made of."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.pulled: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.pulled.append(line)
        if len(line) >= LONGEST_LINE or len(self.pulled) > LONGEST_LINE:
            raise Unreadable("file_too_large")
        return line

    def taken(self) -> str:
        """The lines of the row at hand, as they stand."""
        raw = "".join(self.pulled)
        self.pulled.clear()
        return raw


def run_together(cells: Sequence[Plain], delimiter: str, width: int) -> bool:
    """Whether a quotation mark that was never closed may have made several rows of `width` cells one.

    Such a cell has line breaks and, in its later lines, the delimiters of a whole row; or in its last one those
    of the part of a row that ends where the next such mark stands. A delimiter with a space behind is a sentence's.
    """
    for index, cell in enumerate(cells):
        lines = text_of(cell).splitlines()[1:] if isinstance(cell, str) else []
        counts = [_between(line, delimiter) for line in lines]
        if any(count >= max(1, width - 1) for count in counts):
            return True
        if counts and counts[-1] and counts[-1] == index + width - len(cells):
            return True
    return False


def _between(line: str, delimiter: str) -> int:
    return line.count(delimiter) - (line.count(f"{delimiter} ") if not delimiter.isspace() else 0)


def _rows(source: BinaryIO, delimiter: str, encoding: str) -> Iterator[tuple[list[Plain], str]]:
    """Every row with its own text; what stands before a byte order mark's end is part of the first text alone."""
    source.seek(0)
    text = io.TextIOWrapper(source, encoding=encoding, newline="")
    try:
        lines = _Lines(text)
        first = True
        for row in csv.reader(lines, delimiter=delimiter, strict=True):
            raw = lines.taken()
            if first and row and row[0].startswith(_MARK):
                row = next(csv.reader([raw.removeprefix(_MARK)], delimiter=delimiter, strict=True), [])
            told = first and len(row) <= 2 and raw.removeprefix(_MARK).lower().startswith("sep=")  # noqa: PLR2004
            first = False
            yield ([], raw) if told else (list(row), raw)
    except (csv.Error, UnicodeError):
        raise Unreadable("file_broken") from None
    finally:
        with contextlib.suppress(ValueError):  # whoever stopped in the middle may have closed the file
            text.detach()


def _delimiter_of(source: BinaryIO, spec: FileSpec, encoding: str) -> str:
    """The mapping's, the one that `sep=` tells, else the commonest in the first line that has one."""
    if spec.delimiter:
        return spec.delimiter
    source.seek(0)
    sample = codecs.getincrementaldecoder(encoding)().decode(source.read(1 << 16)).removeprefix(_MARK)
    lines = sample.splitlines()
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == len("sep=;"):
        return lines[0][-1]
    for line in lines:
        bare = "".join(line.split('"')[::2])
        found = max(_DELIMITERS, key=bare.count)
        if bare.count(found):
            return found
    return ";"


def _written(unit: Unit, edit: Edit, raw: str, delimiter: str, encoding: str) -> bytes:
    """The row anew, with the line end and the quotes that it had."""
    cells = [text_of(edit.cells.get(name, value)) for name, value in zip(unit.header, unit.cells, strict=False)]
    for name in list(unit.header)[len(cells) :]:
        cells.append(text_of(edit.cells.get(name)))
    for name in edit.cells:
        _refuse_formula(text_of(edit.cells[name]))
    body = raw.rstrip("\r\n")
    quoting: Literal[0, 1] = csv.QUOTE_ALL if _all_quoted(unit.cells, body) else csv.QUOTE_MINIMAL
    out = io.StringIO(newline="")
    end = raw[len(body) :]
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerow(cells)
    try:
        return out.getvalue().encode(encoding)
    except UnicodeEncodeError:
        raise Permanent("value_unfit") from None


def _all_quoted(cells: Sequence[Plain], body: str) -> bool:
    return body.startswith('"') and body.endswith('"') and body.count('"') >= 2 * len(cells)


def _refuse_formula(text: str) -> None:
    """What a spreadsheet would run when it opens the file; a telephone number may begin with a plus."""
    starts = text.startswith(("=", "@", "\t", "\r"))
    signed = text.startswith(("+", "-")) and any(letter not in "+-0123456789 ().,/" for letter in text)
    if starts or signed or "\0" in text:
        raise Permanent("value_unfit")
